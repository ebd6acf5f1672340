//! Ages of persons: "aged 71", "the 76-year-old", "his 40th birthday".

use std::ops::Range;

use annals_edtf::{Date, Edtf, Unit};
use annals_knowledge::{Birthday, Function, Knowledge, Sense, Side, VerbId};
use annals_model::{AgeBasis, Arithmetic, ArithmeticClaim, Article, Claim, EntityId, Lifespan, Span};
use annals_text::TokenKind;

use crate::names::Mention;
use crate::segment::AnnotatedSegment;
use crate::time_mentions::{SegmentTimes, TimeMention};

/// Highest age that is read.
const OLDEST: u32 = 120;
/// Lowest age that is read as a bare number after a name.
const YOUNGEST: u32 = 15;
/// Most tokens between a name and an age.
const BESIDE: usize = 3;
/// The last month: a birthday near such a date may be in the next year.
const DECEMBER: i8 = 12;

/// Returns the ages stated in a segment.
///
/// The person is the one named next to the age, or else the only one named in the sentence. The date is the
/// only date of the clause, or else the day of publication. Birth dates are not used as the reference date of
/// an age; for deaths it is the date of death.
pub(crate) fn ages(
    article: &Article,
    segment: &AnnotatedSegment<'_>,
    times: &SegmentTimes,
    mentions: &[Mention],
    births: &Births<'_>,
    knowledge: &Knowledge,
) -> Vec<ArithmeticClaim> {
    let mut ages = Vec::new();
    for sentence in &segment.sentences {
        let births = births.within(article.span(segment.bytes(sentence)));
        let scope = AgeSentence { article, segment, times, mentions, sentence, births, knowledge };
        let mut at = sentence.start;
        while at < sentence.end {
            ages.extend(apposed(&scope, at).map(|terms| scope.claim(terms)));
            let Some(age) = age(segment, at).filter(|age| age.words.end <= sentence.end) else {
                at += 1;
                continue;
            };
            at = age.words.end;
            if age.form == Form::Dying && !scope.states_death(age.words.start) {
                continue;
            }
            ages.extend(scope.arithmetic(&age).map(|terms| scope.claim(terms)));
        }
    }
    ages
}

/// The births that an article claims, in the order of the text.
pub(crate) struct Births<'c>(Vec<&'c Claim>);

impl<'c> Births<'c> {
    pub(crate) fn of(claims: &'c [Claim], knowledge: &Knowledge) -> Self {
        let mut births: Vec<&Claim> = claims.iter().filter(|claim| begins_life(knowledge, claim)).collect();
        births.sort_by_key(|claim| claim.evidence.span.byte_start);
        Self(births)
    }

    /// Returns the births claimed within a sentence.
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

/// Returns the age of a bare number after a name: "X, 61, said". Requires that the clause has no date outside
/// the year of publication.
fn apposed(scope: &AgeSentence<'_, '_>, at: usize) -> Option<Arithmetic> {
    let AgeSentence { article, segment, mentions, .. } = scope;
    let published = article.metadata.published.as_ref()?;
    let digits = segment.kind(at + 1) == Some(TokenKind::Number) && segment.word(at + 1).len() == 2;
    if segment.word(at) != "," || !digits || !matches!(segment.word(at + 2), "," | ".") {
        return None;
    }
    let years: u32 = segment.word(at + 1).parse().ok().filter(|years| *years >= YOUNGEST)?;
    let after = mentions.partition_point(|mention| mention.tokens.end < at);
    let named = mentions.get(after).filter(|mention| mention.tokens.end == at)?;
    let person_id = named.person()?.clone();
    let year = published.date.sole_year()?;
    if scope.dates(at).iter().any(|time| time.edtf.sole_year() != Some(year)) {
        return None;
    }
    Some(Arithmetic::Age { person_id, years, date: published.date.clone(), basis: AgeBasis::Published })
}

/// A sentence in which ages are read.
struct AgeSentence<'s, 'a> {
    article: &'s Article,
    segment: &'s AnnotatedSegment<'a>,
    times: &'s SegmentTimes,
    mentions: &'s [Mention],
    sentence: &'s Range<usize>,
    births: Vec<&'s Claim>,
    knowledge: &'s Knowledge,
}

/// A number of years and its tokens.
struct Age {
    years: u32,
    words: Range<usize>,
    form: Form,
}

/// The wording of an age.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// "aged 71", "71 years old"
    Age,
    /// "died at 71"
    Dying,
    /// "his 71st birthday"
    Birthday,
}

impl AgeSentence<'_, '_> {
    fn claim(&self, terms: Arithmetic) -> ArithmeticClaim {
        let evidence = crate::evidence(self.article, self.segment.bytes(self.sentence));
        ArithmeticClaim { claims: Vec::new(), terms, evidence }
    }

