//! The changes on a terminal.

use std::fmt::Write as _;

use super::changes::{Changed, Changes, Row};
use super::words::{change, gist};
use crate::output::{ERROR, HEAD, NOTE, WARNING, neutral_line};

/// At most so many changes of a sort are told.
pub(super) fn page(datasets: &[Changes<'_>], most: usize) -> String {
    let mut page = String::new();
    if datasets.is_empty() {
        page.push_str("no row differs\n");
    }
    for changes in datasets {
        let counts = [
            ("added", changes.added.len()),
            ("gone", changes.gone.len()),
            ("changed", changes.changed.len()),
            ("moved", changes.moved.len()),
        ];
        let counts = counts.iter().filter(|(_, count)| *count > 0);
        let counts: Vec<String> = counts.map(|(word, count)| format!("{count} {word}")).collect();
        let _ = writeln!(page, "{} {}", HEAD.paint(changes.dataset.name()), counts.join(", "));
        for turned in changes.turned().take(most) {
            let id = neutral_line(turned.row.id);
            let _ = writeln!(page, "  {} {id}: {}", ERROR.paint("!"), change(turned.values));
        }
        rows(&mut page, &NOTE.paint("+"), &changes.added, most);
        rows(&mut page, &ERROR.paint("-"), &changes.gone, most);
        changed(&mut page, &changes.changed, most);
        page.push('\n');
    }
    page
}

fn rows(page: &mut String, sign: &str, rows: &[Row<'_>], most: usize) {
    for row in rows.iter().take(most) {
        let _ = writeln!(page, "  {sign} {}: {}", neutral_line(row.id), gist(row.record));
    }
    more(page, rows.len(), most);
}

fn changed(page: &mut String, rows: &[Changed<'_>], most: usize) {
    for row in rows.iter().take(most) {
        let _ = writeln!(page, "  {} {}: {}", WARNING.paint("~"), neutral_line(row.id), gist(row.record));
        for (column, values) in &row.columns {
            let _ = writeln!(page, "      {}: {}", neutral_line(column), change(*values));
        }
    }
    more(page, rows.len(), most);
}

fn more(page: &mut String, rows: usize, most: usize) {
    if rows > most {
        let _ = writeln!(page, "    … and {} more: --verbose tells them", rows - most);
    }
}
