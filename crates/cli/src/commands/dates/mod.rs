//! `annals dates`: the time expressions of a text, for other programs.

mod draw;

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use annals_edtf::Edtf;
use annals_knowledge::{Knowledge, Language};
use annals_model::Diagnostic;
use annals_timex::{DocumentContext, ExplainedAnchor, ExplainedSlot, Explanation, TextSegment, TimexRecord};
use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::corpus;
use crate::failure::{Failure, Outcome};
use crate::options::KnowledgeFolder;
use crate::output;

/// The language of a text that says nothing of its own and is too short to tell.
const LANGUAGE: &str = "en";

/// Articles beyond this are not one article.
const MOST: u64 = 1 << 30;

/// Prints the time expressions of a text, one JSON object a line.
///
/// `start` and `end` count code points of the text as received; `type`, `value` and `mod` are
/// TIMEX3's; `edtf`, `earliest` and `latest` are the days that it can mean, or null. Both ends of a
/// period have the whole of it as `period`.
///
/// A file that begins with front matter is read as an article: `published` is the reference date
/// if none is given, and only the article's own words are read.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    annals dates article.txt --reference-date 2001-03-04\n  \
    echo 'It began last Tuesday.' | annals dates --reference-date 2001-03-04 --explain")]
pub(crate) struct Dates {
    /// A text in UTF-8; `-` is standard input.
    #[arg(default_value = "-")]
    file: PathBuf,

    /// The day of writing, which "yesterday" is resolved against; less precise is allowed.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    reference_date: Option<Edtf>,

    /// The language of the text, as a BCP 47 tag [default: the article's own, or as recognised].
    #[arg(long, value_name = "TAG")]
    language: Option<String>,

    /// Explain each expression: the pattern, the words of its slots, the date that it is anchored to and the
    /// rule: `text` draws it for people, `json` adds `explanation` to each line.
    #[arg(long, value_enum, value_name = "FORMAT", num_args = 0..=1, require_equals = true,
        default_missing_value = "text")]
    explain: Option<Format>,

    #[command(flatten)]
    knowledge: KnowledgeFolder,
}

#[derive(Serialize)]
struct Line<'r> {
    #[serde(flatten)]
    row: TimexRecord<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<Told<'r>>,
}

/// What `--explain=json` adds.
#[derive(Serialize)]
struct Told<'r> {
    pattern: &'r str,
    /// File and line of the pattern.
    place: String,
    slots: Vec<ExplainedSlot<'r>>,
    anchor: Option<ExplainedAnchor<'r>>,
}

impl<'r> Told<'r> {
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
        let pipeline = corpus::pipeline(&self.knowledge, Some(MOST))?;
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
        let own = article.as_ref().and_then(|article| article.metadata.language.as_deref());
        let language = self.language_of(own, text, &pipeline.knowledge)?;
        let grammar = &language.time;
        let reading = grammar.read(text, &parts, &context);
        let rows = reading.records(text).zip(&reading.expressions);
        if self.explain == Some(Format::Text) {
            let mut out = output::page();
            let page = draw::Page::new(&self.name(), text, language);
            for (row, expression) in rows {
                if let Some(explanation) = grammar.explain(text, expression) {
                    let drawing = page.draw(&row, expression, &explanation);
                    out.write_all(drawing.as_bytes()).map_err(Failure::Output)?;
                }
            }
            out.flush().map_err(Failure::Output)?;
            return Ok(Outcome::Fine);
        }
        let mut out = output::data();
        for (row, expression) in rows {
            let explanation = self.explain.and_then(|_| grammar.explain(text, expression));
            let explanation = explanation.map(|explanation| Told::of(explanation, language));
            output::json_line(&mut out, &Line { row, explanation })?;
        }
        out.flush().map_err(Failure::Output)?;
        Ok(Outcome::Fine)
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
            Failure::Unexpected {
                path: name,
                expected: format!("expected UTF-8, found something else at byte {byte}"),
            }
        })
    }

    fn name(&self) -> String {
        if self.file == Path::new("-") {
            "standard input".to_owned()
        } else {
            self.file.display().to_string()
        }
    }

    fn language_of<'k>(
        &self,
        own: Option<&str>,
        text: &str,
        knowledge: &'k Knowledge,
    ) -> Result<&'k Language, Failure> {
        let found = match self.language.as_deref().or(own) {
            Some(tag) => knowledge.language(tag),
            None => knowledge.recognise(text).or_else(|| knowledge.language(LANGUAGE)),
        };
        found.ok_or_else(|| {
            let name = self.language.as_deref().or(own).unwrap_or(LANGUAGE).to_owned();
            let near = knowledge.languages.iter().map(|language| language.tag.clone()).collect();
            Failure::Unknown { what: "the language", name, near }
        })
    }
}

/// A day, month or year in EDTF.
fn date(text: &str) -> Result<Edtf, String> {
    match text.parse() {
        Ok(date @ Edtf::Date(_)) => Ok(date),
        _ => Err("expected a date such as 2001-03-04, 2001-03 or 2001".to_owned()),
    }
}

fn failure(file: &Path, diagnostics: Vec<Diagnostic>) -> Failure {
    match diagnostics.into_iter().next() {
        Some(diagnostic) => {
            let place = format!("{}:{}:{}", file.display(), diagnostic.line, diagnostic.column);
            Failure::Place(format!("{place}: {}", diagnostic.message))
        }
        None => Failure::Unexpected { path: file.to_owned(), expected: "expected an article".to_owned() },
    }
}

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
