use std::fs;

use super::*;
use crate::Unwatched;

const DISK: Disk<'_> = Disk(&Unwatched);

/// A folder named `out` in a new place, with its releases made of one file.
struct Scene {
    place: tempfile::TempDir,
    target: Target<'static>,
}

impl Scene {
    fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        let target = Target::new(&place.path().join("out"), BTreeSet::from(["a".to_owned()]), DISK).unwrap();
        Self { place, target }
    }

    /// A release of this name with this text.
    fn put(self, name: &str, text: &str) -> Self {
        fs::create_dir(self.place.path().join(name)).unwrap();
        fs::write(self.place.path().join(name).join("a"), text).unwrap();
        self
    }

    /// What the place has: names, each with the text of its file.
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
    let scene = Scene::new().put("out", "old").put(".out.new", "ne");
    scene.target.recover().unwrap();
    scene.has_only("old");
}

#[test]
fn a_kill_while_staging_the_first_release_leaves_none() {
    let scene = Scene::new().put(".out.new", "ne");
    scene.target.recover().unwrap();
    assert_eq!(scene.has(), []);
}

#[test]
fn a_kill_after_the_exchange_leaves_the_new_release() {
    let scene = Scene::new().put("out", "old").put(".out.new", "new");
    if !DISK.exchange(&scene.target.new, scene.target.folder()).unwrap() {
        return;
    }
    assert_eq!(
        scene.has(),
        [(".out.new".to_owned(), "old".to_owned()), ("out".to_owned(), "new".to_owned())]
    );
    scene.target.recover().unwrap();
    scene.has_only("new");
}

#[test]
fn a_kill_between_two_renames_leaves_the_old_release() {
    let scene = Scene::new().put("out", "old").put(".out.new", "new");
    scene.target.step_aside().unwrap();
    assert!(!scene.target.folder().exists());
    scene.target.recover().unwrap();
    scene.has_only("old");
}

#[test]
fn a_kill_after_two_renames_leaves_the_new_release() {
    let scene = Scene::new().put("out", "old").put(".out.new", "new");
    scene.target.step_aside().unwrap();
    scene.target.step_in().unwrap();
    scene.target.recover().unwrap();
    scene.has_only("new");
}

#[test]
fn a_kill_while_removing_the_old_release_leaves_the_new_one() {
    let scene = Scene::new().put("out", "new").put(".out.old", "ol");
    fs::remove_file(scene.place.path().join(".out.old/a")).unwrap();
    scene.target.recover().unwrap();
    scene.has_only("new");
}

#[test]
fn a_failed_second_rename_takes_the_first_back() {
    let scene = Scene::new().put("out", "old");
    scene.target.step_aside().unwrap();
    assert!(scene.target.step_in().is_err());
    scene.has_only("old");
}

#[test]
fn swaps() {
    let scene = Scene::new().put(".out.new", "1");
    scene.target.swap().unwrap();
    scene.has_only("1");
    let scene = scene.put(".out.new", "2");
    scene.target.swap().unwrap();
    scene.has_only("2");
}

#[test]
fn keeps_what_is_no_release() {
    let scene = Scene::new().put("out", "old").put(".out.new", "new");
    fs::write(scene.place.path().join("out/notes"), "mine").unwrap();
    fs::create_dir(scene.place.path().join("out/deep")).unwrap();
    let error = scene.target.refuse_foreign().unwrap_err().to_string();
    assert!(error.contains("deep, notes"), "{error}");

    fs::write(scene.place.path().join(".out.new/notes"), "mine").unwrap();
    assert!(matches!(scene.target.recover(), Err(PublishError::Foreign { .. })));
    assert!(scene.place.path().join(".out.new/notes").exists());
}

#[test]
fn a_path_without_a_name_is_refused() {
    for path in ["", "..", "/"] {
        let target = Target::new(Path::new(path), BTreeSet::new(), DISK);
        // `..` is a folder like any other once it is resolved.
        assert!(target.is_ok() == (path == ".."), "{path}");
    }
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(matches!(Target::new(&file, BTreeSet::new(), DISK), Err(PublishError::NotAFolder { .. })));
}

#[test]
fn the_lock_file_goes_with_the_run() {
    let scene = Scene::new();
    let lock = scene.target.lock().unwrap();
    assert_eq!(scene.has().len(), 1);
    drop(lock);
    if cfg!(unix) {
        assert_eq!(scene.has(), []);
    }
}

#[test]
fn runs_take_turns() {
    let scene = Scene::new();
    let busy = std::sync::atomic::AtomicUsize::new(0);
    let order = std::sync::atomic::Ordering::SeqCst;
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let target = Target::new(scene.place.path().join("out").as_path(), BTreeSet::new(), DISK);
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
