//! Every call that publishing makes on the file system: a run that ends there, a call that fails, a folder that goes.
//! Each leaves the earlier release or the new one, the error says which, and the next run ends well.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what surprises it")]

mod common;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, SystemTime};

use annals_publish::{Call, Change, Holds, NotPublished, Published, Watch, write, write_watched};
use common::whole_release;

const OLD: usize = 3;
const NEW: usize = 4;
/// With which status the child ends that is to be cut off.
const CUT: i32 = 77;

/// Whether the system exchanges two folders in one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum System {
    Exchanges,
    Renames,
}

/// Does something at the call of this number, the first being 0.
struct At<F> {
    system: System,
    number: usize,
    calls: AtomicUsize,
    act: F,
}

impl<F: Fn(usize, Call, &Path) -> io::Result<()> + Sync> Watch for At<F> {
    fn before(&self, call: Call, path: &Path) -> io::Result<()> {
        let made = self.calls.fetch_add(1, Ordering::SeqCst);
        if made >= self.number {
            (self.act)(made - self.number, call, path)?;
        }
        if call == Call::Exchange && self.system == System::Renames {
            return Err(io::ErrorKind::Unsupported.into());
        }
        Ok(())
    }
}

/// Publishes the new release, whose calls are always in the same order.
fn publish(folder: &Path, watch: &dyn Watch) -> Result<Published, NotPublished> {
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    alone.install(|| write_watched(&common::release(NEW), folder, watch))
}

/// A folder `out` with the earlier release, or without any.
fn place(with_release: bool) -> (tempfile::TempDir, PathBuf) {
    // Thousands of runs force their files to the disk, for which one in memory is as good.
    let memory = tempfile::tempdir_in("/dev/shm");
    let place = memory.or_else(|_| tempfile::tempdir()).unwrap();
    let folder = place.path().join("out");
    if with_release {
        write(&common::release(OLD), &folder).unwrap();
    }
    (place, folder)
}

/// How large the release is that is in the folder.
fn held(folder: &Path) -> Option<usize> {
    folder.exists().then(|| whole_release(folder))
}

/// The next run ends well and leaves nothing but the release.
fn goes_on(folder: &Path) {
    write(&common::release(NEW), folder).unwrap();
    assert_eq!(held(folder), Some(NEW));
    let beside: Vec<_> = fs::read_dir(folder.parent().unwrap()).unwrap().collect();
    assert_eq!(beside.len(), 1, "nothing is left beside the folder: {beside:?}");
}

/// The file that tells a process where to stop.
const ORDERS: &str = "orders";

/// The process that [`a_run_cut_off_at_any_call`] starts; without its orders it is over at once.
#[test]
fn is_cut_off() {
    let Ok(orders) = fs::read_to_string(ORDERS) else { return };
    let [system, number, folder] = orders.splitn(3, ' ').collect::<Vec<_>>()[..] else { panic!("{orders}") };
    let system = if system == "Renames" { System::Renames } else { System::Exchanges };
    let act = |_, call, path: &Path| {
        if call == Call::Write {
            // The system may have taken a part of what was written.
            let torn = fs::File::options().append(true).open(path);
            io::Write::write_all(&mut torn.unwrap(), b"torn").unwrap();
        }
        // Neither locks nor files are given back but by the system.
        std::process::exit(CUT)
    };
    let watch = At { system, number: number.parse().unwrap(), calls: AtomicUsize::new(0), act };
    publish(Path::new(folder), &watch).unwrap();
}

fn cut_off_at_any_call(system: System, with_release: bool) {
    let (mut before, mut after) = (0, 0);
    for number in 0.. {
        let (place, folder) = place(with_release);
        let orders = tempfile::tempdir().unwrap();
        fs::write(orders.path().join(ORDERS), format!("{system:?} {number} {}", folder.display())).unwrap();
        let child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "is_cut_off", "--test-threads", "1"])
            .current_dir(orders.path())
            .stdout(Stdio::null())
            .status()
            .unwrap();
        if child.success() {
            assert_eq!(held(&folder), Some(NEW));
            break;
        }
        assert_eq!(child.code(), Some(CUT), "at call {number}");
        let aside = place.path().join(".out.old");
        let found = held(&folder).or_else(|| {
            // Only between two renames is there no folder.
            assert!(!with_release || system == System::Renames, "at call {number}");
            held(&aside)
        });
        match found {
            Some(NEW) => after += 1,
            found => {
                assert_eq!(found, with_release.then_some(OLD), "at call {number}");
                before += 1;
            }
        }
        goes_on(&folder);
    }
    println!("{system:?}: cut off at {before} calls before the new release was in place, at {after} after");
    assert!(before > 100 && after > 2, "{before} {after}");
}

#[test]
fn a_run_cut_off_at_any_call() {
    cut_off_at_any_call(System::Exchanges, true);
}

#[test]
fn a_run_cut_off_at_any_call_where_folders_are_renamed() {
    cut_off_at_any_call(System::Renames, true);
}

#[test]
fn a_first_run_cut_off_at_any_call() {
    cut_off_at_any_call(System::Exchanges, false);
}

