//! Pairs of quotations with nearly the same words.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

use annals_model::{EntityId, QuotationRow};
use rustc_hash::FxHasher;

use crate::context::Context;
use crate::support::positions::may_be_one_person;

/// The minimal number of words of a quotation that is compared. Shorter ones are common phrases.
const WORDS: usize = 7;

/// The number of words of a longer quotation that are compared.
const LONGEST: usize = 120;

/// The number of words at the beginning or end that form a blocking key.
const KEY: usize = 4;

/// The maximal number of speakers of quotations with one key. More speakers make it a proverb.
const SPEAKERS: usize = 2;

/// The number of neighbours in a block with which a quotation is compared.
const WINDOW: usize = 8;

/// The number of quotations in a crowded block with which a quotation is compared to recognise a proverb.
const CROWD: usize = 64;

/// One in this many words may differ between two similar quotations.
const CHANGED: usize = 5;

/// The same for two quotations of one speaker.
const CHANGED_BY_ONE: usize = 4;

/// Two similar quotations.
pub(crate) struct SimilarPair<'a> {
    pub(crate) first: &'a QuotationRow,
    pub(crate) second: &'a QuotationRow,
    /// The number of words that are replaced, added or left out.
    pub(crate) changed: usize,
}

/// Returns the speakers of a pair, if they are two people.
pub(crate) fn two_speakers<'a>(context: &Context<'_>, pair: &SimilarPair<'a>) -> Option<[&'a EntityId; 2]> {
    let (first, second) = (pair.first.speaker.as_ref()?, pair.second.speaker.as_ref()?);
    (!may_be_one_person(context, first, second)).then_some([first, second])
}

/// Returns the pairs of similar quotations, without proverbs, in the order of the rows.
pub(crate) fn similar_pairs<'a>(context: &Context<'a>) -> Vec<SimilarPair<'a>> {
    let rows = context.input.release.quotations.iter();
    let quotations: Vec<Hashed<'_>> = rows
        .map(|row| Hashed { row, words: words(&row.text) })
        .filter(|quotation| quotation.words.len() >= WORDS)
        .collect();
    let Blocks { candidates, crowds } = Blocks::of(&quotations);
    let proverbs = Proverbs::of(&quotations, &crowds);
    let candidates = candidates.into_iter().filter_map(|(first, second)| {
        let (one, other) = (quotations.get(first)?, quotations.get(second)?);
        let may_be_proverb = one.row.speaker != other.row.speaker;
        let proverb = may_be_proverb && (proverbs.contains(first, other) || proverbs.contains(second, one));
        (!proverb).then_some((one, other))
    });
    candidates.filter_map(|(one, other)| pair(one, other)).collect()
}

/// A quotation and the hashes of its words.
struct Hashed<'a> {
    row: &'a QuotationRow,
    words: Vec<u64>,
}

/// Quotations blocked by their first and last words.
struct Blocks {
    /// Pairs of quotations that share a key.
    candidates: Vec<(usize, usize)>,
    /// Blocks of quotations by many speakers.
    crowds: Vec<Vec<usize>>,
}

impl Blocks {
    fn of(quotations: &[Hashed<'_>]) -> Self {
        let mut keyed: Vec<(u64, usize)> = Vec::with_capacity(quotations.len() * 2);
        for (number, Hashed { words, .. }) in quotations.iter().enumerate() {
            keyed.push((hash(&("begins", words.get(..KEY))), number));
            keyed.push((hash(&("ends", words.get(words.len() - KEY..))), number));
        }
        keyed.sort_unstable();
        let (mut candidates, mut crowds): (Vec<(usize, usize)>, Vec<Vec<usize>>) = (Vec::new(), Vec::new());
        for block in keyed.chunk_by(|a, b| a.0 == b.0) {
            let speakers =
                block.iter().filter_map(|(_, number)| quotations.get(*number)?.row.speaker.as_ref());
            if speakers.collect::<BTreeSet<_>>().len() > SPEAKERS {
                crowds.push(block.iter().map(|entry| entry.1).collect());
                continue;
            }
            for (at, (_, first)) in block.iter().enumerate() {
                candidates
                    .extend(block.iter().skip(at + 1).take(WINDOW).map(|(_, second)| (*first, *second)));
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        Self { candidates, crowds }
    }
}

/// Recognises quotations that a third person says too, such as "Trust is built by bakers".
struct Proverbs<'q, 'a> {
    quotations: &'q [Hashed<'a>],
    crowds: &'q [Vec<usize>],
    /// The crowds that each quotation belongs to.
    crowds_of: BTreeMap<usize, Vec<usize>>,
}

impl<'q, 'a> Proverbs<'q, 'a> {
    fn of(quotations: &'q [Hashed<'a>], crowds: &'q [Vec<usize>]) -> Self {
        let mut crowds_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (crowd, members) in crowds.iter().enumerate() {
            members.iter().for_each(|member| crowds_of.entry(*member).or_default().push(crowd));
        }
        Self { quotations, crowds, crowds_of }
    }

    /// Returns whether a quotation is also one of a person other than its speaker and that of `other`.
    fn contains(&self, number: usize, other: &Hashed<'_>) -> bool {
        let Some(quotation) = self.quotations.get(number) else { return false };
        let crowds = self.crowds_of.get(&number).into_iter().flatten();
        let members =
            crowds.filter_map(|crowd| self.crowds.get(*crowd)).flat_map(|crowd| crowd.iter().take(CROWD));
        members.filter_map(|member| self.quotations.get(*member)).any(|member| {
            let speaker = &member.row.speaker;
            let third =
                speaker.is_some() && *speaker != quotation.row.speaker && *speaker != other.row.speaker;
            third && changed_words(&quotation.words, &member.words, CHANGED).is_some()
        })
    }
}

/// Returns two quotations as a pair, if they are similar.
fn pair<'a>(one: &Hashed<'a>, other: &Hashed<'a>) -> Option<SimilarPair<'a>> {
    let (first, second) = (one.row, other.row);
    let one_speaker = first.speaker.is_some() && first.speaker == second.speaker;
    let share = if one_speaker { CHANGED_BY_ONE } else { CHANGED };
    // One article may quote only the beginning.
    let prefix = one.words.starts_with(&other.words) || other.words.starts_with(&one.words);
    if first.article_id != second.article_id && prefix {
        return Some(SimilarPair { first, second, changed: 0 });
    }
    let changed = changed_words(&one.words, &other.words, share)?;
    Some(SimilarPair { first, second, changed })
}

/// Returns the number of words that differ, if it is at most one in `share`.
fn changed_words(one: &[u64], other: &[u64], share: usize) -> Option<usize> {
    let length = one.len().min(other.len());
    if one.len().abs_diff(other.len()) * share > length {
        return None;
    }
    let cut = |words: &[u64]| words.iter().copied().take(LONGEST).collect::<Vec<u64>>();
    let changed = strsim::generic_levenshtein(&cut(one), &cut(other));
    (changed * share <= length).then_some(changed)
}

/// Returns the hashes of the words of a text, without case and punctuation.
fn words(text: &str) -> Vec<u64> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    words.filter(|word| !word.is_empty()).map(|word| hash(&word.to_lowercase().replace('’', "'"))).collect()
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}
