//! Formats changes as Markdown, for a comment on a pull request.

use std::fmt::Write as _;

use super::changes::{Changed, Changes, Row};
use super::format_values::{change, describe};

/// Formats at limit `limit` changes of each type.
pub(super) fn format(datasets: &[Changes<'_>], limit: usize) -> String {
    if datasets.is_empty() {
        return "No differences.\n".to_owned();
    }
    let mut page =
        "| dataset | added | removed | changed | moved |\n| --- | ---: | ---: | ---: | ---: |\n".to_owned();
    for changes in datasets {
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} | {} |",
            changes.dataset.name(),
            changes.added.len(),
            changes.removed.len(),
            changes.changed.len(),
            changes.moved.len()
        );
    }
    let verdicts: Vec<String> = datasets
        .iter()
        .flat_map(|changes| changes.verdicts())
        .map(|verdict| {
            format!(
                "- {} {}: **{}**",
                code(verdict.row.id),
                escape(&describe(verdict.row.record)),
                escape(&change(verdict.values))
            )
        })
        .collect();
    section(&mut page, "Changed verdicts", &verdicts, limit);
    for changes in datasets {
        let name = changes.dataset.name();
        let row = |row: &Row<'_>| format!("- {} {}", code(row.id), escape(&describe(row.record)));
        section(
            &mut page,
            &format!("Added to {name}"),
            &changes.added.iter().map(row).collect::<Vec<_>>(),
            limit,
        );
        section(
            &mut page,
            &format!("Removed from {name}"),
            &changes.removed.iter().map(row).collect::<Vec<_>>(),
            limit,
        );
        section(
            &mut page,
            &format!("Changed in {name}"),
            &changes.changed.iter().map(changed).collect::<Vec<_>>(),
            limit,
        );
    }
    page
}

fn changed(row: &Changed<'_>) -> String {
    let mut line = format!("- {} {}", code(row.id), escape(&describe(row.record)));
    for (column, values) in &row.columns {
        let _ = write!(line, "\n  - {}: {}", escape(column), escape(&change(*values)));
    }
    line
}

fn section(page: &mut String, title: &str, lines: &[String], limit: usize) {
    if lines.is_empty() {
        return;
    }
    let _ = write!(page, "\n<details><summary>{title} ({})</summary>\n\n", lines.len());
    for line in lines.iter().take(limit) {
        let _ = writeln!(page, "{line}");
    }
    if lines.len() > limit {
        let _ = writeln!(page, "- … and {} more", lines.len() - limit);
    }
    page.push_str("\n</details>\n");
}

/// Escapes HTML and Markdown.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '@' | '!' => {
                escaped.push('\\');
                escaped.push(c);
            }
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Formats an identifier as code. Backticks are replaced by a similar character.
fn code(id: &str) -> String {
    format!("`{}`", crate::report::output::neutral_line(id).replace('`', "ˋ"))
}
