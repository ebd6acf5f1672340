//! Temporal relations between the events of a sentence: "after the treaty, the troops withdrew".
//!
//! Requires certain arguments: the subject is the event of the verb beside the relation words; the object
//! directly follows them, and is a claim or has a proper name.

use std::ops::Range;

use annals_knowledge::{Function, OrderPosition, Sense};
use annals_model::{ClaimId, Naming, TemporalReference, TemporalRelationKind};

use crate::context::SentenceContext;
use crate::events::date_attachment::attach::clause_initial;
use crate::events::triggers::trigger::{Trigger, TriggerSource};

/// Most tokens between relation words and their verb.
const REACH: usize = 24;

/// A temporal relation of a sentence.
pub(crate) struct RelationDraft {
    pub(crate) subject: ClaimId,
    pub(crate) relation: TemporalRelationKind,
    pub(crate) object: TemporalReference,
    /// Tokens of the evidence.
    pub(crate) tokens: Range<usize>,
}

/// Returns the temporal relations of a sentence. `claims` are the claims of its triggers; `phases` are
/// triggers of which only a phase is mentioned ("on the eve of").
pub(crate) fn relations(
    context: &SentenceContext<'_, '_>,
    triggers: &[Trigger],
    phases: &[Trigger],
    claims: &[(usize, ClaimId)],
) -> Vec<RelationDraft> {
    let segment = context.segment;
    let mut drafts = Vec::new();
    if claims.is_empty() {
        return drafts;
    }
    let mut at = context.tokens.start;
    while at < context.tokens.end {
        let words = segment.phrase(at, |sense| match sense {
            Sense::Order(number) => segment.language.order(number),
            _ => None,
        });
        let Some((len, rule)) = words.filter(|_| context.mention_at(at).is_none()) else {
            at += 1;
            continue;
        };
        let words = at..at + len;
        at = words.end;
        let relative =
            words.start.checked_sub(1).is_some_and(|before| segment.is(before, Function::Relative));
        if is_modified(context, words.start) && !(relative && rule.position == OrderPosition::AfterSubject) {
            continue;
        }
        let Some(Object { own, object, end, form }) = object(context, triggers, phases, claims, words.end)
        else {
            continue;
        };
        let relation = match (form, rule.relation) {
            (ObjectForm::Phrase, relation) => relation,
            // The clause may date the beginning or the end of its event.
            (ObjectForm::Clause, TemporalRelationKind::After | TemporalRelationKind::Since) => {
                TemporalRelationKind::Since
            }
            (ObjectForm::Clause, _) => continue,
        };
        let subject = match rule.position {
            OrderPosition::AfterSubject => before(context, triggers, led_by(context, words.start)),
            OrderPosition::SentenceStart => opening(context, triggers, &words, end),
            OrderPosition::Anywhere => {
                opening(context, triggers, &words, end).or_else(|| main_verb(context, triggers, words.start))
            }
        };
        let Some(number) = subject.filter(|number| Some(*number) != own) else { continue };
        let (Some(subject), Some(trigger)) = (only(claims, number), triggers.get(number)) else { continue };
        if object == TemporalReference::Claim(subject.clone()) {
            continue;
        }
        let extent = trigger.extent();
        let tokens = words.start.min(extent.start)..end.max(extent.end);
        drafts.push(RelationDraft { subject, relation, object, tokens });
    }
    drafts
}

/// Returns whether a preceding word changes the relation words: "not until", "the following".
fn is_modified(context: &SentenceContext<'_, '_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|before| *before >= context.tokens.start) else {
        return false;
    };
    let turns = [
        Function::Negation,
        Function::No,
        Function::Definite,
        Function::Indefinite,
        Function::Possessive,
        Function::Of,
        Function::Infinitive,
    ];
    turns.iter().any(|class| context.segment.is(before, *class))
}

/// Returns the only claim of a trigger. Several are ambiguous.
pub(crate) fn only(claims: &[(usize, ClaimId)], number: usize) -> Option<ClaimId> {
    let mut own = claims.iter().filter(|(other, _)| *other == number);
    let (_, claim) = own.next()?;
    own.next().is_none().then(|| claim.clone())
}

