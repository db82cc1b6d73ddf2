//! `insertQuery`, `bulkInsertQuery`, `updateQuery`, `arithmeticQuery`, `deleteQuery`, `truncateTableQuery`,
//! `upsertQuery` and `generateReturnValues`, with v6's arguments and answers.

use std::borrow::Cow;

use sequelize_types::{AttributeSet, Object, Result, Value};

use crate::ast::write::Returning;
use crate::plan::write as plan;
use crate::render::write as render;
use crate::request::attributes::named_enum_arrays;
use crate::request::filter::ModelOption;
use crate::request::write::{Args, Options, attributes};
use crate::{Compiler, Rendering, SqlWriter, Statement};

pub fn call(compiler: &Compiler, method: &str, args: &[Value]) -> Option<Result<Value>> {
    let args = Args(args);
    let answer = match method {
        "insertQuery" => insert_answer(compiler, args),
        "updateQuery" => update_answer(compiler, args),
        "truncateTableQuery" => {
            compiler.dialect().truncate(compiler, args.get(0), Options(args.get(1))).map(Value::Text)
        }
        "generateReturnValues" => return_values(compiler, args),
        _ => {
            let writer = SqlWriter::new(compiler, Rendering::Inline);
            text(writer, method, args)?.map(|statement| Value::Text(statement.text))
        }
    };
    Some(answer)
}

pub fn statement(compiler: &Compiler, method: &str, args: &[Value]) -> Option<Result<Statement>> {
    let args = Args(args);
    let mut writer = SqlWriter::new(compiler, Rendering::Bound);
    match method {
        "insertQuery" => {
            writer.has_formatted_binds = true;
            Some(insert(writer, args))
        }
        "updateQuery" => {
            writer.has_formatted_binds = true;
            Some(update(writer, args).map(Option::unwrap_or_default))
        }
        "bulkInsertQuery" => Some(bulk_insert_bound(writer, args)),
        _ => text(writer, method, args),
    }
}

/// Methods that answer with bare text.
fn text(writer: SqlWriter, method: &str, args: Args<'_>) -> Option<Result<Statement>> {
    Some(match method {
        "bulkInsertQuery" => bulk_insert(writer, args),
        "arithmeticQuery" => arithmetic(writer, args),
        "deleteQuery" => delete(writer, args),
        "upsertQuery" => merge(writer, args),
        _ => return None,
    })
}

/// `{query, bind}`; without `bind` where values are literals.
fn answer(statement: Statement, has_binds: bool) -> Value {
    let mut answer = Object::new().with("query", Value::Text(statement.text));
    if has_binds {
        answer.set("bind", Value::Array(statement.binds));
    }
    Value::Object(answer)
}

fn insert_answer(compiler: &Compiler, args: Args<'_>) -> Result<Value> {
    let options = Options(args.get(3));
    let is_catching = compiler.dialect().supports().exception && options.is_on("exception");
    let has_literals = plan::insert::has_literals(compiler, options)? || is_catching;
    Ok(answer(insert(SqlWriter::new(compiler, Rendering::Inline), args)?, !has_literals))
}

fn insert(mut writer: SqlWriter, args: Args<'_>) -> Result<Statement> {
    let attributes = attributes(args.get(2));
    let options = Options(args.get(3));
    let request = plan::insert::Request {
        table: args.get(0),
        values: args.get(1),
        attributes: attributes.as_deref(),
        options,
    };
    // Values the caller has bound already come first.
    for value in options.get("bind").as_array().unwrap_or_default() {
        writer.bind(value.clone())?;
    }
    let insert = plan::insert::plan(writer.compiler, &request)?;
    render::insert::write(&mut writer, &insert)?;
    Ok(writer.finish())
}

fn bulk_insert(mut writer: SqlWriter, args: Args<'_>) -> Result<Statement> {
    let attributes = attributes(args.get(3)).map(|set| named_enum_arrays(set, args.get(0)));
    let insert = plan::bulk_insert::plan(writer.compiler, &bulk_request(args, attributes.as_deref()))?;
    writer.compiler.dialect().write_bulk_insert(&mut writer, &insert)?;
    Ok(writer.finish())
}

fn bulk_request<'a>(args: Args<'a>, attributes: Option<&'a AttributeSet>) -> plan::bulk_insert::Request<'a> {
    plan::bulk_insert::Request {
        table: args.get(0),
        rows: args.get(1),
        options: Options(args.get(2)),
        attributes,
    }
}

