//! "aged 71", "the 76-year-old", "his 40th birthday": how old an article says that somebody was.

use std::ops::Range;

use annals_edtf::{Date, Edtf, Unit};
use annals_knowledge::{Birthday, Function, Knowledge, Sense, Side, VerbId};
use annals_model::{AgeBasis, Arithmetic, ArithmeticClaim, Article, Claim, EntityId, Lifespan, Span};
use annals_text::TokenKind;

use crate::names::Mention;
use crate::sheet::Sheet;
use crate::times::{Time, Times};

/// The oldest that anybody is said to be.
const OLDEST: u32 = 120;
/// The youngest whose age stands behind the name without a word.
const YOUNGEST: u32 = 15;
/// Most tokens between a name and what says how old somebody is.
const BESIDE: usize = 3;
/// The last month, in which a birthday may be one of the next year.
const DECEMBER: i8 = 12;

/// The ages told in a segment: of the person beside whose name it stands, or of the only one named in the
/// sentence; on the only date of the clause, or, where it has none, on the day of publication. A date of
/// birth is none on which somebody has an age; who dies has it on the day of death.
pub(crate) fn ages(
    article: &Article,
    sheet: &Sheet<'_>,
    times: &Times,
    mentions: &[Mention],
    births: &Births<'_>,
    knowledge: &Knowledge,
) -> Vec<ArithmeticClaim> {
    let mut ages = Vec::new();
    for sentence in &sheet.sentences {
        let births = births.within(article.span(sheet.bytes(sentence)));
        let told = Told { article, sheet, times, mentions, sentence, births, knowledge };
        let mut at = sentence.start;
        while at < sentence.end {
            ages.extend(apposed(&told, at).map(|terms| told.equation(terms)));
            let Some(age) = age(sheet, at).filter(|age| age.words.end <= sentence.end) else {
                at += 1;
                continue;
            };
            at = age.words.end;
            if age.form == Form::Dying && !told.tells_death(age.words.start) {
                continue;
            }
            ages.extend(told.terms(&age).map(|terms| told.equation(terms)));
        }
    }
    ages
}

/// The births that an article tells, in the order of its text.
pub(crate) struct Births<'c>(Vec<&'c Claim>);

impl<'c> Births<'c> {
    pub(crate) fn of(claims: &'c [Claim], knowledge: &Knowledge) -> Self {
        let mut births: Vec<&Claim> = claims.iter().filter(|claim| begins_life(knowledge, claim)).collect();
        births.sort_by_key(|claim| claim.evidence.span.byte_start);
        Self(births)
    }

    /// Those that a sentence tells.
    fn within(&self, sentence: Span) -> Vec<&'c Claim> {
        let first = self.0.partition_point(|claim| claim.evidence.span.byte_start < sentence.byte_start);
        let births = self.0.iter().skip(first).copied();
        let births = births.take_while(|claim| claim.evidence.span.byte_start < sentence.byte_end);
        births.filter(|claim| claim.evidence.span.byte_end <= sentence.byte_end).collect()
    }
}

fn begins_life(knowledge: &Knowledge, claim: &Claim) -> bool {
    knowledge.kinds.iter().any(|kind| kind.id == claim.kind && kind.begins == Some(Lifespan::Life))
}

/// "X, 61, said": what a number behind a name says, where the article is of the day of what it tells.
fn apposed(told: &Told<'_, '_>, at: usize) -> Option<Arithmetic> {
    let Told { article, sheet, mentions, .. } = told;
    let published = article.metadata.published.as_ref()?;
    let digits = sheet.kind(at + 1) == Some(TokenKind::Number) && sheet.word(at + 1).len() == 2;
    if sheet.word(at) != "," || !digits || !matches!(sheet.word(at + 2), "," | ".") {
        return None;
    }
    let years: u32 = sheet.word(at + 1).parse().ok().filter(|years| *years >= YOUNGEST)?;
    let after = mentions.partition_point(|mention| mention.tokens.end < at);
    let named = mentions.get(after).filter(|mention| mention.tokens.end == at)?;
    let person_id = named.person()?.clone();
    let year = published.date.sole_year()?;
    if told.dates(at).iter().any(|time| time.edtf.sole_year() != Some(year)) {
        return None;
    }
    Some(Arithmetic::Age { person_id, years, date: published.date.clone(), basis: AgeBasis::Published })
}

/// A sentence in which ages are looked for.
struct Told<'s, 'a> {
    article: &'s Article,
    sheet: &'s Sheet<'a>,
    times: &'s Times,
    mentions: &'s [Mention],
    sentence: &'s Range<usize>,
    births: Vec<&'s Claim>,
    knowledge: &'s Knowledge,
}

/// A number of somebody's years.
struct Age {
    years: u32,
    words: Range<usize>,
    form: Form,
}

/// How it is told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// "aged 71", "71 years old"
    Age,
    /// "died at 71"
    Dying,
    /// "his 71st birthday"
    Birthday,
}

