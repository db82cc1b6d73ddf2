//! Binds of a prepared statement. MariaDB manual, COM_STMT_EXECUTE.

use std::fmt::Write;

use sequelize_types::{Error, Key, Result, Value};

use super::column::wire_type as t;
use super::date::Civil;
use super::decode::write_json_text;
use super::options::{Flavor, MysqlOptions};
use super::packet::put_bytes;

const COM_STMT_EXECUTE: u8 = 0x17;
const UNSIGNED: u8 = 0x80;
/// Integers up to here are sent as such: as doubles they would be refused behind LIMIT.
const MAX_SAFE: f64 = 9_007_199_254_740_991.0;

/// The whole command.
/// # Errors
/// A value that no driver takes.
pub(super) fn execute(statement: u32, values: &[Value], options: &MysqlOptions) -> Result<Vec<u8>> {
    let mut packet = vec![COM_STMT_EXECUTE];
    packet.extend_from_slice(&statement.to_le_bytes());
    // No cursor; one run.
    packet.extend_from_slice(&[0, 1, 0, 0, 0]);
    if values.is_empty() {
        return Ok(packet);
    }
    let mut nulls = vec![0_u8; values.len().div_ceil(8)];
    let mut types = Vec::with_capacity(values.len() * 2);
    let mut data = Vec::with_capacity(values.len() * 9);
    for (index, value) in values.iter().enumerate() {
        if matches!(value, Value::Null) {
            nulls[index / 8] |= 1 << (index % 8);
        }
        types.extend_from_slice(&put(&mut data, value, options)?);
    }
    packet.extend_from_slice(&nulls);
    // The types are told anew.
    packet.push(1);
    packet.extend_from_slice(&types);
    packet.extend_from_slice(&data);
    Ok(packet)
}

/// Writes a value; its type and flag.
fn put(data: &mut Vec<u8>, value: &Value, options: &MysqlOptions) -> Result<[u8; 2]> {
    match value {
        Value::Undefined => Err(Error::type_error("Bind parameters must not contain undefined")),
        Value::Null => Ok([t::NULL, 0]),
        Value::Bool(flag) => {
            data.push(u8::from(*flag));
            Ok([t::TINY, 0])
        }
        Value::Number(number) if number.fract() == 0.0 && number.abs() <= MAX_SAFE => {
            data.extend_from_slice(&(*number as i64).to_le_bytes());
            Ok([t::LONGLONG, 0])
        }
        Value::Number(number) => {
            data.extend_from_slice(&number.to_le_bytes());
            Ok([t::DOUBLE, 0])
        }
        Value::BigInt(digits) => Ok(put_big(data, digits)),
        Value::Text(text) => Ok(put_text(data, text)),
        Value::Utf16(units) => Ok(put_text(data, &String::from_utf16_lossy(units))),
        Value::Bytes(bytes) => {
            put_bytes(data, bytes);
            Ok([t::LONG_BLOB, 0])
        }
        Value::Date(ms) => Ok(put_date(data, *ms, options)),
        Value::Opaque { text, .. } => Ok(put_text(data, text)),
        Value::Array(_) if options.flavor == Flavor::Connector => {
            Err(Error::unsupported("An array as a bind parameter", None))
        }
        other => {
            let mut json = String::new();
            write_json(&mut json, other);
            Ok(put_text(data, &json))
        }
    }
}

fn put_text(data: &mut Vec<u8>, text: &str) -> [u8; 2] {
    put_bytes(data, text.as_bytes());
    [t::VAR_STRING, 0]
}

fn put_big(data: &mut Vec<u8>, digits: &str) -> [u8; 2] {
    if let Ok(signed) = digits.parse::<i64>() {
        data.extend_from_slice(&signed.to_le_bytes());
        return [t::LONGLONG, 0];
    }
    if let Ok(unsigned) = digits.parse::<u64>() {
        data.extend_from_slice(&unsigned.to_le_bytes());
        return [t::LONGLONG, UNSIGNED];
    }
    put_bytes(data, digits.as_bytes());
    [t::NEWDECIMAL, 0]
}

