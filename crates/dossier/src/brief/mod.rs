//! A briefing out of the record: what happened, who said what, where each stands, what changed, what is
//! open.
//!
//! Nothing is told in words of the program's own that a reader could take for news. A statement of a
//! briefing is a verbatim stretch of an article with its outlet and date, and a number that leads to the
//! place. What the program makes of the words (who, to whom, which act, which stance, which day) stands
//! behind them as a *coding*, marked as such.
//!
//! A record is shown only if its words bear it out as far as names go: an act, where the quoted sentences
//! name both parties; a quotation, where they name the speaker; a position, where they name the actor and
//! the issue. The quoted stretch grows by up to [`SENTENCES_BEFORE`] sentences to bring in the name that a
//! pronoun stands for. Acts whose coding is often wrong are left out, as are those whose end is told by an
//! office alone ("ministers"), quotations of those who speak for neither side, and stands of others than a
//! government or the body itself. A day is told only where the text tells another than the article's.
//! What falls short is counted, not told. Sums are told only of what is shown.

mod acts;
mod cite;
mod compose;
mod date;
mod html;
mod markdown;
mod sections;
mod stances;

use detente_calendar::PartialDate;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

pub use compose::brief;
pub use html::html;
pub use markdown::markdown;

use crate::relation::RelationQuery;
use crate::words::Words;

/// How many sentences before the coded words may be quoted to name whom they mean.
pub const SENTENCES_BEFORE: usize = 2;

/// What a briefing is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BriefQuery {
    /// The two parties, the issues, the time.
    pub relation: RelationQuery,
    /// Most items of a section; the rest is counted.
    pub items: usize,
}

impl BriefQuery {
    /// A briefing of at most 40 items a section.
    pub fn of(relation: RelationQuery) -> Self {
        Self {
            relation,
            items: 40,
        }
    }
}

/// A briefing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brief {
    /// "Russia and NATO".
    pub title: String,
    /// Issues and time, in words.
    pub scope: String,
    /// The parts.
    pub sections: Vec<Section>,
    /// What is cited, by number from 1.
    pub references: Vec<Reference>,
}

impl Brief {
    /// The numbers of the references whose words a statement quotes.
    fn quoted(&self) -> FxHashSet<usize> {
        let items = self.sections.iter().flat_map(|section| &section.items);
        items
            .flat_map(|item| &item.said)
            .map(|cited| cited.reference)
            .collect()
    }
}

/// A part of a briefing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// What it answers.
    pub heading: String,
    /// What is shown.
    pub items: Vec<Item>,
    /// What is not shown, counted, with the reason.
    pub notes: Vec<String>,
}

/// One statement, or two that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The words of each, cited.
    pub said: Vec<Cited>,
    /// What the program makes of them.
    pub coding: String,
    /// Other articles whose words are coded as the same act, by the numbers of their references.
    pub also: Vec<usize>,
}

/// Words with the number of their reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cited {
    /// The outlet, as "an article" where it is not known.
    pub outlet: String,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// The words.
    pub words: Words,
    /// The reference's number.
    pub reference: usize,
}

/// Where words stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// From 1.
    pub number: usize,
    /// The outlet, as "outlet not told" where it is not known.
    pub outlet: String,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// The headline.
    pub title: Option<String>,
    /// The address, if it is of the web.
    pub url: Option<String>,
    /// The article's id.
    pub article: String,
    /// The words.
    pub words: Words,
}

#[cfg(test)]
mod tests;
