//! Text as a date, the way `moment(text)` reads it: ISO 8601 in the process's time zone unless it names an offset,
//! else what `new Date(text)` makes of it.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};

use super::{date::local_to_milliseconds, js_date};

/// What reading a text as ISO 8601 comes to.
enum Iso {
    Milliseconds(f64),
    /// It has the form of a date and is none: 30 February.
    Invalid,
    Other,
}

/// Milliseconds since the epoch.
pub fn parse(text: &str) -> Option<f64> {
    if let Some(milliseconds) = parse_asp(text) {
        return Some(milliseconds);
    }
    match parse_iso(text) {
        Iso::Milliseconds(milliseconds) => Some(milliseconds),
        Iso::Invalid => None,
        Iso::Other => js_date::parse(text),
    }
}

/// `/Date(1198908717056-0700)/`: only the milliseconds count.
fn parse_asp(text: &str) -> Option<f64> {
    let text = text.strip_prefix('/').unwrap_or(text);
    let rest = text.get(..5).filter(|start| start.eq_ignore_ascii_case("date(")).map(|_| &text[5..])?;
    let digits_from = usize::from(rest.starts_with('-'));
    let end = rest[digits_from..]
        .find(|digit: char| !digit.is_ascii_digit())
        .map_or(rest.len(), |at| at + digits_from);
    rest[..end].parse().ok()
}

/// Reads along a text; every step answers `None` where the text does not match.
struct Cursor<'t> {
    rest: &'t [u8],
}

impl Cursor<'_> {
    fn eat(&mut self, byte: u8) -> bool {
        let is_next = self.rest.first() == Some(&byte);
        if is_next {
            self.rest = &self.rest[1..];
        }
        is_next
    }

    fn digit_count(&self) -> usize {
        self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
    }

    /// Exactly `count` digits; more may follow.
    fn number(&mut self, count: usize) -> Option<u32> {
        let digits = self.rest.get(..count)?;
        let mut number = 0;
        for digit in digits {
            if !digit.is_ascii_digit() {
                return None;
            }
            number = number * 10 + u32::from(digit - b'0');
        }
        self.rest = &self.rest[count..];
        Some(number)
    }
}

fn parse_iso(text: &str) -> Iso {
    let trimmed = text.trim_start();
    match read_iso(Cursor { rest: trimmed.as_bytes() }) {
        None => Iso::Other,
        Some(None) => Iso::Invalid,
        Some(Some(milliseconds)) => Iso::Milliseconds(milliseconds),
    }
}

/// The outer `None` is another form, the inner one an impossible date.
fn read_iso(mut cursor: Cursor<'_>) -> Option<Option<f64>> {
    let year = read_year(&mut cursor)?;
    let is_extended = cursor.eat(b'-');
    let (date, allows_time) =
        if is_extended { read_day_extended(&mut cursor, year)? } else { read_day_basic(&mut cursor, year)? };
    if cursor.rest.is_empty() {
        return Some(date.map(|date| local_to_milliseconds(date.and_time(NaiveTime::MIN))));
    }
    if !allows_time || !(cursor.eat(b'T') || cursor.eat(b' ')) {
        return None;
    }
    let time = read_time(&mut cursor, is_extended)?;
    let offset = read_offset(&mut cursor)?;
    if !cursor.rest.is_empty() {
        return None;
    }
    Some(date.zip(time).map(|(date, time)| {
        let local: NaiveDateTime = date.and_time(NaiveTime::MIN) + time;
        match offset {
            Some(minutes) => local.and_utc().timestamp_millis() as f64 - f64::from(minutes) * 60_000.0,
            None => local_to_milliseconds(local),
        }
    }))
}

/// Four digits, or a sign and six.
fn read_year(cursor: &mut Cursor<'_>) -> Option<i32> {
    if cursor.eat(b'+') {
        return cursor.number(6).map(|year| year as i32);
    }
    if cursor.eat(b'-') {
        return cursor.number(6).map(|year| -(year as i32));
    }
    cursor.number(4).map(|year| year as i32)
}

type Day = (Option<NaiveDate>, bool);

