//! Normal forms of words: the model's table over the library's own list.

use crate::model::{ModelError, Sections, Table};

/// Normal forms that the original library gives whatever the model says: quotes, dashes and
/// currency signs become the plainest one of their kind.
pub(crate) const BASE_NORMS: [(&str, &[&str]); 12] = [
    ("'s", &["'s", "'S", "’s", "’S"]),
    ("'", &["’", "‘", "´", "`"]),
    (
        "\"",
        &["”", "“", "''", "``", "´´", "„", "»", "«", "‘‘", "’’"],
    ),
    ("-", &["—", "–", "--", "---", "——"]),
    (
        "$",
        &[
            "€", "£", "¥", "฿", "US$", "C$", "A$", "₺", "₹", "৳", "₩", "Mex$", "₣", "E£",
        ],
    ),
    ("...", &["…"]),
    (".", &["。", "।"]),
    ("?", &["？"]),
    ("!", &["！"]),
    (",", &["，"]),
    (";", &["；"]),
    (":", &["："]),
];

/// Words whose normal form is not their lower case: pairs of (word, normal form), both as
/// [`super::string_id`] numbers them, sorted by word.
#[derive(Default)]
pub(crate) struct NormTable(Option<Table<[u64; 2]>>);

/// Name of the section.
pub(crate) const SECTION: &str = "lexeme.norms";

impl NormTable {
    /// The table of a model.
    pub(crate) fn from_sections(sections: &Sections) -> Result<Self, ModelError> {
        let table = sections.table::<[u64; 2]>(SECTION)?;
        if table.is_sorted_by(|a, b| a[0] < b[0]) {
            Ok(Self(Some(table)))
        } else {
            Err(ModelError::bad(SECTION, "words are not in order"))
        }
    }

    /// The normal form of the word with number `orth`, if it has one of its own.
    pub(crate) fn get(&self, orth: u64) -> Option<u64> {
        let table = self.0.as_ref()?;
        let found = table.binary_search_by_key(&orth, |pair| pair[0]).ok()?;
        Some(table[found][1])
    }
}