    fn arithmetic(&self, age: &Age) -> Option<Arithmetic> {
        let adjacent = self.adjacent_person(&age.words);
        if adjacent.is_none() && self.is_of_another(&age.words) {
            return None;
        }
        let person_id = adjacent.or_else(|| only_person(self.mentions, self.sentence))?.clone();
        let years = age.years;
        let dates = self.dates(age.words.start);
        let has_births = !self.births.is_empty();
        let published = self.article.metadata.published.as_ref().map(|published| published.date.clone());
        let (date, basis) = match dates.as_slice() {
            _ if self.is_now(age) => (published?, AgeBasis::Published),
            // "X, secretary of state from 1944 to 1955, died at the age of 71"
            [time] if is_long(&time.edtf) && self.states_death(age.words.start) => {
                return Some(Arithmetic::AgeAtDeath { person_id, years });
            }
            [time] if !has_births || self.times.dates_in(self.sentence).len() > 1 => {
                (time.edtf.clone(), AgeBasis::Stated)
            }
            [] if age.form != Form::Birthday && self.states_death(self.sentence.end) => {
                return Some(Arithmetic::AgeAtDeath { person_id, years });
            }
            [] if !has_births || adjacent.is_some() => (published?, AgeBasis::Published),
            _ => return None,
        };
        let date = if age.form == Form::Birthday { year_of(&date)? } else { date };
        Some(Arithmetic::Age { person_id, years, date, basis })
    }

    /// Returns whether an unlisted name stands next to an age, which is then not a person's of the sentence:
    /// "X and Y, the six-year-old boy".
    fn is_of_another(&self, words: &Range<usize>) -> bool {
        let segment = self.segment;
        let small = |at: usize| segment.is(at, Function::Definite) || segment.is(at, Function::Indefinite);
        let mut at = words.start;
        while at > self.sentence.start && small(at - 1) {
            at -= 1;
        }
        let last =
            at.checked_sub(2).filter(|last| *last > self.sentence.start && segment.word(last + 1) == ",");
        let named = |last: usize| self.mentions.iter().any(|mention| mention.tokens.contains(&last));
        last.is_some_and(|last| segment.is_capital(last) && !named(last))
    }

    /// Returns the dates of the clause of a token, without birth dates.
    fn dates(&self, at: usize) -> Vec<&TimeMention> {
        let dated = self.times.dates_in(self.sentence).iter();
        dated.filter(|time| !is_of(self.article, &self.births, time) && self.same_clause(time, at)).collect()
    }

    /// Returns whether no clause begins between a date and a token: "in 1931, by nine delegates, of whom one,
    /// the 79-year-old X, …".
    fn same_clause(&self, time: &TimeMention, at: usize) -> bool {
        let segment = self.segment;
        let breaks = |at: usize| segment.word(at) == ";" || segment.is(at, Function::Relative);
        // A clause with its own subject has its own date.
        time.tokens.start > at || !(time.tokens.end..at).any(breaks)
    }

    /// Returns whether an age refers to the day of publication: "who is 51 years of age".
    fn is_now(&self, age: &Age) -> bool {
        let before = age.words.start.checked_sub(1).filter(|at| *at >= self.sentence.start);
        age.form == Form::Age && before.is_some_and(|at| self.segment.is(at, Function::Present))
    }

    /// Returns whether a verb of the sentence, before `end`, denotes a death.
    fn states_death(&self, end: usize) -> bool {
        let ends = |number: VerbId| {
            let rule = self.segment.language.verb(number);
            let kind = rule.and_then(|rule| self.knowledge.kinds.iter().find(|kind| kind.id == rule.kind));
            kind.is_some_and(|kind| kind.ends == Some(Lifespan::Life))
        };
        let dies =
            |at: usize| self.segment.sense(at, |sense| matches!(sense, Sense::Verb(rule) if ends(rule))) > 0;
        (self.sentence.start..end).any(dies)
    }

    /// Returns the person named next to an age: "X, aged 71", "the 71-year-old X".
    fn adjacent_person(&self, words: &Range<usize>) -> Option<&EntityId> {
        let segment = self.segment;
        let after = self.mentions.partition_point(|mention| mention.tokens.start < words.end);
        let following = self.mentions.get(after).filter(|mention| {
            let between = words.end..mention.name.start;
            mention.tokens.start == words.end
                || between.len() < BESIDE
                    && between
                        .clone()
                        .all(|at| segment.is_word(at) && !segment.is_function(at) && !segment.is_verb(at))
        });
        if let Some(person) = following.filter(|_| is_attribute(segment, words)).and_then(Mention::person) {
            return Some(person);
        }
        let ended = self.mentions.partition_point(|mention| mention.tokens.end <= words.start);
        let before = self.mentions.get(ended.checked_sub(1)?)?;
        let mut between = before.tokens.end..words.start;
        let comma = between.next().is_some_and(|at| segment.word(at) == ",");
        let small = |at: usize| {
            [
                Function::Relative,
                Function::Auxiliary,
                Function::Present,
                Function::Definite,
                Function::Indefinite,
            ]
            .iter()
            .any(|class| segment.is(at, *class))
        };
        let near = comma && between.len() <= BESIDE && between.all(small);
        before.person().filter(|_| near && before.tokens.start >= self.sentence.start)
    }
}

