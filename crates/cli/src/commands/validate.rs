//! `annals validate`: checks linked rows.

use std::path::PathBuf;

use clap::Args;

use annals_model::{Article, Coverage, Diagnostic, Relations};

use crate::failure::{Failure, Outcome};
use crate::options::{Detail, KnowledgeOption, ReportOptions, ThreadsOption, WorkOption};
use crate::report::findings;
use crate::report::output;
use crate::report::progress::Progress;
use crate::report::summary::severities;
use crate::sources::{ArticleFiles, Source};
use crate::staged_run;
use crate::work_folder::{Stage, WorkFolder};

/// Stage 3: checks the rows for contradictions and errors.
///
/// Input: rows in the work folder. Output: findings in the work folder, reported on standard error or standard output.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    annals validate\n  \
    annals validate --format json | jq 'select(.severity == \"error\")'\n\n\
    Exit status: 0 no open errors, 1 open errors, 2 the command could not run.")]
pub(crate) struct Validate {
    #[command(flatten)]
    knowledge: KnowledgeOption,
    #[command(flatten)]
    work: WorkOption,
    /// Folder of the articles, for paths in reports.
    #[arg(long, value_name = "DIR", default_value = "raw")]
    raw: PathBuf,
    #[command(flatten)]
    threads: ThreadsOption,
    #[command(flatten)]
    reporting: ReportOptions,
}

impl Validate {
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        let work = WorkFolder(&self.work.work);
        let (ingested, normalized) = (work.open(Stage::Ingest)?, work.open(Stage::Normalize)?);
        let articles: Vec<Article> = ingested.records("articles")?;
        let mut diagnostics: Vec<Diagnostic> = ingested.records("diagnostics")?;
        diagnostics.extend(normalized.records::<Diagnostic>("diagnostics")?);
        let relations: Vec<Relations> = normalized.records("relations")?;
        let coverage: Vec<Coverage> = normalized.records("coverage")?;
        let mut release = normalized.release()?;
        self.threads.run(|| {
            let progress = Progress::new(self.reporting.detail());
            progress.stage("validating");
            let pipeline = staged_run::load_pipeline(&self.knowledge, None)?;
            pipeline.validate(&mut release, &relations, &coverage, &diagnostics);
            Ok::<_, Failure>(())
        })??;
        let mut writer = work.create(Stage::Validate)?;
        writer.records("findings", &release.findings)?;
        writer.finish()?;
        let files = ArticleFiles::new(&self.raw, articles.iter().map(Source::Memory), &diagnostics);
        let reported = findings::report(&release, files, &self.reporting);
        if self.reporting.detail() != Detail::Errors {
            output::report_line(&severities(&release.findings));
        }
        reported
    }
}
