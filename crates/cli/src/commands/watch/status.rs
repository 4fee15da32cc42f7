//! What is told of sources.

use detente_archive::{Source, Watch};

use super::sources::Follow;
use crate::exit::{Failure, Outcome};
use crate::terminal::say;

/// Seconds since 1970 as RFC 3339 in UTC.
pub fn time(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds).map_or_else(|_| seconds.to_string(), |at| at.to_string())
}

/// Tells what is known of all sources. Fails where one of them did.
pub fn tell(watch: &Watch) -> Result<Outcome, Failure> {
    if watch.sources.is_empty() {
        say!("no source is followed: `detente watch ARCHIVE SOURCE…` begins");
        return Ok(Outcome::Done);
    }
    let mut failed = false;
    let shown = |at: Option<i64>| at.map_or_else(|| "never".to_owned(), time);
    for (name, source) in &watch.sources {
        say!("{name}");
        say!(
            "  last read {}, next look {}",
            shown(source.succeeded),
            source.next.map_or_else(|| "now".to_owned(), time)
        );
        say!("  {} articles taken", source.taken);
        if let Some(fault) = &source.fault {
            failed = true;
            say!(
                "  failed {} in a row, last {}: {fault}",
                times(source.failures),
                shown(source.tried)
            );
        }
        for (item, fault) in source.faults() {
            failed = true;
            let again = source.items.get(item).and_then(|item| item.next);
            let again = again.map_or_else(String::new, |at| format!(" (again {})", time(at)));
            say!("  {fault}{again}");
        }
    }
    Ok(if failed {
        Outcome::SomeFailed
    } else {
        Outcome::Done
    })
}

fn times(count: u32) -> String {
    if count == 1 {
        "once".to_owned()
    } else {
        format!("{count} times")
    }
}

/// Tells what came of a look at a source.
pub fn tell_look(follow: &Follow, source: &Source, taken: u64) {
    let name = &follow.name;
    match (&source.fault, source.next) {
        (Some(fault), Some(next)) => eprintln!("detente: {fault}; next try {}", time(next)),
        _ => eprintln!(
            "detente: {name}: {taken} new article{}",
            if taken == 1 { "" } else { "s" }
        ),
    }
}

/// Tells that a source backs off.
pub fn tell_waiting(follow: &Follow, source: &Source) {
    let fault = source.fault.as_deref().unwrap_or_default();
    eprintln!(
        "detente: {}: waits until {} after {} ({fault})",
        follow.name,
        time(source.next.unwrap_or_default()),
        if source.failures == 1 {
            "a failure".to_owned()
        } else {
            format!("{} failures", source.failures)
        }
    );
}
