//! `annals publish`: writes the datasets.

use std::path::PathBuf;

use clap::Args;

use crate::failure::{Failure, Outcome};
use crate::options::{Detail, WorkOption};
use crate::output_folder::publish;
use crate::report::output;
use crate::report::progress::Progress;
use crate::report::summary::output_line;
use crate::work_folder::{Stage, WorkFolder};

/// Stage 4: writes the datasets as CSV and JSON, with a data package and a codebook.
///
/// Input: rows and findings in the work folder. Output: the output folder, which is replaced completely or not at all.
#[derive(Args)]
#[command(after_help = "Example:\n  annals publish --out data\n\n\
    Exit status: 0 success, 2 the command could not run.")]
pub(crate) struct Publish {
    #[command(flatten)]
    work: WorkOption,
    /// Output folder. It is replaced completely or not at all.
    #[arg(long, value_name = "DIR", default_value = "processed")]
    out: PathBuf,
}

impl Publish {
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        let work = WorkFolder(&self.work.work);
        let validated = work.open(Stage::Validate)?;
        let mut release = work.open(Stage::Normalize)?.release()?;
        release.findings = validated.records("findings")?;
        let progress = Progress::new(Detail::Default);
        progress.stage("publishing");
        let change = publish(&release, &self.out)?;
        drop(progress);
        output::report_line(&output_line(&self.out, change));
        Ok(Outcome::Success)
    }
}