/// Bound where one statement can hold all values, else v6's text.
fn bulk_insert_bound(mut writer: SqlWriter, args: Args<'_>) -> Result<Statement> {
    let rows = args.get(1).as_array().unwrap_or_default();
    let columns = rows.first().and_then(Value::as_object).map_or(0, Object::len);
    if rows.len() * columns > writer.compiler.dialect().bind_limit() {
        writer.rendering = Rendering::Inline;
    }
    let statement = bulk_insert(SqlWriter::new(writer.compiler, writer.rendering), args)?;
    if statement.binds.len() <= writer.compiler.dialect().bind_limit() {
        return Ok(statement);
    }
    bulk_insert(SqlWriter::new(writer.compiler, Rendering::Inline), args)
}

fn update_answer(compiler: &Compiler, args: Args<'_>) -> Result<Value> {
    let options = Options(args.get(3));
    let has_binds =
        compiler.dialect().limits_updates_by_row() || !plan::insert::has_literals(compiler, options)?;
    Ok(match update(SqlWriter::new(compiler, Rendering::Inline), args)? {
        Some(statement) => answer(statement, has_binds),
        None => Value::from(""),
    })
}

fn update(mut writer: SqlWriter, args: Args<'_>) -> Result<Option<Statement>> {
    let attributes = attributes(args.get(4));
    let request = plan::update::Request {
        table: args.get(0),
        values: args.get(1),
        filter: args.get(2),
        options: Options(args.get(3)),
        attributes: attributes.as_deref(),
    };
    let Some(update) = plan::update::plan(writer.compiler, &request)? else { return Ok(None) };
    writer.compiler.dialect().write_update(&mut writer, &update)?;
    Ok(Some(writer.finish()))
}

fn arithmetic(mut writer: SqlWriter, args: Args<'_>) -> Result<Statement> {
    let request = plan::arithmetic::Request {
        operator: args.get(0),
        table: args.get(1),
        filter: args.get(2),
        amounts: args.get(3),
        values: args.get(4),
        options: Options(args.get(5)),
    };
    let statement = plan::arithmetic::plan(writer.compiler, &request)?;
    render::arithmetic::write(&mut writer, &statement)?;
    Ok(writer.finish())
}

fn delete(mut writer: SqlWriter, args: Args<'_>) -> Result<Statement> {
    let model = ModelOption::read(args.get(3));
    let request = plan::delete::Request {
        table: args.get(0),
        filter: args.get(1),
        options: Options(args.get(2)),
        model: model.get(),
    };
    let delete = plan::delete::plan(writer.compiler, &request)?;
    writer.compiler.dialect().write_delete(&mut writer, &delete)?;
    Ok(writer.finish())
}

fn merge(mut writer: SqlWriter, args: Args<'_>) -> Result<Statement> {
    let model = ModelOption::read(args.get(4));
    let Some(model) = model.get() else {
        return Err(sequelize_types::Error::type_error("upsertQuery needs a model"));
    };
    let request = plan::merge::Request {
        table: args.get(0),
        insert_values: args.get(1),
        update_values: args.get(2),
        filter: args.get(3),
        model,
    };
    let merge = plan::merge::plan(writer.compiler, &request)?;
    writer.compiler.dialect().write_merge(&mut writer, &merge)?;
    Ok(writer.finish())
}

/// v6's `{outputFragment, returnFields, returnTypes, returningFragment, tmpTable}`; `returnTypes` stays empty, since
/// types do not travel back.
fn return_values(compiler: &Compiler, args: Args<'_>) -> Result<Value> {
    let attributes: Option<Cow<'_, AttributeSet>> = attributes(args.get(0));
    let returning = plan::returning::requested(compiler, attributes.as_deref(), Options(args.get(1)))?;
    let fragment = |write: fn(&mut SqlWriter, Option<&Returning>)| {
        let mut writer = SqlWriter::new(compiler, Rendering::Inline);
        write(&mut writer, Some(&returning));
        Value::Text(writer.finish().text)
    };
    let quoted = |column: &Cow<'_, str>| Value::Text(crate::identifier::quote(compiler, column));
    let mut columns: Vec<Value> = returning.columns.iter().map(quoted).collect();
    if columns.is_empty() {
        columns.push(Value::from("*"));
    }
    let answer = Object::new()
        .with("outputFragment", fragment(render::returning::write_output))
        .with("returnFields", Value::Array(columns))
        .with("returnTypes", Value::Array(Vec::new()))
        .with("returningFragment", fragment(render::returning::write_end))
        .with("tmpTable", fragment(render::returning::write_declaration));
    Ok(Value::Object(answer))
}
