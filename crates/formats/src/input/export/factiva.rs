//! Factiva: fields of two or three capitals at the beginning of a line (`HD`, `BY`, `PD`, `SN`, `LP`,
//! `TD`, `AN`), each going on until the next.

use detente_page::TextInput;

use super::{Layout, Mark, blocks, text_of};

/// The codes of Factiva's text exports.
const CODES: [&str; 26] = [
    "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP",
    "TD", "CT", "RF", "CO", "IN", "NS", "RE", "IPD", "IPC", "PUB", "AN",
];
/// Codes without which a text is no export.
const NEEDED: [&str; 3] = ["HD", "PD", "SN"];

#[derive(Default)]
pub(super) struct Factiva {
    /// The article in hand has a headline.
    headline: bool,
    /// Its last field, the accession number, is read.
    complete: bool,
}

/// Whether a text begins as an export does.
pub(super) fn is(head: &str) -> bool {
    NEEDED
        .iter()
        .all(|needed| head.lines().any(|line| code(line) == Some(needed)))
}

/// The code that a line begins with.
fn code(line: &str) -> Option<&'static str> {
    let code = CODES
        .into_iter()
        .filter(|code| line.starts_with(code))
        .max_by_key(|code| code.len())?;
    let rest = line[code.len()..].trim_end_matches(['\r', '\n']);
    (rest.trim().is_empty() || rest.starts_with("  ") || rest.starts_with('\t')).then_some(code)
}

impl Layout for Factiva {
    const NAME: &'static str = "Factiva";

    fn mark(&mut self, line: &str) -> Mark {
        let Some(code) = code(line) else {
            return Mark::Within;
        };
        let begins = self.complete || self.headline && matches!(code, "SE" | "HD");
        if begins {
            *self = Self::default();
        }
        self.headline |= code == "HD";
        self.complete |= code == "AN";
        if begins { Mark::Begins } else { Mark::Within }
    }

    fn article(lines: &[&str]) -> Result<Option<TextInput>, &'static str> {
        let Some(first) = lines.iter().position(|line| code(line).is_some()) else {
            return Ok(None);
        };
        let fields = fields(&lines[first..]);
        let one = |wanted: &str| {
            let words = blocks(&fields.iter().find(|(code, _)| *code == wanted)?.1).join(" ");
            (!words.is_empty()).then_some(words)
        };
        let title = one("HD").ok_or("it has no headline (HD)")?;
        let paragraphs: Vec<String> = fields
            .iter()
            .filter(|(code, _)| matches!(*code, "LP" | "TD"))
            .flat_map(|(_, lines)| blocks(lines))
            .collect();
        if paragraphs.is_empty() {
            return Err("it has no text (LP, TD)");
        }
        Ok(Some(TextInput {
            id: one("AN").map(|id| id.trim_start_matches("Document ").to_owned()),
            text: text_of(Some(&title), &paragraphs),
            title: Some(title),
            published: one("PD"),
            outlet: one("SN"),
            ..TextInput::default()
        }))
    }
}

/// The fields with their lines, the code taken off the first.
fn fields<'a>(lines: &[&'a str]) -> Vec<(&'static str, Vec<&'a str>)> {
    let mut fields: Vec<(&'static str, Vec<&'a str>)> = Vec::new();
    for line in lines {
        match (code(line), fields.last_mut()) {
            (Some(code), _) => fields.push((code, vec![line[code.len()..].trim()])),
            (None, Some((_, lines))) => lines.push(line),
            (None, None) => {}
        }
    }
    fields
}