/// mysql2 sends a DATETIME, the connector a text. An invalid date is what JavaScript writes.
fn put_date(data: &mut Vec<u8>, ms: f64, options: &MysqlOptions) -> [u8; 2] {
    let Some(local) = options.driver_zone.to_local(ms) else { return put_text(data, "Invalid Date") };
    let civil = Civil::of_milliseconds(local);
    if options.flavor == Flavor::Connector || !(0..=9999).contains(&civil.year) {
        let mut text = String::new();
        civil.write(&mut text, true, 3);
        return put_text(data, &text);
    }
    data.push(11);
    data.extend_from_slice(&(civil.year as u16).to_le_bytes());
    for part in [civil.month, civil.day, civil.hour, civil.minute, civil.second] {
        data.push(part as u8);
    }
    data.extend_from_slice(&(civil.micros as u32).to_le_bytes());
    [t::DATETIME, 0]
}

/// `JSON.stringify` of plain values.
fn write_json(out: &mut String, value: &Value) {
    match value {
        Value::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Value::Number(number) if number.is_finite() => {
            // Writing to a string cannot fail.
            let _ = write!(out, "{number}");
        }
        Value::BigInt(digits) => out.push_str(digits),
        Value::Text(text) => write_json_text(out, text),
        Value::Utf16(units) => write_json_text(out, &String::from_utf16_lossy(units)),
        Value::Date(ms) => {
            let mut text = String::new();
            if ms.is_finite() {
                let civil = Civil::of_milliseconds(*ms as i64);
                civil.write(&mut text, true, 3);
                text = text.replace(' ', "T") + "Z";
            }
            write_json_text(out, &text);
        }
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_json(out, item);
            }
            out.push(']');
        }
        Value::Object(object) => {
            out.push('{');
            let mut is_first = true;
            for (key, item) in &object.entries {
                let Key::Name(name) = key else { continue };
                if matches!(item, Value::Undefined) {
                    continue;
                }
                if !std::mem::take(&mut is_first) {
                    out.push(',');
                }
                write_json_text(out, name);
                out.push(':');
                write_json(out, item);
            }
            out.push('}');
        }
        Value::Opaque { text, .. } => write_json_text(out, text),
        _ => out.push_str("null"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(value: Value) -> (u8, u8, Vec<u8>) {
        let packet = execute(7, &[value], &MysqlOptions::new(Flavor::Mysql2)).unwrap();
        assert_eq!(&packet[..10], [COM_STMT_EXECUTE, 7, 0, 0, 0, 0, 1, 0, 0, 0]);
        (packet[12], packet[13], packet[14..].to_vec())
    }

    #[test]
    fn whole_numbers_are_integers() {
        assert_eq!(encoded(Value::Number(5.0)), (t::LONGLONG, 0, 5_i64.to_le_bytes().to_vec()));
        assert_eq!(encoded(Value::Number(1.5)), (t::DOUBLE, 0, 1.5_f64.to_le_bytes().to_vec()));
        assert_eq!(
            encoded(Value::BigInt("18446744073709551615".into())),
            (t::LONGLONG, UNSIGNED, u64::MAX.to_le_bytes().to_vec())
        );
    }

    #[test]
    fn dates_are_local_to_the_driver() {
        let mut options = MysqlOptions::new(Flavor::Connector);
        options.driver_zone = super::super::zone::Zone::parse("+02:00");
        let packet = execute(1, &[Value::Date(0.0)], &options).unwrap();
        assert_eq!(&packet[15..], b"1970-01-01 02:00:00.000");
        assert_eq!(encoded(Value::Date(1500.0)).2, [11, 0xb2, 7, 1, 1, 0, 0, 1, 0x20, 0xa1, 7, 0]);
    }

    #[test]
    fn nulls_have_a_bit_and_undefined_is_refused() {
        let values: Vec<Value> = (0..9).map(|_| Value::Null).collect();
        let packet = execute(1, &values, &MysqlOptions::new(Flavor::Mysql2)).unwrap();
        assert_eq!(&packet[10..13], [0xff, 1, 1]);
        assert!(execute(1, &[Value::Undefined], &MysqlOptions::new(Flavor::Mysql2)).is_err());
    }

    #[test]
    fn objects_are_json() {
        let object = Value::Object(
            sequelize_types::Object::new()
                .with("a", Value::Array(vec![Value::Number(1.5), Value::Null]))
                .with("b", "x\"\n".into()),
        );
        let (_, _, data) = encoded(object);
        assert_eq!(&data[1..], br#"{"a":[1.5,null],"b":"x\"\n"}"#);
    }
}
