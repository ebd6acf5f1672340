//! `annals ingest`: files → articles.

use clap::Args;

use crate::failure::{Failure, Outcome};
use crate::options::{Detail, KnowledgeFolder, RawFolder, Threads, WorkFolder};
use crate::output;
use crate::progress::Progress;
use crate::stages;
use crate::summary::counted;
use crate::work::{Stage, Work};

/// Stage 1: files to articles, cut into typed segments.
///
/// Files that can't be read are listed here and become findings in `annals validate`.
#[derive(Args)]
#[command(after_help = "Examples:\n  annals ingest && annals normalize && annals validate; annals publish")]
pub(crate) struct Ingest {
    #[command(flatten)]
    raw: RawFolder,
    #[command(flatten)]
    knowledge: KnowledgeFolder,
    #[command(flatten)]
    work: WorkFolder,
    #[command(flatten)]
    threads: Threads,
}

impl Ingest {
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        let taken = self.threads.run(|| {
            let progress = Progress::new(Detail::Usual);
            progress.stage("reading files");
            let knowledge = stages::knowledge(&self.knowledge)?;
            stages::ingest(&self.raw, &knowledge)
        })??;
        let mut writing = Work(&self.work.work).write(Stage::Ingest)?;
        writing.records("articles", &taken.articles)?;
        writing.records("problems", &taken.problems)?;
        writing.seal()?;
        for problem in &taken.problems {
            let path = self.raw.raw.join(&problem.path);
            let place = format!("{}:{}:{}", path.display(), problem.line, problem.column);
            let place = output::PLACE.paint(output::neutral_line(&place));
            output::say(&format!("{place}: {}", output::neutral(&problem.message)));
        }
        let (articles, problems) = (taken.articles.len(), taken.problems.len());
        output::say(&format!("{}, {}", counted(articles, "article"), counted(problems, "problem")));
        Ok(Outcome::Fine)
    }
}
