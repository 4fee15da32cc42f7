//! One run over inputs: read, code, write, and tell how it went. `code` and `read` are such runs.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use detente_coding::record::Coding;
use detente_formats::{Coded, InputError, RawArticle, Reason, RecordKind, Records};
use detente_page::Article;

use crate::exit::{Failure, Outcome};
use crate::inputs::{self, InputArguments, Reading};
use crate::interrupt::Stop;
use crate::journal::Tally;
use crate::outputs::{Destination, Opened, Outputs, Plan};
use crate::progress::{Progress, counts};
use crate::report::Report;
use crate::run_arguments::RunArguments;
use crate::{pipeline, terminal};

/// The state of a run is kept after so many articles, or after [`SAVE_AFTER`].
const SAVE_EVERY: u64 = 100;
/// The longest that a run's state goes unsaved while articles come out.
const SAVE_AFTER: Duration = Duration::from_secs(1);

/// What a run needs beside its arguments.
pub struct Work<NewCoder> {
    /// Tells runs apart beyond their arguments: the model and lexicon used.
    pub identity: String,
    /// The records to write.
    pub records: Records,
    /// Whether the report shows the body in place of the coding.
    pub body_in_report: bool,
    /// Makes the function that codes an article; called once on each thread.
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
    Code: FnMut(&Article) -> Coding,
{
    let (plan, with_report) = arguments.plan(work.records)?;
    let own_files = plan.files();
    let identity = identity(input_arguments, &plan, &work.identity);
    let outputs = match Outputs::open(&plan, identity, arguments.resume)? {
        Opened::Ready(outputs) => outputs,
        Opened::Whole => {
            eprintln!("detente: the output is whole already; nothing is left to do");
            return Ok(Outcome::Done);
        }
    };
    let stop = Stop::on_signal();
    let reading = Reading::default();
    let items =
        inputs::articles(input_arguments, &own_files, &reading).skip(outputs.done.inputs as usize);
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
    let plan = Arc::new(plan);
    let body_in_report = with_report.then_some(work.body_in_report);
    let new_coder = work.new_coder;
    let new_worker = move || {
        let plan = Arc::clone(&plan);
        let mut code = guarded(new_coder());
        move |item: Result<RawArticle, InputError>| {
            let (article, coding) = item.and_then(&mut code)?;
            Ok(make(&plan, body_in_report, &article, coding))
        }
    };
    let mut record = Record::new(outputs, progress, reading, arguments.verbose);
    pipeline::run(items, arguments.threads(), &stop, new_worker, |item| {
        record.take(item)
    })?;
    if stop.asked() {
        record.interrupted()
    } else {
        record.finish(arguments.quiet)
    }
}

/// The run as its results come in.
struct Record {
    outputs: Outputs,
    progress: Progress,
    reading: Reading,
    verbose: bool,
    tally: Tally,
    /// How often each kind of diagnostic came.
    notes: BTreeMap<String, u64>,
    /// When the state was last kept, and after how many inputs.
    saved: (Instant, u64),
}

impl Record {
    fn new(outputs: Outputs, progress: Progress, reading: Reading, verbose: bool) -> Self {
        let tally = outputs.done;
        let saved = (Instant::now(), tally.inputs);
        Self {
            outputs,
            progress,
            reading,
            verbose,
            tally,
            notes: BTreeMap::new(),
            saved,
        }
    }

    /// Takes the result of the next input.
    fn take(&mut self, item: Result<Made, InputError>) -> Result<(), Failure> {
        self.tally.inputs += 1;
        match item {
            Err(error) => {
                self.tally.failed += 1;
                self.progress.say(&error.to_string());
            }
            Ok(made) => self.write(&made)?,
        }
        let due =
            self.saved.0.elapsed() >= SAVE_AFTER || self.tally.inputs - self.saved.1 >= SAVE_EVERY;
        if due {
            self.saved = (Instant::now(), self.tally.inputs);
            self.outputs.save(self.tally)?;
        }
        self.progress.show(&self.tally, self.reading.bytes());
        Ok(())
    }

    fn write(&mut self, made: &Made) -> Result<(), Failure> {
        for (kind, words) in &made.notes {
            *self.notes.entry(kind.clone()).or_default() += 1;
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
        self.outputs.save(self.tally)?;
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
    fn finish(self, quiet: bool) -> Result<Outcome, Failure> {
        self.progress.finish();
        let paths = self.outputs.finish()?;
        if !quiet {
            sum_up(
                &self.tally,
                &self.notes,
                &self.reading,
                &paths,
                self.verbose,
            );
        }
        if self.tally.inputs == 0 {
            eprintln!("detente: no page was found in the inputs");
            return Ok(Outcome::SomeFailed);
        }
        Ok(if self.tally.failed > 0 {
            Outcome::SomeFailed
        } else {
            Outcome::Done
        })
    }
}

/// Tells runs apart whose outputs do not fit together.
fn identity(inputs: &InputArguments, plan: &Plan, work: &str) -> String {
    let all = format!("{} {inputs:?} {plan:?} {work}", env!("CARGO_PKG_VERSION"));
    blake3::hash(all.as_bytes()).to_hex().to_string()
}

/// Codes articles, and turns a fault of the program into an error of that one article, so that the
/// rest of a long run is not lost.
pub fn guarded(
    mut code: impl FnMut(&Article) -> Coding,
) -> impl FnMut(RawArticle) -> Result<(Article, Coding), InputError> {
    move |raw| {
        let input = raw.input().to_owned();
        let attempt = catch_unwind(AssertUnwindSafe(|| {
            let article = raw.into_article()?;
            let coding = code(&article);
            Ok((article, coding))
        }));
        attempt.unwrap_or_else(|panic| {
            let words = panic
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| panic.downcast_ref::<&str>().copied())
                .unwrap_or("no reason is known");
            Err(InputError {
                input,
                line: None,
                reason: Reason::Internal(words.to_owned()),
            })
        })
    }
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
    Made {
        rows: plan.rows(&coded),
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
        notes: page_notes.chain(coding_notes).collect(),
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

fn sum_up(
    tally: &Tally,
    notes: &BTreeMap<String, u64>,
    reading: &Reading,
    paths: &[PathBuf],
    verbose: bool,
) {
    let list = |counts: &BTreeMap<String, u64>| {
        counts
            .iter()
            .map(|(name, count)| format!("{name} {count}"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    eprintln!("detente: {}", counts(tally));
    let skipped = reading.skipped();
    if !skipped.is_empty() {
        eprintln!("detente: files of other kinds left out: {}", list(&skipped));
    }
    if !notes.is_empty() {
        let hint = if verbose {
            ""
        } else {
            " (--verbose names each)"
        };
        eprintln!("detente: noted: {}{hint}", list(notes));
    }
    for path in paths {
        eprintln!("detente: wrote {}", path.display());
    }
}
