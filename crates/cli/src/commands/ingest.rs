//! `annals ingest`: files → articles.

use std::io::{self, Write as _};
use std::path::Path;

use annals_model::Problem;
use clap::Args;

use crate::failure::{Failure, Outcome};
use crate::options::{Detail, KnowledgeFolder, Pipe, RawFolder, Threads, WorkFolder};
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
    /// `-`: read records in JSON from standard input, one a line, and write each article to standard
    /// output as soon as it is read, in JSON as `annals normalize -` takes it.
    #[arg(value_name = "-")]
    pipe: Option<Pipe>,
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
        if self.pipe.is_some() {
            return self.pass();
        }
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
        taken.problems.iter().for_each(|problem| tell(&self.raw.raw.join(&problem.path), problem));
        let (articles, problems) = (taken.articles.len(), taken.problems.len());
        output::say(&format!("{}, {}", counted(articles, "article"), counted(problems, "problem")));
        Ok(Outcome::Fine)
    }

    /// From pipe to pipe, record by record.
    fn pass(self) -> Result<Outcome, Failure> {
        let knowledge = stages::knowledge(&self.knowledge)?;
        let mut out = output::data();
        let mut outcome = Outcome::Fine;
        stages::ingest_records(io::stdin(), &knowledge, self.raw.max_size, |(article, problems)| {
            if let Some(article) = &article {
                output::json_line(&mut out, article)?;
                out.flush().map_err(Failure::Output)?;
            }
            for problem in &problems {
                tell(Path::new(&problem.path), problem);
                if problem.kind.excludes() {
                    outcome = Outcome::Failing;
                }
            }
            Ok(())
        })?;
        Ok(outcome)
    }
}

fn tell(path: &Path, problem: &Problem) {
    let place = format!("{}:{}:{}", path.display(), problem.line, problem.column);
    let place = output::PLACE.paint(output::neutral_line(&place));
    output::say(&format!("{place}: {}", output::neutral(&problem.message)));
}
