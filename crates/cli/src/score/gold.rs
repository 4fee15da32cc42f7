//! Gold files: one document a line with its text and the records that are right.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use detente_coding::record::Status;
use detente_page::{Article, TextInput};
use serde::Deserialize;

use crate::exit::Failure;

/// A document with what is right for it.
#[derive(Debug, Clone, Deserialize)]
pub struct Document {
    /// Its id, which codings name as `article`.
    pub id: String,
    /// The text that quotes' offsets point into.
    pub text: String,
    /// The headline, where it stands apart.
    #[serde(default)]
    pub title: Option<String>,
    /// The date of publication.
    #[serde(default)]
    pub published: Option<String>,
    /// The events, where the file has gold for them.
    #[serde(default)]
    pub events: Option<Vec<Event>>,
    /// Single events that were judged, where nobody listed all.
    #[serde(default)]
    pub judged: Option<Vec<Judged>>,
    /// The quotes, where the file has gold for them.
    #[serde(default)]
    pub quotes: Option<Vec<Quote>>,
    /// The positions, where the file has gold for them.
    #[serde(default)]
    pub positions: Option<Vec<Position>>,
    /// Whom the text as a whole stands for, where it is a mention and no news.
    #[serde(default)]
    pub expected: Option<ExpectedActor>,
}

/// An event of gold.
#[derive(Debug, Clone, Deserialize)]
pub struct Event {
    /// `HEAD` or `HEAD:ROLE`; empty where the gold tells only the words.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub source: String,
    /// `HEAD` or `HEAD:ROLE`, `-` for none; empty where the gold tells only the words.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub target: String,
    /// CAMEO code, or the name of a class of them.
    pub code: String,
    /// `plover` or `cameo-penta` where `code` is a class.
    #[serde(default)]
    pub ontology: Option<String>,
    /// The words that name the source, where the gold tells them in place of its actor.
    #[serde(default)]
    pub source_text: Option<String>,
    /// The words that name the target.
    #[serde(default)]
    pub target_text: Option<String>,
    /// Date of the act.
    #[serde(default)]
    pub date: Option<String>,
    /// How it stands to the time of the article.
    #[serde(default)]
    pub status: Option<Status>,
    /// Codes that are as right.
    #[serde(default)]
    pub also: Vec<String>,
}

/// A coded event and whether it is right at dyad and root.
#[derive(Debug, Clone, Deserialize)]
pub struct Judged {
    /// `HEAD` or `HEAD:ROLE`.
    pub source: String,
    /// `HEAD` or `HEAD:ROLE`, `-` for none.
    pub target: String,
    /// CAMEO code.
    pub code: String,
    /// Whether it is right.
    pub right: bool,
}

/// A quote of gold: its place, or only its words.
#[derive(Debug, Clone, Deserialize)]
pub struct Quote {
    /// First code point of the content.
    #[serde(default)]
    pub start: Option<u32>,
    /// One past its last code point.
    #[serde(default)]
    pub end: Option<u32>,
    /// Its stretches, where the gold joins a quotation that its cue splits.
    #[serde(default)]
    pub spans: Vec<(u32, u32)>,
    /// The content's words, looked up in the text where there is no place.
    #[serde(default)]
    pub content: Option<String>,
    /// `direct`, `mixed` or `indirect`.
    #[serde(alias = "type")]
    pub kind: String,
    /// First code point of the speaker's mention.
    #[serde(default)]
    pub speaker_start: Option<u32>,
    /// One past its last code point.
    #[serde(default)]
    pub speaker_end: Option<u32>,
    /// The speaker's actor.
    #[serde(default)]
    pub actor: Option<String>,
}

/// A position of gold.
#[derive(Debug, Clone, Deserialize)]
pub struct Position {
    /// `HEAD` or `HEAD:ROLE`.
    pub actor: String,
    /// The issue's id.
    pub issue: String,
    /// `supports`, `opposes` ….
    pub stance: String,
}

/// Whom a mention stands for, in the codes of its gold set. What is absent is not asked; what is
/// empty must not be given.
#[derive(Debug, Clone, Deserialize)]
pub struct ExpectedActor {
    /// The country, ISO 3166-1 alpha-3, or CAMEO's code of an international body.
    #[serde(default)]
    pub country: Option<String>,
    /// The sector.
    #[serde(default)]
    pub code_1: Option<String>,
    /// A second sector.
    #[serde(default)]
    pub code_2: Option<String>,
}

/// What a gold file is gold for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Records of news texts, by the codebook.
    Records,
    /// Classes of events, with the words that name the parties.
    Classes,
    /// Mentions by themselves, with whom they stand for.
    Actors,
}

impl Kind {
    /// The kind of a file by its documents.
    pub fn of(documents: &[Document]) -> Self {
        let classes = |document: &Document| {
            let events = document.events.as_deref().unwrap_or_default();
            events.iter().any(|event| {
                event
                    .ontology
                    .as_deref()
                    .is_some_and(|ontology| ontology != "cameo")
            })
        };
        if documents.iter().any(|document| document.expected.is_some()) {
            Self::Actors
        } else if documents.iter().any(classes) {
            Self::Classes
        } else {
            Self::Records
        }
    }
}

fn null_as_empty<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Ok(Option::<String>::deserialize(from)?.unwrap_or_default())
}

impl Document {
    /// The document as an article to code; `published` is its date where it names none.
    pub fn article(&self, published: Option<&str>) -> Article {
        Article::from_text(TextInput {
            id: Some(self.id.clone()),
            text: self.text.clone(),
            title: self.title.clone(),
            published: self
                .published
                .clone()
                .or_else(|| published.map(str::to_owned)),
            input: self.id.clone(),
            ..TextInput::default()
        })
    }
}

impl Quote {
    /// Where the content stands in `text`, in code points; `None` where its words are not there.
    pub fn span(&self, text: &str) -> Option<(u32, u32)> {
        if let (Some(start), Some(end)) = (self.start, self.end) {
            return Some((start, end));
        }
        let content = self.content.as_deref()?;
        let at = text.find(content)?;
        let start = text[..at].chars().count() as u32;
        Some((start, start + content.chars().count() as u32))
    }
}

/// Reads the lines of a JSONL file, which may be gzipped.
pub fn lines<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<Vec<T>, Failure> {
    let failed =
        |error: &dyn std::fmt::Display| Failure::Input(format!("{}: {error}", path.display()));
    let file = File::open(path).map_err(|error| failed(&error))?;
    let gzipped = path.extension().is_some_and(|extension| extension == "gz");
    let bytes: Box<dyn Read> = if gzipped {
        Box::new(flate2::read::MultiGzDecoder::new(file))
    } else {
        Box::new(file)
    };
    let mut rows = Vec::new();
    for (number, line) in BufReader::new(bytes).lines().enumerate() {
        let line = line.map_err(|error| failed(&error))?;
        if line.trim().is_empty() {
            continue;
        }
        let row = serde_json::from_str(&line);
        rows.push(row.map_err(|error| {
            Failure::Input(format!(
                "{}:{}: is no gold document: {error}",
                path.display(),
                number + 1
            ))
        })?);
    }
    Ok(rows)
}
