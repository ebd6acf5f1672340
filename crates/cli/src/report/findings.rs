//! Reports findings as text, as JSON, or as annotations of a GitHub workflow.

use std::cmp::Reverse;
use std::fmt::Write as _;

use annals_model::{Finding, Release, Severity, Status};

use crate::failure::{Failure, Outcome};
use crate::options::{Detail, Format, ReportOptions};
use crate::report::output::{self, Paint, neutral, neutral_line, shorten};
use crate::sources::{ArticleFiles, RowIndex};

/// The number of findings listed without `--verbose`.
const MAX_FINDINGS: usize = 50;

/// The number of quotes listed for one finding.
const MAX_QUOTES: usize = 12;

/// The number of characters shown of a quote.
const QUOTE_LENGTH: usize = 160;

/// Reports the findings of a release. Returns whether there are open errors.
pub(crate) fn report(
    release: &Release,
    mut files: ArticleFiles,
    reporting: &ReportOptions,
) -> Result<Outcome, Failure> {
    let rows = RowIndex::of(release);
    match reporting.format {
        Format::Text => {
            let (findings, left) = listed(&release.findings, reporting.detail());
            for finding in findings {
                output::report_line(&text(finding, &rows, &mut files));
            }
            if left > 0 {
                output::report_line(&format!("… and {left} more; use --verbose to list all\n"));
            }
        }
        Format::Json => {
            let mut out = output::data();
            for finding in &release.findings {
                output::json_line(&mut out, finding)?;
            }
            std::io::Write::flush(&mut out).map_err(Failure::Output)?;
        }
        Format::Github => {
            let mut out = output::data();
            for finding in select(&release.findings, reporting.detail()) {
                let line = annotation(finding, &rows, &mut files);
                std::io::Write::write_all(&mut out, line.as_bytes()).map_err(Failure::Output)?;
            }
            std::io::Write::flush(&mut out).map_err(Failure::Output)?;
        }
    }
    Ok(outcome(&release.findings))
}

/// Returns whether there are open errors.
fn outcome(findings: &[Finding]) -> Outcome {
    if findings.iter().any(is_open_error) { Outcome::OpenErrors } else { Outcome::Success }
}

pub(crate) fn is_open_error(finding: &Finding) -> bool {
    finding.severity == Severity::Error && finding.status == Status::Open
}

/// Returns the findings to list, most severe first, and the number of findings beyond the limit.
fn listed(findings: &[Finding], detail: Detail) -> (Vec<&Finding>, usize) {
    let mut selected = select(findings, detail);
    let left = match detail {
        Detail::Default => selected.len().saturating_sub(MAX_FINDINGS),
        Detail::Errors | Detail::All => 0,
    };
    selected.truncate(selected.len() - left);
    (selected, left)
}

fn select(findings: &[Finding], detail: Detail) -> Vec<&Finding> {
    let least = match detail {
        Detail::Errors => Severity::Error,
        Detail::Default => Severity::Warning,
        Detail::All => Severity::Note,
    };
    let mut selected: Vec<_> = findings
        .iter()
        .filter(|finding| finding.status == Status::Open && finding.severity >= least)
        .collect();
    selected.sort_by_key(|finding| Reverse(finding.severity));
    selected
}

/// Formats a finding as text: what is wrong, and each quote with its location.
pub(crate) fn text(finding: &Finding, rows: &RowIndex, files: &mut ArticleFiles) -> String {
    let (paint, word) = label(finding.severity);
    let head = paint.paint(format_args!("{word}[{}]", neutral(&finding.rule)));
    let message = files.diagnostic(finding).map_or(finding.message.as_str(), |(_, message)| message);
    let mut text = format!("{head}: {}\n", neutral(message));
    let places = places(finding, rows, files);
    for (place, quote) in places.iter().take(MAX_QUOTES) {
        let place = output::PLACE.paint(neutral_line(place));
        let _ = if quote.is_empty() {
            writeln!(text, "  {place}")
        } else {
            writeln!(text, "  {place}: “{}”", shorten(quote, QUOTE_LENGTH))
        };
    }
    if let Some(more) = places.len().checked_sub(MAX_QUOTES).filter(|more| *more > 0) {
        let _ = writeln!(text, "  … and {more} more");
    }
    let _ = writeln!(text, "  annals trace {}", neutral_line(finding.finding_id.as_str()));
    text
}

