//! `typeValidation`: refuses values that are not of the attribute's type, with v6's messages.

use sequelize_types::{DataType, Error, ErrorKind, Result, TypeKind, Value};

use super::{date_text, js_date, js_text, json};
use crate::Compiler;

/// How a place in the statement loosens the check of its value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Check {
    /// Compared with ANY or ALL: the elements are of the type, not the list.
    pub is_list: bool,
    /// Compared by a LIKE: part of an identifier is text, but no UUID.
    pub is_pattern: bool,
}

/// Checks `value` if `typeValidation` is on. Falsy values pass, as in v6.
/// # Errors
/// `Validation`, its `path` still empty: the attribute is not known here. It carries the whole list if an element is
/// refused.
pub fn check(compiler: &Compiler, value: &Value, data_type: &DataType, check: Check) -> Result<()> {
    if !compiler.options.type_validation || !value.is_truthy() {
        return Ok(());
    }
    let fits = |item: &Value| {
        let is_identifier = matches!(data_type.kind, TypeKind::Uuid | TypeKind::UuidV1 | TypeKind::UuidV4);
        if check.is_pattern && is_identifier && item.as_str().is_some() {
            return Ok(());
        }
        validate(item, data_type, compiler.dialect().has_infinite_dates())
    };
    match value {
        Value::Array(items) if check.is_list => {
            items.iter().try_for_each(fits).map_err(|error| refuse(value, data_type.kind, error.message))
        }
        value => fits(value),
    }
}

/// v6: `type.validate(value)`.
/// # Errors
/// As `check`.
pub fn validate(value: &Value, data_type: &DataType, has_infinite_dates: bool) -> Result<()> {
    let is_text = matches!(value, Value::Text(_) | Value::Utf16(_));
    let is_number = matches!(value, Value::Number(_));
    let kind = data_type.kind;
    let (is_valid, noun) = match kind {
        TypeKind::String | TypeKind::Char => {
            (is_text || is_number || (data_type.is_binary && matches!(value, Value::Bytes(_))), "string")
        }
        TypeKind::Text | TypeKind::CiText | TypeKind::TsVector => (is_text, "string"),
        TypeKind::Decimal => (is_decimal(&js_text::to_text(value)), "decimal"),
        _ if kind.is_integer() => (is_integer(&js_text::to_text(value)), ""),
        _ if kind.is_number() => (is_float(&js_text::to_text(value)), ""),
        TypeKind::Boolean => (matches!(&*js_text::to_text(value), "true" | "false" | "1" | "0"), "boolean"),
        TypeKind::Date => {
            let is_infinite = matches!(value, Value::Number(number) if number.is_infinite());
            ((is_infinite && has_infinite_dates) || is_date(value), "date")
        }
        TypeKind::Hstore => (matches!(value, Value::Object(_)), "hstore"),
        TypeKind::Blob => (is_text || matches!(value, Value::Bytes(_)), "blob"),
        TypeKind::Range => return validate_range(value),
        TypeKind::Array => (matches!(value, Value::Array(_)), "array"),
        TypeKind::Uuid | TypeKind::UuidV1 => (value.as_str().is_some_and(|text| is_uuid(text, None)), "uuid"),
        TypeKind::UuidV4 => (value.as_str().is_some_and(|text| is_uuid(text, Some(b'4'))), "uuidv4"),
        TypeKind::Enum => return validate_choice(value, data_type),
        TypeKind::Cidr => (value.as_str().is_some_and(is_ip_range), "CIDR"),
        TypeKind::Inet => (value.as_str().is_some_and(is_ip), "INET"),
        TypeKind::MacAddr => (value.as_str().is_some_and(is_mac_address), "MACADDR"),
        _ => (true, ""),
    };
    if is_valid {
        return Ok(());
    }
    let own_noun = kind.key().to_lowercase();
    let noun = if noun.is_empty() { own_noun.as_str() } else { noun };
    Err(refuse(value, kind, format!("{} is not a valid {noun}", as_json(value))))
}

