//! Dates in a time zone, as the dialects write them.

use chrono::{DateTime, Offset, TimeZone, Utc};
use sequelize_types::{Error, Result};

/// A point in time, seen from a zone: local date and time, and the offset in force then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zoned {
    /// Milliseconds of the local time, counted as if it were UTC.
    local: i64,
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
    let milliseconds = milliseconds as i64;
    let offset_minutes = match offset_minutes(timezone) {
        Some(minutes) => minutes,
        None => {
            let zone = chrono_tz::Tz::from_str_insensitive(timezone).map_err(|_| invalid_zone(timezone))?;
            let Some(utc) = DateTime::<Utc>::from_timestamp_millis(milliseconds) else { return Ok(None) };
            zone.offset_from_utc_datetime(&utc.naive_utc()).fix().local_minus_utc() / 60
        }
    };
    Ok(Some(Zoned { local: milliseconds + i64::from(offset_minutes) * 60_000, offset_minutes }))
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
    let (&[h1, h2, m1, m2] | &[h1, h2, b':', m1, m2]) = rest.as_bytes() else { return None };
    if ![h1, h2, m1, m2].iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number = |tens: u8, ones: u8| i32::from(tens - b'0') * 10 + i32::from(ones - b'0');
    let (hours, minutes) = (number(h1, h2), number(m1, m2));
    (hours < 24 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

fn invalid_zone(timezone: &str) -> Error {
    Error::plain(format!("Invalid time zone: {timezone}"))
}

impl Zoned {
    /// Appends `2024-02-29 13:05:07`. Years beyond 9999 have a sign, as moment writes them.
    pub fn push_seconds(&self, out: &mut String) {
        let (year, month, day) = civil(self.local.div_euclid(86_400_000));
        let seconds = self.local.rem_euclid(86_400_000) as u32 / 1000;
        if !(0..=9999).contains(&year) {
            out.push(if year < 0 { '-' } else { '+' });
        }
        let year = year.unsigned_abs();
        if year > 9999 {
            crate::number::push(out, year as f64);
        } else {
            push_digits(out, year as u32, 4);
        }
        for (mark, number) in
            [('-', month), ('-', day), (' ', seconds / 3600), (':', seconds / 60 % 60), (':', seconds % 60)]
        {
            out.push(mark);
            push_digits(out, number, 2);
        }
    }

    /// Appends `2024-02-29 13:05:07.089`.
    pub fn push_milliseconds(&self, out: &mut String) {
        self.push_seconds(out);
        out.push('.');
        push_digits(out, self.local.rem_euclid(1000) as u32, 3);
    }

    /// Appends `+00:00`.
    pub fn push_offset(&self, out: &mut String) {
        let minutes = self.offset_minutes.unsigned_abs();
        out.push(if self.offset_minutes < 0 { '-' } else { '+' });
        push_digits(out, minutes / 60, 2);
        out.push(':');
        push_digits(out, minutes % 60, 2);
    }

    /// `2024-02-29 13:05:07`.
    pub fn seconds(&self) -> String {
        let mut out = String::with_capacity(32);
        self.push_seconds(&mut out);
        out
    }

    /// `2024-02-29 13:05:07.089`.
    pub fn milliseconds(&self) -> String {
        let mut out = String::with_capacity(32);
        self.push_milliseconds(&mut out);
        out
    }
}

fn push_digits(out: &mut String, number: u32, width: u32) {
    for place in (0..width).rev() {
        out.push(char::from(b'0' + (number / 10_u32.pow(place) % 10) as u8));
    }
}

/// Year, month and day of a day counted from 1970-01-01, in the proleptic Gregorian calendar. Counts in eras of 400
/// years that begin in March, so that the leap day is the last of its year.
fn civil(days: i64) -> (i64, u32, u32) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month as u32, day as u32)
}

/// v6's text of a date where a dialect has no form of its own: `2024-02-29 13:05:07.089 +00:00`.
pub fn standard(milliseconds: f64, timezone: &str) -> Result<String> {
    Ok(match in_zone(milliseconds, timezone)? {
        Some(zoned) => {
            let mut out = zoned.milliseconds();
            out.push(' ');
            zoned.push_offset(&mut out);
            out
        }
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

    #[test]
    fn the_calendar_holds_over_all_dates_of_javascript() {
        use chrono::Datelike;
        for days in (-95_000_000..95_000_000).step_by(1009) {
            let Some(date) = chrono::NaiveDate::from_num_days_from_ce_opt(days + 719_163) else { continue };
            assert_eq!(civil(i64::from(days)), (i64::from(date.year()), date.month(), date.day()));
        }
        assert_eq!(standard(8.64e15, "+00:00").unwrap(), "+275760-09-13 00:00:00.000 +00:00");
        assert_eq!(standard(-62_198_755_200_000.0, "").unwrap(), "-0001-01-01 00:00:00.000 +00:00");
    }
}
