//! Dates that a clause shares with another clause.

use annals_edtf::{Bound, Edtf};
use annals_knowledge::{Function, Sense};
use annals_model::Naming;

use crate::context::SentenceContext;
use crate::events::triggers::trigger::{Trigger, TriggerSource};
use crate::time_mentions::TimeMention;

/// Rule: the date of a sentence-initial participle.
pub(crate) const OPENED: &str = "date-of-participle";

/// Rule: the date before a clause with "when".
pub(crate) const WHEN: &str = "date-of-clause";
/// Rule: the date of a chronicle entry.
const ENTRY: &str = "date-of-entry-clause";

/// Most tokens between a date and the end of a sentence-initial participle phrase.
const PARTICIPLE: usize = 16;
/// Most tokens of a clause with "when".
const CLAUSE: usize = 24;

/// The event of a sentence-initial participle phrase: "Signed on 3 May, …".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opening {
    /// There is no such phrase.
    No,
    /// No trigger of the main clause.
    Elsewhere,
    /// The event noun that the participle modifies.
    Of(usize),
}

/// Reads the sentence-initial participle phrase that contains a date.
pub(crate) fn opening(
    context: &SentenceContext<'_, '_>,
    triggers: &[Trigger],
    time: &TimeMention,
) -> Opening {
    let (segment, first) = (context.segment, context.tokens.start);
    let participle = segment.is_capital(first)
        && !segment.is_function(first)
        && is_participle(context, first)
        && first < time.tokens.start
        && !context.has_verb(first + 1..time.tokens.start)
        && !(first..time.tokens.start)
            .any(|at| segment.word(at) == "," && context.mention_at(at + 1).is_none())
        && precedes_adjunct(context, first + 1);
    if !participle {
        return Opening::No;
    }
    let end = context.tokens.end.min(time.tokens.end + PARTICIPLE);
    for comma in time.tokens.end..end {
        if context.is_verb(comma) || matches!(segment.word(comma), ";" | ":") {
            break;
        }
        if segment.word(comma) != "," {
            continue;
        }
        let noun = comma + 1 + usize::from(segment.is(comma + 1, Function::Definite));
        let described = triggers.iter().position(|trigger| {
            let says = |sense| match sense {
                Sense::Support(number) => {
                    segment.language.support(number).is_some_and(|rule| rule.kind == trigger.kind)
                }
                _ => false,
            };
            trigger.phrase.start == noun && segment.sense(first, says) > 0
        });
        if let Some(number) = described {
            return Opening::Of(number);
        }
    }
    Opening::Elsewhere
}

/// Returns whether a capitalised word can be a participle.
fn is_participle(context: &SentenceContext<'_, '_>, at: usize) -> bool {
    let segment = context.segment;
    let known = segment.sense(at, |sense| matches!(sense, Sense::Verb(_) | Sense::Support(_))) == 1;
    let endings = &segment.language.verb_endings;
    let ends = endings.iter().any(|ending| segment.word(at).ends_with(ending.as_str()));
    let named = context.mention_at(at).is_some_and(|mention| mention.entity().is_some());
    (known || ends) && !named && !segment.is(at, Function::NotVerbs)
}

/// Returns whether a preposition or date is at a token after a participle: "Signed in X", but not "Wounded
/// men".
fn precedes_adjunct(context: &SentenceContext<'_, '_>, at: usize) -> bool {
    let segment = context.segment;
    context.covered_at(at).is_some()
        || [Function::Preposition, Function::PlacePreposition, Function::Agent, Function::From]
            .iter()
            .any(|class| segment.is(at, *class))
}

/// Returns the event of an apposed date: "the Battle of X, June 1924". The date ends its sentence or caption.
pub(crate) fn apposed(
    context: &SentenceContext<'_, '_>,
    triggers: &[Trigger],
    time: &TimeMention,
) -> Option<usize> {
    let segment = context.segment;
    let before = time.tokens.start.checked_sub(1)?;
    // "in the campaign, from 3 to 9 May"
    let links = [Function::Preposition, Function::From, Function::Between];
    let link =
        matches!(time.edtf, Edtf::Interval { .. }) && links.iter().any(|class| segment.is(before, *class));
    let comma = before.checked_sub(usize::from(link)).filter(|comma| segment.word(*comma) == ",")?;
    let end = time.tokens.end;
    let ends = end >= context.tokens.end || matches!(segment.word(end), "." | "(" | ")" | ";");
    triggers
        .iter()
        .position(|trigger| ends && trigger.naming == Naming::Proper && trigger.phrase.end == comma)
}

