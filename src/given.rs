//! Turns what a program hands over (corrections, options, charts to draw) into this crate's own types.
//!
//! It is read once into a [`Given`], whatever format it comes in, and each type takes its fields from there. Types that serde reads field by field were a
//! tenth of the module, for a few dozen fields that nobody hands over more than once a second.

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

/// A value as JSON has it.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    Null,
    Flag(bool),
    Number(f64),
    Text(String),
    List(Vec<Given>),
    Fields(Vec<(String, Given)>),
}

/// What was expected, in words for whoever wrote the program, with the way to it: `roles: 0: at: an object is missing`.
pub type Taken<T> = Result<T, String>;

/// A type that programs hand over.
pub trait Take: Sized {
    /// A field that is absent is taken from `Null`.
    fn take(given: Given) -> Taken<Self>;
}

/// The fields of an object. Those that nobody asks for are passed over.
pub struct Fields(Vec<(String, Given)>);

impl Fields {
    pub fn of(given: Given) -> Taken<Self> {
        match given {
            Given::Fields(fields) => Ok(Self(fields)),
            _ => Err(missing("an object")),
        }
    }

    #[inline(never)]
    fn find(&mut self, name: &str) -> Option<Given> {
        let (_, given) = self.0.iter_mut().find(|(known, _)| known == name)?;
        Some(std::mem::replace(given, Given::Null))
    }

    pub fn take<T: Take>(&mut self, name: &str) -> Taken<T> {
        T::take(self.find(name).unwrap_or(Given::Null)).map_err(|wrong| within(name, &wrong))
    }

    /// `None` where the field is absent: with `T` an option, that is told apart from a field that is null.
    pub fn stated<T: Take>(&mut self, name: &str) -> Taken<Option<T>> {
        self.find(name).map(T::take).transpose().map_err(|wrong| within(name, &wrong))
    }

    /// Absent: the default.
    pub fn or_default<T: Take + Default>(&mut self, name: &str) -> Taken<T> {
        self.stated(name).map(Option::unwrap_or_default)
    }
}

#[inline(never)]
fn missing(what: &str) -> String {
    format!("{what} is missing")
}

#[inline(never)]
fn within(name: &str, wrong: &str) -> String {
    format!("{name}: {wrong}")
}

impl Take for bool {
    fn take(given: Given) -> Taken<Self> {
        match given {
            Given::Flag(flag) => Ok(flag),
            _ => Err(missing("true or false")),
        }
    }
}

impl Take for f64 {
    fn take(given: Given) -> Taken<Self> {
        match given {
            Given::Number(number) => Ok(number),
            _ => Err(missing("a number")),
        }
    }
}

/// Whole numbers from `least` to `most`, both of which an f64 holds exactly.
#[inline(never)]
fn whole(given: Given, least: f64, most: f64) -> Taken<f64> {
    match given {
        Given::Number(number) if number.trunc() == number && number >= least && number <= most => Ok(number),
        _ => Err(missing("a whole number in its bounds")),
    }
}

/// The largest number up to which every whole one has an f64 of its own.
const SAFE: f64 = 9_007_199_254_740_991.0;

macro_rules! whole_numbers {
    ($($type:ty: $least:expr, $most:expr;)*) => {
        $(impl Take for $type {
            fn take(given: Given) -> Taken<Self> {
                whole(given, $least, $most).map(|number| number as $type)
            }
        })*
    };
}
whole_numbers! {
    u8: 0.0, f64::from(u8::MAX);
    u16: 0.0, f64::from(u16::MAX);
    u32: 0.0, f64::from(u32::MAX);
    i32: f64::from(i32::MIN), f64::from(i32::MAX);
    usize: 0.0, SAFE;
}

impl Take for String {
    fn take(given: Given) -> Taken<Self> {
        match given {
            Given::Text(text) => Ok(text),
            _ => Err(missing("a text")),
        }
    }
}

impl<T: Take> Take for Option<T> {
    fn take(given: Given) -> Taken<Self> {
        match given {
            Given::Null => Ok(None),
            given => T::take(given).map(Some),
        }
    }
}

