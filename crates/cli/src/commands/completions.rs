//! `annals completions`: completions for a shell.

use std::io::Write as _;

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use crate::commands::Cli;
use crate::failure::{Failure, Outcome};
use crate::output;

/// Prints completions for a shell.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals completions bash > ~/.local/share/bash-completion/completions/annals"
)]
pub(crate) struct Completions {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        // Into memory first: clap_complete panics where it cannot write.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "annals", &mut script);
        let mut out = output::data();
        out.write_all(&script).and_then(|()| out.flush()).map_err(Failure::Output)?;
        Ok(Outcome::Fine)
    }
}
