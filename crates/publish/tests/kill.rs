//! A run killed at any moment leaves a whole release.

#![allow(clippy::unwrap_used, reason = "a test stops at what surprises it")]

mod common;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use annals_publish::write;
use serde_json::Value;
use sha2::{Digest, Sha256};

const SIZES: [usize; 2] = [40, 300];

/// The process that [`a_kill_leaves_a_whole_release`] starts and kills; without its file it is over
/// at once.
#[test]
fn publishes_until_killed() {
    while Path::new("go-on").exists() {
        for size in SIZES {
            write(&common::release(size), Path::new("out")).unwrap();
        }
    }
}

/// How many articles the release has, all of whose files are as the package says.
fn whole_release(folder: &Path) -> usize {
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let package: Value = serde_json::from_slice(&read("datapackage.json")).unwrap();
    for resource in package["resources"].as_array().unwrap() {
        let hash = Sha256::digest(read(resource["path"].as_str().unwrap()));
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(resource["hash"], format!("sha256:{hash}"), "{}", resource["path"]);
    }
    assert!(folder.join("CODEBOOK.md").exists());
    let articles: Vec<Value> = serde_json::from_slice(&read("articles.json")).unwrap();
    articles.len()
}

#[test]
fn a_kill_leaves_a_whole_release() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("out");
    std::fs::write(place.path().join("go-on"), "").unwrap();
    write(&common::release(SIZES[0]), &folder).unwrap();
    for delay in 0..24 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "publishes_until_killed", "--test-threads", "1"])
            .current_dir(place.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(20 + delay * 7));
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(SIZES.contains(&whole_release(&folder)));
    }
    write(&common::release(7), &folder).unwrap();
    assert_eq!(whole_release(&folder), 7);
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 2, "nothing is left beside the folder");
}
