//! What is said while long work goes on: a bar on a terminal, a line a minute elsewhere.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::journal::Tally;

/// How often a line is written where there is no terminal.
const LINE_EVERY: Duration = Duration::from_mins(1);

/// Tells on the standard error how far work has come.
pub struct Progress {
    kind: Kind,
    begun: Instant,
    last_line: Instant,
    /// Articles that were there when the work began: those of the run that is resumed.
    first: Option<u64>,
}

enum Kind {
    Bar(ProgressBar),
    Lines,
    Quiet,
}

impl Progress {
    /// Progress towards `total_bytes` of input (`None` where the total is not known). With `quiet`
    /// nothing is said; no bar is drawn where the standard output goes to the terminal itself.
    pub fn new(quiet: bool, total_bytes: impl FnOnce() -> Option<u64>) -> Self {
        let kind = if quiet {
            Kind::Quiet
        } else if std::io::stderr().is_terminal() {
            if std::io::stdout().is_terminal() {
                Kind::Quiet
            } else {
                Kind::Bar(bar(total_bytes()))
            }
        } else {
            Kind::Lines
        };
        Self::of(kind)
    }

    /// Progress of a run whose rows go to a file, so that a bar does not disturb what is printed.
    pub fn beside_files(quiet: bool, total_bytes: impl FnOnce() -> Option<u64>) -> Self {
        if !quiet && std::io::stderr().is_terminal() {
            return Self::of(Kind::Bar(bar(total_bytes())));
        }
        Self::new(quiet, || None)
    }

    fn of(kind: Kind) -> Self {
        let now = Instant::now();
        Self {
            kind,
            begun: now,
            last_line: now,
            first: None,
        }
    }

    /// Shows the state of the work.
    pub fn show(&mut self, tally: &Tally, bytes: u64) {
        let first = *self.first.get_or_insert(tally.articles.saturating_sub(1));
        let seconds = self.begun.elapsed().as_secs_f64();
        let rate = (tally.articles - first.min(tally.articles)) as f64 / seconds.max(0.001);
        match &self.kind {
            Kind::Bar(bar) => {
                bar.set_position(bytes);
                bar.set_message(format!("{}, {rate:.0}/s", counts(tally)));
            }
            Kind::Lines if self.last_line.elapsed() >= LINE_EVERY => {
                self.last_line = Instant::now();
                eprintln!(
                    "detente: {}, {seconds:.0} s, {rate:.0} articles/s",
                    counts(tally)
                );
            }
            Kind::Lines | Kind::Quiet => {}
        }
    }

    /// Says something on the standard error without spoiling a bar.
    pub fn say(&self, text: &str) {
        match &self.kind {
            Kind::Bar(bar) => bar.suspend(|| eprintln!("detente: {text}")),
            Kind::Lines | Kind::Quiet => eprintln!("detente: {text}"),
        }
    }

    /// Clears the bar away.
    pub fn finish(&self) {
        if let Kind::Bar(bar) = &self.kind {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: Option<u64>) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
    let template = if total.is_some() {
        "{bar:30} {percent:>3}% {msg} {elapsed} (left {eta})"
    } else {
        "{spinner} {msg} {elapsed}"
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(500));
    bar
}

/// The counts of a run in words.
pub fn counts(tally: &Tally) -> String {
    let mut text = plural(tally.articles, "article");
    for (count, name) in [
        (tally.events, "event"),
        (tally.quotes, "quote"),
        (tally.positions, "position"),
    ] {
        if count > 0 {
            text.push_str(", ");
            text.push_str(&plural(count, name));
        }
    }
    if tally.failed > 0 {
        text.push_str(", ");
        text.push_str(&tally.failed.to_string());
        text.push_str(" failed");
    }
    text
}

fn plural(count: u64, name: &str) -> String {
    format!("{count} {name}{}", if count == 1 { "" } else { "s" })
}
