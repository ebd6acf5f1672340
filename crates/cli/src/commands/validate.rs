//! `annals validate`: linked rows → findings.

use std::path::PathBuf;

use clap::Args;

use annals_model::{Article, Coverage, Diagnostic, Relations};

use crate::corpus;
use crate::failure::{Failure, Outcome};
use crate::findings;
use crate::options::{Detail, KnowledgeFolder, Reporting, Threads, WorkFolder};
use crate::output;
use crate::progress::Progress;
use crate::rows::{Atlas, Source};
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
        let mut diagnostics: Vec<Diagnostic> = ingested.records("diagnostics")?;
        diagnostics.extend(normalized.records::<Diagnostic>("diagnostics")?);
        let relations: Vec<Relations> = normalized.records("relations")?;
        let coverage: Vec<Coverage> = normalized.records("coverage")?;
        let mut release = normalized.release()?;
        self.threads.run(|| {
            let progress = Progress::new(self.reporting.detail());
            progress.stage("validating");
            let pipeline = corpus::pipeline(&self.knowledge, None)?;
            pipeline.validate(&mut release, &relations, &coverage, &diagnostics);
            Ok::<_, Failure>(())
        })??;
        let mut writing = work.write(Stage::Validate)?;
        writing.records("findings", &release.findings)?;
        writing.seal()?;
        let atlas = Atlas::new(&self.raw, articles.iter().map(Source::Kept), &diagnostics);
        let reported = findings::report(&release, atlas, &self.reporting);
        if self.reporting.detail() != Detail::Errors {
            output::say(&severities(&release.findings));
        }
        reported
    }
}
