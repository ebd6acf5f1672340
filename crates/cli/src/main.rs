//! The command `annals`.
//!
//! [`commands`] has a file for each subcommand and [`options`] what they share. [`staged_run`] runs the stages with
//! progress and times, [`work_folder`] stores their results between subcommands, [`sources`] locates quotes in the
//! files of the articles, and [`report`] prints.

#![forbid(unsafe_code)]

mod bounded_lines;
mod commands;
mod failure;
mod options;
mod output_folder;
mod report;
mod sources;
mod stage_times;
mod staged_run;
mod suggestions;
mod work_folder;

use std::process::ExitCode;

use clap::Parser;

use commands::Cli;
use failure::{Failure, Outcome};
use report::output;

/// Rows are many small strings. mimalloc allocates and frees them faster than most system allocators.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // An error of printing cannot be printed either.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { Failure::STATUS } else { 0 });
        }
    };
    match cli.run() {
        Ok(Outcome::Success) => ExitCode::SUCCESS,
        Ok(Outcome::OpenErrors) => ExitCode::FAILURE,
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            output::report_line(&format!(
                "annals: {}: {}",
                output::ERROR.paint("error"),
                output::neutral(&failure.to_string())
            ));
            ExitCode::from(Failure::STATUS)
        }
    }
}
