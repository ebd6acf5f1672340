//! Suggestions for an unknown name.

use std::collections::BTreeSet;

/// The maximum number of suggestions.
const MAX_SUGGESTIONS: usize = 5;

/// The minimum similarity of a suggestion, from 0 to 1: the normalised Damerau–Levenshtein similarity.
const MIN_SIMILARITY: f64 = 0.6;

/// Returns the known names most similar to an unknown one, best first. Names that contain it come before others.
pub(crate) fn similar<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Vec<String> {
    let wanted = name.to_lowercase();
    let mut scored: Vec<(u32, &str)> = known
        .into_iter()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .filter_map(|candidate| {
            let lower = candidate.to_lowercase();
            let contained = !wanted.is_empty() && lower.contains(&wanted);
            let similarity = strsim::normalized_damerau_levenshtein(&wanted, &lower);
            let score = if contained { similarity.max(MIN_SIMILARITY) + 1.0 } else { similarity };
            // In thousandths: integers can be sorted.
            (score >= MIN_SIMILARITY).then_some(((score * 1000.0) as u32, candidate))
        })
        .collect();
    scored.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    scored.into_iter().take(MAX_SUGGESTIONS).map(|(_, candidate)| candidate.to_owned()).collect()
}

/// Returns the suggestions as the end of an error message.
pub(crate) fn sentence(similar: &[String]) -> String {
    if similar.is_empty() { String::new() } else { format!("; similar: {}", similar.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::similar;

    #[test]
    fn the_most_similar_come_first() {
        let known = ["DAT001", "DAT002", "date-conflict", "ENT001"];
        assert_eq!(similar("date-conflicts", known), ["date-conflict"]);
        assert_eq!(similar("dat", known), ["DAT001", "DAT002", "date-conflict"]);
        assert!(similar("zzzzzz", known).is_empty());
    }
}
