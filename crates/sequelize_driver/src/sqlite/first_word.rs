//! What a statement begins with. Only a hint: nothing is decided by it that SQLite itself would decide otherwise.

/// Can run at once: it can only read. (`sqlite3_stmt_readonly` is also true of BEGIN, COMMIT and ATTACH.)
pub(super) fn is_query(text: &str) -> bool {
    matches_any(first_word(text), &["SELECT", "WITH", "VALUES"])
}

/// Writes that end quickly unless triggers make them long: rows that the statement itself carries, and the ends of
/// a transaction. A ROLLBACK may have much to undo, an UPDATE many rows to visit.
pub(super) fn is_small_write(text: &str) -> bool {
    let word = first_word(text);
    if word.eq_ignore_ascii_case("INSERT") {
        return text.len() <= SMALL_WRITE && !contains_word(text, "SELECT");
    }
    matches_any(word, &["BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"])
}

/// Writes that may be tried under a budget: SQLite takes back what an interrupted one has done.
pub(super) fn is_write(text: &str) -> bool {
    matches_any(first_word(text), &["INSERT", "UPDATE", "DELETE", "REPLACE"])
}

/// So many bytes of text are a few rows at the most.
const SMALL_WRITE: usize = 4096;

fn contains_word(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}

/// Leaves settings or temporary objects behind, so that the connection must not serve another transaction.
pub(super) fn leaves_traces(text: &str) -> bool {
    const CLEAN: [&str; 15] = [
        "SELECT",
        "WITH",
        "VALUES",
        "INSERT",
        "UPDATE",
        "DELETE",
        "REPLACE",
        "BEGIN",
        "COMMIT",
        "END",
        "ROLLBACK",
        "SAVEPOINT",
        "RELEASE",
        "DROP",
        "ALTER",
    ];
    let word = first_word(text);
    if word.eq_ignore_ascii_case("CREATE") {
        return matches_any(
            first_word(&text[text.find(word).unwrap_or_default() + word.len()..]),
            &["TEMP", "TEMPORARY"],
        );
    }
    !matches_any(word, &CLEAN)
}

/// `PRAGMA key` and `PRAGMA rekey` are SQLCipher's.
pub(super) fn is_encryption(text: &str) -> bool {
    let word = first_word(text);
    word.eq_ignore_ascii_case("PRAGMA")
        && matches_any(
            first_word(&text[text.find(word).unwrap_or_default() + word.len()..]),
            &["KEY", "REKEY"],
        )
}

fn matches_any(word: &str, words: &[&str]) -> bool {
    words.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Skips white space and comments.
fn first_word(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let after = if rest.starts_with("--") {
            rest.split_once('\n').map(|(_, after)| after)
        } else if rest.starts_with("/*") {
            rest.split_once("*/").map(|(_, after)| after)
        } else {
            break;
        };
        rest = after.unwrap_or_default().trim_start();
    }
    let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    &rest[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_hide_nothing() {
        assert!(is_query(" /* a */ -- b\n select 1"));
        assert!(!is_query("-- select 1"));
        assert!(!is_query("BEGIN DEFERRED TRANSACTION;"));
    }

    #[test]
    fn settings_and_temporary_tables_leave_traces() {
        assert!(leaves_traces("PRAGMA read_uncommitted = ON;"));
        assert!(leaves_traces("create temporary table t (a)"));
        assert!(!leaves_traces("CREATE TABLE t (a)"));
        assert!(!leaves_traces("INSERT INTO t VALUES (1)"));
    }

    #[test]
    fn encryption_is_recognised() {
        assert!(is_encryption("PRAGMA KEY='x'"));
        assert!(!is_encryption("PRAGMA foreign_keys"));
    }
}
