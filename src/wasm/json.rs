//! Turns a finished result into JSON text: one string crosses to JavaScript, which makes its objects faster than thousands of calls do.
//!
//! Only what results are made of is written: structs, lists, strings, numbers, options and variants without content.

use serde::ser::{Error as _, Impossible, Serialize, SerializeSeq, SerializeStruct, Serializer};
use std::fmt::Display;
use wasm_bindgen::JsValue;

/// A message; serde wants a type of its own for it.
pub type Error = serde::de::value::Error;

/// The JSON text of a value.
pub fn text<T: Serialize>(value: &T) -> Result<String, Error> {
    let mut json = Json { out: String::with_capacity(1 << 16) };
    value.serialize(&mut json)?;
    Ok(json.out)
}

struct Json {
    out: String,
}

impl Json {
    #[inline(never)]
    fn string(&mut self, text: &str) {
        self.out.push('"');
        let mut from = 0;
        for (at, byte) in text.bytes().enumerate() {
            if byte >= b' ' && byte != b'"' && byte != b'\\' {
                continue;
            }
            self.out.push_str(text.get(from..at).unwrap_or(""));
            from = at + 1;
            match byte {
                b'"' | b'\\' => {
                    self.out.push('\\');
                    self.out.push(char::from(byte));
                }
                _ => {
                    let digit = |n: u8| char::from_digit(u32::from(n), 16).unwrap_or('0');
                    self.out.push_str("\\u00");
                    self.out.push(digit(byte >> 4));
                    self.out.push(digit(byte & 15));
                }
            }
        }
        self.out.push_str(text.get(from..).unwrap_or(""));
        self.out.push('"');
    }

    /// At least `width` digits.
    #[inline(never)]
    fn digits(&mut self, mut number: u64, width: usize) {
        let mut digits = [b'0'; 20];
        let mut first = digits.len();
        while number > 0 || digits.len() - first < width {
            first -= 1;
            digits[first] = b'0' + (number % 10) as u8;
            number /= 10;
        }
        self.out.push_str(digits.get(first..).and_then(|digits| std::str::from_utf8(digits).ok()).unwrap_or(""));
    }

    /// Most numbers have few decimals, which are written here; the others as JavaScript writes them. Both read back as the very same number: the nearest to
    /// a decimal is the quotient of its digits and a power of ten, both of which are exact.
    #[inline(never)]
    fn number(&mut self, value: f64) {
        const EXACT: f64 = 1e15;
        if value.is_sign_negative() && value.abs() < EXACT {
            self.out.push('-');
            return self.number(-value);
        }
        let mut scale = 1.0;
        for decimals in 0..=6 {
            let scaled = libm::round(value * scale);
            if scaled < EXACT && scaled / scale == value {
                let (digits, scale) = (scaled as u64, scale as u64);
                self.digits(digits / scale, 1);
                if decimals > 0 {
                    self.out.push('.');
                    self.digits(digits % scale, decimals);
                }
                return;
            }
            scale *= 10.0;
        }
        let written = js_sys::JSON::stringify(&JsValue::from_f64(value)).ok().and_then(|text| text.as_string());
        self.out.push_str(written.as_deref().unwrap_or("null"));
    }
}

/// Parts between brackets, with commas.
struct Parts<'j> {
    json: &'j mut Json,
    first: bool,
    close: char,
}

impl<'j> Parts<'j> {
    fn open(json: &'j mut Json, open: char, close: char) -> Self {
        json.out.push(open);
        Self { json, first: true, close }
    }
    #[inline(never)]
    fn comma(&mut self) {
        if !std::mem::take(&mut self.first) {
            self.json.out.push(',');
        }
    }
    /// Names of fields hold nothing to escape. Kept out of the many kinds of values that a name stands before.
    #[inline(never)]
    fn key(&mut self, key: &str) {
        self.comma();
        self.json.out.push('"');
        self.json.out.push_str(key);
        self.json.out.push_str("\":");
    }
    fn close(self) {
        self.json.out.push(self.close);
    }
}

impl SerializeSeq for Parts<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.comma();
        value.serialize(&mut *self.json)
    }
    fn end(self) -> Result<(), Error> {
        self.close();
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
        self.key(key);
        value.serialize(&mut *self.json)
    }
    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

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

impl<'j> Serializer for &'j mut Json {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Parts<'j>;
    type SerializeTuple = Parts<'j>;
    type SerializeStruct = Parts<'j>;
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
        self.digits(value, 1);
        Ok(())
    }
    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.out.push_str(if value { "true" } else { "false" });
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
        self.out.push_str("null");
        Ok(())
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.serialize_str(variant)
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'j>, Error> {
        Ok(Parts::open(self, '[', ']'))
    }
    fn serialize_tuple(self, _: usize) -> Result<Parts<'j>, Error> {
        Ok(Parts::open(self, '[', ']'))
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts<'j>, Error> {
        Ok(Parts::open(self, '{', '}'))
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
