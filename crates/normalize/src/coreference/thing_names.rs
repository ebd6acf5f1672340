//! Nominal coreference: names of bridges, lines, pits and schools, by their common noun.

use std::collections::BTreeMap;
use std::ops::Range;

use annals_knowledge::{Sense, ThingId};
use annals_text::fold;

use crate::names::shown;
use crate::segment::AnnotatedSegment;

/// Most words of a thing's name.
const NAME: usize = 6;

/// The names of things in an article, by noun group.
#[derive(Debug, Default)]
pub(crate) struct ThingNames(BTreeMap<ThingId, Named>);

/// The names of the things of one group.
#[derive(Debug)]
enum Named {
    One(String),
    Several,
}

impl ThingNames {
    /// Adds the names of a segment.
    pub(crate) fn learn(&mut self, segment: &AnnotatedSegment<'_>) {
        for at in 0..segment.tokens.len() {
            let Some((group, name)) = named(segment, at) else { continue };
            let name = shown(segment.slice(&name));
            let entry = self.0.entry(group).or_insert_with(|| Named::One(name.clone()));
            if matches!(entry, Named::One(known) if fold(known) != fold(&name)) {
                *entry = Named::Several;
            }
        }
    }

    /// Returns the name of the only thing of a group.
    pub(crate) fn only(&self, group: ThingId) -> Option<&str> {
        match self.0.get(&group)? {
            Named::One(name) => Some(name),
            Named::Several => None,
        }
    }
}

/// Returns the length and group of the thing noun at a token.
pub(crate) fn thing_group(segment: &AnnotatedSegment<'_>, at: usize) -> Option<(usize, ThingId)> {
    segment.phrase(at, |sense| match sense {
        Sense::Thing(group) => Some(group),
        _ => None,
    })
}

/// Returns the group and tokens of the name that ends with the noun at a token: capitalised words and the
/// noun.
fn named(segment: &AnnotatedSegment<'_>, at: usize) -> Option<(ThingId, Range<usize>)> {
    if segment.is_caseless() {
        return None;
    }
    let (len, group) = thing_group(segment, at)?;
    let sentence = segment.sentence_of(at);
    let mut start = at;
    while start > sentence.start
        && at - start < NAME
        && segment.is_capital(start - 1)
        && !segment.is_function(start - 1)
        && !segment.is_verb(start - 1)
    {
        start -= 1;
    }
    // "Western railway" at the beginning of a sentence is no name.
    let plain = start == sentence.start && at - start == 1 && !segment.is_capital(at);
    // The name continues: "Selby Bridge Company".
    let goes_on =
        segment.is_capital(at + len) && !segment.is_function(at + len) || segment.possessive(at + len) > 0;
    (start < at && !plain && !goes_on).then_some((group, start..at + len))
}
