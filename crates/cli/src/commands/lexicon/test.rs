//! `detente lexicon test`: what a changed lexicon changes in the coding of some texts.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use clap::Args;
use detente_coding::record::Event;
use detente_engine::Choices;
use detente_formats::{InputError, RawArticle, Reading};
use serde::Serialize;
use serde_json::json;

use crate::engine::{self, Engine};
use crate::exit::{Failure, Outcome};
use crate::inputs::{self, InputArguments};
use crate::interrupt::Stop;
use crate::pipeline;
use crate::run_arguments::default_threads;
use crate::terminal::say;

/// Tell which events of some texts a changed or new rule or row changes
///
/// The texts are coded with the built-in lexicon and with the files of --lexicon over it. Events that only one
/// of the two gives are printed with the words that prove them and the rule that made them: + for what
/// comes, - for what goes, ~ for an event that the same words now give with other ends, code, date or rule.
/// Counts by rule follow.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  detente lexicon test samples/ --lexicon my-lexicon/
  detente lexicon test news.jsonl.gz --lexicon lexicon/ --rule 114     rules with 114 in their names
  detente lexicon test news.jsonl --lexicon new/ --against old/ --json | jq -r .change | sort | uniq -c
  detente lexicon test pages/ --lexicon my-lexicon/ --exit-code        for a check: 1 where anything changes

Exit code: 0 all texts read, 1 some could not be, or with --exit-code an event changed, 2 the command was wrong.")]
pub struct Arguments {
    #[command(flatten)]
    inputs: InputArguments,
    /// Folder of lexicon files that are laid over the built-in ones
    #[arg(long, value_name = "DIR")]
    lexicon: PathBuf,
    /// Folder to compare with, laid over the built-in files too [default: the built-in files alone]
    #[arg(long, value_name = "DIR")]
    against: Option<PathBuf>,
    /// Only changes of rules whose name has this in it
    #[arg(long, value_name = "WORDS")]
    rule: Option<String>,
    /// Exit with 1 where any event comes, goes or changes
    #[arg(long)]
    exit_code: bool,
    /// Print a JSON object for each change and one for the counts
    #[arg(long)]
    json: bool,
    /// Model file to use in place of the installed one
    #[arg(long, value_name = "PATH", env = "DETENTE_MODEL")]
    model: Option<PathBuf>,
}

/// An event, as far as it is compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Told {
    source: String,
    target: String,
    code: String,
    date: Option<String>,
    rule: String,
    /// The words of its first evidence, and where they stand in code points.
    words: String,
    start: u32,
    end: u32,
}

impl From<&Event> for Told {
    fn from(event: &Event) -> Self {
        let first = event.evidence.first();
        Self {
            source: event.source.actor.clone(),
            target: event.target.actor.clone(),
            code: event.cameo.clone(),
            date: event.date.map(|date| date.to_string()),
            rule: event.rule.clone(),
            words: first.map(|piece| piece.text.clone()).unwrap_or_default(),
            start: first.map_or(0, |piece| piece.start),
            end: first.map_or(0, |piece| piece.end),
        }
    }
}

impl Told {
    /// How like `other`, told by overlapping words, it is; `None` where it is another event.
    fn likeness(&self, other: &Self) -> Option<u8> {
        if self.start >= other.end || other.start >= self.end {
            return None;
        }
        let same = [
            self.source == other.source,
            self.target == other.target,
            self.code == other.code,
        ];
        let count = same.into_iter().map(u8::from).sum();
        (count >= 2 || count == 1 && self.rule == other.rule).then_some(count)
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date.as_deref().unwrap_or("no date");
        write!(
            f,
            "{date}  {} → {}  {}  {}",
            self.source, self.target, self.code, self.rule
        )
    }
}

/// An event that the two lexicons tell differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "lowercase")]
enum Change {
    Lost { before: Told },
    Gained { after: Told },
    Changed { before: Told, after: Told },
}

