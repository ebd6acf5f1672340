//! `annals dates`: the time expressions of a text.

mod drawing;

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use annals_edtf::Edtf;
use annals_knowledge::{Knowledge, Language};
use annals_model::Diagnostic;
use annals_timex::{
    DocumentContext, ExplainedAnchor, ExplainedSlot, Explanation, TextSegment, TimeReading, TimexRecord,
};
use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::failure::{Failure, Outcome};
use crate::options::KnowledgeOption;
use crate::report::output;
use crate::staged_run;

/// The language of a text without metadata that cannot be identified.
const DEFAULT_LANGUAGE: &str = "en";

/// The maximum size of the text in bytes.
const MAX_SIZE: u64 = 1 << 30;

/// Prints the time expressions of a text.
///
/// Input: UTF-8 text in a file or on standard input. If a file has front matter, it is read as an article: `published`
/// is the default reference date, and boilerplate is skipped. Output: one JSON object per line on standard output.
/// `start` and `end` count code points of the text as received; `type`, `value` and `mod` are those of TIMEX3; `edtf`,
/// `earliest` and `latest` give the possible days, or null. `period` is the whole period of which the expression states
/// one end.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    annals dates article.txt --reference-date 2001-03-04\n  \
    echo 'It began last Tuesday.' | annals dates --reference-date 2001-03-04 --explain\n\n\
    Exit status: 0 success, 2 the command could not run.")]
pub(crate) struct Dates {
    /// File in UTF-8; `-` is standard input.
    #[arg(default_value = "-")]
    file: PathBuf,

    /// Document creation time, against which "yesterday" is resolved. May be a month or a year.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_date)]
    reference_date: Option<Edtf>,

    /// Language of the text as a BCP 47 tag [default: that of the article, otherwise identified].
    #[arg(long, value_name = "TAG")]
    language: Option<String>,

    /// Explain each expression: the pattern that matched it, its slots, its anchor and the rule of resolution. `text`
    /// prints annotated lines, `json` adds `explanation` to each object.
    #[arg(long, value_enum, value_name = "FORMAT", num_args = 0..=1, require_equals = true,
        default_missing_value = "text")]
    explain: Option<Format>,

    #[command(flatten)]
    knowledge: KnowledgeOption,
}

#[derive(Serialize)]
struct Line<'r> {
    #[serde(flatten)]
    row: TimexRecord<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<ExplanationRecord<'r>>,
}

/// The field `explanation` of `--explain=json`.
#[derive(Serialize)]
struct ExplanationRecord<'r> {
    pattern: &'r str,
    /// The file and line of the pattern.
    place: String,
    slots: Vec<ExplainedSlot<'r>>,
    anchor: Option<ExplainedAnchor<'r>>,
}

