//! The summary at the end of a run.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use annals_model::{Dataset, Finding, Release, Severity, Status};
use annals_publish::Change;

use crate::report::output;
use crate::stage_times::StageTimes;

/// Returns the number of rows of a dataset.
pub(crate) fn rows(release: &Release, dataset: Dataset) -> usize {
    match dataset {
        Dataset::Articles => release.articles.len(),
        Dataset::Claims => release.claims.len(),
        Dataset::Events => release.events.len(),
        Dataset::Comparisons => release.comparisons.len(),
        Dataset::People => release.people.len(),
        Dataset::Positions => release.positions.len(),
        Dataset::Organisations => release.organisations.len(),
        Dataset::Places => release.places.len(),
        Dataset::Quotations => release.quotations.len(),
        Dataset::Quantities => release.quantities.len(),
        Dataset::Findings => release.findings.len(),
    }
}

/// Returns the table with the number of rows, the run times and the output folder.
pub(crate) fn table(
    release: &Release,
    times: &StageTimes,
    bytes: usize,
    out: &Path,
    change: Change,
) -> String {
    let mut table = String::new();
    for dataset in Dataset::ALL {
        let count = rows(release, dataset);
        let _ = write!(table, "{:<14}{count:>9}", dataset.name());
        if dataset == Dataset::Findings {
            let _ = write!(table, "   {}", severities(&release.findings));
        }
        table.push('\n');
    }
    let steps: Vec<_> = times.0.iter().map(|(stage, time)| format!("{stage} {}", seconds(*time))).collect();
    let total = times.total();
    let _ = writeln!(table, "{:<14}{:>9}   {}", "time", seconds(total), steps.join(", "));
    let speed = bytes as f64 / 1e6 / total.as_secs_f64().max(1e-9);
    let _ = writeln!(table, "{:<14}{:>9}   {speed:.1} MB/s", "text", megabytes(bytes));
    table.push_str(&output_line(out, change));
    table
}

/// Returns the line about the output folder.
pub(crate) fn output_line(out: &Path, change: Change) -> String {
    let verb = match change {
        Change::Created | Change::Replaced => "written to",
        Change::Unchanged => "unchanged",
    };
    format!("{verb:<14}{}", output::neutral_line(&out.display().to_string()))
}

/// Counts the findings by severity: "1 error, 2 warnings, 0 notes, 3 waived".
pub(crate) fn severities(findings: &[Finding]) -> String {
    let open = |severity| {
        findings
            .iter()
            .filter(|finding| finding.status == Status::Open && finding.severity == severity)
            .count()
    };
    let waived = findings.iter().filter(|finding| finding.status == Status::Waived).count();
    format!(
        "{}, {}, {}, {waived} waived",
        counted(open(Severity::Error), "error"),
        counted(open(Severity::Warning), "warning"),
        counted(open(Severity::Note), "note"),
    )
}

/// Returns a number with its noun: "1 article", "2 articles".
pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

fn megabytes(bytes: usize) -> String {
    format!("{:.2} MB", bytes as f64 / 1e6)
}
