//! Array literals: `ARRAY['a','b']`. PostgreSQL manual 4.2.12 (constructors), 8.15 (arrays).

use sequelize_types::{Result, Value};

use crate::{Compiler, literal};

/// An array without a type: the elements decide it.
pub fn write_untyped(compiler: &Compiler, out: &mut String, items: &[Value]) -> Result<()> {
    out.push_str("ARRAY[");
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        literal::write(compiler, out, item, literal::ListStyle::Array)?;
    }
    out.push(']');
    Ok(())
}
