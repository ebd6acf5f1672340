//! Attaches the dates of a sentence to its triggers.

use std::ops::Range;

use annals_edtf::{Comparison, Finer};
use annals_knowledge::{Function, Sense};
use annals_model::DateBasis;

use crate::context::SentenceContext;
use crate::events::apposition::{interjection, is_clear};
use crate::events::date_attachment::clauses::{
    Opening, apposed, before_verb, events_of_clause, explained, is_restated, object_of_date, opening,
    rule_of_clause, simultaneous_clause,
};
use crate::events::triggers::trigger::{Trigger, TriggerSource};
use crate::time_mentions::TimeMention;

/// Most tokens between a noun and its support verb.
const TAIL: usize = 10;

/// Most words of a support verb.
const VERB: usize = 3;

/// Longest relative clause between an event and its verb.
const CLAUSE: usize = 24;

/// A trigger with a date.
#[derive(Clone, Debug)]
pub(crate) struct DatedTrigger<'t> {
    /// Index of the trigger.
    pub(crate) trigger: usize,
    /// Its date.
    pub(crate) time: &'t TimeMention,
    /// The theme of a gapped event, whose trigger words are not repeated: B in "the founding of A on one day
    /// and B on another".
    pub(crate) about: Option<Range<usize>>,
    /// The rule that attached the date.
    pub(crate) rule: &'static str,
}

/// Returns the dated triggers of a sentence.
pub(crate) fn attach<'t>(
    context: &'t SentenceContext<'_, '_>,
    triggers: &[Trigger],
) -> Vec<DatedTrigger<'t>> {
    let mut dated: Vec<DatedTrigger<'t>> = Vec::new();
    for time in context.dates() {
        if let Some(found) = date_owner(context, triggers, time, &dated) {
            merge(&mut dated, found);
        }
    }
    for time in context.dates() {
        for trigger in events_of_clause(context, triggers, time) {
            if dated.iter().all(|dated| dated.trigger != trigger) {
                dated.push(DatedTrigger { trigger, time, about: None, rule: rule_of_clause(context, time) });
            }
        }
    }
    dated
}

/// Adds a dated trigger. Of two compatible dates of one mention, the finer one remains.
fn merge<'t>(dated: &mut Vec<DatedTrigger<'t>>, new: DatedTrigger<'t>) {
    if new.about.is_none() {
        let earlier = dated.iter_mut().find(|old| old.trigger == new.trigger && old.about.is_none());
        if let Some(old) = earlier {
            match old.time.edtf.compare(&new.time.edtf) {
                Comparison::Equal | Comparison::Compatible(Finer::This | Finer::Neither) => return,
                Comparison::Compatible(Finer::Other) => {
                    *old = new;
                    return;
                }
                Comparison::Conflicting | Comparison::Undetermined => {}
            }
        }
    }
    dated.push(new);
}

fn date_owner<'t>(
    context: &SentenceContext<'_, '_>,
    triggers: &[Trigger],
    time: &'t TimeMention,
    dated: &[DatedTrigger<'t>],
) -> Option<DatedTrigger<'t>> {
    let plain = |trigger, rule| Some(DatedTrigger { trigger, time, about: None, rule });
    let start = time.tokens.start;
    let last = time.tokens.end.saturating_sub(1);
    let inside = triggers
        .iter()
        .rposition(|trigger| trigger.phrase.contains(&start) || trigger.phrase.contains(&last));
    // "the 1863-1864 period" is itself a time.
    let span = inside.filter(|number| is_span(context, triggers, *number));
    // "the Autumn Light exercise": a season in a name is no date.
    let named = time.basis == DateBasis::Resolved && context.segment.is_capital(time.tokens.end);
    if inside.is_some() && span.is_none() && named {
        return None;
    }
    if inside.is_some() && span.is_none() {
        return inside.and_then(|number| plain(number, "date-in-name"));
    }
    if time.basis == DateBasis::Resolved && is_restated(context, time) {
        return None;
    }
    let from =
        span.and_then(|number| triggers.get(number)).map_or(start, |trigger| trigger.phrase.start.min(start));
    if let Some(open) = bracket(context, start) {
        let named = triggers.iter().rposition(|trigger| trigger.phrase.end == open);
        return named
            .or_else(|| before(context, triggers, open, span))
            .and_then(|number| plain(number, "date-in-brackets"));
    }
    if let Some(number) = before(context, triggers, from, span) {
        return plain(number, "date-after");
    }
    if let Some(number) = apposed(context, triggers, time).or_else(|| beyond_clause(context, triggers, from))
    {
        return plain(number, "date-after");
    }
    if let Some(found) = gapped(context, triggers, time, dated) {
        return Some(found);
    }
    if let Some(number) = labelled(context, triggers, start).or_else(|| explained(context, triggers, time)) {
        return plain(number, "date-of-label");
    }
    if let Some(number) = chronicle(context, triggers, time) {
        return plain(number, "date-of-entry");
    }
    // "two days before war was declared" is not the day of the following clause.
    if context.segment.is(last, Function::Preposition) {
        return None;
    }
    match opening(context, triggers, time) {
        Opening::No => {}
        Opening::Elsewhere => return None,
        Opening::Of(number) => return plain(number, super::clauses::OPENED),
    }
    if let Some(number) =
        before_verb(context, triggers, time).or_else(|| object_of_date(context, triggers, time))
    {
        return plain(number, "date-before-verb");
    }
    if let Some(number) = clause_initial(
        context,
        triggers,
        from,
        span.map_or(time.tokens.end, |number| triggers.get(number).map_or(time.tokens.end, |t| t.phrase.end)),
    ) {
        return plain(number, "date-first");
    }
    span.and_then(|number| plain(number, "date-in-name"))
}

