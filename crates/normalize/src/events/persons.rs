//! "He": the person that the text has been speaking of alone.

use std::ops::Range;

use annals_knowledge::Sense;
use annals_model::EntityClass;

use crate::names::{Mention, Referent};
use crate::sheet::Sheet;

/// Who a pronoun for a person stands for, by the token where that is so.
#[derive(Clone, Debug, Default)]
pub(crate) struct Persons {
    /// Last tokens of mentions, and who alone has been named up to there.
    since: Vec<(usize, Alone)>,
    /// The one of the segments before.
    carried: Option<Mention>,
}

/// Who alone has been named in a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Alone {
    Nobody,
    /// Number of a mention.
    One(usize),
    Several,
}

impl Persons {
    /// Those of a segment, after the segments before.
    pub(crate) fn new(sheet: &Sheet<'_>, mentions: &[Mention], before: &[Mention], earlier: &Self) -> Self {
        let mut found = Self { since: Vec::new(), carried: earlier.last(before) };
        let mut alone = Alone::Nobody;
        let mut from = 0;
        for (number, mention) in mentions.iter().enumerate() {
            if let Some(unknown) = unknown(sheet, from..mention.tokens.start) {
                alone = Alone::Several;
                found.since.push((unknown, alone));
            }
            from = mention.tokens.end;
            if !may_be_person(sheet, mention) {
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
        if let Some(unknown) = unknown(sheet, from..sheet.tokens.len()) {
            found.since.push((unknown, Alone::Several));
        }
        found
    }

    /// Who was alone at the end of a segment.
    fn last(&self, mentions: &[Mention]) -> Option<Mention> {
        match self.since.last().map_or(Alone::Nobody, |(_, alone)| *alone) {
            Alone::Nobody => self.carried.clone(),
            Alone::One(number) => mentions.get(number).cloned(),
            Alone::Several => None,
        }
    }

    /// Whom a pronoun at a token stands for.
    pub(crate) fn at<'m>(&'m self, mentions: &'m [Mention], token: usize) -> Option<&'m Mention> {
        let after = self.since.partition_point(|(end, _)| *end <= token);
        match after.checked_sub(1).and_then(|last| self.since.get(last)).map(|(_, alone)| *alone) {
            None | Some(Alone::Nobody) => self.carried.as_ref(),
            Some(Alone::One(number)) => mentions.get(number),
            Some(Alone::Several) => None,
        }
    }
}

/// The first of two capitalised words side by side that are no known name, perhaps a person's.
fn unknown(sheet: &Sheet<'_>, tokens: Range<usize>) -> Option<usize> {
    let name = |at: usize| sheet.is_capital(at) && !sheet.is_function(at);
    let mut at = tokens.start;
    while at < tokens.end {
        let end = (at..tokens.end).find(|next| !name(*next)).unwrap_or(tokens.end);
        if end > at + 1 && !names_body(sheet, &(at..end)) {
            return Some(at);
        }
        at = end.max(at + 1);
    }
    None
}

/// Whether a name is a person's, or may be one that nothing explains.
fn may_be_person(sheet: &Sheet<'_>, mention: &Mention) -> bool {
    match &mention.referent {
        Referent::Entity(class, _) => *class == EntityClass::Person,
        Referent::ShortForm => mention.name.len() > 1,
        Referent::Unknown => mention.name.len() > 1 && !names_body(sheet, &mention.name),
    }
}

/// Whether a word of a name says that a body has it: "the Northern Valley Congress".
fn names_body(sheet: &Sheet<'_>, name: &Range<usize>) -> bool {
    let head = |sense| matches!(sense, Sense::OrganisationHead | Sense::Body);
    name.clone().any(|at| sheet.sense(at, head) > 0)
}
