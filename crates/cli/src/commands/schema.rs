//! `annals schema`: the contract with those who use the datasets.

use std::io::Write as _;

use annals_model::Dataset;
use clap::Args;

use crate::failure::{Failure, Outcome};
use crate::output;
use crate::suggest;

/// Prints the JSON Schema of a dataset's records, or the datasets.
#[derive(Args)]
#[command(after_help = "Examples:\n  annals schema\n  annals schema claims > claims.schema.json")]
pub(crate) struct Schema {
    /// A dataset; without one, all of them are listed.
    dataset: Option<String>,
}

impl Schema {
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        let mut out = output::data();
        match self.dataset {
            Some(name) => {
                let Some(dataset) = Dataset::ALL.into_iter().find(|dataset| dataset.name() == name) else {
                    let near = suggest::near(&name, Dataset::ALL.map(Dataset::name));
                    return Err(Failure::Unknown { what: "the dataset", name, near });
                };
                writeln!(out, "{}", dataset.schema().trim_end()).map_err(Failure::Output)?;
            }
            None => {
                for dataset in Dataset::ALL {
                    writeln!(out, "{}", dataset.name()).map_err(Failure::Output)?;
                }
            }
        }
        out.flush().map_err(Failure::Output)?;
        Ok(Outcome::Fine)
    }
}
