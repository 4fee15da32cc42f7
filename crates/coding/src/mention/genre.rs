//! What sort of report an article is, where that changes what names mean: in a report of a match countries and
//! cities are teams, which are no political actors; in one of business unknown organisations are firms.

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

/// Lemmas that reports of matches are full of, and hardly any others; sorted.
const SPORT: &[&str] = &[
    "athlete",
    "athletics",
    "backhand",
    "ball",
    "baseball",
    "basketball",
    "batsman",
    "batter",
    "bowler",
    "championship",
    "cheerleader",
    "coach",
    "cricket",
    "cyclist",
    "debutant",
    "defender",
    "equaliser",
    "equalizer",
    "fixture",
    "football",
    "footballer",
    "forehand",
    "goal",
    "goalkeeper",
    "goalless",
    "golf",
    "golfer",
    "gymnast",
    "halftime",
    "handball",
    "hockey",
    "innings",
    "kickoff",
    "league",
    "lineup",
    "marathon",
    "match",
    "medal",
    "midfielder",
    "netball",
    "olympics",
    "penalty",
    "pitcher",
    "playoff",
    "qualifier",
    "quarter-final",
    "quarterback",
    "quarterfinal",
    "rugby",
    "runner-up",
    "scoreline",
    "scorer",
    "scrum",
    "semi-final",
    "semifinal",
    "sprinter",
    "squad",
    "stadium",
    "standings",
    "striker",
    "swimmer",
    "teammate",
    "tennis",
    "touchdown",
    "tournament",
    "trophy",
    "umpire",
    "volleyball",
    "wicket",
    "winger",
];

/// The same for reports of firms.
const BUSINESS: &[&str] = &[
    "acquire",
    "acquisition",
    "bid",
    "common",
    "convertible",
    "coupon",
    "cts",
    "debenture",
    "dividend",
    "dlr",
    "dlrs",
    "earning",
    "earnings",
    "equity",
    "eurobond",
    "holder",
    "merger",
    "mln",
    "net",
    "offering",
    "payout",
    "pct",
    "preferred",
    "profit",
    "quarter",
    "rev",
    "revs",
    "sale",
    "share",
    "shareholder",
    "shr",
    "shrs",
    "split",
    "stake",
    "stock",
    "stockholder",
    "subsidiary",
    "takeover",
    "tender",
    "unit",
    "warrant",
];

/// Words of one sort from which an article may be a report of it.
const LEAST: usize = 5;
/// The most tokens to one word of sport.
const SPORT_DENSITY: usize = 80;
/// The most tokens to one word of business.
const BUSINESS_DENSITY: usize = 25;

impl Genre {
    /// The sort of `doc`, by how dense the words of each are.
    pub(super) fn of(doc: &Document) -> Self {
        let (mut sport, mut business) = (0, 0);
        for token in 0..doc.len() {
            if !matches!(
                doc.token(token).pos,
                Pos::NOUN | Pos::VERB | Pos::PROPN | Pos::ADJ
            ) {
                continue;
            }
            let lemma = doc.lemma(token).to_lowercase();
            let within = |words: &[&str]| usize::from(words.binary_search(&lemma.as_str()).is_ok());
            sport += within(SPORT);
            business += within(BUSINESS);
        }
        if sport >= LEAST && sport * SPORT_DENSITY >= doc.len() {
            Self::Sport
        } else if business >= LEAST && business * BUSINESS_DENSITY >= doc.len() {
            Self::Business
        } else {
            Self::Other
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_sorted() {
        assert!(SPORT.is_sorted());
        assert!(BUSINESS.is_sorted());
    }
}
