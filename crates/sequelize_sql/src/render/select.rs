//! SELECT.

use sequelize_types::{Result, Value};

use super::expr::{write as write_expr, write_list};
use super::join;
use crate::ast::select::LockClause;
use crate::ast::{Expr, Lock, Paging, Select, Source};
use crate::dialect::PagingStyle;
use crate::plan::paging;
use crate::{SqlWriter, identifier};

/// The whole statement.
pub fn write(w: &mut SqlWriter, select: &Select) -> Result<()> {
    write_query(w, select)?;
    w.push(";");
    Ok(())
}

pub fn write_query(w: &mut SqlWriter, select: &Select) -> Result<()> {
    write_head(w, select)?;
    for join in &select.joins {
        join::write(w, join)?;
    }
    if let Some(filter) = &select.filter {
        w.push(" WHERE ");
        write_expr(w, filter)?;
    }
    write_clause(w, " GROUP BY ", &select.group)?;
    if let Some(having) = &select.having {
        w.push(" HAVING ");
        write_expr(w, having)?;
    }
    write_clause(w, " ORDER BY ", &select.order)?;
    write_paging(w, &select.paging)?;
    if let Some(lock) = &select.lock {
        write_lock(w, lock);
    }
    Ok(())
}

fn write_clause(w: &mut SqlWriter, keyword: &str, items: &[Expr]) -> Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    w.push(keyword);
    write_list(w, items, ", ")
}

/// `SELECT columns FROM source AS alias`, with hints.
pub fn write_head(w: &mut SqlWriter, select: &Select) -> Result<()> {
    let is_legacy = paging::is_legacy(w.compiler);
    if is_legacy && select.paging.offset.is_some() {
        return write_row_numbers(w, select);
    }
    w.push("SELECT ");
    if let (true, Some(limit)) = (is_legacy, &select.paging.limit) {
        w.push("TOP ");
        write_expr(w, limit)?;
        w.push(" ");
    }
    write_head_of(w, select)?;
    for (kind, names) in &select.index_hints {
        w.push(" ");
        w.push(kind);
        w.push(" INDEX (");
        for (index, name) in names.iter().enumerate() {
            if index > 0 {
                w.push(",");
            }
            let compiler = w.compiler;
            identifier::push_path(compiler, w.text_mut(), &identifier::expect_text(name)?);
        }
        w.push(")");
    }
    if let (Some(hint), true) = (select.table_hint, w.compiler.dialect().has_table_hints()) {
        w.push(" WITH (");
        w.push(hint);
        w.push(")");
    }
    Ok(())
}

fn write_head_of(w: &mut SqlWriter, select: &Select) -> Result<()> {
    let source = &select.source;
    let start = w.text().len();
    match select.is_unique_columns {
        true => write_unique(w, &select.columns)?,
        false => write_list(w, &select.columns, ", ")?,
    }
    if w.compiler.dialect().is_trimming_columns() && !matches!(source, Source::SubQuery(_)) {
        trim(w, start);
    }
    w.push(" FROM ");
    write_source(w, source)?;
    match (select.alias, source) {
        (Some(alias), _) => write_alias(w, alias),
        // v6: the united rows of groups go by the table's own name.
        (None, Source::LimitUnion(union)) => {
            w.push(w.compiler.dialect().alias_token());
            match union.members.first().map(|member| &member.source) {
                Some(source @ Source::Table(_)) => write_source(w, source)?,
                _ => w.push("sub"),
            }
        }
        (None, _) => {}
    }
    Ok(())
}

/// Takes blanks off both ends of what was written since `start`.
fn trim(w: &mut SqlWriter, start: usize) {
    let written = &w.text()[start..];
    let trimmed = written.trim();
    if trimmed.len() < written.len() {
        let trimmed = trimmed.to_owned();
        w.text_mut().truncate(start);
        w.push(&trimmed);
    }
}

/// v6 leaves out a column whose text was there before, once there are joins.
fn write_unique(w: &mut SqlWriter, columns: &[Expr]) -> Result<()> {
    let mut written: Vec<std::ops::Range<usize>> = Vec::with_capacity(columns.len());
    for column in columns {
        let before = w.text().len();
        if !written.is_empty() {
            w.push(", ");
        }
        let start = w.text().len();
        write_expr(w, column)?;
        let own = start..w.text().len();
        let text = w.text();
        if written.iter().any(|range| text[range.clone()] == text[own.clone()]) {
            w.text_mut().truncate(before);
        } else {
            written.push(own);
        }
    }
    Ok(())
}

fn write_alias(w: &mut SqlWriter, alias: &str) {
    w.push(w.compiler.dialect().alias_token());
    w.ident(alias);
}