/// Returns the event that explains a date in brackets: "National Day, 2 December (founding of X)", "National
/// Day (founding of X), 2 December".
pub(crate) fn explained(
    context: &SentenceContext<'_, '_>,
    triggers: &[Trigger],
    time: &TimeMention,
) -> Option<usize> {
    let segment = context.segment;
    let fills = |trigger: &Trigger| {
        let open = trigger.phrase.start.checked_sub(1)?;
        let open = if segment.is(open, Function::Definite) { open.checked_sub(1)? } else { open };
        (segment.word(open) == "(" && segment.word(trigger.phrase.end) == ")")
            .then_some(open..trigger.phrase.end + 1)
    };
    triggers.iter().position(|trigger| {
        fills(trigger).is_some_and(|bracket| {
            bracket.start == time.tokens.end
                || segment.word(bracket.end) == "," && bracket.end + 1 == time.tokens.start
        })
    })
}

/// Returns the event of the verb directly after a day: "The governor yesterday opened the bridge".
pub(crate) fn before_verb(
    context: &SentenceContext<'_, '_>,
    triggers: &[Trigger],
    time: &TimeMention,
) -> Option<usize> {
    let segment = context.segment;
    let small = |at: usize| {
        segment.is(at, Function::Auxiliary)
            || segment.is(at, Function::Adverb)
            || segment.language.is_adverb(segment.word(at))
    };
    let mut verb = time.tokens.end;
    while verb < time.tokens.end + 3 && small(verb) {
        verb += 1;
    }
    let following = |trigger: &Trigger| {
        trigger.own_verb().is_some_and(|own| own.start <= verb && time.tokens.end <= own.start)
            && trigger.own_verb().is_some_and(|own| own.end > verb)
    };
    // "The man who left on Monday resigned": the day of another verb.
    let mark = |at: &usize| segment.word(*at) == ",";
    let from = (context.tokens.start..time.tokens.start).rev().find(mark).unwrap_or(context.tokens.start);
    let subject = time.tokens.start > context.tokens.start
        && !context.has_verb(from..time.tokens.start)
        && !(from..time.tokens.start).any(|at| context.breaks(at));
    triggers.iter().position(|trigger| subject && following(trigger))
}

/// Returns the event that is the object of a date: "3 May saw the founding of X".
pub(crate) fn object_of_date(
    context: &SentenceContext<'_, '_>,
    triggers: &[Trigger],
    time: &TimeMention,
) -> Option<usize> {
    let segment = context.segment;
    let verb = time.tokens.end;
    let len = segment.function(verb, Function::Bringing);
    let opens = (context.tokens.start..time.tokens.start)
        .rev()
        .take_while(|at| !matches!(segment.word(*at), "," | ";" | ":") || context.mention_at(*at).is_some())
        .all(|at| segment.is(at, Function::Definite));
    let noun = verb + len + usize::from(segment.is(verb + len, Function::Definite));
    // "3 May saw the 50th anniversary of X" is an anniversary.
    let comes_back = |trigger: &Trigger| match trigger.source {
        TriggerSource::Noun(rule) => segment.language.noun(rule).is_some_and(|rule| rule.recurs),
        _ => false,
    };
    triggers
        .iter()
        .position(|trigger| len > 0 && opens && trigger.phrase.start == noun && !comes_back(trigger))
}

/// Returns the start of an "as"-clause that shares the sentence-initial date: "On 3 May, flags were flown as
/// X joined Y".
pub(crate) fn simultaneous_clause(
    context: &SentenceContext<'_, '_>,
    triggers: &[Trigger],
    from: usize,
) -> Option<usize> {
    let segment = context.segment;
    let link = (from..context.tokens.end.min(from + CLAUSE)).find(|at| {
        segment.is(*at, Function::Meanwhile)
            && context.mention_at(*at).is_none()
            && context.has_verb(from..*at)
    })?;
    let next = link + 1;
    let subject = segment.is(next, Function::Definite) || segment.is_capital(next);
    let plain = (from..link).all(|at| {
        segment.speech_verb(at) == 0
            && (!context.breaks(at) || at == from)
            && !segment.is(at, Function::Relative)
            && !segment.is(at, Function::Infinitive)
            && (context.covered_at(at).is_none() || at < from)
    });
    let inside =
        |trigger: &Trigger| trigger.own_verb().is_some_and(|verb| (from..link).contains(&verb.start));
    (subject && plain && !triggers.iter().any(inside)).then_some(next)
}

