//! `annals validate`: linked rows → findings.

use std::path::PathBuf;

use clap::Args;

use annals_model::{Article, Problem, Reading};

use crate::failure::{Failure, Outcome};
use crate::findings;
use crate::options::{Detail, KnowledgeFolder, Reporting, Threads, WorkFolder};
use crate::output;
use crate::progress::Progress;
use crate::rows::{Atlas, Source};
use crate::stages;
use crate::summary::severities;
use crate::work::{Stage, Work};

/// Stage 3: what a person should look at. The exit status is 1 if there are open errors.
#[derive(Args)]
pub(crate) struct Validate {
    #[command(flatten)]
    knowledge: KnowledgeFolder,
    #[command(flatten)]
    work: WorkFolder,
    /// Folder that the articles were read from, for the places in reports.
    #[arg(long, value_name = "DIR", default_value = "raw")]
    raw: PathBuf,
    #[command(flatten)]
    threads: Threads,
    #[command(flatten)]
    reporting: Reporting,
}

impl Validate {
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        let work = Work(&self.work.work);
        let (ingested, normalized) = (work.read(Stage::Ingest)?, work.read(Stage::Normalize)?);
        let articles: Vec<Article> = ingested.records("articles")?;
        let mut problems: Vec<Problem> = ingested.records("problems")?;
        problems.extend(normalized.records::<Problem>("problems")?);
        let readings: Vec<Reading> = normalized.records("readings")?;
        let mut release = normalized.release()?;
        self.threads.run(|| {
            let progress = Progress::new(self.reporting.detail());
            progress.stage("validating");
            let knowledge = stages::knowledge(&self.knowledge)?;
            stages::validate(&readings, &problems, &mut release, &knowledge);
            Ok::<_, Failure>(())
        })??;
        let mut writing = work.write(Stage::Validate)?;
        writing.records("findings", &release.findings)?;
        writing.seal()?;
        let atlas = Atlas::new(&self.raw, articles.iter().map(Source::Kept), &problems);
        let reported = findings::report(&release, atlas, &self.reporting);
        if self.reporting.detail() != Detail::Errors {
            output::say(&severities(&release.findings));
        }
        reported
    }
}
