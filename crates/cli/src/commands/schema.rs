//! `annals schema`: JSON Schemas of the datasets.

use std::io::Write as _;

use annals_model::Dataset;
use clap::Args;

use crate::failure::{Failure, Outcome};
use crate::report::output;
use crate::suggestions;

/// Prints the JSON Schema of the records of a dataset, or the list of datasets, to standard output.
#[derive(Args)]
#[command(after_help = "Examples:\n  annals schema\n  annals schema claims > claims.schema.json\n\n\
    Exit status: 0 success, 2 unknown dataset or the command could not run.")]
pub(crate) struct Schema {
    /// Name of a dataset. Without it, all datasets are listed.
    dataset: Option<String>,
}

impl Schema {
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        let mut out = output::data();
        match self.dataset {
            Some(name) => {
                let Some(dataset) = Dataset::ALL.into_iter().find(|dataset| dataset.name() == name) else {
                    let similar = suggestions::similar(&name, Dataset::ALL.map(Dataset::name));
                    return Err(Failure::Unknown { what: "dataset", name, similar });
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
        Ok(Outcome::Success)
    }
}
