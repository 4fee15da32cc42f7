//! The threads that code. Each has room for deep recursion, which the interpreter's own may not have.

use std::sync::{Arc, Mutex, PoisonError};

use pyo3::PyResult;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::errors;

/// Room for deep recursion, as the command gives its threads.
const STACK: usize = 16 << 20;

/// Threads that are made when they are needed first.
pub struct Pool {
    /// How many; one for each core where it is 0.
    threads: usize,
    made: Mutex<Option<Made>>,
}

/// Threads and the process they belong to: after a fork the child has none of them.
struct Made {
    process: u32,
    pool: Arc<ThreadPool>,
}

impl Pool {
    /// A pool of so many threads.
    pub fn new(threads: usize) -> Self {
        Self {
            threads,
            made: Mutex::new(None),
        }
    }

    /// Does `work` on the pool and waits for it.
    pub fn run<T: Send>(&self, work: impl FnOnce() -> T + Send) -> PyResult<T> {
        Ok(self.threads()?.install(work))
    }

    fn threads(&self) -> PyResult<Arc<ThreadPool>> {
        let process = std::process::id();
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = made.as_ref().filter(|made| made.process == process) {
            return Ok(Arc::clone(&made.pool));
        }
        let pool = ThreadPoolBuilder::new()
            .num_threads(self.threads)
            .stack_size(STACK)
            .thread_name(|number| format!("detente-{number}"))
            .build()
            .map_err(errors::internal)?;
        let pool = Arc::new(pool);
        let before = made.replace(Made {
            process,
            pool: Arc::clone(&pool),
        });
        // The threads of the parent process are not here to be waited for.
        std::mem::forget(before);
        Ok(pool)
    }
}
