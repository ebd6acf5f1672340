//! The whole phrase that an amount or a day stands at the head of: "two months of hard work", "the day after the fire".

use annals_text::fold;

use super::Place;
use crate::grammar::Extent;

/// Words behind an expression that can belong to it.
const MOST_WORDS: usize = 6;

/// The end of the phrase: it goes on with a word that joins, up to a mark or a word that ends it.
pub(super) fn end(extent: &Extent, place: &Place<'_>) -> usize {
    let short = place.range.end;
    let rest = place.text.get(short..place.part.end).unwrap_or_default();
    let mut words = rest.split(' ');
    // What touches the expression is no word of the phrase.
    if words.next().is_none_or(|touching| !touching.is_empty()) {
        return short;
    }
    let is_of = |words: &crate::grammar::WordSet, word: &str| words.contains(fold(word).as_ref());
    let is_joined = place.words().rsplit(' ').next().is_some_and(|last| is_of(&extent.joins, last));
    let mut at = short;
    let (mut whole, mut tells) = (short, false);
    let mut is_linked = true;
    for (number, word) in words.take(MOST_WORDS).enumerate() {
        let (word, is_last_of_line) = match word.split_once('\n') {
            Some((word, _)) => (word, true),
            None => (word, false),
        };
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let lead = word.len() - word.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let closes = word.len() > lead + bare.len() || is_last_of_line;
        // What is quoted belongs to the phrase where it is one word.
        let opens = lead > 0 && !closes;
        let fits = if number == 0 && !is_joined {
            is_of(&extent.joins, word)
        } else {
            !opens && !is_of(&extent.ends, bare) && (is_linked || !is_of(&extent.openers, bare))
        };
        // Digits within a word are the start of something else.
        if !fits || bare.is_empty() || word.contains(|c: char| c.is_numeric()) {
            break;
        }
        let after = at + 1 + lead + bare.len();
        at += 1 + word.len();
        let is_link = is_of(&extent.links, bare);
        is_linked = is_link || number == 0 && !is_joined;
        if (number > 0 || is_joined) && !is_link {
            (whole, tells) = (after, true);
        }
        if closes {
            break;
        }
    }
    if tells { whole } else { short }
}
