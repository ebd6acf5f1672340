//! `annals normalize`: articles → readings, and those of all articles → linked rows.

use clap::Args;

use annals_model::Article;

use crate::failure::{Failure, Outcome};
use crate::options::{Detail, KnowledgeFolder, Threads, WorkFolder};
use crate::output;
use crate::progress::Progress;
use crate::stages;
use crate::summary::counted;
use crate::work::{Stage, Work};

/// Stage 2: articles to claims and mentions, and those of all articles to events and people.
#[derive(Args)]
pub(crate) struct Normalize {
    #[command(flatten)]
    knowledge: KnowledgeFolder,
    #[command(flatten)]
    work: WorkFolder,
    #[command(flatten)]
    threads: Threads,
}

impl Normalize {
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        let work = Work(&self.work.work);
        let articles: Vec<Article> = work.read(Stage::Ingest)?.records("articles")?;
        let mut writing = work.write(Stage::Normalize)?;
        let linked = self.threads.run(|| {
            let progress = Progress::new(Detail::Usual);
            let knowledge = stages::knowledge(&self.knowledge)?;
            let read = stages::read_all(articles, &knowledge, &progress);
            let (outlines, readings): (Vec<_>, Vec<_>) =
                read.into_iter().map(|read| (read.outline, read.reading)).unzip();
            progress.stage("linking");
            writing.records("readings", &readings)?;
            Ok::<_, Failure>(stages::link(&outlines, readings, &knowledge))
        })??;
        let release = linked.release;
        writing.records("problems", &linked.problems)?;
        writing.release(&release)?;
        writing.seal()?;
        let (claims, events) =
            (counted(release.claims.len(), "claim"), counted(release.events.len(), "event"));
        output::say(&format!("{claims}, {events}"));
        Ok(Outcome::Fine)
    }
}
