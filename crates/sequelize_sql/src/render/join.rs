//! Joins.

use sequelize_types::Result;

use super::expr::write as write_expr;
use crate::ast::{Join, JoinKind, Joined, JoinedTable};
use crate::{SqlWriter, identifier};

/// One join, a blank before it.
pub fn write(w: &mut SqlWriter, join: &Join) -> Result<()> {
    w.push(" ");
    w.push(keyword(join.kind));
    w.push(" ");
    if !join.nested.is_empty() {
        w.push("( ");
    }
    write_table(w, &join.table)?;
    for nested in &join.nested {
        write(w, nested)?;
    }
    w.push(if join.nested.is_empty() { " ON " } else { " ) ON " });
    write_expr(w, &join.condition)
}

pub fn keyword(kind: JoinKind) -> &'static str {
    match kind {
        JoinKind::Inner => "INNER JOIN",
        JoinKind::Left => "LEFT OUTER JOIN",
        JoinKind::Right => "RIGHT OUTER JOIN",
    }
}

/// What is joined, without its condition.
pub fn write_table(w: &mut SqlWriter, table: &Joined) -> Result<()> {
    match table {
        Joined::Table(table) => write_aliased(w, *table),
        Joined::Through { through, target, condition } => {
            w.push("( ");
            write_aliased(w, *through);
            w.push(" INNER JOIN ");
            write_aliased(w, *target);
            w.push(" ON ");
            write_expr(w, condition)?;
            w.push(")");
        }
    }
    Ok(())
}

fn write_aliased(w: &mut SqlWriter, table: JoinedTable) {
    let compiler = w.compiler;
    identifier::push_table_name(compiler, w.text_mut(), table.name);
    w.push(compiler.dialect().alias_token());
    w.ident(table.alias);
}
