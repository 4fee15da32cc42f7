//! One run over inputs: read, code, write, and tell how it went. `code` and `read` are such runs.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::Args;
use detente_coding::record::Coding;
use detente_formats::{Coded, Format, InputError, RawArticle, Reason, RecordKind, Records};
use detente_page::Article;

use crate::exit::{Failure, Outcome};
use crate::inputs::{self, InputArguments, Reading};
use crate::interrupt::Stop;
use crate::journal::Tally;
use crate::outputs::{Destination, Opened, Outputs, Plan};
use crate::pipeline;
use crate::progress::{Progress, counts};
use crate::report::Report;

/// The state of a run is kept after so many articles, or after [`SAVE_AFTER`].
const SAVE_EVERY: u64 = 100;
/// The longest that a run's state goes unsaved while articles come out.
const SAVE_AFTER: Duration = Duration::from_secs(1);

/// Where the output goes and how the work is done.
#[derive(Debug, Clone, Args)]
pub struct RunArguments {
    /// Where the rows go: a file, or a folder (one that is there, or a name ending in /)
    ///
    /// A folder gets a file for each kind of record: events.jsonl, quotes.jsonl, positions.jsonl,
    /// articles.jsonl. Files are written as NAME.partial and take their name when they are whole.
    /// Without it rows go to the standard output.
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,

    /// jsonl, csv or report [default: report on a terminal, csv for FILE.csv, else jsonl]
    ///
    /// report is for reading: each page with what was found in it. With -o the rows are written too.
    #[arg(long, value_name = "FORMAT", value_parser = form)]
    pub format: Option<Form>,

    /// Threads to work on [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,

    /// Go on where an unfinished run of the same command stopped
    #[arg(long, requires = "output")]
    pub resume: bool,

    /// Say nothing but what failed
    #[arg(short, long)]
    pub quiet: bool,

    /// Name every page that was not read in full, and why
    #[arg(short, long, conflicts_with = "quiet")]
    pub verbose: bool,
}

/// What `--format` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Rows in this form.
    Rows(Format),
    /// Pages to read.
    Report,
}

fn form(text: &str) -> Result<Form, String> {
    match text {
        "jsonl" => Ok(Form::Rows(Format::Jsonl)),
        "csv" => Ok(Form::Rows(Format::Csv)),
        "report" => Ok(Form::Report),
        "parquet" | "gdelt" | "icews" | "polecat" | "phoenix" => {
            Err("it is not built yet; there are jsonl, csv and report".to_owned())
        }
        _ => Err("there are jsonl, csv and report".to_owned()),
    }
}

impl RunArguments {
    /// The threads to work on.
    pub fn threads(&self) -> usize {
        self.threads.map_or_else(default_threads, usize::from)
    }

    /// What is written where, and whether a report is printed.
    pub fn plan(&self, records: Records) -> Result<(Plan, bool), Failure> {
        let to_terminal = self.output.is_none() && std::io::stdout().is_terminal();
        let is_csv = |path: &PathBuf| {
            path.extension()
                .is_some_and(|extension| extension.eq_ignore_ascii_case("csv"))
        };
        let (format, report) = match self.format {
            Some(Form::Rows(format)) => (format, false),
            Some(Form::Report) => (Format::Jsonl, true),
            None if self.output.as_ref().is_some_and(is_csv) => (Format::Csv, false),
            None => (Format::Jsonl, to_terminal),
        };
        let destination = match &self.output {
            None if report => Destination::Nowhere,
            None => Destination::Stdout,
            Some(path) if path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/") => {
                Destination::Folder(path.clone())
            }
            Some(path) => Destination::File(path.clone()),
        };
        let one_stream = matches!(destination, Destination::Stdout | Destination::File(_));
        if format == Format::Csv && records == Records::All && one_stream {
            return Err(Failure::Usage(
                "a CSV file holds one kind of record: name a folder (-o DIR/) or one kind (--records events)".to_owned(),
            ));
        }
        Ok((
            Plan {
                destination,
                format,
                records,
            },
            report,
        ))
    }
}

