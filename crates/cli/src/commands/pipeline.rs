//! `annals pipeline`: every stage in a row, without touching the disk between them.

use std::path::PathBuf;

use clap::Args;

use crate::corpus::{self, Corpus};
use crate::failure::{Failure, Outcome};
use crate::findings;
use crate::options::{Detail, KnowledgeFolder, RawFolder, Reporting, Threads};
use crate::output;
use crate::progress::Progress;
use crate::publish::{keep_apart, publish};
use crate::stage_times::StageTimes;
use crate::summary;

/// Reads the articles of a folder and writes the datasets.
///
/// Articles that can't be read become findings, and the others go on: even with errors, what is
/// good is published, and the exit status is 1. A folder without any article is no run: the exit
/// status is 2 and nothing is written.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    annals pipeline\n  \
    annals pipeline --raw articles --out data --format github\n  \
    annals pipeline --format json | jq 'select(.severity == \"error\")'")]
pub(crate) struct Pipeline {
    #[command(flatten)]
    raw: RawFolder,
    #[command(flatten)]
    knowledge: KnowledgeFolder,
    /// Folder to write the datasets to. It is replaced as a whole, or not at all.
    #[arg(long, value_name = "DIR", default_value = "processed")]
    out: PathBuf,
    #[command(flatten)]
    threads: Threads,
    #[command(flatten)]
    reporting: Reporting,
}

impl Pipeline {
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        let detail = self.reporting.detail();
        let mut times = StageTimes::default();
        keep_apart(&self.out, &self.raw.raw)?;
        let (corpus, change) = self.threads.run(|| {
            let progress = Progress::new(detail);
            progress.stage("loading knowledge");
            let pipeline =
                times.of("knowledge", || corpus::pipeline(&self.knowledge, Some(self.raw.max_size)))?;
            let normalize = |article| pipeline.normalize(article).without_traces();
            let ingested =
                corpus::ingest_and_normalize(&self.raw, &pipeline, normalize, &progress, &mut times)?;
            let mut corpus = corpus::join(ingested, &pipeline, &progress, times);
            progress.stage("publishing");
            let Corpus { release, times, .. } = &mut corpus;
            let change = times.of("publish", || publish(release, &self.out))?;
            Ok::<_, Failure>((corpus, change))
        })??;
        let reported = findings::report(&corpus.release, corpus.atlas(&self.raw), &self.reporting);
        if detail != Detail::Errors {
            output::say(&summary::table(&corpus.release, &corpus.times, corpus.bytes, &self.out, change));
        }
        // The program ends here: giving every row back by itself would take a while for nothing.
        std::mem::forget(corpus);
        reported
    }
}
