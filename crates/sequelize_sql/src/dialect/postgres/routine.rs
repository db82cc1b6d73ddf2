//! Functions and triggers. PostgreSQL manual VI.I (CREATE FUNCTION, CREATE TRIGGER); v6 `createFunction`,
//! `createTrigger` and their kin. Names, types and bodies of functions are SQL by v6's contract.

use sequelize_types::{Error, Key, Result, Value};

use crate::render::schema::text;
use crate::request::text::{of as text_of, truthy};
use crate::{Compiler, identifier};

/// `createFunction(name, params, returnType, language, body, optionsArray, options)`.
pub(crate) struct Function<'a> {
    pub name: &'a Value,
    pub params: &'a Value,
    pub return_type: &'a Value,
    pub language: &'a Value,
    pub body: &'a Value,
    pub modifiers: &'a Value,
    pub options: &'a Value,
}

pub(crate) fn create_function(function: &Function<'_>) -> Result<String> {
    let Function { name, return_type, language, body, .. } = function;
    if [name, return_type, language, body].iter().any(|value| !value.is_truthy()) {
        return Err(Error::plain(
            "createFunction missing some parameters. \
             Did you pass functionName, returnType, language and body?",
        ));
    }
    let params = params(function.params)?;
    let variables = match function.options.get("variables").filter(|value| value.is_truthy()) {
        Some(list) => variables(list)?,
        None => String::new(),
    };
    let is_forced = function.options.get("force").is_some_and(Value::is_truthy);
    let head = if is_forced { "CREATE OR REPLACE FUNCTION" } else { "CREATE FUNCTION" };
    Ok(format!(
        "{head} {}({params}) RETURNS {} AS $func$ {variables} BEGIN {} END; $func$ language '{}'{};",
        text_of(name),
        text_of(return_type),
        text_of(body),
        text_of(language),
        modifiers(function.modifiers)
    ))
}

pub(crate) fn drop_function(name: &Value, params_list: &Value) -> Result<String> {
    if !name.is_truthy() {
        return Err(Error::plain("requires functionName"));
    }
    Ok(format!("DROP FUNCTION {}({}) RESTRICT;", text_of(name), params(params_list)?))
}

pub(crate) fn rename_function(before: &Value, params_list: &Value, after: &Value) -> Result<String> {
    Ok(format!("ALTER FUNCTION {}({}) RENAME TO {};", text_of(before), params(params_list)?, text_of(after)))
}

/// A function that lives as long as the session, and its call. v6: `fn`.
pub(crate) fn temporary_function(args: [&Value; 5]) -> String {
    let [name, params, body, returns, language] = args;
    let name = truthy(Some(name)).unwrap_or_else(|| "testfunc".to_owned());
    let language = truthy(Some(language)).unwrap_or_else(|| "plpgsql".to_owned());
    let returns = truthy(Some(returns)).map(|returns| format!("RETURNS {returns}")).unwrap_or_default();
    let params = truthy(Some(params)).unwrap_or_default();
    format!(
        "CREATE OR REPLACE FUNCTION pg_temp.{name}({params}) {returns} AS $func$ BEGIN {} END; $func$ \
         LANGUAGE {language}; SELECT * FROM pg_temp.{name}();",
        text_of(body)
    )
}

/// `createTrigger(table, name, eventType, fireOn, function, params, optionsArray)`.
pub(crate) struct Trigger<'a> {
    pub table: &'a Value,
    pub name: &'a str,
    pub event_type: &'a Value,
    pub fire_on: &'a Value,
    pub function: &'a Value,
    pub params: &'a Value,
    pub modifiers: &'a Value,
}

pub(crate) fn create_trigger(compiler: &Compiler, trigger: &Trigger<'_>) -> Result<String> {
    let timing = timing(trigger.event_type)?;
    let events = events(trigger.fire_on)?;
    let modifiers = modifiers(trigger.modifiers);
    let params = params(trigger.params)?;
    text(compiler, |w| {
        w.push("CREATE ");
        w.push(constraint_word(trigger.event_type));
        w.push("TRIGGER ");
        w.ident(trigger.name);
        w.push(&format!(" {timing} {events} ON "));
        w.table(trigger.table)?;
        if !modifiers.is_empty() {
            w.push(" ");
            w.push(&modifiers);
        }
        w.push(&format!(" EXECUTE PROCEDURE {}({params});", text_of(trigger.function)));
        Ok(())
    })
}

