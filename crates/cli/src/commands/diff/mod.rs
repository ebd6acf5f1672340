//! `annals diff`: what one release says and another does not.

mod changes;
mod load;
mod markdown;
mod text;
mod words;

use std::io::Write as _;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::failure::{Failure, Outcome};
use crate::output;

/// Compares two releases: rows added, gone and changed, and verdicts that turned.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    annals diff old/processed processed\n  \
    annals diff old/processed processed --format markdown > comment.md\n\n\
    A row whose words only stand at another place of their file by now has `moved`.")]
pub(crate) struct Diff {
    /// Folder of the release from before.
    #[arg(value_name = "OLD")]
    old: PathBuf,

    /// Folder of the release to compare with it.
    #[arg(value_name = "NEW")]
    new: PathBuf,

    /// How to tell the changes: `text` or `markdown` for people, `json` for programs, one change a line.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Form::Text)]
    format: Form,

    /// Tell every change, however many there are.
    #[arg(long, short)]
    verbose: bool,
}

/// A form of telling changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    Text,
    Markdown,
    Json,
}

/// Changes of one sort in one dataset that are told where not all are asked for.
const TOLD: usize = 20;

impl Diff {
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        let (old, new) = (load::release(&self.old)?, load::release(&self.new)?);
        let datasets = changes::between(&old, &new);
        let most = if self.verbose { usize::MAX } else { TOLD };
        match self.format {
            Form::Text => {
                let mut out = output::page();
                out.write_all(text::page(&datasets, most).as_bytes()).map_err(Failure::Output)?;
                out.flush().map_err(Failure::Output)?;
            }
            Form::Markdown => {
                let mut out = output::data();
                out.write_all(markdown::page(&datasets, most).as_bytes()).map_err(Failure::Output)?;
                out.flush().map_err(Failure::Output)?;
            }
            Form::Json => {
                let mut out = output::data();
                for record in datasets.iter().flat_map(|changes| changes.told()) {
                    output::json_line(&mut out, &record)?;
                }
                out.flush().map_err(Failure::Output)?;
            }
        }
        Ok(Outcome::Fine)
    }
}
