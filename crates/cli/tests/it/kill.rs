//! A run that is killed leaves the old or the new release, complete, and the next run succeeds.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use sha2::{Digest, Sha256};

/// The number of runs that are killed, each after a different delay.
const KILLS: usize = 100;
/// The seed of the delays.
const SEED: u64 = 0x5eed_fa11;

/// Pseudo-random delays as a share of the duration of a run, from 0 to 1.2.
struct Delays(u64);

impl Delays {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let share = f64::from(u32::try_from(self.0 >> 32).unwrap()) / f64::from(u32::MAX);
        share * 1.2
    }
}

fn pipeline(program: &Path, workspace: &Path, raw: &str) -> Command {
    let mut command = Command::new(program);
    command.args(["pipeline", "--quiet", "--raw", raw, "--out", "processed"]).current_dir(workspace);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn article(number: usize) -> String {
    let mut text = String::from("---\npublished: 1999-05-01\nlanguage: en\n---\n");
    for paragraph in 0..12 {
        let (day, year) = (1 + (number + paragraph) % 28, 1850 + (number * 7 + paragraph) % 120);
        write!(
            text,
            "\nOn March {day}, {year}, the Quarry Union was founded for the {number}th valley. Captain Ulla Berg \
             said: \"We waited for this day.\" More than {year} workers came on April {day}, {year}.\n"
        )
        .unwrap();
    }
    text
}

fn corpus(workspace: &Path, name: &str, count: usize) {
    std::fs::create_dir(workspace.join(name)).unwrap();
    for number in 0..count {
        std::fs::write(workspace.join(name).join(format!("{name}-{number:03}.md")), article(number)).unwrap();
    }
}

/// Returns the name prefix of the articles of a release, after checking its files against the hashes of the package.
fn complete_release(folder: &Path) -> String {
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let package: serde_json::Value = serde_json::from_slice(&read("datapackage.json")).unwrap();
    let resources = package["resources"].as_array().unwrap();
    assert!(!resources.is_empty());
    for resource in resources {
        let path = resource["path"].as_str().unwrap();
        let hash: String = Sha256::digest(read(path)).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(resource["hash"], format!("sha256:{hash}"), "{path}");
    }
    assert!(folder.join("CODEBOOK.md").is_file());
    let claims: Vec<serde_json::Value> = serde_json::from_slice(&read("claims.json")).unwrap();
    assert!(!claims.is_empty());
    let articles: Vec<serde_json::Value> = serde_json::from_slice(&read("articles.json")).unwrap();
    let prefix =
        |row: &serde_json::Value| row["article_id"].as_str().unwrap().split('-').next().unwrap().to_owned();
    let name = prefix(&articles[0]);
    assert!(articles.iter().chain(&claims).all(|row| prefix(row) == name), "articles of two releases");
    name
}

/// Returns names and bytes of the files of a folder.
fn contents(folder: &Path) -> Vec<(OsString, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name(), std::fs::read(entry.path()).unwrap())).collect()
}

#[test]
fn a_kill_at_any_time_leaves_a_complete_release() {
    let program = Path::new(env!("CARGO_BIN_EXE_annals"));
    let workspace = tempfile::tempdir().unwrap();
    let workspace = workspace.path();
    corpus(workspace, "old", 3);
    corpus(workspace, "new", 40);
    let processed = workspace.join("processed");
    assert!(pipeline(program, workspace, "old").status().unwrap().success());
    assert_eq!(complete_release(&processed), "old");
    let old = contents(&processed);
    let start = Instant::now();
    assert!(pipeline(program, workspace, "new").status().unwrap().success());
    assert_eq!(complete_release(&processed), "new");
    let duration = start.elapsed();

    let mut kept = 0;
    println!("{KILLS} delays of seed {SEED:#x}");
    let mut delays = Delays(SEED);
    for _ in 0..KILLS {
        // Restores the old release.
        std::fs::remove_dir_all(&processed).unwrap();
        std::fs::create_dir(&processed).unwrap();
        for (name, bytes) in &old {
            std::fs::write(processed.join(name), bytes).unwrap();
        }
        let mut child = pipeline(program, workspace, "new").spawn().unwrap();
        std::thread::sleep(duration.mul_f64(delays.next()));
        child.kill().unwrap();
        child.wait().unwrap();
        kept += usize::from(complete_release(&processed) == "old");
    }
    println!("{kept} of {KILLS} runs were killed before their release was in place");
    assert!((1..KILLS).contains(&kept));
    assert!(pipeline(program, workspace, "new").status().unwrap().success());
    assert_eq!(complete_release(&processed), "new");
    let mut siblings: Vec<_> =
        std::fs::read_dir(workspace).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    siblings.sort();
    assert_eq!(siblings, ["new", "old", "processed"], "a run cleans up after killed runs");
}
