//! Names in the words of a claim and around them.

use annals_knowledge::Language;
use annals_model::{Claim, EntityId, slug};
use annals_text::is_capitalised;
use rustc_hash::FxHashSet;

use crate::features::{ContextFeatures, NameKeys};
use crate::symbols::{Symbol, SymbolCache, stem_symbol, symbol_set, word_symbol};

/// Letters that a word with a capital has at least to be taken for a name.
const NAME_LETTERS: usize = 4;

/// Returns the names in the words of a claim and around them. `entity_words` are the words of the names of
/// its participants and of its place.
pub(super) fn context(
    claim: &Claim,
    language: &Language,
    keys: &NameKeys,
    entity_words: &FxHashSet<Symbol>,
    symbols: &mut SymbolCache,
    is_listed: impl Fn(&EntityId) -> bool,
) -> ContextFeatures {
    let (mut words, mut entity_stems, mut unit_numbers) = (Vec::new(), Vec::new(), Vec::new());
    for id in claim.participants.iter().chain(&claim.place) {
        let whole = [id.as_str()];
        let parts: Vec<&str> = if is_listed(id) { whole.to_vec() } else { id.as_str().split('-').collect() };
        words.extend(parts.iter().map(|word| word_symbol(word)));
        entity_stems.extend(parts.iter().map(|word| stem_symbol(word, language)));
    }
    let mut stems = entity_stems.clone();
    let names = split_words(&claim.name).chain(split_words(&claim.evidence.quote).skip(1));
    let names = names.filter(|word| is_name(word)).map(slug);
    for word in claim.context_names.split(' ').map(str::to_owned).chain(names) {
        if word.is_empty() || language.common_in_names.contains(&word) {
            continue;
        }
        let stem = stem_symbol(&word, language);
        if word.starts_with(|first: char| first.is_ascii_digit()) {
            unit_numbers.push(stem);
        }
        words.push(word_symbol(&word));
        stems.push(stem);
    }
    if let Some(date) = &claim.date {
        let date_stems = stems_of(&date.text, language);
        stems.retain(|stem| !date_stems.contains(stem));
    }
    let name_stems = stems_of(&claim.name, language);
    let outside_name = stems.iter().copied().filter(|stem| !name_stems.contains(stem)).collect();
    ContextFeatures {
        words: symbol_set(words),
        stems: symbol_set(stems),
        stems_outside_name: symbol_set(outside_name),
        entity_stems: symbol_set(entity_stems),
        unit_numbers: symbol_set(unit_numbers),
        has_other_names: has_other_names(claim, keys, entity_words, symbols),
    }
}

/// True if the quote has a name that is no part of the name of the event, its date, a participant or the
/// place.
fn has_other_names(
    claim: &Claim,
    keys: &NameKeys,
    entity_words: &FxHashSet<Symbol>,
    symbols: &mut SymbolCache,
) -> bool {
    let date_words = claim.date.iter().flat_map(|date| annals_text::words(&date.text));
    let date_words: Vec<Symbol> = date_words.map(|word| symbols.slug_symbol(&word)).collect();
    split_words(&claim.evidence.quote).skip(1).filter(|word| is_name(word)).any(|word| {
        let word = symbols.slug_symbol(word);
        !entity_words.contains(&word) && !keys.words.contains(&word) && !date_words.contains(&word)
    })
}

fn split_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric())
}

fn is_name(word: &str) -> bool {
    is_capitalised(word) && word.chars().count() >= NAME_LETTERS
}

fn stems_of(text: &str, language: &Language) -> Vec<Symbol> {
    annals_text::words(text).iter().map(|word| stem_symbol(&slug(word), language)).collect()
}
