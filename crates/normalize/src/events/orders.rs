//! What a sentence says of the order of its events: "after the treaty, the troops withdrew".
//!
//! Only where both are sure: the subject is what the verb says, beside which the words of order
//! stand; the object stands right behind them, and is a claim or has a name of its own.

use std::ops::Range;

use annals_knowledge::{Function, OrderPosition, Sense};
use annals_model::{ClaimId, Naming, TemporalReference, TemporalRelationKind};

use super::attach::clause_initial;
use super::scene::Scene;
use super::trigger::{Teller, Trigger};

/// How far before words of order the verb stands that they belong to.
const REACH: usize = 24;

/// An order, as a sentence tells it.
pub(crate) struct Told {
    pub(crate) subject: ClaimId,
    pub(crate) relation: TemporalRelationKind,
    pub(crate) object: TemporalReference,
    /// Tokens from the first to the last that tell it.
    pub(crate) tokens: Range<usize>,
}

/// The orders of a sentence. `spoken` are the claims of its triggers; `phases`, triggers of which
/// only a part is told ("on the eve of").
pub(crate) fn orders(
    scene: &Scene<'_, '_>,
    triggers: &[Trigger],
    phases: &[Trigger],
    spoken: &[(usize, ClaimId)],
) -> Vec<Told> {
    let sheet = scene.sheet;
    let mut told = Vec::new();
    if spoken.is_empty() {
        return told;
    }
    let mut at = scene.tokens.start;
    while at < scene.tokens.end {
        let words = sheet.phrase(at, |sense| match sense {
            Sense::Order(number) => sheet.language.order(number),
            _ => None,
        });
        let Some((len, rule)) = words.filter(|_| scene.mention_at(at).is_none()) else {
            at += 1;
            continue;
        };
        let words = at..at + len;
        at = words.end;
        let relative = words.start.checked_sub(1).is_some_and(|before| sheet.is(before, Function::Relative));
        if is_turned(scene, words.start) && !(relative && rule.position == OrderPosition::AfterSubject) {
            continue;
        }
        let Some(Object { own, object, end, telling }) = object(scene, triggers, phases, spoken, words.end)
        else {
            continue;
        };
        let relation = match (telling, rule.relation) {
            (Telling::Phrase, relation) => relation,
            // Whether the verb tells of its beginning or of its end is left open.
            (Telling::Clause, TemporalRelationKind::After | TemporalRelationKind::Since) => {
                TemporalRelationKind::Since
            }
            (Telling::Clause, _) => continue,
        };
        let subject = match rule.position {
            OrderPosition::AfterSubject => before(scene, triggers, led_by(scene, words.start)),
            OrderPosition::SentenceStart => opening(scene, triggers, &words, end),
            OrderPosition::Anywhere => {
                opening(scene, triggers, &words, end).or_else(|| main_verb(scene, triggers, words.start))
            }
        };
        let Some(number) = subject.filter(|number| Some(*number) != own) else { continue };
        let (Some(subject), Some(trigger)) = (only(spoken, number), triggers.get(number)) else { continue };
        if object == TemporalReference::Claim(subject.clone()) {
            continue;
        }
        let extent = trigger.extent();
        let tokens = words.start.min(extent.start)..end.max(extent.end);
        told.push(Told { subject, relation, object, tokens });
    }
    told
}

/// "not until", "the following": other words make something else of them.
fn is_turned(scene: &Scene<'_, '_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|before| *before >= scene.tokens.start) else { return false };
    let turns = [
        Function::Negation,
        Function::No,
        Function::Definite,
        Function::Indefinite,
        Function::Possessive,
        Function::Of,
        Function::Infinitive,
    ];
    turns.iter().any(|class| scene.sheet.is(before, *class))
}

/// The one claim of a trigger. Of several nobody knows which is meant.
pub(super) fn only(spoken: &[(usize, ClaimId)], number: usize) -> Option<ClaimId> {
    let mut claims = spoken.iter().filter(|(other, _)| *other == number);
    let (_, claim) = claims.next()?;
    claims.next().is_none().then(|| claim.clone())
}

