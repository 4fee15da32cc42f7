//! `detente watch`: feeds and folders followed into an archive.

mod feed;
mod folder;
mod sources;
mod status;

use std::fs::{File, TryLockError};
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use detente_archive::{Archive, ArchiveError, Put, Source, Writer};
use detente_engine::Choices;
use detente_fetch::Settings;
use detente_formats::{InputError, RawArticle};

use self::sources::{Follow, Place, period, sources};
use super::fetch::seconds;
use super::ingest::{self, Intake, now};
use crate::engine::{Engine, EngineArguments};
use crate::exit::{Failure, Outcome};
use crate::interrupt::Stop;
use crate::run_arguments::default_threads;

/// How long another writer of the archive is given before it is asked for again.
const TURN: Duration = Duration::from_secs(5);

/// Follow feeds and folders: what is new in them is coded into an archive
#[derive(Debug, Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
#[command(after_help = "\
Examples:
  detente watch desk.archive https://news.example/rss.xml incoming/
  detente watch desk.archive --sources watch.toml --every 5m
  detente watch desk.archive --once            one look at each source, for cron
  detente watch desk.archive --status          when each was read, and what failed and why

Without SOURCE the sources are those of watch.toml in the archive's folder:
  every = \"15m\"
  [[source]]
  feed = \"https://news.example/rss.xml\"
  every = \"5m\"
  [[source]]
  folder = \"incoming\"

A page of a feed is fetched once, a file of a folder is read anew when it changes. A source that fails is
asked ever more seldom, a day apart at most; a page that fails is tried six times. Ctrl-C ends the work
after the articles in hand. With --once the exit code is 0 if all was read, 1 if something failed.")]
pub struct Arguments {
    /// The archive's folder
    archive: PathBuf,

    /// Feeds and sitemaps by their addresses, folders by their paths
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,

    /// File that names the sources [default: watch.toml in the archive's folder, where no SOURCE is given]
    #[arg(long = "sources", value_name = "FILE")]
    file: Option<PathBuf>,

    /// How often a source is looked at
    #[arg(long, value_name = "TIME", default_value = "15m", value_parser = period)]
    every: Duration,

    /// Look at each source once and end; those that back off after a failure wait for their time
    #[arg(long)]
    once: bool,

    /// With --once, look at those that back off too
    #[arg(long, requires = "once")]
    now: bool,

    /// Tell what is known of the sources, and do nothing else
    #[arg(long, conflicts_with_all = ["once", "sources", "file"])]
    status: bool,

    /// Most new pages to fetch from a feed at a time
    #[arg(long, value_name = "N", default_value_t = 200)]
    max_pages: usize,

    /// Take the fetched pages' web archives away once they are coded (else they stay in pages/ of the archive)
    #[arg(long)]
    drop_pages: bool,

    /// Least seconds between two requests to one host
    #[arg(long, value_name = "SECONDS", default_value = "1", value_parser = seconds)]
    delay: Duration,

    /// Most seconds that a page may take
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = seconds)]
    timeout: Duration,

    /// Connect to addresses of private networks and of this machine too
    #[arg(long)]
    allow_private: bool,

    /// Say nothing but what failed
    #[arg(short, long)]
    quiet: bool,

    #[command(flatten)]
    engine: EngineArguments,
}

/// Carries the command out.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let archive = Archive::at(&arguments.archive);
    if arguments.status {
        return status::tell(&archive.watch()?);
    }
    let own = archive.folder().join("watch.toml");
    let file = match &arguments.file {
        Some(file) => Some(file.as_path()),
        None => Some(own.as_path()).filter(|own| arguments.sources.is_empty() && own.is_file()),
    };
    let follows = sources(&arguments.sources, file, arguments.every)?;
    if follows.is_empty() {
        return Err(Failure::Usage(format!(
            "no source is named: give feeds or folders, or write {}",
            own.display()
        )));
    }
    let engine = Engine::load(&arguments.engine)?;
    // Makes the archive where there is none.
    drop(archive.writer()?);
    let _alone = lock(&archive)?;
    let watching = Watching {
        archive,
        engine,
        settings: Settings {
            timeout: arguments.timeout,
            delay: arguments.delay,
            allow_private: arguments.allow_private,
            ..Settings::default()
        },
        most_pages: arguments.max_pages,
        keep_pages: !arguments.drop_pages,
        quiet: arguments.quiet,
        stop: Stop::on_signal(),
    };
    let mut first = arguments.once;
    loop {
        let failed = watching.round(&follows, first, arguments.now)?;
        if watching.stop.asked() {
            return Ok(Outcome::Interrupted);
        }
        if arguments.once {
            return Ok(if failed {
                Outcome::SomeFailed
            } else {
                Outcome::Done
            });
        }
        first = false;
        watching.rest(&follows)?;
    }
}

