//! Server versions, as far as text depends on them.

/// Whether `version` (`9.4.0`, `15.3 (Debian …)`) is at least `minimum`. An unknown version, which v6 writes as `0` or
/// leaves empty, counts as new enough.
pub fn is_at_least(version: &str, minimum: [u32; 3]) -> bool {
    parse(version).is_none_or(|parts| parts >= minimum)
}

/// As [`is_at_least`], but an unknown version counts as too old.
pub fn is_known_at_least(version: &str, minimum: [u32; 3]) -> bool {
    parse(version).is_some_and(|parts| parts >= minimum)
}

fn parse(version: &str) -> Option<[u32; 3]> {
    let numbers = version.split(|character: char| !character.is_ascii_digit() && character != '.').next()?;
    let mut parts = [0; 3];
    for (slot, digits) in parts.iter_mut().zip(numbers.split('.')) {
        *slot = digits.parse().ok()?;
    }
    (parts != [0; 3]).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_part_by_part() {
        assert!(is_at_least("9.10.0", [9, 2, 0]));
        assert!(!is_at_least("9.0.0", [9, 1, 0]));
        assert!(is_at_least("15.3 (Debian 15.3-1)", [9, 1, 0]));
    }

    #[test]
    fn an_unknown_version_is_new_or_old_as_the_caller_says() {
        for unknown in ["", "0", "unknown"] {
            assert!(is_at_least(unknown, [9, 1, 0]));
            assert!(!is_known_at_least(unknown, [9, 1, 0]));
        }
    }
}
