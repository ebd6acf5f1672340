//! How long each stage took.

use std::time::{Duration, Instant};

/// How long each stage took, in the order in which they ran.
#[derive(Default)]
pub(crate) struct StageTimes(pub(crate) Vec<(&'static str, Duration)>);

impl StageTimes {
    /// Runs a task and records its time.
    pub(crate) fn of<R>(&mut self, stage: &'static str, task: impl FnOnce() -> R) -> R {
        let began = Instant::now();
        let result = task();
        self.0.push((stage, began.elapsed()));
        result
    }

    pub(crate) fn total(&self) -> Duration {
        self.0.iter().map(|(_, time)| *time).sum()
    }
}
