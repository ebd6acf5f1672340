//! Persons without a title before the name.

use std::ops::Range;

use annals_knowledge::{Argument, Function, PersonWord, Sense, Side, VerbRule};
use annals_model::EntityClass;
use annals_text::TokenKind;

use super::mention::{Mention, PersonCue, Referent, Title};
use super::person_names::is_event_like;
use super::person_names::{Preceding, is_personal, shown, starts_title};
use super::scanner::Scanner;
use crate::segment::AnnotatedSegment;

/// Longest name that the context can identify as a person's, in words without initials.
const LONGEST: usize = 5;
/// Most words of a description: "American country music singer".
const DESCRIPTION: usize = 8;
/// Most words of a verb before a name.
const PHRASE: usize = 3;
/// Most tokens between a sentence-initial participle and its subject.
const OPENING: usize = 16;
/// Highest age after a name.
const AGE: usize = 115;
/// Most words of a surname that begins an entry.
const SURNAME: usize = 2;
/// Most tokens of a bracket with life dates.
const LIFE: usize = 12;

/// Most tokens of a parenthesis after a name.
const ASIDE: usize = 16;

impl Scanner<'_, '_> {
    /// Returns a capitalised name without a title: a partial name, or a person identified by the context.
    pub(super) fn untitled(&mut self, at: usize) -> Option<Mention> {
        let segment = self.segment;
        let name = self.person_name(at, Preceding::Nothing)?;
        if is_event_like(segment, &name) {
            return None;
        }
        if let Some(mention) = self.headword(&name) {
            return Some(mention);
        }
        let one_word = !segment.slice(&name).contains(char::is_whitespace);
        if one_word {
            if self.is_human(&name) || self.is_described(name.end) {
                self.entity_table.add_human(segment.slice(&name));
            }
            let title = self.with_trailing_titles(name.end, Title::default()).without_cue();
            return Some(Mention { tokens: name.clone(), name, referent: Referent::PartialName, title });
        }
        let speaks = segment.speech_verb(name.end) > 0
            || (at > 0
                && segment.speech_verb(at - 1) > 0
                && (ends_clause(segment, name.end)
                    || is_quoted(segment, at - 1) && segment.is_function(name.end)));
        let human = self.is_human(&name) || is_personal(segment, &name) || self.is_described(name.end);
        let title = self.with_trailing_titles(name.end, Title::default());
        let words = name.clone().filter(|at| segment.is_capital(*at) && segment.word(*at).len() > 1).count();
        // "Minister of Trade Roe", otherwise unknown: the start of the name is uncertain.
        let office =
            at.checked_sub(1).filter(|of| segment.is(*of, Function::Of)).and_then(|of| of.checked_sub(1));
        let complement = office
            .is_some_and(|office| segment.sense(office, |sense| matches!(sense, Sense::Office(_))) == 1);
        if complement && !human && title.cue == PersonCue::None {
            return Some(Mention::untitled(name, Referent::Unknown));
        }
        if (speaks || human || title.cue == PersonCue::Titled) && words <= LONGEST {
            let id = self.entity_table.add(EntityClass::Person, &shown(segment.slice(&name)));
            let referent = Referent::Entity(EntityClass::Person, id);
            return Some(Mention { tokens: name.clone(), name, referent, title });
        }
        Some(Mention::untitled(name, Referent::Unknown))
    }

    /// Returns the headword of an entry, surname first, with life dates: "Holm, Carl (b. 1881)".
    fn headword(&mut self, surname: &Range<usize>) -> Option<Mention> {
        let segment = self.segment;
        let comma = surname.end;
        // Bold markup may surround the name.
        let opens = !(segment.sentence_of(surname.start).start..surname.start).any(|at| segment.is_word(at));
        if !opens || surname.len() > SURNAME || segment.word(comma) != "," {
            return None;
        }
        let open = (comma + 1..comma + 2 + LONGEST).find(|at| segment.word(*at) == "(")?;
        let marks =
            (comma + 1..open).rev().take_while(|at| !segment.is_word(*at) && segment.word(*at) != ".");
        let first = comma + 1..open - marks.count();
        let plain =
            |at: usize| segment.is_capital(at) && !starts_title(segment, at) || segment.word(at) == ".";
        if first.is_empty() || !first.clone().all(plain) || !self.has_life(open) && !self.has_years(open) {
            return None;
        }
        let name = format!("{} {}", shown(segment.slice(&first)), shown(segment.slice(surname)));
        let id = self.entity_table.add(EntityClass::Person, &name);
        Some(Mention::of(surname.start..open, EntityClass::Person, id))
    }

    /// Returns whether a bracket has two years and a dash: "(3 May 1881 – 1940)".
    fn has_years(&self, open: usize) -> bool {
        let segment = self.segment;
        let Some(close) = (open + 1..open + LIFE).find(|at| segment.word(*at) == ")") else { return false };
        let years = (open + 1..close)
            .filter(|at| segment.kind(*at) == Some(TokenKind::Number) && segment.word(*at).len() == 4);
        years.count() == 2 && (open + 1..close).any(|at| matches!(segment.word(at), "-" | "–" | "—"))
    }

