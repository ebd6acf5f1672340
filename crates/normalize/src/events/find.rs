//! Finds what tells an event in a sentence.

use std::ops::Range;

use annals_knowledge::{Argument, Function, NounId, NounRule, Sense, Undated, VerbId};
use annals_model::{EntityClass, Naming};
use annals_text::TokenKind;

use super::doers::joined;
use super::owners::owner;
use super::phrase::{Purpose, around, complement};
use super::posted::{is_posted, sent};
use super::scene::Scene;
use super::subject::{opened_by, subject_before};
use super::support::support;
use super::things::{called, noun_at, thing_before, trimmed};
use super::trigger::{Teller, Trigger};
use crate::names::{Mention, shown};

/// Most words between a verb and its object, or a noun and what it is about.
pub(crate) const REACH: usize = 8;

/// Everything in a sentence that tells an event, in order.
pub(crate) fn triggers(scene: &Scene<'_, '_>) -> Vec<Trigger> {
    let mut found: Vec<Trigger> = Vec::new();
    let mut at = scene.tokens.start;
    while at < scene.tokens.end {
        let trigger = known(scene, at).or_else(|| noun(scene, at)).or_else(|| verb(scene, at));
        match trigger {
            Some(trigger) if found.last().is_none_or(|last| last.head.end <= trigger.head.start) => {
                if found.last().is_some_and(|last| is_second_name(scene, last, &trigger)) {
                    at = trigger.phrase.end.max(at + 1);
                    continue;
                }
                at = trigger.head.end;
                // A proper name holds the words in it: "the Treaty on the Establishment of …".
                if trigger.naming == Naming::Proper {
                    at = at.max(trigger.phrase.end);
                }
                found.push(trigger);
            }
            _ => at += 1,
        }
    }
    support(scene, &mut found);
    found
}

/// "the Treaty on Trade (Trade Treaty)": the bracket has another name of the same event.
fn is_second_name(scene: &Scene<'_, '_>, last: &Trigger, trigger: &Trigger) -> bool {
    let open = last.phrase.end;
    last.kind == trigger.kind
        && last.naming == Naming::Proper
        && scene.sheet.word(open) == "("
        && scene
            .after_bracket(open)
            .is_some_and(|close| open < trigger.head.start && trigger.phrase.end < close)
}

/// An event that `names/` knows by its own name.
fn known(scene: &Scene<'_, '_>, at: usize) -> Option<Trigger> {
    let sheet = scene.sheet;
    let (len, number) = sheet.phrase(at, |sense| match sense {
        Sense::EventName(number) => Some(number),
        _ => None,
    })?;
    let event = scene.names.events.get(number)?;
    if !sheet.is_capital(at) && !sheet.is_caseless() {
        return None;
    }
    let head = at..at + len;
    Some(Trigger {
        kind: event.kind.clone(),
        teller: Teller::Known,
        name: shown(sheet.slice(&head)),
        phrase: head.clone(),
        head,
        support: None,
        shared: None,
        about: None,
        naming: Naming::Proper,
    })
}

fn noun(scene: &Scene<'_, '_>, at: usize) -> Option<Trigger> {
    let sheet = scene.sheet;
    if scene.covered_at(at).is_some() && !sheet.is_capital(at) {
        return None;
    }
    let candidates = |taken: &[NounId]| {
        sheet.phrase(at, |sense| match sense {
            Sense::Noun(number) if !taken.contains(&number) => Some(number),
            _ => None,
        })
    };
    let mut tried = Vec::new();
    // "Independence Day": a longer name that tells no event.
    let other = sheet.function(at, Function::NotEvents);
    while let Some((len, number)) = candidates(&tried).filter(|(len, _)| *len >= other) {
        if let Some(trigger) = noun_by(scene, at..at + len, number) {
            return Some(trigger);
        }
        tried.push(number);
    }
    None
}

