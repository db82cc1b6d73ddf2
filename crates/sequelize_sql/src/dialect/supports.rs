//! Abilities of a dialect: v6's `dialect.supports`, typed. The facade's table is checked against this one.

#[derive(Debug, Clone, Copy)]
pub struct Supports {
    /// `DEFAULT` as a value in INSERT.
    pub default_keyword: bool,
    /// `INSERT … DEFAULT VALUES`.
    pub default_values: bool,
    /// `INSERT … VALUES ()`.
    pub empty_values: bool,
    pub limit_on_update: bool,
    pub on_duplicate_key: bool,
    pub order_nulls: bool,
    pub union: bool,
    pub union_all: bool,
    pub right_join: bool,
    pub exception: bool,
    pub return_values: ReturnValues,
    pub auto_increment: AutoIncrement,
    pub bulk_default: bool,
    pub schemas: bool,
    pub transactions: bool,
    pub setting_isolation_level_during_transaction: bool,
    pub transaction_type: bool,
    pub upserts: bool,
    pub inserts: Inserts,
    pub constraints: Constraints,
    pub index: Index,
    pub grouped_limit: bool,
    pub index_via_alter: bool,
    pub index_hints: bool,
    pub json: bool,
    pub deferrable_constraints: bool,
    pub escape_string_constants: bool,
    pub lock: bool,
    pub lock_of: bool,
    pub lock_key: bool,
    pub lock_outer_join_failure: bool,
    pub skip_locked: bool,
    pub for_share: Option<&'static str>,
    pub search_path: bool,
    pub tmp_table_trigger: bool,
    /// Backslashes escape inside every string literal.
    pub backslash_escapes: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReturnValues {
    None,
    Returning,
    Output,
}

#[derive(Debug, Clone, Copy)]
pub struct AutoIncrement {
    pub identity_insert: bool,
    pub default_value: bool,
    pub update: bool,
}

#[derive(Debug, Clone, Copy)]
pub struct Inserts {
    pub ignore_duplicates: &'static str,
    pub update_on_duplicate: Option<&'static str>,
    pub on_conflict_do_nothing: &'static str,
    pub on_conflict_where: bool,
    pub conflict_fields: bool,
}

#[derive(Debug, Clone, Copy)]
pub struct Constraints {
    pub restrict: bool,
    pub add_constraint: bool,
    pub drop_constraint: bool,
    pub unique: bool,
    pub default: bool,
    pub check: bool,
    pub foreign_key: bool,
    pub primary_key: bool,
}

#[derive(Debug, Clone, Copy)]
pub struct Index {
    pub collate: bool,
    pub length: bool,
    pub parser: bool,
    pub concurrently: bool,
    pub index_type: bool,
    /// v6: `false`, `true`, or the place of USING: 1 after the name, 2 after the table.
    pub using: u8,
    pub function_based: bool,
    pub operator: bool,
    pub where_clause: bool,
}

impl Supports {
    /// What v6's abstract dialect supports; each dialect states its differences.
    pub const STANDARD: Supports = Supports {
        default_keyword: true,
        default_values: false,
        empty_values: false,
        limit_on_update: false,
        on_duplicate_key: true,
        order_nulls: false,
        union: true,
        union_all: true,
        right_join: true,
        exception: false,
        return_values: ReturnValues::None,
        auto_increment: AutoIncrement { identity_insert: false, default_value: true, update: true },
        bulk_default: false,
        schemas: false,
        transactions: true,
        setting_isolation_level_during_transaction: true,
        transaction_type: false,
        upserts: true,
        inserts: Inserts {
            ignore_duplicates: "",
            update_on_duplicate: None,
            on_conflict_do_nothing: "",
            on_conflict_where: false,
            conflict_fields: false,
        },
        constraints: Constraints {
            restrict: true,
            add_constraint: true,
            drop_constraint: true,
            unique: true,
            default: false,
            check: true,
            foreign_key: true,
            primary_key: true,
        },
        index: Index {
            collate: true,
            length: false,
            parser: false,
            concurrently: false,
            index_type: false,
            using: 3,
            function_based: false,
            operator: false,
            where_clause: false,
        },
        grouped_limit: true,
        index_via_alter: false,
        index_hints: false,
        json: false,
        deferrable_constraints: false,
        escape_string_constants: false,
        lock: false,
        lock_of: false,
        lock_key: false,
        lock_outer_join_failure: false,
        skip_locked: false,
        for_share: None,
        search_path: false,
        tmp_table_trigger: false,
        backslash_escapes: false,
    };
}
