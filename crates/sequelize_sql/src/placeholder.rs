//! Replacements in raw SQL: the values of `:name` or `?`, as literals, wherever a value can stand. Texts, quoted
//! names, comments and dollar-quoted texts are left alone. Keeps the behaviour of v6 `utils/sql.ts`.

use sequelize_types::{Error, Object, Result, Value};

use crate::{Compiler, dialect::StringStyle, literal};

/// `sql` with the replacements filled in: an array fills `?`, an object `:name`, nothing leaves `sql` as it is.
/// # Errors
/// `Plain` if a value is missing or has no literal, or if a text does not end.
pub fn inject(compiler: &Compiler, sql: &str, replacements: &Value) -> Result<String> {
    let values = match replacements {
        Value::Undefined | Value::Null => return Ok(sql.to_owned()),
        Value::Array(items) => Values::Positional { items, used: 0 },
        Value::Object(object) => Values::Named(object),
        _ => return Err(Error::type_error("\"replacements\" must be an array or a plain object.")),
    };
    Scanner { compiler, sql, values, out: String::with_capacity(sql.len() + 16), copied: 0 }.run()
}

enum Values<'a> {
    Positional { items: &'a [Value], used: usize },
    Named(&'a Object),
}

/// Where the scanner is. `DollarQuoted` keeps the tag between the dollars.
enum State<'a> {
    Code,
    QuotedName,
    Text { backslashes: bool },
    DollarQuoted { tag: &'a str },
    LineComment,
    BlockComment,
}

struct Scanner<'a> {
    compiler: &'a Compiler,
    sql: &'a str,
    values: Values<'a>,
    out: String,
    /// How much of `sql` is in `out`.
    copied: usize,
}

impl<'a> Scanner<'a> {
    fn run(mut self) -> Result<String> {
        let bytes = self.sql.as_bytes();
        let right_tick = self.compiler.dialect().ticks().1 as u8;
        let mut state = State::Code;
        let mut at = 0;
        // Only ASCII characters mean something, so bytes will do.
        while at < bytes.len() {
            let byte = bytes[at];
            match state {
                State::QuotedName if byte == right_tick => state = State::Code,
                State::Text { backslashes } if byte == b'\'' && !(backslashes && is_escaped(bytes, at)) => {
                    state = State::Code;
                }
                // v6: a lone dollar ends a text without a tag.
                State::DollarQuoted { tag }
                    if byte == b'$' && dollar_tag(&self.sql[at..]).unwrap_or("") == tag =>
                {
                    state = State::Code;
                }
                State::LineComment if byte == b'\n' => state = State::Code,
                // v6: the closing slash is looked at again, so `/* a *//*` goes on as a comment.
                State::BlockComment if byte == b'*' && bytes.get(at + 1) == Some(&b'/') => {
                    state = State::Code
                }
                State::Code if byte.is_ascii() => state = self.code(&mut at)?,
                _ => {}
            }
            at += 1;
        }
        if matches!(state, State::Text { .. }) {
            return Err(Error::plain(format!(
                "The following SQL query includes an unterminated string literal:\n{}",
                self.sql
            )));
        }
        self.out.push_str(&self.sql[self.copied..]);
        Ok(self.out)
    }

