//! What somebody may have meant.

use std::collections::BTreeSet;

/// How many are offered.
const MOST: usize = 5;

/// How alike two names have to be, from 0 to 1.
const LIKENESS: f64 = 0.6;

/// The names nearest to an unknown one, best first.
pub(crate) fn near<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Vec<String> {
    let wanted = name.to_lowercase();
    let mut scored: Vec<(u32, &str)> = known
        .into_iter()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .filter_map(|candidate| {
            let given = candidate.to_lowercase();
            let contained = !wanted.is_empty() && given.contains(&wanted);
            let likeness = strsim::normalized_damerau_levenshtein(&wanted, &given);
            let likeness = if contained { likeness.max(LIKENESS) + 1.0 } else { likeness };
            // In thousandths, so that it can be sorted.
            (likeness >= LIKENESS).then_some(((likeness * 1000.0) as u32, candidate))
        })
        .collect();
    scored.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    scored.into_iter().take(MOST).map(|(_, candidate)| candidate.to_owned()).collect()
}

/// The end of the sentence that says that a name is unknown.
pub(crate) fn sentence(near: &[String]) -> String {
    if near.is_empty() { String::new() } else { format!(". Near it: {}", near.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn nearest_come_first() {
        let known = ["DAT001", "DAT002", "date-conflict", "ENT001"];
        assert_eq!(near("date-conflicts", known), ["date-conflict"]);
        assert_eq!(near("dat", known), ["DAT001", "DAT002", "date-conflict"]);
        assert!(near("zzzzzz", known).is_empty());
    }
}
