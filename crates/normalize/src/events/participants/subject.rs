//! The subject of a verb.

use std::ops::Range;

use annals_knowledge::{Function, Sense};
use annals_model::EntityClass;
use annals_text::TokenKind;

use crate::context::SentenceContext;

/// Most tokens between a sentence-initial participle and its subject.
const OPENING: usize = 24;

/// Returns the last name, pronoun or organisation noun before a verb that can be its subject.
pub(crate) fn subject_before(context: &SentenceContext<'_, '_>, head: &Range<usize>) -> Option<Range<usize>> {
    let segment = context.segment;
    if let Some(name) = opened_by(context, head).or_else(|| announced(context, head)) {
        return Some(name);
    }
    let mut at = head.start;
    let mut steps = 0;
    while at > context.tokens.start && steps < 24 {
        let before = at - 1;
        steps += 1;
        if let Some(mention) = context.with_trailing_title_at(before) {
            at = mention.tokens.end;
        }
        let before = at - 1;
        if let Some(mention) = context.mention_at(before) {
            let start = chain_start(context, mention.tokens.clone());
            if let Some(place) = held(context, &start) {
                return Some(place);
            }
            return match is_complement(context, start.start) || is_where(context, &start) {
                false => Some(start),
                true => unit_of(context, &start),
            };
        }
        if let Some(time) = context.covered_at(before) {
            at = time.start;
            continue;
        }
        if let Some(open) = context.bracket_before(before) {
            at = open;
            continue;
        }
        if at == head.start && segment.is(before, Function::Subordinator) {
            // "X said while visiting Y": the subject of the preceding clause.
            at = before;
            continue;
        }
        // "Constitution: adopted on …", "(founded in …"
        if at == head.start && matches!(segment.word(before), "(" | ":" | "-" | "--" | "—") {
            at = before;
            continue;
        }
        if segment.is(before, Function::Relative) {
            return antecedent(context, before);
        }
        if segment.word(before) == "," {
            // Skips ", in coordination with X,".
            let mark = |at: &usize| segment.word(*at) == "," && context.covered_at(*at).is_none();
            let open = (context.tokens.start..before).rev().take(20).find(mark);
            let aside = open.is_some_and(|open| {
                [Function::Preposition, Function::PlacePreposition, Function::With, Function::Relative]
                    .iter()
                    .any(|class| segment.is(open + 1, *class))
                    // "X, born in Y, died"
                    || context.is_verb(open + 1)
                    // "X, 78, died"
                    || open + 2 == before && segment.kind(open + 1) == Some(TokenKind::Number)
                    // "X, also a member of Y, died"
                    || open > context.tokens.start && is_described(context, open)
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
                    if context
                        .mention_at(before - 1)
                        .is_some_and(|mention| mention.tokens == (open + 1..before)) =>
                {
                    return Some(open + 1..before);
                }
                _ => return None,
            }
        }
        if context.breaks(before) {
            return None;
        }
        if context.person_of(before).is_some() {
            return Some(before..at);
        }
        if let Some(unknown) = context.unknown_before(at) {
            let unit = unit_of(context, &unknown);
            return match is_complement(context, unknown.start) {
                false => unit.or(Some(unknown)),
                true => unit,
            };
        }
        let unit = segment.sense(before, |sense| sense == Sense::Body);
        if unit == 1 {
            return Some(before..at);
        }
        let adverb = segment.is_word(before)
            && (segment.is(before, Function::Auxiliary)
                || segment.is(before, Function::Negation)
                || segment.is(before, Function::Planned)
                || segment.is(before, Function::Infinitive)
                || segment.is(before, Function::Implicative)
                || !segment.is_function(before) && !context.is_verb(before) && at == before + 1);
        if !adverb {
            return None;
        }
        at = before;
    }
    None
}

/// Returns whether the words after a comma describe the person before it.
fn is_described(context: &SentenceContext<'_, '_>, comma: usize) -> bool {
    let segment = context.segment;
    let person = context.mention_at(comma - 1).is_some_and(|mention| mention.is(EntityClass::Person))
        || context.person_of(comma - 1).is_some();
    let opens = [Function::Adverb, Function::Definite, Function::Indefinite]
        .iter()
        .any(|class| segment.is(comma + 1, *class))
        || segment.sense(comma + 1, |sense| matches!(sense, Sense::Office(_) | Sense::Rank(_))) > 0;
    person && opens && context.mention_at(comma + 1).is_none()
}

/// Returns the subject of a sentence-initial participle: "Born in X on 3 May, Y …".
pub(crate) fn opened_by(context: &SentenceContext<'_, '_>, head: &Range<usize>) -> Option<Range<usize>> {
    let segment = context.segment;
    let participle =
        head.len() == 1 && segment.is_capital(head.start) && !segment.is(head.start, Function::Auxiliary);
    if head.start != context.tokens.start || !participle {
        return None;
    }
    name_after_comma(context, head)
}

/// Returns the antecedent of a cataphoric pronoun: "Since it was founded on 3 May, the league …".
fn announced(context: &SentenceContext<'_, '_>, head: &Range<usize>) -> Option<Range<usize>> {
    let segment = context.segment;
    let first = context.tokens.start;
    let small = |at: &usize| segment.is(*at, Function::Auxiliary) || segment.is(*at, Function::Adverb);
    let verb = (first..head.start).rev().take_while(small).last().unwrap_or(head.start);
    let opens = [Function::Subordinator, Function::Since, Function::When]
        .iter()
        .any(|class| segment.function(first, *class) == 1);
    let pronoun = verb == first + 2 && segment.is(first + 1, Function::ThingPronoun);
    (opens && pronoun && context.mention_at(first + 1).is_none())
        .then(|| name_after_comma(context, head))
        .flatten()
}

/// Returns the name after the comma that ends a sentence-initial phrase.
fn name_after_comma(context: &SentenceContext<'_, '_>, head: &Range<usize>) -> Option<Range<usize>> {
    let segment = context.segment;
    let end = context.tokens.end.min(head.end + OPENING);
    let mut at = head.end;
    // "Founded on 3 May in what was then called X, the league …": up to its first comma, everything belongs
    // to the phrase.
    let mut inside = is_phrase(context, at);
    while at < end {
        if let Some(time) = context.covered_at(at) {
            at = time.end;
        } else if segment.word(at) == "," {
            let pronoun = || context.person_of(at + 1).map(|_| at + 1..at + 2);
            match name_at(context, at + 1).or_else(pronoun) {
                Some(name) => return Some(name),
                None => at += 1,
            }
            inside = false;
        } else if !inside && (context.is_verb(at) || context.breaks(at)) {
            return None;
        } else {
            at += 1;
        }
    }
    None
}

/// Returns whether a date, place or agent follows a participle: "Founded on …", but not "Founded men".
fn is_phrase(context: &SentenceContext<'_, '_>, at: usize) -> bool {
    let classes = [Function::Preposition, Function::PlacePreposition, Function::Agent];
    context.covered_at(at).is_some() || classes.iter().any(|class| context.segment.is(at, *class))
}

/// Returns the name after a comma, perhaps with an article, that continues the sentence. In "in X, Y, …" it
/// is a place.
fn name_at(context: &SentenceContext<'_, '_>, at: usize) -> Option<Range<usize>> {
    let start = at + usize::from(context.segment.is(at, Function::Definite));
    if let Some(mention) = context.mention_at(start).filter(|mention| mention.tokens.start == start) {
        let is_subject = mention.is(EntityClass::Person)
            || mention.is(EntityClass::Organisation) && context.segment.word(mention.tokens.end) != ",";
        return is_subject.then(|| mention.tokens.clone());
    }
    let mut end = start;
    while end < context.tokens.end && context.unknown_before(end + 1).is_some_and(|name| name.start <= start)
    {
        end += 1;
    }
    let name = start..end;
    (context.is_unknown_name(&name) && context.segment.word(end) != ",").then_some(name)
}

/// Returns a unit whose owner or place follows it: "the forces of X", "soldiers from X", "the troops in X".
fn unit_of(context: &SentenceContext<'_, '_>, owner: &Range<usize>) -> Option<Range<usize>> {
    let segment = context.segment;
    let mut at = owner.start;
    while at > context.tokens.start && segment.is(at - 1, Function::Definite) {
        at -= 1;
    }
    let links = [Function::Of, Function::From, Function::PlacePreposition];
    let is_link = |link: &usize| links.iter().any(|class| segment.is(*link, *class));
    let link = at.checked_sub(1).filter(|link| *link > context.tokens.start && is_link(link))?;
    let unit = link.checked_sub(1)?;
    let is_unit = segment.sense(unit, |sense| sense == Sense::Body) == 1 && !segment.is_capital(unit);
    (is_unit && !is_complement(context, unit)).then_some(unit..owner.end)
}

/// Returns whether a place is an adjunct of another noun: "the price in X rose".
fn is_where(context: &SentenceContext<'_, '_>, name: &Range<usize>) -> bool {
    let place = context.mention_at(name.start).is_some_and(|mention| mention.is(EntityClass::Place));
    let mut link = name.start;
    while link > context.tokens.start && context.segment.is(link - 1, Function::Definite) {
        link -= 1;
    }
    let link = link.checked_sub(1).filter(|link| *link > context.tokens.start);
    place && link.is_some_and(|link| context.segment.is(link, Function::PlacePreposition))
}

/// Returns the place of a noun for a place: "the garrison at X in Y".
fn held(context: &SentenceContext<'_, '_>, last: &Range<usize>) -> Option<Range<usize>> {
    let segment = context.segment;
    let mut place = last.clone();
    loop {
        let is_place = context.mention_at(place.start).is_some_and(|mention| mention.is(EntityClass::Place));
        let link = place.start.checked_sub(1).filter(|link| *link > context.tokens.start && is_place)?;
        if !segment.is(link, Function::PlacePreposition) && !segment.is(link, Function::Of) {
            return None;
        }
        if segment.sense(link - 1, |sense| sense == Sense::Land) == 1
            && context.mention_at(link - 1).is_none()
        {
            return Some(place);
        }
        place = context.mention_at(link - 1).map(|mention| mention.tokens.clone())?;
    }
}

/// Returns the antecedent of a relative pronoun: the name directly before it or its comma.
fn antecedent(context: &SentenceContext<'_, '_>, relative: usize) -> Option<Range<usize>> {
    let last = relative.checked_sub(1)?;
    let last = if context.segment.word(last) == "," { last.checked_sub(1)? } else { last };
    let mention = context.mention_at(last).filter(|_| last >= context.tokens.start)?;
    Some(chain_start(context, mention.tokens.clone()))
}

/// Returns whether a preposition governs the name at a token, or the list that it ends: "relations between A
/// and B were established".
pub(crate) fn is_complement(context: &SentenceContext<'_, '_>, at: usize) -> bool {
    let segment = context.segment;
    let mut at = at;
    while at > context.tokens.start {
        let before = at - 1;
        let small = segment.is(before, Function::Definite) || segment.is(before, Function::And);
        if small {
            at = before;
        } else if let Some(mention) = context.mention_at(before).filter(|_| {
            segment.is(at, Function::And) || at < segment.tokens.len() && segment.is(at, Function::Definite)
        }) {
            at = mention.tokens.start;
        } else if let Some(unknown) = context.unknown_before(at).filter(|_| segment.is(at, Function::And)) {
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
            .any(|class| segment.is(before, *class));
        }
    }
    false
}

/// Returns the first unit of a chain: "the 3rd Regiment of the 1st Army" begins with the regiment.
fn chain_start(context: &SentenceContext<'_, '_>, tokens: Range<usize>) -> Range<usize> {
    let segment = context.segment;
    let mut at = tokens.start;
    while at > context.tokens.start && segment.is(at - 1, Function::Definite) {
        at -= 1;
    }
    if at > context.tokens.start + 1
        && segment.is(at - 1, Function::Of)
        && let Some(owner) = context.mention_at(at - 2)
    {
        return owner.tokens.clone();
    }
    tokens
}
