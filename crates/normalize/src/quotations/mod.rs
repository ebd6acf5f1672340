//! Words that an article puts into somebody's mouth.

mod speaker;

use std::ops::Range;

use annals_model::{Article, EvidenceId, Quotation, digest};

use crate::names::Mention;
use crate::sheet::Sheet;

pub(crate) use speaker::Speakers;

/// The quotations of a segment.
pub(crate) fn quotations(
    article: &Article,
    sheet: &Sheet<'_>,
    mentions: &[Mention],
    speakers: &mut Speakers,
) -> Vec<Quotation> {
    let mut quotations = Vec::new();
    let pairs = pairs(sheet);
    speakers.enter(sheet, mentions);
    for marks in &pairs {
        let inner = marks.start + 1..marks.end;
        if inner.is_empty() {
            continue;
        }
        let Some(speaker) = speakers.of(sheet, mentions, marks) else { continue };
        // Everything between the marks, white space at the edges left out.
        let bytes = sheet.bytes(&inner);
        let evidence = crate::evidence(article, bytes);
        let id = digest([evidence.quote.as_str(), &evidence.span.start.to_string()]);
        quotations.push(Quotation {
            quotation_id: EvidenceId::new(format!("{}/quotation-{id}", article.id)),
            speaker: speaker.person(),
            evidence,
        });
    }
    speakers.leave(sheet, mentions, &pairs);
    quotations
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
