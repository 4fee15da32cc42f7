//! Work in parallel, results in order, memory bounded.
//!
//! One thread reads the items, some work on them, and the caller's thread takes the results in the
//! items' order. An item is read only when a permit is there, and its permit comes back when its
//! result has been taken: so many items exist at a time and no more, however slow one of them is.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded, unbounded};

use crate::interrupt::Stop;

/// Items in hand for each thread. More than one, so that a long article does not idle the others.
const ITEMS_PER_THREAD: usize = 4;
/// Room for deep recursion in a worker.
const STACK: usize = 16 << 20;
/// How often a wait for results looks whether the user asked to stop.
const LOOK: Duration = Duration::from_millis(100);

/// How many threads work, and how much each takes.
#[derive(Debug, Clone, Copy)]
pub struct Hands {
    /// Threads that work.
    pub threads: usize,
    /// The most items that a thread takes at once, of those that wait.
    pub together: usize,
}

/// Calls `work` for every item on `threads` threads and gives `take` the results in the items' order.
///
/// `new_worker` is called once on each thread and makes the function that works there. When `take`
/// fails, or the user asks to stop, no further item is read; on a stop the items in hand are finished first.
///
/// # Panics
/// Where `work` does, once all results before that item have been taken.
pub fn run<Items, Item, Made, Work, Error>(
    items: Items,
    threads: usize,
    stop: &Stop,
    new_worker: impl Fn() -> Work + Send + Sync + 'static,
    take: impl FnMut(Made) -> Result<(), Error>,
) -> Result<(), Error>
where
    Items: Iterator<Item = Item> + Send + 'static,
    Item: Send + 'static,
    Made: Send + 'static,
    Work: FnMut(Item) -> Made,
{
    let hands = Hands {
        threads,
        together: 1,
    };
    let new_worker = move || {
        let mut work = new_worker();
        move |items: Vec<Item>| items.into_iter().map(&mut work).collect()
    };
    run_together(items, hands, stop, new_worker, take)
}

/// [`run`] for work that takes several items at once and makes a result of each. No item waits for
/// others to come: only what has been read already is taken together, and none while a thread is idle.
///
/// # Panics
/// Where `work` does, once all results before those items have been taken.
pub fn run_together<Items, Item, Made, Work, Error>(
    items: Items,
    Hands { threads, together }: Hands,
    stop: &Stop,
    new_worker: impl Fn() -> Work + Send + Sync + 'static,
    mut take: impl FnMut(Made) -> Result<(), Error>,
) -> Result<(), Error>
where
    Items: Iterator<Item = Item> + Send + 'static,
    Item: Send + 'static,
    Made: Send + 'static,
    Work: FnMut(Vec<Item>) -> Vec<Made>,
{
    let threads = threads.max(1);
    let in_hand = threads * ITEMS_PER_THREAD.max(2 * together);
    let (permit, permits) = bounded(in_hand);
    for _ in 0..in_hand {
        let _ = permit.try_send(());
    }
    let (give, given) = bounded(in_hand);
    let (done, results) = unbounded();
    let read = Arc::new(AtomicU64::new(0));

    // The reader is not joined: it may wait for the standard input for ever.
    spawn("reader", {
        let (stop, read) = (stop.clone(), Arc::clone(&read));
        move || read_items(items, &stop, &read, &permits, &give)
    });
    let new_worker = Arc::new(new_worker);
    for _ in 0..threads {
        let (given, done, new_worker) = (given.clone(), done.clone(), Arc::clone(&new_worker));
        spawn("worker", move || {
            let mut work = new_worker();
            while let Some((numbers, items)) = next_items(&given, threads, together) {
                // A fault of the program must not leave the others waiting for ever, nor an item out unsaid.
                let sent = match catch_unwind(AssertUnwindSafe(|| work(items))) {
                    Ok(made) => numbers
                        .into_iter()
                        .zip(made)
                        .all(|(number, made)| done.send((number, Ok(made))).is_ok()),
                    Err(fault) => {
                        let _ = done.send((numbers[0], Err(fault)));
                        false
                    }
                };
                if !sent {
                    break;
                }
            }
        });
    }
    drop((given, done));

    let mut waiting = BTreeMap::new();
    let mut next = 0;
    loop {
        match results.recv_timeout(LOOK) {
            Ok((number, result)) => {
                waiting.insert(number, result);
            }
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {}
        }
        while let Some(result) = waiting.remove(&next) {
            next += 1;
            match result {
                Ok(made) => take(made)?,
                Err(fault) => {
                    eprintln!(
                        "detente: a fault of the program at item {next}; what came before it is written"
                    );
                    resume_unwind(fault)
                }
            }
            let _ = permit.try_send(());
        }
        if stop.asked() && next >= read.load(Ordering::SeqCst) {
            break;
        }
    }
    Ok(())
}

