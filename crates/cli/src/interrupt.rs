//! Ctrl-C: the first asks for a clean stop, the second ends the program.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the user asked to stop.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// A stop that Ctrl-C and a polite end by the system (SIGTERM) ask for.
    pub fn on_signal() -> Self {
        let stop = Self::default();
        let asked = Arc::clone(&stop.0);
        let installed = ctrlc::set_handler(move || {
            if asked.swap(true, Ordering::SeqCst) {
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
        self.0.load(Ordering::SeqCst)
    }
}
