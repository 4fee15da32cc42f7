//! CAMEO codes: Goldstein value, PLOVER reading, quad class.

use std::sync::OnceLock;

use crate::record::{Plover, Quad};

/// One row of `cameo.tsv`.
#[derive(Debug)]
struct Row {
    code: &'static str,
    goldstein: Option<f64>,
    plover: &'static str,
    mode: &'static str,
    contexts: &'static str,
}

/// The table, sorted by code.
fn rows() -> &'static [Row] {
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let mut rows: Vec<Row> = include_str!("cameo.tsv")
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_digit()))
            .map(|line| {
                let mut fields = line.split('\t');
                let mut next = || fields.next().unwrap_or_default();
                Row {
                    code: next(),
                    goldstein: next().parse().ok(),
                    plover: next(),
                    mode: next(),
                    contexts: next(),
                }
            })
            .collect();
        rows.sort_by_key(|row| row.code);
        rows
    })
}

fn row(code: &str) -> Option<&'static Row> {
    let rows = rows();
    rows.binary_search_by_key(&code, |row| row.code)
        .ok()
        .map(|index| &rows[index])
}

/// Whether CAMEO has the code.
pub fn is_known(code: &str) -> bool {
    row(code).is_some()
}

/// The Goldstein value of a code, −10 (conflict) to 10 (cooperation).
pub fn goldstein(code: &str) -> Option<f64> {
    row(code)?.goldstein
}

/// The PLOVER reading of a code by the codebook's table.
pub fn plover(code: &str) -> Plover {
    let Some(row) = row(code) else {
        return Plover {
            event: String::new(),
            mode: String::new(),
            contexts: Vec::new(),
        };
    };
    let contexts = row
        .contexts
        .split('|')
        .filter(|context| !context.is_empty())
        .map(str::to_owned)
        .collect();
    Plover {
        event: row.plover.to_owned(),
        mode: row.mode.to_owned(),
        contexts,
    }
}

/// GDELT's quad class: 1 verbal cooperation (roots 01–05), 2 material cooperation (06–08),
/// 3 verbal conflict (09–13), 4 material conflict (14–20).
pub fn gdelt_quad(code: &str) -> Quad {
    let class = match super::content::root(code) {
        0..=5 => 1,
        6..=8 => 2,
        9..=13 => 3,
        _ => 4,
    };
    Quad {
        scheme: "gdelt".to_owned(),
        class,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_table() {
        assert_eq!(rows().len(), 298);
        assert_eq!(goldstein("190"), Some(-10.0));
        assert_eq!(plover("0871").event, "RETREAT");
        assert_eq!(plover("019").event, "SUPPORT");
        assert_eq!(gdelt_quad("163").class, 4);
        assert!(!is_known("999"));
    }
}
