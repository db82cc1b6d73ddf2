//! Dates and times as the server sends them: as text, or as numbers of years, months, days …

use std::fmt::Write;

use super::packet::{Malformed, Reader};

/// A date with a time of day, as written; it may be no day of any calendar (`0000-00-00`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Civil {
    pub year: i64,
    pub month: i64,
    pub day: i64,
    pub hour: i64,
    pub minute: i64,
    pub second: i64,
    pub micros: i64,
}

impl Civil {
    /// `YYYY-MM-DD`, or with ` hh:mm:ss` and a fraction after it.
    pub(super) fn parse(text: &[u8]) -> Option<Self> {
        if text.len() < 10 || text[4] != b'-' || text[7] != b'-' {
            return None;
        }
        let mut civil = Self {
            year: number(&text[..4])?,
            month: number(&text[5..7])?,
            day: number(&text[8..10])?,
            ..Self::default()
        };
        if text.len() == 10 {
            return Some(civil);
        }
        if text.len() < 19 || text[13] != b':' || text[16] != b':' {
            return None;
        }
        (civil.hour, civil.minute) = (number(&text[11..13])?, number(&text[14..16])?);
        civil.second = number(&text[17..19])?;
        if let Some(fraction) = text.get(20..) {
            let digits = &fraction[..fraction.len().min(6)];
            civil.micros = number(digits)? * 10_i64.pow(6 - digits.len() as u32);
        }
        Some(civil)
    }

    /// Of the binary protocol: as many parts as are not zero.
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let length = reader.u8()?;
        let mut civil = Self::default();
        if length >= 4 {
            civil.year = i64::from(reader.u16()?);
            (civil.month, civil.day) = (i64::from(reader.u8()?), i64::from(reader.u8()?));
        }
        if length >= 7 {
            (civil.hour, civil.minute) = (i64::from(reader.u8()?), i64::from(reader.u8()?));
            civil.second = i64::from(reader.u8()?);
        }
        if length >= 11 {
            civil.micros = i64::from(reader.u32()?);
        }
        Ok(civil)
    }

    pub(super) fn is_zero(&self) -> bool {
        *self == Self::default()
    }

    /// Milliseconds since the epoch, as if it were UTC; `None` if it is no day.
    pub(super) fn milliseconds(&self) -> Option<i64> {
        if self.month < 1 || self.month > 12 || self.day < 1 {
            return None;
        }
        let days = days_since_epoch(self.year, self.month, self.day);
        let seconds = (days * 24 + self.hour) * 3600 + self.minute * 60 + self.second;
        Some(seconds * 1000 + self.micros / 1000)
    }

    /// From milliseconds since the epoch, as if they were UTC.
    pub(super) fn of_milliseconds(ms: i64) -> Self {
        let (days, in_day) = (ms.div_euclid(86_400_000), ms.rem_euclid(86_400_000));
        let (year, month, day) = date_of(days);
        let seconds = in_day / 1000;
        Self {
            year,
            month,
            day,
            hour: seconds / 3600,
            minute: seconds / 60 % 60,
            second: seconds % 60,
            micros: in_day % 1000 * 1000,
        }
    }

    /// As the server writes it: `decimals` digits of a fraction.
    pub(super) fn write(&self, out: &mut String, has_time: bool, decimals: u8) {
        // Writing to a string cannot fail.
        let _ = write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day);
        if has_time {
            let _ = write!(out, " {:02}:{:02}:{:02}", self.hour, self.minute, self.second);
            write_fraction(out, self.micros, decimals);
        }
    }
}

/// A TIME of the binary protocol, as the server would write it.
pub(super) fn read_time(reader: &mut Reader<'_>, decimals: u8) -> Result<String, Malformed> {
    let length = reader.u8()?;
    let (mut is_negative, mut hours, mut minutes, mut seconds, mut micros) = (false, 0, 0, 0, 0);
    if length >= 8 {
        is_negative = reader.u8()? != 0;
        hours = i64::from(reader.u32()?) * 24 + i64::from(reader.u8()?);
        (minutes, seconds) = (reader.u8()?, reader.u8()?);
    }
    if length >= 12 {
        micros = i64::from(reader.u32()?);
    }
    let mut out = String::new();
    let sign = if is_negative { "-" } else { "" };
    let _ = write!(out, "{sign}{hours:02}:{minutes:02}:{seconds:02}");
    write_fraction(&mut out, micros, decimals);
    Ok(out)
}

/// Beyond six digits the column does not say how many it has.
fn write_fraction(out: &mut String, micros: i64, decimals: u8) {
    let digits = match decimals {
        0..=6 => usize::from(decimals),
        _ if micros == 0 => 0,
        _ => 6,
    };
    if digits > 0 {
        let text = format!("{micros:06}");
        out.push('.');
        out.push_str(&text[..digits]);
    }
}

fn number(digits: &[u8]) -> Option<i64> {
    digits.iter().try_fold(0, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i64::from(digit - b'0')))
}

/// Proleptic Gregorian, counted from March so that the leap day is the last of its year.
fn days_since_epoch(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The inverse of `days_since_epoch`.
fn date_of(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day_of_year - (153 * shifted + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_becomes_milliseconds() {
        let ms = |text: &str| Civil::parse(text.as_bytes()).and_then(|civil| civil.milliseconds());
        assert_eq!(ms("1970-01-01 00:00:00"), Some(0));
        assert_eq!(ms("2024-02-29 12:34:56.789999"), Some(1_709_210_096_789));
        assert_eq!(ms("2024-02-29 12:34:56.7"), Some(1_709_210_096_700));
        assert_eq!(ms("1969-12-31"), Some(-86_400_000));
        for invalid in ["0000-00-00 00:00:00", "2020-00-10", "x", "2020-01-01 10"] {
            assert_eq!(ms(invalid), None, "{invalid}");
        }
    }

    #[test]
    fn a_date_is_written_as_it_was_read() {
        for text in ["2020-01-02 03:04:05", "1000-12-31 23:59:59", "9999-12-31 00:00:00"] {
            let civil = Civil::parse(text.as_bytes()).unwrap();
            let mut out = String::new();
            Civil::of_milliseconds(civil.milliseconds().unwrap()).write(&mut out, true, 0);
            assert_eq!(out, text);
        }
    }

    #[test]
    fn binary_times_read_like_text() {
        let bytes = [12, 1, 5, 0, 0, 0, 3, 4, 5, 0x40, 0xe2, 0x01, 0];
        assert_eq!(read_time(&mut Reader::new(&bytes), 6).unwrap(), "-123:04:05.123456");
        assert_eq!(read_time(&mut Reader::new(&bytes), 0).unwrap(), "-123:04:05");
        assert_eq!(read_time(&mut Reader::new(&[0]), 3).unwrap(), "00:00:00.000");
    }
}
