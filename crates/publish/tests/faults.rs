//! Faults at every file system call of a run: the process ends, the call fails, a folder is removed. Each leaves the
//! earlier release or the new one, the error states which, and the next run succeeds.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod common;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, SystemTime};

use annals_publish::fault_injection::{Call, Hook, write_with_hook};
use annals_publish::{Change, FolderState, NotPublished, Published, write};
use common::interruption::{ActAt, NEW, STOPPED, System, publish};
use common::{complete_release, interrupted};

/// The number of articles in the earlier release.
const OLD: usize = 3;

/// Returns a folder `out`, optionally with the earlier release.
fn output_folder(with_release: bool) -> (tempfile::TempDir, PathBuf) {
    // Thousands of runs sync their files: a file system in memory is faster.
    let memory = tempfile::tempdir_in("/dev/shm");
    let parent = memory.or_else(|_| tempfile::tempdir()).unwrap();
    let folder = parent.path().join("out");
    if with_release {
        write(&common::release(OLD), &folder).unwrap();
    }
    (parent, folder)
}

/// Returns the number of articles in the folder's release.
fn articles_in(folder: &Path) -> Option<usize> {
    folder.exists().then(|| complete_release(folder))
}

/// Checks that the next run succeeds and leaves no siblings of the folder.
fn next_run_succeeds(folder: &Path) {
    write(&common::release(NEW), folder).unwrap();
    assert_eq!(articles_in(folder), Some(NEW));
    let beside: Vec<_> = fs::read_dir(folder.parent().unwrap()).unwrap().collect();
    assert_eq!(beside.len(), 1, "no sibling of the folder is left: {beside:?}");
}

/// Stops the process at each call in turn.
fn stop_at_every_call(system: System, with_release: bool) {
    let (mut before, mut after) = (0, 0);
    for number in 0.. {
        let (parent, folder) = output_folder(with_release);
        let child = interrupted()
            .args(["stop", &format!("{system:?}"), &number.to_string()])
            .arg(&folder)
            .stdout(Stdio::null())
            .status()
            .unwrap();
        if child.success() {
            assert_eq!(articles_in(&folder), Some(NEW));
            break;
        }
        assert_eq!(child.code(), Some(STOPPED), "at call {number}");
        let aside = parent.path().join(".out.old");
        let found = articles_in(&folder).or_else(|| {
            // The folder is missing only between two renames.
            assert!(!with_release || system == System::Renames, "at call {number}");
            articles_in(&aside)
        });
        match found {
            Some(NEW) => after += 1,
            found => {
                assert_eq!(found, with_release.then_some(OLD), "at call {number}");
                before += 1;
            }
        }
        next_run_succeeds(&folder);
    }
    println!("{system:?}: stopped at {before} calls before the new release was in place, at {after} after");
    assert!(before > 100 && after > 2, "{before} {after}");
}

#[test]
fn a_process_that_ends_at_any_call() {
    stop_at_every_call(System::Exchanges, true);
}

#[test]
fn a_process_that_ends_at_any_call_where_folders_are_renamed() {
    stop_at_every_call(System::Renames, true);
}

#[test]
fn a_first_run_that_ends_at_any_call() {
    stop_at_every_call(System::Exchanges, false);
}

/// Runs with a fault at each call in turn, until a run has no call with that number, and checks each result.
fn at_every_call<F: Fn(usize, Call, &Path) -> io::Result<()> + Sync>(
    act: impl Fn(&Path) -> F,
    check: impl Fn(&Path, usize, Result<Published, NotPublished>),
) {
    let cases = [(System::Exchanges, true), (System::Exchanges, false), (System::Renames, true)];
    for (system, with_release) in cases {
        for number in 0.. {
            let (_parent, folder) = output_folder(with_release);
            let hook = ActAt::new(system, number, act(&folder));
            let result = publish(&folder, &hook);
            if number >= hook.calls.into_inner() {
                assert!(result.is_ok());
                break;
            }
            check(&folder, number, result);
        }
    }
}

/// Checks that the error describes the state of the folder.
fn check_state(folder: &Path, number: usize, error: &NotPublished) {
    let message = error.to_string();
    match &error.state {
        FolderState::Unchanged => {
            assert_eq!(articles_in(folder), Some(OLD), "{number}: {message}");
            assert!(message.ends_with("out` is unchanged"), "{message}");
        }
        FolderState::MovedTo(aside) => {
            assert_eq!((articles_in(folder), articles_in(aside)), (None, Some(OLD)), "{number}: {message}");
            assert!(message.contains(".out.old`, the next run"), "{message}");
        }
        FolderState::New => {
            assert_eq!(articles_in(folder), Some(NEW), "{number}: {message}");
            assert!(message.ends_with("out` contains the new release"), "{message}");
        }
        FolderState::Missing => {
            assert_eq!(articles_in(folder), None, "{number}: {message}");
            assert!(message.ends_with("out` does not exist"), "{message}");
        }
    }
}

