//! Who does what a verb says.

use std::ops::Range;

use annals_knowledge::{Function, Sense};
use annals_model::EntityClass;
use annals_text::TokenKind;

use super::scene::Scene;

/// Most tokens between the participle that opens a sentence and the name that it is said of.
const OPENING: usize = 24;

/// The last name or body before a verb that can be its subject.
pub(crate) fn subject_before(scene: &Scene<'_, '_>, head: &Range<usize>) -> Option<Range<usize>> {
    let sheet = scene.sheet;
    if let Some(name) = opened_by(scene, head).or_else(|| announced(scene, head)) {
        return Some(name);
    }
    let mut at = head.start;
    let mut steps = 0;
    while at > scene.tokens.start && steps < 24 {
        let before = at - 1;
        steps += 1;
        if let Some(mention) = scene.titled_behind(before) {
            at = mention.tokens.end;
        }
        let before = at - 1;
        if let Some(mention) = scene.mention_at(before) {
            let start = chain_start(scene, mention.tokens.clone());
            if let Some(place) = held(scene, &start) {
                return Some(place);
            }
            return match is_complement(scene, start.start) || is_where(scene, &start) {
                false => Some(start),
                true => body_of(scene, &start),
            };
        }
        if let Some(time) = scene.covered_at(before) {
            at = time.start;
            continue;
        }
        if let Some(open) = scene.bracket_before(before) {
            at = open;
            continue;
        }
        if at == head.start && sheet.is(before, Function::Subordinator) {
            // "X said while visiting Y": the subject is that of the clause before.
            at = before;
            continue;
        }
        // "Constitution: adopted on …", "(founded in …"
        if at == head.start && matches!(sheet.word(before), "(" | ":" | "-" | "--" | "—") {
            at = before;
            continue;
        }
        if sheet.is(before, Function::Relative) {
            return antecedent(scene, before);
        }
        if sheet.word(before) == "," {
            // ", in coordination with X," is passed over.
            let mark = |at: &usize| sheet.word(*at) == "," && scene.covered_at(*at).is_none();
            let open = (scene.tokens.start..before).rev().take(20).find(mark);
            let aside = open.is_some_and(|open| {
                [Function::Preposition, Function::PlacePreposition, Function::With, Function::Relative]
                    .iter()
                    .any(|class| sheet.is(open + 1, *class))
                    // "X, born in Y, died"
                    || scene.is_verb(open + 1)
                    // "X, 78, died"
                    || open + 2 == before && sheet.kind(open + 1) == Some(TokenKind::Number)
                    // "X, also a member of Y, died"
                    || open > scene.tokens.start && is_described(scene, open)
            });
            match open {
                Some(open) if aside => {
                    at = open;
                    continue;
                }
                _ if at == head.start => {
                    at = before;
                    continue;
                }
                // "The leader, X, is …"
                Some(open)
                    if scene
                        .mention_at(before - 1)
                        .is_some_and(|mention| mention.tokens == (open + 1..before)) =>
                {
                    return Some(open + 1..before);
                }
                _ => return None,
            }
        }
        if scene.breaks(before) {
            return None;
        }
        if scene.person_of(before).is_some() {
            return Some(before..at);
        }
        if let Some(unknown) = scene.unknown_before(at) {
            let body = body_of(scene, &unknown);
            return match is_complement(scene, unknown.start) {
                false => body.or(Some(unknown)),
                true => body,
            };
        }
        let body = sheet.sense(before, |sense| sense == Sense::Body);
        if body == 1 {
            return Some(before..at);
        }
        let adverb = sheet.is_word(before)
            && (sheet.is(before, Function::Auxiliary)
                || sheet.is(before, Function::Negation)
                || sheet.is(before, Function::Planned)
                || sheet.is(before, Function::Infinitive)
                || sheet.is(before, Function::Implicative)
                || !sheet.is_function(before) && !scene.is_verb(before) && at == before + 1);
        if !adverb {
            return None;
        }
        at = before;
    }
    None
}

