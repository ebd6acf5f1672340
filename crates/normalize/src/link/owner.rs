//! Whose an event is, of a kind of which a country, or two parties between them, have but one.

use std::hash::{Hash, Hasher};

use annals_knowledge::{Language, Once};
use annals_model::EntityId;
use annals_model::reading::Claim;
use annals_text::fold;
use rustc_hash::FxHasher;

use super::telling::{stem, whole};
use super::wording::{Class, Symbol};

/// Letters that a word of an unknown name has at least, where others are left.
const WORD: usize = 4;

/// Those whose event it may be.
pub(super) struct Candidates<'o> {
    /// Countries of its parties, sorted.
    pub(super) lands: &'o [Symbol],
    /// Countries that its name names, sorted.
    pub(super) named: &'o [Symbol],
    /// The two parties that no table knows.
    pub(super) strangers: Option<&'o [EntityId; 2]>,
}

/// Whose it is: none where that is not told, where it is of several, and where the words say that it
/// was undone, or done again.
pub(super) fn owner(
    claim: &Claim,
    class: Class<'_>,
    language: &Language,
    candidates: &Candidates<'_>,
) -> Option<Symbol> {
    let once = class.once.filter(|once| *once != Once::Subject)?;
    if is_undone(claim, language) {
        return None;
    }
    let mut owners: Vec<Symbol> = if !candidates.lands.is_empty() {
        candidates.lands.to_vec()
    } else if let Some(strangers) = candidates.strangers {
        strangers.iter().map(|id| stranger(id, language)).collect()
    } else if claim.participants.is_empty() {
        candidates.named.to_vec()
    } else {
        claim.participants.iter().map(|id| stranger(id, language)).collect()
    };
    if once == Once::Parties && owners.len() == 1 && claim.participants.len() == 2 {
        // A country and what it joins.
        owners = claim.participants.iter().map(|id| whole(id.as_str())).collect();
    }
    owners.sort_unstable();
    owners.dedup();
    let wanted = if once == Once::Country { 1 } else { 2 };
    (owners.len() == wanted).then(|| hash(&owners))
}

/// Whether the words say that something was undone, or done again.
pub(super) fn is_undone(claim: &Claim, language: &Language) -> bool {
    let undone = |text: &str| {
        let mut words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '-');
        words.any(|word| language.undoing.contains(fold(word).as_ref()))
    };
    undone(&claim.evidence.quote) || undone(&claim.name)
}

/// A name that no table knows, without the words that many have and the endings of its people.
fn stranger(id: &EntityId, language: &Language) -> Symbol {
    let words = || id.as_str().split('-');
    let own = |word: &&str| !language.common_in_names.contains(*word) && word.chars().count() >= WORD;
    let mut stems: Vec<Symbol> = words().filter(own).map(|word| stem(word, language)).collect();
    if stems.is_empty() {
        stems = words().map(|word| stem(word, language)).collect();
    }
    stems.sort_unstable();
    hash(&stems)
}

fn hash(parts: &[Symbol]) -> Symbol {
    let mut hasher = FxHasher::default();
    parts.hash(&mut hasher);
    hasher.finish()
}