/// The next item, and of those that wait this thread's share, at most `together` in all.
fn next_items<Item>(
    given: &Receiver<(u64, Item)>,
    threads: usize,
    together: usize,
) -> Option<(Vec<u64>, Vec<Item>)> {
    let first = given.recv().ok()?;
    let more = (given.len() / threads).min(together.saturating_sub(1));
    let more = std::iter::from_fn(|| given.try_recv().ok()).take(more);
    Some(std::iter::once(first).chain(more).unzip())
}

fn read_items<Item>(
    items: impl Iterator<Item = Item>,
    stop: &Stop,
    read: &AtomicU64,
    permits: &Receiver<()>,
    give: &Sender<(u64, Item)>,
) {
    for (number, item) in items.enumerate() {
        if stop.asked() || permits.recv().is_err() {
            return;
        }
        read.store(number as u64 + 1, Ordering::SeqCst);
        if give.send((number as u64, item)).is_err() {
            return;
        }
    }
}

fn spawn(name: &str, body: impl FnOnce() + Send + 'static) {
    let made = std::thread::Builder::new()
        .name(name.to_owned())
        .stack_size(STACK)
        .spawn(body);
    if let Err(error) = made {
        eprintln!("detente: cannot start a thread: {error}");
        std::process::exit(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_on_any_number_of_threads() {
        for threads in [1, 2, 7] {
            let mut taken = Vec::new();
            let square = || |n: u64| n * n;
            let made = run(0..500u64, threads, &Stop::default(), square, |square| {
                taken.push(square);
                Ok::<(), ()>(())
            });
            assert_eq!(made, Ok(()));
            assert_eq!(taken, (0..500).map(|n| n * n).collect::<Vec<_>>());
        }
    }

    #[test]
    fn items_taken_together_come_out_in_order_and_none_waits_for_others() {
        for threads in [1, 3] {
            let hands = Hands {
                threads,
                together: 4,
            };
            let (mut taken, mut most) = (Vec::new(), 0);
            let doubled = || {
                |items: Vec<u64>| {
                    let count = items.len();
                    items.into_iter().map(|n| (2 * n, count)).collect()
                }
            };
            let made = run_together(0..500u64, hands, &Stop::default(), doubled, |(n, count)| {
                taken.push(n);
                most = most.max(count);
                Ok::<(), ()>(())
            });
            assert_eq!(made, Ok(()));
            assert_eq!(taken, (0..500).map(|n| 2 * n).collect::<Vec<_>>());
            assert!(most <= 4);
        }
        // The second item comes only when the first one's result is there.
        let (say, heard) = bounded(1);
        let items = (0..3u64).inspect(move |&n| {
            if n > 0 {
                let _ = heard.recv();
            }
        });
        let hands = Hands {
            threads: 1,
            together: 4,
        };
        let made = run_together(
            items,
            hands,
            &Stop::default(),
            || |items: Vec<u64>| items,
            |_| {
                let _ = say.try_send(());
                Ok::<(), ()>(())
            },
        );
        assert_eq!(made, Ok(()));
    }

    #[test]
    fn a_fault_is_told_after_all_before_it_was_taken() {
        let mut taken = Vec::new();
        let faulty = || |n: u64| if n == 40 { panic!("on purpose") } else { n };
        let made = catch_unwind(AssertUnwindSafe(|| {
            run(0..500u64, 3, &Stop::default(), faulty, |n| {
                taken.push(n);
                Ok::<(), ()>(())
            })
        }));
        assert!(made.is_err());
        assert_eq!(taken, (0..40).collect::<Vec<_>>());
    }

    #[test]
    fn a_failure_ends_the_work_and_only_a_few_items_were_read() {
        let read = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&read);
        let items = (0..u64::MAX).inspect(move |_| {
            counted.fetch_add(1, Ordering::SeqCst);
        });
        let mut taken = 0;
        let made = run(
            items,
            2,
            &Stop::default(),
            || |n: u64| n,
            |_| {
                taken += 1;
                if taken == 10 { Err("full") } else { Ok(()) }
            },
        );
        assert_eq!((made, taken), (Err("full"), 10));
        // Ten taken, as many in hand as there are permits, one more read that waits for its permit.
        assert!(read.load(Ordering::SeqCst) <= 10 + 8 + 2);
    }
}
