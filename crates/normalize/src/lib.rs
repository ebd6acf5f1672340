#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod ages;
mod context;
mod coreference;
mod events;
mod name_contexts;
mod names;
mod positions;
mod quantities;
mod quotations;
mod reader;
mod recency;
mod reference_date;
mod relative_date_checks;
mod segment;
mod sums;
mod time_mentions;
mod time_trace;

pub use reader::{Reader, time_context, time_parts};

use std::ops::Range;

use annals_model::{Article, Evidence};

/// Returns the evidence at a range of bytes of an article's text.
fn evidence(article: &Article, bytes: Range<usize>) -> Evidence {
    let quote = article.text().get(bytes.clone()).unwrap_or_default().to_owned();
    Evidence { span: article.span(bytes), quote }
}
