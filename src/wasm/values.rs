//! Turns a finished result into numbers and two texts, from which `objects` makes the objects that programs get.
//!
//! As JSON a report is fifty thousand characters, most of them names of fields; writing, decoding and parsing them was a quarter of the reading time. Here each
//! value is one number whose lowest three bits say what it is, the fields of a struct are named once, and strings stand one behind the other in one text.
//!
//! Only what results are made of is written: structs, lists, strings, numbers, options and variants without content.

use super::objects::read_objects;
use serde::ser::{Error as _, Impossible, Serialize, SerializeSeq, SerializeStruct, Serializer};
use std::fmt::Display;
use wasm_bindgen::JsValue;

/// A message; serde wants a type of its own for it.
pub type Error = serde::de::value::Error;

/// The value as JavaScript has it.
pub fn object<T: Serialize>(value: &T) -> Result<JsValue, Error> {
    let mut values = Values { words: Vec::with_capacity(1 << 12), text: Vec::with_capacity(1 << 13), names: Vec::new(), mixed: false };
    value.serialize(&mut values)?;
    if values.mixed {
        return unknown();
    }
    let mut names = String::new();
    for named in &values.names {
        for field in &named.fields {
            names.push_str(field);
            names.push(',');
        }
        names.push_str(if named.fields.is_empty() { named.name } else { "" });
        names.push('|');
    }
    Ok(read_objects(&values.words, &values.text, &names))
}

/// What a number is, in its lowest bits; the others say more. `objects` has the same list.
#[derive(Clone, Copy)]
enum Tag {
    /// A whole number.
    Whole,
    /// Any other number: its halves follow, the lower one first.
    Double,
    /// So many UTF-16 units of the text.
    Text,
    /// A variant, by its place among the names.
    Name,
    /// A struct, by the place of its fields among the names: a value for each field follows.
    Struct,
    /// So many values follow.
    List,
    /// 0 null, 1 true, 2 false.
    Constant,
}

/// What a word can say beside its tag is less than this.
const MOST: u64 = 1 << 29;

struct Values {
    words: Vec<u32>,
    text: Vec<u16>,
    names: Vec<Named>,
    /// Two structs of one name, but not the same fields. Told at the end: where nothing can fail, no field asks whether the one before did.
    mixed: bool,
}

/// A variant, or a struct with its fields.
struct Named {
    name: &'static str,
    fields: Vec<&'static str>,
}

/// Names are pieces of the program, and mostly the very same piece.
fn same(a: &'static str, b: &'static str) -> bool {
    std::ptr::eq(a, b) || a == b
}

impl Values {
    #[inline(never)]
    fn word(&mut self, tag: Tag, rest: u32) {
        self.words.push(rest << 3 | tag as u32);
    }

    #[inline(never)]
    fn string(&mut self, text: &str) {
        let from = self.text.len();
        self.text.reserve(text.len());
        for c in text.chars() {
            match u16::try_from(c as u32) {
                Ok(unit) => self.text.push(unit),
                Err(_) => self.text.extend_from_slice(c.encode_utf16(&mut [0; 2])),
            }
        }
        self.word(Tag::Text, (self.text.len() - from) as u32);
    }

    #[inline(never)]
    fn number(&mut self, value: f64) {
        // JSON has neither infinities nor what is no number, and programs expect what JSON has.
        if !value.is_finite() {
            return self.word(Tag::Constant, 0);
        }
        if value >= 0.0 && value < MOST as f64 && f64::from(value as u32) == value && value.is_sign_positive() {
            return self.word(Tag::Whole, value as u32);
        }
        let bits = value.to_bits();
        self.word(Tag::Double, 0);
        self.words.extend_from_slice(&[bits as u32, (bits >> 32) as u32]);
    }

    /// Begins a struct of so many fields: its place among the names.
    #[inline(never)]
    fn open(&mut self, name: &'static str, fields: usize) -> usize {
        let place = self.name(name);
        self.word(Tag::Struct, place as u32);
        let known = self.names.get(place).is_some_and(|named| named.fields.len() == fields);
        if known {
            place | KNOWN
        } else {
            place
        }
    }

    /// The place of a name among the names, for a struct and a variant each.
    #[inline(never)]
    fn name(&mut self, name: &'static str) -> usize {
        self.names.iter().position(|known| std::ptr::eq(known.name, name)).unwrap_or_else(|| {
            self.names.push(Named { name, fields: Vec::new() });
            self.names.len() - 1
        })
    }
}

