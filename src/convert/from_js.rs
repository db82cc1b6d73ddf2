//! Requests from JavaScript: tagged bytes to `Value`s. The layouts are those of `facade/bridge/tags.ts`.

use std::sync::Arc;

use sequelize_types::{
    DataType, Error, ErrorKind, Expression, Key, Model, Object, Op, Result, Table, TypeKind, Value,
};

use sequelize_engine::sql::Marks;

use super::tags;

/// Finds the models that a request names by number.
pub trait Models {
    fn model(&self, number: u32) -> Option<Arc<Model>>;
}

/// Nesting beyond this is refused, so that no request can exhaust the stack.
const NESTING_LIMIT: usize = 512;

pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    depth: usize,
    models: &'a dyn Models,
    /// The number of the value read last, if it is a marked one.
    marked: Option<u32>,
    marks: Marks,
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8], models: &'a dyn Models) -> Self {
        Self { bytes, at: 0, depth: 0, models, marked: None, marks: Marks::default() }
    }

    /// The marked values that lie in arrays and objects read so far.
    pub fn into_marks(self) -> Marks {
        self.marks
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let end = self.at.checked_add(length).filter(|end| *end <= self.bytes.len()).ok_or_else(cut_short)?;
        let taken = &self.bytes[self.at..end];
        self.at = end;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        self.take(N)?.try_into().map_err(|_| cut_short())
    }

    pub fn byte(&mut self) -> Result<u8> {
        Ok(self.array::<1>()?[0])
    }

    pub fn uint32(&mut self) -> Result<u32> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    fn float64(&mut self) -> Result<f64> {
        Ok(f64::from_le_bytes(self.array()?))
    }

    /// A count of items that each take a byte at least, so that no count can ask for more memory than was sent.
    fn count(&mut self) -> Result<usize> {
        let count = self.uint32()? as usize;
        if count > self.bytes.len() - self.at {
            return Err(cut_short());
        }
        Ok(count)
    }

    fn utf8(&mut self, length: usize) -> Result<String> {
        let bytes = self.take(length)?;
        String::from_utf8(bytes.to_vec()).map_err(|_| malformed("text is not UTF-8"))
    }

    /// A value that must be text.
    pub fn text(&mut self) -> Result<String> {
        match self.value()? {
            Value::Text(text) => Ok(text),
            Value::Utf16(units) => Ok(String::from_utf16_lossy(&units)),
            other => Err(malformed(&format!("expected text, got {other:?}"))),
        }
    }

    /// The next value.
    /// # Errors
    /// `Internal` if the bytes are not what the facade writes.
    pub fn value(&mut self) -> Result<Value> {
        self.depth += 1;
        if self.depth > NESTING_LIMIT {
            return Err(Error::plain("A value is nested too deeply, or contains itself."));
        }
        let value = self.tagged();
        self.depth -= 1;
        value
    }

    fn tagged(&mut self) -> Result<Value> {
        Ok(match self.byte()? {
            tags::UNDEFINED => Value::Undefined,
            tags::NULL => Value::Null,
            tags::TRUE => Value::Bool(true),
            tags::FALSE => Value::Bool(false),
            tags::INT => Value::Number(f64::from(i32::from_le_bytes(self.array()?))),
            tags::NUMBER => Value::Number(self.float64()?),
            tags::SHORT_TEXT => {
                let length = usize::from(self.byte()?);
                Value::Text(self.utf8(length)?)
            }
            tags::TEXT => {
                let length = self.uint32()? as usize;
                Value::Text(self.utf8(length)?)
            }
            tags::UTF16 => self.utf16()?,
            tags::BIGINT => Value::BigInt(self.text()?),
            tags::DATE => Value::Date(self.float64()?),
            tags::BYTES => {
                let length = self.uint32()? as usize;
                Value::Bytes(self.take(length)?.to_vec())
            }
            tags::ARRAY => Value::Array(self.items()?),
            tags::OBJECT => Value::Object(self.object()?),
            tags::OP => Value::Op(self.op()?),
            tags::MODEL => Value::Model(self.model()?),
            tags::ATTRIBUTES => Value::Attributes(self.model()?),
            tags::DATA_TYPE => Value::DataType(Box::new(self.data_type()?)),
            tags::OPAQUE => Value::Opaque { type_name: self.text()?, text: self.text()? },
            tags::TABLE => Value::Table(Box::new(self.table()?)),
            tags::MARKED => {
                let number = self.uint32()?;
                let value = self.value()?;
                self.marked = Some(number);
                value
            }
            tags::INLINE_MODEL => {
                let description = self.value()?;
                Value::Model(Arc::new(sequelize_sql::request::attributes::model(0, &description)?))
            }
            tag => Value::Expression(Box::new(self.expression(tag)?)),
        })
    }

    fn utf16(&mut self) -> Result<Value> {
        let length = self.uint32()? as usize;
        let bytes = self.take(length.checked_mul(2).ok_or_else(cut_short)?)?;
        Ok(Value::Utf16(bytes.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect()))
    }

    fn items(&mut self) -> Result<Vec<Value>> {
        let count = self.count()?;
        let mut items = Vec::with_capacity(count);
        for _ in 0..count {
            items.push(self.value()?);
            self.keep_mark(items.last());
        }
        Ok(items)
    }

    fn object(&mut self) -> Result<Object> {
        let count = self.count()?;
        let mut entries = Vec::with_capacity(count);
        for _ in 0..count {
            let key = match self.value()? {
                Value::Text(name) => Key::Name(name),
                Value::Utf16(units) => Key::Name(String::from_utf16_lossy(&units)),
                Value::Op(op) => Key::Op(op),
                other => return Err(malformed(&format!("a property cannot be named {other:?}"))),
            };
            self.marked = None;
            entries.push((key, self.value()?));
            self.keep_mark(entries.last().map(|(_, value)| value));
        }
        Ok(Object { entries })
    }

    fn table(&mut self) -> Result<Table> {
        let width = self.count()?;
        let mut columns = Vec::with_capacity(width);
        for _ in 0..width {
            columns.push(self.text()?);
        }
        let rows = self.count()?;
        let count = width.checked_mul(rows).filter(|count| *count <= self.bytes.len() - self.at);
        let count = count.ok_or_else(cut_short)?;
        let mut cells = Vec::with_capacity(count);
        for _ in 0..count {
            cells.push(self.value()?);
        }
        Ok(Table { columns, cells })
    }

    /// Items stay where they are: their vectors are made as large as they become, and only the vectors move.
    fn keep_mark(&mut self, value: Option<&Value>) {
        if let (Some(number), Some(value)) = (self.marked.take(), value) {
            self.marks.add(value, number);
        }
    }

    fn op(&mut self) -> Result<Op> {
        let number = self.byte()?;
        Op::from_number(number).ok_or_else(|| malformed(&format!("there is no operator {number}")))
    }

    fn model(&mut self) -> Result<Arc<Model>> {
        let number = self.uint32()?;
        self.models.model(number).ok_or_else(|| malformed(&format!("there is no model {number}")))
    }

    fn expression(&mut self, tag: u8) -> Result<Expression> {
        Ok(match tag {
            tags::FN => {
                let name = self.text()?;
                let Value::Array(args) = self.value()? else { return Err(malformed("fn without arguments")) };
                Expression::Fn { name, args }
            }
            tags::COL => Expression::Col { path: self.value()? },
            tags::LITERAL => Expression::Literal { sql: self.value()? },
            tags::CAST => Expression::Cast {
                value: self.value()?,
                sql_type: self.text()?,
                is_json: self.value()?.is_truthy(),
            },
            tags::JSON => {
                Expression::Json { conditions: self.value()?, path: self.value()?, value: self.value()? }
            }
            tags::WHERE => Expression::Where {
                attribute: self.value()?,
                comparator: self.value()?,
                logic: self.value()?,
            },
            other => return Err(malformed(&format!("unknown tag {other}"))),
        })
    }

    fn data_type(&mut self) -> Result<DataType> {
        let key = self.text()?;
        let Value::Object(mut description) = self.value()? else {
            return Err(malformed("a data type must be described by an object"));
        };
        let kind = TypeKind::from_key(&key).unwrap_or(TypeKind::Custom);
        let mut data_type = DataType::new(kind);
        if kind == TypeKind::Custom {
            data_type.sql = key;
        }
        for (name, value) in description.entries.drain(..) {
            if let Key::Name(name) = name {
                read_type_option(&mut data_type, &name, value);
            }
        }
        Ok(data_type)
    }
}

