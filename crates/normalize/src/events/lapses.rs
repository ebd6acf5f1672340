//! "The war lasted 53 days", "a three-day visit", "closed in 1968, fourteen years after the flood": so much
//! time from one mark to another.
//!
//! An amount belongs to the event whose noun it describes or whose verb says that it lasted; before words of
//! order it lies between what the clause tells, or the date right before it, and what the words speak of.

use std::ops::Range;

use annals_edtf::Edtf;
use annals_knowledge::{Function, Sense};
use annals_model::{ClaimId, Closeness, KindId, Naming, TemporalRelationKind, TimeAmount, TimeAnchor};

use super::durations::unit;
use super::orders::{is_named, main_verb, only, opening};
use super::scene::Scene;
use super::trigger::{Teller, Trigger};
use crate::times::{Amount, Time};

/// Most words between an amount and the noun that it describes.
const DESCRIBED: usize = 4;
/// Most words between a verb and how long it says that something lasted.
const APART: usize = 2;

/// So much time, as a sentence tells it.
pub(super) struct Told {
    pub(super) from: Near,
    pub(super) to: Near,
    pub(super) amount: TimeAmount,
    /// Tokens that tell it.
    pub(super) tokens: Range<usize>,
}

/// What an amount is counted from, or to.
pub(super) enum Near {
    /// Something that is known by itself.
    TimeAnchor(TimeAnchor),
    /// "the flood": the one event of this kind that the article tells.
    Spoken(KindId),
}

impl Near {
    /// The mark, where the article tells one event of a kind that is only spoken of. `known` are its claims.
    pub(super) fn mark<'c>(
        self,
        known: impl Iterator<Item = (&'c KindId, &'c ClaimId, Option<&'c Edtf>)>,
    ) -> Option<TimeAnchor> {
        let kind = match self {
            Self::TimeAnchor(mark) => return Some(mark),
            Self::Spoken(kind) => kind,
        };
        let dated = known.filter(|(of, ..)| **of == kind).filter_map(|(_, id, date)| Some((id, date?)));
        let dated: Vec<(&ClaimId, &Edtf)> = dated.collect();
        let (id, date) = dated.first()?;
        dated.iter().all(|(_, other)| other == date).then(|| TimeAnchor::Some((*id).clone()))
    }
}

/// The amounts of a sentence with what they lie between. `spoken` are the claims of its triggers.
pub(super) fn lapses(scene: &Scene<'_, '_>, triggers: &[Trigger], spoken: &[(usize, ClaimId)]) -> Vec<Told> {
    let amounts = scene.times.amounts.iter().filter(|amount| scene.tokens.contains(&amount.tokens.start));
    let told = amounts.filter_map(|amount| {
        let read = Reader { scene, triggers, spoken, amount };
        read.described().or_else(|| read.lasted()).or_else(|| read.apart())
    });
    told.collect()
}

/// "the flood, fifty years ago": what a date that is counted back to is of, where it is only spoken of.
pub(super) fn spoken_of(scene: &Scene<'_, '_>, triggers: &[Trigger], time: &Time) -> Option<KindId> {
    let noun = triggers.iter().find(|trigger| trigger.phrase.end == time.tokens.start)?;
    is_bare(scene, noun).then(|| noun.kind.clone())
}

struct Reader<'r, 's, 'a> {
    scene: &'r Scene<'s, 'a>,
    triggers: &'r [Trigger],
    spoken: &'r [(usize, ClaimId)],
    amount: &'r Amount,
}

