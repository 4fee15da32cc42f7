//! The layouts of the field's event data sets, so that scripts written for them read our files.
//!
//! Names, order and kind of the columns are those of the public data sets; what our record does not
//! hold (a tone, a Wikipedia id) is an empty cell, never a made-up one. All but [`Layout::Dna`] are
//! tab-separated, and tabs and line breaks inside a value become spaces, as in the originals.
//!
//! Dates that are known to the month or the year only are written as the first day of it, since the
//! layouts have no other way; where no year is known the cell is empty. The record's own formats keep
//! the precision.
//!
//! ```
//! use detente_formats::layout::Layout;
//! assert!(Layout::Icews.header().is_some_and(|header| header.starts_with("Event ID\tEvent Date\t")));
//! assert!(Layout::Gdelt.header().is_none());
//! ```

mod actor_code;
mod bibliography;
mod cameo;
mod country;
mod dates;
mod dna;
mod gdelt;
mod gdelt_gkg;
mod gdelt_mentions;
mod icews;
mod line;
mod petrarch2;
mod phoenix;
mod polecat;

use std::fmt;
use std::str::FromStr;

use crate::{Coded, RecordKind};
use line::Line;

/// What made a file: written where a layout has a cell for it, and in the manifest of a run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Provenance {
    /// Name and version of the program, as `detente-0.1.0`.
    pub program: String,
    /// The lexicon's version, a content hash.
    pub lexicon: String,
}

/// A layout of the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layout {
    /// GDELT 2.0 events: 61 columns, no header.
    Gdelt,
    /// GDELT 2.0 mentions: 16 columns, no header, a row for each piece of evidence.
    GdeltMentions,
    /// GDELT 2.0 global knowledge graph: 27 columns, no header, a row for each article.
    GdeltGkg,
    /// ICEWS coded events: 20 columns under a header.
    Icews,
    /// POLECAT: 40 columns under a header. Events that PLOVER has no type for are left out.
    Polecat,
    /// Phoenix: 26 columns, no header.
    Phoenix,
    /// PETRARCH2's output: 8 columns, no header.
    Petrarch2,
    /// The event list of the Discourse Network Analyzer: a row for each position, under a header.
    Dna,
    /// BibTeX entries of the articles.
    Bibtex,
    /// RIS entries of the articles.
    Ris,
}

impl Layout {
    /// All layouts.
    pub const ALL: [Self; 10] = [
        Self::Gdelt,
        Self::GdeltMentions,
        Self::GdeltGkg,
        Self::Icews,
        Self::Polecat,
        Self::Phoenix,
        Self::Petrarch2,
        Self::Dna,
        Self::Bibtex,
        Self::Ris,
    ];

    /// The name that `--format` takes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gdelt => "gdelt",
            Self::GdeltMentions => "gdelt-mentions",
            Self::GdeltGkg => "gdelt-gkg",
            Self::Icews => "icews",
            Self::Polecat => "polecat",
            Self::Phoenix => "phoenix",
            Self::Petrarch2 => "petrarch2",
            Self::Dna => "dna",
            Self::Bibtex => "bibtex",
            Self::Ris => "ris",
        }
    }

    /// The kind of record that its rows are made of.
    pub fn kind(self) -> RecordKind {
        match self {
            Self::Gdelt
            | Self::GdeltMentions
            | Self::Icews
            | Self::Polecat
            | Self::Phoenix
            | Self::Petrarch2 => RecordKind::Event,
            Self::Dna => RecordKind::Position,
            Self::GdeltGkg | Self::Bibtex | Self::Ris => RecordKind::Article,
        }
    }

    /// The name of its file in a folder of output.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Gdelt => "gdelt.export.CSV",
            Self::GdeltMentions => "gdelt.mentions.CSV",
            Self::GdeltGkg => "gdelt.gkg.csv",
            Self::Icews => "icews.tab",
            Self::Polecat => "polecat.txt",
            Self::Phoenix => "phoenix.txt",
            Self::Petrarch2 => "petrarch2.txt",
            Self::Dna => "dna.csv",
            Self::Bibtex => "articles.bib",
            Self::Ris => "articles.ris",
        }
    }

    /// The layouts that a folder of output holds for this one: GDELT's three tables belong together.
    pub fn companions(self) -> &'static [Self] {
        match self {
            Self::Gdelt => &[Self::Gdelt, Self::GdeltMentions, Self::GdeltGkg],
            Self::GdeltMentions => &[Self::GdeltMentions],
            Self::GdeltGkg => &[Self::GdeltGkg],
            Self::Icews => &[Self::Icews],
            Self::Polecat => &[Self::Polecat],
            Self::Phoenix => &[Self::Phoenix],
            Self::Petrarch2 => &[Self::Petrarch2],
            Self::Dna => &[Self::Dna],
            Self::Bibtex => &[Self::Bibtex],
            Self::Ris => &[Self::Ris],
        }
    }

    /// The first line of its files, with the line end, where the layout has one.
    pub fn header(self) -> Option<String> {
        match self {
            Self::Icews => Some(line::header(&icews::COLUMNS)),
            Self::Polecat => Some(line::header(&polecat::COLUMNS)),
            Self::Dna => Some(dna::header()),
            _ => None,
        }
    }

    /// Appends the rows of an article to `out`, and tells how many records the layout could not hold.
    pub fn write(self, coded: &Coded, made_by: &Provenance, out: &mut Vec<u8>) -> usize {
        match self {
            Self::Gdelt => events(coded, out, |event, line| {
                gdelt::cells(event, &coded.article, line)
            }),
            Self::GdeltMentions => {
                gdelt_mentions::write(coded, made_by, out);
                0
            }
            Self::GdeltGkg => {
                gdelt_gkg::write(coded, out);
                0
            }
            Self::Icews => events(coded, out, |event, line| {
                icews::cells(event, &coded.article, line)
            }),
            Self::Polecat => events(coded, out, |event, line| {
                polecat::cells(event, &coded.article, made_by, line)
            }),
            Self::Phoenix => events(coded, out, |event, line| {
                phoenix::cells(event, &coded.article, made_by, line)
            }),
            Self::Petrarch2 => events(coded, out, |event, line| {
                petrarch2::cells(event, &coded.article, line)
            }),
            Self::Dna => {
                dna::write(coded, out);
                0
            }
            Self::Bibtex => {
                bibliography::bibtex(&coded.article, out);
                0
            }
            Self::Ris => {
                bibliography::ris(&coded.article, out);
                0
            }
        }
    }
}

/// One line for each event that the layout can hold; the number of the others.
fn events<'a>(
    coded: &'a Coded,
    out: &mut Vec<u8>,
    cells: impl Fn(&'a detente_coding::record::Event, &mut Line<'_>) -> Held,
) -> usize {
    let mut left_out = 0;
    for event in &coded.coding.events {
        let before = out.len();
        match cells(event, &mut Line::new(out)) {
            Held::Yes => out.push(b'\n'),
            Held::No => {
                out.truncate(before);
                left_out += 1;
            }
        }
    }
    left_out
}

/// Whether a layout can hold a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    Yes,
    No,
}

impl FromStr for Layout {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|layout| layout.name() == text)
            .ok_or_else(|| format!("one of {}", Self::ALL.map(Self::name).join(", ")))
    }
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
