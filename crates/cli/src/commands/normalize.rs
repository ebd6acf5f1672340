//! `annals normalize`: articles → readings, and those of all articles → linked rows.

use std::io::{self, Write as _};

use clap::Args;

use annals_model::{Article, ArticleId, Claim};
use rayon::prelude::*;
use serde::Serialize;

use crate::corpus;
use crate::failure::{Failure, Outcome};
use crate::options::{Detail, KnowledgeFolder, Pipe, Threads, WorkFolder};
use crate::output;
use crate::progress::Progress;
use crate::records::{Line, next_line};
use crate::summary::counted;
use crate::work::{Stage, Work};

/// Stage 2: articles to claims and mentions, and those of all articles to events and people.
#[derive(Args)]
pub(crate) struct Normalize {
    /// `-`: read articles from standard input as `annals ingest -` writes them, and write the claims
    /// of each to standard output as soon as it is read, one in JSON a line. Nothing is linked.
    #[arg(value_name = "-")]
    pipe: Option<Pipe>,
    #[command(flatten)]
    knowledge: KnowledgeFolder,
    #[command(flatten)]
    work: WorkFolder,
    #[command(flatten)]
    threads: Threads,
}

impl Normalize {
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        if self.pipe.is_some() {
            return self.pass();
        }
        let work = Work(&self.work.work);
        let articles: Vec<Article> = work.read(Stage::Ingest)?.records("articles")?;
        let mut writing = work.write(Stage::Normalize)?;
        let linked = self.threads.run(|| {
            let progress = Progress::new(Detail::Usual);
            let pipeline = corpus::pipeline(&self.knowledge, None)?;
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
        writing.records("diagnostics", &linked.diagnostics)?;
        writing.records("relations", &linked.relations)?;
        writing.records("coverage", &linked.coverage)?;
        writing.release(&release)?;
        writing.seal()?;
        let (claims, events) =
            (counted(release.claims.len(), "claim"), counted(release.events.len(), "event"));
        output::say(&format!("{claims}, {events}"));
        Ok(Outcome::Fine)
    }

    /// From pipe to pipe, article by article. What is no article is named, and the next one is read.
    fn pass(self) -> Result<Outcome, Failure> {
        let pipeline = corpus::pipeline(&self.knowledge, None)?;
        let (mut input, mut out) = (io::stdin().lock(), output::data());
        let mut outcome = Outcome::Fine;
        for number in 1_usize.. {
            let broken = |error| Failure::Place(format!("standard input:{number}:1: {error}"));
            let Some(line) = next_line(&mut input, LONGEST).map_err(broken)? else { break };
            let article = match article(&line) {
                Ok(Some(article)) => article,
                Ok(None) => continue,
                Err((column, message)) => {
                    let place = output::PLACE.paint(format!("standard input:{number}:{column}"));
                    output::say(&format!("{place}: {}", output::neutral(&message)));
                    outcome = Outcome::Failing;
                    continue;
                }
            };
            let read = pipeline.normalize(article);
            for claim in &read.reading.claims {
                output::json_line(&mut out, &Row { article_id: &read.reading.article_id, claim })?;
            }
            out.flush().map_err(Failure::Output)?;
        }
        Ok(outcome)
    }
}

/// Most bytes of a line: more than an article as large as any has in JSON.
const LONGEST: u64 = 200_000_000;

/// The article of a line; none where it is blank. A mistake has its column.
fn article(line: &Line) -> Result<Option<Article>, (usize, String)> {
    match line {
        Line::TooLong => {
            Err((1, format!("this line is too long; expected an article in at most {LONGEST} bytes")))
        }
        Line::Whole(line) if line.trim_ascii().is_empty() => Ok(None),
        Line::Whole(line) => serde_json::from_slice(line).map(Some).map_err(|error| {
            let message = format!("{error}; expected an article as `annals ingest -` writes it");
            (error.column().max(1), message)
        }),
    }
}

/// A claim and the article that makes it.
#[derive(Serialize)]
struct Row<'r> {
    article_id: &'r ArticleId,
    #[serde(flatten)]
    claim: &'r Claim,
}