/// The object of a relation.
struct Object {
    /// Index of its trigger, if that is in the sentence.
    own: Option<usize>,
    object: TemporalReference,
    /// The end of its words.
    end: usize,
    form: ObjectForm,
}

/// The form of an object.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ObjectForm {
    /// "after the treaty"
    Phrase,
    /// "after the treaty was signed"
    Clause,
}

/// Returns the event directly after relation words.
fn object(
    context: &SentenceContext<'_, '_>,
    triggers: &[Trigger],
    phases: &[Trigger],
    claims: &[(usize, ClaimId)],
    start: usize,
) -> Option<Object> {
    let segment = context.segment;
    let mut start = start;
    while [Function::Definite, Function::Indefinite, Function::Possessive]
        .iter()
        .any(|class| segment.is(start, *class))
        && context.mention_at(start).is_none()
    {
        start += 1;
    }
    let stands = |trigger: &Trigger| {
        let whole = trigger.extent();
        matches!(trigger.source, TriggerSource::Noun(_) | TriggerSource::Gazetteer)
            && (whole.start == start || trigger.phrase.start == start)
    };
    let number = triggers.iter().position(stands);
    let trigger = match number {
        Some(number) => triggers.get(number)?,
        None => phases.iter().find(|trigger| stands(trigger))?,
    };
    let claim = number.and_then(|number| only(claims, number));
    let object = match claim {
        Some(claim) => TemporalReference::Claim(claim),
        None if trigger.naming == Naming::Proper
            || trigger.source == TriggerSource::Gazetteer
            || is_named(context, trigger) =>
        {
            TemporalReference::Named { kind: trigger.kind.clone(), name: trigger.name.clone() }
        }
        None => return None,
    };
    let following = trigger.phrase.end;
    let auxiliaries =
        (following..context.tokens.end).take_while(|at| segment.is(*at, Function::Auxiliary)).count();
    // "after the treaty was signed", "after the war ended"
    let own = trigger.own_verb().filter(|verb| verb.end > following);
    if let Some(verb) = own {
        let adjacent = (following..=following + auxiliaries).contains(&verb.start);
        let end = tail(context, verb.end);
        return adjacent.then_some(Object { own: number, object, end, form: ObjectForm::Clause });
    }
    let end = tail(context, following);
    let mut clause = (following..end + 4).take_while(|at| segment.word(*at) != ",");
    let verb = clause.find(|at| context.is_verb(*at) || segment.is(*at, Function::Auxiliary));
    let is_clause = verb.is_some_and(|verb| !context.breaks(verb) && verb < end + 2);
    (!is_clause).then_some(Object { own: number, object, end, form: ObjectForm::Phrase })
}

/// Returns the end of the dates and places after an event.
fn tail(context: &SentenceContext<'_, '_>, start: usize) -> usize {
    let segment = context.segment;
    let mut at = start;
    let mut end = start;
    while at < context.tokens.end {
        if let Some(time) = context.covered_at(at) {
            at = time.end;
            end = at;
        } else if let Some(mention) = context.mention_at(at) {
            at = mention.tokens.end;
            end = at;
        } else if let Some(following) = context.after_bracket(at) {
            at = following;
            end = at;
        } else if segment.is(at, Function::Preposition)
            || segment.is(at, Function::PlacePreposition)
            || segment.is(at, Function::Between)
            || segment.is(at, Function::With)
            || segment.is(at, Function::Of)
            || segment.is(at, Function::And)
            || segment.is(at, Function::Definite)
        {
            at += 1;
        } else {
            break;
        }
    }
    end
}

/// Returns the event of the main clause's first verb: "After the treaty, X withdrew".
pub(crate) fn opening(
    context: &SentenceContext<'_, '_>,
    triggers: &[Trigger],
    words: &Range<usize>,
    end: usize,
) -> Option<usize> {
    let segment = context.segment;
    // "Two years after the treaty, …"
    let small = |at: usize| {
        context.covered_at(at).is_some()
            || segment.is(at, Function::Adverb)
            || segment.is(at, Function::And)
            || segment.language.is_adverb(segment.word(at))
    };
    let opens = (context.tokens.start..words.start).all(small);
    if !opens || segment.word(end) != "," {
        return None;
    }
    clause_initial(context, triggers, words.start, end + 1)
}

