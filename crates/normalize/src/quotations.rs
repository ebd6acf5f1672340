//! Words that an article puts into somebody's mouth.

use std::ops::Range;

use annals_knowledge::{Function, Sense};
use annals_model::id::digest;
use annals_model::reading::{EntityClass, Quotation};
use annals_model::{Article, EntityId, EvidenceId};

use crate::names::Mention;
use crate::sheet::Sheet;

/// How far from its mark a quotation's speaker is looked for.
const REACH: usize = 24;

/// Who said the quotation before, for one that goes on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Speaker(Option<Mouth>);

/// Whose mouth words are put into.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Mouth {
    /// A person's.
    Person(EntityId),
    /// That of a body, or of somebody without a name.
    Other,
}

/// The quotations of a segment.
pub(crate) fn quotations(
    article: &Article,
    sheet: &Sheet<'_>,
    mentions: &[Mention],
    speaker: &mut Speaker,
) -> Vec<Quotation> {
    let mut quotations = Vec::new();
    for marks in pairs(sheet) {
        let inner = marks.start + 1..marks.end;
        if inner.is_empty() {
            continue;
        }
        let mentions = around(mentions, &marks);
        let Some(mouth) = mouth(sheet, mentions, &marks, speaker) else { continue };
        speaker.0 = Some(mouth.clone());
        // Everything between the marks, white space at the edges left out.
        let bytes = sheet.bytes(&inner);
        let evidence = crate::evidence(article, bytes);
        let id = digest([evidence.quote.as_str(), &evidence.span.start.to_string()]);
        quotations.push(Quotation {
            quotation_id: EvidenceId::new(format!("{}/quotation-{id}", article.id)),
            speaker: match mouth {
                Mouth::Person(person) => Some(person),
                Mouth::Other => None,
            },
            evidence,
        });
    }
    quotations
}

/// The names near a quotation: nobody farther away is looked for.
fn around<'m>(mentions: &'m [Mention], marks: &Range<usize>) -> &'m [Mention] {
    let reach = 2 * REACH;
    let first = mentions.partition_point(|mention| mention.tokens.end + reach <= marks.start);
    let after = mentions.partition_point(|mention| mention.tokens.start < marks.end + reach);
    mentions.get(first..after).unwrap_or_default()
}

/// Tokens of the opening and the closing mark of every quotation.
fn pairs(sheet: &Sheet<'_>) -> Vec<Range<usize>> {
    let mut pairs = Vec::new();
    let mut at = 0;
    while at < sheet.tokens.len() {
        let is_mark = sheet.kind(at) == Some(annals_text::TokenKind::Mark);
        let opens = sheet.language.quotes.iter().find(|(open, _)| is_mark && mark(sheet, at, open));
        let Some((open, close)) = opens else {
            at += 1;
            continue;
        };
        let from = at + open.chars().count();
        // Another opening mark means that this one never closes.
        let end = (from..sheet.tokens.len())
            .find(|token| mark(sheet, *token, close) || (open != close && mark(sheet, *token, open)));
        match end {
            Some(end) if mark(sheet, end, close) => {
                pairs.push(from - 1..end);
                at = end + close.chars().count();
            }
            _ => at = from,
        }
    }
    pairs
}

/// Whether a mark, of one character or two, stands at a token.
fn mark(sheet: &Sheet<'_>, at: usize, mark: &str) -> bool {
    let mut tokens = at;
    mark.chars().all(|c| {
        let mut buffer = [0; 4];
        let matches = sheet.word(tokens) == c.encode_utf8(&mut buffer);
        tokens += 1;
        matches
    })
}

/// Whose mouth the words between two marks are put into, if anybody's.
fn mouth(sheet: &Sheet<'_>, mentions: &[Mention], marks: &Range<usize>, before: &Speaker) -> Option<Mouth> {
    let first = sheet.sentence_of(marks.start);
    let last = sheet.sentence_of(marks.end);
    // A quotation is a whole sentence or has words of one; a name in marks has no verb.
    let verbal = (marks.start + 1..marks.end).take(REACH).any(|at| {
        sheet.is_verb(at)
            || sheet
                .sense(at, |sense| matches!(sense, Sense::Function(Function::Auxiliary | Function::Planned)))
                > 0
    });
    let long = marks.end - marks.start > 8;
    leading(sheet, mentions, &first, marks.start, before)
        .or_else(|| trailing(sheet, mentions, &last, marks.end))
        .filter(|_| verbal || long)
        .or_else(|| owned(sheet, mentions, &first, marks.start))
        .or_else(|| continued(sheet, &first, marks.start, before))
}

