//! Pronoun coreference: the person to whom "he" refers.

use std::ops::Range;

use annals_knowledge::Sense;
use annals_model::EntityClass;

use crate::names::{Mention, Referent};
use crate::segment::AnnotatedSegment;

/// The antecedent of a personal pronoun, by token.
#[derive(Clone, Debug, Default)]
pub(crate) struct PronounAntecedents {
    /// Last token of a mention, and the candidates up to there.
    since: Vec<(usize, Alone)>,
    /// The antecedent carried over from the previous segments.
    carried: Option<Mention>,
}

/// The candidates of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Alone {
    Nobody,
    /// Index of the mention.
    One(usize),
    Several,
}

impl PronounAntecedents {
    /// Returns the antecedents of a segment. `earlier` are those of the previous segment, `before` its
    /// mentions.
    pub(crate) fn new(
        segment: &AnnotatedSegment<'_>,
        mentions: &[Mention],
        before: &[Mention],
        earlier: &Self,
    ) -> Self {
        let mut found = Self { since: Vec::new(), carried: earlier.last(before) };
        let mut alone = Alone::Nobody;
        let mut from = 0;
        for (number, mention) in mentions.iter().enumerate() {
            if let Some(unknown) = unknown(segment, from..mention.tokens.start) {
                alone = Alone::Several;
                found.since.push((unknown, alone));
            }
            from = mention.tokens.end;
            if !may_be_person(segment, mention) {
                continue;
            }
            alone = match alone {
                Alone::Nobody if mention.is(EntityClass::Person) => Alone::One(number),
                Alone::One(first)
                    if mentions.get(first).is_some_and(|first| first.referent == mention.referent) =>
                {
                    alone
                }
                _ => Alone::Several,
            };
            found.since.push((mention.tokens.end, alone));
        }
        if let Some(unknown) = unknown(segment, from..segment.tokens.len()) {
            found.since.push((unknown, Alone::Several));
        }
        found
    }

    /// Returns the antecedent at the end of a segment.
    fn last(&self, mentions: &[Mention]) -> Option<Mention> {
        match self.since.last().map_or(Alone::Nobody, |(_, alone)| *alone) {
            Alone::Nobody => self.carried.clone(),
            Alone::One(number) => mentions.get(number).cloned(),
            Alone::Several => None,
        }
    }

    /// Returns the antecedent of a pronoun at a token.
    pub(crate) fn at<'m>(&'m self, mentions: &'m [Mention], token: usize) -> Option<&'m Mention> {
        let after = self.since.partition_point(|(end, _)| *end <= token);
        match after.checked_sub(1).and_then(|last| self.since.get(last)).map(|(_, alone)| *alone) {
            None | Some(Alone::Nobody) => self.carried.as_ref(),
            Some(Alone::One(number)) => mentions.get(number),
            Some(Alone::Several) => None,
        }
    }
}

/// Returns the first of two adjacent capitalised words that are no known name: possibly a person.
fn unknown(segment: &AnnotatedSegment<'_>, tokens: Range<usize>) -> Option<usize> {
    let name = |at: usize| segment.is_capital(at) && !segment.is_function(at);
    let mut at = tokens.start;
    while at < tokens.end {
        let end = (at..tokens.end).find(|next| !name(*next)).unwrap_or(tokens.end);
        if end > at + 1 && !names_organisation(segment, &(at..end)) {
            return Some(at);
        }
        at = end.max(at + 1);
    }
    None
}

/// Returns whether a mention is a person's, or may be.
fn may_be_person(segment: &AnnotatedSegment<'_>, mention: &Mention) -> bool {
    match &mention.referent {
        Referent::Entity(class, _) => *class == EntityClass::Person,
        Referent::PartialName => mention.name.len() > 1,
        Referent::Unknown => mention.name.len() > 1 && !names_organisation(segment, &mention.name),
    }
}

/// Returns whether a name contains the head of an organisation name: "the Northern Valley Congress".
fn names_organisation(segment: &AnnotatedSegment<'_>, name: &Range<usize>) -> bool {
    let head = |sense| matches!(sense, Sense::OrganisationHead | Sense::Body);
    name.clone().any(|at| segment.sense(at, head) > 0)
}