    /// Returns whether the context of a name fits only persons: "X was born", "the death of X".
    fn is_human(&self, name: &Range<usize>) -> bool {
        let segment = self.segment;
        let language = segment.language;
        let people = |wanted: &[Argument]| matches!(wanted, [Argument::Person]);
        let verb = |at: usize, side: Side| {
            segment.sense(at, |sense| match sense {
                Sense::Verb(rule) => language.verb(rule).is_some_and(|rule| {
                    side == Side::Before && people(&rule.subject) || rule.people.contains(&side)
                }),
                _ => false,
            })
        };
        let auxiliaries =
            (name.end..name.end + 2).take_while(|at| segment.is(*at, Function::Auxiliary)).count();
        let alone = verb(name.end, Side::Before).max(verb(name.end + auxiliaries, Side::Before));
        let does = alone.max(self.companion(name.end).map_or(0, |end| verb(end, Side::Before)));
        // "the cabinet appointed X as minister": a following office is sufficient.
        let link = name.end + usize::from(segment.is(name.end, Function::Subordinator));
        let office = link + usize::from(segment.is(link, Function::Definite));
        let invested = segment.sense(office, |sense| matches!(sense, Sense::Office(_) | Sense::Rank(_))) > 0;
        // "X met Y": directly after a name or parenthesis.
        let done = (1..=PHRASE).any(|len| {
            let before = name.start.checked_sub(len).filter(|at| verb(*at, Side::Behind) == len);
            before.and_then(|at| at.checked_sub(1)).is_some_and(|agent| {
                let capital = segment.is_capital(agent) || self.follows_aside(agent);
                capital || invested && segment.is_word(agent)
            })
        });
        // "X, born in 1905," and "Born in 1905, X": a participle.
        let mark = matches!(segment.word(name.end), "," | "(");
        let participle = |at: usize| verb(at, Side::Before) == 1 && !segment.is(at, Function::Auxiliary);
        let sentence = segment.sentence_of(name.start);
        let opens = name.start > sentence.start + 1
            && name.start < sentence.start + OPENING
            && segment.word(name.start - 1) == ","
            && segment.is_capital(sentence.start)
            && participle(sentence.start);
        let said = done || opens || mark && participle(name.end + 1);
        let noun = |sense| match sense {
            Sense::Noun(rule) => language.noun(rule).is_some_and(|rule| people(&rule.about)),
            _ => false,
        };
        let of = name.start.checked_sub(2).filter(|noun| segment.is(noun + 1, Function::Of));
        let is_of = of.is_some_and(|of| segment.sense(of, noun) == 1);
        let owned = name.end + segment.possessive(name.end);
        let is_owner = owned > name.end && segment.sense(owned, noun) > 0;
        said || does > 0 || is_of || is_owner
    }

    /// Returns the end of a coordinated name: "X and Y met".
    fn companion(&self, end: usize) -> Option<usize> {
        let segment = self.segment;
        let start = end + segment.function(end, Function::And);
        let stop =
            (start..start + LONGEST).find(|at| !segment.is_capital(*at) || segment.is_function(*at))?;
        (end < start && stop > start + 1).then_some(stop)
    }

    /// Returns whether a comma closes a parenthesis after a name: "X, the mayor of Y, met".
    fn follows_aside(&self, comma: usize) -> bool {
        let segment = self.segment;
        if segment.word(comma) != "," {
            return false;
        }
        let first = segment.sentence_of(comma).start.max(comma.saturating_sub(ASIDE));
        let open = (first..comma).rev().find(|at| segment.word(*at) == ",");
        open.and_then(|open| open.checked_sub(1))
            .is_some_and(|last| last >= first && segment.is_capital(last))
    }

    /// Returns whether a description of a person follows: ", 47,", ", who", ", an Irish poet".
    fn is_described(&self, end: usize) -> bool {
        let segment = self.segment;
        if segment.word(end) == "(" {
            return self.has_life(end);
        }
        if segment.word(end) != "," {
            return false;
        }
        let at = end + 1;
        let is = |at: usize, word| segment.sense(at, |sense| sense == Sense::Person(word));
        let age = segment.kind(at) == Some(TokenKind::Number)
            && segment.word(at).parse::<usize>().is_ok_and(|age| (10..AGE).contains(&age))
            && matches!(segment.word(at + 1), "," | ";" | ".");
        age || is(at, PersonWord::Relative) > 0 || self.occupation_after(at).is_some()
    }

