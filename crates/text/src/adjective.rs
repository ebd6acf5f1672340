//! Names and the adjectives derived from them.

/// Minimum length of the common stem, in bytes.
const MIN_STEM: usize = 4;
/// Maximum number of bytes of the name that the adjective drops.
const MAX_DROPPED: usize = 2;
/// Maximum number of bytes that the adjective appends to the stem.
const MAX_ENDING: usize = 4;

/// Returns whether one of two slugs can be a name and the other its adjective, or both are equal.
///
/// The test compares letters only: the slugs share a stem of at least 4 letters, one has at most 2 further letters and
/// the other at most 4. It is meant for words that are not in the gazetteer; it also accepts distinct names such as
/// `niger` and `nigeria`.
///
/// ```
/// use annals_text::can_be_name_and_adjective;
///
/// assert!(can_be_name_and_adjective("halvonia", "halvonian"));
/// assert!(!can_be_name_and_adjective("halvonia", "halmstad"));
/// ```
#[must_use]
pub fn can_be_name_and_adjective(first: &str, second: &str) -> bool {
    let shared = first.bytes().zip(second.bytes()).take_while(|(a, b)| a == b).count();
    let (first, second) = (first.len() - shared, second.len() - shared);
    first + second == 0
        || shared >= MIN_STEM && first.min(second) <= MAX_DROPPED && first.max(second) <= MAX_ENDING
}

#[cfg(test)]
mod tests {
    use super::can_be_name_and_adjective;

    #[test]
    fn adjectives_match_their_names() {
        for (name, adjective) in [
            ("halvonia", "halvonian"),
            ("brenzco", "brenzcan"),
            ("odulen", "odulenese"),
            ("varmland", "varmlandic"),
        ] {
            assert!(
                can_be_name_and_adjective(name, adjective) && can_be_name_and_adjective(adjective, name),
                "{name}"
            );
        }
        assert!(can_be_name_and_adjective("oro", "oro"));
        for (first, second) in [("halvonia", "halmstad"), ("oro", "oran"), ("varm", "varmlandic")] {
            assert!(!can_be_name_and_adjective(first, second), "{first}");
        }
    }
}