impl<T: Take> Take for Vec<T> {
    fn take(given: Given) -> Taken<Self> {
        let Given::List(list) = given else { return Err(missing("a list")) };
        list.into_iter().enumerate().map(|(at, one)| T::take(one).map_err(|wrong| within(&at.to_string(), &wrong))).collect()
    }
}

impl<T: Take, const N: usize> Take for [T; N] {
    fn take(given: Given) -> Taken<Self> {
        Vec::take(given)?.try_into().map_err(|_| missing("a list of that length"))
    }
}

/// `taken!(Anchor { span: take, raw: take })`: how a type takes each of its fields, by a method of [`Fields`], here and wherever serde is asked. A field that
/// programs call otherwise says how (`font_size = "fontSize": take`), one that has a value of its own where it is absent says which (`stated or 13`).
macro_rules! taken {
    ($type:ty { $($field:ident $(= $name:literal)?: $how:ident $(or $absent:expr)?),* $(,)? }) => {
        impl $crate::given::Take for $type {
            fn take(given: $crate::given::Given) -> $crate::given::Taken<Self> {
                let mut given = $crate::given::Fields::of(given)?;
                Ok(Self { $($field: given.$how($crate::given::called!($field $($name)?))?$(.unwrap_or($absent))?),* })
            }
        }
        $crate::given::through_serde!($type);
    };
}

macro_rules! called {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $name:literal) => {
        $name
    };
}

/// `named!(Role { "measures" => Measures, … })`: a variant for each word.
macro_rules! named {
    ($type:ty { $($name:literal => $variant:ident),* $(,)? }) => {
        impl $crate::given::Take for $type {
            fn take(given: $crate::given::Given) -> $crate::given::Taken<Self> {
                match &*<String as $crate::given::Take>::take(given)? {
                    $($name => Ok(Self::$variant),)*
                    other => Err(format!("{other} is none of {}", [$($name),*].join(", "))),
                }
            }
        }
        $crate::given::through_serde!($type);
    };
}

macro_rules! through_serde {
    ($type:ty) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let given = <$crate::given::Given as serde::Deserialize>::deserialize(from)?;
                <Self as $crate::given::Take>::take(given).map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use {called, named, taken, through_serde};

/// Deeper than anything that is asked for; an object that contains itself has no end.
const DEEPEST: usize = 16;

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Depth(0).deserialize(from)
    }
}

/// How deep a value stands.
#[derive(Clone, Copy)]
struct Depth(usize);

impl<'de> DeserializeSeed<'de> for Depth {
    type Value = Given;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Given, D::Error> {
        if self.0 > DEEPEST {
            return Err(D::Error::custom("nested too deep"));
        }
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Depth {
    type Value = Given;

    fn expecting(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        out.write_str("what JSON has")
    }
    fn visit_unit<E>(self) -> Result<Given, E> {
        Ok(Given::Null)
    }
    fn visit_bool<E>(self, flag: bool) -> Result<Given, E> {
        Ok(Given::Flag(flag))
    }
    fn visit_i64<E>(self, number: i64) -> Result<Given, E> {
        Ok(Given::Number(number as f64))
    }
    fn visit_u64<E>(self, number: u64) -> Result<Given, E> {
        Ok(Given::Number(number as f64))
    }
    fn visit_f64<E>(self, number: f64) -> Result<Given, E> {
        Ok(Given::Number(number))
    }
    fn visit_str<E>(self, text: &str) -> Result<Given, E> {
        Ok(Given::Text(text.to_string()))
    }
    fn visit_string<E>(self, text: String) -> Result<Given, E> {
        Ok(Given::Text(text))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Given, A::Error> {
        let mut list = Vec::new();
        while let Some(one) = from.next_element_seed(Depth(self.0 + 1))? {
            list.push(one);
        }
        Ok(Given::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Given, A::Error> {
        let mut fields = Vec::new();
        while let Some(name) = from.next_key()? {
            fields.push((name, from.next_value_seed(Depth(self.0 + 1))?));
        }
        Ok(Given::Fields(fields))
    }
}
