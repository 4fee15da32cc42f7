//! What sort of report an article is, where that changes what names mean: in a report of a match countries and
//! cities are teams, which are no political actors; in one of business unknown organisations are firms.

use detente_lexicon::{Tells, Words};
use detente_syntax::{Document, Pos};

/// A sort of report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Genre {
    /// Of a match or a contest.
    Sport,
    /// Of firms, shares and profits.
    Business,
    /// Anything else.
    Other,
}

/// Words of one sort from which an article may be a report of it.
const LEAST: usize = 5;
/// Below so many tokens fewer words of sport do.
const SHORT: usize = 120;
const LEAST_IN_SHORT: usize = 3;
/// The most tokens to one word of sport.
const SPORT_DENSITY: usize = 80;
/// The most tokens to one word of business.
const BUSINESS_DENSITY: usize = 25;

impl Genre {
    /// The sort of `doc`, by how dense the words of each in `words/reports.tsv` are.
    pub(super) fn of(doc: &Document, words: &Words) -> Self {
        let (mut sport, mut business) = (0, 0);
        for token in 0..doc.len() {
            if !matches!(
                doc.token(token).pos,
                Pos::NOUN | Pos::VERB | Pos::PROPN | Pos::ADJ
            ) {
                continue;
            }
            let lemma = doc.lemma(token);
            sport += usize::from(words.is(lemma, Tells::Sport));
            business += usize::from(words.is(lemma, Tells::Business));
        }
        let least = if doc.len() < SHORT {
            LEAST_IN_SHORT
        } else {
            LEAST
        };
        if sport >= least && sport * SPORT_DENSITY >= doc.len() {
            Self::Sport
        } else if business >= LEAST && business * BUSINESS_DENSITY >= doc.len() {
            Self::Business
        } else {
            Self::Other
        }
    }
}
