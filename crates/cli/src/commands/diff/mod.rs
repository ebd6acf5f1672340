//! `annals diff`: the differences between two releases.

mod changes;
mod format_values;
mod markdown;
mod release_files;
mod text;

use std::io::Write as _;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::failure::{Failure, Outcome};
use crate::report::output;

/// Compares two releases: rows added, removed and changed, and changed verdicts.
///
/// Input: two output folders. Output: the changes on standard output. A row of which only the span has changed counts
/// as `moved`. In JSON, removed rows have the change `gone`.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    annals diff old/processed processed\n  \
    annals diff old/processed processed --format markdown > comment.md\n\n\
    Exit status: 0 success, whether or not there are differences, 2 the command could not run.")]
pub(crate) struct Diff {
    /// Folder of the old release.
    #[arg(value_name = "OLD")]
    old: PathBuf,

    /// Folder of the new release.
    #[arg(value_name = "NEW")]
    new: PathBuf,

    /// Format of the output: `text`, `markdown`, or `json` with one change per line.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,

    /// Show all changes.
    #[arg(long, short)]
    verbose: bool,
}

/// The format of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Markdown,
    Json,
}

/// The number of changes of each type and dataset shown without `--verbose`.
const MAX_CHANGES: usize = 20;

impl Diff {
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        let (old, new) = (release_files::read(&self.old)?, release_files::read(&self.new)?);
        let datasets = changes::between(&old, &new);
        let limit = if self.verbose { usize::MAX } else { MAX_CHANGES };
        match self.format {
            Format::Text => {
                let mut out = output::styled();
                out.write_all(text::format(&datasets, limit).as_bytes()).map_err(Failure::Output)?;
                out.flush().map_err(Failure::Output)?;
            }
            Format::Markdown => {
                let mut out = output::data();
                out.write_all(markdown::format(&datasets, limit).as_bytes()).map_err(Failure::Output)?;
                out.flush().map_err(Failure::Output)?;
            }
            Format::Json => {
                let mut out = output::data();
                for record in datasets.iter().flat_map(|changes| changes.records()) {
                    output::json_line(&mut out, &record)?;
                }
                out.flush().map_err(Failure::Output)?;
            }
        }
        Ok(Outcome::Success)
    }
}