/// Whether what stands behind a comma describes the person before it.
fn is_described(scene: &Scene<'_, '_>, comma: usize) -> bool {
    let sheet = scene.sheet;
    let person = scene.mention_at(comma - 1).is_some_and(|mention| mention.is(EntityClass::Person))
        || scene.person_of(comma - 1).is_some();
    let opens = [Function::Adverb, Function::Definite, Function::Indefinite]
        .iter()
        .any(|class| sheet.is(comma + 1, *class))
        || sheet.sense(comma + 1, |sense| matches!(sense, Sense::Office(_) | Sense::Rank(_))) > 0;
    person && opens && scene.mention_at(comma + 1).is_none()
}

/// "Born in X on 3 May, Y …": the participle that opens a sentence is said of the name behind its comma.
pub(crate) fn opened_by(scene: &Scene<'_, '_>, head: &Range<usize>) -> Option<Range<usize>> {
    let sheet = scene.sheet;
    let participle =
        head.len() == 1 && sheet.is_capital(head.start) && !sheet.is(head.start, Function::Auxiliary);
    if head.start != scene.tokens.start || !participle {
        return None;
    }
    behind_comma(scene, head)
}

/// "Since it was founded on 3 May, the league …": a pronoun in the clause that opens a sentence stands for
/// the name behind its comma.
fn announced(scene: &Scene<'_, '_>, head: &Range<usize>) -> Option<Range<usize>> {
    let sheet = scene.sheet;
    let first = scene.tokens.start;
    let small = |at: &usize| sheet.is(*at, Function::Auxiliary) || sheet.is(*at, Function::Adverb);
    let verb = (first..head.start).rev().take_while(small).last().unwrap_or(head.start);
    let opens = [Function::Subordinator, Function::Since, Function::When]
        .iter()
        .any(|class| sheet.function(first, *class) == 1);
    let pronoun = verb == first + 2 && sheet.is(first + 1, Function::ThingPronoun);
    (opens && pronoun && scene.mention_at(first + 1).is_none()).then(|| behind_comma(scene, head)).flatten()
}

/// The name behind the comma that ends what opens a sentence.
fn behind_comma(scene: &Scene<'_, '_>, head: &Range<usize>) -> Option<Range<usize>> {
    let sheet = scene.sheet;
    let end = scene.tokens.end.min(head.end + OPENING);
    let mut at = head.end;
    // "Founded on 3 May in what was then called X, the league …": up to its first comma all belongs to it.
    let mut inside = is_phrase(scene, at);
    while at < end {
        if let Some(time) = scene.covered_at(at) {
            at = time.end;
        } else if sheet.word(at) == "," {
            let pronoun = || scene.person_of(at + 1).map(|_| at + 1..at + 2);
            match name_at(scene, at + 1).or_else(pronoun) {
                Some(name) => return Some(name),
                None => at += 1,
            }
            inside = false;
        } else if !inside && (scene.is_verb(at) || scene.breaks(at)) {
            return None;
        } else {
            at += 1;
        }
    }
    None
}

/// Whether a date, a place or a doer stands behind a participle: "Founded on …", but not "Founded men".
fn is_phrase(scene: &Scene<'_, '_>, at: usize) -> bool {
    let classes = [Function::Preposition, Function::PlacePreposition, Function::Agent];
    scene.covered_at(at).is_some() || classes.iter().any(|class| scene.sheet.is(at, *class))
}

/// The name behind a comma, perhaps with an article, that a sentence goes on with. In "in X, Y, …"
/// it is where something was.
fn name_at(scene: &Scene<'_, '_>, at: usize) -> Option<Range<usize>> {
    let start = at + usize::from(scene.sheet.is(at, Function::Definite));
    if let Some(mention) = scene.mention_at(start).filter(|mention| mention.tokens.start == start) {
        let is_subject = mention.is(EntityClass::Person)
            || mention.is(EntityClass::Organisation) && scene.sheet.word(mention.tokens.end) != ",";
        return is_subject.then(|| mention.tokens.clone());
    }
    let mut end = start;
    while end < scene.tokens.end && scene.unknown_before(end + 1).is_some_and(|name| name.start <= start) {
        end += 1;
    }
    let name = start..end;
    (scene.is_unknown_name(&name) && scene.sheet.word(end) != ",").then_some(name)
}

