//! One run over inputs: read, code, write, and tell how it went. `code` and `read` are such runs.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use detente_coding::record::Coding;
use detente_engine::guarded_together;
use detente_formats::{Coded, InputError, RawArticle, Reading, RecordKind, Records};
use detente_page::Article;

use crate::exit::{Failure, Outcome};
use crate::inputs::{self, InputArguments};
use crate::interrupt::Stop;
use crate::journal::{Causes, Tally};
use crate::manifest::{Manifest, Versions};
use crate::outputs::{Destination, Opened, Outputs, Plan, Written};
use crate::pipeline::Hands;
use crate::progress::{Progress, counts};
use crate::report::Report;
use crate::run_arguments::RunArguments;
use crate::shard::Shard;
use crate::{pipeline, terminal};

/// The state of a run is kept after so many articles, or after [`SAVE_AFTER`].
const SAVE_EVERY: u64 = 100;
/// Articles that a thread takes at once where so many wait: short ones are parsed together.
const TOGETHER: usize = 4;
/// The longest that a run's state goes unsaved while articles come out.
const SAVE_AFTER: Duration = Duration::from_secs(1);

/// What a run needs beside its arguments.
pub struct Work<NewCoder> {
    /// Tells runs apart beyond their arguments and versions: options of the coding.
    pub options: String,
    /// The versions of what codes.
    pub versions: Versions,
    /// The records to write.
    pub records: Records,
    /// Whether the report shows the body in place of the coding.
    pub body_in_report: bool,
    /// Makes the function that codes some articles at a time; called once on each thread.
    pub new_coder: NewCoder,
}

/// What became of one article.
struct Made {
    rows: Vec<Vec<u8>>,
    report: Option<String>,
    counts: [u64; 3],
    /// Kind of each diagnostic with its words.
    notes: Vec<(String, String)>,
    input: String,
}

/// Reads the inputs, codes them and writes the rows.
pub fn run<NewCoder, Code>(
    input_arguments: &InputArguments,
    arguments: &RunArguments,
    work: Work<NewCoder>,
) -> Result<Outcome, Failure>
where
    NewCoder: Fn() -> Code + Send + Sync + 'static,
    Code: FnMut(&[&Article]) -> Vec<Coding>,
{
    let (plan, with_report) = arguments.plan(work.records)?;
    let plan = Plan {
        made_by: work.versions.provenance(),
        ..plan
    };
    let own_files = plan.files();
    let identity = identity(input_arguments, &plan, &work.versions, &work.options);
    let outputs = match Outputs::open(&plan, identity, arguments.resume)? {
        Opened::Ready(outputs) => outputs,
        Opened::Whole => {
            eprintln!("detente: the output is whole already; nothing is left to do");
            return Ok(Outcome::Done);
        }
    };
    let stop = Stop::on_signal();
    let reading = Reading::default();
    let done = outputs.done.inputs as usize;
    let shard = input_arguments.shard;
    let items = inputs::articles(input_arguments, &own_files, &reading)
        .filter(move |item| shard.is_none_or(|shard| shard.takes(item)))
        .skip(done);
    let total = || inputs::total_bytes(input_arguments, &own_files);
    let to_files = matches!(
        plan.destination,
        Destination::File(_) | Destination::Folder(_)
    );
    let progress = if to_files && !with_report {
        Progress::beside_files(arguments.quiet, total)
    } else {
        Progress::new(arguments.quiet, total)
    };
    let about = About {
        versions: work.versions,
        manifest: plan.manifest.clone(),
        inputs: input_arguments.inputs.clone(),
        shard,
        records: plan.records,
    };
    let plan = Arc::new(plan);
    let body_in_report = with_report.then_some(work.body_in_report);
    let new_coder = work.new_coder;
    let new_worker = move || {
        let plan = Arc::clone(&plan);
        let mut code = guarded_together(new_coder());
        move |items: Vec<Result<RawArticle, InputError>>| -> Vec<Result<Made, InputError>> {
            code(items)
                .into_iter()
                .map(|coded| {
                    let (article, coding) = coded?;
                    Ok(make(&plan, body_in_report, &article, coding))
                })
                .collect()
        }
    };
    let mut record = Record::new(outputs, progress, reading, about, arguments.verbose);
    if record.outputs.whole {
        return record.finish(arguments.quiet);
    }
    let hands = Hands {
        threads: arguments.threads(),
        together: TOGETHER,
    };
    pipeline::run_together(items, hands, &stop, new_worker, |item| record.take(item))?;
    if stop.asked() {
        record.interrupted()
    } else {
        record.finish(arguments.quiet)
    }
}

/// What the manifest says of a run beside its results.
pub struct About {
    pub versions: Versions,
    /// Where it goes, if one is written.
    pub manifest: Option<PathBuf>,
    pub inputs: Vec<PathBuf>,
    pub shard: Option<Shard>,
    pub records: Records,
}

/// The run as its results come in.
struct Record {
    outputs: Outputs,
    progress: Progress,
    reading: Reading,
    about: About,
    verbose: bool,
    tally: Tally,
    causes: Causes,
    /// When the state was last kept, and after how many inputs.
    saved: (Instant, u64),
}

impl Record {
    fn new(
        outputs: Outputs,
        progress: Progress,
        reading: Reading,
        about: About,
        verbose: bool,
    ) -> Self {
        let (tally, causes) = (outputs.done, outputs.causes.clone());
        let saved = (Instant::now(), tally.inputs);
        Self {
            outputs,
            progress,
            reading,
            about,
            verbose,
            tally,
            causes,
            saved,
        }
    }

