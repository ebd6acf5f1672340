//! Capitalised words without a title before them.

use std::ops::Range;

use annals_knowledge::{Argument, Function, PersonWord, Sense, Side, VerbRule};
use annals_model::EntityClass;
use annals_text::TokenKind;

use super::mention::{Marks, Mention, Referent, Title};
use super::runs::{Before, is_personal, shown, starts_title};
use super::scan::{Scanner, is_event_like};
use crate::sheet::Sheet;

/// Longest name that words around make a person's, in tokens, initials and their stops left out.
const LONGEST: usize = 5;
/// Most words that describe what somebody is: "American country music singer".
const DESCRIPTION: usize = 8;
/// Words of the longest verb that a name stands behind.
const PHRASE: usize = 3;
/// Most tokens between the participle that opens a sentence and the name that it is said of.
const OPENING: usize = 16;
/// Oldest age behind a name.
const AGE: usize = 115;
/// Most words of the surname that an entry begins with.
const SURNAME: usize = 2;
/// Most tokens of a bracket with the dates of a life.
const LIFE: usize = 12;

/// Most tokens of what is put in between commas behind a name.
const ASIDE: usize = 16;

impl Scanner<'_, '_> {
    /// Capitalised words without a title: somebody known from elsewhere in the article, or
    /// made known by the words around.
    pub(super) fn untitled(&mut self, at: usize) -> Option<Mention> {
        let sheet = self.sheet;
        let name = self.person_name(at, Before::Nothing)?;
        if is_event_like(sheet, &name) {
            return None;
        }
        if let Some(mention) = self.headword(&name) {
            return Some(mention);
        }
        let one_word = !sheet.slice(&name).contains(char::is_whitespace);
        if one_word {
            if self.is_human(&name) || self.is_described(name.end) {
                self.directory.add_human(sheet.slice(&name));
            }
            let title = self.with_titles_behind(name.end, Title::default()).behind_only();
            return Some(Mention { tokens: name.clone(), name, referent: Referent::ShortForm, title });
        }
        let speaks = sheet.speech_verb(name.end) > 0
            || (at > 0
                && sheet.speech_verb(at - 1) > 0
                && (ends_clause(sheet, name.end) || is_quoted(sheet, at - 1) && sheet.is_function(name.end)));
        let human = self.is_human(&name) || is_personal(sheet, &name) || self.is_described(name.end);
        let title = self.with_titles_behind(name.end, Title::default());
        let words = name.clone().filter(|at| sheet.is_capital(*at) && sheet.word(*at).len() > 1).count();
        // "Minister of Trade Roe" of whom nothing else is known: where the name begins is not known.
        let office =
            at.checked_sub(1).filter(|of| sheet.is(*of, Function::Of)).and_then(|of| of.checked_sub(1));
        let complement =
            office.is_some_and(|office| sheet.sense(office, |sense| matches!(sense, Sense::Office(_))) == 1);
        if complement && !human && title.marks == Marks::None {
            return Some(Mention::untitled(name, Referent::Unknown));
        }
        if (speaks || human || title.marks == Marks::Titled) && words <= LONGEST {
            let id = self.directory.add(EntityClass::Person, &shown(sheet.slice(&name)));
            let referent = Referent::Entity(EntityClass::Person, id);
            return Some(Mention { tokens: name.clone(), name, referent, title });
        }
        Some(Mention::untitled(name, Referent::Unknown))
    }

    /// "Holm, Carl (b. 1881)": the headword of an entry, surname first, with the bracket of a life.
    fn headword(&mut self, surname: &Range<usize>) -> Option<Mention> {
        let sheet = self.sheet;
        let comma = surname.end;
        // Marks of a bold face may stand around it.
        let opens = !(sheet.sentence_of(surname.start).start..surname.start).any(|at| sheet.is_word(at));
        if !opens || surname.len() > SURNAME || sheet.word(comma) != "," {
            return None;
        }
        let open = (comma + 1..comma + 2 + LONGEST).find(|at| sheet.word(*at) == "(")?;
        let marks = (comma + 1..open).rev().take_while(|at| !sheet.is_word(*at) && sheet.word(*at) != ".");
        let first = comma + 1..open - marks.count();
        let plain = |at: usize| sheet.is_capital(at) && !starts_title(sheet, at) || sheet.word(at) == ".";
        if first.is_empty() || !first.clone().all(plain) || !self.has_life(open) && !self.has_years(open) {
            return None;
        }
        let name = format!("{} {}", shown(sheet.slice(&first)), shown(sheet.slice(surname)));
        let id = self.directory.add(EntityClass::Person, &name);
        Some(Mention::of(surname.start..open, EntityClass::Person, id))
    }

    /// Whether a bracket holds two years, and a dash between them: "(3 May 1881 – 1940)".
    fn has_years(&self, open: usize) -> bool {
        let sheet = self.sheet;
        let Some(close) = (open + 1..open + LIFE).find(|at| sheet.word(*at) == ")") else { return false };
        let years = (open + 1..close)
            .filter(|at| sheet.kind(*at) == Some(TokenKind::Number) && sheet.word(*at).len() == 4);
        years.count() == 2 && (open + 1..close).any(|at| matches!(sheet.word(at), "-" | "–" | "—"))
    }

