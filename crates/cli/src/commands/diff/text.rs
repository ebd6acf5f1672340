//! Formats changes as text.

use std::fmt::Write as _;

use super::changes::{Changed, Changes, Row};
use super::format_values::{change, describe};
use crate::report::output::{ERROR, HEAD, NOTE, WARNING, neutral_line};

/// Formats at limit `limit` changes of each type.
pub(super) fn format(datasets: &[Changes<'_>], limit: usize) -> String {
    let mut page = String::new();
    if datasets.is_empty() {
        page.push_str("no differences\n");
    }
    for changes in datasets {
        let counts = [
            ("added", changes.added.len()),
            ("removed", changes.removed.len()),
            ("changed", changes.changed.len()),
            ("moved", changes.moved.len()),
        ];
        let counts = counts.iter().filter(|(_, count)| *count > 0);
        let counts: Vec<String> = counts.map(|(word, count)| format!("{count} {word}")).collect();
        let _ = writeln!(page, "{} {}", HEAD.paint(changes.dataset.name()), counts.join(", "));
        for verdict in changes.verdicts().take(limit) {
            let id = neutral_line(verdict.row.id);
            let _ = writeln!(page, "  {} {id}: {}", ERROR.paint("!"), change(verdict.values));
        }
        rows(&mut page, &NOTE.paint("+"), &changes.added, limit);
        rows(&mut page, &ERROR.paint("-"), &changes.removed, limit);
        changed(&mut page, &changes.changed, limit);
        page.push('\n');
    }
    page
}

fn rows(page: &mut String, sign: &str, rows: &[Row<'_>], limit: usize) {
    for row in rows.iter().take(limit) {
        let _ = writeln!(page, "  {sign} {}: {}", neutral_line(row.id), describe(row.record));
    }
    remaining(page, rows.len(), limit);
}

fn changed(page: &mut String, rows: &[Changed<'_>], limit: usize) {
    for row in rows.iter().take(limit) {
        let _ = writeln!(page, "  {} {}: {}", WARNING.paint("~"), neutral_line(row.id), describe(row.record));
        for (column, values) in &row.columns {
            let _ = writeln!(page, "      {}: {}", neutral_line(column), change(*values));
        }
    }
    remaining(page, rows.len(), limit);
}

fn remaining(page: &mut String, rows: usize, limit: usize) {
    if rows > limit {
        let _ = writeln!(page, "    … and {} more; use --verbose to show all", rows - limit);
    }
}
