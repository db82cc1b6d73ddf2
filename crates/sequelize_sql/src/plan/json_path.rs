//! Paths into JSON as text: `meta.a[0]["b"]`. v6 reads them with lodash's `toPath`.

use std::borrow::Cow;

use crate::ast::Expr;

/// The parts of a path. Parts in brackets may be quoted; a quoted part may escape characters by a backslash.
pub fn parse(path: &str) -> Vec<Cow<'_, str>> {
    let mut parts = Vec::new();
    let mut rest = path;
    let mut follows_dot = path.starts_with('.');
    while !rest.is_empty() {
        if let Some((part, after)) = bracketed(rest) {
            parts.push(part);
            rest = after;
            follows_dot = false;
        } else if let Some(after) = rest.strip_prefix('.') {
            // Two dots, or one at either end, enclose an empty part.
            if follows_dot || after.is_empty() {
                parts.push(Cow::Borrowed(""));
            }
            follows_dot = true;
            rest = after;
        } else if rest.starts_with(['[', ']']) {
            rest = &rest[1..];
        } else {
            let end = rest.find(['.', '[', ']']).unwrap_or(rest.len());
            parts.push(Cow::Borrowed(&rest[..end]));
            rest = &rest[end..];
            follows_dot = false;
        }
    }
    parts
}

/// `[12]`, `["a b"]` or `['a']` at the start of `text`.
fn bracketed(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let inside = text.strip_prefix('[')?;
    let quote = inside.chars().next()?;
    if !matches!(quote, '"' | '\'') {
        let end = inside.find(']')?;
        let digits = inside[..end].strip_prefix('-').unwrap_or(&inside[..end]);
        let is_number = !digits.is_empty()
            && digits.split('.').count() <= 2
            && digits
                .split('.')
                .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        return is_number.then(|| (Cow::Borrowed(&inside[..end]), &inside[end + 1..]));
    }
    let mut part = String::new();
    let mut characters = inside.char_indices().skip(1);
    while let Some((index, character)) = characters.next() {
        if character == '\\' {
            part.push(characters.next()?.1);
        } else if character == quote {
            let after = &inside[index + 1..];
            return Some((Cow::Owned(part), after.strip_prefix(']')?));
        } else {
            part.push(character);
        }
    }
    None
}

/// The column of a path; a name in quotes already stays as it is.
pub fn column(name: Cow<'_, str>) -> Expr<'_> {
    if is_quoted(&name) {
        return Expr::Sql(name);
    }
    Expr::Column { prefix: crate::ast::Prefix::None, name }
}

/// v6's `isIdentifierQuoted`: one or more quoted names with dots between.
pub fn is_quoted(name: &str) -> bool {
    let mut rest = name.trim();
    if rest.is_empty() {
        return false;
    }
    while !rest.is_empty() {
        let Some(quote) = rest.chars().next().filter(|first| matches!(first, '`' | '"' | '\'')) else {
            return false;
        };
        let Some(mut end) = rest[1..].find(quote).map(|at| at + 1) else { return false };
        while rest[end + 1..].starts_with(quote) {
            let Some(next) = rest[end + 2..].find(quote) else { return false };
            end += 2 + next;
        }
        rest = &rest[end + 1..];
        rest = rest.strip_prefix('.').unwrap_or(rest);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_as_lodash_reads_them() {
        let cases: &[(&str, &[&str])] = &[
            ("", &[]),
            ("a", &["a"]),
            ("a.b.0", &["a", "b", "0"]),
            ("a[0].b", &["a", "0", "b"]),
            ("a[\"b.c\"]['d']", &["a", "b.c", "d"]),
            (".a", &["", "a"]),
            ("a..b", &["a", "", "b"]),
            ("a.", &["a", ""]),
            ("a[b]", &["a", "b"]),
        ];
        for (path, parts) in cases {
            assert_eq!(&parse(path), parts, "{path}");
        }
    }

    #[test]
    fn quoted_names_are_told_apart() {
        for name in ["\"a\"", "`a`.`b`", "\"a\"\"b\"", " \"a\" "] {
            assert!(is_quoted(name), "{name}");
        }
        for name in ["a", "\"a", "\"a\" b", "", "\"a\" OR 1", "\""] {
            assert!(!is_quoted(name), "{name}");
        }
    }
}
