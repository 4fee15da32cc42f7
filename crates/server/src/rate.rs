//! How many requests a client may make: a bucket of tokens for each address.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Mutex;
use std::time::Instant;

/// Addresses that are remembered at most.
const MOST_ADDRESSES: usize = 10_000;
/// Seconds of requests that a client may make at once.
const BURST: f64 = 4.0;

/// The rate that each address is held to.
#[derive(Debug)]
pub struct Rate {
    per_second: f64,
    buckets: Mutex<HashMap<IpAddr, (f64, Instant)>>,
}

impl Rate {
    /// A bound of so many requests a second; 0 for none.
    pub fn new(per_second: u32) -> Self {
        Self {
            per_second: f64::from(per_second),
            buckets: Mutex::default(),
        }
    }

    /// Whether `address` may make a request at `now`.
    pub fn admits(&self, address: IpAddr, now: Instant) -> bool {
        if self.per_second <= 0.0 {
            return true;
        }
        // A fault of another thread while it held the lock leaves counts as they were.
        let mut buckets = self
            .buckets
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if buckets.len() >= MOST_ADDRESSES && !buckets.contains_key(&address) {
            let full = self.per_second * BURST;
            let per_second = self.per_second;
            buckets.retain(|_, (tokens, last)| {
                *tokens + now.duration_since(*last).as_secs_f64() * per_second < full
            });
            if buckets.len() >= MOST_ADDRESSES {
                return false;
            }
        }
        let (tokens, last) = buckets
            .entry(address)
            .or_insert((self.per_second * BURST, now));
        *tokens = (*tokens + now.saturating_duration_since(*last).as_secs_f64() * self.per_second)
            .min(self.per_second * BURST);
        *last = now;
        if *tokens < 1.0 {
            return false;
        }
        *tokens -= 1.0;
        true
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_burst_is_admitted_and_refills_with_time() {
        let rate = Rate::new(5);
        let (address, begin) = (IpAddr::from([127, 0, 0, 1]), Instant::now());
        let admitted = (0..100).filter(|_| rate.admits(address, begin)).count();
        assert_eq!(admitted, 20);
        assert!(rate.admits(address, begin + Duration::from_secs(1)));
        assert!(rate.admits(IpAddr::from([127, 0, 0, 2]), begin));
    }
}