    /// Looks at one byte outside of texts and comments. Leaves `at` on the last byte that was used up.
    fn code(&mut self, at: &mut usize) -> Result<State<'a>> {
        let rest = &self.sql[*at..];
        let byte = rest.as_bytes()[0];
        if byte == self.compiler.dialect().ticks().0 as u8 {
            return Ok(State::QuotedName);
        }
        match byte {
            b'\'' => return Ok(State::Text { backslashes: self.has_backslashes(*at) }),
            b'-' if rest.starts_with("-- ") => return Ok(State::LineComment),
            b'/' if rest.starts_with("/*") => return Ok(State::BlockComment),
            b'$' => {
                // Part of a name. v6: so is a dollar at the very start.
                let previous = self.previous(*at);
                if previous.is_none_or(|character| character.is_ascii_alphanumeric() || character == '_') {
                    return Ok(State::Code);
                }
                if let Some(tag) = dollar_tag(rest) {
                    *at += tag.len() + 1;
                    return Ok(State::DollarQuoted { tag });
                }
            }
            b':' if matches!(self.values, Values::Named(_)) && self.can_start_value(*at) => {
                if let Some(name) = replacement_name(rest) {
                    self.fill_named(*at, name)?;
                }
            }
            // `?|` and `?&` are operators of jsonb.
            b'?' if matches!(self.values, Values::Positional { .. })
                && self.can_start_value(*at)
                && !matches!(rest.as_bytes().get(1), Some(b'|' | b'&')) =>
            {
                self.fill_positional(*at)?;
            }
            _ => {}
        }
        Ok(State::Code)
    }

    fn previous(&self, at: usize) -> Option<char> {
        self.sql[..at].chars().next_back()
    }

    /// A replacement stands at the start or after a space, `(`, `>`, `,`, `=` or `[`; anything else is an operator.
    fn can_start_value(&self, at: usize) -> bool {
        let previous = self.previous(at);
        can_precede_token(previous) || previous == Some('[')
    }

    /// Everywhere in MySQL, and in PostgreSQL without `standard_conforming_strings`; else in texts with the prefix `E`,
    /// which must be a word of its own.
    fn has_backslashes(&self, at: usize) -> bool {
        if self.compiler.dialect().string_style() == StringStyle::Backslash {
            return true;
        }
        let has_prefixed_texts = self.compiler.dialect().supports().escape_string_constants;
        if has_prefixed_texts && !self.compiler.options.standard_conforming_strings {
            return true;
        }
        let mut before = self.sql[..at].chars().rev();
        has_prefixed_texts && matches!(before.next(), Some('E' | 'e')) && can_precede_token(before.next())
    }

    fn fill_named(&mut self, at: usize, name: &str) -> Result<()> {
        let Values::Named(values) = &self.values else { return Ok(()) };
        let value = match values.get(name) {
            None | Some(Value::Undefined) => {
                return Err(Error::plain(format!(
                    "Named replacement \":{name}\" has no entry in the replacement map."
                )));
            }
            Some(value) => value,
        };
        self.out.push_str(&self.sql[self.copied..at]);
        self.copied = at + 1 + name.len();
        literal::write(self.compiler, &mut self.out, value, literal::ListStyle::List)
    }

    fn fill_positional(&mut self, at: usize) -> Result<()> {
        let Values::Positional { items, used } = &mut self.values else { return Ok(()) };
        let index = *used;
        *used += 1;
        let value = match items.get(index) {
            None | Some(Value::Undefined) => {
                return Err(Error::plain(format!(
                    "Positional replacement (?) {index} has no entry in the replacement map \
                     (replacements[{index}] is undefined)."
                )));
            }
            Some(value) => value,
        };
        self.out.push_str(&self.sql[self.copied..at]);
        self.copied = at + 1;
        literal::write(self.compiler, &mut self.out, value, literal::ListStyle::List)
    }
}

fn can_precede_token(character: Option<char>) -> bool {
    character.is_none_or(|character| matches!(character, '(' | '>' | ',' | '=') || is_space(character))
}

/// `\s` of JavaScript's regular expressions.
fn is_space(character: char) -> bool {
    character == '\u{feff}' || (character.is_whitespace() && character != '\u{85}')
}

