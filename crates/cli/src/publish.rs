//! Where the datasets are written.

use std::path::Path;

use annals_model::Release;
use annals_publish::Change;

use crate::failure::Failure;
use crate::output;

/// Writes a release. Reports on standard error when it waits for another run.
pub(crate) fn publish(release: &Release, out: &Path) -> Result<Change, Failure> {
    let on_wait = |folder: &Path| {
        let folder = output::neutral_line(&folder.display().to_string());
        output::say(&format!("waiting for another run that publishes to `{folder}`"));
    };
    Ok(annals_publish::write_notifying(release, out, on_wait)?.change)
}

/// Refuses datasets among the articles, where the next run would read them.
pub(crate) fn keep_apart(out: &Path, raw: &Path) -> Result<(), Failure> {
    let whole = |path: &Path| std::path::absolute(path).and_then(|path| path.canonicalize().or(Ok(path)));
    // The output folder may not be there yet; then its parent says where it will be.
    let place = match out.canonicalize() {
        Ok(place) => place,
        Err(_) => {
            let path = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
            let parent = path.parent().and_then(|parent| parent.canonicalize().ok());
            parent.map_or(path.clone(), |parent| parent.join(path.file_name().unwrap_or_default()))
        }
    };
    match whole(raw) {
        Ok(folder) if place.starts_with(&folder) => {
            Err(Failure::OutWithinRaw { out: out.to_owned(), raw: raw.to_owned() })
        }
        _ => Ok(()),
    }
}