impl Reader<'_, '_, '_> {
    fn told(&self, from: Near, to: Near, tokens: Range<usize>) -> Option<Told> {
        let Amount { count, unit: told, closeness, .. } = *self.amount;
        let amount = TimeAmount { count, unit: unit(told)?, closeness };
        Some(Told { from, to, amount, tokens })
    }

    /// From the first to the last day of what a trigger tells.
    fn whole(&self, number: usize, tokens: Range<usize>) -> Option<Told> {
        let trigger = self.triggers.get(number)?;
        let (from, to) = match only(self.spoken, number) {
            Some(claim) => (TimeAnchor::First(claim.clone()), TimeAnchor::Last(claim)),
            None if trigger.naming == Naming::Proper || trigger.teller == Teller::Known => {
                let named = TimeAnchor::Named { kind: trigger.kind.clone(), name: trigger.name.clone() };
                (named.clone(), named)
            }
            None => return None,
        };
        self.told(Near::TimeAnchor(from), Near::TimeAnchor(to), tokens)
    }

    /// "a three-day state visit", "a visit of three days"
    fn described(&self) -> Option<Told> {
        let Self { scene, triggers, amount, .. } = self;
        let sheet = scene.sheet;
        let tokens = &amount.tokens;
        let joined = tokens.clone().any(|at| sheet.word(at).contains('-'));
        // "a three days' visit"
        let start = tokens.end + sheet.possessive(tokens.end);
        let before = tokens.start.checked_sub(1)?;
        if sheet.is(before, Function::Of) {
            let number =
                triggers.iter().position(|trigger| is_noun(trigger) && trigger.phrase.end == before)?;
            return self.whole(number, triggers.get(number)?.phrase.start..tokens.end);
        }
        let owned = start > tokens.end;
        if !joined && !owned {
            return None;
        }
        let describes = |trigger: &Trigger| {
            let between = start..trigger.head.start;
            is_noun(trigger)
                && between.start <= trigger.head.start
                && between.len() <= DESCRIBED
                && between.clone().all(|at| {
                    sheet.is_word(at)
                        && !sheet.is_function(at)
                        && !scene.is_verb(at)
                        && scene.covered_at(at).is_none()
                })
        };
        let number = triggers.iter().position(describes)?;
        let head = &triggers.get(number)?.head;
        self.whole(number, tokens.start..head.end)
    }

    /// "The war, which began on 3 May, lasted 53 days."
    fn lasted(&self) -> Option<Told> {
        let Self { scene, triggers, amount, .. } = self;
        let sheet = scene.sheet;
        let start = amount.tokens.start;
        let verb = (scene.tokens.start.max(start.saturating_sub(APART + 3))..start).find(|at| {
            let end = at + sheet.function(*at, Function::Lasting);
            end > *at
                && (start.saturating_sub(APART)..=start).contains(&end)
                && (end..start).all(|at| sheet.is_word(at) && !scene.is_verb(at))
        })?;
        // "until": it was not over when the amount was.
        let nouns: Vec<usize> = (0..triggers.len())
            .filter(|number| triggers.get(*number).is_some_and(|it| is_noun(it) && it.phrase.end <= verb))
            .collect();
        let close = |number: &&usize| {
            let end = triggers.get(**number).map_or(0, |trigger| trigger.phrase.end);
            (end..verb).all(|at| {
                let mark = at == end && sheet.word(at) == "," || sheet.is(at, Function::Relative);
                mark || !scene.is_verb(at) && !matches!(sheet.word(at), "," | ";" | "(" | ")" | ":")
                    || sheet.is(at, Function::Auxiliary)
            })
        };
        let number = match nouns.as_slice() {
            [one] => *one,
            several => *several.iter().rev().find(close)?,
        };
        self.whole(number, triggers.get(number)?.phrase.start..amount.tokens.end)
    }

    /// "It was closed in 1968, fourteen years after the flood."
    fn apart(&self) -> Option<Told> {
        let Self { scene, triggers, spoken, amount } = self;
        let sheet = scene.sheet;
        let words_at = amount.tokens.end;
        let (len, relation) = sheet.phrase(words_at, |sense| match sense {
            Sense::Order(number) => sheet.language.order(number).map(|rule| rule.relation),
            _ => None,
        })?;
        if !matches!(relation, TemporalRelationKind::After | TemporalRelationKind::Before) {
            return None;
        }
        let mut start = words_at + len;
        while is_determiner(scene, start) {
            start += 1;
        }
        let stands = |trigger: &Trigger| {
            is_noun(trigger) && (trigger.phrase.start == start || trigger.head.start == start)
        };
        let number = triggers.iter().position(stands)?;
        let object = triggers.get(number)?;
        let behind = object.phrase.end;
        let mark = match only(spoken, number) {
            Some(claim) => Near::TimeAnchor(TimeAnchor::Some(claim)),
            None if object.naming == Naming::Proper
                || object.teller == Teller::Known
                || is_named(scene, object) =>
            {
                Near::TimeAnchor(TimeAnchor::Named { kind: object.kind.clone(), name: object.name.clone() })
            }
            None if is_bare(scene, object) => Near::Spoken(object.kind.clone()),
            None => return None,
        };
        let words = words_at..words_at + len;
        let own = self.beside(behind).or_else(|| {
            let verb = opening(scene, triggers, &words, behind)
                .or_else(|| main_verb(scene, triggers, amount.tokens.start))
                .filter(|subject| *subject != number)?;
            only(spoken, verb).map(TimeAnchor::Some)
        })?;
        let (from, to) = match relation {
            TemporalRelationKind::After => (mark, Near::TimeAnchor(own)),
            _ => (Near::TimeAnchor(own), mark),
        };
        let first = scene.tokens.start.max(amount.tokens.start.saturating_sub(12));
        self.told(from, to, first..behind)
    }

    /// The date that the amount only says again: "in 1968, fourteen years after …", "… after the flood, on
    /// 3 May 1968,".
    fn beside(&self, behind: usize) -> Option<TimeAnchor> {
        let Self { scene, amount, .. } = self;
        let sheet = scene.sheet;
        let date = |time: &Time| TimeAnchor::Date(time.edtf.clone());
        let is_mark = |at: usize| matches!(sheet.word(at), "," | "(" | "–" | "—");
        let before = scene.dates().find(|time| {
            time.ends.is_none() && is_mark(time.tokens.end) && time.tokens.end + 1 == amount.tokens.start
        });
        if let Some(time) = before {
            return Some(date(time));
        }
        let led = behind
            + 1
            + usize::from(
                sheet.is(behind + 1, Function::Preposition)
                    || sheet.is(behind + 1, Function::PlacePreposition),
            );
        let after = scene.time_at(led).filter(|time| time.tokens.start == led && time.ends.is_none());
        after.filter(|time| is_mark(behind) && is_mark(time.tokens.end)).map(date)
    }
}

fn is_noun(trigger: &Trigger) -> bool {
    matches!(trigger.teller, Teller::Noun(_) | Teller::Known)
}

fn is_determiner(scene: &Scene<'_, '_>, at: usize) -> bool {
    [Function::Definite, Function::Indefinite, Function::Possessive]
        .iter()
        .any(|class| scene.sheet.is(at, *class))
        && scene.mention_at(at).is_none()
}

/// "the flood", "his resignation": nothing says which, because the article speaks of one.
fn is_bare(scene: &Scene<'_, '_>, trigger: &Trigger) -> bool {
    let sheet = scene.sheet;
    let Some(before) = trigger.head.start.checked_sub(1) else { return false };
    is_noun(trigger)
        && trigger.naming == Naming::Description
        && trigger.about.is_none()
        && (sheet.is(before, Function::Definite) || sheet.is(before, Function::Possessive))
        && !sheet.is(trigger.head.end, Function::Of)
}

/// An amount of years, as words count back to a date.
pub(super) fn years(count: u32) -> TimeAmount {
    TimeAmount { count, unit: annals_model::DurationUnit::Year, closeness: Closeness::Counted }
}
