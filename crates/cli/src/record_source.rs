//! Where the records of a dossier come from: articles coded now, or records coded before.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead};
use std::path::{Path, PathBuf};

use clap::Args;
use detente_coding::record::Coding;
use detente_dossier::RecordSet;
use detente_dossier::record_set::Collector;
use detente_engine::Choices;
use detente_formats::input::{Record, begins_records, holds_records, read_records};
use detente_formats::{InputError, InputKind, Reading};
use detente_page::record::ArticleRecord;

use crate::engine::{Engine, EngineArguments};
use crate::exit::{Failure, Outcome};
use crate::inputs::{self, InputArguments};
use crate::interrupt::Stop;
use crate::journal::Tally;
use crate::pipeline;
use crate::progress::Progress;
use crate::run_arguments::default_threads;

/// What the records are made from.
#[derive(Debug, Clone, Args)]
pub struct SourceArguments {
    /// Articles to code, as `detente code` reads them, or records that it wrote (--records all)
    #[command(flatten)]
    pub inputs: InputArguments,

    /// Threads to code on [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,

    /// Say nothing but what failed
    #[arg(short, long)]
    pub quiet: bool,

    #[command(flatten)]
    pub engine: EngineArguments,
}

/// The records, and whether all inputs could be read.
pub struct Loaded {
    /// The records.
    pub set: RecordSet,
    /// [`Outcome::SomeFailed`] where an input failed; each was named.
    pub outcome: Outcome,
}

impl SourceArguments {
    /// Reads, and where need be codes, all inputs.
    pub fn load(&self) -> Result<Loaded, Failure> {
        let mut loading = Loading {
            all: RecordSet::collect(),
            failed: 0,
        };
        let mut articles = Vec::new();
        for path in &self.inputs.inputs {
            if self.is_coded(path) {
                loading.read_coded(self, path);
            } else {
                articles.push(path.clone());
            }
        }
        if !articles.is_empty() {
            loading.code(self, articles)?;
        }
        Ok(Loaded {
            outcome: if loading.failed > 0 {
                Outcome::SomeFailed
            } else {
                Outcome::Done
            },
            set: loading.all.finish(),
        })
    }

    /// Whether an input holds records. What cannot be opened is left to the reader of articles, which says why.
    fn is_coded(&self, path: &Path) -> bool {
        if path.as_os_str() == "-" {
            return io::stdin().lock().fill_buf().is_ok_and(begins_records);
        }
        let by_name = InputKind::of_name(&path.to_string_lossy()).ok();
        let kind = self.inputs.input_format.or(by_name);
        kind == Some(InputKind::Jsonl) && File::open(path).and_then(holds_records).unwrap_or(false)
    }
}

struct Loading {
    all: Collector,
    failed: u64,
}

impl Loading {
    fn fail(&mut self, error: &InputError) {
        self.failed += 1;
        eprintln!("detente: {error}");
    }

    fn read_coded(&mut self, arguments: &SourceArguments, path: &Path) {
        let name = path.to_string_lossy();
        let limits = arguments.inputs.limits();
        let bytes = match inputs::open(path) {
            Ok(bytes) => bytes,
            Err(error) => return self.fail(&error),
        };
        let records = read_records(&name, bytes, limits);
        for record in records {
            match record {
                Ok(Record::Article(article)) => self.all.article(*article),
                Ok(Record::Event(event)) => self.all.event(*event),
                Ok(Record::Quote(quote)) => self.all.quote(*quote),
                Ok(Record::Position(position)) => self.all.position(*position),
                Err(error) => self.fail(&error),
            }
        }
    }

    fn code(&mut self, arguments: &SourceArguments, paths: Vec<PathBuf>) -> Result<(), Failure> {
        let engine = Engine::load(&arguments.engine)?;
        let inputs = InputArguments {
            inputs: paths,
            ..arguments.inputs.clone()
        };
        let reading = Reading::default();
        let stop = Stop::on_signal();
        let mut progress =
            Progress::beside_files(arguments.quiet, || inputs::total_bytes(&inputs, &[]));
        let mut tally = Tally::default();
        let threads = arguments.threads.map_or_else(default_threads, usize::from);
        let items = inputs::articles(&inputs, &[], &reading);
        let new_worker = move || {
            let mut code = detente_engine::guarded(engine.on_thread(Choices::default()));
            move |item: Result<_, InputError>| -> Result<(ArticleRecord, Coding), InputError> {
                let (article, coding) = item.and_then(&mut code)?;
                Ok(((&article).into(), coding))
            }
        };
        pipeline::run(
            items,
            threads,
            &stop,
            new_worker,
            |coded| -> Result<(), Failure> {
                tally.inputs += 1;
                match coded {
                    Ok((article, coding)) => {
                        tally.articles += 1;
                        tally.events += coding.events.len() as u64;
                        tally.quotes += coding.quotes.len() as u64;
                        tally.positions += coding.positions.len() as u64;
                        self.all.article(article);
                        self.all.coding(coding);
                    }
                    Err(error) => {
                        tally.failed += 1;
                        self.failed += 1;
                        progress.say(&error.to_string());
                    }
                }
                progress.show(&tally, reading.bytes());
                Ok(())
            },
        )?;
        progress.finish();
        if stop.asked() {
            return Err(Failure::Input(
                "stopped before all articles were coded; nothing was written".to_owned(),
            ));
        }
        let skipped: BTreeMap<String, u64> = reading.left_out();
        for (kind, files) in skipped {
            eprintln!("detente: files of other kinds left out: {kind} {files}");
        }
        Ok(())
    }
}
