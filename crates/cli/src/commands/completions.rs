//! `annals completions`: shell completions.

use std::io::Write as _;

use clap::Args;
use clap_complete::Shell;

use crate::failure::{Failure, Outcome};
use crate::report::output;

/// Prints the completion script of a shell to standard output.
#[derive(Args)]
#[command(after_help = "Example:\n  \
    annals completions bash > ~/.local/share/bash-completion/completions/annals\n\n\
    Exit status: 0 success, 2 the command could not run.")]
pub(crate) struct Completions {
    /// Name of the shell.
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    /// Prints the completions of `command`.
    pub(crate) fn run(self, command: &mut clap::Command) -> Result<Outcome, Failure> {
        // Into memory first: clap_complete panics on write errors.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, command, "annals", &mut script);
        let mut out = output::data();
        out.write_all(&script).and_then(|()| out.flush()).map_err(Failure::Output)?;
        Ok(Outcome::Success)
    }
}