/// What words of order place something by.
struct Object {
    /// Number of the trigger that tells it, if its claim is told.
    own: Option<usize>,
    object: TemporalReference,
    /// Where what is said of it ends.
    end: usize,
    telling: Telling,
}

/// How it is told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Telling {
    /// "after the treaty"
    Phrase,
    /// "after the treaty was signed"
    Clause,
}

/// The event right behind words of order, and where what is said of it ends.
fn object(
    scene: &Scene<'_, '_>,
    triggers: &[Trigger],
    phases: &[Trigger],
    spoken: &[(usize, ClaimId)],
    start: usize,
) -> Option<Object> {
    let sheet = scene.sheet;
    let mut start = start;
    while [Function::Definite, Function::Indefinite, Function::Possessive]
        .iter()
        .any(|class| sheet.is(start, *class))
        && scene.mention_at(start).is_none()
    {
        start += 1;
    }
    let stands = |trigger: &Trigger| {
        let whole = trigger.extent();
        matches!(trigger.teller, Teller::Noun(_) | Teller::Known)
            && (whole.start == start || trigger.phrase.start == start)
    };
    let number = triggers.iter().position(stands);
    let trigger = match number {
        Some(number) => triggers.get(number)?,
        None => phases.iter().find(|trigger| stands(trigger))?,
    };
    let claim = number.and_then(|number| only(spoken, number));
    let object = match claim {
        Some(claim) => TemporalReference::Claim(claim),
        None if trigger.naming == Naming::Proper
            || trigger.teller == Teller::Known
            || is_named(scene, trigger) =>
        {
            TemporalReference::Named { kind: trigger.kind.clone(), name: trigger.name.clone() }
        }
        None => return None,
    };
    let behind = trigger.phrase.end;
    let auxiliaries = (behind..scene.tokens.end).take_while(|at| sheet.is(*at, Function::Auxiliary)).count();
    // "after the treaty was signed", "after the war ended"
    let own = trigger.own_verb().filter(|verb| verb.end > behind);
    if let Some(verb) = own {
        let right_behind = (behind..=behind + auxiliaries).contains(&verb.start);
        let end = tail(scene, verb.end);
        return right_behind.then_some(Object { own: number, object, end, telling: Telling::Clause });
    }
    let end = tail(scene, behind);
    let mut clause = (behind..end + 4).take_while(|at| sheet.word(*at) != ",");
    let verb = clause.find(|at| scene.is_verb(*at) || sheet.is(*at, Function::Auxiliary));
    let is_clause = verb.is_some_and(|verb| !scene.breaks(verb) && verb < end + 2);
    (!is_clause).then_some(Object { own: number, object, end, telling: Telling::Phrase })
}

/// Where the dates and places behind an event end.
fn tail(scene: &Scene<'_, '_>, start: usize) -> usize {
    let sheet = scene.sheet;
    let mut at = start;
    let mut end = start;
    while at < scene.tokens.end {
        if let Some(time) = scene.covered_at(at) {
            at = time.end;
            end = at;
        } else if let Some(mention) = scene.mention_at(at) {
            at = mention.tokens.end;
            end = at;
        } else if let Some(behind) = scene.after_bracket(at) {
            at = behind;
            end = at;
        } else if sheet.is(at, Function::Preposition)
            || sheet.is(at, Function::PlacePreposition)
            || sheet.is(at, Function::Between)
            || sheet.is(at, Function::With)
            || sheet.is(at, Function::Of)
            || sheet.is(at, Function::And)
            || sheet.is(at, Function::Definite)
        {
            at += 1;
        } else {
            break;
        }
    }
    end
}

/// "After the treaty, X withdrew": what the first verb of the main clause tells.
pub(super) fn opening(
    scene: &Scene<'_, '_>,
    triggers: &[Trigger],
    words: &Range<usize>,
    end: usize,
) -> Option<usize> {
    let sheet = scene.sheet;
    // "Two years after the treaty, …"
    let small = |at: usize| {
        scene.covered_at(at).is_some()
            || sheet.is(at, Function::Adverb)
            || sheet.is(at, Function::And)
            || sheet.language.is_adverb(sheet.word(at))
    };
    let opens = (scene.tokens.start..words.start).all(small);
    if !opens || sheet.word(end) != "," {
        return None;
    }
    clause_initial(scene, triggers, words.start, end + 1)
}

