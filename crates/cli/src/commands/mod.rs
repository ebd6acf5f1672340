//! The subcommands, each in a file of its own.

mod check;
mod completions;
mod dates;
mod diff;
mod explain;
mod ingest;
mod normalize;
mod pipeline;
mod publish;
mod schema;
mod trace;
mod validate;

use clap::{Parser, Subcommand};

use crate::failure::{Failure, Outcome};

/// Turns a folder of articles into datasets whose every row can be traced to the words it was
/// read from.
#[derive(Parser)]
#[command(
    name = "annals",
    version,
    propagate_version = true,
    max_term_width = 100,
    arg_required_else_help = true,
    after_help = "Examples:\n  \
        annals pipeline                    raw/ and knowledge/ → processed/\n  \
        annals check raw/some-article.md   what is read in one article, under its own lines\n  \
        annals trace ID                    what a row or a finding rests on\n\n\
        Exit status: 0 fine, 1 findings that count as failures, 2 could not run.\n\
        Data goes to standard output, reports for people to standard error."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Pipeline(pipeline::Pipeline),
    Ingest(ingest::Ingest),
    Normalize(normalize::Normalize),
    Validate(validate::Validate),
    Publish(publish::Publish),
    Check(check::Check),
    Dates(dates::Dates),
    Explain(explain::Explain),
    Trace(trace::Trace),
    Diff(diff::Diff),
    Schema(schema::Schema),
    Completions(completions::Completions),
}

impl Cli {
    /// Does what was asked.
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        match self.command {
            Command::Pipeline(command) => command.run(),
            Command::Ingest(command) => command.run(),
            Command::Normalize(command) => command.run(),
            Command::Validate(command) => command.run(),
            Command::Publish(command) => command.run(),
            Command::Check(command) => command.run(),
            Command::Dates(command) => command.run(),
            Command::Explain(command) => command.run(),
            Command::Trace(command) => command.run(),
            Command::Diff(command) => command.run(),
            Command::Schema(command) => command.run(),
            Command::Completions(command) => command.run(),
        }
    }
}
