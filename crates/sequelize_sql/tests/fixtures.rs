//! Runs every file of `tests/fixtures/<area>/`. The format is described in `support/fixture.rs`.
//! `SQL_FIXTURES` names a further directory, for cases made elsewhere.

mod support;

use std::path::{Path, PathBuf};

use sequelize_sql::{Compiler, CompilerOptions};
use sequelize_types::DialectName;
use support::fixture::Fixture;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() && !path.ends_with("models") {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            found.push(path);
        }
    }
}

#[test]
fn every_fixture_compiles_to_its_text() {
    let mut paths = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures"), &mut paths);
    if let Ok(folder) = std::env::var("SQL_FIXTURES") {
        files(Path::new(&folder), &mut paths);
    }
    assert!(!paths.is_empty());
    paths.sort();
    let mut failures = Vec::new();
    let mut count = 0;
    for path in &paths {
        let text = std::fs::read_to_string(path).unwrap();
        for fixture in Fixture::read(&text) {
            for dialect in DialectName::ALL {
                let Some(expected) = fixture.expected(dialect) else { continue };
                count += 1;
                let options = fixture.options(CompilerOptions::default());
                let actual = fixture.run(&Compiler::new(dialect, options));
                if actual != expected {
                    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                    failures.push(format!(
                        "{name} ({dialect}): {}\n  expected {expected}\n  actual   {actual}",
                        fixture.about
                    ));
                }
            }
        }
    }
    let shown = failures
        .iter()
        .take(std::env::var("SQL_FIXTURES_SHOW").ok().and_then(|show| show.parse().ok()).unwrap_or(20))
        .cloned()
        .collect::<Vec<_>>()
        .join("\n");
    assert!(failures.is_empty(), "{} of {count} failed:\n{shown}", failures.len());
}
