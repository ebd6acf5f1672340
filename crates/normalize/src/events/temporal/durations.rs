//! Durations: "The war lasted 53 days", "a three-day visit", "closed in 1968, fourteen years after the
//! flood".
//!
//! An amount of time belongs to the event whose noun it modifies or whose verb says that it lasted. Before a
//! word of temporal order it lies between two anchors: the event of the clause or the date directly before,
//! and the event after the word.

use std::ops::Range;

use annals_edtf::Edtf;
use annals_knowledge::{Function, Sense};
use annals_model::{
    Article, Claim, ClaimId, Closeness, DateBasis, DurationRelation, KindId, Modality, Naming,
    TemporalRelationKind, TimeAmount, TimeAnchor,
};

use crate::context::SentenceContext;
use crate::events::article_inputs::ArticleInputs;
use crate::events::temporal::period_lengths::unit;
use crate::events::temporal::relations::{is_named, main_verb, only, opening};
use crate::events::triggers::trigger::{Trigger, TriggerSource};
use crate::time_mentions::{AmountMention, TimeMention};
use crate::time_trace::years_ago;

/// Most words between an amount and the noun that it modifies.
const DESCRIBED: usize = 4;
/// Most words between a verb of duration and the amount.
const APART: usize = 2;

/// A duration of a sentence, before its anchors are resolved.
pub(crate) struct DurationDraft {
    pub(crate) from: Anchor,
    pub(crate) to: Anchor,
    pub(crate) amount: TimeAmount,
    /// Tokens of the evidence.
    pub(crate) tokens: Range<usize>,
}

/// An endpoint of a duration.
pub(crate) enum Anchor {
    /// A known anchor.
    Known(TimeAnchor),
    /// The only event of this kind in the article: "the flood".
    OnlyOf(KindId),
}

impl Anchor {
    /// Returns the anchor. An event known only by its kind resolves if all claims of the kind have one date.
    fn resolve<'c>(
        self,
        known: impl Iterator<Item = (&'c KindId, &'c ClaimId, Option<&'c Edtf>)>,
    ) -> Option<TimeAnchor> {
        let kind = match self {
            Self::Known(anchor) => return Some(anchor),
            Self::OnlyOf(kind) => kind,
        };
        let dated = known.filter(|(of, ..)| **of == kind).filter_map(|(_, id, date)| Some((id, date?)));
        let dated: Vec<(&ClaimId, &Edtf)> = dated.collect();
        let (id, date) = dated.first()?;
        dated.iter().all(|(_, other)| other == date).then(|| TimeAnchor::Some((*id).clone()))
    }
}

/// Returns the durations of a sentence. `claims` are the claims of its triggers.
fn durations(
    context: &SentenceContext<'_, '_>,
    triggers: &[Trigger],
    claims: &[(usize, ClaimId)],
) -> Vec<DurationDraft> {
    let amounts = context.times.amounts.iter().filter(|amount| context.tokens.contains(&amount.tokens.start));
    let drafts = amounts.filter_map(|amount| {
        let read = AmountReader { context, triggers, claims, amount };
        read.described().or_else(|| read.lasted()).or_else(|| read.between_events())
    });
    drafts.collect()
}

/// Returns the durations of a sentence with their bytes, including those counted back from the day of
/// publication.
pub(crate) fn sentence_durations(
    inputs: &ArticleInputs<'_>,
    context: &SentenceContext<'_, '_>,
    triggers: &[Trigger],
    claims: &[(usize, ClaimId)],
) -> Vec<(DurationDraft, Range<usize>)> {
    let mut drafts = durations(context, triggers, claims);
    if let Some(published) = &inputs.article.metadata.published {
        drafts.extend(context.dates().filter_map(|time| {
            let expression = inputs.times.expressions.get(*time.expressions.start())?;
            let count = years_ago(inputs.article, inputs.language, expression)?;
            let from = Anchor::OnlyOf(undated_kind(context, triggers, time)?);
            let to = Anchor::Known(TimeAnchor::Date(published.date.clone()));
            let tokens = time.tokens.start.saturating_sub(2)..time.tokens.end;
            Some(DurationDraft { from, to, amount: years(count), tokens })
        }));
    }
    let with_bytes = |draft: DurationDraft| {
        let bytes = context.segment.bytes(&draft.tokens);
        (draft, bytes)
    };
    drafts.into_iter().map(with_bytes).collect()
}

