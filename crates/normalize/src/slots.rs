//! Names with the words around them, by which two texts of one article are laid side by side.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use annals_model::{NameContext, NameContexts};
use annals_text::TokenKind;
use rustc_hash::FxHasher;

use crate::names::Mention;
use crate::sheet::Sheet;
use crate::times::Times;

/// Words on each side of a name that tell its slot; other names among them count as such.
const AROUND: usize = 4;

/// Tokens on each side of a name that are shown with it.
const SHOWN: usize = 4;

/// Most slots of one article.
const SLOTS: usize = 400;

/// The names of a segment, known or not, with what stands around them.
pub(crate) fn slots(sheet: &Sheet<'_>, times: &Times, mentions: &[Mention], slots: &mut NameContexts) {
    let runs = runs(sheet, times, mentions);
    // The words of the segment, each name as one without letters; and where each run is among them.
    let mut words: Vec<u64> = Vec::new();
    let mut at = 0;
    let mut places = Vec::with_capacity(runs.len());
    let mut next = runs.iter().peekable();
    while at < sheet.tokens.len() {
        if let Some(run) = next.next_if(|run| run.start == at) {
            places.push(words.len());
            words.push(0);
            at = run.end.max(at + 1);
            continue;
        }
        if sheet.kind(at) != Some(TokenKind::Mark) {
            // Numbers and dates are compared for themselves.
            let number = sheet.kind(at) == Some(TokenKind::Number) || times.covering(at).is_some();
            words.push(if number { 1 } else { hash(&sheet.word(at).to_lowercase()) });
        }
        at += 1;
    }
    for (run, place) in runs.iter().zip(places) {
        if slots.len() >= SLOTS {
            return;
        }
        let before = words.get(place.saturating_sub(AROUND)..place).unwrap_or_default();
        let behind = words.get(place + 1..(place + 1 + AROUND).min(words.len())).unwrap_or_default();
        if before.len() + behind.len() < AROUND {
            continue;
        }
        let sentence = sheet.sentence_of(run.start);
        let shown = run.start.saturating_sub(SHOWN).max(sentence.start)..(run.end + SHOWN).min(sentence.end);
        slots.push(NameContext {
            around: hash(&(before, behind)),
            name: &crate::names::shown(sheet.slice(run)),
            words: sheet.slice(&shown),
        });
    }
}

/// Runs of words with capitals that are names: not the first word of a sentence by itself, unless it is known.
fn runs(sheet: &Sheet<'_>, times: &Times, mentions: &[Mention]) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < sheet.tokens.len() {
        let capital = |at: usize| sheet.is_capital(at) && times.covering(at).is_none();
        if !capital(at) || sheet.is_function(at) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while capital(end) || sheet.word(end) == "-" && sheet.touches_next(end - 1) && capital(end + 1) {
            end += 1;
        }
        let first = sheet.sentence_of(at).start == at;
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