impl<'r> ExplanationRecord<'r> {
    fn of(explanation: Explanation<'r>, language: &Language) -> Self {
        let Explanation { pattern, slots, anchor } = explanation;
        let place = format!("{}:{}", language.time_file(pattern.file), pattern.line);
        Self { pattern: pattern.name, place, slots, anchor }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Dates {
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        let pipeline = staged_run::load_pipeline(&self.knowledge, Some(MAX_SIZE))?;
        let text = self.text()?;
        let article = if has_front_matter(&text) && self.file != Path::new("-") {
            let (article, diagnostics) = pipeline.with_reader(|reader| reader.read_file(&self.file));
            Some(article.ok_or_else(|| failure(&self.file, diagnostics))?)
        } else {
            None
        };
        let (text, parts, mut context) = match &article {
            Some(article) => (
                article.text(),
                annals_normalize::time_parts(article),
                annals_normalize::time_context(article),
            ),
            None => (text.as_str(), TextSegment::paragraphs(&text), DocumentContext::default()),
        };
        if self.reference_date.is_some() {
            context.published.clone_from(&self.reference_date);
        }
        let stated = article.as_ref().and_then(|article| article.metadata.language.as_deref());
        let language = self.language_of(stated, text, &pipeline.knowledge)?;
        let reading = language.time.read(text, &parts, &context);
        match self.explain {
            Some(Format::Text) => self.draw(text, &reading, language)?,
            explain => print(text, &reading, language, explain)?,
        }
        Ok(Outcome::Success)
    }

    /// Draws the expressions with their explanations.
    fn draw(&self, text: &str, reading: &TimeReading, language: &Language) -> Result<(), Failure> {
        let mut out = output::styled();
        let drawing = drawing::Drawing::new(&self.name(), text, language);
        for (row, expression) in reading.records(text).zip(&reading.expressions) {
            if let Some(explanation) = language.time.explain(text, expression) {
                let drawn = drawing.draw(&row, expression, &explanation);
                out.write_all(drawn.as_bytes()).map_err(Failure::Output)?;
            }
        }
        out.flush().map_err(Failure::Output)
    }

    fn text(&self) -> Result<String, Failure> {
        let (bytes, name) = if self.file == Path::new("-") {
            let mut bytes = Vec::new();
            let name = PathBuf::from(self.name());
            std::io::stdin().lock().read_to_end(&mut bytes).map_err(Failure::file(&name))?;
            (bytes, name)
        } else {
            (std::fs::read(&self.file).map_err(Failure::file(&self.file))?, self.file.clone())
        };
        String::from_utf8(bytes).map_err(|error| {
            let byte = error.utf8_error().valid_up_to();
            Failure::Invalid { path: name, message: format!("invalid UTF-8 at byte {byte}, expected UTF-8") }
        })
    }

    fn name(&self) -> String {
        if self.file == Path::new("-") {
            "standard input".to_owned()
        } else {
            self.file.display().to_string()
        }
    }

    /// Returns the language requested, stated by the article, or identified, in this order.
    fn language_of<'k>(
        &self,
        stated: Option<&str>,
        text: &str,
        knowledge: &'k Knowledge,
    ) -> Result<&'k Language, Failure> {
        let requested = self.language.as_deref().or(stated);
        let found = match requested {
            Some(tag) => knowledge.language(tag),
            None => knowledge.identify_language(text).or_else(|| knowledge.language(DEFAULT_LANGUAGE)),
        };
        found.ok_or_else(|| {
            let name = requested.unwrap_or(DEFAULT_LANGUAGE).to_owned();
            let similar = knowledge.languages.iter().map(|language| language.tag.clone()).collect();
            Failure::Unknown { what: "language", name, similar }
        })
    }
}

/// Prints the expressions as JSON lines.
fn print(
    text: &str,
    reading: &TimeReading,
    language: &Language,
    explain: Option<Format>,
) -> Result<(), Failure> {
    let mut out = output::data();
    for (row, expression) in reading.records(text).zip(&reading.expressions) {
        let explanation = explain.and_then(|_| language.time.explain(text, expression));
        let explanation = explanation.map(|explanation| ExplanationRecord::of(explanation, language));
        output::json_line(&mut out, &Line { row, explanation })?;
    }
    out.flush().map_err(Failure::Output)
}

/// Parses a day, month or year in EDTF.
fn parse_date(text: &str) -> Result<Edtf, String> {
    match text.parse() {
        Ok(date @ Edtf::Date(_)) => Ok(date),
        _ => Err("not a date; expected a date such as 2001-03-04, 2001-03 or 2001".to_owned()),
    }
}

/// Returns the failure of a file that is not an article.
fn failure(file: &Path, diagnostics: Vec<Diagnostic>) -> Failure {
    match diagnostics.into_iter().next() {
        Some(diagnostic) => {
            let Diagnostic { line, column, message, .. } = diagnostic;
            Failure::InvalidAt { path: file.to_owned(), line, column, message }
        }
        None => Failure::Invalid { path: file.to_owned(), message: "not an article".to_owned() },
    }
}

/// Whether a text starts with front matter between `---` lines.
fn has_front_matter(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    lines.next().is_some_and(|line| line.trim_end() == "---") && lines.any(|line| line.trim_end() == "---")
}

#[cfg(test)]
mod tests {
    use super::has_front_matter;

    #[test]
    fn front_matter_is_between_fences() {
        assert!(has_front_matter("\u{feff}---\r\na: b\r\n---\r\n"));
        assert!(!has_front_matter("---\nno end"));
        assert!(!has_front_matter("text\n---\n---\n"));
    }
}
