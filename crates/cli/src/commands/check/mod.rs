//! `annals check`: shows what is extracted from an article.

mod drawing;
mod marks;

use std::borrow::Cow;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use annals::{Ingested, Pipeline};
use annals_model::{Article, ArticleId, Diagnostic, Finding, Reading};
use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::failure::{Failure, Outcome};
use crate::options::{Detail, KnowledgeOption, RawOptions, ThreadsOption};
use crate::report::findings;
use crate::report::output;
use crate::report::progress::Progress;
use crate::sources::LineIndex;
use crate::sources::{ArticleFiles, RowIndex, file_text};
use crate::stage_times::StageTimes;
use crate::staged_run::{self, Corpus};

/// Shows what is extracted from articles, and the findings that they cause.
///
/// Input: files of articles, and the folder of articles if it exists. A file replaces the article of the folder that has
/// the same identifier. Output: annotated lines or JSON on standard output. Nothing is published.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    annals check raw/some-article.md\n  \
    annals check draft.txt --alone --format json\n\n\
    Exit status: 0 no open errors, 1 open errors in these files, 2 the command could not run.")]
pub(crate) struct Check {
    /// Files of articles.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Process only these files, without the folder of articles.
    #[arg(long)]
    alone: bool,

    /// Format of the output: `text`, annotated lines; `json`, one object per file.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    raw: RawOptions,
    #[command(flatten)]
    knowledge: KnowledgeOption,
    #[command(flatten)]
    threads: ThreadsOption,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// A checked file.
struct Checked<'f> {
    file: &'f Path,
    id: ArticleId,
    /// The article and its reading, if the file can be read.
    article: Option<(Article, Reading)>,
    diagnostics: Vec<Diagnostic>,
}

/// The output of `--format json` for a file.
#[derive(Serialize)]
struct Record<'r> {
    path: String,
    #[serde(flatten)]
    reading: Option<&'r Reading>,
    diagnostics: &'r [Diagnostic],
    findings: Vec<&'r Finding>,
}

impl<'f> Checked<'f> {
    /// Returns the findings about this file: first those that repeat its diagnostics.
    fn findings<'r>(&self, all: &'r [Finding], files: &ArticleFiles<'_>) -> Vec<&'r Finding> {
        let is_diagnostic = |finding: &Finding| {
            files.diagnostic(finding).is_some_and(|(diagnostic, _)| self.diagnostics.contains(diagnostic))
        };
        let (diagnostics, others): (Vec<_>, Vec<_>) = all
            .iter()
            .filter(|finding| finding.articles.contains(&self.id) || is_diagnostic(finding))
            .partition(|finding| is_diagnostic(finding));
        [diagnostics, others].concat()
    }

    fn record<'r>(&'r self, findings: Vec<&'r Finding>) -> Record<'r> {
        Record {
            path: self.file.display().to_string(),
            reading: self.article.as_ref().map(|(_, reading)| reading),
            diagnostics: &self.diagnostics,
            findings,
        }
    }

    fn text(
        &'f self,
        findings: &[&Finding],
        rows: &RowIndex<'_>,
        files: &mut ArticleFiles<'f>,
        pipeline: &Pipeline,
    ) -> String {
        let mut text = String::new();
        if let Some((article, reading)) = &self.article {
            let lines =
                LineIndex::new(file_text(article, self.file).unwrap_or(Cow::Borrowed(article.text())));
            let marks = marks::marks(article, reading, &pipeline.knowledge);
            text.push_str(&drawing::article(self.file, article, &lines, &marks));
            text.push_str(&marks::entities_and_skipped_segments(article, &lines, reading));
        }
        for finding in findings {
            text.push_str(&findings::text(finding, rows, files));
        }
        text
    }
}

impl Check {
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        let pipeline = staged_run::load_pipeline(&self.knowledge, Some(self.raw.max_size))?;
        let (corpus, checked) = self.threads.run(|| self.process(&pipeline))??;
        let rows = RowIndex::of(&corpus.release);
        let mut files = corpus.article_files(&self.raw);
        for Checked { file, id, article, .. } in &checked {
            files.set_path(id, file);
            article.iter().for_each(|(article, _)| files.set_text(article));
        }
        let mut out = output::styled();
        let mut data = output::data();
        let mut outcome = Outcome::Success;
        for checked in &checked {
            let findings = checked.findings(&corpus.release.findings, &files);
            if checked.article.is_none() || findings.iter().any(|finding| findings::is_open_error(finding)) {
                outcome = Outcome::OpenErrors;
            }
            match self.format {
                Format::Json => output::json_line(&mut data, &checked.record(findings))?,
                Format::Text => {
                    let text = checked.text(&findings, &rows, &mut files, &pipeline);
                    out.write_all(text.as_bytes()).map_err(Failure::Output)?;
                }
            }
        }
        out.flush().map_err(Failure::Output)?;
        data.flush().map_err(Failure::Output)?;
        Ok(outcome)
    }

    /// Processes the files together with the folder of articles.
    fn process<'f>(&'f self, pipeline: &Pipeline) -> Result<(Corpus, Vec<Checked<'f>>), Failure> {
        let progress = Progress::new(Detail::Default);
        let mut ingested = Ingested { articles: Vec::new(), diagnostics: Vec::new() };
        let mut times = StageTimes::default();
        if !self.alone && self.raw.raw.is_dir() {
            let normalize = |article| pipeline.normalize(article).without_traces();
            match staged_run::ingest_and_normalize(&self.raw, pipeline, normalize, &progress, &mut times) {
                Err(Failure::NoArticles(_)) => {}
                result => ingested = result?,
            }
        }
        let mut checked: Vec<Checked> = Vec::new();
        for file in &self.files {
            if !file.is_file() {
                let message = "not a file; expected the file of an article".to_owned();
                return Err(Failure::Invalid { path: file.clone(), message });
            }
            let (article, diagnostics) = pipeline.with_reader(|reader| reader.read_file(file));
            let id = ArticleId::new(file.file_stem().unwrap_or_default().to_string_lossy());
            let id = article.as_ref().map_or(id, |article| article.id.clone());
            if let Some(duplicate) = checked.iter().find(|other| other.id == id) {
                let other = duplicate.file.display();
                let message =
                    format!("same article identifier as {other}; expected files with different names");
                return Err(Failure::Invalid { path: file.clone(), message });
            }
            ingested.articles.retain(|other| other.summary.header.id != id);
            ingested.diagnostics.retain(|other| !is_same(&self.raw.raw.join(&other.path), file));
            ingested.diagnostics.extend_from_slice(&diagnostics);
            let article = article.map(|article| {
                let normalized = pipeline.normalize(article.clone());
                let reading = normalized.reading.clone();
                ingested.articles.push(normalized);
                (article, reading)
            });
            checked.push(Checked { file, id, article, diagnostics });
        }
        // The order of a folder.
        ingested.articles.sort_by(|a, b| a.summary.header.id.cmp(&b.summary.header.id));
        ingested.diagnostics.sort();
        Ok((staged_run::link_and_validate(ingested, pipeline, &progress, times), checked))
    }
}

/// Whether two paths refer to the same file.
fn is_same(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}