/// Resolves the anchors of all durations of an article by its claims.
pub(crate) fn resolve_durations(
    article: &Article,
    drafts: Vec<(DurationDraft, Range<usize>)>,
    claims: &[Claim],
) -> Vec<DurationRelation> {
    let happened = || {
        let happened =
            claims.iter().filter(|claim| matches!(claim.modality, Modality::Asserted | Modality::Reported));
        // A resolved date is no anchor: it may be resolved from this very duration.
        happened.map(|claim| {
            let date = claim.date.as_ref().filter(|date| date.basis == DateBasis::Stated);
            (&claim.kind, &claim.claim_id, date.map(|date| &date.edtf))
        })
    };
    let resolved = drafts.into_iter().filter_map(|(draft, bytes)| {
        let (from, to) = (draft.from.resolve(happened())?, draft.to.resolve(happened())?);
        let evidence = crate::evidence(article, bytes);
        Some(DurationRelation { from, to, amount: draft.amount, evidence })
    });
    resolved.collect()
}

/// Returns the kind of an event mentioned only by its noun before a relative date: "the flood, fifty years
/// ago".
fn undated_kind(
    context: &SentenceContext<'_, '_>,
    triggers: &[Trigger],
    time: &TimeMention,
) -> Option<KindId> {
    let noun = triggers.iter().find(|trigger| trigger.phrase.end == time.tokens.start)?;
    is_bare_definite(context, noun).then(|| noun.kind.clone())
}

struct AmountReader<'r, 's, 'a> {
    context: &'r SentenceContext<'s, 'a>,
    triggers: &'r [Trigger],
    claims: &'r [(usize, ClaimId)],
    amount: &'r AmountMention,
}

