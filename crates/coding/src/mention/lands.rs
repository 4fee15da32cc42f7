//! Descriptions of a state by what only some are: "the island", "the Himalayan kingdom", "the Central Asian republic".

use detente_lexicon::{NameKind, Tells};
use detente_syntax::Pos;

use super::cast::Trace;
use super::finder::Finder;

/// How many sentences back such a description points.
const REACH: u32 = 40;

/// Nouns for any state.
const ANY: &[&str] = &["country", "nation", "republic", "state"];

/// Nouns for land in the sea, which states have as well as are.
const SEA: &[&str] = &["island", "archipelago", "atoll"];

impl Finder<'_> {
    /// The state that the definite description at `token` means: the last one named that its words fit. None where
    /// its words fit any state.
    pub(super) fn land(&self, token: usize) -> Option<Trace> {
        let doc = self.doc;
        let lands = &self.lexicon.lands;
        let noun = doc.lemma(token).to_lowercase();
        let called = lands.is_noun(&noun);
        if !(called || ANY.contains(&noun.as_str()))
            || self.is_plural(token)
            || !self.is_definite(token)
            || self.hit_of[token] != 0
            || doc
                .children(token)
                .any(|c| c > token && doc.word(c) == "of")
            || SEA.contains(&noun.as_str()) && self.is_part_of_land(token)
        {
            return None;
        }
        let at_sea = SEA.contains(&noun.as_str());
        let mut fitting: Vec<String> = called.then_some(noun).into_iter().collect();
        let edge = crate::tree::left_edge(doc, token);
        let words: Vec<String> = (edge..token)
            .map(|at| doc.word(at).to_lowercase())
            .collect();
        let mut at = 0;
        while at < words.len() {
            let pair = words
                .get(at + 1)
                .map(|next| format!("{} {next}", words[at]))
                .filter(|pair| lands.is_mark(pair));
            at += if pair.is_some() { 2 } else { 1 };
            let alone = Some(&words[at - 1]).filter(|word| pair.is_none() && lands.is_mark(word));
            fitting.extend(pair.or_else(|| alone.cloned()));
        }
        if fitting.is_empty() {
            return None;
        }
        let fits = |head: &str| fitting.iter().all(|word| lands.fits(word, head));
        self.cast
            .recent(doc.token(token).sentence, REACH)
            .find(|trace| {
                trace.is_state
                    && !trace.is_aside
                    && !trace.is_city
                    && !(edge..token).contains(&trace.head)
                    && matches!(&trace.actors[..], [actor] if fits(&actor.head))
            })
            .filter(|trace| !at_sea || !self.names_island(trace.head + 1..token))
            .cloned()
    }

    /// Whether the words of the island at `token` tell that it is but a part of a state.
    fn is_part_of_land(&self, token: usize) -> bool {
        let doc = self.doc;
        doc.children(token).any(|c| {
            c < token
                && (doc.token(c).pos == Pos::PROPN
                    || self.hit_of[c] != 0
                    || self.lexicon.words.is(doc.word(c), Tells::LandPart))
        })
    }

    /// Whether an island that is no state is named among `tokens`.
    fn names_island(&self, tokens: std::ops::Range<usize>) -> bool {
        tokens.into_iter().any(|at| {
            let word = self.doc.word(at).to_lowercase();
            let island = word.starts_with("island") || matches!(&*word, "isle" | "islet" | "reef");
            let state = match self.hit_covering(at) {
                Some(hit) => hit.sense.kind == NameKind::State,
                None => self
                    .mention_at(at)
                    .is_some_and(|mention| !mention.actors.is_empty()),
            };
            island && !state
        })
    }
}
