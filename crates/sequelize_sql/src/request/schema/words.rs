//! Keywords that users choose and that go into a statement as they are: index methods, operator classes, orders.

use sequelize_types::{Error, Result, Value};

use crate::request::text;

/// The option's text if it is truthy: words of letters, digits, `_`, `$` and dots, with parameters in parentheses
/// allowed behind them (`gist_trgm_ops(siglen = 32)`).
/// # Errors
/// `Plain` for any other text. v6 writes it into the statement.
pub fn of(what: &str, value: Option<&Value>) -> Result<Option<String>> {
    let Some(given) = text::truthy(value) else { return Ok(None) };
    if is_words(&given) { Ok(Some(given)) } else { Err(Error::plain(format!("Invalid {what}: {given}"))) }
}

fn is_words(text: &str) -> bool {
    let (words, parameters) = match text.split_once('(') {
        Some((words, rest)) => (words, rest.strip_suffix(')')),
        None => (text, Some("")),
    };
    let is_word = |character: char| character.is_alphanumeric() || "_$. ".contains(character);
    let is_parameter = |character: char| is_word(character) || "=,".contains(character);
    words.chars().any(char::is_alphabetic)
        && words.chars().all(is_word)
        && parameters.is_some_and(|parameters| parameters.chars().all(is_parameter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_pass_and_statements_do_not() {
        for good in
            ["gin", "FULLTEXT", "DESC NULLS LAST", "public.gin_trgm_ops", "gist_trgm_ops(siglen = 32)"]
        {
            assert_eq!(of("index method", Some(&Value::from(good))), Ok(Some(good.to_owned())));
        }
        for bad in ["gin (a); DROP TABLE t; --", "x'y", "a)", "(", "1", "a--b"] {
            assert!(of("index method", Some(&Value::from(bad))).is_err(), "{bad}");
        }
    }
}