/// Runs with a fault at each call in turn, until one has no such call, and looks at each end.
fn at_every_call<F: Fn(usize, Call, &Path) -> io::Result<()> + Sync>(
    act: impl Fn(&Path) -> F,
    look: impl Fn(&Path, usize, Result<Published, NotPublished>),
) {
    let scenes = [(System::Exchanges, true), (System::Exchanges, false), (System::Renames, true)];
    for (system, with_release) in scenes {
        for number in 0.. {
            let (_place, folder) = place(with_release);
            let watch = At { system, number, calls: AtomicUsize::new(0), act: act(&folder) };
            let end = publish(&folder, &watch);
            if number >= watch.calls.into_inner() {
                assert!(end.is_ok());
                break;
            }
            look(&folder, number, end);
        }
    }
}

/// The error and the folder say the same.
fn is_as_told(folder: &Path, number: usize, error: &NotPublished) {
    let told = error.to_string();
    match &error.holds {
        Holds::Before => {
            assert_eq!(held(folder), Some(OLD), "{number}: {told}");
            assert!(told.ends_with("out` is as it was"), "{told}");
        }
        Holds::BeforeAt(aside) => {
            assert_eq!((held(folder), held(aside)), (None, Some(OLD)), "{number}: {told}");
            assert!(told.contains(".out.old`, and the next run"), "{told}");
        }
        Holds::New => {
            assert_eq!(held(folder), Some(NEW), "{number}: {told}");
            assert!(told.ends_with("out` holds the new release"), "{told}");
        }
        Holds::Nothing => {
            assert_eq!(held(folder), None, "{number}: {told}");
            assert!(told.contains("there is no `"), "{told}");
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
        at_every_call(act, |folder, number, end| {
            match &end {
                Ok(_) => assert_eq!(held(folder), Some(NEW), "{number}"),
                // Who is not even told what is there can only say what he has not touched.
                Err(error) if !folder.exists() && error.holds == Holds::Before => assert!(failing > 1),
                Err(error) => is_as_told(folder, number, error),
            }
            goes_on(folder);
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
    at_every_call(remove, |folder, number, end| {
        if let Err(error) = &end {
            is_as_told(folder, number, error);
        }
        assert!(held(folder).is_none_or(|held| held == NEW), "{number}");
        goes_on(folder);
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
    at_every_call(remove, |folder, number, end| {
        match &end {
            Ok(_) => assert!(held(folder).is_none_or(|held| held == NEW), "{number}"),
            Err(error) => is_as_told(folder, number, error),
        }
        goes_on(folder);
    });
}

/// A run that is held up until another has said that it waits.
struct Slow(mpsc::SyncSender<()>, std::sync::Mutex<mpsc::Receiver<()>>);

impl Watch for Slow {
    fn before(&self, call: Call, _: &Path) -> io::Result<()> {
        if call == Call::Exchange || call == Call::Rename {
            self.0.send(()).unwrap();
            self.1.lock().unwrap().recv().unwrap();
        }
        Ok(())
    }
}

/// A run that says that it waits.
struct Second(mpsc::SyncSender<()>, AtomicUsize);

impl Watch for Second {
    fn waits(&self, folder: &Path) {
        assert!(folder.ends_with("out"));
        self.1.fetch_add(1, Ordering::SeqCst);
        self.0.send(()).unwrap();
    }
}

#[test]
fn a_second_run_says_that_it_waits_and_takes_its_turn() {
    let (_place, folder) = place(false);
    let (arrived, arrives) = mpsc::sync_channel(1);
    let (waited, waits) = mpsc::sync_channel(1);
    let slow = Slow(arrived, std::sync::Mutex::new(waits));
    let second = Second(waited, AtomicUsize::new(0));
    std::thread::scope(|scope| {
        let first = scope.spawn(|| write_watched(&common::release(OLD), &folder, &slow).unwrap());
        arrives.recv().unwrap();
        assert_eq!(write_watched(&common::release(NEW), &folder, &second).unwrap().change, Change::Replaced);
        assert_eq!(first.join().unwrap().change, Change::Created);
    });
    assert_eq!(second.1.into_inner(), 1);
    goes_on(&folder);
}

/// A lock is what the system holds, not the file: nobody has to remove one, and its age says nothing.
#[test]
fn no_time_counts_and_no_lock_is_stale() {
    let day = Duration::from_secs(86_400);
    for time in [SystemTime::UNIX_EPOCH + day, SystemTime::UNIX_EPOCH + day * 50_000] {
        let (place, folder) = place(true);
        let written: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        let left = [".out.lock", ".out.new/claims.csv", ".out.old/claims.csv"];
        let left = left.map(|name| place.path().join(name));
        for path in &left {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "left").unwrap();
        }
        for path in written.iter().chain(&left) {
            fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
        }
        assert_eq!(write(&common::release(OLD), &folder).unwrap().change, Change::Unchanged);
        assert_eq!(write(&common::release(NEW), &folder).unwrap().change, Change::Replaced);
        goes_on(&folder);
    }
}

/// What is watched is all: no other file of the crate calls the file system.
#[test]
fn all_calls_are_in_one_file() {
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
