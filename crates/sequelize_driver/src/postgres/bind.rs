//! Values for a statement's parameters, as text. Where v6 binds, too, the server finds out their types; where it writes
//! literals, a number or boolean has the type that such a literal would have.

use bytes::{BufMut, BytesMut};
use sequelize_types::{Error, ErrorKind, Result, Value};

use crate::Binds;

/// Types of `pg_type`.
const UNSPECIFIED: u32 = 0;
const BOOL: u32 = 16;
const INT8: u32 = 20;
const INT4: u32 = 23;
const NUMERIC: u32 = 1700;

/// A parameter ready to be sent.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Parameter {
    pub oid: u32,
    pub is_binary: bool,
    pub value: Option<Vec<u8>>,
}

/// # Errors
/// Values by name: the placeholders of this dialect are numbers.
pub(super) fn parameters(binds: &Binds, has_typed_numbers: bool) -> Result<Vec<Parameter>> {
    match binds {
        Binds::None => Ok(Vec::new()),
        Binds::Ordered(values) => {
            Ok(values.iter().map(|value| parameter(value, has_typed_numbers)).collect())
        }
        Binds::Named(_) => Err(Error::new(ErrorKind::Internal, "parameters of PostgreSQL have no names")),
    }
}

fn parameter(value: &Value, is_typed: bool) -> Parameter {
    let text =
        |text: String| Parameter { oid: UNSPECIFIED, is_binary: false, value: Some(text.into_bytes()) };
    match value {
        Value::Text(given) => text(given.clone()),
        Value::Number(number) => {
            let oid = if is_typed { type_of(*number) } else { UNSPECIFIED };
            Parameter { oid, ..text(number_text(*number)) }
        }
        Value::BigInt(digits) => {
            let oid = match digits.parse::<i64>() {
                _ if !is_typed => UNSPECIFIED,
                Ok(number) if i32::try_from(number).is_ok() => INT4,
                Ok(_) => INT8,
                Err(_) => NUMERIC,
            };
            Parameter { oid, ..text(digits.clone()) }
        }
        Value::Bool(flag) => {
            Parameter { oid: if is_typed { BOOL } else { UNSPECIFIED }, ..text(flag.to_string()) }
        }
        Value::Bytes(bytes) => Parameter { oid: UNSPECIFIED, is_binary: true, value: Some(bytes.clone()) },
        Value::Utf16(units) => text(String::from_utf16_lossy(units)),
        Value::Opaque { text: given, .. } => text(given.clone()),
        _ => Parameter { oid: UNSPECIFIED, is_binary: false, value: None },
    }
}

/// The type that the number has as a literal: `1`, `3000000000`, `1.5`.
fn type_of(number: f64) -> u32 {
    if !number.is_finite() {
        return UNSPECIFIED;
    }
    if number.fract() != 0.0 || number.abs() >= 9.2e18 {
        return NUMERIC;
    }
    if number >= f64::from(i32::MIN) && number <= f64::from(i32::MAX) { INT4 } else { INT8 }
}

/// As JavaScript writes it.
fn number_text(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return (number as i64).to_string();
    }
    ryu_js::Buffer::new().format(number).to_owned()
}

/// Bind, to the unnamed portal, with all results as text.
pub(super) fn write_bind(name: &str, parameters: &[Parameter], out: &mut BytesMut) -> Result<()> {
    let too_long = || Error::plain("A value is too long to be sent.");
    let count = u16::try_from(parameters.len()).map_err(|_| {
        Error::plain(format!("PostgreSQL takes at most 65535 values, not {}.", parameters.len()))
    })?;
    out.put_u8(b'B');
    let start = out.len();
    out.put_i32(0);
    out.put_u8(0);
    out.put_slice(name.as_bytes());
    out.put_u8(0);
    if parameters.iter().any(|parameter| parameter.is_binary) {
        out.put_u16(count);
        parameters.iter().for_each(|parameter| out.put_i16(i16::from(parameter.is_binary)));
    } else {
        out.put_u16(0);
    }
    out.put_u16(count);
    for parameter in parameters {
        match &parameter.value {
            None => out.put_i32(-1),
            Some(value) => {
                out.put_i32(i32::try_from(value.len()).map_err(|_| too_long())?);
                out.put_slice(value);
            }
        }
    }
    out.put_u16(0);
    let length = i32::try_from(out.len() - start).map_err(|_| too_long())?;
    out[start..start + 4].copy_from_slice(&length.to_be_bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_number_is_what_its_literal_is() {
        let oid = |number| parameter(&Value::Number(number), true).oid;
        assert_eq!(
            [oid(1.0), oid(-2_147_483_648.0), oid(3e9), oid(1.5), oid(1e20)],
            [INT4, INT4, INT8, NUMERIC, NUMERIC]
        );
        assert_eq!(parameter(&Value::Number(1.0), false).oid, UNSPECIFIED);
    }

    #[test]
    fn numbers_are_written_as_in_javascript() {
        let text =
            |number| String::from_utf8(parameter(&Value::Number(number), false).value.unwrap()).unwrap();
        assert_eq!(
            [text(-0.0), text(5.0), text(1.5), text(1e21), text(f64::NAN)],
            ["0", "5", "1.5", "1e+21", "NaN"]
        );
    }
}
