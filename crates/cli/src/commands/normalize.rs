//! `annals normalize`: extracts claims from articles and links those of all articles.

use std::io::{self, Write as _};

use clap::Args;

use annals_model::{Article, ArticleId, Claim};
use rayon::prelude::*;
use serde::Serialize;

use crate::bounded_lines::{Line, next_line};
use crate::failure::{Failure, Outcome};
use crate::options::{Detail, KnowledgeOption, StandardStreams, ThreadsOption, WorkOption};
use crate::report::output;
use crate::report::progress::Progress;
use crate::report::summary::counted;
use crate::staged_run;
use crate::work_folder::{Stage, WorkFolder};

/// Stage 2: extracts claims, people and quotations from each article and links those of all articles.
///
/// Input: articles in the work folder, or JSON lines on standard input. Output: rows in the work folder, or claims as
/// JSON lines on standard output.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    annals ingest && annals normalize && annals validate; annals publish\n  \
    annals ingest - < records.jsonl | annals normalize - > claims.jsonl\n\n\
    Exit status: 0 success, 1 lines of standard input are not articles, 2 the command could not run.")]
pub(crate) struct Normalize {
    /// `-`: read the output of `annals ingest -` from standard input, and write the claims of each article to standard
    /// output, one JSON object per line. Claims are not linked.
    #[arg(value_name = "-")]
    pipe: Option<StandardStreams>,
    #[command(flatten)]
    knowledge: KnowledgeOption,
    #[command(flatten)]
    work: WorkOption,
    #[command(flatten)]
    threads: ThreadsOption,
}

impl Normalize {
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        if self.pipe.is_some() {
            return self.run_stream();
        }
        let work = WorkFolder(&self.work.work);
        let articles: Vec<Article> = work.open(Stage::Ingest)?.records("articles")?;
        let mut writer = work.create(Stage::Normalize)?;
        let linked = self.threads.run(|| {
            let progress = Progress::new(Detail::Default);
            let pipeline = staged_run::load_pipeline(&self.knowledge, None)?;
            progress.counted("reading articles", articles.len());
            let each = |article| {
                let normalized = pipeline.normalize(article);
                progress.step();
                normalized
            };
            let normalized = articles.into_par_iter().map(each).collect();
            progress.stage("linking");
            Ok::<_, Failure>(pipeline.link(normalized))
        })??;
        let release = linked.release;
        writer.records("diagnostics", &linked.diagnostics)?;
        writer.records("relations", &linked.relations)?;
        writer.records("coverage", &linked.coverage)?;
        writer.release(&release)?;
        writer.finish()?;
        let (claims, events) =
            (counted(release.claims.len(), "claim"), counted(release.events.len(), "event"));
        output::report_line(&format!("{claims}, {events}"));
        Ok(Outcome::Success)
    }

    /// Normalises the articles of standard input one by one. Reports and skips lines that are not articles.
    fn run_stream(self) -> Result<Outcome, Failure> {
        let pipeline = staged_run::load_pipeline(&self.knowledge, None)?;
        let (mut input, mut out) = (io::stdin().lock(), output::data());
        let mut outcome = Outcome::Success;
        for number in 1_usize.. {
            let unreadable = |error: io::Error| Failure::InvalidAt {
                path: "standard input".into(),
                line: number,
                column: 1,
                message: error.to_string(),
            };
            let Some(line) = next_line(&mut input, MAX_LINE).map_err(unreadable)? else { break };
            let article = match parse_article(&line) {
                Ok(Some(article)) => article,
                Ok(None) => continue,
                Err((column, message)) => {
                    let place = output::PLACE.paint(format!("standard input:{number}:{column}"));
                    output::report_line(&format!("{place}: {}", output::neutral(&message)));
                    outcome = Outcome::OpenErrors;
                    continue;
                }
            };
            let reading = pipeline.normalize(article).reading;
            for claim in &reading.claims {
                output::json_line(&mut out, &Row { article_id: &reading.article_id, claim })?;
            }
            out.flush().map_err(Failure::Output)?;
        }
        Ok(outcome)
    }
}

/// The maximum number of bytes of a line: more than the JSON of an article of the maximum size.
const MAX_LINE: u64 = 200_000_000;

/// Parses the article of a line. Returns `None` for a blank line, or the column and the message of an error.
fn parse_article(line: &Line) -> Result<Option<Article>, (usize, String)> {
    match line {
        Line::TooLong => {
            Err((1, format!("the line is too long; expected an article of at most {MAX_LINE} bytes")))
        }
        Line::Complete(line) if line.trim_ascii().is_empty() => Ok(None),
        Line::Complete(line) => serde_json::from_slice(line).map(Some).map_err(|error| {
            let message = format!("{error}; expected an article written by `annals ingest -`");
            (error.column().max(1), message)
        }),
    }
}

/// A claim with its article.
#[derive(Serialize)]
struct Row<'r> {
    article_id: &'r ArticleId,
    #[serde(flatten)]
    claim: &'r Claim,
}
