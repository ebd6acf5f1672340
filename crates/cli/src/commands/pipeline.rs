//! `annals pipeline`: runs all stages in memory.

use std::path::PathBuf;

use clap::Args;

use crate::failure::{Failure, Outcome};
use crate::options::{Detail, KnowledgeOption, RawOptions, ReportOptions, ThreadsOption};
use crate::output_folder::{publish, refuse_inside_raw};
use crate::report::findings;
use crate::report::output;
use crate::report::progress::Progress;
use crate::report::summary;
use crate::stage_times::StageTimes;
use crate::staged_run::{self, Corpus};

/// Runs all stages: reads the articles of a folder and writes the datasets.
///
/// Input: the folder of articles. Output: the datasets in the output folder; findings and a summary on standard error.
/// Articles that cannot be read are excluded and reported as findings; the datasets of the other articles are published.
/// A folder without articles is an error, and nothing is written.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    annals pipeline\n  \
    annals pipeline --raw articles --out data --format github\n  \
    annals pipeline --format json | jq 'select(.severity == \"error\")'\n\n\
    Exit status: 0 no open errors, 1 open errors, 2 the command could not run.")]
pub(crate) struct Pipeline {
    #[command(flatten)]
    raw: RawOptions,
    #[command(flatten)]
    knowledge: KnowledgeOption,
    /// Output folder. It is replaced completely or not at all.
    #[arg(long, value_name = "DIR", default_value = "processed")]
    out: PathBuf,
    #[command(flatten)]
    threads: ThreadsOption,
    #[command(flatten)]
    reporting: ReportOptions,
}

impl Pipeline {
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        let detail = self.reporting.detail();
        let mut times = StageTimes::default();
        refuse_inside_raw(&self.out, &self.raw.raw)?;
        let (corpus, change) = self.threads.run(|| {
            let progress = Progress::new(detail);
            progress.stage("loading knowledge");
            let pipeline = times.measure("knowledge", || {
                staged_run::load_pipeline(&self.knowledge, Some(self.raw.max_size))
            })?;
            let normalize = |article| pipeline.normalize(article).without_traces();
            let ingested =
                staged_run::ingest_and_normalize(&self.raw, &pipeline, normalize, &progress, &mut times)?;
            let mut corpus = staged_run::link_and_validate(ingested, &pipeline, &progress, times);
            progress.stage("publishing");
            let Corpus { release, times, .. } = &mut corpus;
            let change = times.measure("publish", || publish(release, &self.out))?;
            Ok::<_, Failure>((corpus, change))
        })??;
        let reported = findings::report(&corpus.release, corpus.article_files(&self.raw), &self.reporting);
        if detail != Detail::Errors {
            output::report_line(&summary::table(
                &corpus.release,
                &corpus.times,
                corpus.bytes,
                &self.out,
                change,
            ));
        }
        // The process ends here: freeing every row would only take time.
        std::mem::forget(corpus);
        reported
    }
}
