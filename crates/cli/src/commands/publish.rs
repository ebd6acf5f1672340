//! `annals publish`: rows and findings → CSV, JSON, data package and codebook.

use std::path::PathBuf;

use clap::Args;

use crate::failure::{Failure, Outcome};
use crate::options::{Detail, WorkFolder};
use crate::output;
use crate::progress::Progress;
use crate::publish::publish;
use crate::summary::written;
use crate::work::{Stage, Work};

/// Stage 4: the datasets, written whole or not at all.
#[derive(Args)]
pub(crate) struct Publish {
    #[command(flatten)]
    work: WorkFolder,
    /// Folder to write the datasets to. It is replaced as a whole, or not at all.
    #[arg(long, value_name = "DIR", default_value = "processed")]
    out: PathBuf,
}

impl Publish {
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        let work = Work(&self.work.work);
        let validated = work.read(Stage::Validate)?;
        let mut release = work.read(Stage::Normalize)?.release()?;
        release.findings = validated.records("findings")?;
        let progress = Progress::new(Detail::Usual);
        progress.stage("publishing");
        let change = publish(&release, &self.out)?;
        drop(progress);
        output::say(&written(&self.out, change));
        Ok(Outcome::Fine)
    }
}