impl AmountReader<'_, '_, '_> {
    fn draft(&self, from: Anchor, to: Anchor, tokens: Range<usize>) -> Option<DurationDraft> {
        let AmountMention { count, unit: stated, closeness, .. } = *self.amount;
        let amount = TimeAmount { count, unit: unit(stated)?, closeness };
        Some(DurationDraft { from, to, amount, tokens })
    }

    /// Returns the duration of a whole event.
    fn whole(&self, number: usize, tokens: Range<usize>) -> Option<DurationDraft> {
        let trigger = self.triggers.get(number)?;
        let (from, to) = match only(self.claims, number) {
            Some(claim) => (TimeAnchor::First(claim.clone()), TimeAnchor::Last(claim)),
            None if trigger.naming == Naming::Proper || trigger.source == TriggerSource::Gazetteer => {
                let named = TimeAnchor::Named { kind: trigger.kind.clone(), name: trigger.name.clone() };
                (named.clone(), named)
            }
            None => return None,
        };
        self.draft(Anchor::Known(from), Anchor::Known(to), tokens)
    }

    /// "a three-day state visit", "a visit of three days"
    fn described(&self) -> Option<DurationDraft> {
        let Self { context, triggers, amount, .. } = self;
        let segment = context.segment;
        let tokens = &amount.tokens;
        let joined = tokens.clone().any(|at| segment.word(at).contains('-'));
        // "a three days' visit"
        let start = tokens.end + segment.possessive(tokens.end);
        let before = tokens.start.checked_sub(1)?;
        if segment.is(before, Function::Of) {
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
                    segment.is_word(at)
                        && !segment.is_function(at)
                        && !context.is_verb(at)
                        && context.covered_at(at).is_none()
                })
        };
        let number = triggers.iter().position(describes)?;
        let head = &triggers.get(number)?.head;
        self.whole(number, tokens.start..head.end)
    }

    /// "The war, which began on 3 May, lasted 53 days."
    fn lasted(&self) -> Option<DurationDraft> {
        let Self { context, triggers, amount, .. } = self;
        let segment = context.segment;
        let start = amount.tokens.start;
        let verb = (context.tokens.start.max(start.saturating_sub(APART + 3))..start).find(|at| {
            let end = at + segment.function(*at, Function::Lasting);
            end > *at
                && (start.saturating_sub(APART)..=start).contains(&end)
                && (end..start).all(|at| segment.is_word(at) && !context.is_verb(at))
        })?;
        // "until": the event outlasts the amount.
        let nouns: Vec<usize> = (0..triggers.len())
            .filter(|number| triggers.get(*number).is_some_and(|it| is_noun(it) && it.phrase.end <= verb))
            .collect();
        let close = |number: &&usize| {
            let end = triggers.get(**number).map_or(0, |trigger| trigger.phrase.end);
            (end..verb).all(|at| {
                let mark = at == end && segment.word(at) == "," || segment.is(at, Function::Relative);
                mark || !context.is_verb(at) && !matches!(segment.word(at), "," | ";" | "(" | ")" | ":")
                    || segment.is(at, Function::Auxiliary)
            })
        };
        let number = match nouns.as_slice() {
            [one] => *one,
            several => *several.iter().rev().find(close)?,
        };
        self.whole(number, triggers.get(number)?.phrase.start..amount.tokens.end)
    }

    /// "It was closed in 1968, fourteen years after the flood."
    fn between_events(&self) -> Option<DurationDraft> {
        let Self { context, triggers, claims, amount } = self;
        let segment = context.segment;
        let words_at = amount.tokens.end;
        let (len, relation) = segment.phrase(words_at, |sense| match sense {
            Sense::Order(number) => segment.language.order(number).map(|rule| rule.relation),
            _ => None,
        })?;
        if !matches!(relation, TemporalRelationKind::After | TemporalRelationKind::Before) {
            return None;
        }
        let mut start = words_at + len;
        while is_determiner(context, start) {
            start += 1;
        }
        let stands = |trigger: &Trigger| {
            is_noun(trigger) && (trigger.phrase.start == start || trigger.head.start == start)
        };
        let number = triggers.iter().position(stands)?;
        let object = triggers.get(number)?;
        let following = object.phrase.end;
        let anchor = match only(claims, number) {
            Some(claim) => Anchor::Known(TimeAnchor::Some(claim)),
            None if object.naming == Naming::Proper
                || object.source == TriggerSource::Gazetteer
                || is_named(context, object) =>
            {
                Anchor::Known(TimeAnchor::Named { kind: object.kind.clone(), name: object.name.clone() })
            }
            None if is_bare_definite(context, object) => Anchor::OnlyOf(object.kind.clone()),
            None => return None,
        };
        let words = words_at..words_at + len;
        let own = self.restated_date(following).or_else(|| {
            let verb = opening(context, triggers, &words, following)
                .or_else(|| main_verb(context, triggers, amount.tokens.start))
                .filter(|subject| *subject != number)?;
            only(claims, verb).map(TimeAnchor::Some)
        })?;
        let (from, to) = match relation {
            TemporalRelationKind::After => (anchor, Anchor::Known(own)),
            _ => (Anchor::Known(own), anchor),
        };
        let first = context.tokens.start.max(amount.tokens.start.saturating_sub(12));
        self.draft(from, to, first..following)
    }

    /// Returns the date that the amount restates: "in 1968, fourteen years after …", "… after the flood, on 3
    /// May 1968,".
    fn restated_date(&self, following: usize) -> Option<TimeAnchor> {
        let Self { context, amount, .. } = self;
        let segment = context.segment;
        let date = |time: &TimeMention| TimeAnchor::Date(time.edtf.clone());
        let is_mark = |at: usize| matches!(segment.word(at), "," | "(" | "–" | "—");
        let before = context.dates().find(|time| {
            time.ends.is_none() && is_mark(time.tokens.end) && time.tokens.end + 1 == amount.tokens.start
        });
        if let Some(time) = before {
            return Some(date(time));
        }
        let led = following
            + 1
            + usize::from(
                segment.is(following + 1, Function::Preposition)
                    || segment.is(following + 1, Function::PlacePreposition),
            );
        let after = context.time_at(led).filter(|time| time.tokens.start == led && time.ends.is_none());
        after.filter(|time| is_mark(following) && is_mark(time.tokens.end)).map(date)
    }
}

fn is_noun(trigger: &Trigger) -> bool {
    matches!(trigger.source, TriggerSource::Noun(_) | TriggerSource::Gazetteer)
}

fn is_determiner(context: &SentenceContext<'_, '_>, at: usize) -> bool {
    [Function::Definite, Function::Indefinite, Function::Possessive]
        .iter()
        .any(|class| context.segment.is(at, *class))
        && context.mention_at(at).is_none()
}

/// Returns whether a noun refers to the only such event of the article: "the flood", "his resignation".
fn is_bare_definite(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> bool {
    let segment = context.segment;
    let Some(before) = trigger.head.start.checked_sub(1) else { return false };
    is_noun(trigger)
        && trigger.naming == Naming::Description
        && trigger.about.is_none()
        && (segment.is(before, Function::Definite) || segment.is(before, Function::Possessive))
        && !segment.is(trigger.head.end, Function::Of)
}

/// Returns an exact number of years.
fn years(count: u32) -> TimeAmount {
    TimeAmount { count, unit: annals_model::DurationUnit::Year, closeness: Closeness::Counted }
}