impl Told<'_, '_> {
    fn equation(&self, terms: Arithmetic) -> ArithmeticClaim {
        let evidence = crate::evidence(self.article, self.sheet.bytes(self.sentence));
        ArithmeticClaim { claims: Vec::new(), terms, evidence }
    }

    fn terms(&self, age: &Age) -> Option<Arithmetic> {
        let beside = self.beside(&age.words);
        if beside.is_none() && self.is_of_another(&age.words) {
            return None;
        }
        let person_id = beside.or_else(|| only_person(self.mentions, self.sentence))?.clone();
        let years = age.years;
        let dates = self.dates(age.words.start);
        let has_births = !self.births.is_empty();
        let published = self.article.metadata.published.as_ref().map(|published| published.date.clone());
        let (date, basis) = match dates.as_slice() {
            _ if self.is_now(age) => (published?, AgeBasis::Published),
            // "X, secretary of state from 1944 to 1955, died at the age of 71"
            [time] if is_long(&time.edtf) && self.tells_death(age.words.start) => {
                return Some(Arithmetic::AgeAtDeath { person_id, years });
            }
            [time] if !has_births || self.times.dates_in(self.sentence).len() > 1 => {
                (time.edtf.clone(), AgeBasis::Stated)
            }
            [] if age.form != Form::Birthday && self.tells_death(self.sentence.end) => {
                return Some(Arithmetic::AgeAtDeath { person_id, years });
            }
            [] if !has_births || beside.is_some() => (published?, AgeBasis::Published),
            _ => return None,
        };
        let date = if age.form == Form::Birthday { year_of(&date)? } else { date };
        Some(Arithmetic::Age { person_id, years, date, basis })
    }

    /// "X and Y, the six-year-old boy": whether a name that is not told to be a person's stands beside an age.
    fn is_of_another(&self, words: &Range<usize>) -> bool {
        let sheet = self.sheet;
        let small = |at: usize| sheet.is(at, Function::Definite) || sheet.is(at, Function::Indefinite);
        let mut at = words.start;
        while at > self.sentence.start && small(at - 1) {
            at -= 1;
        }
        let last =
            at.checked_sub(2).filter(|last| *last > self.sentence.start && sheet.word(last + 1) == ",");
        let named = |last: usize| self.mentions.iter().any(|mention| mention.tokens.contains(&last));
        last.is_some_and(|last| sheet.is_capital(last) && !named(last))
    }

    /// The dates of the clause of a token, but those of births.
    fn dates(&self, at: usize) -> Vec<&Time> {
        let dated = self.times.dates_in(self.sentence).iter();
        dated.filter(|time| !is_of(self.article, &self.births, time) && self.same_clause(time, at)).collect()
    }

    /// "in 1931, by nine delegates, of whom one, the 79-year-old X, …": another clause has begun since.
    fn same_clause(&self, time: &Time, at: usize) -> bool {
        let sheet = self.sheet;
        let breaks = |at: usize| sheet.word(at) == ";" || sheet.is(at, Function::Relative);
        // What begins in between with its own subject tells its own time.
        time.tokens.start > at || !(time.tokens.end..at).any(breaks)
    }

    /// "who is 51 years of age": now, whatever else the sentence tells.
    fn is_now(&self, age: &Age) -> bool {
        let before = age.words.start.checked_sub(1).filter(|at| *at >= self.sentence.start);
        age.form == Form::Age && before.is_some_and(|at| self.sheet.is(at, Function::Present))
    }

    /// Whether a verb of the sentence, before a token, says that somebody died.
    fn tells_death(&self, end: usize) -> bool {
        let ends = |number: VerbId| {
            let rule = self.sheet.language.verb(number);
            let kind = rule.and_then(|rule| self.knowledge.kinds.iter().find(|kind| kind.id == rule.kind));
            kind.is_some_and(|kind| kind.ends == Some(Lifespan::Life))
        };
        let dies =
            |at: usize| self.sheet.sense(at, |sense| matches!(sense, Sense::Verb(rule) if ends(rule))) > 0;
        (self.sentence.start..end).any(dies)
    }

    /// The person beside whose name an age stands: "X, aged 71", "the 71-year-old X".
    fn beside(&self, words: &Range<usize>) -> Option<&EntityId> {
        let sheet = self.sheet;
        let after = self.mentions.partition_point(|mention| mention.tokens.start < words.end);
        let behind = self.mentions.get(after).filter(|mention| {
            let between = words.end..mention.name.start;
            mention.tokens.start == words.end
                || between.len() < BESIDE
                    && between
                        .clone()
                        .all(|at| sheet.is_word(at) && !sheet.is_function(at) && !sheet.is_verb(at))
        });
        if let Some(person) = behind.filter(|_| is_attribute(sheet, words)).and_then(Mention::person) {
            return Some(person);
        }
        let ended = self.mentions.partition_point(|mention| mention.tokens.end <= words.start);
        let before = self.mentions.get(ended.checked_sub(1)?)?;
        let mut between = before.tokens.end..words.start;
        let comma = between.next().is_some_and(|at| sheet.word(at) == ",");
        let small = |at: usize| {
            [
                Function::Relative,
                Function::Auxiliary,
                Function::Present,
                Function::Definite,
                Function::Indefinite,
            ]
            .iter()
            .any(|class| sheet.is(at, *class))
        };
        let near = comma && between.len() <= BESIDE && between.all(small);
        before.person().filter(|_| near && before.tokens.start >= self.sentence.start)
    }
}

