//! "aged 71", "the 76-year-old": how old an article says that somebody was.

use std::ops::Range;

use annals_knowledge::{Knowledge, Sense, Side};
use annals_model::facts::Matter;
use annals_model::reading::{AgeBasis, Claim, Equation, Terms};
use annals_model::{Article, Edtf, EntityId};
use annals_text::TokenKind;

use crate::names::Mention;
use crate::sheet::Sheet;
use crate::times::Times;

/// The oldest that anybody is said to be.
const OLDEST: u32 = 120;

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
        let mut at = sentence.start;
        while at < sentence.end {
            let Some((years, words)) = age(sheet, at).filter(|(_, words)| words.end <= sentence.end) else {
                at += 1;
                continue;
            };
            at = words.end;
            let Some(person_id) = only_person(mentions, sentence) else { continue };
            let span = article.span(sheet.bytes(sentence));
            let born = claims.iter().any(|claim| {
                let inside = span.byte_start <= claim.evidence.span.byte_start
                    && claim.evidence.span.byte_end <= span.byte_end;
                inside
                    && knowledge
                        .kinds
                        .iter()
                        .any(|kind| kind.id == claim.kind && kind.begins == Some(Matter::Life))
            });
            let date: Option<(Edtf, AgeBasis)> = match times.dates_in(sentence) {
                _ if born => None,
                [time] => Some((time.edtf.clone(), AgeBasis::Stated)),
                [] => {
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