    /// Returns whether a bracket has life dates: "X (b. 1881)", or years before an occupation: "X
    /// (1881-1940), admiral".
    fn has_life(&self, open: usize) -> bool {
        let segment = self.segment;
        let language = segment.language;
        let people = |rule: &VerbRule| matches!(rule.subject.as_slice(), [Argument::Person]);
        let marked = segment.sense(open + 1, |sense| match sense {
            Sense::Bracketed(number) => language.entry(number).is_some_and(|entry| {
                language.verbs().iter().any(|rule| rule.kind == entry.kind && people(rule))
            }),
            _ => false,
        });
        if marked > 0 {
            let from = open + 1 + marked;
            return (from..from + 2).any(|at| segment.kind(at) == Some(TokenKind::Number));
        }
        let Some(close) = (open + 1..open + LIFE).find(|at| segment.word(*at) == ")") else { return false };
        // "X (1881–1940), admiral", "X (1881–1940) was an admiral"
        let was = segment.is(close + 1, Function::Auxiliary) && segment.is(close + 2, Function::Indefinite);
        let at = close + 2;
        let is = |at: usize| {
            segment.sense(at, |sense| {
                matches!(sense, Sense::Rank(_) | Sense::Office(_) | Sense::Person(PersonWord::Calling))
            }) > 0
        };
        let called = segment.word(close + 1) == ","
            && (is(at)
                || self.occupation_after(at).is_some()
                || segment.is(at, Function::Definite) && is(at + 1))
            || was && self.occupation_after(at).is_some();
        called && self.has_years(open)
    }

    /// Returns the end of an occupation: "an Irish poet".
    pub(super) fn occupation_after(&self, at: usize) -> Option<usize> {
        let segment = self.segment;
        let mut foreign = false;
        // "a Danish general", but not "a leader": an organisation may be one.
        let is_calling = |at: usize, foreign: bool| {
            segment.sense(at, |sense| match sense {
                Sense::Person(PersonWord::Calling) => true,
                Sense::Rank(_) | Sense::Office(_) => foreign,
                _ => false,
            })
        };
        let mut next = at;
        while next < at + DESCRIPTION {
            let len = if segment.is_capital(next) { 0 } else { is_calling(next, foreign) };
            if len > 0 {
                return Some(next + len);
            }
            let article = segment.is(next, Function::Indefinite) || segment.is(next, Function::Definite);
            let hyphen = matches!(segment.word(next), "-" | "–");
            let people = segment.sense(next, |sense| matches!(sense, Sense::Demonym(_) | Sense::Name(_)));
            let describes = segment.is_word(next)
                && !segment.is_function(next)
                && (!segment.is_capital(next) || people > 0)
                && !segment.is_verb(next);
            if !(describes || hyphen || (article && next == at)) {
                return None;
            }
            foreign |= people > 0;
            next += people.max(1);
        }
        None
    }

    /// Returns the longer name of which a place is part: with the following words, or the preceding one.
    pub(super) fn longer_name(&self, place: &Range<usize>) -> Option<Range<usize>> {
        let segment = self.segment;
        let explained = |at: usize| {
            segment.is_function(at)
                || starts_title(segment, at)
                || self.times.covering(at).is_some()
                || segment.sense(at, |sense| {
                    matches!(sense, Sense::Name(_) | Sense::Demonym(_) | Sense::Land | Sense::PlaceAdjective)
                }) > 0
                || self.entity_table.is_part_of_person(segment.word(at))
        };
        let before = place.start.checked_sub(1);
        let preposition = before.is_some_and(|before| {
            use Function::{From, Of, PlacePreposition, Toward};
            [PlacePreposition, Toward, From, Of].iter().any(|class| segment.is(before, *class))
        });
        let mut end = place.end;
        while end < place.end + LONGEST && segment.is_capital(end) && !explained(end) {
            end += 1;
        }
        let name = place.start..end;
        let longer = end > place.end && !is_event_like(segment, &name) || self.is_surname(place, explained);
        (longer && !preposition).then_some(name)
    }

    /// Returns whether the preceding word makes a place name a surname: "Jack Oslo".
    fn is_surname(&self, place: &Range<usize>, explained: impl Fn(usize) -> bool) -> bool {
        let segment = self.segment;
        let Some(before) = place.start.checked_sub(1) else { return false };
        let nonfinite = || {
            let endings = &segment.language.nonfinite_endings;
            endings.iter().any(|ending| segment.word(before).ends_with(ending.as_str()))
        };
        segment.is_capital(before)
            && segment.sentence_of(before).contains(&place.start)
            && segment.sense(before, |_| true) == 0
            && !explained(before)
            && !nonfinite()
            && segment.word(before).chars().any(char::is_lowercase)
    }
}

/// Returns whether a quotation closes directly before a token: "…,” said X to the crowd".
fn is_quoted(segment: &AnnotatedSegment<'_>, at: usize) -> bool {
    let closes = |at: usize| segment.language.quotes.iter().any(|(_, close)| close == segment.word(at));
    at.checked_sub(1).is_some_and(closes) || at > 1 && segment.word(at - 1) == "," && closes(at - 2)
}

fn ends_clause(segment: &AnnotatedSegment<'_>, at: usize) -> bool {
    matches!(segment.word(at), "." | "," | ";" | "")
}
