//! Texts with places for values: the text of a SELECT is kept in pieces, and for other values of the same kinds only
//! those are written anew, by the writer that wrote the first ones.
//!
//! Which values have a place is found out while a statement is written: the caller marks values of its request, and a
//! slot whose value *is* a marked one (the same object in memory, not an equal one) is a place. A marked value that
//! reaches no slot belongs to the form of the statement. What the planner reads of a value in a slot is its `Class`
//! only; and since nothing but this sentence says so, every template is tried with other values before it is used.

use std::borrow::Cow;
use std::ops::Range;

use sequelize_types::{DataType, Object, Result, Value};

use crate::ast::{Slot, SlotStyle};
use crate::{Compiler, Rendering, SqlWriter, face, render};

/// All that a plan may depend on of a value that stands in a slot. A value of no class (null, false, 0, the empty
/// text, lists, objects, …) has no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Finite and not 0.
    Number,
    BigInt,
    /// Not empty, without lone surrogates.
    Text,
    /// A valid one.
    Date,
}

impl Class {
    pub fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Number(number) if number.is_finite() && *number != 0.0 => Some(Self::Number),
            Value::BigInt(digits) if digits != "0" => Some(Self::BigInt),
            Value::Text(text) if !text.is_empty() => Some(Self::Text),
            Value::Date(milliseconds) if milliseconds.is_finite() => Some(Self::Date),
            _ => None,
        }
    }
}

/// Marked values of a request, by where they lie. Only compared, never followed: the request has to stay where it is.
#[derive(Debug, Default)]
pub struct Marks {
    places: Vec<(*const Value, u32)>,
}

impl Marks {
    /// Marks a value that lies where it will stay, if it is one that can have a place.
    pub fn add(&mut self, value: &Value, number: u32) {
        if Class::of(value).is_some() {
            self.places.push((std::ptr::from_ref(value), number));
        }
    }

    fn find(&self, value: &Value) -> Option<u32> {
        let wanted = std::ptr::from_ref(value);
        self.places.iter().find(|(place, _)| std::ptr::eq(*place, wanted)).map(|(_, number)| *number)
    }
}

/// Collects where the writer puts marked values.
pub struct Trace<'m> {
    marks: &'m Marks,
    written: Vec<(Range<usize>, u32, Place)>,
}

impl<'m> Trace<'m> {
    pub fn new(marks: &'m Marks) -> Self {
        Self { marks, written: Vec::new() }
    }

    pub(crate) fn written(&mut self, slot: &Slot<'_>, range: Range<usize>) {
        let Cow::Borrowed(value) = slot.value else { return };
        let (Some(mark), Some(class)) = (self.marks.find(value), Class::of(value)) else { return };
        let place = Place { value: 0, class, data_type: slot.data_type.cloned(), style: slot.style };
        self.written.push((range, mark, place));
    }
}

/// A place for a value.
#[derive(Debug, Clone, PartialEq)]
struct Place {
    /// Which of the given values.
    value: usize,
    class: Class,
    data_type: Option<DataType>,
    style: SlotStyle,
}

/// The text of a statement without some of its values.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// One more than places.
    pieces: Vec<String>,
    places: Vec<Place>,
    /// The marks that became places, in order: `fill` takes one value for each.
    marks: Vec<u32>,
}

/// Values that differ from the given ones as much as their class allows. Texts are tried as something odd, and as
/// something that dates, numbers and choices may be read from.
const TRIALS: [(f64, &str, &str); 2] = [
    (8_123_457.0, "71346", "a'b\\c$1:d?e%\u{e9}\n\"\u{0}"),
    (-2.5, "-9007199254740993", "2020-02-03 04:05:06"),
];

impl Template {
    /// The template of a `selectQuery`. `None`: its texts cannot be kept so.
    pub fn of_select(compiler: &Compiler, args: &[Value], marks: &Marks) -> Option<Self> {
        let mut w = SqlWriter::tracing(compiler, Rendering::Inline, Trace::new(marks));
        face::select::write_select(&mut w, args).ok()?;
        let (text, trace) = w.finish_traced();
        let template = Self::cut(&text, trace?)?;
        template.holds(compiler, args, marks).then_some(template)
    }

    fn cut(text: &str, trace: Trace<'_>) -> Option<Self> {
        let mut marks: Vec<u32> = trace.written.iter().map(|(_, mark, _)| *mark).collect();
        marks.sort_unstable();
        marks.dedup();
        let mut pieces = Vec::with_capacity(trace.written.len() + 1);
        let mut places = Vec::with_capacity(trace.written.len());
        let mut end = 0;
        for (range, mark, place) in trace.written {
            // `None` where text was taken back or moved after it had been written.
            pieces.push(text.get(end..range.start)?.to_owned());
            end = range.end;
            places.push(Place { value: marks.binary_search(&mark).ok()?, ..place });
        }
        pieces.push(text.get(end..)?.to_owned());
        Some(Self { pieces, places, marks })
    }

