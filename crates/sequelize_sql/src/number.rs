//! Numbers as JavaScript writes them.

/// `String(number)` of JavaScript.
pub fn to_text(number: f64) -> String {
    let mut text = String::new();
    push(&mut text, number);
    text
}

/// Appends `String(number)` of JavaScript.
pub fn push(out: &mut String, number: f64) {
    // Whole numbers within 2^53 are the common case and print alike in both languages.
    if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 {
        use std::fmt::Write;
        let _ = write!(out, "{}", number as i64);
        return;
    }
    out.push_str(ryu_js::Buffer::new().format(number));
}

#[cfg(test)]
mod tests {
    use super::to_text;

    #[test]
    fn numbers_read_as_in_javascript() {
        let cases = [
            (0.0, "0"),
            (-0.0, "0"),
            (1.5, "1.5"),
            (-7.0, "-7"),
            (1e21, "1e+21"),
            (1e-7, "1e-7"),
            (f64::NAN, "NaN"),
            (f64::INFINITY, "Infinity"),
            (123456789012345680000.0, "123456789012345680000"),
        ];
        for (number, text) in cases {
            assert_eq!(to_text(number), text);
        }
    }
}
