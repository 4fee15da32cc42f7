//! Articles as entries of a bibliography, and ids as the numbers that some layouts ask for.

use std::fmt::Write;

use detente_page::record::ArticleRecord;

/// An id as a positive number below 2⁶⁰, for layouts whose ids are integers: the first 15 digits of a
/// hexadecimal id, else of the hash of its bytes.
pub(super) fn number(id: &str) -> u64 {
    let digits = |text: &str| u64::from_str_radix(text, 16).ok();
    id.get(..15).and_then(digits).unwrap_or_else(|| {
        let hash = blake3::hash(id.as_bytes()).to_hex();
        digits(&hash[..15]).unwrap_or_default()
    })
}

/// The authors named, else the agency credited.
fn authors(article: &ArticleRecord) -> impl Iterator<Item = &str> {
    let agency = article.agency.iter().filter(|_| article.authors.is_empty());
    article.authors.iter().chain(agency).map(String::as_str)
}

/// Appends a BibTeX entry. Characters that TeX reads as commands are escaped.
pub(super) fn bibtex(article: &ArticleRecord, out: &mut Vec<u8>) {
    let mut entry = format!("@article{{{:015x},\n", number(&article.id));
    let mut field = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let _ = writeln!(entry, "  {name} = {{{value}}},");
        }
    };
    let escaped = |value: &Option<String>| value.as_deref().map(escape);
    field(
        "title",
        escaped(&article.title).map(|title| format!("{{{title}}}")),
    );
    field("journal", escaped(&article.outlet));
    // Braces keep a body's name, and one of ours that is not parted into given name and surname, whole.
    let authors: Vec<String> = authors(article)
        .map(|name| format!("{{{}}}", escape(name)))
        .collect();
    field("author", Some(authors.join(" and ")));
    field("date", article.published.map(|date| date.to_string()));
    field(
        "year",
        article
            .published
            .and_then(detente_calendar::PartialDate::year)
            .map(|year| year.to_string()),
    );
    field(
        "url",
        article
            .url
            .clone()
            .map(|url| url.replace(['{', '}', '\n'], "")),
    );
    field("langid", escaped(&article.language));
    entry.push_str("}\n\n");
    out.extend_from_slice(entry.as_bytes());
}

fn escape(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '&' | '%' | '$' | '#' | '_' => {
                escaped.push('\\');
                escaped.push(character);
            }
            '{' | '}' => {}
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            character if character.is_control() => escaped.push(' '),
            character => escaped.push(character),
        }
    }
    escaped
}

/// Appends an RIS entry of the type for newspaper articles.
pub(super) fn ris(article: &ArticleRecord, out: &mut Vec<u8>) {
    let mut entry = String::from("TY  - NEWS\n");
    let mut field = |tag: &str, value: Option<&str>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let value: String = value
                .chars()
                .map(|character| {
                    if character.is_control() {
                        ' '
                    } else {
                        character
                    }
                })
                .collect();
            let _ = writeln!(entry, "{tag}  - {value}");
        }
    };
    field("ID", Some(&article.id));
    field("TI", article.title.as_deref());
    field("T2", article.outlet.as_deref());
    for author in authors(article) {
        field("AU", Some(author));
    }
    let date = article
        .published
        .map(|date| date.to_string().replace('-', "/"));
    field("DA", date.as_deref());
    let year = article
        .published
        .and_then(detente_calendar::PartialDate::year);
    field("PY", year.map(|year| year.to_string()).as_deref());
    field("UR", article.url.as_deref());
    field("LA", article.language.as_deref());
    entry.push_str("ER  - \n\n");
    out.extend_from_slice(entry.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_becomes_a_number_that_readers_of_int64_take() {
        assert_eq!(number("00000000000001fabc"), 0x1f);
        let other = number("story-17");
        assert!(other < 1 << 60 && other == number("story-17") && other != number("story-18"));
    }

    #[test]
    fn what_tex_reads_as_a_command_is_escaped() {
        assert_eq!(
            escape("50 % of {A}&B\n\\x"),
            "50 \\% of A\\&B \\textbackslash{}x"
        );
    }
}
