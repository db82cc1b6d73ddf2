//! Column definitions as text. v6's `createTableQuery` and `changeColumnQuery` take `{column: 'INTEGER NOT NULL'}`,
//! which users write by hand too, so clauses that a dialect puts elsewhere are found by their words.

/// A definition without the clauses that stand at the end of the statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split<'a> {
    pub definition: String,
    /// `REFERENCES …`, for a FOREIGN KEY clause of its own.
    pub references: Option<&'a str>,
    pub is_primary_key: bool,
}

/// Takes PRIMARY KEY and the last REFERENCES out of a definition, for dialects that want them behind the columns.
pub fn split(text: &str) -> Split<'_> {
    let is_primary_key = text.contains("PRIMARY KEY");
    let (definition, references) = match text.rfind(" REFERENCES") {
        Some(position) => (&text[..position], Some(&text[position + 1..])),
        None => (text, None),
    };
    let definition =
        if is_primary_key { definition.replacen("PRIMARY KEY", "", 1) } else { definition.to_owned() };
    Split { definition, references, is_primary_key }
}

/// `REFERENCES …` without what stands before it. Text that starts with it stays whole.
pub fn from_references(text: &str) -> &str {
    let found = text.char_indices().skip(1).find(|(position, _)| text[*position..].starts_with("REFERENCES"));
    found.map_or(text, |(position, _)| &text[position..])
}

/// Takes the last `COMMENT …` out: the rest, and the comment's text. SQL Server keeps comments elsewhere.
pub fn take_comment(text: &str) -> (&str, Option<&str>) {
    if !text.contains("COMMENT ") {
        return (text, None);
    }
    match text.rfind(" COMMENT") {
        Some(position) if position > 0 => {
            (&text[..position], Some(text[position + " COMMENT".len()..].trim()))
        }
        _ => (text, None),
    }
}

/// `ENUM('a', 'b')` at the start, and what follows it.
pub fn leading_enum(text: &str) -> Option<(&str, &str)> {
    let line = text.split('\n').next().unwrap_or(text);
    if !line.starts_with("ENUM(") {
        return None;
    }
    let end = line.rfind(')').filter(|end| *end > "ENUM(".len())? + 1;
    Some(text.split_at(end))
}

/// `DEFAULT …` up to the next semicolon: the default itself, and the definition without it.
pub fn take_default(text: &str) -> Option<(&str, String)> {
    let start = text.find("DEFAULT ")?;
    let end = text[start..].find(';').map_or(text.len(), |length| start + length);
    let default = &text[start + "DEFAULT ".len()..end];
    Some((default, format!("{}{}", &text[..start], &text[end..]).trim().to_owned()))
}

/// Booleans as defaults become numbers, quoted or not: SQLite has no booleans.
pub fn replace_boolean_defaults(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut rest = sql;
    while let Some(position) = rest.find("DEFAULT ") {
        let (head, tail) = rest.split_at(position + "DEFAULT ".len());
        out.push_str(head);
        let bare = tail.strip_prefix('\'').unwrap_or(tail);
        let found = [("false", "0"), ("true", "1")]
            .into_iter()
            .find_map(|(word, number)| bare.strip_prefix(word).map(|after| (number, after)));
        rest = match found {
            Some((number, after)) => {
                out.push_str(number);
                after.strip_prefix('\'').unwrap_or(after)
            }
            None => tail,
        };
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_leave_the_definition() {
        let text = "INTEGER auto_increment PRIMARY KEY REFERENCES `a` (`id`) ON DELETE CASCADE";
        let parts = split(text);
        assert_eq!(parts.definition, "INTEGER auto_increment ");
        assert_eq!(parts.references, Some("REFERENCES `a` (`id`) ON DELETE CASCADE"));
        assert!(parts.is_primary_key);
        assert_eq!(split("TEXT").definition, "TEXT");
    }

    #[test]
    fn boolean_defaults_become_numbers() {
        let sql = "a TINYINT(1) DEFAULT true, b DEFAULT 'false', c DEFAULT 'truer', d DEFAULT 'x'";
        let expected = "a TINYINT(1) DEFAULT 1, b DEFAULT 0, c DEFAULT 1r', d DEFAULT 'x'";
        // v6: the closing quote is optional, so a longer word is cut.
        assert_eq!(replace_boolean_defaults(sql), expected);
    }

    #[test]
    fn comments_defaults_and_enums_are_found() {
        assert_eq!(take_comment("INTEGER NULL COMMENT  Foo "), ("INTEGER NULL", Some("Foo")));
        assert_eq!(take_default("TEXT DEFAULT 'a' UNIQUE;x"), Some(("'a' UNIQUE", "TEXT ;x".to_owned())));
        assert_eq!(leading_enum("ENUM('a', 'b')[] NOT NULL"), Some(("ENUM('a', 'b')", "[] NOT NULL")));
        assert_eq!(from_references("INTEGER REFERENCES x"), "REFERENCES x");
    }
}
