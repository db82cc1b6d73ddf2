//! A compiler: one dialect with the options of one `Sequelize` instance that reach SQL text.

use sequelize_types::{DialectName, Op};

use crate::dialect::{self, Dialect};

/// What an attribute that is written like a function call (`['count(*)', 'n']`) becomes: `attributeBehavior`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AttributeBehavior {
    /// An error that tells how to ask for it (`literal`, `fn`).
    #[default]
    Throw,
    /// A quoted name.
    Escape,
    /// The text as it stands. Opens the statement to whoever writes the attribute.
    UnsafeLegacy,
}

impl AttributeBehavior {
    /// Reads the option; any other text is the default, as in v6.
    pub fn from_option(text: &str) -> Self {
        match text {
            "escape" => Self::Escape,
            "unsafe-legacy" => Self::UnsafeLegacy,
            _ => Self::Throw,
        }
    }
}

/// Options of the `Sequelize` constructor that change SQL text. Defaults are v6's.
#[derive(Debug, Clone)]
pub struct CompilerOptions {
    /// `+00:00` form or a zone name; dates are written in it.
    pub timezone: String,
    /// `false` leaves identifiers bare where the dialect allows (postgres).
    pub quote_identifiers: bool,
    /// Leave every identifier bare, on every dialect: for generators whose user quotes by himself.
    pub bare_identifiers: bool,
    pub attribute_behavior: AttributeBehavior,
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
            bare_identifiers: false,
            attribute_behavior: AttributeBehavior::default(),
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

#[derive(Clone)]
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
