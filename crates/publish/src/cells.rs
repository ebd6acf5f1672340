//! Serialises a record directly to a line of CSV.

use std::fmt::{Display, Write as _};

use serde::Serialize;
use serde::ser::{Error as _, Impossible, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

use crate::column::{Column, Kind};
use crate::text::{DELIMITER, push_cell, push_item};

/// Why a record cannot be serialised as a line of its table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CellError {
    /// The field differs from the next column.
    #[error("expected column `{expected}`, found field `{found}`")]
    Column {
        /// The next column of the schema; empty after the last one.
        expected: String,
        /// The next field of the record; empty after the last one.
        found: String,
    },
    /// The value of the field is not a text, a number or a list of texts.
    #[error("{0}")]
    Shape(String),
}

impl serde::ser::Error for CellError {
    fn custom<T: Display>(message: T) -> Self {
        Self::Shape(message.to_string())
    }
}

/// Serialises records to lines of CSV.
pub(crate) struct Cells<'a> {
    columns: &'a [Column],
    out: Vec<u8>,
    /// The index of the next column.
    next: usize,
    position: Position,
    /// Buffer of a list.
    list: String,
    /// The number of items in the list so far.
    items: usize,
    /// Buffer of a value that is serialised by its `Display` form.
    display: String,
    out_of_range_days: Vec<bool>,
}

/// What is being serialised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Position {
    Record,
    Name,
    Value,
    Item,
}

impl<'a> Cells<'a> {
    /// Creates a serialiser for the records of a table.
    pub(crate) fn new(columns: &'a [Column]) -> Self {
        Self {
            columns,
            out: Vec::new(),
            next: 0,
            position: Position::Record,
            list: String::new(),
            items: 0,
            display: String::new(),
            out_of_range_days: vec![false; columns.len()],
        }
    }

    /// Appends the header line.
    pub(crate) fn header(&mut self) {
        for (i, column) in self.columns.iter().enumerate() {
            if i > 0 {
                self.out.push(b',');
            }
            push_cell(&mut self.out, &column.name);
        }
        self.out.push(b'\n');
    }

    /// Appends a record.
    pub(crate) fn line(&mut self, record: &impl Serialize) -> Result<(), CellError> {
        self.next = 0;
        self.position = Position::Record;
        record.serialize(&mut *self)?;
        if let Some(missing) = self.columns.get(self.next) {
            return Err(CellError::Column { expected: missing.name.clone(), found: String::new() });
        }
        self.out.push(b'\n');
        Ok(())
    }

    /// Returns the buffer of lines not yet drained.
    pub(crate) fn out(&mut self) -> &mut Vec<u8> {
        &mut self.out
    }

    /// Returns for each column whether it has days outside the years 1 to 9999, which few programs can read.
    pub(crate) fn out_of_range_days(self) -> Vec<bool> {
        self.out_of_range_days
    }

    fn name(&mut self, name: &str) -> Result<(), CellError> {
        match self.columns.get(self.next) {
            Some(column) if column.name == name => {}
            other => {
                let expected = other.map(|column| column.name.clone()).unwrap_or_default();
                return Err(CellError::Column { expected, found: name.to_owned() });
            }
        }
        if self.next > 0 {
            self.out.push(b',');
        }
        Ok(())
    }

    fn value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), CellError> {
        self.position = Position::Value;
        value.serialize(&mut *self)?;
        self.next += 1;
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), CellError> {
        match self.position {
            Position::Name => self.name(text),
            Position::Item => {
                push_item(&mut self.list, text);
                Ok(())
            }
            Position::Value => {
                if self.columns.get(self.next).is_some_and(|column| column.kind == Kind::Day)
                    && (text.len() != 10 || text.starts_with("0000"))
                    && let Some(out_of_range) = self.out_of_range_days.get_mut(self.next)
                {
                    *out_of_range = true;
                }
                push_cell(&mut self.out, text);
                Ok(())
            }
            Position::Record => Err(unsupported("a text")),
        }
    }

    fn number(&mut self, number: impl Serialize) -> Result<(), CellError> {
        if self.position != Position::Value {
            return Err(unsupported("a number"));
        }
        // The same notation as in JSON.
        serde_json::to_writer(&mut self.out, &number).map_err(CellError::custom)
    }
}