/// Returns whether the following words restate a date: "two weeks later, on 24 November,".
pub(crate) fn is_restated(context: &SentenceContext<'_, '_>, time: &TimeMention) -> bool {
    let segment = context.segment;
    let comma = time.tokens.end;
    let following = comma + 1 + usize::from(segment.is(comma + 1, Function::Preposition));
    segment.word(comma) == ","
        && following > comma + 1
        && context.time_at(following).is_some_and(|date| date.tokens.start == following)
}

/// Returns the rule that attaches a date to the following clause.
pub(crate) fn rule_of_clause(context: &SentenceContext<'_, '_>, time: &TimeMention) -> &'static str {
    if entry(context, time).is_some() { ENTRY } else { WHEN }
}

/// Returns the day of a clause with "when": "until 3 May, when X fell" is of 3 May.
pub(crate) fn day_of_clause(date: Edtf) -> Edtf {
    match date {
        Edtf::Interval { end: Bound::Known(day), .. }
        | Edtf::Interval { start: Bound::Known(day), end: Bound::Open | Bound::Unknown } => Edtf::Date(day),
        date => date,
    }
}

/// Returns the events of the clause after a date: "on 3 May, when X fell"; "1805 – X is taken and Y freed";
/// "on 3 May, the day of the armistice".
pub(crate) fn events_of_clause(
    context: &SentenceContext<'_, '_>,
    triggers: &[Trigger],
    time: &TimeMention,
) -> Vec<usize> {
    let segment = context.segment;
    let following = time.tokens.end + usize::from(segment.word(time.tokens.end) == ",");
    let of = segment.function(following, Function::DayOf);
    if of > 0 && following > time.tokens.end {
        let noun = following + of + usize::from(segment.is(following + of, Function::Definite));
        return triggers.iter().position(|trigger| trigger.phrase.start == noun).into_iter().collect();
    }
    match segment.function(following, Function::When) {
        0 => entry(context, time).map(|start| verbs(context, triggers, start, Commas::Join)),
        len => Some(verbs(context, triggers, following + len, Commas::End)),
    }
    .unwrap_or_default()
}

/// Returns the start of a chronicle entry's clause: "1942 – War of X: Y is founded".
fn entry(context: &SentenceContext<'_, '_>, time: &TimeMention) -> Option<usize> {
    let segment = context.segment;
    let mark = time.tokens.end;
    let opens = (context.tokens.start..time.tokens.start).all(|at| !segment.is_word(at));
    if !opens || !matches!(segment.word(mark), "–" | "—" | "-") {
        return None;
    }
    let topic = |at: &usize| segment.word(*at) == ":" && !context.has_verb(mark + 1..*at);
    Some((mark + 1..context.tokens.end).rev().find(topic).unwrap_or(mark) + 1)
}

/// The role of a comma after the first verb of a clause.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Commas {
    /// It ends the clause.
    End,
    /// It may join another verb.
    Join,
}

/// Returns the triggers of the coordinated verbs of a clause.
fn verbs(
    context: &SentenceContext<'_, '_>,
    triggers: &[Trigger],
    start: usize,
    commas: Commas,
) -> Vec<usize> {
    let segment = context.segment;
    let mut found = Vec::new();
    let mut first = true;
    let mut at = start;
    let end = match commas {
        Commas::End => context.tokens.end.min(start + CLAUSE),
        Commas::Join => context.tokens.end,
    };
    while at < end {
        if let Some(mention) = context.mention_at(at) {
            at = mention.tokens.end;
            continue;
        }
        let perfect = |at: usize| {
            segment.language.perfect.iter().any(|form| form.eq_ignore_ascii_case(segment.word(at)))
        };
        let stops = context.covered_at(at).is_some()
            || context.breaks(at) && !matches!(segment.word(at), "(" | ")")
            || segment.is(at, Function::Infinitive)
            || segment.is(at, Function::Planned)
            || first && perfect(at)
            || segment.speech_verb(at) > 0
            || !first && commas == Commas::End && segment.word(at) == ",";
        if stops {
            break;
        }
        let joined = first
            || at.checked_sub(1).is_some_and(|before| {
                segment.is(before, Function::And) || commas == Commas::Join && segment.word(before) == ","
            });
        let owner =
            triggers.iter().position(|trigger| trigger.own_verb().is_some_and(|verb| verb.contains(&at)));
        match owner {
            Some(number) => {
                if joined && !found.contains(&number) {
                    found.push(number);
                }
                first = false;
                at = triggers.get(number).and_then(Trigger::own_verb).map_or(at + 1, |verb| verb.end);
            }
            None => {
                first &= !context.is_verb(at) || segment.is(at, Function::Auxiliary);
                at += 1;
            }
        }
    }
    found
}