pub(crate) fn drop_trigger(compiler: &Compiler, table: &Value, name: &str) -> Result<String> {
    text(compiler, |w| {
        w.push("DROP TRIGGER ");
        w.ident(name);
        w.push(" ON ");
        w.table(table)?;
        w.push(" RESTRICT;");
        Ok(())
    })
}

pub(crate) fn rename_trigger(
    compiler: &Compiler,
    table: &Value,
    before: &str,
    after: &str,
) -> Result<String> {
    text(compiler, |w| {
        w.push("ALTER TRIGGER ");
        w.ident(before);
        w.push(" ON ");
        w.table(table)?;
        w.push(&format!(" RENAME TO {};", identifier::quote(compiler, after)));
        Ok(())
    })
}

/// v6: `_expandFunctionParamList`.
pub(crate) fn params(list: &Value) -> Result<String> {
    let Value::Array(list) = list else {
        return Err(Error::plain(
            "_expandFunctionParamList: function parameters array required, \
             including an empty one for no arguments",
        ));
    };
    let mut params = Vec::with_capacity(list.len());
    for param in list {
        let Some(data_type) = truthy(param.get("type")) else {
            return Err(Error::plain("function or trigger used with a parameter without any type"));
        };
        let words = [truthy(param.get("direction")), truthy(param.get("name")), Some(data_type)];
        params.push(words.into_iter().flatten().collect::<Vec<_>>().join(" "));
    }
    Ok(params.join(", "))
}

/// v6: `_expandFunctionVariableList`.
pub(crate) fn variables(list: &Value) -> Result<String> {
    let Value::Array(list) = list else {
        return Err(Error::plain("_expandFunctionVariableList: function variables must be an array"));
    };
    let mut variables = Vec::with_capacity(list.len());
    for variable in list {
        let (Some(name), Some(data_type)) = (truthy(variable.get("name")), truthy(variable.get("type")))
        else {
            return Err(Error::plain("function variable must have a name and type"));
        };
        let default = truthy(variable.get("default")).map(|value| format!(" := {value}")).unwrap_or_default();
        variables.push(format!("DECLARE {name} {data_type}{default};"));
    }
    Ok(variables.join(" "))
}

/// v6: `expandOptions`.
pub(crate) fn modifiers(list: &Value) -> String {
    list.as_array().unwrap_or_default().iter().map(text_of).collect::<Vec<_>>().join(" ")
}

/// v6: `decodeTriggerEventType`.
pub(crate) fn timing(event_type: &Value) -> Result<&'static str> {
    match event_type.as_str() {
        Some("after" | "after_constraint") => Ok("AFTER"),
        Some("before") => Ok("BEFORE"),
        Some("instead_of") => Ok("INSTEAD OF"),
        _ => Err(Error::plain(format!("Invalid trigger event specified: {}", text_of(event_type)))),
    }
}

/// v6: `triggerEventTypeIsConstraint`.
pub(crate) fn constraint_word(event_type: &Value) -> &'static str {
    if event_type.as_str() == Some("after_constraint") { "CONSTRAINT " } else { "" }
}

/// v6: `expandTriggerEventSpec`: an array or an object of event names.
pub(crate) fn events(fire_on: &Value) -> Result<String> {
    let named: Vec<(String, &Value)> = match fire_on {
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect()
        }
        Value::Object(object) => object
            .entries
            .iter()
            .filter_map(|(key, value)| match key {
                Key::Name(name) => Some((name.clone(), value)),
                Key::Op(_) => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    if named.is_empty() {
        return Err(Error::plain("no table change events specified to trigger on"));
    }
    let events = named.into_iter().map(|(key, event)| match text_of(event).as_str() {
        "insert" => Ok("INSERT".to_owned()),
        // v6: the columns of UPDATE OF are never reached, but for an array of the one word itself.
        "update" if matches!(event, Value::Array(_)) => Ok("UPDATE OF update".to_owned()),
        "update" => Ok("UPDATE".to_owned()),
        "delete" => Ok("DELETE".to_owned()),
        "truncate" => Ok("TRUNCATE".to_owned()),
        _ => Err(Error::plain(format!("parseTriggerEventSpec: undefined trigger event {key}"))),
    });
    Ok(events.collect::<Result<Vec<_>>>()?.join(" OR "))
}
