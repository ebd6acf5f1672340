//! The command `annals`: the stages in a row or one by one, and what people ask of an article.
//!
//! [`commands`] has a file for each subcommand; [`corpus`] runs the stages with progress and times,
//! [`work`] the folder in which single stages meet; [`findings`] and [`summary`] report.

#![forbid(unsafe_code)]

mod commands;
mod corpus;
mod failure;
mod findings;
mod lines;
mod options;
mod output;
mod progress;
mod publish;
mod records;
mod rows;
mod stage_times;
mod suggest;
mod summary;
mod work;

use std::process::ExitCode;

use clap::Parser;

use commands::Cli;
use failure::{Failure, Outcome};

/// Rows are many small texts, which most systems' allocators take and give back slowly.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Nobody is left to be told that printing failed.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { Failure::STATUS } else { 0 });
        }
    };
    match cli.run() {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Failing) => ExitCode::FAILURE,
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            output::say(&format!(
                "annals: {}: {}",
                output::ERROR.paint("error"),
                output::neutral(&failure.to_string())
            ));
            ExitCode::from(Failure::STATUS)
        }
    }
}