    /// Whether the words around a name say of it what is said of people only: "X was born", "the
    /// death of X".
    fn is_human(&self, name: &Range<usize>) -> bool {
        let sheet = self.sheet;
        let language = sheet.language;
        let people = |wanted: &[Argument]| matches!(wanted, [Argument::Person]);
        let verb = |at: usize, side: Side| {
            sheet.sense(at, |sense| match sense {
                Sense::Verb(rule) => language.verb(rule).is_some_and(|rule| {
                    side == Side::Before && people(&rule.subject) || rule.people.contains(&side)
                }),
                _ => false,
            })
        };
        let auxiliaries =
            (name.end..name.end + 2).take_while(|at| sheet.is(*at, Function::Auxiliary)).count();
        let alone = verb(name.end, Side::Before).max(verb(name.end + auxiliaries, Side::Before));
        let does = alone.max(self.companion(name.end).map_or(0, |end| verb(end, Side::Before)));
        // "the cabinet appointed X as minister": an office behind it is enough.
        let link = name.end + usize::from(sheet.is(name.end, Function::Subordinator));
        let office = link + usize::from(sheet.is(link, Function::Definite));
        let invested = sheet.sense(office, |sense| matches!(sense, Sense::Office(_) | Sense::Rank(_))) > 0;
        // "X met Y": behind a name, and before what no name is.
        let done = (1..=PHRASE).any(|len| {
            let before = name.start.checked_sub(len).filter(|at| verb(*at, Side::Behind) == len);
            before.and_then(|at| at.checked_sub(1)).is_some_and(|doer| {
                let capital = sheet.is_capital(doer) || self.is_behind_aside(doer);
                capital || invested && sheet.is_word(doer)
            })
        });
        // "X, born in 1905," and "Born in 1905, X": a participle.
        let mark = matches!(sheet.word(name.end), "," | "(");
        let participle = |at: usize| verb(at, Side::Before) == 1 && !sheet.is(at, Function::Auxiliary);
        let sentence = sheet.sentence_of(name.start);
        let opens = name.start > sentence.start + 1
            && name.start < sentence.start + OPENING
            && sheet.word(name.start - 1) == ","
            && sheet.is_capital(sentence.start)
            && participle(sentence.start);
        let said = done || opens || mark && participle(name.end + 1);
        let noun = |sense| match sense {
            Sense::Noun(rule) => language.noun(rule).is_some_and(|rule| people(&rule.about)),
            _ => false,
        };
        let of = name.start.checked_sub(2).filter(|noun| sheet.is(noun + 1, Function::Of));
        let is_of = of.is_some_and(|of| sheet.sense(of, noun) == 1);
        let owned = name.end + sheet.possessive(name.end);
        let is_owner = owned > name.end && sheet.sense(owned, noun) > 0;
        said || does > 0 || is_of || is_owner
    }

    /// Where the name ends that "and" joins to the one that ends at a token: "X and Y met".
    fn companion(&self, end: usize) -> Option<usize> {
        let sheet = self.sheet;
        let start = end + sheet.function(end, Function::And);
        let stop = (start..start + LONGEST).find(|at| !sheet.is_capital(*at) || sheet.is_function(*at))?;
        (end < start && stop > start + 1).then_some(stop)
    }

    /// Whether a comma closes what is put in behind a name: "X, the mayor of Y, met".
    fn is_behind_aside(&self, comma: usize) -> bool {
        let sheet = self.sheet;
        if sheet.word(comma) != "," {
            return false;
        }
        let first = sheet.sentence_of(comma).start.max(comma.saturating_sub(ASIDE));
        let open = (first..comma).rev().find(|at| sheet.word(*at) == ",");
        open.and_then(|open| open.checked_sub(1)).is_some_and(|last| last >= first && sheet.is_capital(last))
    }

    /// Whether words behind a name say that it is a person's: ", 47,", ", who", ", an Irish poet".
    fn is_described(&self, end: usize) -> bool {
        let sheet = self.sheet;
        if sheet.word(end) == "(" {
            return self.has_life(end);
        }
        if sheet.word(end) != "," {
            return false;
        }
        let at = end + 1;
        let is = |at: usize, word| sheet.sense(at, |sense| sense == Sense::Person(word));
        let age = sheet.kind(at) == Some(TokenKind::Number)
            && sheet.word(at).parse::<usize>().is_ok_and(|age| (10..AGE).contains(&age))
            && matches!(sheet.word(at + 1), "," | ";" | ".");
        age || is(at, PersonWord::Relative) > 0 || self.calling_behind(at).is_some()
    }

