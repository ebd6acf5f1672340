//! Records as JSON values, one after the other in the memory of the first.

use std::fmt::{Display, Write as _};

use serde::Serialize;
use serde::ser::{Impossible, SerializeMap, SerializeSeq, SerializeStruct, Serializer};
use serde_json::Value;
use serde_json::map::IterMut;

/// Makes `value` what `record` is in JSON: quick where it is a record of the same fields already.
pub(crate) fn refill(value: &mut Value, record: &impl Serialize) {
    if record.serialize(Slot(value)).is_err() {
        *value = serde_json::to_value(record).unwrap_or_default();
    }
}

/// A value to be replaced.
struct Slot<'v>(&'v mut Value);

/// The value has other fields than the record.
#[derive(Debug)]
struct OtherShape;

impl Display for OtherShape {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("expected a record of the same fields")
    }
}

impl std::error::Error for OtherShape {}

impl serde::ser::Error for OtherShape {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

impl<'v> Slot<'v> {
    fn put(self, value: impl Into<Value>) -> Result<(), OtherShape> {
        *self.0 = value.into();
        Ok(())
    }

    /// The text to be written, empty.
    fn text(self) -> Result<&'v mut String, OtherShape> {
        if !self.0.is_string() {
            *self.0 = Value::String(String::new());
        }
        match self.0 {
            Value::String(text) => {
                text.clear();
                Ok(text)
            }
            _ => Err(OtherShape),
        }
    }

    fn fields(self) -> Result<Fields<'v>, OtherShape> {
        match self.0 {
            Value::Object(fields) => Ok(Fields { rest: fields.iter_mut(), next: None }),
            _ => Err(OtherShape),
        }
    }
}

macro_rules! put {
    ($($method:ident: $type:ty),*) => {$(
        fn $method(self, value: $type) -> Result<(), OtherShape> {
            self.put(value)
        }
    )*};
}

impl<'v> Serializer for Slot<'v> {
    type Ok = ();
    type Error = OtherShape;
    type SerializeSeq = Items<'v>;
    type SerializeTuple = Impossible<(), OtherShape>;
    type SerializeTupleStruct = Impossible<(), OtherShape>;
    type SerializeTupleVariant = Impossible<(), OtherShape>;
    type SerializeMap = Fields<'v>;
    type SerializeStruct = Fields<'v>;
    type SerializeStructVariant = Impossible<(), OtherShape>;

    put! {
        serialize_bool: bool,
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
        serialize_f32: f32, serialize_f64: f64
    }

    fn serialize_str(self, value: &str) -> Result<(), OtherShape> {
        self.text()?.push_str(value);
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), OtherShape> {
        self.text()?.push(value);
        Ok(())
    }

    fn collect_str<T: ?Sized + Display>(self, value: &T) -> Result<(), OtherShape> {
        write!(self.text()?, "{value}").map_err(|_| OtherShape)
    }

    fn serialize_none(self) -> Result<(), OtherShape> {
        self.put(Value::Null)
    }

    fn serialize_unit(self) -> Result<(), OtherShape> {
        self.put(Value::Null)
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<(), OtherShape> {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Result<(), OtherShape> {
        self.serialize_str(name)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), OtherShape> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'v>, OtherShape> {
        if !self.0.is_array() {
            *self.0 = Value::Array(Vec::new());
        }
        match self.0 {
            Value::Array(items) => Ok(Items { items, count: 0 }),
            _ => Err(OtherShape),
        }
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Fields<'v>, OtherShape> {
        self.fields()
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields<'v>, OtherShape> {
        self.fields()
    }

    // What follows is in no record; should it come to be, the slow way does it.

    fn serialize_bytes(self, _: &[u8]) -> Result<(), OtherShape> {
        Err(OtherShape)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), OtherShape> {
        Err(OtherShape)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), OtherShape> {
        Err(OtherShape)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, OtherShape> {
        Err(OtherShape)
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, OtherShape> {
        Err(OtherShape)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, OtherShape> {
        Err(OtherShape)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, OtherShape> {
        Err(OtherShape)
    }
}

/// The items of a list.
struct Items<'v> {
    items: &'v mut Vec<Value>,
    count: usize,
}

impl SerializeSeq for Items<'_> {
    type Ok = ();
    type Error = OtherShape;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, item: &T) -> Result<(), OtherShape> {
        if self.items.len() == self.count {
            self.items.push(Value::Null);
        }
        let slot = self.items.get_mut(self.count).ok_or(OtherShape)?;
        self.count += 1;
        item.serialize(Slot(slot))
    }

    fn end(self) -> Result<(), OtherShape> {
        self.items.truncate(self.count);
        Ok(())
    }
}

/// The fields of a record, in order.
struct Fields<'v> {
    rest: IterMut<'v>,
    /// The field whose name has been told.
    next: Option<&'v mut Value>,
}

impl<'v> Fields<'v> {
    fn named(&mut self, name: &str) -> Result<&'v mut Value, OtherShape> {
        let (expected, value) = self.rest.next().ok_or(OtherShape)?;
        if expected == name { Ok(value) } else { Err(OtherShape) }
    }

    fn finish(mut self) -> Result<(), OtherShape> {
        if self.rest.next().is_none() { Ok(()) } else { Err(OtherShape) }
    }
}

impl SerializeStruct for Fields<'_> {
    type Ok = ();
    type Error = OtherShape;

    fn serialize_field<T: ?Sized + Serialize>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), OtherShape> {
        value.serialize(Slot(self.named(name)?))
    }

    fn end(self) -> Result<(), OtherShape> {
        self.finish()
    }
}

/// Records with a flattened field come as maps.
impl SerializeMap for Fields<'_> {
    type Ok = ();
    type Error = OtherShape;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, name: &T) -> Result<(), OtherShape> {
        let mut told = Value::Null;
        name.serialize(Slot(&mut told))?;
        self.next = Some(self.named(told.as_str().ok_or(OtherShape)?)?);
        Ok(())
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), OtherShape> {
        value.serialize(Slot(self.next.take().ok_or(OtherShape)?))
    }

    fn serialize_entry<K: ?Sized + Serialize, T: ?Sized + Serialize>(
        &mut self,
        name: &K,
        value: &T,
    ) -> Result<(), OtherShape> {
        self.serialize_key(name)?;
        self.serialize_value(value)
    }

    fn end(self) -> Result<(), OtherShape> {
        self.finish()
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;
    use serde_json::Value;

    use super::refill;

    #[derive(Serialize)]
    struct Row<'r> {
        name: &'r str,
        place: Option<char>,
        items: &'r [&'r str],
        #[serde(flatten)]
        span: Span,
    }

    #[derive(Serialize)]
    struct Span {
        start: i32,
        share: f64,
    }

    #[test]
    fn a_value_is_refilled_with_whatever_comes() {
        let span = |start| Span { start, share: 0.5 };
        let mut value = Value::from("another shape");
        for row in [
            Row { name: "mill", place: None, items: &["a", "b"], span: span(1) },
            Row { name: "river", place: Some('x'), items: &[], span: span(-2) },
            Row { name: "", place: None, items: &["c"], span: span(3) },
        ] {
            refill(&mut value, &row);
            assert_eq!(value, serde_json::to_value(&row).unwrap());
        }
        for other in [serde_json::json!({"name": 1}), Value::Null, serde_json::json!([[true], {"a": 1}])] {
            refill(&mut value, &other);
            assert_eq!(value, other);
        }
    }
}
