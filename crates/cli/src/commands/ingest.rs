//! `detente ingest`: pages, or what was coded from them, into an archive.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;
use detente_archive::{Archive, Provenance, Put, Writer};
use detente_engine::{Choices, guarded, model_file};
use detente_formats::input::read_coded;
use detente_formats::{Coded, InputError, RawArticle, Reading};

use crate::engine::{Engine, EngineArguments};
use crate::exit::{Failure, Outcome};
use crate::inputs::{self, InputArguments};
use crate::interrupt::Stop;
use crate::journal::Tally;
use crate::pipeline;
use crate::progress::Progress;
use crate::run_arguments::default_threads;

/// Put pages into an archive: code them, or take what was coded before
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  detente ingest desk.archive samples/           code pages and keep what is found
  detente ingest desk.archive news.jsonl.gz
  detente ingest desk.archive --coded all.jsonl  what `detente code --records all -o all.jsonl` wrote

An archive is a folder; it is made where there is none. Putting an article in twice changes nothing, so a
run that was stopped is gone on with by running it again; with another lexicon or version the
articles are coded anew and replaced. Exit code: 0 all read, 1 some inputs failed, 2 the command was wrong.")]
pub struct Arguments {
    /// The archive's folder
    archive: PathBuf,

    #[command(flatten)]
    inputs: InputArguments,

    /// The inputs are coded already: JSON Lines of `detente code --records all`, plain or .gz
    #[arg(long)]
    coded: bool,

    /// Code articles in other languages too; without it they are kept without records, and counted
    #[arg(long, conflicts_with = "coded")]
    any_language: bool,

    /// Threads to code on [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,

    /// Say nothing but what failed
    #[arg(short, long)]
    quiet: bool,

    #[command(flatten)]
    engine: EngineArguments,
}

/// Carries the command out.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let archive = Archive::at(&arguments.archive);
    let stop = Stop::on_signal();
    if arguments.coded {
        let program = format!("detente {} (coded before)", env!("CARGO_PKG_VERSION"));
        let provenance = Provenance {
            program,
            lexicon: String::new(),
            model: String::new(),
            at: now(),
        };
        let mut intake = Intake::new(archive.writer()?, provenance, arguments.quiet, || None);
        for path in &arguments.inputs.inputs {
            let name = path.to_string_lossy();
            let bytes = match inputs::open(path) {
                Ok(bytes) => bytes,
                Err(error) => {
                    intake.fail(&error.to_string());
                    continue;
                }
            };
            for coded in read_coded(&name, bytes, arguments.inputs.limits()) {
                match coded {
                    Ok(coded) => intake.take(coded)?,
                    Err(error) => intake.fail(&error.to_string()),
                }
                if stop.asked() {
                    return intake.finish(arguments.quiet, true);
                }
            }
        }
        return intake.finish(arguments.quiet, false);
    }
    let engine = Engine::load(&arguments.engine)?;
    let reading = Reading::default();
    let own = vec![arguments.archive.clone()];
    let mut intake = Intake::new(
        archive.writer()?,
        provenance(&engine),
        arguments.quiet,
        || inputs::total_bytes(&arguments.inputs, &own),
    );
    let items = inputs::articles(&arguments.inputs, &own, &reading);
    let threads = arguments.threads.map_or_else(default_threads, usize::from);
    let choices = Choices {
        any_language: arguments.any_language,
        ..Choices::default()
    };
    code(engine, choices, items, threads, &stop, |coded| {
        match coded {
            Ok(coded) => intake.take(coded)?,
            Err(error) => intake.fail(&error.to_string()),
        }
        intake.show(reading.bytes());
        Ok(())
    })?;
    let skipped: Vec<String> = reading
        .left_out()
        .iter()
        .map(|(kind, count)| format!("{kind} {count}"))
        .collect();
    if !skipped.is_empty() && !arguments.quiet {
        eprintln!("detente: left out: {}", skipped.join(", "));
    }
    intake.finish(arguments.quiet, stop.asked())
}

