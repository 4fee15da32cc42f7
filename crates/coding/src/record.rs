//! The records that coding writes: events, quotes, positions, and what was left out.
//!
//! Offsets are code points into the article's `text`, start inclusive, end exclusive.

use detente_calendar::{PartialDate, Precision};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A stretch of the article's text.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
pub struct Span {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

/// One end of an event: who, as coded, as named, and the words that name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Party {
    /// The codebook's notation, `HEAD` or `HEAD:ROLE`; `-` where there is none.
    pub actor: String,
    /// The CAMEO actor code (`RUSMIL`, `IGOWSTNAT`).
    pub code: String,
    /// The full name of the person, state or body.
    pub name: String,
    /// The words of the text that stand for it; empty where there are none.
    pub mention: String,
    /// Where the mention stands; absent where there is none.
    #[serde(flatten)]
    pub span: Option<Span>,
}

/// Whether an act is what the article reports, history, or still to come.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Reported as news.
    Current,
    /// Older than 14 days before publication, or told as history.
    Background,
    /// Dated after publication.
    Planned,
}

/// The PLOVER reading of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Plover {
    /// Event type, empty where PLOVER has none for the code.
    pub event: String,
    /// Mode, empty where none applies.
    pub mode: String,
    /// Contexts.
    pub contexts: Vec<String>,
}

/// A quad class with the scheme that defines it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Quad {
    /// The scheme's name, `gdelt`.
    pub scheme: String,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub class: u8,
}

/// Where an act took place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// As the text names it.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: String,
    /// Degrees north, where known.
    pub lat: Option<f64>,
    /// Degrees east, where known.
    pub lon: Option<f64>,
}

/// Words that prove a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The characters.
    pub text: String,
    /// The sentence's number in the article, from 0.
    pub sentence: u32,
}

/// Who did or said what to whom, when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// Content hash of article, ends, code and evidence.
    pub id: String,
    /// The article's id.
    pub article: String,
    /// Date of the act.
    pub date: Option<PartialDate>,
    /// How exact `date` is.
    pub date_precision: Option<Precision>,
    /// Date of the article.
    pub published: Option<PartialDate>,
    /// Current, background or planned.
    pub status: Status,
    /// Who acts.
    pub source: Party,
    /// Towards whom.
    pub target: Party,
    /// CAMEO code, three or four digits.
    pub cameo: String,
    /// PLOVER type, mode and contexts.
    pub plover: Plover,
    /// Goldstein scale, −10 to 10.
    pub goldstein: Option<f64>,
    /// Quad class.
    pub quad: Quad,
    /// Ids of the issues the act is about.
    pub issues: Vec<String>,
    /// Ids of the forums that frame it.
    pub forums: Vec<String>,
    /// Ids of the treaties and accords it concerns.
    pub agreements: Vec<String>,
    /// Where it happened, if told.
    pub place: Option<Place>,
    /// The words that prove it.
    pub evidence: Vec<Evidence>,
    /// Whom the text credits with the report, if anyone.
    pub reported_by: Option<String>,
    /// The rule that made it.
    pub rule: String,
    /// Share of the events that the rule, or its kind, coded right on gold (0 to 1): both countries or
    /// bodies and the root of the code; absent where it was not measured.
    pub confidence: Option<f64>,
}

/// How a quotation is given.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// All of it between quotation marks.
    Direct,
    /// Reported words.
    Indirect,
    /// Reported words with a quoted part.
    Mixed,
}

/// The words that introduce a quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cue {
    /// The characters.
    pub text: String,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

/// Who is quoted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Speaker {
    /// Full name, or the description where unnamed.
    pub name: String,
    /// The speaker's actor, if it has one.
    pub actor: Option<String>,
    /// The office held that day, if known.
    pub office: Option<String>,
    /// The words of the text.
    pub mention: String,
    /// First code point of the mention.
    pub start: u32,
    /// One past the last code point of the mention.
    pub end: u32,
}

/// Somebody who passes on what another said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// Full name, or the description where unnamed.
    pub name: String,
    /// The actor, if it has one.
    pub actor: Option<String>,
    /// First code point of the mention.
    pub start: u32,
    /// One past the last code point of the mention.
    pub end: u32,
}

/// The whole of a quotation that its cue splits ("…," he said, "…").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Whole {
    /// Content hash of article and span, the same for all parts.
    pub id: String,
    /// First code point of the first part.
    pub start: u32,
    /// One past the last code point of the last part.
    pub end: u32,
}

/// Who said what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Quote {
    /// Content hash of article and span.
    pub id: String,
    /// The article's id.
    pub article: String,
    /// First code point of the content.
    pub start: u32,
    /// One past the last code point of the content.
    pub end: u32,
    /// The words, without the outer quotation marks and closing comma or stop.
    pub content: String,
    /// Direct, indirect or mixed.
    pub kind: QuoteKind,
    /// The words that introduce it.
    pub cue: Option<Cue>,
    /// Who says it; absent where the text does not tell.
    pub speaker: Option<Speaker>,
    /// Those through whom it comes, the outermost first: the agency in "the agency reports that the minister
    /// said …". Empty where the article itself quotes the speaker.
    #[serde(default)]
    pub chain: Vec<Link>,
    /// The whole quotation, where this is one stretch of several.
    #[serde(default)]
    pub part_of: Option<Whole>,
    /// Ids of the issues it is about.
    pub issues: Vec<String>,
    /// Ids of the forums named in its sentences.
    #[serde(default)]
    pub forums: Vec<String>,
    /// Ids of the treaties and accords named in its sentences.
    #[serde(default)]
    pub agreements: Vec<String>,
    /// When it was said.
    pub date: Option<PartialDate>,
}

/// Where an actor stands on an issue.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Stance {
    Supports,
    Opposes,
    Conditional,
    Demands,
    Offers,
    Rejects,
    Concerned,
    Neutral,
}

/// A position of an actor on an issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Position {
    /// Content hash of article, actor, issue, stance and evidence.
    pub id: String,
    /// The article's id.
    pub article: String,
    /// Whose position.
    pub actor: String,
    /// The issue's id.
    pub issue: String,
    /// The stance.
    pub stance: Stance,
    /// Towards whom, if the words say so.
    pub towards: Option<String>,
    /// The words of the condition, where the stance is conditional.
    pub condition: Option<String>,
    /// Ids of the forums named in the sentences that prove it.
    #[serde(default)]
    pub forums: Vec<String>,
    /// Ids of the treaties and accords named there.
    #[serde(default)]
    pub agreements: Vec<String>,
    /// When it was taken.
    pub date: Option<PartialDate>,
    /// The words that prove it.
    pub evidence: Vec<Evidence>,
    /// The quote it comes from.
    pub quote: Option<String>,
    /// The event it comes from.
    pub event: Option<String>,
}

/// Something that was seen and left out, or a bound that was met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Diagnostic {
    /// What happened, in a fixed kebab-case word.
    pub kind: String,
    /// What it was about.
    pub detail: String,
    /// Where, if it has a place.
    #[serde(flatten)]
    pub span: Option<Span>,
}

/// All that coding finds in one article.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Coding {
    /// Events in text order of their first evidence.
    pub events: Vec<Event>,
    /// Quotes in text order.
    pub quotes: Vec<Quote>,
    /// Positions in text order of their first evidence.
    pub positions: Vec<Position>,
    /// What was left out.
    pub diagnostics: Vec<Diagnostic>,
}