fn read_type_option(data_type: &mut DataType, name: &str, value: Value) {
    match name {
        "length" => data_type.length = value,
        "precision" => data_type.precision = value,
        "scale" => data_type.scale = value,
        "decimals" => data_type.decimals = value,
        "isBinary" => data_type.is_binary = value.is_truthy(),
        "isUnsigned" => data_type.is_unsigned = value.is_truthy(),
        "isZerofill" => data_type.is_zerofill = value.is_truthy(),
        "isEscaped" => data_type.is_escaped = value.is_truthy(),
        "values" => data_type.values = texts(&value),
        "element" => data_type.element = element(value),
        "geometry" => data_type.geometry = value,
        "srid" => data_type.srid = value,
        "sql" => data_type.sql = value.as_str().unwrap_or_default().to_owned(),
        _ => {}
    }
}

fn texts(value: &Value) -> Vec<String> {
    let items = value.as_array().unwrap_or_default();
    items.iter().map(sequelize_sql::literal::plain_text).collect()
}

fn element(value: Value) -> Option<Box<DataType>> {
    match value {
        Value::DataType(data_type) => Some(data_type),
        Value::Text(sql) => Some(Box::new(DataType::raw(sql))),
        _ => None,
    }
}

fn malformed(what: &str) -> Error {
    Error::new(ErrorKind::Internal, format!("Malformed request: {what}."))
}

fn cut_short() -> Error {
    malformed("it ends too early")
}
