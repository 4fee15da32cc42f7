//! The pages that a feed or a sitemap names.

use std::collections::HashSet;

use detente_fetch::{Fetched, Fetcher, Validators};
use detente_formats::Limits;
use detente_formats::input::links;

use crate::exit::Failure;
use crate::interrupt::Stop;

/// What a feed names.
#[derive(Debug, Default)]
pub struct Named {
    /// The pages' addresses, each once, in the feed's order.
    pub pages: Vec<String>,
    /// Why the feed itself could not be had or read.
    pub failed: Option<String>,
    /// What else could not: sitemaps that it names, links that are no address.
    pub faults: Vec<String>,
    /// What it lists without an address, so that there is nothing to fetch.
    pub nameless: Vec<String>,
    /// Whether it names more pages than are wanted.
    pub cut: bool,
    /// Whether it is as it was when the validators were given; it names nothing then.
    pub unchanged: bool,
    /// What tells the next time whether it changed.
    pub validators: Validators,
}

/// Words for a feed that was cut.
pub fn more_than(most: usize) -> String {
    format!("names more than {most} pages; raise --max-pages to fetch all")
}

/// Asks for the feed or sitemap at `feed`, and for the sitemaps that it names, and gives at most `most`
/// pages. `keep` is given what was fetched.
pub fn ask(
    fetcher: &mut Fetcher,
    feed: &str,
    known: Option<&Validators>,
    most: usize,
    stop: &Stop,
    mut keep: impl FnMut(&Fetched) -> Result<(), Failure>,
) -> Result<Named, Failure> {
    let mut named = Named::default();
    let mut seen = HashSet::from([feed.to_owned()]);
    let mut waiting = vec![feed.to_owned()];
    while let Some(at) = waiting.pop() {
        if stop.asked() {
            named.cut = true;
            break;
        }
        let first = at == feed;
        let fault = |named: &mut Named, fault: String| {
            if first {
                named.failed = Some(fault);
            } else {
                named.faults.push(fault);
            }
        };
        let answer = match fetcher.fetch(&at, known.filter(|_| first)) {
            Ok(answer) => answer,
            Err(error) => {
                fault(&mut named, error.to_string());
                continue;
            }
        };
        if first {
            named.validators = answer.page.validators();
            named.unchanged = answer.is_unchanged();
            if named.unchanged {
                break;
            }
        }
        keep(&answer)?;
        let found = match links(&at, answer.page.body.as_slice(), Limits::default()) {
            Ok(found) => found,
            Err(error) => {
                fault(&mut named, error.to_string());
                continue;
            }
        };
        let nameless = found.without_address.into_iter();
        named
            .nameless
            .extend(nameless.map(|entry| format!("{at}: {entry} has no address: left out")));
        let broken = found.broken.into_iter();
        named
            .faults
            .extend(broken.map(|fault| format!("{at}, {fault}")));
        let mut more = Vec::new();
        for link in found.links {
            let Some(url) = detente_fetch::joined(&answer.page.url, &link.url) else {
                let words = format!("{at}: names `{}`, which is no address", link.url);
                named.faults.push(words);
                continue;
            };
            if !seen.insert(url.clone()) {
                continue;
            }
            if link.is_sitemap {
                more.push(url);
            } else if named.pages.len() < most {
                named.pages.push(url);
            } else {
                named.cut = true;
                return Ok(named);
            }
        }
        waiting.extend(more.into_iter().rev().take(most));
    }
    Ok(named)
}
