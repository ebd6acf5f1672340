//! Writes the datasets to the output folder.

use std::path::Path;

use annals_model::Release;
use annals_publish::Change;

use crate::failure::Failure;
use crate::report::output;

/// Writes a release. Reports on standard error when it waits for another run.
pub(crate) fn publish(release: &Release, out: &Path) -> Result<Change, Failure> {
    let on_wait = |folder: &Path| {
        let folder = output::neutral_line(&folder.display().to_string());
        output::report_line(&format!("waiting for another run that publishes to `{folder}`"));
    };
    Ok(annals_publish::write_notifying(release, out, on_wait)?.change)
}

/// Refuses an output folder inside the folder of articles, where the next run would read the datasets.
pub(crate) fn refuse_inside_raw(out: &Path, raw: &Path) -> Result<(), Failure> {
    let resolve = |path: &Path| std::path::absolute(path).and_then(|path| path.canonicalize().or(Ok(path)));
    // If the output folder does not exist, its parent determines where it will be.
    let place = match out.canonicalize() {
        Ok(place) => place,
        Err(_) => {
            let path = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
            let parent = path.parent().and_then(|parent| parent.canonicalize().ok());
            parent.map_or(path.clone(), |parent| parent.join(path.file_name().unwrap_or_default()))
        }
    };
    match resolve(raw) {
        Ok(folder) if place.starts_with(&folder) => {
            Err(Failure::OutputInsideRaw { out: out.to_owned(), raw: raw.to_owned() })
        }
        _ => Ok(()),
    }
}
