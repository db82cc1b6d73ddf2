//! Names that are made, not given: of indexes and constraints.

/// `inflection.underscore`: `UserName` becomes `user_name`, `a::b` becomes `a/b`.
pub fn underscore(text: &str) -> String {
    let parts = text.split("::").map(|part| {
        let mut spaced = String::with_capacity(part.len() + 4);
        for character in part.chars() {
            if character.is_ascii_uppercase() {
                spaced.push('_');
            }
            spaced.push(character);
        }
        match spaced.strip_prefix('_') {
            Some(rest) => rest.to_lowercase(),
            None => spaced.to_lowercase(),
        }
    });
    parts.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::underscore;

    #[test]
    fn capitals_start_words() {
        assert_eq!(underscore("User_fieldC"), "user_field_c");
        assert_eq!(underscore("UserName_ID"), "user_name__i_d");
        assert_eq!(underscore("_x"), "x");
        assert_eq!(underscore("a::B"), "a/b");
    }
}