/// Returns the event whose support verb follows a relative clause: "The treaty, which ended the war, was
/// signed on 3 May".
fn beyond_clause(context: &SentenceContext<'_, '_>, triggers: &[Trigger], at: usize) -> Option<usize> {
    let segment = context.segment;
    let is_small = |at: usize| {
        use Function::{Between, Definite, From, PlacePreposition, Preposition};
        [Preposition, PlacePreposition, From, Between, Definite].iter().any(|class| segment.is(at, *class))
    };
    let mut end = at;
    while end > context.tokens.start && is_small(end - 1) {
        end -= 1;
    }
    let verb = (1..=VERB).find_map(|len| {
        let verb = end.checked_sub(len).filter(|verb| *verb > context.tokens.start)?;
        (segment.sense(verb, |sense| matches!(sense, Sense::Support(_))) == len).then_some(verb)
    })?;
    let mut close = verb.checked_sub(1)?;
    while segment.is(close, Function::Auxiliary) && close > context.tokens.start {
        close -= 1;
    }
    if segment.word(close) != "," {
        return None;
    }
    let floor = context.tokens.start.max(close.saturating_sub(CLAUSE));
    let open =
        (floor..close).rev().find(|at| segment.word(*at) == "," && segment.is(at + 1, Function::Relative))?;
    let number = triggers.iter().position(|trigger| trigger.phrase.end == open)?;
    let kind = &triggers.get(number)?.kind;
    let says = segment.sense(verb, |sense| match sense {
        Sense::Support(number) => segment.language.support(number).is_some_and(|rule| rule.kind == *kind),
        _ => false,
    });
    (says > 0).then_some(number)
}

fn is_span(context: &SentenceContext<'_, '_>, triggers: &[Trigger], number: usize) -> bool {
    let Some(Trigger { source: TriggerSource::Noun(rule), .. }) = triggers.get(number) else { return false };
    context.segment.language.noun(*rule).is_some_and(|rule| rule.span)
}

/// Returns the opening bracket directly before a date.
fn bracket(context: &SentenceContext<'_, '_>, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    if context.segment.word(before) == "(" {
        return Some(before);
    }
    let earlier = before.checked_sub(1)?;
    let small = context.segment.is_function(before) && context.segment.word(earlier) == "(";
    small.then_some(earlier)
}

/// Returns the nearest trigger before a token, if no clause begins between them.
fn before(
    context: &SentenceContext<'_, '_>,
    triggers: &[Trigger],
    at: usize,
    span: Option<usize>,
) -> Option<usize> {
    let candidates = triggers.iter().enumerate().filter(|(number, _)| Some(*number) != span);
    let (number, end) = candidates
        .filter_map(|(number, trigger)| {
            let support = trigger.support.as_ref().map(|verb| verb.end);
            let ends = [Some(trigger.phrase.end), support, tail(context, trigger)];
            ends.into_iter().flatten().filter(|end| *end <= at).max().map(|end| (number, end))
        })
        .max_by_key(|(number, end)| (*end, *number))?;
    is_clear(context, end..at).then_some(number)
}

