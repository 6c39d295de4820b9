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

/// A type that programs hand over.
pub trait Take: Sized {
    /// What does not fit is said in `wrong`, and something takes its place, so that the rest can be taken: to stop at each of some dozens of fields, and to
    /// let go what was taken before it, was a third of this code. A field that is absent is taken from `Null`.
    fn take(given: Given, wrong: &mut Wrong) -> Self;
}

/// What was expected where the first thing did not fit, in words for whoever wrote the program, with the way to it: `roles: 0: at: an object is missing`.
#[derive(Clone, Debug, Default)]
pub struct Wrong(Option<String>);

/// A whole value, or the words of [`Wrong`].
pub fn whole_of<T: Take>(given: Given) -> Result<T, String> {
    let mut wrong = Wrong::default();
    let whole = T::take(given, &mut wrong);
    wrong.0.map_or(Ok(whole), Err)
}

impl Wrong {
    #[inline(never)]
    fn missing(&mut self, what: &str) {
        self.0.get_or_insert_with(|| format!("{what} is missing"));
    }

    /// Takes a part: what is wrong in it is at `name`.
    fn within<T: Take>(&mut self, name: &str, given: Given) -> T {
        let mut inside = Self::default();
        let part = T::take(given, &mut inside);
        self.at(name, inside);
        part
    }

    #[inline(never)]
    fn at(&mut self, name: &str, inside: Self) {
        if let (None, Some(wrong)) = (&self.0, inside.0) {
            self.0 = Some(format!("{name}: {wrong}"));
        }
    }
}

/// The fields of an object. Those that nobody asks for are passed over.
pub struct Fields<'w> {
    fields: Vec<(String, Given)>,
    wrong: &'w mut Wrong,
}

impl<'w> Fields<'w> {
    #[inline(never)]
    pub fn of(given: Given, wrong: &'w mut Wrong) -> Self {
        let fields = match given {
            Given::Fields(fields) => fields,
            _ => {
                wrong.missing("an object");
                Vec::new()
            }
        };
        Self { fields, wrong }
    }

    #[inline(never)]
    fn find(&mut self, name: &str) -> Option<Given> {
        let (_, given) = self.fields.iter_mut().find(|(known, _)| known == name)?;
        Some(std::mem::replace(given, Given::Null))
    }

    #[inline(never)]
    pub fn take<T: Take>(&mut self, name: &str) -> T {
        let given = self.find(name).unwrap_or(Given::Null);
        self.wrong.within(name, given)
    }

    /// `None` where the field is absent: with `T` an option, that is told apart from a field that is null.
    #[inline(never)]
    pub fn stated<T: Take>(&mut self, name: &str) -> Option<T> {
        self.find(name).map(|given| self.wrong.within(name, given))
    }

    /// Absent: the default.
    pub fn or_default<T: Take + Default>(&mut self, name: &str) -> T {
        self.stated(name).unwrap_or_default()
    }
}

impl Take for bool {
    fn take(given: Given, wrong: &mut Wrong) -> Self {
        match given {
            Given::Flag(flag) => flag,
            _ => {
                wrong.missing("true or false");
                false
            }
        }
    }
}

impl Take for f64 {
    fn take(given: Given, wrong: &mut Wrong) -> Self {
        match given {
            Given::Number(number) => number,
            _ => {
                wrong.missing("a number");
                0.0
            }
        }
    }
}

/// Whole numbers from `least` to `most`, both of which an f64 holds exactly.
#[inline(never)]
fn whole(given: Given, least: f64, most: f64, wrong: &mut Wrong) -> f64 {
    match given {
        Given::Number(number) if number.trunc() == number && number >= least && number <= most => number,
        _ => {
            wrong.missing("a whole number in its bounds");
            0.0
        }
    }
}

/// The largest number up to which every whole one has an f64 of its own.
const SAFE: f64 = 9_007_199_254_740_991.0;

macro_rules! whole_numbers {
    ($($type:ty: $least:expr, $most:expr;)*) => {
        $(impl Take for $type {
            fn take(given: Given, wrong: &mut Wrong) -> Self {
                whole(given, $least, $most, wrong) as $type
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
    fn take(given: Given, wrong: &mut Wrong) -> Self {
        match given {
            Given::Text(text) => text,
            _ => {
                wrong.missing("a text");
                Self::new()
            }
        }
    }
}

impl<T: Take> Take for Option<T> {
    fn take(given: Given, wrong: &mut Wrong) -> Self {
        match given {
            Given::Null => None,
            given => Some(T::take(given, wrong)),
        }
    }
}

#[inline(never)]
fn listed(given: Given, wrong: &mut Wrong) -> Vec<Given> {
    match given {
        Given::List(list) => list,
        _ => {
            wrong.missing("a list");
            Vec::new()
        }
    }
}

impl<T: Take> Take for Vec<T> {
    fn take(given: Given, wrong: &mut Wrong) -> Self {
        listed(given, wrong).into_iter().enumerate().map(|(at, one)| wrong.within(&at.to_string(), one)).collect()
    }
}

impl<T: Take, const N: usize> Take for [T; N] {
    fn take(given: Given, wrong: &mut Wrong) -> Self {
        let mut list = listed(given, wrong);
        if list.len() != N {
            wrong.missing("a list of that length");
            list.resize(N, Given::Null);
        }
        let mut list = list.into_iter();
        std::array::from_fn(|at| wrong.within(&at.to_string(), list.next().unwrap_or(Given::Null)))
    }
}

/// Which of some words a text is; the first where it is none.
#[inline(never)]
pub fn one_of(given: Given, words: &[&str], wrong: &mut Wrong) -> usize {
    let word = String::take(given, wrong);
    let at = words.iter().position(|known| *known == word);
    if at.is_none() {
        wrong.0.get_or_insert_with(|| format!("{word} is none of {}", words.join(", ")));
    }
    at.unwrap_or(0)
}

/// `taken!(Anchor { span: take, raw: take })`: how a type takes each of its fields, by a method of [`Fields`], here and wherever serde is asked. A field that
/// programs call otherwise says how (`font_size = "fontSize": take`), one that has a value of its own where it is absent says which (`stated or 13`).
macro_rules! taken {
    ($type:ty { $($field:ident $(= $name:literal)?: $how:ident $(or $absent:expr)?),* $(,)? }) => {
        impl $crate::given::Take for $type {
            fn take(given: $crate::given::Given, wrong: &mut $crate::given::Wrong) -> Self {
                let mut given = $crate::given::Fields::of(given, wrong);
                Self { $($field: given.$how($crate::given::called!($field $($name)?))$(.unwrap_or($absent))?),* }
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
            fn take(given: $crate::given::Given, wrong: &mut $crate::given::Wrong) -> Self {
                [$(Self::$variant),*][$crate::given::one_of(given, &[$($name),*], wrong)]
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
                $crate::given::whole_of(given).map_err(serde::de::Error::custom)
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
