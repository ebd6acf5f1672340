//! A hook that acts at a chosen file system call of a run.

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use annals_publish::fault_injection::{Call, Hook, write_with_hook};
use annals_publish::{NotPublished, Published};

/// The number of articles in the new release.
pub(crate) const NEW: usize = 4;

/// The exit status of a process that stops itself.
pub(crate) const STOPPED: i32 = 77;

/// Whether the system can exchange two folders atomically.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum System {
    Exchanges,
    Renames,
}

/// Acts from the call with this number on, counted from 0.
pub(crate) struct ActAt<F> {
    pub(crate) system: System,
    pub(crate) number: usize,
    pub(crate) calls: AtomicUsize,
    pub(crate) act: F,
}

impl<F> ActAt<F> {
    pub(crate) fn new(system: System, number: usize, act: F) -> Self {
        Self { system, number, calls: AtomicUsize::new(0), act }
    }
}

impl<F: Fn(usize, Call, &Path) -> io::Result<()> + Sync> Hook for ActAt<F> {
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

/// Publishes the new release on one thread, so that the calls are always in the same order.
pub(crate) fn publish(folder: &Path, hook: &dyn Hook) -> Result<Published, NotPublished> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    pool.install(|| write_with_hook(&super::release(NEW), folder, hook))
}
