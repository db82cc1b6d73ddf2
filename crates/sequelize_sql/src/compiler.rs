//! A compiler: one dialect with the options of one `Sequelize` instance that reach SQL text.

use sequelize_types::{DialectName, Op};

use crate::dialect::{self, Dialect};

/// Options of the `Sequelize` constructor that change SQL text. Defaults are v6's.
#[derive(Debug, Clone)]
pub struct CompilerOptions {
    /// `+00:00` form or a zone name; dates are written in it.
    pub timezone: String,
    /// `false` leaves identifiers bare where the dialect allows (postgres).
    pub quote_identifiers: bool,
    pub schema: Option<String>,
    pub omit_null: bool,
    pub minify_aliases: bool,
    pub type_validation: bool,
    pub standard_conforming_strings: bool,
    /// `dialectOptions.prependSearchPath`.
    pub prepend_search_path: bool,
    /// `databaseVersion`, empty while unknown.
    pub database_version: String,
    /// Legacy string aliases of operators (`operatorsAliases`).
    pub operators_aliases: Vec<(String, Op)>,
}

impl Default for CompilerOptions {
    fn default() -> Self {
        Self {
            timezone: "+00:00".to_owned(),
            quote_identifiers: true,
            schema: None,
            omit_null: false,
            minify_aliases: false,
            type_validation: false,
            standard_conforming_strings: true,
            prepend_search_path: false,
            database_version: String::new(),
            operators_aliases: Vec::new(),
        }
    }
}

pub struct Compiler {
    dialect: &'static dyn Dialect,
    pub options: CompilerOptions,
}

impl Compiler {
    pub fn new(name: DialectName, options: CompilerOptions) -> Self {
        Self { dialect: dialect::by_name(name), options }
    }

    pub fn dialect(&self) -> &'static dyn Dialect {
        self.dialect
    }
}