/// Returns the end of the support verb after a noun, perhaps with a place: "to be held", "was signed",
/// "reportedly took place".
pub(crate) fn tail(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> Option<usize> {
    let segment = context.segment;
    if matches!(trigger.source, TriggerSource::Verb(_)) {
        return None;
    }
    let mut at = trigger.phrase.end;
    // "the siege of X, which lasted from …"
    let which = at + usize::from(segment.word(at) == ",");
    if segment.is(which, Function::Relative) {
        at = which + 1;
    } else if which > at && is_supported_at(context, trigger, which) > 0 {
        // "the election, held on …"
        at = which;
    } else if let Some(following) = interjection(context, trigger) {
        at = following;
    }
    while at < (trigger.phrase.end + TAIL).min(context.tokens.end) {
        if context.covered_at(at).is_some() {
            return None;
        }
        let own = is_supported_at(context, trigger, at);
        if own > 0 && context.mention_at(at).is_none() {
            return Some(at + own);
        }
        let place = segment.is(at, Function::Toward) || segment.is(at, Function::PlacePreposition);
        let named = at > trigger.phrase.end
            && (context.mention_at(at).is_some() || segment.is_capital(at))
            && context.unknown_before(at + 1).is_none_or(|unknown| unknown.start > trigger.phrase.end);
        // "is reported to", "is scheduled to"
        let phrase = segment.function(at, Function::Report).max(segment.function(at, Function::Planned));
        let small = segment.is(at, Function::Infinitive)
            || segment.is(at, Function::Auxiliary)
            || segment.is(at, Function::Adverb)
            || phrase > 0
            || segment.language.is_adverb(segment.word(at));
        if !place && !named && !small {
            return None;
        }
        at += phrase.max(1);
    }
    None
}

/// Returns the number of tokens of a support verb of the event at a token.
fn is_supported_at(context: &SentenceContext<'_, '_>, trigger: &Trigger, at: usize) -> usize {
    let language = context.segment.language;
    context.segment.sense(at, |sense| match sense {
        Sense::Support(number) => language.support(number).is_some_and(|rule| rule.kind == trigger.kind),
        sense => sense == Sense::Function(Function::Occurs),
    })
}

/// Returns the second event of a gapped coordination: "the founding of A on one day and B on another".
fn gapped<'t>(
    context: &SentenceContext<'_, '_>,
    triggers: &[Trigger],
    time: &'t TimeMention,
    dated: &[DatedTrigger<'t>],
) -> Option<DatedTrigger<'t>> {
    let segment = context.segment;
    let last = dated.last()?;
    let trigger = triggers.get(last.trigger)?;
    let about = trigger.about.clone().or_else(|| {
        // Without a rule for the theme: the complement of the phrase.
        (trigger.head.end < trigger.phrase.end && segment.is(trigger.head.end, Function::Of))
            .then(|| trigger.head.end + 1..trigger.phrase.end)
    })?;
    let mut at = last.time.tokens.end;
    at += usize::from(segment.word(at) == ",");
    let and = segment.function(at, Function::And);
    if and == 0 && segment.word(at.checked_sub(1)?) != "," || about.is_empty() {
        return None;
    }
    at += and;
    if segment.is(at, Function::Of) {
        at += 1;
    }
    while segment.is(at, Function::Definite) {
        at += 1;
    }
    let start = at;
    // The name ends at the preposition before the date.
    let mut end = time.tokens.start;
    while end > start
        && context.mention_at(end - 1).is_none()
        && (segment.is_function(end - 1) || !segment.is_word(end - 1))
    {
        end -= 1;
    }
    let plain = end > start
        && end - start <= 10
        && (start..end).all(|token| context.covered_at(token).is_none() && !context.is_verb(token))
        && (segment.is_capital(start) || context.mention_at(start).is_some())
        && !triggers.iter().any(|other| (start..end).contains(&other.head.start));
    plain.then_some(DatedTrigger {
        trigger: last.trigger,
        time,
        about: Some(start..end),
        rule: "date-shared-verb",
    })
}

/// Returns the label that begins a line: "Independence: 9 March 1848".
fn labelled(context: &SentenceContext<'_, '_>, triggers: &[Trigger], start: usize) -> Option<usize> {
    let colon = start.checked_sub(1).filter(|colon| context.segment.word(*colon) == ":")?;
    triggers.iter().position(|trigger| trigger.phrase == (context.tokens.start..colon))
}

/// Returns the event of a chronicle entry: "1805 – Battle of X: …".
fn chronicle(context: &SentenceContext<'_, '_>, triggers: &[Trigger], time: &TimeMention) -> Option<usize> {
    let segment = context.segment;
    let mark = time.tokens.end;
    let opens = (context.tokens.start..time.tokens.start).all(|at| segment.is(at, Function::Definite));
    if !opens || !matches!(segment.word(mark), "–" | "—" | "-" | ":") {
        return None;
    }
    // "1942 – War of X: Y is founded": a colon follows the context of the event.
    let mut start = mark + 1;
    for (number, trigger) in triggers.iter().enumerate() {
        while start < trigger.phrase.start && segment.is(start, Function::Definite) {
            start += 1;
        }
        if trigger.phrase.start != start && !is_nominalised(context, start..trigger.phrase.start) {
            // "War of X: Battle of Y: …": the last of several.
            return number.checked_sub(1).filter(|last| *last > 0);
        }
        if segment.word(trigger.phrase.end) != ":" {
            return Some(number);
        }
        start = trigger.phrase.end + 1;
    }
    triggers.len().checked_sub(1).filter(|last| *last > 0)
}

