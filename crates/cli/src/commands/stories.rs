//! `detente stories`: articles grouped by what they report, and by the text they share.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use detente_formats::{InputError, RawArticle};
use detente_page::Article;
use detente_stories::{ArticleKey, Grouping, Source, StoryId, StoryOptions};
use serde_json::json;

use crate::exit::{Failure, Outcome};
use crate::inputs::{self, InputArguments};
use crate::interrupt::Stop;
use crate::journal::Tally;
use crate::pipeline;
use crate::progress::Progress;
use detente_formats::Reading;

/// Group articles into stories, and name the copies of one text and its original
#[derive(Debug, Args)]
#[command(after_help = "\
One story a line as JSON: {\"id\",\"headline\",\"first\",\"last\",\"articles\":[{\"id\",\"title\",\"outlet\",
\"published\",\"copy_of\"}],\"copies\":[{\"original\",\"agency\",\"outlets\",\"articles\"}]}. Articles are taken in the order
of the inputs; a story's id is made of its first article's, and stays. No copy is left out.

Examples:
  detente stories news.jsonl.gz -o stories.jsonl
  detente stories pages/ --by article          {\"id\",\"story\"} for each article
  detente stories feed/ --window 3             what lies more than three days apart is two stories")]
pub struct Arguments {
    #[command(flatten)]
    inputs: InputArguments,

    /// Write to this file, not to the standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// One line for each story, or for each article
    #[arg(long, value_name = "WHAT", default_value = "story")]
    by: By,

    /// How like an article must be to a story to join it, from 0 to 1
    #[arg(long, value_name = "LIKENESS", default_value_t = StoryOptions::default().threshold, value_parser = likeness)]
    threshold: f32,

    /// Most days between an article and the others of its story
    #[arg(long, value_name = "DAYS", default_value_t = StoryOptions::default().window_days)]
    window: u16,

    /// Threads that read pages [default: as many as there are processors]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,

    /// Say nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum By {
    Story,
    Article,
}

fn likeness(text: &str) -> Result<f32, String> {
    text.parse()
        .ok()
        .filter(|likeness| (0.0..=1.0).contains(likeness))
        .ok_or_else(|| "a number from 0 to 1".to_owned())
}

/// Carries the command out.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let own: Vec<PathBuf> = arguments.output.iter().cloned().collect();
    let reading = Reading::default();
    let items = inputs::articles(&arguments.inputs, &own, &reading);
    let mut progress = Progress::new(arguments.quiet, || {
        inputs::total_bytes(&arguments.inputs, &own)
    });
    let threads = arguments
        .threads
        .or_else(|| std::thread::available_parallelism().ok().map(usize::from))
        .unwrap_or(1);
    let stop = Stop::on_signal();
    let mut grouping = Grouping::new(StoryOptions {
        threshold: arguments.threshold,
        window_days: arguments.window,
        ..StoryOptions::default()
    });
    let mut rows: Vec<(String, StoryId)> = Vec::new();
    let mut tally = Tally::default();
    let read = || |item: Result<RawArticle, InputError>| item.and_then(RawArticle::into_article);
    pipeline::run(
        items,
        threads,
        &stop,
        read,
        |item: Result<Article, InputError>| {
            tally.inputs += 1;
            match item {
                Ok(article) => {
                    tally.articles += 1;
                    let story = add(&mut grouping, &article);
                    if arguments.by == By::Article {
                        rows.push((article.id, story));
                    }
                }
                Err(error) => {
                    tally.failed += 1;
                    progress.say(&error.to_string());
                }
            }
            progress.show(&tally, reading.bytes());
            Ok::<(), Failure>(())
        },
    )?;
    progress.finish();
    if stop.asked() {
        eprintln!("detente: stopped; nothing was written");
        return Ok(Outcome::Interrupted);
    }
    if tally.inputs == 0 {
        eprintln!("detente: no page was found in the inputs");
        return Ok(Outcome::SomeFailed);
    }
    let (mut stories, mut copies) = (0_u64, 0_u64);
    write(arguments.output.as_deref(), |out| {
        for story in grouping.finish() {
            stories += 1;
            copies += story
                .articles
                .iter()
                .filter(|a| a.copy_of.is_some())
                .count() as u64;
            if arguments.by == By::Story {
                serde_json::to_writer(&mut *out, &story)?;
                writeln!(out)?;
            }
        }
        for (id, story) in &rows {
            writeln!(out, "{}", json!({"id": id, "story": story}))?;
        }
        Ok(())
    })?;
    if !arguments.quiet {
        eprintln!(
            "detente: {} articles in {stories} stories, {copies} of them copies; {} could not be read",
            tally.articles, tally.failed
        );
        let skipped = reading.left_out();
        if !skipped.is_empty() {
            let kinds: Vec<String> = skipped
                .iter()
                .map(|(kind, n)| format!("{kind} {n}"))
                .collect();
            eprintln!(
                "detente: files of other kinds left out: {}",
                kinds.join(", ")
            );
        }
    }
    Ok(if tally.failed > 0 {
        Outcome::SomeFailed
    } else {
        Outcome::Done
    })
}

fn add(grouping: &mut Grouping, article: &Article) -> StoryId {
    let body = article.body();
    let published = article.published.as_ref();
    let key = ArticleKey {
        id: &article.id,
        title: article.title.as_deref(),
        body: &body,
        published: published.map(|published| published.date),
    };
    let source = Source {
        outlet: article.outlet.as_deref(),
        agency: article.agency.as_deref(),
        time: published.and_then(|published| published.time.as_deref()),
    };
    grouping.add(&key, &source)
}

/// Writes to the standard output, or to a file that takes its name when it is whole.
fn write(
    path: Option<&Path>,
    rows: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let Some(path) = path else {
        let mut out = io::BufWriter::new(io::stdout().lock());
        return rows(&mut out)
            .and_then(|()| out.flush())
            .map_err(|error| Failure::output("the standard output", error));
    };
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let failed = |error| Failure::output(path, error);
    let file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).map_err(failed)?;
    let mut out = io::BufWriter::new(file);
    rows(&mut out).map_err(failed)?;
    let file = out
        .into_inner()
        .map_err(|error| failed(error.into_error()))?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}