fn noun_by(scene: &Scene<'_, '_>, head: Range<usize>, number: NounId) -> Option<Trigger> {
    let sheet = scene.sheet;
    let rule: &NounRule = sheet.language.noun(number)?;
    // Inside the name of a person or a body: "the Conference Committee".
    if let Some(mention) = scene.mention_at(head.start) {
        let last = mention.tokens.end == head.end && mention.is(EntityClass::Organisation);
        if !last || !sheet.is_capital(head.start) {
            return None;
        }
    }
    let purpose = if rule.undated.contains(&Undated::Purpose) { Purpose::Belongs } else { Purpose::Ends };
    let (mut phrase, naming) = around(scene, &head, purpose, rule.name_behind);
    if rule.named && naming != Naming::Proper {
        return None;
    }
    let mut about = None;
    let mut name = shown(sheet.slice(&phrase));
    if !rule.about.is_empty() {
        let subject = subject_of(scene, &head, &rule.about)?;
        // "X lived there until his death": whose it is may stand far before it.
        if owner(scene, &head, &rule.about).is_none() {
            phrase = phrase.start.min(subject.start)..phrase.end.max(subject.end);
        }
        if naming == Naming::Description && rule.name_about {
            name = called(scene, &subject).map_or_else(|| shown(sheet.slice(&subject)), str::to_owned);
        }
        phrase.end = as_office(scene, phrase.end).unwrap_or(phrase.end);
        about = Some(subject);
    }
    if naming == Naming::Proper
        && let Some(quoted) = quoted(scene, &phrase)
    {
        name = shown(sheet.slice(&quoted));
    }
    // A verb in -ing at the head of its own phrase is a verb: "founding the league"; so is what
    // stands right behind "will" or "to".
    let is_verb_too =
        sheet.sense(head.start, |sense| matches!(sense, Sense::Verb(_) | Sense::Support(_))) > 0;
    let bare = phrase == head && head.len() == 1 && !is_nominal(scene, head.start);
    let begins = phrase.start == head.start && naming == Naming::Description;
    let driven = head.start.checked_sub(1).is_some_and(|before| {
        let will = sheet.word(before);
        before >= scene.tokens.start
            && (sheet.is(before, Function::Infinitive)
                || sheet.language.future.iter().any(|word| word.eq_ignore_ascii_case(will)))
    });
    if is_verb_too && (bare || begins && driven && verb(scene, head.start).is_some()) {
        return None;
    }
    Some(Trigger {
        kind: rule.kind.clone(),
        teller: Teller::Noun(number),
        head,
        phrase,
        support: None,
        shared: None,
        about,
        name,
        naming,
    })
}

/// Where "as finance minister" behind what a noun is about ends.
fn as_office(scene: &Scene<'_, '_>, at: usize) -> Option<usize> {
    let sheet = scene.sheet;
    if !sheet.is(at, Function::Listing) {
        return None;
    }
    let words = at + 1..scene.tokens.end.min(at + 6);
    let plain =
        |next: &usize| sheet.is_word(*next) && scene.covered_at(*next).is_none() && !scene.is_verb(*next);
    words.take_while(plain).find_map(|next| {
        let office = sheet.sense(next, |sense| matches!(sense, Sense::Office(_)));
        // "as commander of the navy"
        (office > 0).then(|| complement(scene, next + office, Purpose::Ends).max(next + office))
    })
}

/// Whether an article, an adjective's place or a preposition makes a word a noun.
fn is_nominal(scene: &Scene<'_, '_>, at: usize) -> bool {
    let sheet = scene.sheet;
    let before = at.checked_sub(1).filter(|before| *before >= scene.tokens.start);
    let opened = before.is_some_and(|before| {
        sheet.is_possessive(before)
            || [
                Function::Definite,
                Function::Indefinite,
                Function::Possessive,
                Function::Of,
                Function::Preposition,
                Function::PlacePreposition,
            ]
            .iter()
            .any(|class| sheet.is(before, *class))
    });
    opened || sheet.is(at + 1, Function::Of)
}