#[test]
fn a_call_that_fails() {
    for failing in [1, usize::MAX] {
        let act = |_: &Path| {
            move |since: usize, _: Call, _: &Path| match since < failing {
                true => Err(io::Error::from(io::ErrorKind::StorageFull)),
                false => Ok(()),
            }
        };
        at_every_call(act, |folder, number, result| {
            match &result {
                Ok(_) => assert_eq!(articles_in(folder), Some(NEW), "{number}"),
                // If the file system cannot be read, the run can only report that it changed nothing.
                Err(error) if !folder.exists() && error.state == FolderState::Unchanged => {
                    assert!(failing > 1)
                }
                Err(error) => check_state(folder, number, error),
            }
            next_run_succeeds(folder);
        });
    }
}

#[test]
fn a_folder_removed_in_the_middle() {
    let remove = |folder: &Path| {
        let folder = folder.to_owned();
        move |since: usize, _: Call, _: &Path| {
            if since == 0 && folder.exists() {
                fs::remove_dir_all(&folder)?;
            }
            Ok(())
        }
    };
    at_every_call(remove, |folder, number, result| {
        if let Err(error) = &result {
            check_state(folder, number, error);
        }
        assert!(articles_in(folder).is_none_or(|articles| articles == NEW), "{number}");
        next_run_succeeds(folder);
    });
}

#[test]
fn the_folder_around_removed_in_the_middle() {
    let remove = |folder: &Path| {
        let around = folder.parent().unwrap().to_owned();
        move |since: usize, _: Call, _: &Path| {
            if since == 0 && around.exists() {
                fs::remove_dir_all(&around)?;
            }
            Ok(())
        }
    };
    at_every_call(remove, |folder, number, result| {
        match &result {
            Ok(_) => assert!(articles_in(folder).is_none_or(|articles| articles == NEW), "{number}"),
            Err(error) => check_state(folder, number, error),
        }
        next_run_succeeds(folder);
    });
}

/// Blocks a run until another one waits.
struct BlockUntilWaiting(mpsc::SyncSender<()>, std::sync::Mutex<mpsc::Receiver<()>>);

impl Hook for BlockUntilWaiting {
    fn before(&self, call: Call, _: &Path) -> io::Result<()> {
        if call == Call::Exchange || call == Call::Rename {
            self.0.send(()).unwrap();
            self.1.lock().unwrap().recv().unwrap();
        }
        Ok(())
    }
}

/// Counts the waits of a run.
struct CountWaits(mpsc::SyncSender<()>, AtomicUsize);

impl Hook for CountWaits {
    fn waits(&self, folder: &Path) {
        assert!(folder.ends_with("out"));
        self.1.fetch_add(1, Ordering::SeqCst);
        self.0.send(()).unwrap();
    }
}

#[test]
fn a_second_run_reports_that_it_waits() {
    let (_parent, folder) = output_folder(false);
    let (arrived, arrives) = mpsc::sync_channel(1);
    let (waited, waits) = mpsc::sync_channel(1);
    let blocked = BlockUntilWaiting(arrived, std::sync::Mutex::new(waits));
    let waiting = CountWaits(waited, AtomicUsize::new(0));
    std::thread::scope(|scope| {
        let first = scope.spawn(|| write_with_hook(&common::release(OLD), &folder, &blocked).unwrap());
        arrives.recv().unwrap();
        assert_eq!(
            write_with_hook(&common::release(NEW), &folder, &waiting).unwrap().change,
            Change::Replaced
        );
        assert_eq!(first.join().unwrap().change, Change::Created);
    });
    assert_eq!(waiting.1.into_inner(), 1);
    next_run_succeeds(&folder);
}

/// The system holds the lock, not the file: a leftover lock file does not block, whatever its age.
#[test]
fn leftover_files_of_any_age_do_not_block() {
    let day = Duration::from_secs(86_400);
    for time in [SystemTime::UNIX_EPOCH + day, SystemTime::UNIX_EPOCH + day * 50_000] {
        let (parent, folder) = output_folder(true);
        let written: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        let left = [".out.lock", ".out.new/claims.csv", ".out.old/claims.csv"];
        let left = left.map(|name| parent.path().join(name));
        for path in &left {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "left").unwrap();
        }
        for path in written.iter().chain(&left) {
            fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
        }
        assert_eq!(write(&common::release(OLD), &folder).unwrap().change, Change::Unchanged);
        assert_eq!(write(&common::release(NEW), &folder).unwrap().change, Change::Replaced);
        next_run_succeeds(&folder);
    }
}

/// The hook sees all calls: only disk.rs calls the file system.
#[test]
fn all_file_system_calls_are_in_one_file() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(sources).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "rs") || path.ends_with("disk.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for call in
            ["fs::", "File::open", "File::create", ".sync_all", ".exists()", ".is_dir()", ".metadata()"]
        {
            let text = text.replace("std::fs::File", "");
            assert!(!text.contains(call), "{}: {call}", path.display());
        }
    }
}
