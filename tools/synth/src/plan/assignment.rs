//! Articles to write, and the events that they state.

use jiff::civil::Date;

use crate::date::{Extent, Precision};
use crate::plan::event::Town;
use crate::truth::{Modality, Property};

/// An article to write.
pub(crate) struct ArticlePlan {
    /// The number of the article in the whole corpus.
    pub(crate) number: usize,
    pub(crate) published: Date,
    /// The article of the plan that it is a near-duplicate of.
    pub(crate) copy_of: Option<usize>,
    pub(crate) assignments: Vec<Assignment>,
}

/// An event that an article states, with the values that it states.
#[derive(Debug, Clone)]
pub(crate) struct Assignment {
    /// The index of the event in the plan.
    pub(crate) event: usize,
    /// The date according to this article.
    pub(crate) extent: Extent,
    /// The place according to this article.
    pub(crate) place: Town,
    /// The number according to this article.
    pub(crate) value: Option<u32>,
    pub(crate) precision: Precision,
    /// The property that the article has to state, because articles disagree about it.
    pub(crate) must_say: Option<Property>,
    pub(crate) modality: Modality,
}