fn read_day_extended(cursor: &mut Cursor<'_>, year: i32) -> Option<Day> {
    if cursor.eat(b'W') {
        let week = cursor.number(2)?;
        return Some(match cursor.eat(b'-') {
            true => (week_day(year, week, cursor.number(1)?), true),
            false => (week_day(year, week, 1), false),
        });
    }
    if cursor.digit_count() == 3 {
        return Some((NaiveDate::from_yo_opt(year, cursor.number(3)?), true));
    }
    let month = cursor.number(2)?;
    if cursor.eat(b'-') {
        return Some((NaiveDate::from_ymd_opt(year, month, cursor.number(2)?), true));
    }
    Some((NaiveDate::from_ymd_opt(year, month, 1), false))
}

fn read_day_basic(cursor: &mut Cursor<'_>, year: i32) -> Option<Day> {
    if cursor.eat(b'W') {
        let week = cursor.number(2)?;
        return Some(match cursor.digit_count() {
            0 => (week_day(year, week, 1), false),
            _ => (week_day(year, week, cursor.number(1)?), true),
        });
    }
    match cursor.digit_count() {
        0 => Some((NaiveDate::from_ymd_opt(year, 1, 1), false)),
        2 => Some((NaiveDate::from_ymd_opt(year, cursor.number(2)?, 1), false)),
        3 => Some((NaiveDate::from_yo_opt(year, cursor.number(3)?), true)),
        4 => {
            let month = cursor.number(2)?;
            Some((NaiveDate::from_ymd_opt(year, month, cursor.number(2)?), true))
        }
        _ => None,
    }
}

fn week_day(year: i32, week: u32, day: u32) -> Option<NaiveDate> {
    let weekday = Weekday::try_from(u8::try_from(day.checked_sub(1)?).ok()?).ok()?;
    NaiveDate::from_isoywd_opt(year, week, weekday)
}

/// The inner `None` is an impossible time; 24:00 is the next midnight.
fn read_time(cursor: &mut Cursor<'_>, is_extended: bool) -> Option<Option<TimeDelta>> {
    let more = |cursor: &mut Cursor<'_>| match is_extended {
        true => cursor.eat(b':'),
        false => cursor.digit_count() >= 2,
    };
    let hour = cursor.number(2)?;
    let (mut minute, mut second, mut milliseconds) = (0, 0, 0);
    if more(cursor) {
        minute = cursor.number(2)?;
        if more(cursor) {
            second = cursor.number(2)?;
            if cursor.eat(b'.') || cursor.eat(b',') {
                milliseconds = read_fraction(cursor)?;
            }
        }
    }
    let is_midnight = hour == 24 && minute == 0 && second == 0 && milliseconds == 0;
    if (hour > 23 && !is_midnight) || minute > 59 || second > 59 {
        return Some(None);
    }
    let seconds = hour * 3600 + minute * 60 + second;
    Some(Some(TimeDelta::milliseconds(i64::from(seconds) * 1000 + i64::from(milliseconds))))
}

/// Digits after the point as whole milliseconds, cut off.
fn read_fraction(cursor: &mut Cursor<'_>) -> Option<u32> {
    let count = cursor.digit_count();
    if count == 0 {
        return None;
    }
    let mut milliseconds = 0;
    for place in 0..3 {
        let digit = if place < count { u32::from(cursor.rest[place] - b'0') } else { 0 };
        milliseconds = milliseconds * 10 + digit;
    }
    cursor.rest = &cursor.rest[count..];
    Some(milliseconds)
}

/// Minutes east of Greenwich; `Some(None)` without an offset.
fn read_offset(cursor: &mut Cursor<'_>) -> Option<Option<i32>> {
    if cursor.rest.is_empty() {
        return Some(None);
    }
    let spaces = cursor.rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    if cursor.rest.get(spaces) == Some(&b'Z') {
        cursor.rest = &cursor.rest[spaces + 1..];
        return Some(Some(0));
    }
    let sign = if cursor.eat(b'+') {
        1
    } else if cursor.eat(b'-') {
        -1
    } else {
        return None;
    };
    let hours = cursor.number(2)? as i32;
    cursor.eat(b':');
    let minutes = if cursor.rest.is_empty() { 0 } else { cursor.number(2)? as i32 };
    Some(Some(sign * (hours * 60 + minutes)))
}
