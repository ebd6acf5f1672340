//! A run that is killed at any time leaves a complete release.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::process::Stdio;
use std::time::Duration;

use annals_publish::write;
use common::{REPEATED, complete_release, interrupted};

#[test]
fn a_kill_leaves_a_complete_release() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("out");
    write(&common::release(REPEATED[0]), &folder).unwrap();
    for delay in 0..24 {
        let mut child = interrupted()
            .arg("repeat")
            .arg(&folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(20 + delay * 7));
        assert!(child.try_wait().unwrap().is_none(), "the process has to run until it is killed");
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(REPEATED.contains(&complete_release(&folder)));
    }
    write(&common::release(7), &folder).unwrap();
    assert_eq!(complete_release(&folder), 7);
    assert_eq!(std::fs::read_dir(parent.path()).unwrap().count(), 1, "no sibling of the folder is left");
}
