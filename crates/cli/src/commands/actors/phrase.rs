//! A phrase that is no name of the lexicon, resolved as the coding would.

use std::fmt;

use detente_calendar::PartialDate;
use detente_coding::Workspace;
use detente_coding::mention::{MentionKind, Nature};
use detente_page::{Article, TextInput};
use serde::Serialize;

use crate::engine::Engine;

/// What the coding makes of a phrase.
#[derive(Debug, Clone, Serialize)]
pub struct Phrase {
    /// The words of the mention.
    pub words: String,
    /// Whom it stands for, `HEAD` or `HEAD:ROLE`; several for "the two countries"; none where the
    /// words do not tell.
    pub actors: Vec<String>,
    /// Their CAMEO codes.
    pub codes: Vec<String>,
    /// The full name, or the words.
    pub name: String,
    /// The office held on the date.
    pub office: Option<String>,
    /// What sort of words they are.
    pub kind: String,
    /// The mentions inside it, which it may get its country from.
    pub parts: Vec<Part>,
}

/// A mention inside the phrase.
#[derive(Debug, Clone, Serialize)]
pub struct Part {
    /// Its words.
    pub words: String,
    /// Whom it stands for.
    pub actors: Vec<String>,
}

/// Reads `phrase`; `None` where it mentions nobody.
pub fn read(engine: Engine, phrase: &str, on: Option<PartialDate>) -> Option<Phrase> {
    let article = Article::from_text(TextInput {
        text: phrase.to_owned(),
        published: on.map(|date| date.to_string()),
        ..TextInput::default()
    });
    let (doc, mentions) = engine.coder.mentions(&article, &mut Workspace::default());
    let widest = mentions
        .iter()
        .max_by_key(|mention| (mention.tokens.len(), mention.head))?;
    let words = |tokens: &std::ops::Range<usize>| doc.span_text(tokens.clone()).to_owned();
    let kind = match (mention_kind(widest.kind), widest.nature) {
        (kind, Nature::Role(role, sort)) => format!("{kind}, {role} ({})", sort.as_str()),
        (kind, _) => kind.to_owned(),
    };
    let parts = mentions
        .iter()
        .filter(|mention| mention.head != widest.head)
        .map(|mention| Part {
            words: words(&mention.tokens),
            actors: mention.actors.iter().map(ToString::to_string).collect(),
        })
        .collect();
    Some(Phrase {
        words: words(&widest.tokens),
        actors: widest.actors.iter().map(ToString::to_string).collect(),
        codes: widest
            .actors
            .iter()
            .map(|actor| actor.code().to_string())
            .collect(),
        name: widest.name.clone(),
        office: widest.office.clone(),
        kind,
        parts,
    })
}

fn mention_kind(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Person => "person",
        MentionKind::Name => "name",
        MentionKind::Description => "description",
        MentionKind::Pronoun => "pronoun",
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let actors: Vec<String> = self
            .actors
            .iter()
            .zip(&self.codes)
            .map(|(actor, code)| format!("{actor} ({code})"))
            .collect();
        let actors = if actors.is_empty() {
            "nobody that the words tell".to_owned()
        } else {
            actors.join(" + ")
        };
        write!(f, "{} → {actors}\n  {}", self.words, self.kind)?;
        if self.name != self.words {
            write!(f, ": {}", self.name)?;
        }
        if let Some(office) = &self.office {
            write!(f, ", {office}")?;
        }
        for part in &self.parts {
            let actors = if part.actors.is_empty() {
                "?".to_owned()
            } else {
                part.actors.join(" + ")
            };
            write!(f, "\n  in it: {} → {actors}", part.words)?;
        }
        Ok(())
    }
}
