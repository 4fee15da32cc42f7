//! Who takes a stance: the actor behind a subject, an owner, or a voice.

use detente_lexicon::{Actor, Role};
use detente_syntax::{Document, Pos};

use crate::analysis::Analysis;
use crate::mention::Mention;
use crate::quote::{QuoteSpan, Speech};
use crate::tree;

/// Whose words and deeds an article's tokens are.
pub(super) struct Holders<'a> {
    analysis: &'a Analysis<'a>,
    spans: &'a [QuoteSpan],
    speech: Speech,
}

impl<'a> Holders<'a> {
    pub fn new(analysis: &'a Analysis<'a>, spans: &'a [QuoteSpan]) -> Self {
        Self {
            analysis,
            spans,
            speech: Speech::new(spans, analysis.doc.len()),
        }
    }

    /// The article's words.
    pub fn doc(&self) -> &'a Document {
        self.analysis.doc
    }

    /// The quotation around `token`.
    pub fn quote_around(&self, token: usize) -> Option<usize> {
        self.speech.around(token)
    }

    /// The quotation of that number.
    pub fn span(&self, quote: usize) -> &QuoteSpan {
        &self.spans[quote]
    }

    /// The actors that the phrase headed by `token` stands for; "we" in a quotation is its speaker's side.
    pub fn actors(&self, token: usize) -> Vec<Actor> {
        if is_first_person(self.analysis.doc, token) {
            return self
                .quote_around(token)
                .map(|quote| self.speaker(quote))
                .unwrap_or_default();
        }
        self.analysis
            .mentions
            .headed_by(token)
            .map(parties)
            .unwrap_or_default()
    }

    /// The actor whose words a quotation is.
    pub fn speaker(&self, quote: usize) -> Vec<Actor> {
        let Some(head) = self.spans[quote].speaker else {
            return Vec::new();
        };
        let mut heads = Vec::new();
        tree::coordinated(self.analysis.doc, head, &mut heads);
        let mut actors = Vec::new();
        for mention in heads
            .into_iter()
            .filter_map(|head| self.analysis.mentions.headed_by(head))
        {
            for actor in parties(mention) {
                if !actors.contains(&actor) {
                    actors.push(actor);
                }
            }
        }
        actors
    }
}

/// Those whose stance is a position: parties with a head. Somebody unknown is nobody; firms, media and single
/// private people contend over nothing between states.
fn parties(mention: &Mention) -> Vec<Actor> {
    let single = mention.is_person && !mention.is_plural;
    mention
        .actors
        .iter()
        .filter(|actor| !actor.is_unknown())
        .filter(|actor| match actor.role {
            Some(Role::BUS | Role::MED | Role::EDU | Role::CRM) => false,
            Some(Role::CVL) => !single,
            _ => true,
        })
        .cloned()
        .collect()
}

/// Whether the token is "we", "I" or "our".
pub(super) fn is_first_person(doc: &Document, token: usize) -> bool {
    doc.token(token).pos == Pos::PRON
        && doc.word(token) != "US"
        && ["i", "we", "me", "us", "my", "our", "ours"]
            .iter()
            .any(|word| doc.word(token).eq_ignore_ascii_case(word))
}