fn refuse(value: &Value, kind: TypeKind, message: String) -> Error {
    let type_key = kind.key().to_owned();
    Error::new(ErrorKind::Validation { path: String::new(), value: value.clone(), type_key }, message)
}

/// `%j` of `util.format`.
fn as_json(value: &Value) -> String {
    match json::stringify(value) {
        Ok(text) => text.unwrap_or_else(|| "undefined".to_owned()),
        Err(_) => js_text::to_text(value).into_owned(),
    }
}

fn validate_range(value: &Value) -> Result<()> {
    match value {
        Value::Array(bounds) if bounds.len() == 2 => Ok(()),
        Value::Array(_) => {
            Err(refuse(value, TypeKind::Range, "A range must be an array with two elements".to_owned()))
        }
        _ => Err(refuse(value, TypeKind::Range, format!("{} is not a valid range", as_json(value)))),
    }
}

fn validate_choice(value: &Value, data_type: &DataType) -> Result<()> {
    if value.as_str().is_some_and(|text| data_type.values.iter().any(|choice| choice == text)) {
        return Ok(());
    }
    let choices = Value::Array(data_type.values.iter().map(|choice| Value::from(choice.clone())).collect());
    let message = format!("{} is not a valid choice in {}", as_json(value), as_json(&choices));
    Err(refuse(value, TypeKind::Enum, message))
}

fn is_date(value: &Value) -> bool {
    match value {
        Value::Date(milliseconds) => milliseconds.abs() <= 8.64e15,
        other => {
            let text = js_text::to_text(other);
            js_date::parse(&text).is_some() || date_text::parse(&text).is_some_and(|_| text.contains('-'))
        }
    }
}

