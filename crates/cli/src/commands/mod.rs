//! The subcommands, one module each.

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

use clap::{CommandFactory as _, Parser, Subcommand};

use crate::failure::{Failure, Outcome};

/// Extracts datasets of events, people and quotations from a folder of newspaper articles.
///
/// Every row can be traced to the quotes that it was extracted from.
#[derive(Parser)]
#[command(
    name = "annals",
    version,
    propagate_version = true,
    max_term_width = 100,
    arg_required_else_help = true,
    after_help = "Examples:\n  \
        annals pipeline                    Process raw/ and write the datasets to processed/\n  \
        annals check raw/some-article.md   Show what is extracted from an article\n  \
        annals trace ID                    Show the evidence of a row or a finding\n\n\
        Exit status: 0 success, 1 open errors in the input, 2 the command could not run.\n\
        Data is written to standard output, reports to standard error."
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
    /// Runs the subcommand.
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
            Command::Completions(command) => command.run(&mut Self::command()),
        }
    }
}
