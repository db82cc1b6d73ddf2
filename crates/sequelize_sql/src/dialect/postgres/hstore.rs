//! HSTORE values: `"a"=>"1","b"=>NULL`. PostgreSQL manual F.16; written as the package `pg-hstore` does.

use std::borrow::Cow;

use sequelize_types::Value;

use crate::encode::js_text;

/// `is_param`: as v6 binds it, with single quotes doubled (its reader of HSTORE undoes that).
pub(super) fn text(value: &Value, is_param: bool) -> String {
    let mut out = String::new();
    for (index, (key, value)) in entries(value).iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        push_quoted(&mut out, key, is_param);
        out.push_str("=>");
        match &**value {
            Value::Null => out.push_str("NULL"),
            Value::Undefined => push_quoted(&mut out, "", is_param),
            other => push_quoted(&mut out, &js_text::to_text(other), is_param),
        }
    }
    out
}

type Entry<'v> = (Cow<'v, str>, Cow<'v, Value>);

/// The properties of any value, as `Object.keys` sees them: v6 asks nothing else of it.
fn entries(value: &Value) -> Vec<Entry<'_>> {
    match value {
        Value::Object(object) => {
            object.names().map(|(key, value)| (Cow::Borrowed(key), Cow::Borrowed(value))).collect()
        }
        Value::Array(items) => {
            let numbered = items.iter().enumerate();
            numbered.map(|(index, item)| (Cow::Owned(index.to_string()), Cow::Borrowed(item))).collect()
        }
        Value::Text(text) => {
            let letter = |unit: &u16| Cow::Owned(Value::Text(String::from_utf16_lossy(&[*unit])));
            let units: Vec<u16> = text.encode_utf16().collect();
            units
                .iter()
                .enumerate()
                .map(|(index, unit)| (Cow::Owned(index.to_string()), letter(unit)))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn push_quoted(out: &mut String, text: &str, is_param: bool) {
    out.push('"');
    for character in text.chars() {
        match character {
            '\'' if is_param => out.push_str("''"),
            '\\' | '"' => {
                out.push('\\');
                out.push(character);
            }
            other => out.push(other),
        }
    }
    out.push('"');
}
