//! Time, so that tests need none.

use std::thread;
use std::time::{Duration, Instant};

/// What tells the time and waits.
pub trait Clock {
    /// Time since the clock was made.
    fn now(&self) -> Duration;
    /// Waits.
    fn wait(&mut self, time: Duration);
}

/// The clock of the machine.
#[derive(Debug, Clone)]
pub struct SystemClock(Instant);

impl Default for SystemClock {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Duration {
        self.0.elapsed()
    }

    fn wait(&mut self, time: Duration) {
        thread::sleep(time);
    }
}
