//! DATE and DATEONLY: points in time and calendar days as text. Anything that is no Date is read as `moment` reads
//! it, which v6 uses for this.

use chrono::{
    DateTime, Datelike, Local, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Timelike, Utc,
};
use sequelize_types::{DataType, Result, Value};

use super::date_text;
use crate::Compiler;

/// Milliseconds since the epoch; `NaN` for what is no date.
pub fn to_milliseconds(value: &Value) -> f64 {
    match value {
        Value::Date(milliseconds) | Value::Number(milliseconds) => *milliseconds,
        Value::Text(text) => date_text::parse(text).unwrap_or(f64::NAN),
        Value::BigInt(digits) => date_text::parse(digits).unwrap_or(f64::NAN),
        Value::Array(parts) => from_parts(parts),
        // An instance of `moment` among them: its text is one of the forms that can be read.
        Value::Opaque { text, .. } => date_text::parse(text).unwrap_or(f64::NAN),
        _ => f64::NAN,
    }
}

/// `[year, month from 0, day, hour, minute, second, millisecond]` in the process's time zone.
fn from_parts(parts: &[Value]) -> f64 {
    if !parts.iter().all(|part| matches!(part, Value::Number(_) | Value::Text(_))) {
        return f64::NAN;
    }
    let part = |index: usize, default: f64| parts.get(index).map_or(default, super::js_text::to_number);
    let (year, month) = (part(0, f64::NAN), part(1, 0.0));
    let date = (year.fract() == 0.0 && year.abs() < 200_000.0 && (0.0..12.0).contains(&month))
        .then(|| NaiveDate::from_ymd_opt(year as i32, month as u32 + 1, 1))
        .flatten();
    let Some(date) = date else { return f64::NAN };
    let days = TimeDelta::try_days(part(2, 1.0) as i64 - 1);
    let rest = part(3, 0.0) * 3_600_000.0 + part(4, 0.0) * 60_000.0 + part(5, 0.0) * 1000.0 + part(6, 0.0);
    let rest = TimeDelta::try_milliseconds(rest as i64);
    match (days, rest) {
        (Some(days), Some(rest)) => date
            .and_time(NaiveTime::MIN)
            .checked_add_signed(days)
            .and_then(|local| local.checked_add_signed(rest))
            .map_or(f64::NAN, local_to_milliseconds),
        _ => f64::NAN,
    }
}

/// A local time of the process's zone as milliseconds. A time that a clock change skips or repeats is read with the
/// offset before the change, as JavaScript reads it.
pub fn local_to_milliseconds(local: NaiveDateTime) -> f64 {
    let milliseconds = match Local.from_local_datetime(&local) {
        chrono::LocalResult::Single(time) | chrono::LocalResult::Ambiguous(time, _) => {
            time.timestamp_millis()
        }
        chrono::LocalResult::None => {
            let before = local - TimeDelta::hours(3);
            let offset = Local.offset_from_local_datetime(&before).earliest();
            let seconds = offset.map_or(0, |offset| i64::from(offset.local_minus_utc()));
            local.and_utc().timestamp_millis() - seconds * 1000
        }
    };
    milliseconds as f64
}

/// DATE as text. v6: `DATE#_stringify`.
/// # Errors
/// `Plain` for an unknown time zone.
pub fn stringify(compiler: &Compiler, value: &Value, data_type: &DataType) -> Result<String> {
    let milliseconds = to_milliseconds(value);
    compiler.dialect().typed_date_text(milliseconds, &compiler.options.timezone, data_type)
}

/// DATEONLY as text: the day in the process's time zone. v6: `DATEONLY#_stringify`.
pub fn stringify_only(value: &Value) -> String {
    if let Value::Text(text) = value
        && is_plain_day(text)
    {
        return text.clone();
    }
    match local(to_milliseconds(value)) {
        Some(local) => day(local.date()),
        None => "Invalid date".to_owned(),
    }
}

/// `2020-02-29`, the form nearly every value has.
fn is_plain_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return false;
    }
    let number =
        |range: std::ops::Range<usize>| text.get(range).filter(|part| is_digits(part))?.parse::<u32>().ok();
    match (number(0..4), number(5..7), number(8..10)) {
        (Some(year), Some(month), Some(day)) => NaiveDate::from_ymd_opt(year as i32, month, day).is_some(),
        _ => false,
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn local(milliseconds: f64) -> Option<NaiveDateTime> {
    Some(utc(milliseconds)?.with_timezone(&Local).naive_local())
}

fn utc(milliseconds: f64) -> Option<DateTime<Utc>> {
    if !milliseconds.is_finite() || milliseconds.abs() > 8.64e15 {
        return None;
    }
    DateTime::from_timestamp_millis(milliseconds as i64)
}

/// moment's `YYYY-MM-DD`.
fn day(date: NaiveDate) -> String {
    let year = date.year();
    let sign = if year > 9999 {
        "+"
    } else if year < 0 {
        "-"
    } else {
        ""
    };
    format!("{sign}{:04}-{:02}-{:02}", year.abs(), date.month(), date.day())
}

/// `Date#toISOString`; `None` for an invalid date.
pub fn iso(milliseconds: f64) -> Option<String> {
    let time = utc(milliseconds)?;
    let year = time.year();
    let (sign, width) = match year {
        0..=9999 => ("", 4),
        year if year < 0 => ("-", 6),
        _ => ("+", 6),
    };
    Some(format!(
        "{sign}{:0width$}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
        year.abs(),
        time.month(),
        time.day(),
        time.hour(),
        time.minute(),
        time.second(),
        time.timestamp_subsec_millis(),
    ))
}

/// `Date#toString`, without the name of the time zone unless it is UTC.
pub fn js_string(milliseconds: f64) -> String {
    let Some(time) = utc(milliseconds) else { return "Invalid Date".to_owned() };
    let time = time.with_timezone(&Local);
    let name = if time.offset().local_minus_utc() == 0 { " (Coordinated Universal Time)" } else { "" };
    format!("{}{name}", time.format("%a %b %d %Y %H:%M:%S GMT%z"))
}