/// "X said, “…" and "X’s words that …“…"
fn leading(
    sheet: &Sheet<'_>,
    mentions: &[Mention],
    sentence: &Range<usize>,
    open: usize,
    before: &Speaker,
) -> Option<Mouth> {
    let from = sentence.start.max(open.saturating_sub(REACH));
    let verb = (from..open).rev().find(|at| sheet.sense(*at, |sense| sense == Sense::SpeechVerb) > 0)?;
    // Nothing but small words between the verb and the mark, unless the verb has an object
    // clause of its own.
    let near = open - verb <= 4 || (verb..open).all(|at| at == verb || !sheet.is_verb(at));
    if !near {
        return None;
    }
    speaker_before(sheet, mentions, sentence, verb).or_else(|| {
        let pronoun = (from..verb).any(|at| sheet.is(at, Function::Pronoun));
        if pronoun { before.0.clone().or(Some(Mouth::Other)) } else { Some(Mouth::Other) }
    })
}

/// The subject of a verb of speaking: the nearest name before it.
fn speaker_before(
    sheet: &Sheet<'_>,
    mentions: &[Mention],
    sentence: &Range<usize>,
    verb: usize,
) -> Option<Mouth> {
    let mention = mentions
        .iter()
        .rev()
        .find(|mention| mention.tokens.start >= sentence.start && mention.tokens.end <= verb)?;
    let end = mention.title.behind.end.max(mention.tokens.end);
    let clear =
        (end..verb).all(|at| !sheet.is_verb(at) && !sheet.is(at, Function::Pronoun) && sheet.word(at) != ";");
    if !clear {
        return None;
    }
    Some(match mention.entity() {
        Some((EntityClass::Person, id)) => Mouth::Person(id.clone()),
        _ => Mouth::Other,
    })
}

/// "…,” X said" and "…,” said X"
fn trailing(sheet: &Sheet<'_>, mentions: &[Mention], sentence: &Range<usize>, close: usize) -> Option<Mouth> {
    let end = sentence.end.min(close + REACH);
    let verb = (close + 1..end).find(|at| sheet.sense(*at, |sense| sense == Sense::SpeechVerb) > 0)?;
    let person = |mention: &Mention| match mention.entity() {
        Some((EntityClass::Person, id)) => Mouth::Person(id.clone()),
        _ => Mouth::Other,
    };
    let between = mentions.iter().find(|mention| mention.tokens.start > close && mention.tokens.end <= verb);
    let after = mentions.iter().find(|mention| mention.tokens.start == verb + 1);
    let near = (close + 1..verb).all(|at| !sheet.is_verb(at));
    if !near {
        return None;
    }
    Some(between.or(after).map_or(Mouth::Other, person))
}

/// "X’s words that …", "X’s thought that “…”"
fn owned(sheet: &Sheet<'_>, mentions: &[Mention], sentence: &Range<usize>, open: usize) -> Option<Mouth> {
    let from = sentence.start.max(open.saturating_sub(REACH));
    let noun = (from..open).rev().find(|at| sheet.sense(*at, |sense| sense == Sense::SpeechNoun) > 0)?;
    let owner =
        mentions.iter().rev().find(|mention| mention.tokens.end <= noun && mention.tokens.start >= from)?;
    let possessive = sheet.possessive(owner.tokens.end) > 0;
    let near = noun - owner.tokens.end <= 4 && possessive;
    match owner.entity() {
        Some((EntityClass::Person, id)) if near => Some(Mouth::Person(id.clone())),
        _ => None,
    }
}

/// "In addition, “…" behind another quotation.
fn continued(sheet: &Sheet<'_>, sentence: &Range<usize>, open: usize, before: &Speaker) -> Option<Mouth> {
    let from = sentence.start.max(open.saturating_sub(REACH));
    let goes_on = (from..open).any(|at| sheet.sense(at, |sense| sense == Sense::Continued) > 0);
    before.0.clone().filter(|_| goes_on)
}
