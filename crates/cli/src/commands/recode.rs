//! `detente recode`: what another lexicon, model or version makes of an archive's articles.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use detente_archive::{Archive, ArticleDetail, Writer};
use detente_coding::record::Coding;
use detente_engine::Choices;
use detente_formats::Coded;
use detente_page::record::ArticleRecord;
use detente_page::{Article, Published, PublishedFrom, TextInput};

use super::ingest::{Intake, provenance};
use crate::engine::{Engine, EngineArguments};
use crate::exit::{Failure, Outcome};
use crate::interrupt::Stop;
use crate::pipeline;
use crate::run_arguments::default_threads;
use crate::terminal::say;

/// Articles that are read from the archive at a time.
const BATCH: usize = 200;

/// Code an archive's articles anew and tell what changes; with --commit, keep it
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  detente recode desk.archive --lexicon my-lexicon/            what would change
  detente recode desk.archive --lexicon my-lexicon/ --commit   change it

Corrections are kept apart by the content of what they judge and are not touched. A run with --commit that
was stopped is gone on with by running it again.")]
pub struct Arguments {
    /// The archive's folder
    archive: PathBuf,

    /// Write what changes; without it nothing is written
    #[arg(long)]
    commit: bool,

    /// Only tell what would change (the default)
    #[arg(long, conflicts_with = "commit")]
    dry_run: bool,

    /// Changed events that are shown
    #[arg(long, value_name = "N", default_value_t = 20)]
    show: usize,

    /// Threads to code on [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,

    /// Code articles in other languages too; without it they keep no records
    #[arg(long)]
    any_language: bool,

    #[command(flatten)]
    engine: EngineArguments,
}

/// Carries the command out.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let archive = Archive::at(&arguments.archive);
    let engine = Engine::load(&arguments.engine)?;
    let stop = Stop::on_signal();
    let writer: Option<Writer> = arguments.commit.then(|| archive.writer()).transpose()?;
    let mut intake = writer.map(|writer| Intake::new(writer, provenance(&engine), false, || None));
    let reader = archive.reader()?;
    let last = reader.seq()?;
    let mut seen = 0;
    let articles = std::iter::from_fn(move || {
        // What is written meanwhile comes behind `last`.
        let batch = reader.since(seen, BATCH);
        match batch {
            Ok(batch) => {
                let batch: Vec<ArticleDetail> = batch
                    .into_iter()
                    .filter(|(seq, _)| *seq <= last)
                    .map(|(_, detail)| detail)
                    .collect();
                seen = batch.last()?.seq;
                Some(Ok(batch))
            }
            Err(error) => {
                seen = u64::MAX >> 1;
                Some(Err(error))
            }
        }
    });
    let items = articles.flat_map(|batch| match batch {
        Ok(batch) => batch.into_iter().map(Ok).collect::<Vec<_>>(),
        Err(error) => vec![Err(error)],
    });
    let choices = Choices {
        any_language: arguments.any_language,
        ..Choices::default()
    };
    let new_worker = move || {
        let mut code = engine.on_thread(choices);
        move |detail: Result<ArticleDetail, detente_archive::ArchiveError>| {
            detail.map(|detail| {
                let coding = code(&article_of(&detail.article));
                (detail, coding)
            })
        }
    };
    let mut changes = Changes::default();
    let threads = arguments.threads.map_or_else(default_threads, usize::from);
    pipeline::run(items, threads, &stop, new_worker, |item| {
        let (detail, coding) = item?;
        changes.compare(&detail, &coding, arguments.show);
        match &mut intake {
            Some(intake) => intake.take(Coded {
                article: detail.article,
                coding,
            }),
            None => Ok(()),
        }
    })?;
    changes.tell()?;
    match intake {
        Some(intake) => intake.finish(false, stop.asked()),
        None if stop.asked() => Ok(Outcome::Interrupted),
        None => {
            if changes.changed > 0 {
                say!("nothing was written; --commit writes it");
            }
            Ok(Outcome::Done)
        }
    }
}

