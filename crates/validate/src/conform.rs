//! Holding datasets against their schemas and each other.

use annals_model::{Dataset, Finding, Release};
use rayon::prelude::*;
use serde_json::Value;

use crate::check::at_own_severity;
use crate::draft::{Draft, sort};
use crate::record::{Keys, Record, Table};
use crate::rule::{Check, Rule};
use crate::rules::rules;

/// How many findings of one rule in one dataset are told one by one.
const TOLD: usize = 100;

/// How a rule looks at one record.
pub(crate) type RecordCheck = fn(&Table<'_>, &str, &Value) -> Vec<Draft>;

/// Every record that violates its schema, every key that two rows share, every reference that
/// leads nowhere; sorted by identifier.
///
/// They are errors of the program, not of the sources: nothing in `knowledge/` waives them.
#[must_use]
pub fn conform(release: &Release) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut by_record: Vec<(&Rule, RecordCheck)> = Vec::new();
    for rule in rules() {
        match rule.check {
            Check::Release(check) => found.extend(at_own_severity(rule, told(check(release), rule.name))),
            Check::Record(check) => by_record.push((rule, check)),
            Check::Subject(_) | Check::Findings(_) => {}
        }
    }
    let checks: Vec<RecordCheck> = by_record.iter().map(|(_, check)| *check).collect();
    for ((rule, _), drafts) in by_record.iter().zip(records(release, &checks)) {
        found.extend(at_own_severity(rule, drafts));
    }
    sort(&mut found);
    found
}

/// What each check finds in the records, each of which becomes JSON once.
pub(crate) fn records(release: &Release, checks: &[RecordCheck]) -> Vec<Vec<Draft>> {
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
            found.extend(told(own.collect(), dataset.name()));
        }
    }
    found
}

/// Drafts with the number of their check, in the order of the rows.
fn each<R: Record>(table: &Table<'_>, rows: &[R], checks: &[RecordCheck]) -> Vec<(usize, Draft)> {
    debug_assert_eq!(R::DATASET, table.dataset);
    let checked = |row: &R| {
        // What is no JSON at all violates every schema as null does.
        let record = &serde_json::to_value(row).unwrap_or_default();
        let numbered = checks.iter().enumerate();
        let drafts = numbered.flat_map(|(at, check)| {
            check(table, row.key(), record).into_iter().map(move |draft| (at, draft))
        });
        drafts.collect::<Vec<_>>()
    };
    rows.par_iter().flat_map_iter(checked).collect()
}

/// The first drafts, and how many more there are.
fn told(mut drafts: Vec<Draft>, of: &str) -> Vec<Draft> {
    if drafts.len() > TOLD {
        let more = drafts.len() - TOLD;
        drafts.truncate(TOLD);
        drafts.push(Draft::new(format!("There are {more} more of this kind ({of}).")).keyed([of, "more"]));
    }
    drafts
}

#[cfg(test)]
mod tests {
    use annals_model::Dataset;
    use annals_model::Release;

    use super::{TOLD, conform};
    use crate::example::Case;
    use crate::record::{Keys, Table};

    #[test]
    fn every_schema_is_one_and_every_reference_leads_somewhere() {
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
    fn a_sound_release_conforms() {
        let case = Case::article("gazette").claim("Oslund Bridge", "1901", "Opened in 1901.");
        assert_eq!(conform(case.subject().release), []);
    }

    #[test]
    fn of_very_many_findings_the_rest_is_counted() {
        let case = (0..TOLD + 50).fold(Case::article("gazette"), |case, number| {
            case.and_article(&format!("herald-{number}")).copy_of("none")
        });
        let findings = conform(case.subject().release);
        assert_eq!(findings.len(), TOLD + 1);
        assert!(findings.iter().any(|finding| finding.message.contains("50 more")));
    }
}
