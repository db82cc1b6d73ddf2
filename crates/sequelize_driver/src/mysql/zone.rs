//! Time zones, as v6 applies them to dates of the server.

use chrono::{DateTime, FixedOffset, Local, NaiveDateTime, Offset, TimeDelta, TimeZone, Timelike};
use chrono_tz::Tz;

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Zone {
    /// Seconds east of UTC.
    Fixed(i32),
    Named(Tz),
    /// That of the machine.
    Local,
    /// A name that nobody knows: every date is invalid.
    Unknown,
}

impl Zone {
    pub const fn utc() -> Self {
        Self::Fixed(0)
    }

    /// `+02:00`, `Z`, `local` or a name of the IANA database.
    pub fn parse(name: &str) -> Self {
        match name {
            "Z" | "z" => Self::utc(),
            "local" | "" => Self::Local,
            _ => match (parse_offset(name), name.parse()) {
                (Some(seconds), _) => Self::Fixed(seconds),
                (None, Ok(zone)) => Self::Named(zone),
                (None, Err(_)) => Self::Unknown,
            },
        }
    }

    /// The zone as `SET time_zone` takes it: servers need not know names, so the offset of this moment is used.
    pub fn offset_now(&self) -> String {
        let now = chrono::Utc::now().naive_utc();
        let seconds = match self {
            Self::Fixed(seconds) => *seconds,
            Self::Named(zone) => zone.offset_from_utc_datetime(&now).fix().local_minus_utc(),
            Self::Local => Local.offset_from_utc_datetime(&now).fix().local_minus_utc(),
            Self::Unknown => 0,
        };
        let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
        format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }

    /// Milliseconds since the epoch of a local time, given as if it were UTC. `NaN` for an unknown zone.
    pub(super) fn to_utc(self, local_ms: i64) -> f64 {
        match self {
            Self::Fixed(seconds) => (local_ms - i64::from(seconds) * 1000) as f64,
            Self::Named(zone) => in_zone(&zone, local_ms),
            Self::Local => in_zone(&Local, local_ms),
            Self::Unknown => f64::NAN,
        }
    }

    /// The local time of a moment, as if it were UTC.
    pub(super) fn to_local(self, utc_ms: f64) -> Option<i64> {
        let utc = DateTime::from_timestamp_millis(whole(utc_ms)?)?.naive_utc();
        let seconds = match self {
            Self::Fixed(seconds) => seconds,
            Self::Named(zone) => zone.offset_from_utc_datetime(&utc).fix().local_minus_utc(),
            Self::Local => Local.offset_from_utc_datetime(&utc).fix().local_minus_utc(),
            Self::Unknown => return None,
        };
        Some(whole(utc_ms)? + i64::from(seconds) * 1000)
    }
}

fn whole(ms: f64) -> Option<i64> {
    // The range of JavaScript's dates.
    (ms.abs() <= 8.64e15).then_some(ms as i64)
}

/// Of a local time that comes twice the earlier moment; one that never comes is moved forward, as moment-timezone does.
fn in_zone(zone: &impl TimeZone, local_ms: i64) -> f64 {
    let Some(local) = DateTime::from_timestamp_millis(local_ms).map(|time| time.naive_utc()) else {
        return f64::NAN;
    };
    match zone.offset_from_local_datetime(&local).earliest() {
        Some(offset) => minus(local, offset.fix()),
        None => {
            let before = zone.offset_from_local_datetime(&(local - TimeDelta::hours(6))).earliest();
            before.map_or(f64::NAN, |offset| minus(local, offset.fix()))
        }
    }
}

fn minus(local: NaiveDateTime, offset: FixedOffset) -> f64 {
    let seconds = local.and_utc().timestamp() - i64::from(offset.local_minus_utc());
    (seconds * 1000 + i64::from(local.nanosecond() / 1_000_000)) as f64
}

fn parse_offset(name: &str) -> Option<i32> {
    let sign = match name.as_bytes().first()? {
        b'+' | b' ' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits = name[1..].replace(':', "");
    if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes): (i32, i32) = (digits[..2].parse().ok()?, digits[2..].parse().ok()?);
    Some(sign * (hours * 3600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2020-03-08 00:00:00 as if it were UTC.
    const DAY: i64 = 1_583_625_600_000;
    const HOUR: i64 = 3_600_000;

    #[test]
    fn names_and_offsets_are_understood() {
        assert_eq!(Zone::parse("+05:30"), Zone::Fixed(19_800));
        assert_eq!(Zone::parse("-08:00"), Zone::Fixed(-28_800));
        assert_eq!(Zone::parse("Z"), Zone::utc());
        assert!(matches!(Zone::parse("America/New_York"), Zone::Named(_)));
        assert_eq!(Zone::parse("Nowhere"), Zone::Unknown);
        assert_eq!(Zone::parse("-03:30").offset_now(), "-03:30");
    }

    #[test]
    fn a_named_zone_follows_its_summer_time() {
        let zone = Zone::parse("America/New_York");
        assert_eq!(zone.to_utc(DAY), (DAY + 5 * HOUR) as f64);
        assert_eq!(zone.to_utc(DAY + 12 * HOUR), (DAY + 16 * HOUR) as f64);
        assert_eq!(zone.to_local((DAY + 16 * HOUR) as f64), Some(DAY + 12 * HOUR));
    }

    #[test]
    fn a_time_that_is_skipped_moves_forward_and_one_that_comes_twice_is_the_first() {
        let zone = Zone::parse("America/New_York");
        // 02:30 does not exist on this day: it is read as 03:30 summer time.
        assert_eq!(zone.to_utc(DAY + 2 * HOUR + HOUR / 2), (DAY + 7 * HOUR + HOUR / 2) as f64);
        // 2020-11-01 01:30 comes twice.
        let twice = 1_604_194_200_000;
        assert_eq!(zone.to_utc(twice), (twice + 4 * HOUR) as f64);
    }
}
