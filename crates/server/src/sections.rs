//! Parts of the world and the states in them, by the files of the lexicon that name the states.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use detente_lexicon::{Lexicon, NameKind};

use crate::error::ApiError;

static SECTIONS: OnceLock<BTreeMap<String, Vec<String>>> = OnceLock::new();

/// Learns the sections from the files `states/SECTION.tsv` of a lexicon. The first lexicon counts.
pub fn learn(lexicon: &Lexicon) {
    SECTIONS.get_or_init(|| {
        let mut sections: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for sense in lexicon
            .names
            .all()
            .iter()
            .filter(|sense| sense.kind == NameKind::State)
        {
            let path = lexicon.row(sense.origin).map(|row| row.path);
            let section = path.and_then(|path| path.strip_prefix("states/")?.strip_suffix(".tsv"));
            // Lands of several parts and of the past are in files of their own.
            let Some(section) =
                section.filter(|section| !["regions", "historical", "cities"].contains(section))
            else {
                continue;
            };
            if let Some(actor) = &sense.actor {
                let heads = sections.entry(section.to_owned()).or_default();
                if !heads.iter().any(|head| head == actor.head.as_str()) {
                    heads.push(actor.head.to_string());
                }
            }
        }
        sections
    });
}

/// The names of the sections.
pub fn names() -> Vec<String> {
    SECTIONS
        .get()
        .map(|sections| sections.keys().cloned().collect())
        .unwrap_or_default()
}

/// The heads of the states of some sections.
///
/// # Errors
/// If there is no such section.
pub fn heads(wanted: &[String]) -> Result<Vec<String>, ApiError> {
    let mut heads = Vec::new();
    for name in wanted {
        let section = SECTIONS.get().and_then(|sections| sections.get(name));
        let Some(section) = section else {
            let shown: String = name.chars().take(40).collect();
            return Err(ApiError::bad(
                format!("`{shown}` is no section of the world"),
                format!("there are {}", names().join(", ")),
            ));
        };
        heads.extend(section.iter().cloned());
    }
    Ok(heads)
}
