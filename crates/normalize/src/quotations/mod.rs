//! Quotations and their speakers.

mod speaker;

use std::ops::Range;

use annals_model::{Article, EvidenceId, Quotation, digest};

use crate::names::Mention;
use crate::segment::AnnotatedSegment;

pub(crate) use speaker::SpeakerContext;

/// Returns the quotations of a segment.
pub(crate) fn quotations(
    article: &Article,
    segment: &AnnotatedSegment<'_>,
    mentions: &[Mention],
    speakers: &mut SpeakerContext,
) -> Vec<Quotation> {
    let mut quotations = Vec::new();
    let pairs = pairs(segment);
    speakers.enter(segment, mentions);
    for marks in &pairs {
        let inner = marks.start + 1..marks.end;
        if inner.is_empty() {
            continue;
        }
        let Some(speaker) = speakers.of(segment, mentions, marks) else { continue };
        // The text between the marks, without white space at the edges.
        let bytes = segment.bytes(&inner);
        let evidence = crate::evidence(article, bytes);
        let id = digest([evidence.quote.as_str(), &evidence.span.start.to_string()]);
        quotations.push(Quotation {
            quotation_id: EvidenceId::new(format!("{}/quotation-{id}", article.id)),
            speaker: speaker.person(),
            evidence,
        });
    }
    speakers.leave(segment, mentions, &pairs);
    quotations
}

/// Returns the tokens of the opening and closing marks of every quotation.
fn pairs(segment: &AnnotatedSegment<'_>) -> Vec<Range<usize>> {
    let mut pairs = Vec::new();
    let mut at = 0;
    while at < segment.tokens.len() {
        let is_mark = segment.kind(at) == Some(annals_text::TokenKind::Mark);
        let opens = segment.language.quotes.iter().find(|(open, _)| is_mark && mark(segment, at, open));
        let Some((open, close)) = opens else {
            at += 1;
            continue;
        };
        let from = at + open.chars().count();
        // A second opening mark means that the first is never closed.
        let end = (from..segment.tokens.len())
            .find(|token| mark(segment, *token, close) || (open != close && mark(segment, *token, open)));
        match end {
            Some(end) if mark(segment, end, close) => {
                pairs.push(from - 1..end);
                at = end + close.chars().count();
            }
            _ => at = from,
        }
    }
    pairs
}

/// Returns whether a mark of one or two characters is at a token.
fn mark(segment: &AnnotatedSegment<'_>, at: usize, mark: &str) -> bool {
    let mut tokens = at;
    mark.chars().all(|c| {
        let mut buffer = [0; 4];
        let matches = segment.word(tokens) == c.encode_utf8(&mut buffer);
        tokens += 1;
        matches
    })
}
