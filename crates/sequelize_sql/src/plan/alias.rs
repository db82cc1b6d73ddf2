//! Short names for long aliases (`minifyAliases`), since databases cut identifiers. v6: `_getMinifiedAlias`.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::Compiler;

/// The short names of one statement, `_0`, `_1` … in the order in which the aliases are met.
#[derive(Debug, Default)]
pub struct Aliases {
    is_minifying: bool,
    short: HashMap<String, String>,
    /// What the short names stand for, by their number.
    names: Vec<String>,
}

impl Aliases {
    pub fn new(compiler: &Compiler) -> Self {
        Self { is_minifying: compiler.options.minify_aliases, ..Self::default() }
    }

    /// The name to select under.
    pub fn minify<'a>(&mut self, table: &str, alias: Cow<'a, str>) -> Cow<'a, str> {
        if !self.is_minifying || is_subquery_order(&alias) {
            return alias;
        }
        let key = key(table, &alias);
        if let Some(short) = self.short.get(&key) {
            return Cow::Owned(short.clone());
        }
        let short = format!("_{}", self.names.len());
        self.short.insert(key, short.clone());
        self.names.push(alias.into_owned());
        Cow::Owned(short)
    }

    /// The aliases that got short names: that of `_0`, that of `_1` …
    pub fn names(&self) -> Vec<String> {
        self.names.clone()
    }

    /// The short name that an alias got, if any.
    pub fn find(&self, table: &str, alias: &str) -> Option<&str> {
        if !self.is_minifying {
            return None;
        }
        self.short.get(&key(table, alias)).map(String::as_str)
    }
}

fn key(table: &str, alias: &str) -> String {
    format!("{table}.{alias}")
}

/// v6 leaves the orders alone that it hands out of a subquery itself.
fn is_subquery_order(alias: &str) -> bool {
    alias
        .split_once("subquery_order_")
        .is_some_and(|(_, number)| number.starts_with(|character: char| character.is_ascii_digit()))
}
