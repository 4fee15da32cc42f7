//! A briefing as Markdown (`CommonMark`).

use std::fmt::Write;

use super::{Brief, Cited, date};
use crate::words::folded;

/// What the marks mean, at the head of every briefing.
pub const LEGEND: &str = "Words in quotation marks are the articles' own; the part that was coded stands out. Below them, in italics, stands what the program codes them as: its reading, to be checked against the words.";

/// The briefing as a Markdown document.
pub fn markdown(brief: &Brief) -> String {
    let mut out = String::new();
    // Writing to memory cannot fail.
    let _ = writeln!(
        out,
        "# {}\n\n{}\n\n{LEGEND}",
        escaped(&brief.title),
        escaped(&brief.scope)
    );
    for section in &brief.sections {
        let _ = writeln!(out, "\n## {}\n", section.heading);
        if section.items.is_empty() {
            out.push_str("Nothing in the record.\n");
        }
        for item in &section.items {
            // Each part on a line of its own.
            let mut lines: Vec<String> = item.said.iter().map(cited).collect();
            let mut coding = Vec::new();
            if !item.coding.is_empty() {
                coding.push(format!("*{}*", escaped(&item.coding)));
            }
            if !item.also.is_empty() {
                let also: Vec<String> = item.also.iter().map(|number| link(*number)).collect();
                coding.push(format!("Coded as the same act in {}.", also.join(", ")));
            }
            if !coding.is_empty() {
                lines.push(coding.join(" "));
            }
            let _ = write!(out, "- {}", lines.join("\\\n  "));
            out.push('\n');
        }
        for note in &section.notes {
            let _ = writeln!(out, "\n{}", escaped(note));
        }
    }
    out.push_str("\n## References\n\n");
    let quoted = brief.quoted();
    for reference in &brief.references {
        let mut parts = vec![escaped(&folded(&reference.outlet))];
        parts.push(date::words(reference.published).unwrap_or_else(|| "no date".to_owned()));
        parts.extend(
            reference
                .title
                .as_deref()
                .map(|title| escaped(&folded(title))),
        );
        if let Some(url) = &reference.url {
            parts.push(format!("<{}>", address(url)));
        }
        let words = &reference.words;
        let _ = writeln!(
            out,
            "{n}. <a id=\"r{n}\"></a>{}; article `{}`, characters {}–{}{}",
            parts.join(", "),
            reference.article.replace('`', "'"),
            words.start,
            words.end,
            if quoted.contains(&reference.number) {
                ".".to_owned()
            } else {
                format!(": “{}”", escaped(&words.text()))
            },
            n = reference.number
        );
    }
    out
}

fn cited(cited: &Cited) -> String {
    let published = date::words(cited.published).unwrap_or_else(|| "no date".to_owned());
    let words = &cited.words;
    let core = escaped(&words.core);
    format!(
        "{}, {published}: “{}**{}**{}” {}",
        escaped(&folded(&cited.outlet)),
        escaped(&words.before),
        core.trim(),
        escaped(&words.after),
        link(cited.reference)
    )
}

fn link(number: usize) -> String {
    format!("[\\[{number}\\]](#r{number})")
}

/// An address with what would end it, or Markdown's angle brackets, percent-encoded.
fn address(url: &str) -> String {
    let mut out = String::new();
    for c in url.chars() {
        match c {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '"' => out.push_str("%22"),
            c if c.is_whitespace() || c.is_control() => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out
}

/// Text with everything escaped that Markdown or the HTML in it would read as a mark.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' | '{' | '}' => {
                out.extend(['\\', c]);
            }
            c => out.push(c),
        }
    }
    out
}
