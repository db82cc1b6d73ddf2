//! The text of a `CREATE TABLE`, taken apart: SQLite keeps constraints, collations and generated columns nowhere else.
//! sqlite.org/lang_createtable.html.

/// A `CREATE TABLE` in pieces. What stands in one is the user's own text, word for word.
#[derive(Debug, Clone, PartialEq)]
pub struct TableText {
    pub items: Vec<Item>,
    /// What follows the last parenthesis: `WITHOUT ROWID`, `STRICT`.
    pub tail: String,
}

/// What stands between two commas.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    Column { name: String, text: String },
    Constraint(Constraint),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Constraint {
    pub kind: ConstraintKind,
    /// `CONSTRAINT name` stands before it.
    pub is_named: bool,
    /// The columns in the first parentheses; those a CHECK mentions, and maybe other words.
    pub columns: Vec<String>,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConstraintKind {
    PrimaryKey,
    Unique,
    Check,
    ForeignKey,
}

impl TableText {
    /// `None` if the text is not that of an ordinary table.
    pub fn parse(sql: &str) -> Option<Self> {
        let all = tokens(sql);
        let open = all.iter().position(|token| token.text == "(")?;
        let close = matching(&all, open)?;
        let items = split(&all[open + 1..close]).map(|part| Item::parse(sql, part)).collect::<Option<_>>()?;
        Some(Self { items, tail: sql[all[close].end..].trim().trim_end_matches(';').to_owned() })
    }

    pub fn columns(&self) -> impl Iterator<Item = (&str, &str)> {
        self.items.iter().filter_map(|item| match item {
            Item::Column { name, text } => Some((name.as_str(), text.as_str())),
            Item::Constraint(_) => None,
        })
    }

    pub fn has_constraint(&self, wanted: ConstraintKind) -> bool {
        self.items.iter().any(|item| matches!(item, Item::Constraint(one) if one.kind == wanted))
    }

    /// The columns, then the constraints: SQLite wants them in this order.
    pub fn body(&self) -> String {
        let text = |item: &Item| match item {
            Item::Column { text, .. } => text.clone(),
            Item::Constraint(one) => one.text.clone(),
        };
        self.items.iter().map(text).collect::<Vec<_>>().join(", ")
    }
}

impl Item {
    fn parse(sql: &str, part: &[Token<'_>]) -> Option<Self> {
        let (first, last) = (part.first()?, part.last()?);
        let text = sql[first.start..last.end].to_owned();
        let is_named = first.is_word("CONSTRAINT");
        let rest = if is_named { part.get(2..)? } else { part };
        let kind = match rest.first()? {
            word if word.is_word("PRIMARY") => ConstraintKind::PrimaryKey,
            word if word.is_word("UNIQUE") => ConstraintKind::Unique,
            word if word.is_word("CHECK") => ConstraintKind::Check,
            word if word.is_word("FOREIGN") => ConstraintKind::ForeignKey,
            name => return Some(Self::Column { name: name.unquoted(), text }),
        };
        let open = rest.iter().position(|token| token.text == "(")?;
        let inside = &rest[open + 1..matching(rest, open)?];
        let columns = if kind == ConstraintKind::Check {
            inside.iter().map(Token::unquoted).collect()
        } else {
            split(inside).filter_map(|part| part.first()).map(Token::unquoted).collect()
        };
        Some(Self::Constraint(Constraint { kind, is_named, columns, text }))
    }
}

/// What a column's own text says besides what a definition of v6 can: checks and a collation.
pub fn extras(column: &str) -> Vec<&str> {
    let all = tokens(column);
    let mut found = Vec::new();
    let mut at = 1;
    while at < all.len() {
        let start = at;
        let is_named = all[at].is_word("CONSTRAINT");
        let word = at + if is_named { 2 } else { 0 };
        let end = match all.get(word) {
            Some(token) if token.is_word("CHECK") => {
                all.get(word + 1).filter(|token| token.text == "(").and_then(|_| matching(&all, word + 1))
            }
            Some(token) if token.is_word("COLLATE") => (word + 1 < all.len()).then_some(word + 1),
            Some(token) if token.text == "(" => {
                at = matching(&all, word).unwrap_or(all.len()) + 1;
                continue;
            }
            _ => None,
        };
        if let Some(end) = end {
            found.push(&column[all[start].start..all[end].end]);
            at = end + 1;
        } else {
            at += 1;
        }
    }
    found
}

/// Whether the column is computed, so that nothing can be written to it.
pub fn is_generated(column: &str) -> bool {
    let all = tokens(column);
    all.windows(2).any(|pair| pair[0].is_word("AS") && pair[1].text == "(")
}

#[derive(Debug, Clone, Copy)]
struct Token<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

impl Token<'_> {
    fn is_word(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    fn unquoted(&self) -> String {
        let Some(quote) = self.text.chars().next().filter(|first| "\"`['".contains(*first)) else {
            return self.text.to_owned();
        };
        let inner = self.text.get(1..self.text.len() - 1).unwrap_or_default();
        if quote == '[' {
            inner.to_owned()
        } else {
            inner.replace(&format!("{quote}{quote}"), &quote.to_string())
        }
    }
}

/// Words, quoted names and texts, single signs. Spaces and comments are left out.
fn tokens(sql: &str) -> Vec<Token<'_>> {
    let bytes = sql.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        match bytes[at] {
            quote @ (b'\'' | b'"' | b'`') => at = after_quote(bytes, at, quote),
            b'[' => at = find(bytes, at, b"]").map_or(bytes.len(), |end| end + 1),
            b'-' if bytes.get(at + 1) == Some(&b'-') => {
                at = find(bytes, at, b"\n").map_or(bytes.len(), |end| end + 1);
                continue;
            }
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                at = find(bytes, at + 2, b"*/").map_or(bytes.len(), |end| end + 2);
                continue;
            }
            byte if byte.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            byte if is_word_byte(byte) => {
                while at < bytes.len() && is_word_byte(bytes[at]) {
                    at += 1;
                }
            }
            _ => at += 1,
        }
        found.push(Token { text: &sql[start..at], start, end: at });
    }
    found
}

