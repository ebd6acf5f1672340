//! Whether two words share a stem, as a name and its adjective do.

/// Letters that a name and its adjective share at least.
const STEM: usize = 4;
/// Most letters of a name that its adjective leaves out.
const DROPPED: usize = 2;
/// Most letters that it puts in their place.
const ENDING: usize = 4;

/// Whether of two words, as identifiers write them, one can be the adjective of the other, or both are one.
///
/// It says nothing of words that a table has: "Niger" and "Nigeria" are known to be two.
#[must_use]
pub fn are_of_one_stem(first: &str, second: &str) -> bool {
    let shared = first.bytes().zip(second.bytes()).take_while(|(a, b)| a == b).count();
    let (first, second) = (first.len() - shared, second.len() - shared);
    first + second == 0 || shared >= STEM && first.min(second) <= DROPPED && first.max(second) <= ENDING
}

#[cfg(test)]
mod tests {
    use super::are_of_one_stem;

    #[test]
    fn adjectives_meet_their_names() {
        for (name, adjective) in [
            ("halvonia", "halvonian"),
            ("brenzco", "brenzcan"),
            ("odulen", "odulenese"),
            ("varmland", "varmlandic"),
        ] {
            assert!(are_of_one_stem(name, adjective) && are_of_one_stem(adjective, name), "{name}");
        }
        assert!(are_of_one_stem("oro", "oro"));
        for (first, second) in [("halvonia", "halmstad"), ("oro", "oran"), ("varm", "varmlandic")] {
            assert!(!are_of_one_stem(first, second), "{first}");
        }
    }
}
