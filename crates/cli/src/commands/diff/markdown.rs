//! The changes as a comment on a pull request.

use std::fmt::Write as _;

use super::changes::{Changed, Changes, Row};
use super::words::{change, gist};

/// At most so many changes of a sort are told.
pub(super) fn page(datasets: &[Changes<'_>], most: usize) -> String {
    if datasets.is_empty() {
        return "No row differs.\n".to_owned();
    }
    let mut page =
        "| dataset | added | gone | changed | moved |\n| --- | ---: | ---: | ---: | ---: |\n".to_owned();
    for changes in datasets {
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} | {} |",
            changes.dataset.name(),
            changes.added.len(),
            changes.gone.len(),
            changes.changed.len(),
            changes.moved.len()
        );
    }
    let turned: Vec<String> = datasets
        .iter()
        .flat_map(|changes| changes.turned())
        .map(|turned| {
            format!(
                "- {} {}: **{}**",
                code(turned.row.id),
                plain(&gist(turned.row.record)),
                plain(&change(turned.values))
            )
        })
        .collect();
    section(&mut page, "Verdicts that turned", &turned, most);
    for changes in datasets {
        let name = changes.dataset.name();
        let row = |row: &Row<'_>| format!("- {} {}", code(row.id), plain(&gist(row.record)));
        section(
            &mut page,
            &format!("Added to {name}"),
            &changes.added.iter().map(row).collect::<Vec<_>>(),
            most,
        );
        section(
            &mut page,
            &format!("Gone from {name}"),
            &changes.gone.iter().map(row).collect::<Vec<_>>(),
            most,
        );
        section(
            &mut page,
            &format!("Changed in {name}"),
            &changes.changed.iter().map(changed).collect::<Vec<_>>(),
            most,
        );
    }
    page
}

fn changed(row: &Changed<'_>) -> String {
    let mut line = format!("- {} {}", code(row.id), plain(&gist(row.record)));
    for (column, values) in &row.columns {
        let _ = write!(line, "\n  - {}: {}", plain(column), plain(&change(*values)));
    }
    line
}

fn section(page: &mut String, title: &str, lines: &[String], most: usize) {
    if lines.is_empty() {
        return;
    }
    let _ = write!(page, "\n<details><summary>{title} ({})</summary>\n\n", lines.len());
    for line in lines.iter().take(most) {
        let _ = writeln!(page, "{line}");
    }
    if lines.len() > most {
        let _ = writeln!(page, "- … and {} more", lines.len() - most);
    }
    page.push_str("\n</details>\n");
}

/// Words in which nothing is markup.
fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => plain.push_str("&amp;"),
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '@' | '!' => {
                plain.push('\\');
                plain.push(c);
            }
            _ => plain.push(c),
        }
    }
    plain
}

/// An identifier as code; marks that would end it become others.
fn code(id: &str) -> String {
    format!("`{}`", crate::output::neutral_line(id).replace('`', "ˋ"))
}
