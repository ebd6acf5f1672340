//! From an article to what it says, and from what all of them say to one release.
//!
//! [`Reader::read`] is a pure function of one article and of `knowledge/`: it finds the
//! article's time expressions, names, claims, positions, quotations and quantities, each at its
//! words. [`link`] sees all readings: claims of one event meet in one row, copies are told from
//! witnesses, and everything gets its place in the [`annals_model::Release`].

#![forbid(unsafe_code)]

mod ages;
mod agos;
mod dating;
mod events;

mod names;
mod news;
mod positions;
mod quantities;
mod quotations;
mod reader;
mod sheet;
mod slots;
mod sums;
mod times;

pub use reader::{Reader, time_context, time_parts};

use std::ops::Range;

use annals_model::{Article, Evidence};

/// The words at a range of bytes of an article's text.
fn evidence(article: &Article, bytes: Range<usize>) -> Evidence {
    let quote = article.text().get(bytes.clone()).unwrap_or_default().to_owned();
    Evidence { span: article.span(bytes), quote }
}
