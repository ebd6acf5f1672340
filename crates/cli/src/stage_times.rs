//! The run time of each stage.

use std::time::{Duration, Instant};

/// The run time of each stage, in the order of execution.
#[derive(Default)]
pub(crate) struct StageTimes(pub(crate) Vec<(&'static str, Duration)>);

impl StageTimes {
    /// Runs a task and records its time.
    pub(crate) fn measure<R>(&mut self, stage: &'static str, task: impl FnOnce() -> R) -> R {
        let start = Instant::now();
        let result = task();
        self.0.push((stage, start.elapsed()));
        result
    }

    pub(crate) fn total(&self) -> Duration {
        self.0.iter().map(|(_, time)| *time).sum()
    }
}