/// "X withdrew after the treaty": what the verb before tells, if it is of the same clause.
pub(super) fn main_verb(scene: &Scene<'_, '_>, triggers: &[Trigger], start: usize) -> Option<usize> {
    let sheet = scene.sheet;
    for at in (scene.tokens.start.max(start.saturating_sub(REACH))..start).rev() {
        if scene.mention_at(at).is_some() || scene.covered_at(at).is_some() {
            continue;
        }
        let owner =
            triggers.iter().position(|trigger| trigger.own_verb().is_some_and(|verb| verb.contains(&at)));
        if owner.is_some() {
            return owner;
        }
        if scene.breaks(at) || scene.is_verb(at) || sheet.word(at) == "," || sheet.is(at, Function::And) {
            return None;
        }
    }
    None
}

/// Where words of order begin with the relative pronoun and the adverbs before them: "which soon led to".
fn led_by(scene: &Scene<'_, '_>, start: usize) -> usize {
    let sheet = scene.sheet;
    let mut at = start;
    while at > scene.tokens.start {
        let before = at - 1;
        let adverb = scene.mention_at(before).is_none()
            && scene.covered_at(before).is_none()
            && (sheet.is(before, Function::Adverb) || sheet.language.is_adverb(sheet.word(before)));
        if sheet.is(before, Function::Relative) {
            return before;
        }
        if !adverb {
            break;
        }
        at = before;
    }
    at
}

/// Whether an event that words of order stand right behind is told by a name, though its noun is written
/// small: "the X ceasefire, which led to".
pub(crate) fn leads(scene: &Scene<'_, '_>, trigger: &Trigger) -> bool {
    let sheet = scene.sheet;
    let behind = |at: usize| {
        let order = sheet.phrase(at, |sense| match sense {
            Sense::Order(number) => sheet.language.order(number),
            _ => None,
        });
        order.is_some_and(|(_, rule)| rule.position == OrderPosition::AfterSubject)
    };
    let end = trigger.phrase.end;
    let mark = end + usize::from(sheet.word(end) == ",");
    let relative = mark + usize::from(sheet.is(mark, Function::Relative));
    is_named(scene, trigger) && [end, mark, relative].into_iter().any(behind)
}

/// "the X ceasefire": a name right before the noun, of an event that the article speaks of as known.
pub(super) fn is_named(scene: &Scene<'_, '_>, trigger: &Trigger) -> bool {
    let sheet = scene.sheet;
    let Some(before) = trigger.phrase.start.checked_sub(1).filter(|before| *before >= scene.tokens.start)
    else {
        return false;
    };
    let name = trigger.phrase.start..trigger.head.start;
    let plain = |at: usize| sheet.is_capital(at) && scene.covered_at(at).is_none();
    sheet.is(before, Function::Definite)
        && matches!(trigger.teller, Teller::Noun(_))
        && !name.is_empty()
        && name.clone().all(plain)
        // "the Norwegian ceasefire" is one of many.
        && name.into_iter().all(|at| sheet.sense(at, |sense| matches!(sense, Sense::Demonym(_))) == 0)
}

/// "the battle of X on 3 May, which led to": the event right before.
fn before(scene: &Scene<'_, '_>, triggers: &[Trigger], start: usize) -> Option<usize> {
    let sheet = scene.sheet;
    let mut end = start;
    while end > scene.tokens.start {
        let ends = |trigger: &Trigger| trigger.extent().end == end || trigger.phrase.end == end;
        if let Some(number) = triggers.iter().position(ends) {
            return Some(number);
        }
        let last = end - 1;
        if let Some(time) = scene.covered_at(last) {
            end = time.start;
        } else if let Some(mention) = scene.mention_at(last) {
            end = mention.tokens.start;
        } else if sheet.word(last) == ","
            || sheet.is(last, Function::Preposition)
            || sheet.is(last, Function::PlacePreposition)
        {
            end = last;
        } else {
            return None;
        }
    }
    None
}