/// A name in quotation marks that a phrase lies in: the whole of it.
fn quoted(scene: &Scene<'_, '_>, phrase: &Range<usize>) -> Option<Range<usize>> {
    let sheet = scene.sheet;
    let is_mark = |at: &usize| matches!(sheet.word(*at), "\"" | "“" | "”" | "``" | "''");
    let open = (scene.tokens.start.max(phrase.start.saturating_sub(12))..phrase.start).rev().find(is_mark)?;
    let close = (phrase.end..scene.tokens.end.min(phrase.end + 4)).find(is_mark)?;
    let verbless = !(open + 1..close).any(|at| scene.is_verb(at));
    let mut end = close;
    while end > phrase.end && !sheet.is_word(end - 1) {
        end -= 1;
    }
    (verbless && close - open < 20).then_some(open + 1..end)
}

/// What a noun is about: "of X" behind it, "X's" or X before it.
fn subject_of(scene: &Scene<'_, '_>, head: &Range<usize>, wanted: &[Argument]) -> Option<Range<usize>> {
    let sheet = scene.sheet;
    // "the birth and sound leadership of X"
    let mut of = head.end;
    if sheet.is(of, Function::And) {
        of = (of + 1..of + 4).find(|at| sheet.is(*at, Function::Of)).unwrap_or(of);
    }
    // "admission to the League"
    if (sheet.is(of, Function::Of) || sheet.is(of, Function::Toward))
        && let Some(subject) = argument(scene, of + 1, wanted, 4)
    {
        return Some(subject);
    }
    if let Some(owner) = owner(scene, head, wanted) {
        return Some(owner);
    }
    let before = head.start.checked_sub(1)?;
    let possessed = sheet.is_possessive(before);
    let owner = if possessed {
        (before.saturating_sub(2)..before).rev().find_map(|at| scene.mention_at(at))
    } else {
        // "the X congress", but not "X's troops capture".
        scene.mention_at(before).filter(|owner| !is_of_people(scene, owner))
    };
    let owner = owner?;
    scene.fits(owner.tokens.start, wanted)?;
    Some(owner.tokens.clone())
}

/// Whether a name tells the people of a place, or a body of theirs: "Polish troops".
fn is_of_people(scene: &Scene<'_, '_>, mention: &Mention) -> bool {
    mention.is(EntityClass::Place)
        && scene.sheet.sense(mention.tokens.start, |sense| matches!(sense, Sense::Demonym(_))) > 0
}

/// The first thing of the wanted class within reach of a token, and the words that describe it.
pub(crate) fn argument(
    scene: &Scene<'_, '_>,
    from: usize,
    wanted: &[Argument],
    reach: usize,
) -> Option<Range<usize>> {
    let sheet = scene.sheet;
    let mut start = from;
    let mut at = from;
    while at < (from + reach).min(scene.tokens.end) {
        // "established the X Memorial": the name goes on, and is another's.
        let goes_on = scene.mention_at(at).is_some_and(|mention| {
            sheet.is_capital(mention.tokens.end) && mention.tokens.end < scene.tokens.end
        });
        if goes_on {
            return None;
        }
        if let Some(end) = scene.fits(at, wanted) {
            let first = if scene.mention_at(at).is_some() { at } else { start };
            let end = if scene.mention_at(at).is_some() {
                end
            } else if wanted.contains(&Argument::Thing) && noun_at(scene, at) == Some(end) {
                trimmed(scene, at, end, scene.tokens.end)
            } else if sheet.is_capital(at) && sheet.is(end, Function::From) {
                // "freed X from Y": from whom, not which.
                end
            } else {
                complement(scene, end, Purpose::Ends).max(end)
            };
            return Some(first..end);
        }
        let article = sheet.is(at, Function::Definite)
            || sheet.is(at, Function::Indefinite)
            || sheet.is(at, Function::Possessive);
        if article {
            start = at + 1;
        }
        let goes_on = article
            // "the 50th Brigade"
            || sheet.kind(at) == Some(TokenKind::Number) && scene.covered_at(at).is_none()
            // "sent 11,600 soldiers", "sent 300 of its soldiers"
            || sheet.is_in_number(at)
            || sheet.is(at, Function::Of) && at > from && sheet.kind(at - 1) == Some(TokenKind::Number)
            || (sheet.is_word(at) && !sheet.is_function(at) && !scene.is_verb(at))
            || matches!(sheet.word(at), "-" | "'" | "’");
        if !goes_on || scene.mention_at(at).is_some_and(|mention| mention.is(EntityClass::Person)) {
            return None;
        }
        at += 1;
    }
    None
}