    /// Takes the result of the next input.
    fn take(&mut self, item: Result<Made, InputError>) -> Result<(), Failure> {
        self.tally.inputs += 1;
        match item {
            Err(error) => {
                self.tally.failed += 1;
                count(&mut self.causes.failed, error.reason.kind());
                self.progress.say(&error.to_string());
            }
            Ok(made) => self.write(&made)?,
        }
        let due =
            self.saved.0.elapsed() >= SAVE_AFTER || self.tally.inputs - self.saved.1 >= SAVE_EVERY;
        if due {
            self.saved = (Instant::now(), self.tally.inputs);
            self.outputs.save(self.tally, &self.causes, false)?;
        }
        self.progress.show(&self.tally, self.reading.bytes());
        Ok(())
    }

    fn write(&mut self, made: &Made) -> Result<(), Failure> {
        for (kind, words) in &made.notes {
            count(&mut self.causes.noted, kind);
            if self.verbose {
                self.progress.say(&format!("{}: {words}", made.input));
            }
        }
        self.outputs.write(&made.rows)?;
        if let Some(report) = &made.report {
            terminal::print(format_args!("{report}"))?;
        }
        self.tally.articles += 1;
        self.tally.events += made.counts[0];
        self.tally.quotes += made.counts[1];
        self.tally.positions += made.counts[2];
        Ok(())
    }

    /// The user stopped the run: what is written stays, and can be gone on with.
    fn interrupted(self) -> Result<Outcome, Failure> {
        self.outputs.save(self.tally, &self.causes, false)?;
        let resume = if self.outputs.resumable() {
            "; run again with --resume to go on"
        } else {
            ""
        };
        self.progress.finish();
        eprintln!("detente: stopped after {}{resume}", counts(&self.tally));
        Ok(Outcome::Interrupted)
    }

    /// All inputs are taken.
    fn finish(mut self, quiet: bool) -> Result<Outcome, Failure> {
        if !self.outputs.whole {
            self.causes.left_out = self.reading.left_out();
            self.outputs.save(self.tally, &self.causes, true)?;
        }
        self.progress.finish();
        let (about, tally, causes) = (&self.about, self.tally, &self.causes);
        let manifest = |written: &[Written]| {
            let Some(path) = &about.manifest else {
                return Ok(());
            };
            let files = written.iter().filter(|written| written.is_file);
            Manifest::new(about, tally, causes, files)?.write(path)
        };
        let written = self.outputs.finish(&about.versions.list(), manifest)?;
        if !quiet {
            sum_up(&tally, causes, &written, self.verbose);
        }
        Ok(self.tally.outcome())
    }
}

fn count(counts: &mut BTreeMap<String, u64>, cause: &str) {
    match counts.get_mut(cause) {
        Some(count) => *count += 1,
        None => {
            counts.insert(cause.to_owned(), 1);
        }
    }
}

/// Tells runs apart whose outputs do not fit together.
fn identity(inputs: &InputArguments, plan: &Plan, versions: &Versions, options: &str) -> String {
    let all = format!("{inputs:?} {plan:?} {versions:?} {options}");
    blake3::hash(all.as_bytes()).to_hex().to_string()
}

fn make(plan: &Plan, report: Option<bool>, article: &Article, coding: Coding) -> Made {
    let coded = Coded {
        article: article.into(),
        coding,
    };
    let count = |kind| coded.count(kind) as u64;
    let page_notes = article
        .diagnostics
        .iter()
        .map(|note| (kind_of(note), note.to_string()));
    let coding_notes = coded
        .coding
        .diagnostics
        .iter()
        .map(|note| (note.kind.clone(), format!("{}: {}", note.kind, note.detail)));
    let rows = plan.rows(&coded);
    let layout_notes = (rows.left_out > 0).then(|| {
        let words = format!("{} events that the layout cannot hold", rows.left_out);
        ("left-out-of-layout".to_owned(), words)
    });
    Made {
        rows: rows.streams,
        report: report.map(|body| {
            Report {
                coded: &coded,
                body,
            }
            .to_string()
        }),
        counts: [
            count(RecordKind::Event),
            count(RecordKind::Quote),
            count(RecordKind::Position),
        ],
        notes: page_notes.chain(coding_notes).chain(layout_notes).collect(),
        input: article.input.clone(),
    }
}

/// The kebab-case word that a page's diagnostic carries in JSON.
fn kind_of(note: &detente_page::Diagnostic) -> String {
    serde_json::to_value(note)
        .ok()
        .and_then(|value| value.get("kind")?.as_str().map(str::to_owned))
        .unwrap_or_else(|| "note".to_owned())
}

fn sum_up(tally: &Tally, causes: &Causes, written: &[Written], verbose: bool) {
    let list = |counts: &BTreeMap<String, u64>| {
        counts
            .iter()
            .map(|(name, count)| format!("{name} {count}"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    eprintln!("detente: {}", counts(tally));
    if !causes.left_out.is_empty() {
        eprintln!("detente: left out: {}", list(&causes.left_out));
    }
    if !causes.noted.is_empty() {
        let hint = if verbose {
            ""
        } else {
            " (--verbose names each)"
        };
        eprintln!("detente: noted: {}{hint}", list(&causes.noted));
    }
    for written in written {
        eprintln!("detente: wrote {}", written.path.display());
    }
}
