//! Title coreference: the person to whom "the general" refers.

use std::collections::BTreeMap;

use annals_knowledge::Sense;
use annals_text::fold;

use crate::names::Mention;
use crate::segment::AnnotatedSegment;

/// The persons with ranks and offices in an article, by the last word of the title.
#[derive(Debug, Default)]
pub(crate) struct TitleHolders(BTreeMap<String, Held>);

/// The persons with one title.
#[derive(Debug)]
enum Held {
    One(Box<Mention>),
    Several,
}

impl TitleHolders {
    /// Adds the titles of a segment.
    pub(crate) fn learn(&mut self, segment: &AnnotatedSegment<'_>, mentions: &[Mention]) {
        for mention in mentions.iter().filter(|mention| mention.person().is_some()) {
            let before = mention.tokens.start..mention.name.start;
            for at in before.chain(mention.title.trailing.clone()) {
                let Some(word) = office(segment, at) else { continue };
                let held = self.0.entry(word).or_insert_with(|| Held::One(Box::new(mention.clone())));
                if matches!(held, Held::One(known) if known.person() != mention.person()) {
                    *held = Held::Several;
                }
            }
        }
    }

    /// Returns the only person with the title at a token.
    pub(crate) fn only(&self, segment: &AnnotatedSegment<'_>, at: usize) -> Option<&Mention> {
        match self.0.get(&office(segment, at)?)? {
            Held::One(mention) => Some(mention),
            Held::Several => None,
        }
    }
}

/// Returns the last word of the rank or office at a token.
fn office(segment: &AnnotatedSegment<'_>, at: usize) -> Option<String> {
    let len = segment.sense(at, |sense| matches!(sense, Sense::Office(_) | Sense::Rank(_)));
    let last = at + len.checked_sub(1)?;
    Some(fold(segment.word(last)).into_owned())
}
