#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod clause;
mod date_value;
mod document;
mod explain;
mod grammar;
mod lex;
mod matcher;
mod reading;
mod record;
mod resolve;
mod scan;
mod slots;
mod timex3;
mod trace;

pub use document::{DocumentContext, SegmentRole, TextSegment};
pub use explain::{AnchorSource, ExplainedAnchor, ExplainedSlot, Explanation, PatternLocation, QuotedSpan};
pub use grammar::{Grammar, GrammarError};
pub use reading::{Basis, ImpossibleDate, Period, TimeExpression, TimeReading};
pub use record::TimexRecord;
pub use timex3::{DurationUnit, Modifier, Relation, TimexKind};
pub use trace::{ResolutionRule, Trace};

impl Grammar {
    /// Reads the time expressions of the segments of a text, which must be in text order. A segment outside of the text,
    /// or not at character boundaries, has no expressions.
    #[must_use]
    pub fn read(&self, text: &str, segments: &[TextSegment], context: &DocumentContext) -> TimeReading {
        let mut items = Vec::new();
        let mut matcher = matcher::Matcher::new(self);
        let mut read = |segment: &TextSegment| {
            let mut mentions = resolve::SegmentMentions::new(segment);
            scan::runs(&self.lexicon, text, segment.range.clone(), |run| {
                lex::read(&self.lexicon, text, run, &mut items);
                mentions.add(self, &items, matcher.read(&items, run.starts));
            });
            mentions
        };
        let segments: Vec<_> = segments.iter().map(&mut read).collect();
        resolve::resolve(self, text, segments, context)
    }
}