/// Bytes of other alphabets are those of words.
fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || !byte.is_ascii()
}

fn after_quote(bytes: &[u8], start: usize, quote: u8) -> usize {
    let mut at = start + 1;
    while at < bytes.len() {
        if bytes[at] == quote {
            if bytes.get(at + 1) != Some(&quote) {
                return at + 1;
            }
            at += 1;
        }
        at += 1;
    }
    bytes.len()
}

fn find(bytes: &[u8], from: usize, wanted: &[u8]) -> Option<usize> {
    bytes
        .get(from..)?
        .windows(wanted.len())
        .position(|window| window == wanted)
        .map(|position| from + position)
}

/// The position of the parenthesis that closes the one at `open`.
fn matching(all: &[Token<'_>], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (position, token) in all.iter().enumerate().skip(open) {
        match token.text {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(position);
        }
    }
    None
}

/// The parts between commas that stand in no parentheses.
fn split<'t, 's>(all: &'t [Token<'s>]) -> impl Iterator<Item = &'t [Token<'s>]> {
    let mut depth = 0_usize;
    all.split(move |token| {
        match token.text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && token.text == ","
    })
}

#[cfg(test)]
mod tests {
    use super::{ConstraintKind, Item, TableText, extras, is_generated};

    const SQL: &str = "CREATE TABLE `a b` (`id` INTEGER PRIMARY KEY AUTOINCREMENT, -- the key, (of course\n \
        [na,me] VARCHAR(10) NOT NULL DEFAULT 'a, (b' COLLATE NOCASE CONSTRAINT short CHECK (length([na,me]) < 5), \
        \"x\"\"y\" INT, total INT GENERATED ALWAYS AS (id * 2) STORED, \
        UNIQUE (`id`, [na,me]), CONSTRAINT big CHECK (id > 0 /* ) */), \
        FOREIGN KEY (`x`) REFERENCES `b` (`id`) ON DELETE CASCADE) WITHOUT ROWID";

    #[test]
    fn a_table_is_taken_apart_at_its_own_commas() {
        let table = TableText::parse(SQL).unwrap();
        let names: Vec<_> = table.columns().map(|(name, _)| name).collect();
        assert_eq!(names, ["id", "na,me", "x\"y", "total"]);
        let constraints: Vec<_> = table
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Constraint(one) => Some((one.kind, one.is_named, one.columns.join("|"))),
                Item::Column { .. } => None,
            })
            .collect();
        assert_eq!(
            constraints,
            [
                (ConstraintKind::Unique, false, "id|na,me".to_owned()),
                (ConstraintKind::Check, true, "id|>|0".to_owned()),
                (ConstraintKind::ForeignKey, false, "x".to_owned()),
            ]
        );
        assert_eq!(table.tail, "WITHOUT ROWID");
        let again = TableText::parse(&format!("CREATE TABLE t ({}) {}", table.body(), table.tail)).unwrap();
        assert_eq!(again, table);
    }

    #[test]
    fn what_a_definition_cannot_say_is_found() {
        let table = TableText::parse(SQL).unwrap();
        let texts: Vec<_> = table.columns().map(|(_, text)| text).collect();
        assert_eq!(extras(texts[1]), ["COLLATE NOCASE", "CONSTRAINT short CHECK (length([na,me]) < 5)"]);
        assert_eq!(extras(texts[0]), Vec::<&str>::new());
        assert!(is_generated(texts[3]));
        assert!(!is_generated(texts[1]));
    }

    #[test]
    fn other_text_is_refused() {
        for text in
            ["", "CREATE TABLE t AS SELECT 1", "CREATE TABLE t (", "CREATE TABLE t ()", "CREATE TABLE t (a,)"]
        {
            assert_eq!(TableText::parse(text), None, "{text}");
        }
    }
}