/// Whether an odd number of backslashes stands before the byte at `at`.
fn is_escaped(bytes: &[u8], at: usize) -> bool {
    bytes[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

/// The name in `$name$` at the start of `text`; empty in `$$`.
fn dollar_tag(text: &str) -> Option<&str> {
    let name = word(text.get(1..)?);
    (text.as_bytes().get(1 + name.len()) == Some(&b'$')).then_some(name)
}

/// The name in `:name` at the start of `text`, if what follows cannot belong to an operator or a name.
fn replacement_name(text: &str) -> Option<&str> {
    let name = word(&text[1..]);
    if name.is_empty() {
        return None;
    }
    let rest = &text[1 + name.len()..];
    let ends = match rest.chars().next() {
        None | Some(')' | ',' | ';' | ']') => true,
        Some(':') => rest.starts_with("::"),
        Some(other) => is_space(other),
    };
    ends.then_some(name)
}

/// The word at the start of `text`: letters, digits and `_`, not starting with a digit; maybe empty.
fn word(text: &str) -> &str {
    if text.starts_with(|first: char| first.is_ascii_digit()) {
        return "";
    }
    let end = text.bytes().position(|byte| !byte.is_ascii_alphanumeric() && byte != b'_');
    &text[..end.unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use sequelize_types::DialectName;

    use super::*;
    use crate::CompilerOptions;

    fn fill(dialect: DialectName, sql: &str, replacements: &Value) -> String {
        let compiler = Compiler::new(dialect, CompilerOptions::default());
        inject(&compiler, sql, replacements).unwrap_or_else(|error| format!("error: {}", error.message))
    }

    fn id() -> Value {
        let mut object = Object::new();
        object.set("id", Value::Number(1.0));
        Value::Object(object)
    }

    fn list(count: usize) -> Value {
        Value::Array((0..count).map(|index| Value::Number(index as f64)).collect())
    }

    #[test]
    fn fills_names_outside_of_texts_names_and_comments() {
        let sql = "SELECT \":id\", ':id', ''':id''' /* :id */ -- :id\n FROM t WHERE a = :id AND b=:id::int AND c IN (:id)";
        let filled = "SELECT \":id\", ':id', ''':id''' /* :id */ -- :id\n FROM t WHERE a = 1 AND b=1::int AND c IN (1)";
        assert_eq!(fill(DialectName::Postgres, sql, &id()), filled);
    }

    #[test]
    fn leaves_casts_operators_and_dollar_texts_alone() {
        for sql in ["SELECT a::id", "SELECT a :id:", "SELECT $$ :id $$, $x$ :id $x$", "SELECT a$ :idx"] {
            let filled = fill(DialectName::Postgres, sql, &id());
            assert!(filled == sql || filled.starts_with("error"), "{sql} became {filled}");
        }
        assert_eq!(fill(DialectName::Postgres, "a ?| b ?& c AND d = ?", &list(1)), "a ?| b ?& c AND d = 0");
    }

    #[test]
    fn knows_where_backslashes_escape() {
        assert_eq!(fill(DialectName::Mysql, r"a = '\' :id' OR :id", &id()), r"a = '\' :id' OR 1");
        assert_eq!(fill(DialectName::Postgres, r"a = E'\' :id' OR :id", &id()), r"a = E'\' :id' OR 1");
        assert_eq!(fill(DialectName::Postgres, r"a = '\' OR :id", &id()), r"a = '\' OR 1");
    }

    #[test]
    fn says_what_is_missing() {
        assert_eq!(
            fill(DialectName::Sqlite, "a = :toString", &id()),
            "error: Named replacement \":toString\" has no entry in the replacement map."
        );
        assert_eq!(
            fill(DialectName::Sqlite, "a = ? AND b = ?", &list(1)),
            "error: Positional replacement (?) 1 has no entry in the replacement map (replacements[1] is undefined)."
        );
        assert!(fill(DialectName::Sqlite, "a = 'b", &id()).contains("unterminated string literal"));
    }

    #[test]
    fn keeps_characters_of_several_bytes() {
        assert_eq!(
            fill(DialectName::Sqlite, "ä = :id AND 'ö' = 'ü\u{1F600}'", &id()),
            "ä = 1 AND 'ö' = 'ü\u{1F600}'"
        );
    }
}