fn unsupported(found: &str) -> CellError {
    CellError::Shape(format!("expected a record of texts, numbers and lists of texts, found {found}"))
}

macro_rules! numbers {
    ($($method:ident: $type:ty),*) => {$(
        fn $method(self, value: $type) -> Result<(), CellError> {
            self.number(value)
        }
    )*};
}

impl Serializer for &mut Cells<'_> {
    type Ok = ();
    type Error = CellError;
    type SerializeSeq = Self;
    type SerializeTuple = Impossible<(), CellError>;
    type SerializeTupleStruct = Impossible<(), CellError>;
    type SerializeTupleVariant = Impossible<(), CellError>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), CellError>;

    numbers! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
        serialize_f32: f32, serialize_f64: f64
    }

    fn serialize_str(self, text: &str) -> Result<(), CellError> {
        self.text(text)
    }

    fn serialize_char(self, c: char) -> Result<(), CellError> {
        self.text(c.encode_utf8(&mut [0; 4]))
    }

    fn collect_str<T: ?Sized + Display>(self, value: &T) -> Result<(), CellError> {
        let mut display = std::mem::take(&mut self.display);
        display.clear();
        write!(display, "{value}").map_err(CellError::custom)?;
        self.text(&display)?;
        self.display = display;
        Ok(())
    }

    fn serialize_none(self) -> Result<(), CellError> {
        if self.position == Position::Value { Ok(()) } else { Err(unsupported("a missing value")) }
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<(), CellError> {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), CellError> {
        self.text(variant)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), CellError> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, CellError> {
        if self.position != Position::Value {
            return Err(unsupported("a list"));
        }
        self.list.clear();
        self.items = 0;
        self.position = Position::Item;
        Ok(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, CellError> {
        if self.position == Position::Record { Ok(self) } else { Err(unsupported("a map")) }
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, CellError> {
        if self.position == Position::Record { Ok(self) } else { Err(unsupported("a structure")) }
    }

    fn serialize_bool(self, _: bool) -> Result<(), CellError> {
        Err(unsupported("true or false"))
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), CellError> {
        Err(unsupported("bytes"))
    }

    fn serialize_unit(self) -> Result<(), CellError> {
        Err(unsupported("a unit"))
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), CellError> {
        Err(unsupported("a unit"))
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), CellError> {
        Err(unsupported("a variant with a value"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, CellError> {
        Err(unsupported("a tuple"))
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, CellError> {
        Err(unsupported("a tuple"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, CellError> {
        Err(unsupported("a tuple"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, CellError> {
        Err(unsupported("a variant with fields"))
    }
}

impl SerializeSeq for &mut Cells<'_> {
    type Ok = ();
    type Error = CellError;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, item: &T) -> Result<(), CellError> {
        if self.items > 0 {
            self.list.push(DELIMITER);
        }
        self.items += 1;
        item.serialize(&mut **self)
    }

    fn end(self) -> Result<(), CellError> {
        push_cell(&mut self.out, &self.list);
        Ok(())
    }
}

impl SerializeStruct for &mut Cells<'_> {
    type Ok = ();
    type Error = CellError;

    fn serialize_field<T: ?Sized + Serialize>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), CellError> {
        self.name(name)?;
        self.value(value)
    }

    fn end(self) -> Result<(), CellError> {
        Ok(())
    }
}

/// Serde serialises records with a flattened field as maps.
impl SerializeMap for &mut Cells<'_> {
    type Ok = ();
    type Error = CellError;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, name: &T) -> Result<(), CellError> {
        self.position = Position::Name;
        name.serialize(&mut **self)
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), CellError> {
        self.value(value)
    }

    fn end(self) -> Result<(), CellError> {
        Ok(())
    }
}
