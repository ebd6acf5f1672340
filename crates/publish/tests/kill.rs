//! A run killed at any moment leaves a whole release.

#![allow(clippy::unwrap_used, reason = "a test stops at what surprises it")]

mod common;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use annals_publish::write;
use common::whole_release;

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
