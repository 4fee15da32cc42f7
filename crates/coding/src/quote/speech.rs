//! Who speaks where: for each token, the innermost quotation around it.

use detente_syntax::{Document, Pos};

use super::QuoteSpan;
use crate::mention::{MentionKind, Mentions};
use crate::record::QuoteKind;

/// For each token of a document, the quotation it stands in.
#[derive(Debug, Clone, Default)]
pub struct Speech {
    /// Index + 1 into the quotations.
    inside: Vec<u32>,
}

impl Speech {
    /// Lays `spans` over a document of `tokens` tokens; the shortest around a token wins.
    pub fn new(spans: &[QuoteSpan], tokens: usize) -> Self {
        let mut inside = vec![0u32; tokens];
        for (index, quote) in spans.iter().enumerate() {
            let end = quote.content.end.min(tokens);
            for slot in inside.get_mut(quote.content.start..end).unwrap_or_default() {
                let shorter = slot
                    .checked_sub(1)
                    .is_none_or(|other| quote.content.len() < spans[other as usize].content.len());
                if shorter {
                    *slot = index as u32 + 1;
                }
            }
        }
        Self { inside }
    }

    /// The index of the innermost quotation around `token`.
    pub fn around(&self, token: usize) -> Option<usize> {
        (*self.inside.get(token)? as usize).checked_sub(1)
    }
}

/// Gives "I" and "we" in quotations the speaker they stand for.
pub fn resolve_first_person(doc: &Document, spans: &[QuoteSpan], mentions: &mut Mentions) {
    for quote in spans
        .iter()
        .filter(|quote| quote.kind != QuoteKind::Indirect)
    {
        let Some(speaker) = quote
            .speaker
            .and_then(|head| mentions.headed_by(head))
            .cloned()
        else {
            continue;
        };
        for token in quote.content.clone() {
            let word = doc.word(token);
            let first = doc.token(token).pos == Pos::PRON
                && ["i", "me", "my", "we", "us", "our", "ours", "mine"]
                    .iter()
                    .any(|w| word.eq_ignore_ascii_case(w));
            if first && word != "US" {
                let mut mention = speaker.clone();
                mention.tokens = token..token + 1;
                mention.head = token;
                mention.kind = MentionKind::Pronoun;
                mentions.resolve(token, mention);
            }
        }
    }
}
