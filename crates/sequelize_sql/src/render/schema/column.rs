//! Parts of a column definition that dialects share.

use sequelize_types::{DataType, Expression, Result, TypeKind, Value};

use crate::ast::schema::column::Reference;
use crate::writer::SqlWriter;

/// ` DEFAULT value`. With a type the value is written as a literal of it.
pub fn push_default(w: &mut SqlWriter<'_>, value: &Value, data_type: Option<&DataType>) -> Result<()> {
    w.push(" DEFAULT ");
    push_value(w, value, data_type)
}

/// A value that may be an expression.
pub fn push_value(w: &mut SqlWriter<'_>, value: &Value, data_type: Option<&DataType>) -> Result<()> {
    match (value, data_type) {
        (Value::Expression(expression), _) => push_expression(w, expression),
        // A type given as text knows nothing about its values.
        (Value::Null | Value::Undefined, _) | (_, None | Some(DataType { kind: TypeKind::Raw, .. })) => {
            w.literal(value)
        }
        (_, Some(data_type)) => w.typed_literal(value, data_type),
    }
}

/// `fn`, `literal`, `cast` …
pub fn push_expression(w: &mut SqlWriter<'_>, expression: &Expression) -> Result<()> {
    let expr = crate::plan::expression::plan(w.compiler, expression, None)?;
    crate::render::expr::write(w, &expr)
}

/// ` ON DELETE …` and ` ON UPDATE …`.
pub fn push_actions(w: &mut SqlWriter<'_>, reference: &Reference<'_>) {
    for (words, action) in [(" ON DELETE ", &reference.on_delete), (" ON UPDATE ", &reference.on_update)] {
        if let Some(action) = action {
            w.push(words);
            w.push(action);
        }
    }
}

/// ` REFERENCES table (key)` with its actions.
pub fn push_reference(w: &mut SqlWriter<'_>, reference: &Reference<'_>) -> Result<()> {
    w.push(" REFERENCES ");
    w.table(reference.table)?;
    w.push(" (");
    w.ident(reference.key);
    w.push(")");
    push_actions(w, reference);
    Ok(())
}