fn verb(scene: &Scene<'_, '_>, at: usize) -> Option<Trigger> {
    let sheet = scene.sheet;
    if scene.mention_at(at).is_some()
        || scene.covered_at(at).is_some()
        || sheet.is_capital(at) && at != scene.tokens.start
    {
        return None;
    }
    let mut tried = Vec::new();
    while let Some((len, number)) = sheet.phrase(at, |sense| match sense {
        Sense::Verb(number) if !tried.contains(&number) => Some(number),
        _ => None,
    }) {
        if let Some(trigger) = verb_by(scene, at..at + len, number) {
            return Some(trigger);
        }
        tried.push(number);
    }
    None
}

fn verb_by(scene: &Scene<'_, '_>, head: Range<usize>, number: VerbId) -> Option<Trigger> {
    let sheet = scene.sheet;
    let rule = sheet.language.verb(number)?;
    // Between an article and a noun it is an adjective: "the liberated areas".
    let adjective = head.len() == 1
        && head.start.checked_sub(1).is_some_and(|before| {
            // "newly-established"
            sheet.word(before) == "-" && sheet.touches_next(before)
                || [Function::Definite, Function::Indefinite, Function::Possessive]
                    .iter()
                    .any(|class| sheet.is(before, *class))
        });
    if adjective {
        return None;
    }
    if rule.leaves && !leaves_a_place(scene, head.end) {
        return None;
    }
    let opens = opened_by(scene, &head).is_some();
    if rule.opening && !opens {
        return None;
    }
    let passive = opens || is_passive(scene, &head) || is_reduced(scene, &head);
    // "was born in 1905 and died": the subject of the verb that it is joined to.
    let subject = subject_before(scene, &head)
        .or_else(|| joined(scene, &head).and_then(|earlier| subject_before(scene, &earlier)));
    let said_of = |subject: &Range<usize>| {
        (subject.start..head.start)
            .any(|at| rule.said_of.iter().any(|word| word.eq_ignore_ascii_case(sheet.word(at))))
    };
    if !rule.said_of.is_empty() && !subject.as_ref().is_some_and(said_of) {
        return None;
    }
    if rule.posted && !subject.as_ref().is_some_and(|subject| is_posted(scene, subject, &head)) {
        return None;
    }
    // "the line from X to Y was opened"
    let thing = (rule.of_subject && rule.subject.contains(&Argument::Thing)
        || passive && rule.object.contains(&Argument::Thing))
    .then(|| {
        let earlier = || joined(scene, &head).and_then(|earlier| thing_before(scene, &earlier));
        thing_before(scene, &head).or_else(earlier)
    })
    .flatten()
    // "The Miners' Union was founded": its name holds more.
    .filter(|thing| subject.as_ref().is_none_or(|subject| thing.start <= subject.start));
    let mut about = None;
    let mut end = head.end;
    if thing.is_none() && !rule.object.is_empty() {
        let object = if passive {
            // What is founded is told by that, whatever its name.
            let founded = !rule.undated && rule.object.contains(&Argument::Body);
            subject.clone().filter(|subject| {
                scene.fits(subject.start, &rule.object).is_some() || founded && scene.is_unknown_name(subject)
            })
        } else {
            let sent = || subject.as_ref().and_then(|subject| sent(scene, subject, &rule.object));
            argument(scene, head.end, &rule.object, REACH).or_else(|| sent().filter(|_| rule.goes))
        };
        let object = object?;
        end = end.max(object.end);
        about = Some(object);
    }
    if thing.is_none() && !rule.subject.is_empty() {
        let fits = subject.as_ref().is_some_and(|subject| scene.fits(subject.start, &rule.subject).is_some());
        // What the object shows to be said of a body needs no more: "X joined the League".
        let unknown = || subject.as_ref().is_some_and(|subject| scene.is_unknown_name(subject));
        let shows = rule.object != [Argument::Named];
        if !shows && (passive || !fits) {
            return None;
        }
        let fits = fits || about.is_some() && unknown();
        // A clause without a subject of its own: "while meeting with X".
        let nonfinite = !rule.object.is_empty() && subject.is_none();
        // "troops were sent by X"
        let sent = passive && rule.goes && about.is_some();
        if !fits && !nonfinite && !sent {
            return None;
        }
        if rule.object.is_empty() && !rule.of_subject {
            // "withdrew its teams": what the verb is said of names the event with it.
            let said_of = [Argument::Body, Argument::Place, Argument::Organisation];
            end = argument(scene, head.end, &said_of, REACH).map_or(end, |object| object.end);
        }
        if fits && rule.of_subject {
            about = about.or(subject);
        }
    }
    about = about.or(thing);
    let named_by_object = !rule.undated && rule.object.contains(&Argument::Body) && about.is_some();
    let told = head.start..end;
    let name = match &about {
        Some(about) if named_by_object || about.end <= head.start => {
            called(scene, about).map_or_else(|| shown(sheet.slice(about)), str::to_owned)
        }
        _ => shown(sheet.slice(&told)),
    };
    // "was sworn in as President on …"
    let phrase = told.start..as_office(scene, told.end).unwrap_or(told.end);
    Some(Trigger {
        kind: rule.kind.clone(),
        teller: Teller::Verb(number),
        head,
        phrase,
        support: None,
        shared: None,
        about,
        name,
        naming: Naming::Description,
    })
}