/// Returns the location and the text of each quote that supports a finding. Without quotes, returns the files of its
/// articles.
fn places(finding: &Finding, rows: &RowIndex, files: &mut ArticleFiles) -> Vec<(String, String)> {
    if let Some((diagnostic, _)) = files.diagnostic(finding) {
        return vec![(
            format!("{}:{}:{}", files.path(&diagnostic.path), diagnostic.line, diagnostic.column),
            String::new(),
        )];
    }
    let mut places: Vec<(String, String)> = Vec::new();
    for quote in finding.evidence.iter().flat_map(|id| rows.quotes(id)) {
        let place = (files.locate(quote.article, quote.span), quote.text.to_owned());
        if !places.contains(&place) {
            places.push(place);
        }
        // The search for duplicates is quadratic: only as many quotes are collected as could be listed.
        if places.len() > 4 * MAX_QUOTES {
            break;
        }
    }
    if places.is_empty() {
        places.extend(finding.articles.iter().map(|article| (files.file(article), String::new())));
        if let ([place], [quote]) = (places.as_mut_slice(), finding.quotes.as_slice()) {
            place.1.clone_from(quote);
        }
    }
    places
}

/// Formats a finding as a workflow command: `::error file=…,line=…::message`.
fn annotation(finding: &Finding, rows: &RowIndex, files: &mut ArticleFiles) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let first = finding.evidence.iter().flat_map(|id| rows.quotes(id)).next();
    let mut place = String::new();
    let mut message = finding.message.as_str();
    if let Some((diagnostic, rest)) = files.diagnostic(finding) {
        let file = property(&files.path(&diagnostic.path));
        let _ = write!(place, "file={file},line={},col={},", diagnostic.line, diagnostic.column);
        message = rest;
    } else if let Some(quote) = first {
        let _ = write!(place, "file={},", property(&files.file(quote.article)));
        if let Some(at) = files.place(quote.article, quote.span.start) {
            let _ = write!(place, "line={},col={},", at.line, at.column);
        }
    } else if let Some(article) = finding.articles.first() {
        let _ = write!(place, "file={},", property(&files.file(article)));
    }
    let mut message = message.to_owned();
    for (place, quote) in places(finding, rows, files).iter().take(MAX_QUOTES) {
        let _ = write!(message, "\n{place} {}", shorten(quote, QUOTE_LENGTH));
    }
    format!("::{command} {place}title={}::{}\n", property(&finding.rule), data(&neutral(&message)))
}

/// Escapes the message of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a workflow command.
fn property(text: &str) -> String {
    data(&neutral(text)).replace(':', "%3A").replace(',', "%2C")
}

/// Returns the style and the name of a severity.
pub(crate) fn label(severity: Severity) -> (Paint, &'static str) {
    match severity {
        Severity::Error => (output::ERROR, "error"),
        Severity::Warning => (output::WARNING, "warning"),
        Severity::Note => (output::NOTE, "note"),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use annals_model::{ArticleId, FindingId, Release};
    use annals_model::{Finding, Severity, Status};

    use super::{Detail, annotation, listed, text};
    use crate::sources::{ArticleFiles, RowIndex};

    fn finding(severity: Severity, message: &str) -> Finding {
        Finding {
            finding_id: FindingId::new("DAT001-0a0b0c0d"),
            rule: "DAT001".into(),
            severity,
            message: message.into(),
            articles: vec![ArticleId::new("a,b")],
            evidence: vec![],
            quotes: vec![],
            status: Status::Open,
            reason: None,
        }
    }

    #[test]
    fn a_message_cannot_end_its_workflow_command() {
        let release = Release::default();
        let mut files = ArticleFiles::new(Path::new("raw"), std::iter::empty(), &[]);
        let line = annotation(
            &finding(Severity::Error, "100%\r\n::warning::x\x1b"),
            &RowIndex::of(&release),
            &mut files,
        );
        assert_eq!(line, "::error file=a%2Cb,title=DAT001::100%25␍%0A::warning::x␛%0Aa,b \n");
    }

    #[test]
    fn a_message_cannot_control_the_terminal() {
        let release = Release::default();
        let mut files = ArticleFiles::new(Path::new("raw"), std::iter::empty(), &[]);
        let text = text(&finding(Severity::Note, "\x1b]0;x\x07"), &RowIndex::of(&release), &mut files);
        assert!(text.contains("␛]0;x␇"), "{text}");
    }

    #[test]
    fn the_most_severe_come_first_and_notes_only_on_request() {
        let findings =
            [Severity::Note, Severity::Warning, Severity::Error].map(|severity| finding(severity, ""));
        let severities = |detail| listed(&findings, detail).0.iter().map(|f| f.severity).collect::<Vec<_>>();
        assert_eq!(severities(Detail::Default), [Severity::Error, Severity::Warning]);
        assert_eq!(severities(Detail::Errors), [Severity::Error]);
        assert_eq!(severities(Detail::All).len(), 3);
    }
}
