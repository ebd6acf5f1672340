//! `annals check`: what is read in an article, drawn under its own lines.

mod draw;
mod marks;

pub(super) use marks::word;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use annals_model::finding::Finding;
use annals_model::{ArticleId, Problem, Reading};
use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::failure::{Failure, Outcome};
use crate::findings;
use crate::options::{Detail, KnowledgeFolder, RawFolder, Threads};
use crate::output;
use crate::progress::Progress;
use crate::rows::Rows;
use crate::stages::{self, Corpus, Knowledge, Taken, Times};

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
    problems: Vec<Problem>,
}

/// What `--format json` prints of a file.
#[derive(Serialize)]
struct Record<'r> {
    path: String,
    #[serde(flatten)]
    reading: Option<&'r Reading>,
    problems: &'r [Problem],
    findings: Vec<&'r Finding>,
}

impl Check {
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        let knowledge = stages::knowledge(&self.knowledge)?;
        let (corpus, checked) = self.threads.run(|| self.read(&knowledge))??;
        let mut out = output::page();
        let mut data = output::data();
        let rows = Rows::of(&corpus.release);
        let mut atlas = corpus.atlas(&self.raw.raw);
        for Checked { file, id, .. } in &checked {
            atlas.name(id, file);
        }
        let mut outcome = Outcome::Fine;
        for Checked { file, id, problems } in &checked {
            let number = corpus.articles.iter().position(|article| article.id == *id);
            let article = number.and_then(|number| corpus.articles.get(number));
            let is_remark = |finding: &Finding| {
                atlas.problem(finding).is_some_and(|(problem, _)| problems.contains(problem))
            };
            let all = corpus.release.findings.iter();
            let (remarks, added): (Vec<_>, Vec<_>) = all
                .filter(|finding| finding.articles.contains(id) || is_remark(finding))
                .partition(|finding| is_remark(finding));
            if article.is_none() || remarks.iter().chain(&added).any(|finding| findings::is_failing(finding))
            {
                outcome = Outcome::Failing;
            }
            let reading = number.and_then(|number| corpus.readings.get(number));
            if self.format == Format::Json {
                let path = file.display().to_string();
                let findings = [remarks, added].concat();
                let record = Record { path, reading, problems, findings };
                output::json_line(&mut data, &record)?;
                continue;
            }
            let mut page = String::new();
            if let (Some(article), Some(reading)) = (article, reading) {
                page.push_str(&draw::article(file, article, &marks::marks(article, reading, &knowledge)));
                page.push_str(&marks::remainder(article, reading));
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
    fn read<'f>(&'f self, knowledge: &Knowledge) -> Result<(Corpus, Vec<Checked<'f>>), Failure> {
        let progress = Progress::new(Detail::Usual);
        progress.stage("reading files");
        let mut taken = Taken::default();
        if !self.alone && self.raw.raw.is_dir() {
            match stages::ingest(&self.raw, knowledge) {
                Err(Failure::NoArticles(_)) => {}
                others => taken = others?,
            }
        }
        let mut checked: Vec<Checked> = Vec::new();
        for file in &self.files {
            if !file.is_file() {
                let expected = "expected a file, an article".to_owned();
                return Err(Failure::Unexpected { path: file.clone(), expected });
            }
            let (article, problems) = stages::ingest_file(file, knowledge, self.raw.max_size);
            let id = ArticleId::new(file.file_stem().unwrap_or_default().to_string_lossy());
            let id = article.as_ref().map_or(id, |article| article.id.clone());
            if let Some(twin) = checked.iter().find(|other| other.id == id) {
                let twin = twin.file.display();
                let expected =
                    format!("expected files of different names, has the same article id as {twin}");
                return Err(Failure::Unexpected { path: file.clone(), expected });
            }
            taken.articles.retain(|other| other.id != id);
            taken.problems.retain(|other| !is_same(&self.raw.raw.join(&other.path), file));
            taken.problems.extend_from_slice(&problems);
            taken.articles.extend(article);
            checked.push(Checked { file, id, problems });
        }
        // As they come from a folder.
        taken.articles.sort_by(|a, b| a.id.cmp(&b.id));
        taken.problems.sort();
        Ok((stages::run(taken, knowledge, &progress, Times::default()), checked))
    }
}

/// Whether two paths lead to one file.
fn is_same(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}
