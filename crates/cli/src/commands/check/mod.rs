//! `annals check`: what is read in an article, drawn under its own lines.

mod draw;
mod marks;

pub(super) use marks::word;

use std::borrow::Cow;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use annals::{Ingested, Pipeline};
use annals_model::{Article, ArticleId, Diagnostic, Finding, Reading};
use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::corpus::{self, Corpus};
use crate::failure::{Failure, Outcome};
use crate::findings;
use crate::lines::Lines;
use crate::options::{Detail, KnowledgeFolder, RawFolder, Threads};
use crate::output;
use crate::progress::Progress;
use crate::rows::{Rows, file_text};
use crate::stage_times::StageTimes;

/// Shows what is read in articles, under their own lines, and the findings that they would add.
///
/// An article is looked at together with those of the raw folder, if there is one, as a new
/// version of the one with its name. The exit status is 1 if it would add open errors.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    annals check raw/some-article.md\n  \
    annals check draft.txt --alone --format json")]
pub(crate) struct Check {
    /// The articles.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Look at the files by themselves, without the raw folder.
    #[arg(long)]
    alone: bool,

    /// `text` draws for people, `json` prints a record for each file.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    raw: RawFolder,
    #[command(flatten)]
    knowledge: KnowledgeFolder,
    #[command(flatten)]
    threads: Threads,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// A file that was asked for.
struct Checked<'f> {
    file: &'f Path,
    id: ArticleId,
    /// The article and what is read in it, where the file is one.
    read: Option<(Article, Reading)>,
    diagnostics: Vec<Diagnostic>,
}

/// What `--format json` prints of a file.
#[derive(Serialize)]
struct Record<'r> {
    path: String,
    #[serde(flatten)]
    reading: Option<&'r Reading>,
    diagnostics: &'r [Diagnostic],
    findings: Vec<&'r Finding>,
}

impl Check {
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        let pipeline = corpus::pipeline(&self.knowledge, Some(self.raw.max_size))?;
        let (corpus, checked) = self.threads.run(|| self.read(&pipeline))??;
        let mut out = output::page();
        let mut data = output::data();
        let rows = Rows::of(&corpus.release);
        let mut atlas = corpus.atlas(&self.raw);
        for Checked { file, id, read, .. } in &checked {
            atlas.name(id, file);
            read.iter().for_each(|(article, _)| atlas.keep(article));
        }
        let mut outcome = Outcome::Fine;
        for Checked { file, id, read, diagnostics } in &checked {
            let is_remark = |finding: &Finding| {
                atlas.diagnostic(finding).is_some_and(|(diagnostic, _)| diagnostics.contains(diagnostic))
            };
            let all = corpus.release.findings.iter();
            let (remarks, added): (Vec<_>, Vec<_>) = all
                .filter(|finding| finding.articles.contains(id) || is_remark(finding))
                .partition(|finding| is_remark(finding));
            if read.is_none() || remarks.iter().chain(&added).any(|finding| findings::is_failing(finding)) {
                outcome = Outcome::Failing;
            }
            if self.format == Format::Json {
                let path = file.display().to_string();
                let findings = [remarks, added].concat();
                let reading = read.as_ref().map(|(_, reading)| reading);
                let record = Record { path, reading, diagnostics, findings };
                output::json_line(&mut data, &record)?;
                continue;
            }
            let mut page = String::new();
            if let Some((article, reading)) = read {
                let lines = Lines::new(file_text(article, file).unwrap_or(Cow::Borrowed(article.text())));
                let marks = marks::marks(article, reading, &pipeline.knowledge);
                page.push_str(&draw::article(file, article, &lines, &marks));
                page.push_str(&marks::remainder(article, &lines, reading));
            }
            for finding in remarks.into_iter().chain(added) {
                page.push_str(&findings::text(finding, &rows, &mut atlas));
            }
            out.write_all(page.as_bytes()).map_err(Failure::Output)?;
        }
        out.flush().map_err(Failure::Output)?;
        data.flush().map_err(Failure::Output)?;
        Ok(outcome)
    }

    /// The corpus with these files in it.
    fn read<'f>(&'f self, pipeline: &Pipeline) -> Result<(Corpus, Vec<Checked<'f>>), Failure> {
        let progress = Progress::new(Detail::Usual);
        let mut ingested = Ingested { articles: Vec::new(), diagnostics: Vec::new() };
        let mut times = StageTimes::default();
        if !self.alone && self.raw.raw.is_dir() {
            let normalize = |article| pipeline.normalize(article).without_traces();
            match corpus::ingest_and_normalize(&self.raw, pipeline, normalize, &progress, &mut times) {
                Err(Failure::NoArticles(_)) => {}
                others => ingested = others?,
            }
        }
        let mut checked: Vec<Checked> = Vec::new();
        for file in &self.files {
            if !file.is_file() {
                let expected = "expected a file, an article".to_owned();
                return Err(Failure::Unexpected { path: file.clone(), expected });
            }
            let (article, diagnostics) = pipeline.with_reader(|reader| reader.read_file(file));
            let id = ArticleId::new(file.file_stem().unwrap_or_default().to_string_lossy());
            let id = article.as_ref().map_or(id, |article| article.id.clone());
            if let Some(twin) = checked.iter().find(|other| other.id == id) {
                let twin = twin.file.display();
                let expected =
                    format!("expected files of different names, has the same article id as {twin}");
                return Err(Failure::Unexpected { path: file.clone(), expected });
            }
            ingested.articles.retain(|other| other.summary.header.id != id);
            ingested.diagnostics.retain(|other| !is_same(&self.raw.raw.join(&other.path), file));
            ingested.diagnostics.extend_from_slice(&diagnostics);
            let read = article.map(|article| {
                let normalized = pipeline.normalize(article.clone());
                let reading = normalized.reading.clone();
                ingested.articles.push(normalized);
                (article, reading)
            });
            checked.push(Checked { file, id, read, diagnostics });
        }
        // As they come from a folder.
        ingested.articles.sort_by(|a, b| a.summary.header.id.cmp(&b.summary.header.id));
        ingested.diagnostics.sort();
        Ok((corpus::join(ingested, pipeline, &progress, times), checked))
    }
}

/// Whether two paths lead to one file.
fn is_same(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}