/// Returns whether the tokens nominalise an action on an event: "the signing of the …".
fn is_nominalised(context: &SentenceContext<'_, '_>, tokens: Range<usize>) -> bool {
    let segment = context.segment;
    let mut end = tokens.end;
    while end > tokens.start && segment.is(end - 1, Function::Definite) {
        end -= 1;
    }
    let of = end.checked_sub(1).filter(|of| *of > tokens.start && segment.is(*of, Function::Of));
    of.is_some_and(|of| {
        of - tokens.start <= 2
            && (tokens.start..of)
                .all(|at| segment.is_word(at) && !segment.is_function(at) && !context.is_verb(at))
    })
}

/// Returns whether a date is in a cleft and belongs to the following clause: "It was in X on 3 May that A
/// signed …".
fn is_cleft(context: &SentenceContext<'_, '_>, start: usize, end: usize) -> bool {
    let segment = context.segment;
    let first = context.tokens.start;
    segment.is(first, Function::Pronoun)
        && segment.is(first + 1, Function::Auxiliary)
        && start <= first + 8
        && segment.is(end, Function::Relative)
        && !(first + 2..start).any(|at| context.is_verb(at) || context.breaks(at))
}

/// Returns the trigger of the first verb after a date that begins its clause: "On 3 May, X signed …".
pub(crate) fn clause_initial(
    context: &SentenceContext<'_, '_>,
    triggers: &[Trigger],
    start: usize,
    end: usize,
) -> Option<usize> {
    let segment = context.segment;
    let mut at = if follows_place(context, start) { context.tokens.start } else { start };
    let mut steps = 0;
    // Function words and adverbs may precede the date.
    let cleft = is_cleft(context, start, end);
    while at > context.tokens.start && !cleft {
        let before = at - 1;
        let opens = matches!(segment.word(before), "," | "-" | "–" | "—" | "“" | "\"" | ";" | ":")
            || segment.is(before, Function::Relative)
            || segment.is(before, Function::Subordinator)
            || (segment.is(before, Function::And) && !segment.is_capital(before));
        if opens {
            break;
        }
        if segment.speech_verb(before) > 0 {
            return None;
        }
        if !segment.is_function(before)
            && context.covered_at(before).is_none()
            && before != context.tokens.start
            || steps == 4
        {
            return None;
        }
        at = before;
        steps += 1;
    }
    let mut token = end + usize::from(cleft);
    let mut auxiliary = None;
    if let Some(clause) = simultaneous_clause(context, triggers, end) {
        token = clause;
    }
    while token < context.tokens.end {
        if let Some(mention) = context.mention_at(token) {
            token = mention.tokens.end;
            continue;
        }
        if context.covered_at(token).is_some() {
            if segment.is(token, Function::Preposition) && context.time_at(token).is_some() {
                return None;
            }
            token += 1;
            continue;
        }
        // A chronicle entry that continues after a comma describes a life.
        let entry = end < token && matches!(segment.word(end), "–" | "—" | "-") && segment.word(token) == ",";
        if entry
            || matches!(segment.word(token), ";" | ":" | "“" | "”")
            || segment.is(token, Function::Relative) && token > end
        {
            return None;
        }
        let owner =
            triggers.iter().position(|trigger| trigger.own_verb().is_some_and(|verb| verb.contains(&token)));
        if owner.is_some() {
            return owner;
        }
        if segment.is(token, Function::Auxiliary) {
            // "was officially opened" continues; in "there were many" it is the main verb.
            auxiliary = Some(token);
        } else if context.is_verb(token) || auxiliary.is_some_and(|auxiliary| token > auxiliary + 3) {
            return None;
        }
        if segment.speech_verb(token) > 0 {
            return None;
        }
        token += 1;
    }
    None
}

/// Most words of a sentence-initial place.
const PLACE: usize = 4;

/// Returns whether a sentence begins with a place directly before a date: "In X on 3 May, …".
fn follows_place(context: &SentenceContext<'_, '_>, date: usize) -> bool {
    let (segment, first) = (context.segment, context.tokens.start);
    let end = (first + 1..date).find(|at| !segment.is_capital(*at)).unwrap_or(date);
    let name = (1..=PLACE).contains(&(end.saturating_sub(first + 1)));
    let small = end + 1 >= date && (end..date).all(|at| segment.is_function(at));
    first < date && segment.is(first, Function::PlacePreposition) && name && small
}
