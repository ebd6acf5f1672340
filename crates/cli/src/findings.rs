//! Reports of findings: for people, as JSON, as annotations of a workflow.

use std::cmp::Reverse;
use std::fmt::Write as _;

use annals_model::{Finding, Release, Severity, Status};

use crate::failure::{Failure, Outcome};
use crate::options::{Detail, Format, Reporting};
use crate::output::{self, Paint, brief, neutral, neutral_line};
use crate::rows::{Atlas, Rows};

/// How many findings people are shown without asking for all.
const LISTED: usize = 50;

/// How many places of one finding people are shown.
const PLACES: usize = 12;

/// How much of a quote people are shown.
const QUOTE: usize = 160;

/// Reports the findings of a release and says whether they count as failures.
pub(crate) fn report(release: &Release, mut atlas: Atlas, reporting: &Reporting) -> Result<Outcome, Failure> {
    let rows = Rows::of(release);
    match reporting.format {
        Format::Text => {
            let (listed, left) = choose(&release.findings, reporting.detail());
            for finding in listed {
                output::say(&text(finding, &rows, &mut atlas));
            }
            if left > 0 {
                output::say(&format!("… and {left} more, which --verbose lists\n"));
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
                let line = annotation(finding, &rows, &mut atlas);
                std::io::Write::write_all(&mut out, line.as_bytes()).map_err(Failure::Output)?;
            }
            std::io::Write::flush(&mut out).map_err(Failure::Output)?;
        }
    }
    Ok(outcome(&release.findings))
}

/// Open errors are failures.
pub(crate) fn outcome(findings: &[Finding]) -> Outcome {
    if findings.iter().any(is_failing) { Outcome::Failing } else { Outcome::Fine }
}

pub(crate) fn is_failing(finding: &Finding) -> bool {
    finding.severity == Severity::Error && finding.status == Status::Open
}

/// Those that are listed, the worst first, and how many others would be.
fn choose(findings: &[Finding], detail: Detail) -> (Vec<&Finding>, usize) {
    let mut selected = select(findings, detail);
    let left = match detail {
        Detail::Usual => selected.len().saturating_sub(LISTED),
        Detail::Errors | Detail::All => 0,
    };
    selected.truncate(selected.len() - left);
    (selected, left)
}

fn select(findings: &[Finding], detail: Detail) -> Vec<&Finding> {
    let least = match detail {
        Detail::Errors => Severity::Error,
        Detail::Usual => Severity::Warning,
        Detail::All => Severity::Note,
    };
    let mut selected: Vec<_> = findings
        .iter()
        .filter(|finding| finding.status == Status::Open && finding.severity >= least)
        .collect();
    selected.sort_by_key(|finding| Reverse(finding.severity));
    selected
}

/// A finding for people: what is wrong, and every place with its words.
pub(crate) fn text(finding: &Finding, rows: &Rows, atlas: &mut Atlas) -> String {
    let (paint, word) = face(finding.severity);
    let head = paint.paint(format_args!("{word}[{}]", neutral(&finding.rule)));
    let message = atlas.diagnostic(finding).map_or(finding.message.as_str(), |(_, message)| message);
    let mut text = format!("{head}: {}\n", neutral(message));
    let places = places(finding, rows, atlas);
    for (place, quote) in places.iter().take(PLACES) {
        let place = output::PLACE.paint(neutral_line(place));
        let _ = if quote.is_empty() {
            writeln!(text, "  {place}")
        } else {
            writeln!(text, "  {place}: “{}”", brief(quote, QUOTE))
        };
    }
    if let Some(more) = places.len().checked_sub(PLACES).filter(|more| *more > 0) {
        let _ = writeln!(text, "  … and {more} more places");
    }
    let _ = writeln!(text, "  annals trace {}", neutral_line(finding.finding_id.as_str()));
    text
}

/// `file:line:column` and words of all that a finding rests on; of its articles where it rests on
/// no words.
fn places(finding: &Finding, rows: &Rows, atlas: &mut Atlas) -> Vec<(String, String)> {
    if let Some((diagnostic, _)) = atlas.diagnostic(finding) {
        return vec![(
            format!("{}:{}:{}", atlas.path(&diagnostic.path), diagnostic.line, diagnostic.column),
            String::new(),
        )];
    }
    let mut places: Vec<(String, String)> = Vec::new();
    for words in finding.evidence.iter().flat_map(|id| rows.words(id)) {
        let place = (atlas.locate(words.article, words.span), words.quote.to_owned());
        if !places.contains(&place) {
            places.push(place);
        }
        // A comparison with all would not stay linear.
        if places.len() > 4 * PLACES {
            break;
        }
    }
    if places.is_empty() {
        places.extend(finding.articles.iter().map(|article| (atlas.file(article), String::new())));
        if let ([place], [quote]) = (places.as_mut_slice(), finding.quotes.as_slice()) {
            place.1.clone_from(quote);
        }
    }
    places
}

/// A workflow command: `::error file=…,line=…::message`.
fn annotation(finding: &Finding, rows: &Rows, atlas: &mut Atlas) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let first = finding.evidence.iter().flat_map(|id| rows.words(id)).next();
    let mut place = String::new();
    let mut message = finding.message.as_str();
    if let Some((diagnostic, rest)) = atlas.diagnostic(finding) {
        let file = property(&atlas.path(&diagnostic.path));
        let _ = write!(place, "file={file},line={},col={},", diagnostic.line, diagnostic.column);
        message = rest;
    } else if let Some(words) = first {
        let _ = write!(place, "file={},", property(&atlas.file(words.article)));
        if let Some(at) = atlas.place(words.article, words.span.start) {
            let _ = write!(place, "line={},col={},", at.line, at.column);
        }
    } else if let Some(article) = finding.articles.first() {
        let _ = write!(place, "file={},", property(&atlas.file(article)));
    }
    let mut message = message.to_owned();
    for (place, quote) in places(finding, rows, atlas).iter().take(PLACES) {
        let _ = write!(message, "\n{place} {}", brief(quote, QUOTE));
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

/// How a severity looks.
pub(crate) fn face(severity: Severity) -> (Paint, &'static str) {
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

    use super::{Detail, annotation, choose, text};
    use crate::rows::{Atlas, Rows};

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
    fn a_workflow_command_cannot_be_broken_out_of() {
        let release = Release::default();
        let mut atlas = Atlas::new(Path::new("raw"), std::iter::empty(), &[]);
        let line = annotation(
            &finding(Severity::Error, "100%\r\n::warning::x\x1b"),
            &Rows::of(&release),
            &mut atlas,
        );
        assert_eq!(line, "::error file=a%2Cb,title=DAT001::100%25␍%0A::warning::x␛%0Aa,b \n");
    }

    #[test]
    fn a_terminal_obeys_no_message() {
        let release = Release::default();
        let mut atlas = Atlas::new(Path::new("raw"), std::iter::empty(), &[]);
        let text = text(&finding(Severity::Note, "\x1b]0;x\x07"), &Rows::of(&release), &mut atlas);
        assert!(text.contains("␛]0;x␇"), "{text}");
    }

    #[test]
    fn the_worst_come_first_and_notes_are_asked_for() {
        let findings =
            [Severity::Note, Severity::Warning, Severity::Error].map(|severity| finding(severity, ""));
        let severities = |detail| choose(&findings, detail).0.iter().map(|f| f.severity).collect::<Vec<_>>();
        assert_eq!(severities(Detail::Usual), [Severity::Error, Severity::Warning]);
        assert_eq!(severities(Detail::Errors), [Severity::Error]);
        assert_eq!(severities(Detail::All).len(), 3);
    }
}