fn unsigned(text: &str) -> &str {
    text.strip_prefix(['+', '-']).unwrap_or(text)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_integer(text: &str) -> bool {
    let digits = unsigned(text);
    !digits.is_empty() && is_digits(digits)
}

fn split_exponent(text: &str) -> (&str, Option<&str>) {
    text.split_once(['e', 'E']).map_or((text, None), |(mantissa, exponent)| (mantissa, Some(exponent)))
}

/// Digits, a point, digits, an exponent: each may be missing.
fn is_float(text: &str) -> bool {
    if matches!(text, "" | "." | "," | "-" | "+") {
        return false;
    }
    let (mantissa, exponent) = split_exponent(unsigned(text));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    is_digits(whole) && is_digits(fraction) && exponent.is_none_or(is_integer)
}

/// v6's own `isDecimal`: no plus in front, a minus only before digits, and a lone point passes.
fn is_decimal(text: &str) -> bool {
    let (mantissa, exponent) = split_exponent(text);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let is_whole = whole.is_empty() || (!digits.is_empty() && is_digits(digits));
    !text.is_empty() && is_whole && is_digits(fraction) && exponent.is_none_or(is_integer)
}

/// RFC 9562 versions 1 to 8, nil and max; only one version if it is given.
fn is_uuid(text: &str, version: Option<u8>) -> bool {
    let bytes = text.as_bytes();
    let has_form = bytes.len() == 36
        && bytes.iter().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
    if !has_form {
        return false;
    }
    let is_variant = matches!(bytes[19].to_ascii_lowercase(), b'8' | b'9' | b'a' | b'b');
    let is_uniform = |digit: u8| bytes.iter().all(|byte| *byte == b'-' || byte.to_ascii_lowercase() == digit);
    match version {
        Some(version) => bytes[14] == version && is_variant,
        None => (matches!(bytes[14], b'1'..=b'8') && is_variant) || is_uniform(b'0') || is_uniform(b'f'),
    }
}

/// An address, in its sixth version with an optional zone.
fn is_ip(text: &str) -> bool {
    let (address, zone) = text.split_once('%').map_or((text, None), |(address, zone)| (address, Some(zone)));
    match address.parse() {
        Ok(std::net::IpAddr::V4(_)) => zone.is_none(),
        Ok(std::net::IpAddr::V6(_)) => zone.is_none_or(|zone| !zone.is_empty()),
        Err(_) => false,
    }
}

fn is_ip_range(text: &str) -> bool {
    let Some((address, size)) = text.split_once('/') else { return false };
    let has_form =
        (1..=3).contains(&size.len()) && is_digits(size) && (size.len() == 1 || !size.starts_with('0'));
    let limit = if address.contains(':') { 128 } else { 32 };
    has_form && is_ip(address) && size.parse::<u16>().is_ok_and(|size| size <= limit)
}

/// Six or eight bytes in pairs of digits, or groups of four digits with points.
fn is_mac_address(text: &str) -> bool {
    let groups = |separator: char, width: usize, counts: [usize; 2]| {
        let parts: Vec<&str> = text.split(separator).collect();
        counts.contains(&parts.len())
            && parts
                .iter()
                .all(|part| part.len() == width && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    groups(':', 2, [6, 8]) || groups('-', 2, [6, 8]) || groups(' ', 2, [6, 8]) || groups('.', 4, [3, 4])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(value: Value, kind: TypeKind) -> Option<String> {
        validate(&value, &DataType::new(kind), false).err().map(|error| error.message)
    }

    #[test]
    fn messages_name_the_value_as_json_and_the_type() {
        assert_eq!(
            message(Value::from("abc"), TypeKind::Integer).as_deref(),
            Some("\"abc\" is not a valid integer")
        );
        assert_eq!(
            message(Value::from(true), TypeKind::String).as_deref(),
            Some("true is not a valid string")
        );
        assert_eq!(
            message(Value::from("x"), TypeKind::Double).as_deref(),
            Some("\"x\" is not a valid double precision")
        );
        assert_eq!(
            message(Value::from(vec![]), TypeKind::Range).as_deref(),
            Some("A range must be an array with two elements")
        );
    }

    #[test]
    fn decimals_may_have_an_exponent_but_no_plus() {
        let is_valid = |text: &str| message(Value::from(text), TypeKind::Decimal).is_none();
        assert!(
            ["1.5", "-1", ".5", "1.", "12e219", "12e+219", "-1.5E-3", "e5", "."].into_iter().all(is_valid)
        );
        assert!(!["", "-", "+1", "-.5", "--1", "12f219", "1e", "1 000"].into_iter().any(is_valid));
    }

    #[test]
    fn a_pattern_for_an_identifier_is_any_text() {
        let options = crate::CompilerOptions { type_validation: true, ..Default::default() };
        let compiler = Compiler::new(sequelize_types::DialectName::Postgres, options);
        let accepts = |value: Value, is_pattern| {
            let check_as = Check { is_list: false, is_pattern };
            check(&compiler, &value, &DataType::new(TypeKind::Uuid), check_as).is_ok()
        };
        assert!(accepts(Value::from("12345678%"), true));
        assert!(!accepts(Value::from(5.0), true));
        assert!(!accepts(Value::from("12345678%"), false));
    }

    #[test]
    fn addresses_and_identifiers_follow_their_grammar() {
        assert_eq!(message(Value::from("127.0.0.1"), TypeKind::Inet), None);
        assert!(message(Value::from("127.0.0.256"), TypeKind::Inet).is_some());
        assert_eq!(message(Value::from("10.0.0.0/8"), TypeKind::Cidr), None);
        assert!(message(Value::from("10.0.0.0/33"), TypeKind::Cidr).is_some());
        assert_eq!(message(Value::from("01:23:45:67:89:ab"), TypeKind::MacAddr), None);
        assert!(message(Value::from("01:23:45:67:89"), TypeKind::MacAddr).is_some());
        assert!(message(Value::from("foobar"), TypeKind::Uuid).is_some());
        assert!(message(Value::from("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), TypeKind::UuidV4).is_some());
    }
}
