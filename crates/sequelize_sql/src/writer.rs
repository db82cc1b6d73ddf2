//! The writer every renderer writes to. One renderer serves both renderings: inline text as v6 shows it, and bound
//! text as it is executed.

use sequelize_types::{DataType, Result, Value};

use crate::ast::Slot;
use crate::encode::{self, Check};
use crate::template::Trace;
use crate::{Compiler, Statement, dialect::Encoded, identifier, literal};

/// How value slots are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rendering {
    /// v6's text: `slot`s as literals, `param`s as `$1`.
    Inline,
    /// For execution: `slot`s and `param`s as the dialect's own placeholders.
    Bound,
}

pub struct SqlWriter<'c> {
    pub compiler: &'c Compiler,
    pub rendering: Rendering,
    /// Set for statements whose text v6 formats for binds, which turns `$$` into `$`.
    pub has_formatted_binds: bool,
    /// What short aliases of the columns stand for.
    pub short_names: Vec<String>,
    text: String,
    binds: Vec<Value>,
    /// Where values stand, if somebody wants to know.
    trace: Option<Trace<'c>>,
}

impl<'c> SqlWriter<'c> {
    pub fn new(compiler: &'c Compiler, rendering: Rendering) -> Self {
        Self {
            compiler,
            rendering,
            has_formatted_binds: false,
            short_names: Vec::new(),
            text: String::with_capacity(256),
            binds: Vec::new(),
            trace: None,
        }
    }

    /// As `new`; `finish_traced` then tells where the values of the trace stand.
    pub fn tracing(compiler: &'c Compiler, rendering: Rendering, trace: Trace<'c>) -> Self {
        Self { trace: Some(trace), ..Self::new(compiler, rendering) }
    }

    /// Says that the value of a slot was written from `start` on.
    pub fn slot_written(&mut self, slot: &Slot<'_>, start: usize) {
        if let Some(trace) = &mut self.trace {
            trace.written(slot, start..self.text.len());
        }
    }

    /// Our own SQL.
    pub fn push(&mut self, sql: &str) {
        self.text.push_str(sql);
    }

    /// A name, quoted.
    pub fn ident(&mut self, name: &str) {
        identifier::push(self.compiler, &mut self.text, name);
    }

    /// A name, quoted even where identifiers are left bare (`quoteIdentifiers: false`).
    pub fn forced_ident(&mut self, name: &str) {
        identifier::push_forced(self.compiler, &mut self.text, name);
    }

    /// A table without alias, quoted.
    pub fn table(&mut self, table: &Value) -> Result<()> {
        identifier::push_table(self.compiler, &mut self.text, table)
    }

    /// User data that always stays text: an escaped literal without a type.
    pub fn literal(&mut self, value: &Value) -> Result<()> {
        literal::write(self.compiler, &mut self.text, value, literal::ListStyle::Array)
    }

    /// User data compared with or assigned to something of a known type: a literal in v6's text, a placeholder when
    /// executed. Without a type it stays a literal (see DESIGN: only what the compiler knows is bound).
    pub fn slot(&mut self, value: &Value, data_type: Option<&DataType>) -> Result<()> {
        self.compared(value, data_type, Check::default())
    }

    /// As `slot`, where the comparison tells how `typeValidation` looks at the value.
    pub fn compared(&mut self, value: &Value, data_type: Option<&DataType>, check: Check) -> Result<()> {
        match (self.rendering, data_type) {
            (Rendering::Bound, Some(data_type)) => {
                let encoded = encode::slot(self.compiler, value, data_type, check)?;
                self.encoded(encoded)
            }
            (_, Some(data_type)) => encode::push(self.compiler, &mut self.text, value, data_type, check),
            (_, None) => self.literal(value),
        }
    }

    /// A value as a literal of its type. v6: `escape` with a field.
    pub fn typed_literal(&mut self, value: &Value, data_type: &DataType) -> Result<()> {
        encode::push(self.compiler, &mut self.text, value, data_type, Check::default())
    }

    /// A value that v6 binds: `$n` in v6's text, the dialect's placeholder when executed.
    pub fn param(&mut self, value: &Value, data_type: Option<&DataType>) -> Result<()> {
        let encoded = match data_type {
            Some(data_type) => self.compiler.dialect().encode_param(self.compiler, value, data_type)?,
            None => Encoded::Value(value.clone()),
        };
        self.encoded(encoded)
    }

    fn encoded(&mut self, encoded: Encoded) -> Result<()> {
        match encoded {
            Encoded::Value(value) => self.placeholder(value)?,
            Encoded::Around { before, value, after } => {
                self.text.push_str(before);
                self.placeholder(value)?;
                self.text.push_str(&after);
            }
            Encoded::Sql(sql) => self.text.push_str(&sql),
        }
        Ok(())
    }

    /// Binds an encoded value: as v6 binds it in v6's text, as the driver sends it when executed.
    /// # Errors
    /// As `encode::driver::bind`.
    pub fn placeholder(&mut self, value: Value) -> Result<()> {
        self.bind(value)?;
        let number = self.binds.len();
        match self.rendering {
            Rendering::Inline => {
                self.text.push('$');
                crate::number::push(&mut self.text, number as f64);
            }
            Rendering::Bound => self.compiler.dialect().push_placeholder(&mut self.text, number),
        }
        Ok(())
    }

    /// Binds a value whose placeholder stands somewhere else.
    /// # Errors
    /// As `placeholder`.
    pub fn bind(&mut self, value: Value) -> Result<()> {
        self.binds.push(match self.rendering {
            Rendering::Inline => value,
            Rendering::Bound => encode::driver::bind(self.compiler, value)?,
        });
        Ok(())
    }

    /// The text so far; for the few places that look back.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn text_mut(&mut self) -> &mut String {
        &mut self.text
    }

    pub fn finish_traced(self) -> (String, Option<Trace<'c>>) {
        (self.text, self.trace)
    }

    pub fn finish(self) -> Statement {
        Statement { text: self.text, binds: self.binds, short_names: self.short_names }
    }
}
