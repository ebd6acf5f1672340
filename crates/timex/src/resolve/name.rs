//! What looks like a time expression and is the name of something, as its capitals tell.

use super::Place;
use crate::grammar::{Slot, Slots};
use crate::reading::Role;

/// What is written with a capital wherever it stands.
const PROPER: [Slot; 9] = [
    Slot::Month,
    Slot::Weekday,
    Slot::Season,
    Slot::Feast,
    Slot::Year,
    Slot::Decade,
    Slot::Century,
    Slot::Era,
    Slot::Quarter,
];

/// Whether the words have capitals that no sentence gives them: a word within a sentence, or all of several.
pub(super) fn is_name(slots: &Slots, place: &Place<'_>) -> bool {
    if place.role == Role::Heading || PROPER.iter().any(|slot| slots.has(*slot)) {
        return false;
    }
    let words = || place.words().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_capitalised = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
            && !letters.any(char::is_uppercase)
    };
    if !words().all(is_capitalised) || !words().any(|word| word.starts_with(char::is_uppercase)) {
        return false;
    }
    words().nth(1).is_some() || !place.begins_words()
}
