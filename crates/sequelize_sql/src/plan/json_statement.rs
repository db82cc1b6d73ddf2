//! SQL given to `sequelize.json()` instead of a path: `json_extract(meta, '$.a')`. v6: `_checkValidJsonStatement`.

use sequelize_types::{Error, Result};

/// What a dialect knows of JSON in SQL.
#[derive(Debug, Clone, Copy)]
pub struct JsonSyntax {
    /// Functions may have a prefix (`to_json`) and may be of `jsonb`.
    pub has_prefixed_functions: bool,
    /// Longest first.
    pub operators: &'static [&'static str],
}

/// Whether the text is a statement of JSON functions or operators, and no path.
///
/// v6 scans tokens and stops at the first character that it does not know: what follows goes into the query
/// unseen. The answer here is v6's, but the rest is scanned as well.
/// # Errors
/// `Plain` («Invalid json statement») for a statement with `;`, a comment, unbalanced parentheses or an open quote.
pub fn check(text: &str, syntax: JsonSyntax) -> Result<bool> {
    let mut rest = text.trim_start();
    let mut depth: i64 = 0;
    let mut is_statement = false;
    let mut is_invalid = false;
    // Past the first unknown character nothing makes the text a statement any more.
    let mut is_decided = false;
    while !rest.is_empty() && !is_invalid {
        let operator = syntax.operators.iter().find(|operator| rest.starts_with(**operator));
        let length = if let Some(length) = function(rest, syntax) {
            is_statement |= !is_decided;
            length
        } else if rest.starts_with("--") || rest.starts_with("/*") {
            is_invalid = true;
            2
        } else if let Some(operator) = operator {
            is_statement |= !is_decided;
            operator.len()
        } else if let Some(length) = token(rest) {
            match &rest[..length] {
                "(" => depth += 1,
                ")" => depth -= 1,
                ";" => is_invalid = true,
                _ => {}
            }
            length
        } else {
            is_decided = true;
            is_invalid = rest.starts_with(['`', '"', '\'']);
            rest.chars().next().map_or(1, char::len_utf8)
        };
        rest = rest[length..].trim_start();
    }
    if is_statement && (is_invalid || depth != 0) {
        return Err(Error::plain(format!("Invalid json statement: {text}")));
    }
    Ok(is_statement)
}

/// The length of a JSON function's name, if one with its closing parenthesis starts here.
fn function(text: &str, syntax: JsonSyntax) -> Option<usize> {
    let end = text.find(|character: char| !(character.is_ascii_alphabetic() || character == '_'))?;
    let after = text[end..].strip_prefix('(')?;
    after.contains(')').then_some(())?;
    let name = text[..end].to_ascii_lowercase();
    let words: Vec<&str> = name.split('_').collect();
    if words.iter().any(|word| word.is_empty()) {
        return None;
    }
    let position = words
        .iter()
        .position(|word| *word == "json" || (syntax.has_prefixed_functions && *word == "jsonb"))?;
    let is_prefix_fine = position == 0 || (syntax.has_prefixed_functions && position <= 2);
    (is_prefix_fine && words.len() - position <= 3).then_some(end)
}

/// The length of a quoted text, a run of words, or one mark.
fn token(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if matches!(first, '`' | '"' | '\'') {
        let mut at = 1;
        loop {
            at += text[at..].find(first)? + 1;
            if !text[at..].starts_with(first) {
                return Some(at);
            }
            at += 1;
        }
    }
    let is_word =
        |character: char| character.is_ascii_alphanumeric() || character == '_' || character.is_whitespace();
    let words = text.find(|character| !is_word(character)).unwrap_or(text.len());
    if words > 0 {
        return Some(words);
    }
    matches!(first, '(' | ')' | '.' | ',' | ';' | '+' | '-').then_some(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SYNTAX: JsonSyntax =
        JsonSyntax { has_prefixed_functions: true, operators: &["->>", "->", "#>>", "#>", "@>"] };

    #[test]
    fn statements_are_told_from_paths() {
        for text in ["json_extract(a, '$.b')", "data->>'a'", "(\"data\"#>>'{id}')", "jsonb_typeof(a) = 'x;'"]
        {
            assert_eq!(check(text, SYNTAX), Ok(true), "{text}");
        }
        for text in ["profile.id", "json", "a = json_extract(b)", "x; drop", ""] {
            assert_eq!(check(text, SYNTAX), Ok(false), "{text}");
        }
    }

    #[test]
    fn what_v6_no_longer_looks_at_is_looked_at() {
        for text in [
            "json(; DELETE)",
            "json(); DELETE",
            "json())",
            "json_extract(json()",
            "json_extract(a) = 1; DROP TABLE users",
            "json_extract(a) = 1 -- ",
            "json_extract(a) /* x */",
            "json_extract(a) = 'x",
        ] {
            assert!(check(text, SYNTAX).is_err(), "{text}");
        }
    }
}
