//! `detente fetch`: pages from the web into a web archive.

use std::collections::HashSet;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use detente_fetch::{FetchError, Fetcher, Settings, State};

use crate::exit::{Failure, Outcome};
use crate::feed_pages;
use crate::inputs::size;
use crate::interrupt::Stop;
use crate::web_archive::WebArchive;

/// Fetch pages politely and keep them, as they came, in a web archive
#[derive(Debug, Args)]
#[command(after_help = "\
Pages are kept as the servers sent them, so that `detente read` and `detente code` can read them again,
now and with a later version. robots.txt is obeyed, one host is asked once a second (or as seldom as its
robots.txt asks), and only public addresses are connected to.

Examples:
  detente fetch https://news.example/world/envoys-meet -o pages.warc.gz
  detente fetch --feed https://news.example/rss.xml -o today.warc.gz --state seen.json
  detente code today.warc.gz -o events.jsonl

Exit code: 0 all fetched, 1 some could not be (each is named), 2 the command was wrong.")]
pub struct Arguments {
    /// Addresses of pages, or with --feed of feeds and sitemaps
    #[arg(value_name = "URL", required = true)]
    urls: Vec<String>,

    /// The addresses are of feeds or sitemaps: fetch the pages that they name
    #[arg(long)]
    feed: bool,

    /// The web archive that is written
    #[arg(short, long, value_name = "PATH", default_value = "pages.warc.gz")]
    output: PathBuf,

    /// File that keeps what is known of pages, so that only those that changed are fetched again
    #[arg(long, value_name = "PATH")]
    state: Option<PathBuf>,

    /// Most pages to fetch from feeds and sitemaps
    #[arg(long, value_name = "N", default_value_t = 1000)]
    max_pages: usize,

    /// Least seconds between two requests to one host
    #[arg(long, value_name = "SECONDS", default_value = "1", value_parser = seconds)]
    delay: Duration,

    /// Most seconds that a page may take
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = seconds)]
    timeout: Duration,

    /// Most bytes of a page
    #[arg(long, value_name = "SIZE", default_value = "16M", value_parser = size)]
    max_size: u64,

    /// Most redirects to follow
    #[arg(long, value_name = "N", default_value_t = 5)]
    max_redirects: u32,

    /// Most seconds to wait for a server that is busy and says when to ask again
    #[arg(long, value_name = "SECONDS", default_value = "120", value_parser = seconds)]
    max_wait: Duration,

    /// Connect to addresses of private networks and of this machine too
    #[arg(long)]
    allow_private: bool,

    /// Say nothing but what failed
    #[arg(short, long)]
    quiet: bool,
}

pub fn seconds(text: &str) -> Result<Duration, String> {
    text.parse()
        .ok()
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        .filter(|time| *time <= Duration::from_hours(1))
        .ok_or_else(|| "seconds, as 0.5 or 30".to_owned())
}

/// Carries the command out.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let state = arguments.state.as_deref().map_or_else(
        || Ok(State::default()),
        |path| State::read(path).map_err(|error| Failure::Input(error.to_string())),
    )?;
    let mut fetch = Fetch {
        fetcher: Fetcher::new(Settings {
            timeout: arguments.timeout,
            most_bytes: arguments.max_size,
            most_redirects: arguments.max_redirects,
            delay: arguments.delay,
            most_wait: arguments.max_wait,
            allow_private: arguments.allow_private,
            ..Settings::default()
        }),
        archive: WebArchive::create(&arguments.output)?,
        state,
        stop: Stop::on_signal(),
        quiet: arguments.quiet,
        failed: 0,
        unchanged: 0,
        nameless: 0,
    };
    let pages = if arguments.feed {
        fetch.pages_of(&arguments.urls, arguments.max_pages)?
    } else {
        arguments.urls.clone()
    };
    for url in &pages {
        if fetch.stop.asked() {
            break;
        }
        fetch.page(url)?;
    }
    let interrupted = fetch.stop.asked();
    let kept = fetch.archive.finish()?;
    // A page counts as known only once the archive that holds it is there.
    if let Some(path) = &arguments.state {
        fetch
            .state
            .write(path)
            .map_err(|error| Failure::Input(error.to_string()))?;
    }
    if !arguments.quiet {
        let (unchanged, failed) = (fetch.unchanged, fetch.failed);
        eprintln!("detente: {kept} fetched, {unchanged} unchanged, {failed} failed");
        if fetch.nameless > 0 {
            eprintln!(
                "detente: {} entries without an address left out",
                fetch.nameless
            );
        }
        eprintln!("detente: wrote {}", arguments.output.display());
    }
    Ok(if interrupted {
        Outcome::Interrupted
    } else if fetch.failed > 0 {
        Outcome::SomeFailed
    } else {
        Outcome::Done
    })
}

struct Fetch {
    fetcher: Fetcher,
    archive: WebArchive,
    state: State,
    stop: Stop,
    quiet: bool,
    failed: u64,
    unchanged: u64,
    /// Entries of feeds that have no address.
    nameless: usize,
}

impl Fetch {
    /// Fetches a page and keeps it; what stands against it is told and counted.
    fn page(&mut self, url: &str) -> Result<(), Failure> {
        let known = self.state.of(url).cloned();
        match self.fetcher.fetch(url, known.as_ref()) {
            Ok(fetched) => {
                self.archive.keep(&fetched)?;
                if fetched.is_unchanged() {
                    self.unchanged += 1;
                } else if fetched.redirects.is_empty() {
                    self.state.note(url, fetched.page.validators());
                }
                if !self.quiet {
                    eprintln!("detente: {url}: {} bytes", fetched.page.body.len());
                }
            }
            Err(error) => self.fail(&error),
        }
        Ok(())
    }

    fn fail(&mut self, error: &FetchError) {
        self.failed += 1;
        eprintln!("detente: {error}");
    }

    /// The addresses of the pages that feeds and sitemaps name, each once, at most `most`.
    fn pages_of(&mut self, feeds: &[String], most: usize) -> Result<Vec<String>, Failure> {
        let mut pages = Vec::new();
        let mut seen: HashSet<String> = feeds.iter().cloned().collect();
        for feed in feeds {
            let archive = &mut self.archive;
            let named =
                feed_pages::ask(&mut self.fetcher, feed, None, most, &self.stop, |fetched| {
                    archive.keep(fetched)
                })?;
            for fault in named.failed.iter().chain(&named.faults) {
                self.failed += 1;
                eprintln!("detente: {fault}");
            }
            self.nameless += named.nameless.len();
            for told in &named.nameless {
                eprintln!("detente: {told}");
            }
            for url in named.pages {
                if !seen.insert(url.clone()) {
                    continue;
                }
                if pages.len() == most {
                    eprintln!("detente: {feed}: {}", feed_pages::more_than(most));
                    return Ok(pages);
                }
                pages.push(url);
            }
            if named.cut {
                eprintln!("detente: {feed}: {}", feed_pages::more_than(most));
            }
        }
        Ok(pages)
    }
}
