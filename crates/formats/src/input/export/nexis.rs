//! Nexis: articles parted by `2 of 20 DOCUMENTS` or `End of Document`, with medium, date and headline
//! over fields such as `LENGTH:` and `BYLINE:`, the text, and more fields under it.

use detente_page::TextInput;

use super::{Layout, Mark, blocks, text_of};

/// Fields between the headline and the text.
const HEAD: [&str; 8] = [
    "BYLINE",
    "SECTION",
    "LENGTH",
    "DATELINE",
    "HIGHLIGHT",
    "SERIES",
    "CORRECTION",
    "DISTRIBUTION",
];
/// Fields under the text.
const FOOT: [&str; 19] = [
    "LOAD-DATE",
    "LANGUAGE",
    "PUBLICATION-TYPE",
    "GRAPHIC",
    "SUBJECT",
    "ORGANIZATION",
    "PERSON",
    "COUNTRY",
    "CITY",
    "STATE",
    "GEOGRAPHIC",
    "INDUSTRY",
    "TICKER",
    "COMPANY",
    "JOURNAL-CODE",
    "DOCUMENT-TYPE",
    "CLASSIFICATION",
    "ACC-NO",
    "URL",
];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

#[derive(Default)]
pub(super) struct Nexis;

/// Whether a text begins as an export does.
pub(super) fn is(head: &str) -> bool {
    let counted = head.lines().take(60).any(is_count);
    let fields = |wanted: &str| head.lines().any(|line| field(line, &[wanted]));
    counted || fields("LENGTH") && (fields("BYLINE") || fields("SECTION") || fields("LOAD-DATE"))
}

/// `2 of 20 DOCUMENTS`, `Document 2 of 20`.
fn is_count(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let number = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    match words.as_slice() {
        [first, "of", all, end] => {
            number(first) && number(all) && end.eq_ignore_ascii_case("documents")
        }
        [begin, first, "of", all] => {
            begin.eq_ignore_ascii_case("document") && number(first) && number(all)
        }
        _ => false,
    }
}

/// Whether a line begins with one of the fields' names and a colon.
fn field(line: &str, names: &[&str]) -> bool {
    line.split_once(':').is_some_and(|(name, _)| {
        name.starts_with(|c: char| c.is_ascii_uppercase())
            && names.iter().any(|known| name.eq_ignore_ascii_case(known))
    })
}

fn is_copyright(block: &str) -> bool {
    block.starts_with("Copyright ") || block.starts_with('©') || block == "All Rights Reserved"
}

/// A short line with the name of a month and a year.
fn is_date(block: &str) -> bool {
    let words = block.to_ascii_lowercase();
    let mut words = words.split(|c: char| !c.is_ascii_alphanumeric());
    let year = |word: &str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    block.len() < 60
        && words.clone().any(|word| MONTHS.contains(&word))
        && words.any(|word| year(word) && word.bytes().all(|b| b.is_ascii_digit()))
}

/// The article in blocks; a field begins one wherever it stands.
fn parts(lines: &[&str]) -> Vec<String> {
    let begins = |line: &str| field(line, &HEAD) || field(line, &FOOT) || line == "Body";
    lines
        .chunk_by(|_, next| !begins(next))
        .flat_map(|part| match part {
            ["Body", rest @ ..] => blocks(rest),
            part => blocks(part),
        })
        .collect()
}

/// The blocks over the fields. The newer layout has headline, medium and date on lines of one block.
fn head(lines: &[&str]) -> Vec<String> {
    let fields = lines.iter().position(|line| field(line, &HEAD));
    let lines = &lines[..fields.unwrap_or(lines.len())];
    lines
        .split(|line| line.trim().is_empty())
        .flat_map(|block| {
            if block.iter().any(|line| is_date(line.trim())) {
                block.iter().map(|line| line.trim().to_owned()).collect()
            } else {
                blocks(block)
            }
        })
        .collect()
}

impl Layout for Nexis {
    const NAME: &'static str = "Nexis";

    fn mark(&mut self, line: &str) -> Mark {
        if is_count(line) || line.trim() == "End of Document" {
            Mark::Between
        } else {
            Mark::Within
        }
    }

    fn article(lines: &[&str]) -> Result<Option<TextInput>, &'static str> {
        let blocks = parts(lines);
        let Some(fields) = blocks.iter().position(|block| field(block, &HEAD)) else {
            // A list of what was searched for, or of the articles that follow.
            let has_foot = blocks.iter().any(|block| field(block, &FOOT));
            return if has_foot {
                Err("it has no LENGTH, BYLINE or SECTION line")
            } else {
                Ok(None)
            };
        };
        let head = head(lines);
        let head: Vec<&String> = head.iter().filter(|block| !is_copyright(block)).collect();
        let date = head.iter().position(|block| is_date(block));
        let date = date.ok_or("it has no date over its fields")?;
        // The older layout has the headline under the date, the newer over the medium.
        let (title, outlet) = match (head.get(date + 1..).and_then(<[_]>::last), &head[..date]) {
            (Some(title), [.., outlet]) | (None, [title, .., outlet]) => {
                (Some(*title), Some(*outlet))
            }
            (Some(title), []) | (None, [title]) => (Some(*title), None),
            (None, []) => (None, None),
        };
        let paragraphs: Vec<String> = blocks[fields..]
            .iter()
            .take_while(|block| !field(block, &FOOT))
            .filter(|block| !field(block, &HEAD) && !is_copyright(block))
            .cloned()
            .collect();
        if paragraphs.is_empty() {
            return Err("it has no text");
        }
        Ok(Some(TextInput {
            text: text_of(title.map(String::as_str), &paragraphs),
            title: title.cloned(),
            published: Some(head[date].clone()),
            outlet: outlet.cloned(),
            ..TextInput::default()
        }))
    }
}