/// "the forces of X", "soldiers from X", "the troops in X": a body whose owner, or whose place, is named behind it.
fn body_of(scene: &Scene<'_, '_>, owner: &Range<usize>) -> Option<Range<usize>> {
    let sheet = scene.sheet;
    let mut at = owner.start;
    while at > scene.tokens.start && sheet.is(at - 1, Function::Definite) {
        at -= 1;
    }
    let links = [Function::Of, Function::From, Function::PlacePreposition];
    let is_link = |link: &usize| links.iter().any(|class| sheet.is(*link, *class));
    let link = at.checked_sub(1).filter(|link| *link > scene.tokens.start && is_link(link))?;
    let body = link.checked_sub(1)?;
    let is_body = sheet.sense(body, |sense| sense == Sense::Body) == 1 && !sheet.is_capital(body);
    (is_body && !is_complement(scene, body)).then_some(body..owner.end)
}

/// Whether a place is where something else is: "the price in X rose".
fn is_where(scene: &Scene<'_, '_>, name: &Range<usize>) -> bool {
    let place = scene.mention_at(name.start).is_some_and(|mention| mention.is(EntityClass::Place));
    let mut link = name.start;
    while link > scene.tokens.start && scene.sheet.is(link - 1, Function::Definite) {
        link -= 1;
    }
    let link = link.checked_sub(1).filter(|link| *link > scene.tokens.start);
    place && link.is_some_and(|link| scene.sheet.is(link, Function::PlacePreposition))
}

/// "the garrison at X in Y": the place that a noun for one is said of.
fn held(scene: &Scene<'_, '_>, last: &Range<usize>) -> Option<Range<usize>> {
    let sheet = scene.sheet;
    let mut place = last.clone();
    loop {
        let is_place = scene.mention_at(place.start).is_some_and(|mention| mention.is(EntityClass::Place));
        let link = place.start.checked_sub(1).filter(|link| *link > scene.tokens.start && is_place)?;
        if !sheet.is(link, Function::PlacePreposition) && !sheet.is(link, Function::Of) {
            return None;
        }
        if sheet.sense(link - 1, |sense| sense == Sense::Land) == 1 && scene.mention_at(link - 1).is_none() {
            return Some(place);
        }
        place = scene.mention_at(link - 1).map(|mention| mention.tokens.clone())?;
    }
}

/// What a relative pronoun stands for: the name right before it, or before its comma.
fn antecedent(scene: &Scene<'_, '_>, relative: usize) -> Option<Range<usize>> {
    let last = relative.checked_sub(1)?;
    let last = if scene.sheet.word(last) == "," { last.checked_sub(1)? } else { last };
    let mention = scene.mention_at(last).filter(|_| last >= scene.tokens.start)?;
    Some(chain_start(scene, mention.tokens.clone()))
}

/// Whether a preposition makes the name at a token, or the list that it ends, part of another
/// phrase: "relations between A and B were established".
pub(crate) fn is_complement(scene: &Scene<'_, '_>, at: usize) -> bool {
    let sheet = scene.sheet;
    let mut at = at;
    while at > scene.tokens.start {
        let before = at - 1;
        let small = sheet.is(before, Function::Definite) || sheet.is(before, Function::And);
        if small {
            at = before;
        } else if let Some(mention) = scene.mention_at(before).filter(|_| {
            sheet.is(at, Function::And) || at < sheet.tokens.len() && sheet.is(at, Function::Definite)
        }) {
            at = mention.tokens.start;
        } else if let Some(unknown) = scene.unknown_before(at).filter(|_| sheet.is(at, Function::And)) {
            at = unknown.start;
        } else {
            return [
                Function::Of,
                Function::Between,
                Function::Preposition,
                Function::With,
                Function::Toward,
                Function::From,
            ]
            .iter()
            .any(|class| sheet.is(before, *class));
        }
    }
    false
}

/// A unit of a unit: "the 3rd Regiment of the 1st Army" begins with the regiment.
fn chain_start(scene: &Scene<'_, '_>, tokens: Range<usize>) -> Range<usize> {
    let sheet = scene.sheet;
    let mut at = tokens.start;
    while at > scene.tokens.start && sheet.is(at - 1, Function::Definite) {
        at -= 1;
    }
    if at > scene.tokens.start + 1
        && sheet.is(at - 1, Function::Of)
        && let Some(owner) = scene.mention_at(at - 2)
    {
        return owner.tokens.clone();
    }
    tokens
}
