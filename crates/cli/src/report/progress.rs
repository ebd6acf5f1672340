//! A progress bar on the terminal.

use std::borrow::Cow;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::report::output;

/// The delay before the bar appears.
const DELAY: Duration = Duration::from_secs(1);
/// The time between two updates.
const INTERVAL: Duration = Duration::from_millis(120);

/// A progress bar on standard error; hidden in CI and if standard error is not a terminal.
pub(crate) struct Progress {
    bar: ProgressBar,
    /// Dropped to signal the end.
    done: Option<Sender<()>>,
    timer: Option<JoinHandle<()>>,
}

impl Progress {
    /// Creates a bar that appears after a delay.
    pub(crate) fn new(detail: crate::options::Detail) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if detail == crate::options::Detail::Errors || !output::is_interactive() {
            return Self { bar, done: None, timer: None };
        }
        let (done, wait) = channel();
        let shown = bar.clone();
        let timer = std::thread::Builder::new().spawn(move || show_later(&shown, &wait)).ok();
        Self { bar, done: Some(done), timer }
    }

    /// Starts a stage without a step count.
    pub(crate) fn stage(&self, name: &'static str) {
        self.bar.unset_length();
        self.begin(name, "{spinner} {msg} {elapsed}");
    }

    /// Starts a stage with this number of steps.
    pub(crate) fn counted(&self, name: &'static str, steps: usize) {
        self.bar.set_length(steps as u64);
        self.begin(name, "{spinner} {msg} {bar:30} {human_pos}/{human_len} {eta} left");
    }

    /// Counts a completed step.
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
        if let Some(timer) = self.timer.take() {
            let _ = timer.join();
        }
        self.bar.finish_and_clear();
    }
}

fn show_later(bar: &ProgressBar, done: &Receiver<()>) {
    if done.recv_timeout(DELAY) == Err(RecvTimeoutError::Timeout) {
        bar.set_draw_target(ProgressDrawTarget::stderr());
        bar.enable_steady_tick(INTERVAL);
    }
}