    /// Whether a bracket tells of a person: "X (b. 1881)", or years with what somebody was behind them:
    /// "X (1881-1940), admiral".
    fn has_life(&self, open: usize) -> bool {
        let sheet = self.sheet;
        let language = sheet.language;
        let people = |rule: &VerbRule| matches!(rule.subject.as_slice(), [Argument::Person]);
        let marked = sheet.sense(open + 1, |sense| match sense {
            Sense::Bracketed(number) => language.entry(number).is_some_and(|entry| {
                language.verbs().iter().any(|rule| rule.kind == entry.kind && people(rule))
            }),
            _ => false,
        });
        if marked > 0 {
            let from = open + 1 + marked;
            return (from..from + 2).any(|at| sheet.kind(at) == Some(TokenKind::Number));
        }
        let Some(close) = (open + 1..open + LIFE).find(|at| sheet.word(*at) == ")") else { return false };
        // "X (1881–1940), admiral", "X (1881–1940) was an admiral"
        let was = sheet.is(close + 1, Function::Auxiliary) && sheet.is(close + 2, Function::Indefinite);
        let at = close + 2;
        let is = |at: usize| {
            sheet.sense(at, |sense| {
                matches!(sense, Sense::Rank(_) | Sense::Office(_) | Sense::Person(PersonWord::Calling))
            }) > 0
        };
        let called = sheet.word(close + 1) == ","
            && (is(at)
                || self.calling_behind(at).is_some()
                || sheet.is(at, Function::Definite) && is(at + 1))
            || was && self.calling_behind(at).is_some();
        called && self.has_years(open)
    }

    /// Where a description ends that says what somebody is: "an Irish poet".
    pub(super) fn calling_behind(&self, at: usize) -> Option<usize> {
        let sheet = self.sheet;
        let mut foreign = false;
        // "a Danish general", but not "a leader": that a firm may be as well.
        let is_calling = |at: usize, foreign: bool| {
            sheet.sense(at, |sense| match sense {
                Sense::Person(PersonWord::Calling) => true,
                Sense::Rank(_) | Sense::Office(_) => foreign,
                _ => false,
            })
        };
        let mut next = at;
        while next < at + DESCRIPTION {
            let len = if sheet.is_capital(next) { 0 } else { is_calling(next, foreign) };
            if len > 0 {
                return Some(next + len);
            }
            let article = sheet.is(next, Function::Indefinite) || sheet.is(next, Function::Definite);
            let hyphen = matches!(sheet.word(next), "-" | "–");
            let people = sheet.sense(next, |sense| matches!(sense, Sense::Demonym(_) | Sense::Name(_)));
            let describes = sheet.is_word(next)
                && !sheet.is_function(next)
                && (!sheet.is_capital(next) || people > 0)
                && !sheet.is_verb(next);
            if !(describes || hyphen || (article && next == at)) {
                return None;
            }
            foreign |= people > 0;
            next += people.max(1);
        }
        None
    }

    /// The longer name that a place is a part of: the words behind, or the one before.
    pub(super) fn longer_name(&self, place: &Range<usize>) -> Option<Range<usize>> {
        let sheet = self.sheet;
        let explained = |at: usize| {
            sheet.is_function(at)
                || starts_title(sheet, at)
                || self.times.covering(at).is_some()
                || sheet.sense(at, |sense| {
                    matches!(sense, Sense::Name(_) | Sense::Demonym(_) | Sense::Land | Sense::PlaceAdjective)
                }) > 0
                || self.directory.is_part_of_person(sheet.word(at))
        };
        let before = place.start.checked_sub(1);
        let preposition = before.is_some_and(|before| {
            use Function::{From, Of, PlacePreposition, Toward};
            [PlacePreposition, Toward, From, Of].iter().any(|class| sheet.is(before, *class))
        });
        let mut end = place.end;
        while end < place.end + LONGEST && sheet.is_capital(end) && !explained(end) {
            end += 1;
        }
        let name = place.start..end;
        let longer = end > place.end && !is_event_like(sheet, &name) || self.is_surname(place, explained);
        (longer && !preposition).then_some(name)
    }

    /// Whether a word before the name of a place makes it a person's: "Jack Oslo".
    fn is_surname(&self, place: &Range<usize>, explained: impl Fn(usize) -> bool) -> bool {
        let sheet = self.sheet;
        let Some(before) = place.start.checked_sub(1) else { return false };
        let nonfinite = || {
            let endings = &sheet.language.nonfinite_endings;
            endings.iter().any(|ending| sheet.word(before).ends_with(ending.as_str()))
        };
        sheet.is_capital(before)
            && sheet.sentence_of(before).contains(&place.start)
            && sheet.sense(before, |_| true) == 0
            && !explained(before)
            && !nonfinite()
            && sheet.word(before).chars().any(char::is_lowercase)
    }
}

/// Whether a quotation closes right before a token: "…,” said X to the crowd".
fn is_quoted(sheet: &Sheet<'_>, at: usize) -> bool {
    let closes = |at: usize| sheet.language.quotes.iter().any(|(_, close)| close == sheet.word(at));
    at.checked_sub(1).is_some_and(closes) || at > 1 && sheet.word(at - 1) == "," && closes(at - 2)
}

fn ends_clause(sheet: &Sheet<'_>, at: usize) -> bool {
    matches!(sheet.word(at), "." | "," | ";" | "")
}