/// Returns whether an age modifies the following noun: "71-year-old".
fn is_attribute(segment: &AnnotatedSegment<'_>, words: &Range<usize>) -> bool {
    words.clone().any(|at| segment.word(at).contains('-'))
}

/// Returns whether a time mention is the date of one of the births.
fn is_of(article: &Article, births: &[&Claim], time: &TimeMention) -> bool {
    let bytes = article.span(time.bytes.clone());
    births.iter().any(|claim| claim.date.as_ref().is_some_and(|date| date.span == bytes))
}

/// Returns whether a period is too long to be the reference date of an age.
fn is_long(date: &Edtf) -> bool {
    date.earliest().zip(date.latest()).is_some_and(|(first, last)| last.year() - first.year() > 1)
}

/// Returns the year of a date, for a birthday. A day in December has none.
fn year_of(date: &Edtf) -> Option<Edtf> {
    let year = date.sole_year()?;
    let late = date.latest().is_some_and(|day| day.month() == DECEMBER) && date.earliest() == date.latest();
    (!late).then(|| Edtf::Date(Date::from(Unit::Year(year))))
}

/// Returns the age at a token.
fn age(segment: &AnnotatedSegment<'_>, at: usize) -> Option<Age> {
    let side = |at: usize, wanted: Sense| segment.sense(at, |sense| sense == wanted);
    let before = side(at, Sense::Age(Side::Before));
    if before > 0 {
        let (years, end) = years(segment, at + before)?;
        return Some(Age { years, words: at..end, form: Form::Age });
    }
    let completes = side(at, Sense::Birthday(Birthday::Completes));
    if completes > 0 {
        let (years, end) = ordinal(segment, at + completes)?;
        let year = side(end, Sense::Birthday(Birthday::Year));
        return (year > 0).then_some(Age { years, words: at..end + year, form: Form::Birthday });
    }
    let dying = side(at, Sense::Dying);
    if dying > 0 {
        let (years, end) = years(segment, at + dying)?;
        let ends = matches!(segment.word(end), "," | "." | ";" | ")" | "") || segment.is(end, Function::And);
        return (ends && years >= YOUNGEST).then_some(Age { years, words: at..end, form: Form::Dying });
    }
    if let Some((years, end)) = ordinal(segment, at) {
        let following = side(end, Sense::Birthday(Birthday::Day));
        let owned = at
            .checked_sub(1)
            .is_some_and(|before| segment.is(before, Function::Possessive) || segment.is_possessive(before));
        return (following > 0 && owned).then(|| Age {
            years,
            words: at..end + following,
            form: Form::Birthday,
        });
    }
    let (years, end) = years(segment, at)?;
    let following = side(end, Sense::Age(Side::Behind));
    (following > 0).then_some(Age { years, words: at..end + following, form: Form::Age })
}

fn ordinal(segment: &AnnotatedSegment<'_>, at: usize) -> Option<(u32, usize)> {
    let suffix =
        segment.kind(at)? == TokenKind::Number && segment.touches_next(at) && segment.is_word(at + 1);
    let (number, end) = match suffix {
        true => (segment.word(at).parse::<u32>().ok()?, at + 2),
        false => (segment.language.time.ordinal(segment.word(at))?, at + 1),
    };
    (1..=OLDEST).contains(&number).then_some((number, end))
}

fn years(segment: &AnnotatedSegment<'_>, at: usize) -> Option<(u32, usize)> {
    let (years, end) = match segment.kind(at)? {
        TokenKind::Number => (segment.word(at).parse().ok()?, at + 1),
        TokenKind::Word => {
            let number = |at: usize| {
                let found = segment.phrase(at, |sense| match sense {
                    Sense::Number(value) => Some(value),
                    _ => None,
                });
                found.map(|(len, value)| (value, at + len))
            };
            let (tens, end) = number(at)?;
            // "fifty-one"
            let joined = segment.word(end) == "-" && tens >= 20 && tens % 10 == 0;
            match number(end + 1).filter(|(ones, _)| joined && *ones < 10) {
                Some((ones, end)) => (tens + ones, end),
                None => (tens, end),
            }
        }
        TokenKind::Mark => return None,
    };
    (1..=OLDEST).contains(&years).then_some((years, end))
}

/// Returns the person of a sentence, if it names exactly one.
fn only_person<'m>(mentions: &'m [Mention], sentence: &Range<usize>) -> Option<&'m EntityId> {
    let inside = mentions.iter().filter(|mention| sentence.contains(&mention.tokens.start));
    let mut people = inside.filter_map(Mention::person);
    let first = people.next()?;
    people.all(|other| other == first).then_some(first)
}
