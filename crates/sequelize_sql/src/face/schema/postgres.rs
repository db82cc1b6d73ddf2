//! What PostgreSQL alone has: enumerated types, functions, triggers, search paths, deferred constraints.

use sequelize_types::{Object, Result, Value};

use crate::dialect::postgres::{alter_column, enumeration, introspect, routine, schema};
use crate::render::schema::{escaped, names};
use crate::request::schema::args::{self, Args};
use crate::request::text;
use crate::{Compiler, identifier};

pub fn call(compiler: &Compiler, method: &str, args: Args<'_>) -> Option<Result<Value>> {
    match method {
        "extractTableDetails" => return Some(Ok(table_details(compiler, args))),
        // v6: every other dialect has these four, too, and they give nothing.
        "deferConstraintsQuery" | "setConstraintQuery" | "setDeferredQuery" | "setImmediateQuery"
            if !compiler.dialect().supports().deferrable_constraints =>
        {
            return Some(Ok(Value::Undefined));
        }
        _ => {}
    }
    let families = [enums, triggers, functions, references, session];
    let answer = families.into_iter().find_map(|family| family(compiler, method, args))?;
    // Looked at last, so that a method of no dialect at all is reported as such.
    Some(compiler.dialect().check_routines(compiler, method).and(answer))
}

fn enums(compiler: &Compiler, method: &str, args: Args<'_>) -> Option<Result<Value>> {
    let table = args.get(0);
    let column = text::of(args.get(1));
    let sql = match method {
        "pgEnumName" => enumeration::name(compiler, table, &column, args.get(2)),
        "pgListEnums" => enumeration::list(compiler, table, args.get(1), args.get(2)),
        "pgEnum" => enumeration::create(compiler, table, &column, args.get(2), args.get(3)),
        "pgEnumAdd" => enumeration::add(compiler, table, &column, args.get(2), args.get(3)),
        "pgEnumDrop" => enumeration::drop(compiler, table, &column, args.truthy(2)),
        "dataTypeMapping" => alter_column::map_data_type(compiler, table, &column, &text::of(args.get(2))),
        "fromArray" => {
            let members = enumeration::members(&text::of(table));
            return Some(Ok(Value::Array(members.into_iter().map(Value::Text).collect())));
        }
        _ => return None,
    };
    Some(sql.map(Value::Text))
}

fn triggers(compiler: &Compiler, method: &str, args: Args<'_>) -> Option<Result<Value>> {
    let table = args.get(0);
    let sql = match method {
        "createTrigger" => args.name(1).and_then(|name| {
            let trigger = routine::Trigger {
                table,
                name: &name,
                event_type: args.get(2),
                fire_on: args.get(3),
                function: args.get(4),
                params: args.get(5),
                modifiers: args.get(6),
            };
            routine::create_trigger(compiler, &trigger)
        }),
        "dropTrigger" => args.name(1).and_then(|name| routine::drop_trigger(compiler, table, &name)),
        "renameTrigger" => args.name(1).and_then(|before| {
            args.name(2).and_then(|after| routine::rename_trigger(compiler, table, &before, &after))
        }),
        "decodeTriggerEventType" => routine::timing(args.get(0)).map(str::to_owned),
        "triggerEventTypeIsConstraint" => Ok(routine::constraint_word(args.get(0)).to_owned()),
        "expandTriggerEventSpec" => routine::events(args.get(0)),
        _ => return None,
    };
    Some(sql.map(Value::Text))
}

fn functions(_compiler: &Compiler, method: &str, args: Args<'_>) -> Option<Result<Value>> {
    let sql = match method {
        "createFunction" => routine::create_function(&routine::Function {
            name: args.get(0),
            params: args.get(1),
            return_type: args.get(2),
            language: args.get(3),
            body: args.get(4),
            modifiers: args.get(5),
            options: args.get(6),
        }),
        "dropFunction" => routine::drop_function(args.get(0), args.get(1)),
        "renameFunction" => routine::rename_function(args.get(0), args.get(1), args.get(2)),
        "fn" => {
            let parts = [args.get(0), args.get(2), args.get(3), args.get(4), args.get(5)];
            Ok(routine::temporary_function(parts))
        }
        "_expandFunctionParamList" => routine::params(args.get(0)),
        "_expandFunctionVariableList" => routine::variables(args.get(0)),
        "expandOptions" => Ok(routine::modifiers(args.get(0))),
        _ => return None,
    };
    Some(sql.map(Value::Text))
}

fn references(compiler: &Compiler, method: &str, args: Args<'_>) -> Option<Result<Value>> {
    let sql = match method {
        "_getForeignKeyReferencesQueryPrefix" => introspect::references_prefix(),
        "getForeignKeyReferencesQuery" => {
            introspect::references(compiler, args.get(0), args.get(1), args.get(2))
        }
        "getForeignKeyReferenceQuery" => introspect::reference(compiler, args.get(0), args.get(1)),
        _ => return None,
    };
    Some(Ok(Value::Text(sql)))
}

fn session(compiler: &Compiler, method: &str, args: Args<'_>) -> Option<Result<Value>> {
    let sql = match method {
        "setSearchPath" => Ok(format!("SET search_path to {};", text::of(args.get(0)))),
        "setConstraintQuery" => Ok(set_constraints(compiler, args.get(0), &text::of(args.get(1)))),
        "setDeferredQuery" => Ok(set_constraints(compiler, args.get(0), "DEFERRED")),
        "setImmediateQuery" => Ok(set_constraints(compiler, args.get(0), "IMMEDIATE")),
        "pgEscapeAndQuote" => escaped(compiler, args.get(0))
            .map(|literal| identifier::quote(compiler, &literal.replace('\'', ""))),
        _ => return None,
    };
    Some(sql.map(Value::Text))
}

fn table_details(compiler: &Compiler, args: Args<'_>) -> Value {
    let (schema, table, delimiter) = schema::table_details(compiler, args.get(0), args.get(1));
    let details = Object::new().with("schema", schema.into()).with("tableName", table.into());
    Value::Object(details.with("delimiter", delimiter.into()))
}

fn set_constraints(compiler: &Compiler, constraints: &Value, timing: &str) -> String {
    let list = match constraints {
        Value::Array(_) => names(compiler, &args::names(Some(constraints)), ", "),
        _ => "ALL".to_owned(),
    };
    format!("SET CONSTRAINTS {list} {timing}")
}