/// Returns the event of the preceding verb of the same clause: "X withdrew after the treaty".
pub(crate) fn main_verb(
    context: &SentenceContext<'_, '_>,
    triggers: &[Trigger],
    start: usize,
) -> Option<usize> {
    let segment = context.segment;
    for at in (context.tokens.start.max(start.saturating_sub(REACH))..start).rev() {
        if context.mention_at(at).is_some() || context.covered_at(at).is_some() {
            continue;
        }
        let owner =
            triggers.iter().position(|trigger| trigger.own_verb().is_some_and(|verb| verb.contains(&at)));
        if owner.is_some() {
            return owner;
        }
        if context.breaks(at)
            || context.is_verb(at)
            || segment.word(at) == ","
            || segment.is(at, Function::And)
        {
            return None;
        }
    }
    None
}

/// Returns the start of relation words with their relative pronoun and adverbs: "which soon led to".
fn led_by(context: &SentenceContext<'_, '_>, start: usize) -> usize {
    let segment = context.segment;
    let mut at = start;
    while at > context.tokens.start {
        let before = at - 1;
        let adverb = context.mention_at(before).is_none()
            && context.covered_at(before).is_none()
            && (segment.is(before, Function::Adverb) || segment.language.is_adverb(segment.word(before)));
        if segment.is(before, Function::Relative) {
            return before;
        }
        if !adverb {
            break;
        }
        at = before;
    }
    at
}

/// Returns whether relation words follow an event with a name before its lower-case noun: "the X ceasefire,
/// which led to".
pub(crate) fn leads(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> bool {
    let segment = context.segment;
    let following = |at: usize| {
        let order = segment.phrase(at, |sense| match sense {
            Sense::Order(number) => segment.language.order(number),
            _ => None,
        });
        order.is_some_and(|(_, rule)| rule.position == OrderPosition::AfterSubject)
    };
    let end = trigger.phrase.end;
    let mark = end + usize::from(segment.word(end) == ",");
    let relative = mark + usize::from(segment.is(mark, Function::Relative));
    is_named(context, trigger) && [end, mark, relative].into_iter().any(following)
}

/// Returns whether a definite noun has a name before it: "the X ceasefire".
pub(crate) fn is_named(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> bool {
    let segment = context.segment;
    let Some(before) = trigger.phrase.start.checked_sub(1).filter(|before| *before >= context.tokens.start)
    else {
        return false;
    };
    let name = trigger.phrase.start..trigger.head.start;
    let plain = |at: usize| segment.is_capital(at) && context.covered_at(at).is_none();
    segment.is(before, Function::Definite)
        && matches!(trigger.source, TriggerSource::Noun(_))
        && !name.is_empty()
        && name.clone().all(plain)
        // "the Norwegian ceasefire" is one of many.
        && name.into_iter().all(|at| segment.sense(at, |sense| matches!(sense, Sense::Demonym(_))) == 0)
}

/// Returns the directly preceding event: "the battle of X on 3 May, which led to".
fn before(context: &SentenceContext<'_, '_>, triggers: &[Trigger], start: usize) -> Option<usize> {
    let segment = context.segment;
    let mut end = start;
    while end > context.tokens.start {
        let ends = |trigger: &Trigger| trigger.extent().end == end || trigger.phrase.end == end;
        if let Some(number) = triggers.iter().position(ends) {
            return Some(number);
        }
        let last = end - 1;
        if let Some(time) = context.covered_at(last) {
            end = time.start;
        } else if let Some(mention) = context.mention_at(last) {
            end = mention.tokens.start;
        } else if segment.word(last) == ","
            || segment.is(last, Function::Preposition)
            || segment.is(last, Function::PlacePreposition)
        {
            end = last;
        } else {
            return None;
        }
    }
    None
}