/// Sees to it that no other process follows sources for the archive.
fn lock(archive: &Archive) -> Result<File, Failure> {
    let path = archive.folder().join("watch.lock");
    let opened = File::options()
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path);
    let file = opened.map_err(|error| Failure::output(&path, error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Failure::Input(format!(
            "{} is watched already: end that program first",
            archive.folder().display()
        ))),
        Err(TryLockError::Error(error)) => Err(Failure::output(&path, error)),
    }
}

/// What following sources needs.
struct Watching {
    archive: Archive,
    engine: Engine,
    settings: Settings,
    most_pages: usize,
    keep_pages: bool,
    quiet: bool,
    stop: Stop,
}

/// What was taken into the archive.
#[derive(Default)]
struct TakenIn {
    put: Put,
    faults: Vec<InputError>,
}

impl TakenIn {
    /// Articles that are new or changed.
    fn articles(&self) -> u64 {
        self.put.added + self.put.replaced
    }
}

impl Watching {
    /// Looks at the sources that are due, or with `all` at every one; at those that back off only
    /// `now`. Gives whether something failed.
    fn round(&self, follows: &[Follow], all: bool, hurry: bool) -> Result<bool, Failure> {
        let mut watch = self.archive.watch()?;
        let mut failed = false;
        for follow in follows {
            if self.stop.asked() {
                break;
            }
            let at = now();
            let source = watch.sources.entry(follow.name.clone()).or_default();
            if source.backs_off(at) && !hurry {
                failed = true;
                if all {
                    status::tell_waiting(follow, source);
                }
                continue;
            }
            if !all && !source.is_due(at) {
                continue;
            }
            let before = source.taken;
            failed |= match &follow.place {
                Place::Feed => self.look_at_feed(follow, source, at)?,
                Place::Folder(path) => self.look_at_folder(path, follow, source, at)?,
            };
            if !self.quiet || source.fault.is_some() {
                status::tell_look(follow, source, source.taken - before);
            }
            self.archive.keep_watch(&watch)?;
        }
        Ok(failed)
    }

    /// Waits until a source is due.
    fn rest(&self, follows: &[Follow]) -> Result<(), Failure> {
        let watch = self.archive.watch()?;
        let next = follows
            .iter()
            .map(|follow| {
                let source = watch.sources.get(&follow.name);
                source.and_then(|source| source.next).unwrap_or(0)
            })
            .min()
            .unwrap_or(0);
        if !self.quiet {
            eprintln!("detente: waiting until {}", status::time(next));
        }
        let wait = next.saturating_sub(now()).max(0) as u64;
        self.stop.wait(Duration::from_secs(wait));
        Ok(())
    }

    /// Codes `items` into the archive.
    fn take_in(
        &self,
        items: impl Iterator<Item = Result<RawArticle, InputError>> + Send + 'static,
    ) -> Result<TakenIn, Failure> {
        let Some(writer) = self.writer()? else {
            return Ok(TakenIn::default());
        };
        let mut intake = Intake::new(writer, ingest::provenance(&self.engine), true, || None);
        let mut faults = Vec::new();
        ingest::code(
            self.engine,
            Choices::default(),
            items,
            default_threads(),
            &self.stop,
            |coded| {
                match coded {
                    Ok(coded) => intake.take(coded)?,
                    Err(error) => faults.push(error),
                }
                Ok(())
            },
        )?;
        let put = intake.close()?;
        Ok(TakenIn { put, faults })
    }

    /// The archive's writer, once no other process has it; none where the user asks to stop before.
    fn writer(&self) -> Result<Option<Writer>, Failure> {
        let mut told = false;
        while !self.stop.asked() {
            match self.archive.writer() {
                Ok(writer) => return Ok(Some(writer)),
                Err(error @ ArchiveError::Busy(_)) => {
                    if !std::mem::replace(&mut told, true) {
                        eprintln!("detente: {error}");
                    }
                    self.stop.wait(TURN);
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(None)
    }

    /// Notes faults of reading at what they are of.
    fn note(source: &mut Source, faults: &[InputError]) {
        for fault in faults {
            eprintln!("detente: {fault}");
            let item = source.items.entry(fault.input.clone()).or_default();
            item.fault = Some(fault.to_string());
        }
    }
}
