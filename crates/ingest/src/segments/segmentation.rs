//! The result of segmentation and the context that it depends on.

use annals_knowledge::{LayoutRules, Outlets};
use annals_model::Segment;

/// The segments of a text and the metadata found in it.
#[derive(Debug, Default)]
pub(crate) struct Segmentation<'t> {
    pub(crate) segments: Vec<Segment>,
    pub(crate) title: Option<&'t str>,
    pub(crate) author: Option<&'t str>,
    pub(crate) translator: Option<&'t str>,
    pub(crate) dateline: Option<DatelineText<'t>>,
    /// The agencies of the dateline and the source tags, as written.
    pub(crate) agencies: Vec<&'t str>,
}

/// The parts of the dateline at the beginning of an article, as written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DatelineText<'t> {
    pub(crate) place: Option<&'t str>,
    pub(crate) date: Option<&'t str>,
    pub(crate) agency: Option<&'t str>,
}

/// The context of segmentation.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) rules: &'a LayoutRules,
    pub(crate) outlets: &'a Outlets,
    /// The title stated by the front matter, the page or the record.
    pub(crate) title: Option<&'a str>,
}
