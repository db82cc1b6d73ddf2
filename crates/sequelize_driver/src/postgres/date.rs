//! Moments as the server writes them with `DateStyle ISO`: `2020-01-02 03:04:05.678+00`.

/// Milliseconds since the epoch, cut off after the third decimal as v6's driver does. `None` for anything else, such as
/// `infinity`, years before Christ or beyond 9999: JavaScript reads those.
pub(super) fn milliseconds(text: &[u8]) -> Option<f64> {
    if text.len() < 22 || text[4] != b'-' || text[7] != b'-' || text[10] != b' ' || text[13] != b':' {
        return None;
    }
    let (year, month, day) = (digits(&text[0..4])?, digits(&text[5..7])?, digits(&text[8..10])?);
    let (hour, minute, second) = (digits(&text[11..13])?, digits(&text[14..16])?, digits(&text[17..19])?);
    if text[16] != b':' || year < 100 {
        return None;
    }
    let mut rest = &text[19..];
    let mut fraction = 0;
    if let Some(after) = rest.strip_prefix(b".") {
        let count = after.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let thousandths = after[..count].iter().map(|digit| i64::from(digit - b'0')).chain([0, 0, 0]);
        fraction = thousandths.take(3).fold(0, |number, digit| number * 10 + digit);
        rest = &after[count..];
    }
    let (sign, rest) = match rest.split_first()? {
        (b'+', rest) => (1, rest),
        (b'-', rest) => (-1, rest),
        _ => return None,
    };
    let offset = match rest.len() {
        2 => digits(rest)? * 3600,
        5 if rest[2] == b':' => digits(&rest[..2])? * 3600 + digits(&rest[3..])? * 60,
        8 if rest[2] == b':' && rest[5] == b':' => {
            digits(&rest[..2])? * 3600 + digits(&rest[3..5])? * 60 + digits(&rest[6..])?
        }
        _ => return None,
    };
    let seconds = days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - sign * offset;
    Some((seconds * 1000 + fraction) as f64)
}

fn digits(text: &[u8]) -> Option<i64> {
    text.iter()
        .try_fold(0, |number, byte| byte.is_ascii_digit().then(|| number * 10 + i64::from(byte - b'0')))
}

/// Days since the epoch in the Gregorian calendar, counted from March so that the leap day comes last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::milliseconds;

    #[test]
    fn moments_are_read() {
        assert_eq!(milliseconds(b"1970-01-01 00:00:00+00"), Some(0.0));
        assert_eq!(milliseconds(b"2020-02-29 12:30:45.678901+05:30"), Some(1_582_959_645_678.0));
        assert_eq!(milliseconds(b"1900-01-01 00:19:32+00:19:32"), Some(-2_208_988_800_000.0));
        assert_eq!(milliseconds(b"2020-01-01 00:00:00.5-08"), Some(1_577_865_600_500.0));
    }

    #[test]
    fn other_texts_are_left() {
        for text in
            ["infinity", "-infinity", "0044-03-15 00:00:00+00 BC", "10000-01-01 00:00:00+00", "2020-01-01"]
        {
            assert_eq!(milliseconds(text.as_bytes()), None, "{text}");
        }
    }
}