/// The article as it was when it was read from its page: the title, where it opens the text, and the
/// body with its dateline.
fn article_of(record: &ArticleRecord) -> Article {
    let opening = record.title.as_ref().filter(|title| {
        record
            .text
            .strip_prefix(title.as_str())
            .is_some_and(|rest| rest.starts_with("\n\n"))
            && record.text != record.body
    });
    let begin = opening.map_or(0, |title| title.len() + 2);
    let mut article = Article::from_text(TextInput {
        id: Some(record.id.clone()),
        text: record.text[begin..].to_owned(),
        title: record.title.clone(),
        url: record.url.clone(),
        outlet: record.outlet.clone(),
        input: record.input.clone(),
        fetched: None,
        published: None,
    });
    let shift = begin as u32;
    for range in article
        .paragraphs
        .iter_mut()
        .chain(article.dateline.as_mut().map(|dateline| &mut dateline.span))
    {
        *range = range.start + shift..range.end + shift;
    }
    article.title_span = opening.map(|title| 0..title.len() as u32);
    article.text.clone_from(&record.text);
    article.agency.clone_from(&record.agency);
    article.language.clone_from(&record.language);
    article.published = record.published.map(|date| Published {
        date,
        time: None,
        from: record.published_from.unwrap_or(PublishedFrom::Input),
        evidence: String::new(),
    });
    article
}

/// What another coding gains, loses and keeps.
#[derive(Default)]
struct Changes {
    articles: u64,
    changed: u64,
    /// Records that come and go, by kind.
    kinds: [(u64, u64); 3],
    /// Events that come and go, by rule.
    rules: BTreeMap<String, (u64, u64)>,
    shown: Vec<String>,
}

impl Changes {
    fn compare(&mut self, old: &ArticleDetail, new: &Coding, show: usize) {
        self.articles += 1;
        if old.coding == *new {
            return;
        }
        self.changed += 1;
        let (mut gone, mut come) = (Vec::new(), Vec::new());
        for event in &old.coding.events {
            if !new.events.iter().any(|other| other.id == event.id) {
                gone.push(event);
            }
        }
        for event in &new.events {
            if !old.coding.events.iter().any(|other| other.id == event.id) {
                come.push(event);
            }
        }
        for (sign, events) in [('-', &gone), ('+', &come)] {
            for event in events {
                let count = self.rules.entry(event.rule.clone()).or_default();
                if sign == '-' {
                    count.0 += 1;
                } else {
                    count.1 += 1;
                }
                if self.shown.len() < show {
                    let words = event
                        .evidence
                        .first()
                        .map_or("", |piece| piece.text.as_str());
                    self.shown.push(format!(
                        "{sign} {} {} → {} {} [{}] “{words}”",
                        old.article.id,
                        event.source.actor,
                        event.target.actor,
                        event.cameo,
                        event.rule
                    ));
                }
            }
        }
        let both = |old: Vec<&str>, new: Vec<&str>| {
            let missing = |from: &[&str], of: &[&str]| {
                from.iter().filter(|id| !of.contains(id)).count() as u64
            };
            (missing(&old, &new), missing(&new, &old))
        };
        let ids = [
            (gone.len() as u64, come.len() as u64),
            both(
                old.coding
                    .quotes
                    .iter()
                    .map(|quote| quote.id.as_str())
                    .collect(),
                new.quotes.iter().map(|quote| quote.id.as_str()).collect(),
            ),
            both(
                old.coding
                    .positions
                    .iter()
                    .map(|position| position.id.as_str())
                    .collect(),
                new.positions
                    .iter()
                    .map(|position| position.id.as_str())
                    .collect(),
            ),
        ];
        for (all, one) in self.kinds.iter_mut().zip(ids) {
            all.0 += one.0;
            all.1 += one.1;
        }
    }

    fn tell(&self) -> Result<(), Failure> {
        for line in &self.shown {
            say!("{line}");
        }
        let mut rules: Vec<_> = self.rules.iter().collect();
        rules.sort_by_key(|(_, (gone, come))| std::cmp::Reverse(gone + come));
        for (rule, (gone, come)) in rules.into_iter().take(20) {
            say!("{rule}: -{gone} +{come}");
        }
        for (name, (gone, come)) in ["events", "quotes", "positions"]
            .into_iter()
            .zip(self.kinds)
        {
            say!("{name}: -{gone} +{come}");
        }
        say!(
            "{} of {} articles are coded otherwise",
            self.changed,
            self.articles
        );
        Ok(())
    }
}