/// Beside the place of a struct whose fields were all named before: its first field tells whether it is the same.
const KNOWN: usize = 1 << 31;

/// A list or a struct, part by part.
struct Parts<'v> {
    values: &'v mut Values,
    /// Where the list's word stands, or the struct's among the names.
    head: usize,
    count: usize,
}

impl Parts<'_> {
    #[inline(never)]
    fn field(&mut self, key: &'static str) {
        if self.head & KNOWN != 0 && self.count > 0 {
            self.count += 1;
            return;
        }
        if let Some(named) = self.values.names.get_mut(self.head & !KNOWN) {
            match named.fields.get(self.count) {
                Some(field) => self.values.mixed |= !same(field, key),
                None => named.fields.push(key),
            }
        }
        self.count += 1;
    }
    #[inline(never)]
    fn last(self) {
        self.values.mixed |= self.values.names.get(self.head & !KNOWN).is_none_or(|named| named.fields.len() != self.count);
    }
}

impl SerializeSeq for Parts<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.count += 1;
        value.serialize(&mut *self.values)
    }
    fn end(self) -> Result<(), Error> {
        if let Some(word) = self.values.words.get_mut(self.head) {
            *word |= (self.count as u32) << 3;
        }
        Ok(())
    }
}

impl serde::ser::SerializeTuple for Parts<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        SerializeSeq::serialize_element(self, value)
    }
    fn end(self) -> Result<(), Error> {
        SerializeSeq::end(self)
    }
}

impl SerializeStruct for Parts<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        self.field(key);
        value.serialize(&mut *self.values)
    }
    fn end(self) -> Result<(), Error> {
        self.last();
        Ok(())
    }
}

#[cold]
#[inline(never)]
fn unknown<T>() -> Result<T, Error> {
    Err(Error::custom("not part of a result"))
}

/// Methods that write a number.
macro_rules! numbers {
    ($($name:ident: $type:ty),*) => {
        $(fn $name(self, value: $type) -> Result<(), Error> {
            self.number(value as f64);
            Ok(())
        })*
    };
}

impl<'v> Serializer for &'v mut Values {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Parts<'v>;
    type SerializeTuple = Parts<'v>;
    type SerializeStruct = Parts<'v>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Impossible<(), Error>;
    type SerializeStructVariant = Impossible<(), Error>;

    numbers!(serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_f32: f32, serialize_f64: f64);

    fn serialize_u8(self, value: u8) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }
    fn serialize_u16(self, value: u16) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }
    fn serialize_u32(self, value: u32) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }
    fn serialize_u64(self, value: u64) -> Result<(), Error> {
        if value < MOST {
            self.word(Tag::Whole, value as u32);
        } else {
            self.number(value as f64);
        }
        Ok(())
    }
    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.word(Tag::Constant, if value { 1 } else { 2 });
        Ok(())
    }
    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.string(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }
    fn serialize_str(self, value: &str) -> Result<(), Error> {
        self.string(value);
        Ok(())
    }
    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Error> {
        self.string(&value.to_string());
        Ok(())
    }
    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<(), Error> {
        self.word(Tag::Constant, 0);
        Ok(())
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        let place = self.name(variant);
        self.word(Tag::Name, place as u32);
        Ok(())
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'v>, Error> {
        let head = self.words.len();
        self.word(Tag::List, 0);
        Ok(Parts { values: self, head, count: 0 })
    }
    fn serialize_tuple(self, _: usize) -> Result<Parts<'v>, Error> {
        self.serialize_seq(None)
    }
    fn serialize_struct(self, name: &'static str, fields: usize) -> Result<Parts<'v>, Error> {
        let head = self.open(name, fields);
        Ok(Parts { values: self, head, count: 0 })
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Error> {
        unknown()
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        unknown()
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(self, _: &'static str, _: u32, _: &'static str, _: &T) -> Result<(), Error> {
        unknown()
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Error> {
        unknown()
    }
    fn serialize_tuple_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Self::SerializeTupleVariant, Error> {
        unknown()
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Error> {
        unknown()
    }
    fn serialize_struct_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Self::SerializeStructVariant, Error> {
        unknown()
    }
}
