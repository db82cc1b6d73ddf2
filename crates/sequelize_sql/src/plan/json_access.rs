//! Access to JSON columns that is written as SQL: `meta#>>'{a}'`, `json_extract(meta,'$.a')`. v6 puts the joined table's
//! name into such text wherever an attribute looks like it; here user text must have exactly that form.

const FUNCTIONS: [&str; 2] = ["json_extract(", "json_value("];

/// Whether the text is one column with paths into it, and nothing else.
pub fn is_access(text: &str) -> bool {
    if let Some(inner) = FUNCTIONS.iter().find_map(|function| text.strip_prefix(function)) {
        return inner
            .strip_suffix(')')
            .and_then(|inner| inner.split_once(','))
            .is_some_and(|(column, path)| is_column(column.trim()) && is_literal(path.trim()));
    }
    let text = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(text);
    let Some(start) = text.find(['#', '-']) else { return false };
    let (column, mut rest) = text.split_at(start);
    if !is_column(column.trim()) {
        return false;
    }
    while !rest.is_empty() {
        let Some(operand) =
            ["#>>", "->>", "#>", "->"].iter().find_map(|operator| rest.strip_prefix(operator))
        else {
            return false;
        };
        let operand = operand.trim_start();
        let length = match operand.strip_prefix('\'') {
            Some(quoted) => quoted.find('\'').map(|end| end + 2),
            None => Some(operand.bytes().take_while(u8::is_ascii_digit).count()).filter(|digits| *digits > 0),
        };
        let Some(length) = length else { return false };
        rest = operand[length..].trim_start();
    }
    true
}

fn is_column(text: &str) -> bool {
    let is_part = |character: char| character.is_alphanumeric() || matches!(character, '_' | '.' | '"' | '`');
    !text.is_empty() && text.chars().all(is_part)
}

fn is_literal(text: &str) -> bool {
    let inner = text.strip_prefix('\'').and_then(|text| text.strip_suffix('\''));
    inner.is_some_and(|inner| !inner.contains(['\'', '\\']))
}

/// The same access with a table (quoted already) before the column; `None` if the text is no access to JSON.
pub fn qualify(text: &str, table: &str) -> Option<String> {
    if text.contains("#>>") || text.contains("->>") {
        return Some(format!("({table}.{})", text.replace(['(', ')'], "")));
    }
    let function = FUNCTIONS.iter().find(|function| text.contains(**function))?;
    Some(text.replacen(function, &format!("{function}{table}."), 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn access_is_one_column_and_paths() {
        for text in ["meta#>>'{a,b}'", "(\"meta\"#>>'{a}')", "meta->'a'->>1", "json_extract(`meta`,'$.a')"] {
            assert!(is_access(text), "{text}");
        }
        for text in [
            "meta",
            "a-b",
            "meta->>'a' from x --",
            "meta->>(select 1)",
            "json_extract(meta,'$.a') , secret",
            "json_extract(meta,'a'||(select 1)||'b')",
        ] {
            assert!(!is_access(text), "{text}");
        }
    }

    #[test]
    fn the_table_goes_before_the_column() {
        assert_eq!(qualify("(\"m\"#>>'{a}')", "\"t\"").as_deref(), Some("(\"t\".\"m\"#>>'{a}')"));
        assert_eq!(qualify("json_extract(m,'$.a')", "`t`").as_deref(), Some("json_extract(`t`.m,'$.a')"));
    }
}