impl Change {
    fn rules(&self) -> impl Iterator<Item = &str> {
        let (before, after) = match self {
            Self::Lost { before } => (Some(before), None),
            Self::Gained { after } => (None, Some(after)),
            Self::Changed { before, after } => (Some(before), Some(after)),
        };
        [before, after]
            .into_iter()
            .flatten()
            .map(|told| told.rule.as_str())
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lost { before } => write!(f, "  - {before}\n      “{}”", before.words),
            Self::Gained { after } => write!(f, "  + {after}\n      “{}”", after.words),
            Self::Changed { before, after } => {
                write!(f, "  ~ {before}\n    {after}\n      “{}”", after.words)
            }
        }
    }
}

/// The differences of two codings of an article, in text order.
fn changes(before: &[Told], after: &[Told]) -> Vec<Change> {
    let mut lost: Vec<&Told> = before.iter().filter(|told| !after.contains(told)).collect();
    let mut gained: Vec<&Told> = after.iter().filter(|told| !before.contains(told)).collect();
    let mut pairs: Vec<(u8, usize, usize)> = Vec::new();
    for (old, was) in lost.iter().enumerate() {
        for (new, is) in gained.iter().enumerate() {
            if let Some(likeness) = was.likeness(is) {
                pairs.push((likeness, old, new));
            }
        }
    }
    // The likest first; of equals the earlier.
    pairs.sort_by_key(|&(likeness, old, new)| (std::cmp::Reverse(likeness), old, new));
    let (mut used_old, mut used_new) = (vec![false; lost.len()], vec![false; gained.len()]);
    let mut changes = Vec::new();
    for (_, old, new) in pairs {
        if !used_old[old] && !used_new[new] {
            (used_old[old], used_new[new]) = (true, true);
            changes.push(Change::Changed {
                before: lost[old].clone(),
                after: gained[new].clone(),
            });
        }
    }
    let mut free = used_old.iter();
    lost.retain(|_| free.next() == Some(&false));
    let mut free = used_new.iter();
    gained.retain(|_| free.next() == Some(&false));
    changes.extend(lost.into_iter().map(|told| Change::Lost {
        before: told.clone(),
    }));
    changes.extend(gained.into_iter().map(|told| Change::Gained {
        after: told.clone(),
    }));
    changes.sort_by_key(|change| match change {
        Change::Lost { before: told }
        | Change::Gained { after: told }
        | Change::Changed { after: told, .. } => told.start,
    });
    changes
}

/// How a rule's events changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
struct Counts {
    gained: usize,
    lost: usize,
    /// Changed events that the rule makes now, or made before.
    changed: usize,
}

/// What came of all texts.
#[derive(Debug, Default, Serialize)]
struct Summary {
    articles: usize,
    failed: usize,
    /// Events of the two codings.
    before: usize,
    after: usize,
    gained: usize,
    lost: usize,
    changed: usize,
    rules: BTreeMap<String, Counts>,
}