/// Whether what follows "from" behind a verb is a place, if anything does: nobody's troops
/// withdraw from a competition.
fn leaves_a_place(scene: &Scene<'_, '_>, at: usize) -> bool {
    let sheet = scene.sheet;
    if !sheet.is(at, Function::From) {
        return true;
    }
    let wanted = [Argument::Place, Argument::Land, Argument::Named];
    (at + 1..(at + 1 + REACH).min(scene.tokens.end))
        .take_while(|next| {
            scene.mention_at(next - 1).is_none() && !scene.breaks(*next) && sheet.word(*next) != ","
        })
        .any(|next| scene.fits(next, &wanted).is_some())
}

/// "the union (founded in 1902)", "the union, founded in 1902,": a participle behind what it is
/// said of, and a date or a place behind it.
fn is_reduced(scene: &Scene<'_, '_>, head: &Range<usize>) -> bool {
    let sheet = scene.sheet;
    let Some(mark) = head.start.checked_sub(1).filter(|mark| matches!(sheet.word(*mark), "(" | ",")) else {
        return false;
    };
    let behind = head.end;
    let dated = scene.covered_at(behind).is_some()
        || sheet.is(behind, Function::PlacePreposition)
        || sheet.is(behind, Function::Preposition);
    dated
        && mark > scene.tokens.start
        && (scene.mention_at(mark - 1).is_some() || scene.unknown_before(mark).is_some())
}

/// "was founded": an auxiliary before it, adverbs between.
fn is_passive(scene: &Scene<'_, '_>, head: &Range<usize>) -> bool {
    let sheet = scene.sheet;
    let mut at = head.start;
    for _ in 0..3 {
        let Some(before) = at.checked_sub(1).filter(|before| *before >= scene.tokens.start) else {
            return false;
        };
        if sheet.is(before, Function::Auxiliary) {
            return is_be(scene, before);
        }
        if !sheet.is_word(before) || sheet.is_function(before) {
            return false;
        }
        at = before;
    }
    false
}

/// Whether an auxiliary can make a passive: "was", but not "had".
fn is_be(scene: &Scene<'_, '_>, at: usize) -> bool {
    !scene.sheet.language.perfect.iter().any(|form| form.eq_ignore_ascii_case(scene.sheet.word(at)))
}
