//! Errors for JavaScript: a plain description, of which `facade/bridge/errors.ts` makes an object of the right class.

use std::panic::{AssertUnwindSafe, catch_unwind};

use sequelize_types::error::{ConnectCause, DatabaseFailure};
use sequelize_types::{Error, ErrorKind, Object, Result, Value};

/// `{kind, message, …facts}`.
pub fn describe(error: &Error) -> Value {
    let object =
        Object::new().with("kind", kind(&error.kind).into()).with("message", error.message.as_str().into());
    let object = match &*error.kind {
        ErrorKind::Database(failure) | ErrorKind::Timeout(failure) => with_failure(object, failure),
        ErrorKind::UniqueViolation { failure, constraint, fields } => {
            with_constraint(with_failure(object, failure), None, constraint, fields)
        }
        ErrorKind::ForeignKeyViolation { failure, table, constraint, fields }
        | ErrorKind::ExclusionViolation { failure, table, constraint, fields }
        | ErrorKind::UnknownConstraint { failure, table, constraint, fields } => {
            with_constraint(with_failure(object, failure), table.as_ref(), constraint, fields)
        }
        ErrorKind::Foreign { number } => object.with("number", Value::Number(f64::from(*number))),
        ErrorKind::Connecting { failure, .. } => with_failure(object, failure),
        ErrorKind::Validation { path, value, type_key } => object
            .with("path", path.as_str().into())
            .with("value", value.clone())
            .with("typeKey", type_key.as_str().into()),
        _ => object,
    };
    object.into()
}

fn with_failure(object: Object, failure: &DatabaseFailure) -> Object {
    let mut original = Object::new().with("message", failure.message.as_str().into());
    if let Some(errno) = failure.errno {
        original.set("errno", Value::Number(errno as f64));
    }
    if !failure.code.is_empty() {
        original.set("code", failure.code.as_str().into());
    }
    for (name, value) in &failure.fields {
        original.set(name.as_str(), value.clone());
    }
    object.with("original", original.into())
}

fn with_constraint(
    object: Object,
    table: Option<&String>,
    constraint: &Option<String>,
    fields: &[String],
) -> Object {
    let text = |text: Option<&String>| text.map_or(Value::Undefined, |text| text.as_str().into());
    object
        .with("table", text(table))
        .with("constraint", text(constraint.as_ref()))
        .with("fields", Value::Array(fields.iter().map(|field| field.as_str().into()).collect()))
}

/// The name under which `facade/bridge/errors.ts` knows a kind.
fn kind(kind: &ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Plain => "plain",
        ErrorKind::Type => "type",
        ErrorKind::Query => "query",
        ErrorKind::EagerLoading => "eagerLoading",
        ErrorKind::Validation { .. } => "validation",
        ErrorKind::Unsupported { .. } => "unsupported",
        ErrorKind::Database(_) => "database",
        ErrorKind::UniqueViolation { .. } => "uniqueViolation",
        ErrorKind::ForeignKeyViolation { .. } => "foreignKeyViolation",
        ErrorKind::ExclusionViolation { .. } => "exclusionViolation",
        ErrorKind::UnknownConstraint { .. } => "unknownConstraint",
        ErrorKind::Timeout(_) => "timeout",
        ErrorKind::Connection => "connection",
        ErrorKind::AccessDenied => "accessDenied",
        ErrorKind::ConnectionAcquireTimeout => "connectionAcquireTimeout",
        ErrorKind::ConnectionRefused => "connectionRefused",
        ErrorKind::ConnectionTimedOut => "connectionTimedOut",
        ErrorKind::HostNotFound => "hostNotFound",
        ErrorKind::HostNotReachable => "hostNotReachable",
        ErrorKind::InvalidConnection => "invalidConnection",
        ErrorKind::Connecting { cause, .. } => match cause {
            ConnectCause::AccessDenied => "accessDenied",
            ConnectCause::Refused => "connectionRefused",
            ConnectCause::TimedOut => "connectionTimedOut",
            ConnectCause::HostNotFound => "hostNotFound",
            ConnectCause::HostNotReachable => "hostNotReachable",
            ConnectCause::Invalid => "invalidConnection",
            _ => "connection",
        },
        ErrorKind::Foreign { .. } => "foreign",
        ErrorKind::Closed => "closed",
        _ => "internal",
    }
}

/// A panic must not cross the border: it would end the process.
pub fn caught<T>(act: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(act)).unwrap_or_else(|panic| {
        let what = panic
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
            .or_else(|| panic.downcast_ref::<String>().cloned())
            .unwrap_or_default();
        Err(Error::new(ErrorKind::Internal, format!("A fault of the engine: {what}")))
    })
}
