//! A progress bar on a terminal, once work takes longer than one would wait without.

use std::borrow::Cow;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::output;

const PATIENCE: Duration = Duration::from_secs(1);
const FRAME: Duration = Duration::from_millis(120);

/// Shows how far the work is; nothing in CI, or where nobody watches.
pub(crate) struct Progress {
    bar: ProgressBar,
    /// Dropped to say that the work is done.
    done: Option<Sender<()>>,
    waiter: Option<JoinHandle<()>>,
}

impl Progress {
    /// Waits in silence first.
    pub(crate) fn new(detail: crate::options::Detail) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if detail == crate::options::Detail::Errors || !output::is_watched() {
            return Self { bar, done: None, waiter: None };
        }
        let (done, wait) = channel();
        let shown = bar.clone();
        let waiter = std::thread::Builder::new().spawn(move || show_later(&shown, &wait)).ok();
        Self { bar, done: Some(done), waiter }
    }

    /// Begins a stage whose steps are not counted.
    pub(crate) fn stage(&self, name: &'static str) {
        self.bar.unset_length();
        self.begin(name, "{spinner} {msg} {elapsed}");
    }

    /// Begins a stage of so many steps.
    pub(crate) fn counted(&self, name: &'static str, steps: usize) {
        self.bar.set_length(steps as u64);
        self.begin(name, "{spinner} {msg} {bar:30} {human_pos}/{human_len} {eta} left");
    }

    /// A step of the stage is done.
    pub(crate) fn step(&self) {
        self.bar.inc(1);
    }

    fn begin(&self, name: &'static str, template: &str) {
        self.bar.set_position(0);
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        self.bar.set_message(Cow::Borrowed(name));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.done.take());
        if let Some(waiter) = self.waiter.take() {
            let _ = waiter.join();
        }
        self.bar.finish_and_clear();
    }
}

fn show_later(bar: &ProgressBar, done: &Receiver<()>) {
    if done.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
        bar.set_draw_target(ProgressDrawTarget::stderr());
        bar.enable_steady_tick(FRAME);
    }
}