fn write_source(w: &mut SqlWriter, source: &Source) -> Result<()> {
    match source {
        Source::Table(table) => w.table(table),
        Source::Sql(text) => {
            w.push(text);
            Ok(())
        }
        Source::Tables(tables) => {
            for (index, table) in tables.iter().enumerate() {
                if index > 0 {
                    w.push(", ");
                }
                let text = match table {
                    Value::Array(pair) => {
                        let part = |index: usize| pair.get(index).unwrap_or(&Value::Undefined);
                        identifier::quote_table(w.compiler, part(0), part(1))?
                    }
                    table => identifier::quote_table(w.compiler, table, &Value::Bool(true))?,
                };
                w.push(&text);
            }
            Ok(())
        }
        Source::SubQuery(select) => {
            w.push("(");
            write_query(w, select)?;
            w.push(")");
            Ok(())
        }
        Source::LimitUnion(union) => {
            let is_all = w.compiler.dialect().supports().union_all || union.keeps_order;
            w.push("(");
            for (index, member) in union.members.iter().enumerate() {
                if index > 0 {
                    w.push(if is_all { " UNION ALL " } else { " UNION " });
                }
                w.push("SELECT * FROM (");
                write_query(w, member)?;
                w.push(")");
                w.push(w.compiler.dialect().alias_token());
                w.push("sub");
            }
            w.push(")");
            Ok(())
        }
    }
}

/// The paging clause by itself.
pub fn write_paging(w: &mut SqlWriter, paging: &Paging) -> Result<()> {
    match w.compiler.dialect().paging() {
        PagingStyle::LimitOffset => {
            write_clause_of(w, " LIMIT ", &paging.limit, "")?;
            write_clause_of(w, " OFFSET ", &paging.offset, "")
        }
        PagingStyle::LimitComma => match (&paging.offset, &paging.limit) {
            (None, limit) => write_clause_of(w, " LIMIT ", limit, ""),
            (offset, None) => write_clause_of(w, " LIMIT ", offset, ", 10000000000000"),
            (offset, limit) => {
                write_clause_of(w, " LIMIT ", offset, ", ")?;
                write_clause_of(w, "", limit, "")
            }
        },
        PagingStyle::OffsetFetch if paging::is_legacy(w.compiler) => Ok(()),
        PagingStyle::OffsetFetch => {
            let keyword = if paging.is_order_continued { ", " } else { " ORDER BY " };
            write_clause(w, keyword, &paging.order)?;
            write_clause_of(w, " OFFSET ", &paging.offset, " ROWS")?;
            write_clause_of(w, " FETCH NEXT ", &paging.limit, " ROWS ONLY")
        }
    }
}

fn write_clause_of(w: &mut SqlWriter, before: &str, expr: &Option<Expr>, after: &str) -> Result<()> {
    let Some(expr) = expr else { return Ok(()) };
    w.push(before);
    write_expr(w, expr)?;
    w.push(after);
    Ok(())
}

/// SQL Server before 2012 has no OFFSET: rows are numbered inside and picked by number outside. The condition
/// stands inside, to number the right rows, and (by v6's way of building) outside again.
fn write_row_numbers(w: &mut SqlWriter, select: &Select) -> Result<()> {
    let table = select.alias.unwrap_or("OffsetTable");
    let alias = |w: &mut SqlWriter| match select.alias {
        Some(alias) => w.ident(alias),
        None => w.push(table),
    };
    w.push("SELECT TOP 100 PERCENT ");
    write_list(w, &select.columns, ", ")?;
    w.push(" FROM (SELECT ");
    write_clause_of(w, "TOP ", &select.paging.limit, " ")?;
    w.push("* FROM (SELECT ROW_NUMBER() OVER (");
    write_clause(w, "ORDER BY ", &select.paging.order)?;
    w.push(") as row_num, * FROM ");
    write_source(w, &select.source)?;
    w.push(" AS ");
    alias(w);
    if let Some(filter) = &select.filter {
        w.push(" WHERE ");
        write_expr(w, filter)?;
    }
    w.push(") AS ");
    alias(w);
    write_clause_of(w, " WHERE row_num > ", &select.paging.offset, "")?;
    w.push(") AS ");
    alias(w);
    Ok(())
}

fn write_lock(w: &mut SqlWriter, lock: &Lock) {
    w.push(match lock.clause {
        LockClause::Update => " FOR UPDATE",
        LockClause::KeyShare => " FOR KEY SHARE",
        LockClause::NoKeyUpdate => " FOR NO KEY UPDATE",
        LockClause::Share => " ",
    });
    if lock.clause == LockClause::Share {
        w.push(w.compiler.dialect().supports().for_share.unwrap_or("FOR SHARE"));
    }
    if let Some(of) = lock.of {
        w.push(" OF ");
        w.ident(of);
    }
    if lock.skip_locked {
        w.push(" SKIP LOCKED");
    }
}
