#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod bounds;
mod calendar;
mod compare;
mod date;
mod one_of;
mod parse;
mod print;
#[cfg(test)]
mod tests;

pub use calendar::{Day, days_in_month, is_leap_year};
pub use compare::{Comparison, Finer};
pub use date::{Bound, Date, Edtf, Grouping, Qualifier, Unit};
pub use parse::EdtfError;
