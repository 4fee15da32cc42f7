//! Names of the lexicon that are none where they stand: a unit of counting, a word of a title, a team.

use detente_lexicon::{NameKind, Tells};
use detente_syntax::{Dep, EntityType, Pos};

use super::Finder;
use crate::mention::genre::Genre;
use crate::mention::names::Hit;

impl Finder<'_> {
    /// Whether what reads like a body's short name only tells what a number counts: "a 100-*RBI* season".
    pub(super) fn is_unit_counted(&self, hit: &Hit<'_>) -> bool {
        let doc = self.doc;
        let start = hit.tokens.start;
        let short = hit.tokens.len() == 1
            && self.words[hit.head]
                .chars()
                .all(|letter| letter.is_ascii_uppercase());
        matches!(
            hit.sense.kind,
            NameKind::Organisation | NameKind::Institution
        ) && short
            && start >= 2
            && doc.word(start - 1) == "-"
            && doc.token(start - 2).pos == Pos::NUM
    }

    /// Whether the name of a nation or a place is but a word in the title of a film or a book: "*American* Sniper".
    pub(super) fn is_of_work(&self, hit: &Hit<'_>) -> bool {
        let place = matches!(
            hit.sense.kind,
            NameKind::State | NameKind::Adjective | NameKind::People | NameKind::City
        );
        let goes_on = |next: usize| {
            next < self.doc.len()
                && self.same_entity(hit.head, next)
                && self.doc.word(next).starts_with(char::is_uppercase)
        };
        place && self.entity(hit.head) == Some(EntityType::WORK_OF_ART) && goes_on(hit.tokens.end)
    }

    /// Whether the name of a state, city or people is that of its team: in a report on sport, where it is no
    /// place and owns nothing.
    pub(super) fn is_team(&self, hit: &Hit<'_>) -> bool {
        let named = matches!(
            hit.sense.kind,
            NameKind::State | NameKind::People | NameKind::Capital | NameKind::City
        );
        let parsed = self.doc.token(hit.head);
        let place = parsed.dep == Dep::Pobj
            && self.doc.head(hit.head).is_some_and(|prep| {
                matches!(
                    self.doc.word(prep).to_lowercase().as_str(),
                    "in" | "at" | "from" | "near" | "to" | "of"
                )
            });
        // "The Peru match".
        let match_of = parsed.dep == Dep::Compound
            && self
                .doc
                .head(hit.head)
                .is_some_and(|noun| self.lexicon.words.is(self.doc.lemma(noun), Tells::Sport));
        self.genre == Genre::Sport
            && named
            && !hit.partial
            && !place
            && (self.is_phrase_head(hit.head) || match_of)
    }
}
