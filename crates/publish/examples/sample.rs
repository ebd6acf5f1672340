//! Publishes a release of invented records as sample data for other programs:
//! `cargo run -p annals-publish --example sample -- FOLDER [ARTICLES]`.

#[path = "../tests/common/mod.rs"]
mod common;

use std::process::ExitCode;

#[expect(clippy::disallowed_methods, reason = "this is a command")]
fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "sample".to_owned());
    let count = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(40);
    match annals_publish::write(&common::release(count), folder.as_ref()) {
        Ok(published) => {
            println!("{:?}: {} files in {}", published.change, published.files.len(), folder);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
