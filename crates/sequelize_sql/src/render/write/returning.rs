//! RETURNING, or OUTPUT where the dialect has that. v6: `generateReturnValues`.

use crate::SqlWriter;
use crate::ast::write::Returning;
use crate::dialect::supports::ReturnValues;

/// In front of the statement: the table that takes the rows where triggers forbid to return them.
pub fn write_declaration(w: &mut SqlWriter, returning: Option<&Returning>) {
    let Some(Returning { columns, temporary: Some(types) }) = returning else { return };
    w.push("DECLARE @tmp TABLE (");
    for (index, (column, sql_type)) in columns.iter().zip(types).enumerate() {
        if index > 0 {
            w.push(",");
        }
        w.ident(column);
        w.push(" ");
        w.push(sql_type);
    }
    w.push("); ");
}

/// Before the values: ` OUTPUT INSERTED.[id]`.
pub fn write_output(w: &mut SqlWriter, returning: Option<&Returning>) {
    let Some(returning) = of_kind(w, returning, ReturnValues::Output) else { return };
    w.push(" OUTPUT ");
    write_columns(w, returning, "INSERTED.");
    if returning.temporary.is_some() {
        w.push(" INTO @tmp");
    }
}

/// At the end: ` RETURNING "id"`, or reading what the declared table has got.
pub fn write_end(w: &mut SqlWriter, returning: Option<&Returning>) {
    if returning.is_some_and(|returning| returning.temporary.is_some()) {
        w.push("; SELECT * FROM @tmp");
    }
    let Some(returning) = of_kind(w, returning, ReturnValues::Returning) else { return };
    w.push(" RETURNING ");
    write_columns(w, returning, "");
}

fn of_kind<'r, 'a>(
    w: &SqlWriter,
    returning: Option<&'r Returning<'a>>,
    kind: ReturnValues,
) -> Option<&'r Returning<'a>> {
    returning.filter(|_| w.compiler.dialect().supports().return_values == kind)
}

fn write_columns(w: &mut SqlWriter, returning: &Returning, prefix: &str) {
    if returning.columns.is_empty() {
        w.push(prefix);
        w.push("*");
    }
    for (index, column) in returning.columns.iter().enumerate() {
        if index > 0 {
            w.push(",");
        }
        w.push(prefix);
        w.ident(column);
    }
}
