//! Ctrl-C: the first asks for a clean stop, the second ends the program.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Whether the user asked to stop.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<Asked>);

#[derive(Debug, Default)]
struct Asked {
    stop: AtomicBool,
    /// Held while `stop` is set, so that no waiter misses it.
    turn: Mutex<()>,
    changed: Condvar,
}

impl Asked {
    /// Whether it was asked before.
    fn ask(&self) -> bool {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.stop.swap(true, Ordering::SeqCst);
        self.changed.notify_all();
        before
    }
}

impl Stop {
    /// A stop that Ctrl-C and a polite end by the system (SIGTERM) ask for.
    pub fn on_signal() -> Self {
        let stop = Self::default();
        let asked = Arc::clone(&stop.0);
        let installed = ctrlc::set_handler(move || {
            if asked.ask() {
                std::process::exit(130);
            }
            eprintln!("detente: stopping after the articles in hand; Ctrl-C again stops at once");
        });
        if let Err(error) = installed {
            eprintln!("detente: Ctrl-C will stop the program at once ({error})");
        }
        stop
    }

    /// Whether the user asked to stop.
    pub fn asked(&self) -> bool {
        self.0.stop.load(Ordering::SeqCst)
    }

    /// Waits for `time`, or until the user asks to stop.
    pub fn wait(&self, time: Duration) {
        let turn = self.0.turn.lock().unwrap_or_else(PoisonError::into_inner);
        // What comes of the wait is asked for by `asked`.
        let _ = self
            .0
            .changed
            .wait_timeout_while(turn, time, |()| !self.asked());
    }
}