/// One thread for each core that the program may use.
pub fn default_threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

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
    let mut outputs = match Outputs::open(&plan, identity, arguments.resume)? {
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
    let mut progress = match plan.destination {
        Destination::File(_) | Destination::Folder(_) if !with_report => {
            Progress::beside_files(arguments.quiet, total)
        }
        _ => Progress::new(arguments.quiet, total),
    };

    let mut tally = outputs.done;
    let mut notes: BTreeMap<String, u64> = BTreeMap::new();
    let mut failure = None;
    let mut saved = (Instant::now(), tally.inputs);
    let plan = Arc::new(plan);
    let maker = {
        let (plan, new_coder) = (Arc::clone(&plan), work.new_coder);
        let body = work.body_in_report;
        move || {
            let plan = Arc::clone(&plan);
            let mut code = guarded(new_coder());
            move |item: Result<RawArticle, InputError>| {
                item.and_then(&mut code).map(|(article, coding)| {
                    make(&plan, with_report.then_some(body), &article, coding)
                })
            }
        }
    };
    let take = |item: Result<Made, InputError>| {
        tally.inputs += 1;
        let written = match item {
            Err(error) => {
                tally.failed += 1;
                progress.say(&error.to_string());
                Ok(())
            }
            Ok(made) => {
                tally.articles += 1;
                tally.events += made.counts[0];
                tally.quotes += made.counts[1];
                tally.positions += made.counts[2];
                for (kind, words) in &made.notes {
                    *notes.entry(kind.clone()).or_default() += 1;
                    if arguments.verbose {
                        progress.say(&format!("{}: {words}", made.input));
                    }
                }
                outputs
                    .write(&made.rows)
                    .and_then(|()| print_report(made.report.as_deref()))
            }
        };
        let due = saved.0.elapsed() >= SAVE_AFTER || tally.inputs - saved.1 >= SAVE_EVERY;
        let written = written.and_then(|()| {
            if due {
                saved = (Instant::now(), tally.inputs);
                outputs.save(tally)?;
            }
            Ok(())
        });
        progress.show(&tally, reading.bytes());
        match written {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failure = Some(error);
                ControlFlow::Break(())
            }
        }
    };
    pipeline::run(items, arguments.threads(), &stop, maker, take);
    progress.finish();
    if let Some(failure) = failure {
        return Err(failure);
    }
    if stop.asked() {
        outputs.save(tally)?;
        let resume = if outputs.resumable() {
            "; run again with --resume to go on"
        } else {
            ""
        };
        progress.say(&format!("stopped after {}{resume}", counts(&tally)));
        return Ok(Outcome::Interrupted);
    }
    let paths = outputs.finish()?;
    if !arguments.quiet {
        sum_up(&tally, &notes, &reading, &paths, arguments.verbose);
    }
    if tally.inputs == 0 {
        eprintln!("detente: no page was found in the inputs");
        return Ok(Outcome::SomeFailed);
    }
    Ok(if tally.failed > 0 {
        Outcome::SomeFailed
    } else {
        Outcome::Done
    })
}

/// Tells runs apart whose outputs do not fit together.
fn identity(inputs: &InputArguments, plan: &Plan, work: &str) -> String {
    let all = format!("{} {inputs:?} {plan:?} {work}", env!("CARGO_PKG_VERSION"));
    blake3::hash(all.as_bytes()).to_hex().to_string()
}

/// Codes articles, and turns a fault of the program into an error of that one article, so that the
/// rest of a long run is not lost.
fn guarded(
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

fn print_report(report: Option<&str>) -> Result<(), Failure> {
    let Some(report) = report else { return Ok(()) };
    let mut stdout = anstream::stdout().lock();
    stdout
        .write_all(report.as_bytes())
        .and_then(|()| stdout.flush())
        .map_err(|error| Failure::output("the standard output", error))
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