/// Codes `items` on `threads` threads and gives `take` what came of each, in their order.
pub fn code(
    engine: Engine,
    choices: Choices,
    items: impl Iterator<Item = Result<RawArticle, InputError>> + Send + 'static,
    threads: usize,
    stop: &Stop,
    take: impl FnMut(Result<Coded, InputError>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let new_worker = move || {
        let mut code = guarded(engine.on_thread(choices));
        move |item: Result<_, InputError>| {
            let (article, coding) = item.and_then(&mut code)?;
            Ok::<_, InputError>(Coded {
                article: (&article).into(),
                coding,
            })
        }
    };
    pipeline::run(items, threads, stop, new_worker, take)
}

/// What codes: this program with the engine's model and lexicon.
pub fn provenance(engine: &Engine) -> Provenance {
    Provenance {
        program: format!("detente {}", env!("CARGO_PKG_VERSION")),
        lexicon: engine.coder.lexicon().version().to_owned(),
        model: model_file::PIPELINE.to_owned(),
        at: now(),
    }
}

/// Seconds since 1970 UTC.
pub fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs() as i64)
}

/// Coded articles on their way into the archive, with what is told of them.
pub struct Intake {
    archive: detente_archive::Intake,
    tally: Tally,
    /// What was noted of codings, and how often.
    noted: BTreeMap<String, u64>,
    progress: Progress,
}

impl Intake {
    /// An intake into `writer`; `total` gives the bytes of the inputs, where they are known.
    pub fn new(
        writer: Writer,
        provenance: Provenance,
        quiet: bool,
        total: impl FnOnce() -> Option<u64>,
    ) -> Self {
        Self {
            archive: detente_archive::Intake::new(writer, provenance),
            tally: Tally::default(),
            noted: BTreeMap::new(),
            progress: Progress::beside_files(quiet, total),
        }
    }

    /// Takes an article.
    pub fn take(&mut self, coded: Coded) -> Result<(), Failure> {
        self.tally.inputs += 1;
        self.tally.articles += 1;
        self.tally.events += coded.coding.events.len() as u64;
        self.tally.quotes += coded.coding.quotes.len() as u64;
        self.tally.positions += coded.coding.positions.len() as u64;
        for note in &coded.coding.diagnostics {
            *self.noted.entry(note.kind.clone()).or_default() += 1;
        }
        Ok(self.archive.take(coded)?)
    }

    /// Counts and names an input that could not be read.
    pub fn fail(&mut self, error: &str) {
        self.tally.inputs += 1;
        self.tally.failed += 1;
        self.progress.say(error);
    }

    fn show(&mut self, bytes: u64) {
        self.progress.show(&self.tally, bytes);
    }

    /// Writes what is in hand and brings search and stories up to date.
    pub fn close(self) -> Result<Put, Failure> {
        let put = self.archive.close()?;
        self.progress.finish();
        Ok(put)
    }

    /// Closes it and tells how it went.
    pub fn finish(mut self, quiet: bool, stopped: bool) -> Result<Outcome, Failure> {
        let (tally, noted) = (self.tally, std::mem::take(&mut self.noted));
        let Put {
            added,
            replaced,
            unchanged,
            records_taken,
        } = self.close()?;
        if !quiet {
            eprintln!("detente: {}", crate::progress::counts(&tally));
            eprintln!("detente: {added} new, {replaced} replaced, {unchanged} unchanged");
            if !noted.is_empty() {
                let noted = noted.iter().map(|(kind, n)| format!("{kind} {n}"));
                eprintln!("detente: noted: {}", noted.collect::<Vec<_>>().join(", "));
            }
            if records_taken > 0 {
                eprintln!(
                    "detente: {records_taken} records left out, since another article's record has their id"
                );
            }
        }
        if stopped {
            eprintln!("detente: stopped; run again to go on");
            return Ok(Outcome::Interrupted);
        }
        Ok(tally.outcome())
    }
}
