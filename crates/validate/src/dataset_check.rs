//! Checks the datasets against their schemas and each other.

use annals_model::{Dataset, Finding, Release};
use rayon::prelude::*;

use crate::draft::{Draft, findings, sort};
use crate::rule::{Check, RecordCheck, Rule};
use crate::rules::rules;
use crate::schema::{Keys, Record, Table};

/// The maximal number of findings of one rule in one dataset. The rest is counted in one more finding.
const LISTED: usize = 100;

/// Checks the datasets: returns records that violate their schema, duplicate keys, and references to rows
/// that do not exist.
///
/// Findings are sorted by identifier. They are errors of the program, so `knowledge/` cannot waive them.
#[must_use]
pub fn check_datasets(release: &Release) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut by_record: Vec<(&Rule, RecordCheck)> = Vec::new();
    for rule in rules() {
        match rule.check {
            Check::Release(check) => {
                found.extend(findings(rule.code, rule.severity, limited(check(release), rule.name)));
            }
            Check::Record(check) => by_record.push((rule, check)),
            Check::Input(_) | Check::Findings(_) | Check::Rules(_) => {}
        }
    }
    let checks: Vec<RecordCheck> = by_record.iter().map(|(_, check)| *check).collect();
    for ((rule, _), drafts) in by_record.iter().zip(check_records(release, &checks)) {
        found.extend(findings(rule.code, rule.severity, drafts));
    }
    sort(&mut found);
    found
}

/// Returns the drafts of each check. Every record is serialised once.
pub(crate) fn check_records(release: &Release, checks: &[RecordCheck]) -> Vec<Vec<Draft>> {
    let keys = Keys::of(release);
    let mut found = vec![Vec::new(); checks.len()];
    for dataset in Dataset::ALL {
        let table = Table::new(dataset, &keys);
        let drafts = match dataset {
            Dataset::Articles => each(&table, &release.articles, checks),
            Dataset::Claims => each(&table, &release.claims, checks),
            Dataset::Events => each(&table, &release.events, checks),
            Dataset::Comparisons => each(&table, &release.comparisons, checks),
            Dataset::People => each(&table, &release.people, checks),
            Dataset::Positions => each(&table, &release.positions, checks),
            Dataset::Organisations => each(&table, &release.organisations, checks),
            Dataset::Places => each(&table, &release.places, checks),
            Dataset::Quotations => each(&table, &release.quotations, checks),
            Dataset::Quantities => each(&table, &release.quantities, checks),
            Dataset::Findings => each(&table, &release.findings, checks),
        };
        for (at, found) in found.iter_mut().enumerate() {
            let own = drafts.iter().filter(|(check, _)| *check == at).map(|(_, draft)| draft.clone());
            found.extend(limited(own.collect(), dataset.name()));
        }
    }
    found
}

/// Returns drafts with the index of their check, in the order of the rows.
fn each<R: Record>(table: &Table<'_>, rows: &[R], checks: &[RecordCheck]) -> Vec<(usize, Draft)> {
    debug_assert_eq!(R::DATASET, table.dataset);
    let checked = |row: &R| {
        // A record that cannot be serialised becomes null, which violates every schema.
        let record = &serde_json::to_value(row).unwrap_or_default();
        let numbered = checks.iter().enumerate();
        let drafts = numbered.flat_map(|(at, check)| {
            check(table, row.key(), record).into_iter().map(move |draft| (at, draft))
        });
        drafts.collect::<Vec<_>>()
    };
    rows.par_iter().flat_map_iter(checked).collect()
}

/// Returns the first drafts and one that counts the rest.
fn limited(mut drafts: Vec<Draft>, scope: &str) -> Vec<Draft> {
    if drafts.len() > LISTED {
        let more = drafts.len() - LISTED;
        drafts.truncate(LISTED);
        let message = format!("{more} more findings of this rule are not listed ({scope}).");
        drafts.push(Draft::new(message).keyed([scope, "more"]));
    }
    drafts
}

#[cfg(test)]
mod tests {
    use annals_model::{Dataset, Release};

    use super::{LISTED, check_datasets};
    use crate::example_case::Case;
    use crate::schema::{Keys, Table};

    #[test]
    fn every_schema_is_valid_and_every_reference_has_a_target() {
        let release = Release::default();
        let keys = Keys::of(&release);
        for dataset in Dataset::ALL {
            let table = Table::new(dataset, &keys);
            assert_eq!(table.validator.err(), None, "{dataset:?}");
            for reference in &table.references {
                assert!(!reference.targets.is_empty(), "{dataset:?}.{}", reference.column);
            }
        }
    }

    #[test]
    fn a_consistent_release_has_no_findings() {
        let case = Case::article("gazette").claim("Oslund Bridge", "1901", "Opened in 1901.");
        assert_eq!(check_datasets(case.input().release), []);
    }

    #[test]
    fn findings_beyond_the_limit_are_counted() {
        let case = (0..LISTED + 50).fold(Case::article("gazette"), |case, number| {
            case.and_article(&format!("herald-{number}")).copy_of("none")
        });
        let findings = check_datasets(case.input().release);
        assert_eq!(findings.len(), LISTED + 1);
        assert!(findings.iter().any(|finding| finding.message.contains("50 more")));
    }
}