/// Whether an age describes what stands behind it: the words for it end the phrase, "71-year-old".
fn is_attribute(sheet: &Sheet<'_>, words: &Range<usize>) -> bool {
    words.clone().any(|at| sheet.word(at).contains('-'))
}

/// Whether a time is the date of one of these births.
fn is_of(article: &Article, births: &[&Claim], time: &Time) -> bool {
    let bytes = article.span(time.bytes.clone());
    births.iter().any(|claim| claim.date.as_ref().is_some_and(|date| date.span == bytes))
}

/// Whether a time is too long for an age to be of it.
fn is_long(date: &Edtf) -> bool {
    date.earliest().zip(date.latest()).is_some_and(|(first, last)| last.year() - first.year() > 1)
}

/// The year of a date near which somebody has a birthday.
fn year_of(date: &Edtf) -> Option<Edtf> {
    let year = date.sole_year()?;
    let late = date.latest().is_some_and(|day| day.month() == DECEMBER) && date.earliest() == date.latest();
    (!late).then(|| Edtf::Date(Date::from(Unit::Year(year))))
}

/// An age at a token and the tokens that tell it.
fn age(sheet: &Sheet<'_>, at: usize) -> Option<Age> {
    let side = |at: usize, wanted: Sense| sheet.sense(at, |sense| sense == wanted);
    let before = side(at, Sense::Age(Side::Before));
    if before > 0 {
        let (years, end) = years(sheet, at + before)?;
        return Some(Age { years, words: at..end, form: Form::Age });
    }
    let completes = side(at, Sense::Birthday(Birthday::Completes));
    if completes > 0 {
        let (years, end) = ordinal(sheet, at + completes)?;
        let year = side(end, Sense::Birthday(Birthday::Year));
        return (year > 0).then_some(Age { years, words: at..end + year, form: Form::Birthday });
    }
    let dying = side(at, Sense::Dying);
    if dying > 0 {
        let (years, end) = years(sheet, at + dying)?;
        let ends = matches!(sheet.word(end), "," | "." | ";" | ")" | "") || sheet.is(end, Function::And);
        return (ends && years >= YOUNGEST).then_some(Age { years, words: at..end, form: Form::Dying });
    }
    if let Some((years, end)) = ordinal(sheet, at) {
        let behind = side(end, Sense::Birthday(Birthday::Day));
        let owned = at
            .checked_sub(1)
            .is_some_and(|before| sheet.is(before, Function::Possessive) || sheet.is_possessive(before));
        return (behind > 0 && owned).then(|| Age { years, words: at..end + behind, form: Form::Birthday });
    }
    let (years, end) = years(sheet, at)?;
    let behind = side(end, Sense::Age(Side::Behind));
    (behind > 0).then_some(Age { years, words: at..end + behind, form: Form::Age })
}

fn ordinal(sheet: &Sheet<'_>, at: usize) -> Option<(u32, usize)> {
    let suffix = sheet.kind(at)? == TokenKind::Number && sheet.touches_next(at) && sheet.is_word(at + 1);
    let (number, end) = match suffix {
        true => (sheet.word(at).parse::<u32>().ok()?, at + 2),
        false => (sheet.language.time.ordinal(sheet.word(at))?, at + 1),
    };
    (1..=OLDEST).contains(&number).then_some((number, end))
}

fn years(sheet: &Sheet<'_>, at: usize) -> Option<(u32, usize)> {
    let (years, end) = match sheet.kind(at)? {
        TokenKind::Number => (sheet.word(at).parse().ok()?, at + 1),
        TokenKind::Word => {
            let number = |at: usize| {
                let found = sheet.phrase(at, |sense| match sense {
                    Sense::Number(value) => Some(value),
                    _ => None,
                });
                found.map(|(len, value)| (value, at + len))
            };
            let (tens, end) = number(at)?;
            // "fifty-one"
            let joined = sheet.word(end) == "-" && tens >= 20 && tens % 10 == 0;
            match number(end + 1).filter(|(ones, _)| joined && *ones < 10) {
                Some((ones, end)) => (tens + ones, end),
                None => (tens, end),
            }
        }
        TokenKind::Mark => return None,
    };
    (1..=OLDEST).contains(&years).then_some((years, end))
}

/// The person whom a sentence names, where it names one alone.
fn only_person<'m>(mentions: &'m [Mention], sentence: &Range<usize>) -> Option<&'m EntityId> {
    let inside = mentions.iter().filter(|mention| sentence.contains(&mention.tokens.start));
    let mut people = inside.filter_map(Mention::person);
    let first = people.next()?;
    people.all(|other| other == first).then_some(first)
}
