//! How often what the rules code is right: shares measured on gold, by families of rules.
//!
//! `confidence.tsv` is written by `detente evaluate --confidence`; nobody edits it by hand. A family is
//! `04` (a root of CAMEO), `04/plain` or `04/operator` (rules of that root itself, or events that an
//! operator, a promise or a refusal makes of another rule's act), or `04/040.meet` (one rule's events of the root).

use rustc_hash::FxHashMap;

use crate::problem::{Problem, Severity};
use crate::source::SourceFile;
use crate::table::{Layout, Row, read_rows};

/// What was measured for a family of rules.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Measured {
    /// Events of gold texts that the family coded right.
    pub right: u32,
    /// Events that it coded.
    pub coded: u32,
    /// The share right, 0 to 1, drawn towards that of the wider family where there are few.
    pub precision: f64,
}

/// The measured families.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Confidence {
    families: FxHashMap<String, Measured>,
}

const LAYOUT: Layout = Layout {
    columns: &["family", "right", "coded", "precision", "folds"],
    required: &["family", "right", "coded", "precision"],
};

impl Confidence {
    /// The families of `files`.
    pub(crate) fn load(files: &[SourceFile], problems: &mut Vec<Problem>) -> Self {
        let mut families = FxHashMap::default();
        for file in files {
            read_rows(file, 0, LAYOUT, problems, |row, problems| {
                match measured(row) {
                    Ok(measured) => {
                        families.insert(row.text("family").to_owned(), measured);
                    }
                    Err(column) => problems.push(row.problem(
                        column,
                        Severity::Error,
                        format!("`{}` in `{column}` is no such number", row.text(column)),
                        "make the file anew with `detente evaluate --confidence`",
                    )),
                }
            });
        }
        Self { families }
    }

    /// What was measured for the narrowest family of an event with the code `cameo` that `rule` made;
    /// `None` where nothing of its root was.
    pub fn of(&self, rule: &str, cameo: &str) -> Option<&Measured> {
        families(rule, cameo)
            .into_iter()
            .find_map(|family| self.families.get(&family))
    }

    /// Whether nothing was measured.
    pub fn is_empty(&self) -> bool {
        self.families.is_empty()
    }
}

/// The families of an event, the narrowest first: the rule's events of the root, the root's plain rules or
/// operators, the root.
///
/// ```
/// use detente_lexicon::confidence::families;
/// assert_eq!(families("040.meet", "040"), ["04/040.meet", "04/plain", "04"]);
/// assert_eq!(families("appeal.urge", "0253"), ["02/appeal.urge", "02/operator", "02"]);
/// ```
pub fn families(rule: &str, cameo: &str) -> [String; 3] {
    let root = cameo.get(..2).unwrap_or(cameo);
    let kind = if rule.starts_with(root) {
        "plain"
    } else {
        "operator"
    };
    [
        format!("{root}/{rule}"),
        format!("{root}/{kind}"),
        root.to_owned(),
    ]
}

/// The figures of a row, or the column that is wrong.
fn measured(row: &Row) -> Result<Measured, &'static str> {
    let count = |column: &'static str| row.text(column).parse::<u32>().map_err(|_| column);
    let (right, coded) = (count("right")?, count("coded")?);
    if right > coded {
        return Err("right");
    }
    let precision: f64 = row.text("precision").parse().map_err(|_| "precision")?;
    if !(0.0..=1.0).contains(&precision) {
        return Err("precision");
    }
    Ok(Measured {
        right,
        coded,
        precision,
    })
}
