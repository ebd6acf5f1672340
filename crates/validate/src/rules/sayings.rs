//! Quotations that say nearly the same.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

use annals_model::{EntityId, QuotationRow};
use rustc_hash::FxHasher;

use super::posts::may_be_one;
use crate::context::Context;

/// Fewest words of a quotation that is compared: what is shorter, many people say.
const WORDS: usize = 7;

/// Words that are compared of a longer one.
const LONGEST: usize = 120;

/// Words at its beginning or end by which a quotation finds those like it.
const KEY: usize = 4;

/// Of how many speakers a saying is at most compared.
const SPEAKERS: usize = 2;

/// With how many of its neighbours a quotation is compared where many begin alike.
const WINDOW: usize = 8;

/// How many of those that begin or end alike a saying is held against, to tell whether it is a proverb.
const CROWD: usize = 64;

/// One word in so many may be another in the same saying.
const CHANGED: usize = 5;

/// The same, where both are given to one speaker.
const CHANGED_BY_ONE: usize = 4;

/// Two quotations of one saying.
pub(super) struct Pair<'a> {
    pub(super) first: &'a QuotationRow,
    pub(super) second: &'a QuotationRow,
    /// How many words are changed, put in or left out.
    pub(super) changed: usize,
}

/// Whether two people are said to have said it.
pub(super) fn two_speakers<'a>(context: &Context<'_>, pair: &Pair<'a>) -> Option<[&'a EntityId; 2]> {
    let (first, second) = (pair.first.speaker.as_ref()?, pair.second.speaker.as_ref()?);
    (!may_be_one(context, first, second)).then_some([first, second])
}

/// Quotations that are the same but for few words, each pair once, in the order of the rows.
pub(super) fn pairs<'a>(context: &Context<'a>) -> Vec<Pair<'a>> {
    let rows = context.subject.release.quotations.iter();
    let sayings: Vec<(&QuotationRow, Vec<u64>)> =
        rows.map(|row| (row, words(&row.text))).filter(|(_, words)| words.len() >= WORDS).collect();
    let mut keyed: Vec<(u64, usize)> = Vec::with_capacity(sayings.len() * 2);
    for (number, (_, words)) in sayings.iter().enumerate() {
        keyed.push((hash(&("begins", words.get(..KEY))), number));
        keyed.push((hash(&("ends", words.get(words.len() - KEY..))), number));
    }
    keyed.sort_unstable();
    // Sayings among many others that begin, or end, alike.
    let mut crowds: Vec<Vec<usize>> = Vec::new();
    keyed.chunk_by_mut(|a, b| a.0 == b.0).for_each(|block| {
        // What many say is a proverb or a set phrase, and no one's words.
        let speakers = block.iter().filter_map(|(_, number)| sayings.get(*number)?.0.speaker.as_ref());
        if speakers.collect::<BTreeSet<_>>().len() > SPEAKERS {
            crowds.push(block.iter().map(|entry| entry.1).collect());
            block.iter_mut().for_each(|entry| entry.0 = 0);
        }
    });
    let mut crowded: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (crowd, members) in crowds.iter().enumerate() {
        members.iter().for_each(|member| crowded.entry(*member).or_default().push(crowd));
    }
    // Whether somebody else says it as well, but for a word: "Trust is built by bakers".
    let is_proverb = |number: usize, second: usize| {
        let (Some((first, words)), Some((other, _))) = (sayings.get(number), sayings.get(second)) else {
            return false;
        };
        let near = crowded.get(&number).into_iter().flatten().filter_map(|crowd| crowds.get(*crowd));
        near.flat_map(|crowd| crowd.iter().take(CROWD)).filter_map(|member| sayings.get(*member)).any(
            |(row, told)| {
                let another =
                    row.speaker.is_some() && row.speaker != first.speaker && row.speaker != other.speaker;
                another && are_alike(words, told, CHANGED).is_some()
            },
        )
    };
    keyed.retain(|(key, _)| *key != 0);
    let mut candidates: Vec<(usize, usize)> = Vec::new();
    for block in keyed.chunk_by(|a, b| a.0 == b.0) {
        for (at, (_, first)) in block.iter().enumerate() {
            candidates.extend(block.iter().skip(at + 1).take(WINDOW).map(|(_, second)| (*first, *second)));
        }
    }
    candidates.sort_unstable();
    candidates.dedup();
    let pair = |(first, second): (usize, usize)| {
        let ((first, one), (second, other)) = (sayings.get(first)?, sayings.get(second)?);
        let one_speaker = first.speaker.is_some() && first.speaker == second.speaker;
        let share = if one_speaker { CHANGED_BY_ONE } else { CHANGED };
        // One paper breaks off where the other goes on.
        if first.article_id != second.article_id && (one.starts_with(other) || other.starts_with(one)) {
            return Some(Pair { first, second, changed: 0 });
        }
        let changed = are_alike(one, other, share)?;
        Some(Pair { first, second, changed })
    };
    let candidates = candidates.into_iter().filter(|(first, second)| {
        let speaker = |number: &usize| sayings.get(*number).and_then(|(row, _)| row.speaker.as_ref());
        let one_speaker = speaker(first) == speaker(second);
        one_speaker || !is_proverb(*first, *second) && !is_proverb(*second, *first)
    });
    candidates.filter_map(pair).collect()
}

/// How many words of one are others in the other, where these are at most one in so many.
fn are_alike(one: &[u64], other: &[u64], share: usize) -> Option<usize> {
    let length = one.len().min(other.len());
    if one.len().abs_diff(other.len()) * share > length {
        return None;
    }
    let cut = |words: &[u64]| words.iter().copied().take(LONGEST).collect::<Vec<u64>>();
    let changed = strsim::generic_levenshtein(&cut(one), &cut(other));
    (changed * share <= length).then_some(changed)
}

/// The words of a text without case and marks.
fn words(text: &str) -> Vec<u64> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    words.filter(|word| !word.is_empty()).map(|word| hash(&word.to_lowercase().replace('’', "'"))).collect()
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}
