//! `Date.parse` of V8 for text that is not ISO 8601: `Jan 5, 2020 10:00 PM`, `2020/1/5`, `2020-01-05 10:00:00 +02:00`,
//! `Fri Jan 01 2021 00:00:00 GMT+0200 (CEST)`. Times without an offset are of the process's time zone.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::date::local_to_milliseconds;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Token {
    /// A number and how many digits it has.
    Number(u32, usize),
    Word([u8; 3], usize),
    Sign(i32),
    Symbol(u8),
    Space,
}

enum Word {
    Month(u32),
    /// Hours that AM or PM adds.
    HalfDay(u32),
    Zone(i32),
    Unknown,
}

#[derive(Default)]
struct Zone {
    sign: Option<i32>,
    hour: Option<u32>,
    minute: Option<u32>,
}

#[derive(Default)]
struct Parts {
    day: Vec<u32>,
    named_month: Option<u32>,
    time: Vec<u32>,
    half_day: Option<u32>,
    zone: Zone,
}

/// Milliseconds since the epoch; `None` for text that is no date.
pub fn parse(text: &str) -> Option<f64> {
    let tokens = scan(text);
    let mut parts = Parts::default();
    let mut has_number = false;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match *token {
            Token::Number(number, _) => {
                has_number = true;
                at = read_number(&mut parts, &tokens, at, number)?;
            }
            Token::Word(prefix, length) => match word(prefix, length) {
                Word::HalfDay(hours) if !parts.time.is_empty() => parts.half_day = Some(hours),
                Word::Month(month) => {
                    parts.named_month = Some(month);
                    at += usize::from(tokens.get(at) == Some(&Token::Sign(-1)));
                }
                Word::Zone(hours) if has_number => {
                    parts.zone = Zone {
                        sign: Some(if hours < 0 { -1 } else { 1 }),
                        hour: Some(hours.unsigned_abs()),
                        minute: Some(0),
                    };
                }
                // Words mean nothing before the first number and spoil the date after it.
                _ if has_number => return None,
                _ if matches!(tokens.get(at), Some(Token::Number(..))) => return None,
                _ => {}
            },
            Token::Sign(sign) if is_utc(&parts.zone) || !parts.time.is_empty() => {
                has_number = true;
                at = read_offset(&mut parts.zone, &tokens, at, sign)?;
            }
            Token::Sign(_) | Token::Symbol(b')') if has_number => return None,
            Token::Symbol(b'(') => at = skip_parentheses(&tokens, at),
            _ => {}
        }
    }
    finish(&parts)
}

fn scan(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::with_capacity(16);
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let from = at;
        let run = |accepts: fn(&u8) -> bool| bytes[from..].iter().take_while(|byte| accepts(byte)).count();
        at += 1;
        tokens.push(match byte {
            b'0'..=b'9' => {
                let length = run(u8::is_ascii_digit);
                at = from + length;
                let digits = &bytes[from..from + length];
                let significant = digits.iter().skip_while(|digit| **digit == b'0').take(9);
                Token::Number(
                    significant.fold(0, |number, digit| number * 10 + u32::from(digit - b'0')),
                    length,
                )
            }
            b'A'..=b'Z' | b'a'..=b'z' | 0x80.. => {
                let length = run(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80);
                at = from + length;
                let mut prefix = [0; 3];
                for (slot, letter) in prefix.iter_mut().zip(&bytes[from..from + length]) {
                    *slot = letter.to_ascii_lowercase();
                }
                Token::Word(prefix, length)
            }
            b'+' => Token::Sign(1),
            b'-' => Token::Sign(-1),
            byte if byte.is_ascii_whitespace() => Token::Space,
            other => Token::Symbol(*other),
        });
    }
    tokens
}

/// Puts a number where it belongs; answers the place of the next token.
fn read_number(parts: &mut Parts, tokens: &[Token], mut at: usize, number: u32) -> Option<usize> {
    let next = |at: usize| tokens.get(at).copied();
    if next(at) == Some(Token::Symbol(b':')) {
        at += 1;
        if next(at) == Some(Token::Symbol(b':')) {
            at += 1;
            if !parts.time.is_empty() {
                return None;
            }
            parts.time.push(number);
            parts.time.push(0);
        } else {
            add_time(parts, number)?;
            at += usize::from(next(at) == Some(Token::Symbol(b'.')));
        }
        return Some(at);
    }
    let is_before_point = next(at) == Some(Token::Symbol(b'.'));
    if is_before_point {
        at += 1;
    }
    if is_before_point && expects(&parts.time, number) {
        add_time(parts, number)?;
        let Some(Token::Number(fraction, length)) = next(at) else { return None };
        add_time(parts, milliseconds(fraction, length))?;
        parts.time.resize(4, 0);
        return Some(at + 1);
    }
    if parts.zone.hour.is_some() && parts.zone.minute.is_none() && number < 60 {
        parts.zone.minute = Some(number);
        return Some(at);
    }
    if expects(&parts.time, number) {
        add_time(parts, number)?;
        parts.time.resize(4, 0);
        let may_follow = match next(at) {
            None | Some(Token::Space | Token::Sign(_)) => true,
            Some(Token::Word(prefix, 1)) => prefix[0] == b'z',
            _ => false,
        };
        return may_follow.then_some(at);
    }
    if parts.day.len() == 3 {
        return None;
    }
    parts.day.push(number);
    Some(at + usize::from(next(at) == Some(Token::Sign(-1))))
}