    /// Whether the template and the compiler agree about other values.
    fn holds(&self, compiler: &Compiler, args: &[Value], marks: &Marks) -> bool {
        (0..TRIALS.len()).all(|trial| {
            let mut values = vec![Value::Undefined; self.marks.len()];
            let others: Vec<Value> =
                args.iter().map(|arg| self.exchanged(arg, marks, trial, &mut values)).collect();
            let mut w = SqlWriter::new(compiler, Rendering::Inline);
            match (face::select::write_select(&mut w, &others), self.fill(compiler, &values)) {
                (Ok(()), Ok(Some(text))) => w.text() == text,
                (Err(error), Err(own)) => error == own,
                _ => false,
            }
        })
    }

    /// The same value with others in the places, which are also put into `values`.
    fn exchanged(&self, value: &Value, marks: &Marks, trial: usize, values: &mut [Value]) -> Value {
        if let Some(at) = marks.find(value).and_then(|mark| self.marks.binary_search(&mark).ok()) {
            let (number, digits, text) = TRIALS[trial % TRIALS.len()];
            let other = match value {
                Value::Number(_) => Value::Number(number + at as f64),
                Value::BigInt(_) => Value::BigInt(format!("{digits}{at}")),
                Value::Date(_) => Value::Date((number + at as f64) * 1e5),
                _ => Value::Text(format!("{text}{at}")),
            };
            values[at] = other.clone();
            return other;
        }
        match value {
            Value::Array(items) => {
                Value::Array(items.iter().map(|item| self.exchanged(item, marks, trial, values)).collect())
            }
            Value::Object(object) => {
                let entries = object
                    .entries
                    .iter()
                    .map(|(key, value)| (key.clone(), self.exchanged(value, marks, trial, values)))
                    .collect();
                Value::Object(Object { entries })
            }
            other => other.clone(),
        }
    }

    /// The text with these values, one per mark. `None`: they are not of the classes that the template was made for.
    /// # Errors
    /// What the values' types and literals refuse.
    pub fn fill(&self, compiler: &Compiler, values: &[Value]) -> Result<Option<String>> {
        let fits = |place: &Place| values.get(place.value).is_some_and(|v| Class::of(v) == Some(place.class));
        if values.len() != self.marks.len() || !self.places.iter().all(fits) {
            return Ok(None);
        }
        let mut w = SqlWriter::new(compiler, Rendering::Inline);
        let length: usize = self.pieces.iter().map(String::len).sum();
        w.text_mut().reserve(length + 32 * self.places.len());
        for (piece, place) in self.pieces.iter().zip(&self.places) {
            w.push(piece);
            let Some(value) = values.get(place.value) else { return Ok(None) };
            let value = Cow::Borrowed(value);
            render::expr::write_slot(
                &mut w,
                &Slot { value, data_type: place.data_type.as_ref(), style: place.style },
            )?;
        }
        w.push(self.pieces.last().map_or("", String::as_str));
        Ok(Some(w.finish().text))
    }

    pub fn pieces(&self) -> &[String] {
        &self.pieces
    }

    pub fn marks(&self) -> &[u32] {
        &self.marks
    }

    /// For each place: which value stands there, and whether an integer stands there by its decimal digits alone.
    pub fn places(&self, compiler: &Compiler) -> Vec<(usize, bool)> {
        self.places.iter().map(|place| (place.value, place.takes_bare_integers(compiler))).collect()
    }
}

impl Place {
    /// True where the literal of every safe integer is what `String(integer)` gives: nothing is escaped, quoted or
    /// checked. Only for counts and for values without a type or of an integer type, which know no other form.
    fn takes_bare_integers(&self, compiler: &Compiler) -> bool {
        let is_integer_type = self.data_type.as_ref().is_none_or(|data_type| data_type.kind.is_integer());
        let is_literal = !matches!(self.style, SlotStyle::Param);
        if self.class != Class::Number || !is_integer_type || !is_literal || compiler.options.type_validation
        {
            return false;
        }
        [1_i64, -1, 7, 4_294_967_296, 9_007_199_254_740_991, -9_007_199_254_740_991].into_iter().all(
            |sample| {
                let mut w = SqlWriter::new(compiler, Rendering::Inline);
                let value = Value::Number(sample as f64);
                let slot = Slot {
                    value: Cow::Borrowed(&value),
                    data_type: self.data_type.as_ref(),
                    style: self.style,
                };
                render::expr::write_slot(&mut w, &slot).is_ok() && w.text() == sample.to_string()
            },
        )
    }
}
