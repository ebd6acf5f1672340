use std::fs;

use super::*;
use crate::disk::NoHook;

const DISK: Disk<'_> = Disk(&NoHook);

/// A folder `out` in a temporary folder. Its releases have one file.
struct Fixture {
    place: tempfile::TempDir,
    target: Target<'static>,
}

impl Fixture {
    fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        let target = Target::new(&place.path().join("out"), BTreeSet::from(["a".to_owned()]), DISK).unwrap();
        Self { place, target }
    }

    /// Adds a release with this folder name and text.
    fn put(self, name: &str, text: &str) -> Self {
        fs::create_dir(self.place.path().join(name)).unwrap();
        fs::write(self.place.path().join(name).join("a"), text).unwrap();
        self
    }

    /// Returns the names in the temporary folder, each with the text of its file.
    fn has(&self) -> Vec<(String, String)> {
        let mut all: Vec<_> = fs::read_dir(self.place.path())
            .unwrap()
            .map(|entry| {
                let path = entry.unwrap().path();
                let text = fs::read_to_string(path.join("a")).unwrap_or_default();
                (path.file_name().unwrap().to_string_lossy().into_owned(), text)
            })
            .collect();
        all.sort();
        all
    }

    fn has_only(&self, text: &str) {
        assert_eq!(self.has(), [("out".to_owned(), text.to_owned())]);
    }
}

#[test]
fn a_kill_while_staging_leaves_the_old_release() {
    let fixture = Fixture::new().put("out", "old").put(".out.new", "ne");
    fixture.target.recover().unwrap();
    fixture.has_only("old");
}

#[test]
fn a_kill_while_staging_the_first_release_leaves_none() {
    let fixture = Fixture::new().put(".out.new", "ne");
    fixture.target.recover().unwrap();
    assert_eq!(fixture.has(), []);
}

#[test]
fn a_kill_after_the_exchange_leaves_the_new_release() {
    let fixture = Fixture::new().put("out", "old").put(".out.new", "new");
    if !DISK.exchange(&fixture.target.new, fixture.target.folder()).unwrap() {
        return;
    }
    assert_eq!(
        fixture.has(),
        [(".out.new".to_owned(), "old".to_owned()), ("out".to_owned(), "new".to_owned())]
    );
    fixture.target.recover().unwrap();
    fixture.has_only("new");
}

#[test]
fn a_kill_between_two_renames_leaves_the_old_release() {
    let fixture = Fixture::new().put("out", "old").put(".out.new", "new");
    fixture.target.move_old_aside().unwrap();
    assert!(!fixture.target.folder().exists());
    fixture.target.recover().unwrap();
    fixture.has_only("old");
}

#[test]
fn a_kill_after_two_renames_leaves_the_new_release() {
    let fixture = Fixture::new().put("out", "old").put(".out.new", "new");
    fixture.target.move_old_aside().unwrap();
    fixture.target.move_new_in().unwrap();
    fixture.target.recover().unwrap();
    fixture.has_only("new");
}

#[test]
fn a_kill_while_removing_the_old_release_leaves_the_new_one() {
    let fixture = Fixture::new().put("out", "new").put(".out.old", "ol");
    fs::remove_file(fixture.place.path().join(".out.old/a")).unwrap();
    fixture.target.recover().unwrap();
    fixture.has_only("new");
}

#[test]
fn a_failed_second_rename_undoes_the_first() {
    let fixture = Fixture::new().put("out", "old");
    fixture.target.move_old_aside().unwrap();
    assert!(fixture.target.move_new_in().is_err());
    fixture.has_only("old");
}

#[test]
fn swaps() {
    let fixture = Fixture::new().put(".out.new", "1");
    fixture.target.swap().unwrap();
    fixture.has_only("1");
    let fixture = fixture.put(".out.new", "2");
    fixture.target.swap().unwrap();
    fixture.has_only("2");
}

#[test]
fn foreign_files_are_kept() {
    let fixture = Fixture::new().put("out", "old").put(".out.new", "new");
    fs::write(fixture.place.path().join("out/notes"), "mine").unwrap();
    fs::create_dir(fixture.place.path().join("out/deep")).unwrap();
    let error = fixture.target.refuse_foreign().unwrap_err().to_string();
    assert!(error.contains("deep, notes"), "{error}");

    fs::write(fixture.place.path().join(".out.new/notes"), "mine").unwrap();
    assert!(matches!(fixture.target.recover(), Err(PublishError::Foreign { .. })));
    assert!(fixture.place.path().join(".out.new/notes").exists());
}

#[test]
fn a_path_without_a_name_is_refused() {
    for path in ["", "..", "/"] {
        let target = Target::new(Path::new(path), BTreeSet::new(), DISK);
        // `..` has a name once it is resolved.
        assert!(target.is_ok() == (path == ".."), "{path}");
    }
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(matches!(Target::new(&file, BTreeSet::new(), DISK), Err(PublishError::NotAFolder { .. })));
}

#[test]
fn the_lock_file_is_removed_after_the_run() {
    let fixture = Fixture::new();
    let lock = fixture.target.lock().unwrap();
    assert_eq!(fixture.has().len(), 1);
    drop(lock);
    if cfg!(unix) {
        assert_eq!(fixture.has(), []);
    }
}

#[test]
fn runs_take_turns() {
    let fixture = Fixture::new();
    let busy = std::sync::atomic::AtomicUsize::new(0);
    let order = std::sync::atomic::Ordering::SeqCst;
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let target = Target::new(fixture.place.path().join("out").as_path(), BTreeSet::new(), DISK);
                let target = target.unwrap();
                for _ in 0..50 {
                    let _lock = target.lock().unwrap();
                    assert_eq!(busy.fetch_add(1, order), 0);
                    std::thread::yield_now();
                    busy.fetch_sub(1, order);
                }
            });
        }
    });
}
