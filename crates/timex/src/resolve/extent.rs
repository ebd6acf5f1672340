//! The extent of an expression with its complement: "two months of hard work", "the day after the fire".

use annals_text::fold;

use super::context::MentionContext;
use crate::grammar::{Extent, WordSet};

/// Maximum number of words of a complement.
const MAX_WORDS: usize = 6;

/// Returns the end of the extent. A complement begins with a joining word and ends before a punctuation mark or a word
/// that ends it.
pub(super) fn end(extent: &Extent, context: &MentionContext<'_>) -> usize {
    let short = context.range.end;
    let rest = context.text.get(short..context.segment.end).unwrap_or_default();
    let mut words = rest.split(' ');
    // Characters that touch the expression do not belong to a complement.
    if words.next().is_none_or(|touching| !touching.is_empty()) {
        return short;
    }
    let is_of = |words: &WordSet, word: &str| words.contains(fold(word).as_ref());
    let is_joined = context.words().rsplit(' ').next().is_some_and(|last| is_of(&extent.joins, last));
    let mut at = short;
    let (mut whole, mut is_complete) = (short, false);
    let mut is_linked = true;
    for (number, word) in words.take(MAX_WORDS).enumerate() {
        let (word, is_last_of_line) = match word.split_once('\n') {
            Some((word, _)) => (word, true),
            None => (word, false),
        };
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let lead = word.len() - word.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let closes = word.len() > lead + bare.len() || is_last_of_line;
        // A quotation belongs to the complement only if it is one word.
        let opens = lead > 0 && !closes;
        let fits = if number == 0 && !is_joined {
            is_of(&extent.joins, word)
        } else {
            !opens && !is_of(&extent.ends, bare) && (is_linked || !is_of(&extent.openers, bare))
        };
        // A word with digits begins another phrase.
        if !fits || bare.is_empty() || word.contains(|c: char| c.is_numeric()) {
            break;
        }
        let after = at + 1 + lead + bare.len();
        at += 1 + word.len();
        let is_link = is_of(&extent.links, bare);
        is_linked = is_link || number == 0 && !is_joined;
        if (number > 0 || is_joined) && !is_link {
            (whole, is_complete) = (after, true);
        }
        if closes {
            break;
        }
    }
    if is_complete { whole } else { short }
}