impl Summary {
    fn add(&mut self, change: &Change) {
        let all = match change {
            Change::Lost { .. } => &mut self.lost,
            Change::Gained { .. } => &mut self.gained,
            Change::Changed { .. } => &mut self.changed,
        };
        *all += 1;
        let mut rules: Vec<&str> = change.rules().collect();
        rules.dedup();
        for rule in rules {
            let counts = self.rules.entry(rule.to_owned()).or_default();
            match change {
                Change::Lost { .. } => counts.lost += 1,
                Change::Gained { .. } => counts.gained += 1,
                Change::Changed { .. } => counts.changed += 1,
            }
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.rules.is_empty() {
            writeln!(
                f,
                "{:32} {:>7} {:>7} {:>7}",
                "rule", "gained", "lost", "changed"
            )?;
        }
        for (rule, counts) in &self.rules {
            writeln!(
                f,
                "{rule:32} {:>7} {:>7} {:>7}",
                counts.gained, counts.lost, counts.changed
            )?;
        }
        write!(
            f,
            "{} articles, {} events before, {} after: {} gained, {} lost, {} changed",
            self.articles, self.before, self.after, self.gained, self.lost, self.changed
        )
    }
}

/// One article's differences.
struct Compared {
    input: String,
    before: usize,
    after: usize,
    changes: Vec<Change>,
}

/// Carries the command out.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let base = engine::load_lexicon(arguments.against.as_deref())?;
    let tested = engine::load_lexicon(Some(&arguments.lexicon))?;
    let model = engine::load_model(arguments.model.as_deref())?;
    let (before, after) = (
        Engine::with_lexicon(model, base),
        Engine::with_lexicon(model, tested),
    );
    let wanted = arguments.rule.clone();
    let new_worker = move || {
        let choices = Choices::default();
        let (mut before, mut after) = (before.on_thread(choices), after.on_thread(choices));
        let wanted = wanted.clone();
        move |item: Result<RawArticle, InputError>| {
            let article = item.and_then(RawArticle::into_article)?;
            let told = |events: &[Event]| events.iter().map(Told::from).collect::<Vec<_>>();
            let (old, new) = (
                told(&before(&article).events),
                told(&after(&article).events),
            );
            let mut changes = changes(&old, &new);
            if let Some(wanted) = &wanted {
                changes.retain(|change| change.rules().any(|rule| rule.contains(wanted)));
            }
            Ok(Compared {
                input: article.input.clone(),
                before: old.len(),
                after: new.len(),
                changes,
            })
        }
    };
    let stop = Stop::on_signal();
    let items = inputs::articles(&arguments.inputs, &[], &Reading::default());
    let mut summary = Summary::default();
    pipeline::run(
        items,
        default_threads(),
        &stop,
        new_worker,
        |compared: Result<Compared, InputError>| {
            match compared {
                Err(error) => {
                    summary.failed += 1;
                    eprintln!("detente: {error}");
                }
                Ok(article) => {
                    summary.articles += 1;
                    summary.before += article.before;
                    summary.after += article.after;
                    show(&article, arguments.json)?;
                    for change in &article.changes {
                        summary.add(change);
                    }
                }
            }
            Ok::<_, Failure>(())
        },
    )?;
    if arguments.json {
        say!("{}", json!({ "summary": summary }));
    } else {
        say!("{summary}");
    }
    let is_changed = summary.gained + summary.lost + summary.changed > 0;
    Ok(match (stop.asked(), summary.failed) {
        (true, _) => Outcome::Interrupted,
        (false, 0) if !(arguments.exit_code && is_changed) => Outcome::Done,
        _ => Outcome::SomeFailed,
    })
}

fn show(compared: &Compared, json: bool) -> Result<(), Failure> {
    if json {
        for change in &compared.changes {
            let mut row = json!(change);
            row["input"] = json!(compared.input);
            say!("{row}");
        }
    } else if !compared.changes.is_empty() {
        say!("{}", compared.input);
        for change in &compared.changes {
            say!("{change}");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: &str, target: &str, code: &str, start: u32) -> Told {
        Told {
            source: source.to_owned(),
            target: target.to_owned(),
            code: code.to_owned(),
            date: None,
            rule: format!("{code}.rule"),
            words: String::new(),
            start,
            end: start + 10,
        }
    }

    #[test]
    fn the_same_words_with_another_code_are_a_change_and_no_loss() {
        let before = [
            told("A", "B", "040", 0),
            told("A", "B", "111", 20),
            told("A", "B", "190", 40),
        ];
        let after = [
            told("A", "B", "040", 0),
            told("A", "B", "112", 22),
            told("C", "D", "193", 40),
        ];
        let found = changes(&before, &after);
        assert_eq!(
            found,
            [
                Change::Changed {
                    before: before[1].clone(),
                    after: after[1].clone()
                },
                Change::Lost {
                    before: before[2].clone()
                },
                Change::Gained {
                    after: after[2].clone()
                },
            ]
        );
        let mut summary = Summary::default();
        for change in &found {
            summary.add(change);
        }
        assert_eq!((summary.gained, summary.lost, summary.changed), (1, 1, 1));
        assert_eq!(summary.rules["112.rule"].changed, 1);
    }
}
