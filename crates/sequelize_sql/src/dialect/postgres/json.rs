//! Paths into JSON: `("meta"#>>'{a,0}')`. PostgreSQL manual 9.16; array literals: 8.15.

use std::borrow::Cow;

use crate::{Compiler, literal};

/// A key with characters that mean something in an array literal is quoted there; v6 leaves it bare and gets
/// another path.
pub(super) fn push_path(
    compiler: &Compiler,
    out: &mut String,
    column: &str,
    path: &[Cow<'_, str>],
    is_json: bool,
) {
    let mut keys = String::from("{");
    for (index, key) in path.iter().enumerate() {
        if index > 0 {
            keys.push(',');
        }
        if needs_quotes(key) {
            keys.push('"');
            for character in key.chars() {
                if matches!(character, '"' | '\\') {
                    keys.push('\\');
                }
                keys.push(character);
            }
            keys.push('"');
        } else {
            keys.push_str(key);
        }
    }
    keys.push('}');
    out.push('(');
    out.push_str(column);
    out.push_str(if is_json { "#>" } else { "#>>" });
    literal::write_string(compiler, out, &keys);
    out.push(')');
}

fn needs_quotes(key: &str) -> bool {
    key.is_empty()
        || key.contains([',', '{', '}', '"', '\\'])
        || key.trim() != key
        || key.eq_ignore_ascii_case("null")
}
