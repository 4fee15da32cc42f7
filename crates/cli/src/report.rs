//! What was found in a page, laid out for reading on a terminal.

use std::fmt;

use anstyle::{AnsiColor, Style};
use detente_calendar::Precision;
use detente_coding::record::{Event, Evidence, Position, Quote, QuoteKind, Status};
use detente_formats::Coded;
use detente_page::record::ArticleRecord;

const TITLE: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const ACTOR: Style = AnsiColor::Cyan.on_default().bold();
const CODE: Style = AnsiColor::Yellow.on_default();
const HEADING: Style = AnsiColor::Green.on_default();

/// The widest line of quoted words, in characters.
const WIDTH: usize = 100;

/// What the roots of CAMEO, 01 to 20, stand for.
const ROOTS: [&str; 20] = [
    "statement",
    "appeal",
    "intent to cooperate",
    "consult",
    "diplomatic cooperation",
    "material cooperation",
    "aid",
    "yield",
    "investigate",
    "demand",
    "disapprove",
    "reject",
    "threaten",
    "protest",
    "show of force",
    "reduce relations",
    "coerce",
    "assault",
    "fight",
    "mass violence",
];

/// One page with what was found in it. Colours are ANSI codes; the stream that prints it takes them
/// out where they do not belong.
pub struct Report<'a> {
    /// The page and its coding.
    pub coded: &'a Coded,
    /// Show the article's body in place of what was found.
    pub body: bool,
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Coded { article, coding } = self.coded;
        head(f, article)?;
        if self.body {
            for paragraph in article.body.split("\n\n") {
                writeln!(f)?;
                wrapped(f, paragraph, "  ")?;
            }
            return writeln!(f);
        }
        section(f, "events", &coding.events, event)?;
        section(f, "quotes", &coding.quotes, quote)?;
        section(f, "positions", &coding.positions, position)?;
        writeln!(f)
    }
}

fn head(f: &mut fmt::Formatter<'_>, article: &ArticleRecord) -> fmt::Result {
    let title = article
        .title
        .as_deref()
        .unwrap_or_else(|| first_words(&article.text));
    writeln!(f, "{TITLE}{}{TITLE:#}", one_line(title))?;
    let mut parts = Vec::new();
    parts.extend(article.outlet.clone());
    parts.extend(
        article
            .agency
            .clone()
            .filter(|agency| article.outlet.as_ref() != Some(agency)),
    );
    parts.push(match (article.published, article.published_precision) {
        (Some(date), Some(Precision::MonthDay)) => format!("{date} (year not told)"),
        (Some(date), Some(Precision::Month | Precision::Year)) => format!("{date} (no day told)"),
        (Some(date), _) => date.to_string(),
        (None, _) => "no date".to_owned(),
    });
    parts.extend(
        article
            .dateline
            .as_ref()
            .and_then(|line| line.place.clone()),
    );
    writeln!(
        f,
        "{}  {FAINT}{}{FAINT:#}",
        parts.join(" · "),
        article.input
    )
}

fn section<T>(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    records: &[T],
    show: impl Fn(&mut fmt::Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    if records.is_empty() {
        return writeln!(f, "  {FAINT}no {name}{FAINT:#}");
    }
    writeln!(f, "  {HEADING}{name}{HEADING:#}")?;
    records.iter().try_for_each(|record| show(f, record))
}

fn event(f: &mut fmt::Formatter<'_>, event: &Event) -> fmt::Result {
    let date = event
        .date
        .map_or_else(|| "no date".to_owned(), |date| date.to_string());
    write!(
        f,
        "    {date:<10}  {ACTOR}{}{ACTOR:#} → {ACTOR}{}{ACTOR:#}  {CODE}{}{CODE:#} {}",
        event.source.actor,
        event.target.actor,
        event.cameo,
        root_name(&event.cameo)
    )?;
    if event.status != Status::Current {
        write!(f, "  {}", in_words(&event.status))?;
    }
    if !event.issues.is_empty() {
        write!(f, "  [{}]", event.issues.join(", "))?;
    }
    if let Some(confidence) = event.confidence {
        write!(f, "  {FAINT}{confidence:.2}{FAINT:#}")?;
    }
    if let Some(reporter) = &event.reported_by {
        write!(f, "  {FAINT}reported by {reporter}{FAINT:#}")?;
    }
    writeln!(f)?;
    words(f, &event.evidence)
}

fn quote(f: &mut fmt::Formatter<'_>, quote: &Quote) -> fmt::Result {
    match &quote.speaker {
        Some(speaker) => {
            write!(f, "    {ACTOR}{}{ACTOR:#}", speaker.name)?;
            if let Some(actor) = &speaker.actor {
                write!(f, " ({actor})")?;
            }
            if let Some(office) = &speaker.office {
                write!(f, ", {office}")?;
            }
        }
        None => write!(f, "    {FAINT}speaker not told{FAINT:#}")?,
    }
    if quote.kind != QuoteKind::Direct {
        write!(f, "  {}", in_words(&quote.kind))?;
    }
    if !quote.issues.is_empty() {
        write!(f, "  [{}]", quote.issues.join(", "))?;
    }
    writeln!(f)?;
    quoted(f, &quote.content)
}

fn position(f: &mut fmt::Formatter<'_>, position: &Position) -> fmt::Result {
    write!(
        f,
        "    {ACTOR}{}{ACTOR:#} {} {CODE}{}{CODE:#}",
        position.actor,
        in_words(&position.stance),
        position.issue
    )?;
    if let Some(towards) = &position.towards {
        write!(f, " → {towards}")?;
    }
    if let Some(condition) = &position.condition {
        write!(f, "  if: {condition}")?;
    }
    writeln!(f)?;
    words(f, &position.evidence)
}

fn words(f: &mut fmt::Formatter<'_>, evidence: &[Evidence]) -> fmt::Result {
    evidence.iter().try_for_each(|piece| quoted(f, &piece.text))
}

fn quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    write!(f, "{FAINT}")?;
    wrapped(f, &format!("“{}”", one_line(text)), "      ")?;
    write!(f, "{FAINT:#}")
}

/// Writes `text` in lines of at most [`WIDTH`] characters, each behind `indent`.
fn wrapped(f: &mut fmt::Formatter<'_>, text: &str, indent: &str) -> fmt::Result {
    let mut used = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if used == 0 {
            write!(f, "{indent}{}", visible(word))?;
        } else if used + 1 + length > WIDTH {
            write!(f, "\n{indent}{}", visible(word))?;
            used = 0;
        } else {
            write!(f, " {}", visible(word))?;
            used += 1;
        }
        used += length;
    }
    writeln!(f)
}

/// The text on one line, without characters that would steer the terminal.
fn one_line(text: &str) -> String {
    visible(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn visible(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

fn first_words(text: &str) -> &str {
    let end = text.char_indices().nth(80).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// What the root of a CAMEO code stands for.
fn root_name(code: &str) -> &'static str {
    let root = code
        .get(..2)
        .and_then(|digits| digits.parse::<usize>().ok());
    root.and_then(|root| ROOTS.get(root.wrapping_sub(1)))
        .copied()
        .unwrap_or_default()
}

/// The word that a value is in JSON.
fn in_words(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}
