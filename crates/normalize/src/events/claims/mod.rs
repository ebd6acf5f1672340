//! Claims: reads the sentences of an article in order and collects what they state.

pub(crate) mod collector;
mod discourse;
pub(crate) mod reader;
