//! Publishes and is interrupted: the tests start it as a process of its own.
//!
//! `interrupted repeat FOLDER` publishes two releases in turn until it is killed. `interrupted stop Exchanges|Renames
//! NUMBER FOLDER` publishes one release and ends the process at the file system call with that number.

#[path = "../tests/common/mod.rs"]
mod common;

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use annals_publish::fault_injection::Call;
use common::interruption::{ActAt, STOPPED, System, publish};

#[expect(clippy::disallowed_methods, reason = "this is a command")]
fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["repeat", folder] => repeat(Path::new(folder)),
        ["stop", system, number, folder] => stop(system, number, Path::new(folder)),
        _ => {
            eprintln!("usage: interrupted repeat FOLDER | stop Exchanges|Renames NUMBER FOLDER");
            ExitCode::from(2)
        }
    }
}

fn repeat(folder: &Path) -> ExitCode {
    loop {
        for count in common::REPEATED {
            if let Err(error) = annals_publish::write(&common::release(count), folder) {
                eprintln!("error: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
}

fn stop(system: &str, number: &str, folder: &Path) -> ExitCode {
    let system = if system == "Renames" { System::Renames } else { System::Exchanges };
    let act = |_, call, path: &Path| {
        if call == Call::Write {
            leave_partial_write(path)?;
        }
        // The process ends without running destructors: the system alone releases locks and files.
        std::process::exit(STOPPED)
    };
    let Ok(number) = number.parse() else { return ExitCode::from(2) };
    match publish(folder, &ActAt::new(system, number, act)) {
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes a part of the data, as the system may do before it fails.
fn leave_partial_write(path: &Path) -> io::Result<()> {
    fs::File::options().append(true).open(path)?.write_all(b"partial")
}
