//! The values of a scene: days, numbers and words. Each definition may use those before it.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

use crate::date::day_in;
use crate::rng::Rng;

#[derive(Debug, Clone)]
pub(crate) enum Value {
    Day(Date),
    Number(i32),
    Word(String),
}

/// Values by name.
pub(crate) type Values = BTreeMap<String, Value>;

/// `d = day 1950..1980`, `n = 12..90 * 100`, `e = d + 3 days`, `m = n - 200`, `age = years d e`, `who = word p1`.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Definition {
    name: String,
    terms: Vec<String>,
}

impl TryFrom<String> for Definition {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let (name, terms) =
            text.split_once(" = ").ok_or_else(|| format!("expected 'name = value', found '{text}'"))?;
        Ok(Self { name: name.to_owned(), terms: terms.split(' ').map(str::to_owned).collect() })
    }
}

impl Definition {
    /// Adds the value to `values`.
    pub(crate) fn define(&self, values: &mut Values, rng: &mut Rng) -> Result<(), String> {
        let terms: Vec<&str> = self.terms.iter().map(String::as_str).collect();
        let value = evaluate(&terms, values, rng)
            .ok_or_else(|| format!("'{}' cannot be made from '{}'", self.name, self.terms.join(" ")))?;
        values.insert(self.name.clone(), value);
        Ok(())
    }
}

fn evaluate(terms: &[&str], values: &Values, rng: &mut Rng) -> Option<Value> {
    match terms {
        ["day", years] => {
            let (from, to) = range(years)?;
            let year = i16::try_from(rng.between(from, to)).ok()?;
            // Not the first of January or the last of December: those look like default values.
            let day = day_in(rng, year);
            Some(Value::Day(day.with().day(day.day().clamp(3, 26)).build().ok()?))
        }
        ["years", from, to] => {
            let (from, to) = (day(from, values)?, day(to, values)?);
            let passed = (to.month(), to.day()) >= (from.month(), from.day());
            Some(Value::Number(i32::from(to.year() - from.year()) - i32::from(!passed)))
        }
        ["year", of] => Some(Value::Number(i32::from(day(of, values)?.year()))),
        ["first-of-year", of] => Some(Value::Day(Date::new(day(of, values)?.year(), 1, 1).ok()?)),
        ["last-of-year", of] => Some(Value::Day(Date::new(day(of, values)?.year(), 12, 31).ok()?)),
        ["word", name] => values.get(*name).cloned(),
        ["words", words @ ..] => Some(Value::Word(words.join(" "))),
        [single, "*", by] if single.contains("..") => {
            let (from, to) = range(single)?;
            Some(Value::Number(rng.between(from, to) * by.parse::<i32>().ok()?))
        }
        [single] if single.contains("..") => {
            let (from, to) = range(single)?;
            Some(Value::Number(rng.between(from, to)))
        }
        [first, rest @ ..] => sum(first, rest, values),
        [] => None,
    }
}

/// A day or a number, plus or minus days, months, years or numbers.
fn sum(first: &str, mut rest: &[&str], values: &Values) -> Option<Value> {
    let mut value = values.get(first).cloned().or_else(|| Some(Value::Number(first.parse().ok()?)))?;
    while let [sign, by, after @ ..] = rest {
        let by = match *sign {
            "+" => number(by, values)?,
            "-" => -number(by, values)?,
            _ => return None,
        };
        (value, rest) = match (value, after) {
            (Value::Day(day), [unit, after @ ..]) => {
                let span = match *unit {
                    "days" => by.days(),
                    "months" => by.months(),
                    "years" => by.years(),
                    _ => return None,
                };
                (Value::Day(day.checked_add(span).ok()?), after)
            }
            (Value::Number(number), after) => (Value::Number(number + by), after),
            _ => return None,
        };
    }
    Some(value)
}

fn range(text: &str) -> Option<(i32, i32)> {
    let (from, to) = text.split_once("..")?;
    Some((from.parse().ok()?, to.parse().ok()?))
}

fn day(name: &str, values: &Values) -> Option<Date> {
    match values.get(name)? {
        Value::Day(day) => Some(*day),
        _ => None,
    }
}

fn number(name: &str, values: &Values) -> Option<i32> {
    match values.get(name) {
        Some(Value::Number(number)) => Some(*number),
        Some(_) => None,
        None => name.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Purpose;

    #[test]
    fn values_are_made_from_those_before_them() {
        let mut rng = Rng::new(1, Purpose::Scenes, &[]);
        let mut values = Values::new();
        for text in [
            "d = day 1950..1950",
            "n = 3..3 * 100",
            "m = n + 20 - n",
            "e = d + 2 years - m days",
            "y = years d e",
        ] {
            Definition::try_from(text.to_owned()).unwrap().define(&mut values, &mut rng).unwrap();
        }
        assert!(matches!(values["m"], Value::Number(20)));
        assert!(matches!(values["y"], Value::Number(1)));
        let wrong = Definition::try_from("x = d + n".to_owned()).unwrap();
        assert!(wrong.define(&mut values, &mut rng).unwrap_err().contains('x'));
    }
}
