//! Dates in a time zone, as the dialects write them.

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeZone, Utc};
use sequelize_types::{Error, Result};

/// A point in time, seen from a zone: local date and time, and the offset in force then.
pub struct Zoned {
    pub local: NaiveDateTime,
    pub offset_minutes: i32,
}

/// Sees `milliseconds` since the epoch from `timezone`: a zone name, `+02:00`, or empty for UTC.
/// `None` for an invalid date.
/// # Errors
/// `Plain` for a time zone that is neither a known name nor an offset.
pub fn in_zone(milliseconds: f64, timezone: &str) -> Result<Option<Zoned>> {
    if !milliseconds.is_finite() || milliseconds.abs() > 8.64e15 {
        return Ok(None);
    }
    let Some(utc) = DateTime::<Utc>::from_timestamp_millis(milliseconds as i64) else { return Ok(None) };
    if let Some(minutes) = offset_minutes(timezone) {
        let Some(offset) = FixedOffset::east_opt(minutes * 60) else { return Err(invalid_zone(timezone)) };
        let local = utc.with_timezone(&offset).naive_local();
        return Ok(Some(Zoned { local, offset_minutes: minutes }));
    }
    let zone: chrono_tz::Tz =
        chrono_tz::Tz::from_str_insensitive(timezone).map_err(|_| invalid_zone(timezone))?;
    let zoned = zone.from_utc_datetime(&utc.naive_utc());
    let local = zoned.naive_local();
    let offset_minutes = ((local - utc.naive_utc()).num_seconds() / 60) as i32;
    Ok(Some(Zoned { local, offset_minutes }))
}

/// Minutes of `+02:00`, `-0530`, `Z` or nothing.
pub fn offset_minutes(timezone: &str) -> Option<i32> {
    if timezone.is_empty() || timezone == "Z" {
        return Some(0);
    }
    let (sign, rest) = match timezone.as_bytes().first()? {
        b'+' => (1, &timezone[1..]),
        b'-' => (-1, &timezone[1..]),
        _ => return None,
    };
    let digits: String = rest.chars().filter(|character| *character != ':').collect();
    if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let hours: i32 = digits[..2].parse().ok()?;
    let minutes: i32 = digits[2..].parse().ok()?;
    (hours < 24 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

fn invalid_zone(timezone: &str) -> Error {
    Error::plain(format!("Invalid time zone: {timezone}"))
}

impl Zoned {
    /// `2024-02-29 13:05:07`.
    pub fn seconds(&self) -> String {
        self.local.format("%Y-%m-%d %H:%M:%S").to_string()
    }

    /// `2024-02-29 13:05:07.089`.
    pub fn milliseconds(&self) -> String {
        self.local.format("%Y-%m-%d %H:%M:%S%.3f").to_string()
    }

    /// `+00:00`.
    pub fn offset(&self) -> String {
        let minutes = self.offset_minutes.abs();
        let sign = if self.offset_minutes < 0 { '-' } else { '+' };
        format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

/// v6's text of a date where a dialect has no form of its own: `2024-02-29 13:05:07.089 +00:00`.
pub fn standard(milliseconds: f64, timezone: &str) -> Result<String> {
    Ok(match in_zone(milliseconds, timezone)? {
        Some(zoned) => format!("{} {}", zoned.milliseconds(), zoned.offset()),
        None => "Invalid date".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_follow_daylight_saving_time() {
        assert_eq!(standard(0.0, "+00:00").unwrap(), "1970-01-01 00:00:00.000 +00:00");
        assert_eq!(standard(1.0, "-05:30").unwrap(), "1969-12-31 18:30:00.001 -05:30");
        assert_eq!(standard(1_720_000_000_000.0, "Europe/Berlin").unwrap(), "2024-07-03 11:46:40.000 +02:00");
        assert_eq!(standard(1_705_000_000_000.0, "Europe/Berlin").unwrap(), "2024-01-11 20:06:40.000 +01:00");
        assert_eq!(standard(f64::NAN, "+00:00").unwrap(), "Invalid date");
        assert!(standard(0.0, "+00:00'; select 1; --").is_err());
    }
}