fn add_time(parts: &mut Parts, number: u32) -> Option<()> {
    (parts.time.len() < 4).then(|| parts.time.push(number))
}

/// Whether the time still lacks a part that `number` can be.
fn expects(time: &[u32], number: u32) -> bool {
    match time.len() {
        1 | 2 => number < 60,
        3 => number < 1000,
        _ => false,
    }
}

/// Digits after the point, cut to three.
fn milliseconds(fraction: u32, length: usize) -> u32 {
    match length {
        1 => fraction * 100,
        2 => fraction * 10,
        3 => fraction,
        longer => fraction / 10_u32.saturating_pow((longer.min(9) - 3) as u32),
    }
}

fn is_utc(zone: &Zone) -> bool {
    zone.hour == Some(0) && zone.minute == Some(0)
}

fn read_offset(zone: &mut Zone, tokens: &[Token], mut at: usize, sign: i32) -> Option<usize> {
    zone.sign = Some(sign);
    let (mut number, mut length) = (0, 0);
    if let Some(Token::Number(value, digits)) = tokens.get(at) {
        (number, length) = (*value, *digits);
        at += 1;
    }
    if tokens.get(at) == Some(&Token::Symbol(b':')) {
        (zone.hour, zone.minute) = (Some(number), None);
        return Some(at);
    }
    match length {
        1 | 2 => (zone.hour, zone.minute) = (Some(number), Some(0)),
        3 | 4 => (zone.hour, zone.minute) = (Some(number / 100), Some(number % 100)),
        _ => return None,
    }
    Some(at)
}

fn skip_parentheses(tokens: &[Token], mut at: usize) -> usize {
    let mut depth = 1;
    while depth > 0 && at < tokens.len() {
        match tokens[at] {
            Token::Symbol(b'(') => depth += 1,
            Token::Symbol(b')') => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    at
}

fn word(prefix: [u8; 3], length: usize) -> Word {
    const MONTHS: [&[u8; 3]; 12] =
        [b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec"];
    if let Some(index) = MONTHS.iter().position(|month| **month == prefix) {
        return Word::Month(index as u32 + 1);
    }
    match &prefix[..length.min(3)] {
        _ if length > 3 => Word::Unknown,
        b"am" => Word::HalfDay(0),
        b"pm" => Word::HalfDay(12),
        b"ut" | b"utc" | b"z" | b"gmt" => Word::Zone(0),
        b"edt" => Word::Zone(-4),
        b"est" | b"cdt" => Word::Zone(-5),
        b"cst" | b"mdt" => Word::Zone(-6),
        b"mst" | b"pdt" => Word::Zone(-7),
        b"pst" => Word::Zone(-8),
        _ => Word::Unknown,
    }
}

fn finish(parts: &Parts) -> Option<f64> {
    let date = finish_day(parts)?;
    let time = finish_time(parts)?;
    let local = date.and_time(NaiveTime::MIN) + time;
    match parts.zone.sign {
        Some(sign) => {
            let minutes = parts.zone.hour.unwrap_or(0) * 60 + parts.zone.minute.unwrap_or(0);
            Some(local.and_utc().timestamp_millis() as f64 - f64::from(sign) * f64::from(minutes) * 60_000.0)
        }
        None => Some(local_to_milliseconds(local)),
    }
}

/// Which of up to three numbers is the year depends on their sizes and on whether the month had a name.
fn finish_day(parts: &Parts) -> Option<NaiveDate> {
    if parts.day.is_empty() {
        return None;
    }
    let part = |index: usize| parts.day.get(index).copied().unwrap_or(1);
    let is_day = |number: u32| (1..=31).contains(&number);
    let (year, month, day) = match parts.named_month {
        None if !is_day(part(0)) => (part(0), part(1), part(2)),
        None => (part(2), part(0), part(1)),
        Some(month) if !is_day(part(0)) => (part(0), month, part(1)),
        Some(month) => (part(1), month, part(0)),
    };
    let year = match year {
        0..=49 => year + 2000,
        50..=99 => year + 1900,
        _ => year,
    };
    if !is_day(day) {
        return None;
    }
    // 30 February is 1 March.
    let first = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, 1)?;
    first.checked_add_signed(TimeDelta::days(i64::from(day) - 1))
}

fn finish_time(parts: &Parts) -> Option<TimeDelta> {
    let part = |index: usize| parts.time.get(index).copied().unwrap_or(0);
    let (mut hour, minute, second, milliseconds) = (part(0), part(1), part(2), part(3));
    if let Some(hours) = parts.half_day {
        if hour > 12 {
            return None;
        }
        hour = hour % 12 + hours;
    }
    let is_midnight = hour == 24 && minute == 0 && second == 0 && milliseconds == 0;
    if (hour > 23 && !is_midnight) || minute > 59 || second > 59 || milliseconds > 999 {
        return None;
    }
    let total = i64::from(hour * 3600 + minute * 60 + second) * 1000 + i64::from(milliseconds);
    Some(TimeDelta::milliseconds(total))
}
