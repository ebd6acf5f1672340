//! "aged 71", "the 76-year-old": how old an article says that somebody was.

use std::ops::Range;

use annals_knowledge::{Knowledge, Sense, Side};
use annals_model::facts::Matter;
use annals_model::reading::{AgeBasis, Claim, Equation, Terms};
use annals_model::{Article, Edtf, EntityId};
use annals_text::TokenKind;

use crate::names::Mention;
use crate::sheet::Sheet;
use crate::times::{Time, Times};

/// The oldest that anybody is said to be.
const OLDEST: u32 = 120;
/// The youngest whose age stands behind the name without a word.
const YOUNGEST: u32 = 15;

/// The ages told in a segment of the only person named in the sentence: on its only date, or, where
/// it has none, on the day of publication. A date of birth is none on which somebody has an age.
pub(crate) fn ages(
    article: &Article,
    sheet: &Sheet<'_>,
    times: &Times,
    mentions: &[Mention],
    claims: &[Claim],
    knowledge: &Knowledge,
) -> Vec<Equation> {
    let mut ages = Vec::new();
    for sentence in &sheet.sentences {
        let births = births(article, sheet, claims, knowledge, sentence);
        let told = Told { article, sheet, times, mentions, sentence, births };
        let births = &told.births;
        let mut at = sentence.start;
        while at < sentence.end {
            ages.extend(apposed(&told, at));
            let Some((years, words)) = age(sheet, at).filter(|(_, words)| words.end <= sentence.end) else {
                at += 1;
                continue;
            };
            at = words.end;
            let Some(person_id) = only_person(mentions, sentence) else { continue };
            let dated = times.dates_in(sentence);
            let dates: Vec<&Time> = dated.iter().filter(|time| !is_of(article, births, time)).collect();
            let date: Option<(Edtf, AgeBasis)> = match dates.as_slice() {
                [time] if births.is_empty() || dated.len() > 1 => Some((time.edtf.clone(), AgeBasis::Stated)),
                [] if births.is_empty() => {
                    let published = article.metadata.published.as_ref();
                    published.map(|published| (published.date.clone(), AgeBasis::Published))
                }
                _ => None,
            };
            let Some((date, basis)) = date else { continue };
            let terms = Terms::Age { person_id: person_id.clone(), years, date, basis };
            let evidence = crate::evidence(article, sheet.bytes(sentence));
            ages.push(Equation { claims: Vec::new(), terms, evidence });
        }
    }
    ages
}

/// The births that a sentence tells.
fn births<'c>(
    article: &Article,
    sheet: &Sheet<'_>,
    claims: &'c [Claim],
    knowledge: &Knowledge,
    sentence: &Range<usize>,
) -> Vec<&'c Claim> {
    let span = article.span(sheet.bytes(sentence));
    let inside = claims.iter().filter(|claim| {
        let told = &claim.evidence.span;
        let inside = span.byte_start <= told.byte_start && told.byte_end <= span.byte_end;
        inside && begins_life(knowledge, claim)
    });
    inside.collect()
}

/// Whether a time is the date of one of these births.
fn is_of(article: &Article, births: &[&Claim], time: &Time) -> bool {
    let bytes = article.span(time.bytes.clone());
    births.iter().any(|claim| claim.date.as_ref().is_some_and(|date| date.span == bytes))
}

/// "X, 61, said": what a number behind a name says, where the article is of the day of what it tells.
fn apposed(told: &Told<'_, '_>, at: usize) -> Option<Equation> {
    let Told { article, sheet, times, mentions, sentence, births } = told;
    let published = article.metadata.published.as_ref()?;
    let digits = sheet.kind(at + 1) == Some(TokenKind::Number) && sheet.word(at + 1).len() == 2;
    if sheet.word(at) != "," || !digits || sheet.word(at + 2) != "," {
        return None;
    }
    let years: u32 = sheet.word(at + 1).parse().ok().filter(|years| *years >= YOUNGEST)?;
    let after = mentions.partition_point(|mention| mention.tokens.end < at);
    let named = mentions.get(after).filter(|mention| mention.tokens.end == at)?;
    let person_id = named.person()?.clone();
    let year = published.date.sole_year()?;
    let elsewhen = |time: &Time| !is_of(article, births, time) && time.edtf.sole_year() != Some(year);
    if times.dates_in(sentence).iter().any(elsewhen) {
        return None;
    }
    let terms = Terms::Age { person_id, years, date: published.date.clone(), basis: AgeBasis::Published };
    let evidence = crate::evidence(article, sheet.bytes(sentence));
    Some(Equation { claims: Vec::new(), terms, evidence })
}

/// A sentence in which ages are looked for.
struct Told<'s, 'a> {
    article: &'s Article,
    sheet: &'s Sheet<'a>,
    times: &'s Times,
    mentions: &'s [Mention],
    sentence: &'s Range<usize>,
    births: Vec<&'s Claim>,
}

fn begins_life(knowledge: &Knowledge, claim: &Claim) -> bool {
    knowledge.kinds.iter().any(|kind| kind.id == claim.kind && kind.begins == Some(Matter::Life))
}

/// An age at a token and the tokens that tell it.
fn age(sheet: &Sheet<'_>, at: usize) -> Option<(u32, Range<usize>)> {
    let side = |at: usize, wanted: Side| sheet.sense(at, |sense| sense == Sense::Age(wanted));
    let before = side(at, Side::Before);
    if before > 0 {
        let (years, end) = years(sheet, at + before)?;
        return Some((years, at..end));
    }
    let (years, end) = years(sheet, at)?;
    let behind = side(end, Side::Behind);
    (behind > 0).then_some((years, at..end + behind))
}

fn years(sheet: &Sheet<'_>, at: usize) -> Option<(u32, usize)> {
    let years = match sheet.kind(at)? {
        TokenKind::Number => sheet.word(at).parse().ok()?,
        TokenKind::Word => {
            sheet
                .phrase(at, |sense| match sense {
                    Sense::Number(value) => Some(value),
                    _ => None,
                })?
                .1
        }
        TokenKind::Mark => return None,
    };
    (1..=OLDEST).contains(&years).then_some((years, at + 1))
}

/// The person whom a sentence names, where it names one alone.
fn only_person<'m>(mentions: &'m [Mention], sentence: &Range<usize>) -> Option<&'m EntityId> {
    let inside = mentions.iter().filter(|mention| sentence.contains(&mention.tokens.start));
    let mut people = inside.filter_map(Mention::person);
    let first = people.next()?;
    people.all(|other| other == first).then_some(first)
}
