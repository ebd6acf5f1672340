//! A run that is killed leaves the old release or the new one, whole, and the next run ends well.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what surprises it")]

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use sha2::{Digest, Sha256};

/// How many runs are killed, each at a moment of its own.
const KILLS: usize = 100;
/// What the moments follow from; another one gives others.
const SEED: u64 = 0x5eed_fa11;

/// Shares of the time that a run takes, from none of it to a little more than all.
struct Moments(u64);

impl Moments {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let share = f64::from(u32::try_from(self.0 >> 32).unwrap()) / f64::from(u32::MAX);
        share * 1.2
    }
}

fn pipeline(program: &Path, place: &Path, raw: &str) -> Command {
    let mut command = Command::new(program);
    command.args(["pipeline", "--quiet", "--raw", raw, "--out", "processed"]).current_dir(place);
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

fn corpus(place: &Path, name: &str, count: usize) {
    std::fs::create_dir(place.join(name)).unwrap();
    for number in 0..count {
        std::fs::write(place.join(name).join(format!("{name}-{number:03}.md")), article(number)).unwrap();
    }
}

/// The name that the articles of a release begin with; all its files are as its package says.
fn whole(folder: &Path) -> String {
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
    let of =
        |row: &serde_json::Value| row["article_id"].as_str().unwrap().split('-').next().unwrap().to_owned();
    let name = of(&articles[0]);
    assert!(articles.iter().chain(&claims).all(|row| of(row) == name), "articles of two releases");
    name
}

/// Names and bytes of the files of a folder.
fn contents(folder: &Path) -> Vec<(OsString, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name(), std::fs::read(entry.path()).unwrap())).collect()
}

#[test]
fn a_kill_at_any_moment_leaves_a_whole_release() {
    let program = Path::new(env!("CARGO_BIN_EXE_annals"));
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    corpus(place, "old", 3);
    corpus(place, "new", 40);
    let processed = place.join("processed");
    assert!(pipeline(program, place, "old").status().unwrap().success());
    assert_eq!(whole(&processed), "old");
    let old = contents(&processed);
    let began = Instant::now();
    assert!(pipeline(program, place, "new").status().unwrap().success());
    assert_eq!(whole(&processed), "new");
    let takes = began.elapsed();

    let mut kept = 0;
    println!("{KILLS} moments of seed {SEED:#x}");
    let mut moments = Moments(SEED);
    for _ in 0..KILLS {
        // What a run for the old articles would do.
        std::fs::remove_dir_all(&processed).unwrap();
        std::fs::create_dir(&processed).unwrap();
        for (name, bytes) in &old {
            std::fs::write(processed.join(name), bytes).unwrap();
        }
        let mut child = pipeline(program, place, "new").spawn().unwrap();
        std::thread::sleep(takes.mul_f64(moments.next()));
        child.kill().unwrap();
        child.wait().unwrap();
        kept += usize::from(whole(&processed) == "old");
    }
    println!("{kept} of {KILLS} runs were killed before their release was in place");
    assert!((1..KILLS).contains(&kept));
    assert!(pipeline(program, place, "new").status().unwrap().success());
    assert_eq!(whole(&processed), "new");
    let mut beside: Vec<_> =
        std::fs::read_dir(place).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    beside.sort();
    assert_eq!(beside, ["new", "old", "processed"], "a run cleans up after those that were killed");
}
