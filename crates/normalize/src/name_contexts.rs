//! Names with a hash of the words around them, for comparing near-duplicate articles.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use annals_model::{NameContext, NameContexts};
use annals_text::TokenKind;
use rustc_hash::FxHasher;

use crate::names::Mention;
use crate::segment::AnnotatedSegment;
use crate::time_mentions::SegmentTimes;

/// Words on each side of a name that identify its context. Other names count as one word.
const AROUND: usize = 4;

/// Tokens shown on each side of a name.
const SHOWN: usize = 4;

/// Most contexts of one article.
const CONTEXTS: usize = 400;

/// Adds the contexts of all names of a segment, listed or not.
pub(crate) fn name_contexts(
    segment: &AnnotatedSegment<'_>,
    times: &SegmentTimes,
    mentions: &[Mention],
    contexts: &mut NameContexts,
) {
    let runs = runs(segment, times, mentions);
    // Hashes of the segment's words, with 0 for each name, and the index of each name.
    let mut words: Vec<u64> = Vec::new();
    let mut at = 0;
    let mut places = Vec::with_capacity(runs.len());
    let mut next = runs.iter().peekable();
    while at < segment.tokens.len() {
        if let Some(run) = next.next_if(|run| run.start == at) {
            places.push(words.len());
            words.push(0);
            at = run.end.max(at + 1);
            continue;
        }
        if segment.kind(at) != Some(TokenKind::Mark) {
            // Numbers and dates are compared elsewhere.
            let number = segment.kind(at) == Some(TokenKind::Number) || times.covering(at).is_some();
            words.push(if number { 1 } else { hash(&segment.word(at).to_lowercase()) });
        }
        at += 1;
    }
    for (run, place) in runs.iter().zip(places) {
        if contexts.len() >= CONTEXTS {
            return;
        }
        let before = words.get(place.saturating_sub(AROUND)..place).unwrap_or_default();
        let following = words.get(place + 1..(place + 1 + AROUND).min(words.len())).unwrap_or_default();
        if before.len() + following.len() < AROUND {
            continue;
        }
        let sentence = segment.sentence_of(run.start);
        let shown = run.start.saturating_sub(SHOWN).max(sentence.start)..(run.end + SHOWN).min(sentence.end);
        contexts.push(NameContext {
            around: hash(&(before, following)),
            name: &crate::names::shown(segment.slice(run)),
            words: segment.slice(&shown),
        });
    }
}

/// Returns the capitalised runs that are names. A sentence-initial word alone must be a listed name.
fn runs(segment: &AnnotatedSegment<'_>, times: &SegmentTimes, mentions: &[Mention]) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < segment.tokens.len() {
        let capital = |at: usize| segment.is_capital(at) && times.covering(at).is_none();
        if !capital(at) || segment.is_function(at) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while capital(end) || segment.word(end) == "-" && segment.touches_next(end - 1) && capital(end + 1) {
            end += 1;
        }
        let first = segment.sentence_of(at).start == at;
        let mention = mentions.get(mentions.partition_point(|mention| mention.tokens.end <= at));
        let known = mention.is_some_and(|mention| mention.tokens.start <= at && mention.entity().is_some());
        if !first || end > at + 1 || known {
            runs.push(at..end);
        }
        at = end;
    }
    runs
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}
