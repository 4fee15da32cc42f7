//! A briefing as one HTML file: nothing is fetched, no script, dark and light, for screen and paper.

use std::fmt::Write;

use super::markdown::LEGEND;
use super::{Brief, Cited, Item, Reference, date};
use crate::markup::escaped;
use crate::words::folded;

const STYLE: &str = include_str!("style.css");

/// The briefing as an HTML document.
pub fn html(brief: &Brief) -> String {
    let title = escaped(&brief.title);
    // Writing to memory cannot fail.
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>{title}</h1>\n<p class=\"scope\">{}</p>\n<p class=\"legend\">{}</p>\n",
        escaped(&brief.scope),
        escaped(LEGEND),
    );
    for section in &brief.sections {
        let _ = writeln!(out, "<section>\n<h2>{}</h2>", escaped(&section.heading));
        if section.items.is_empty() {
            out.push_str("<p>Nothing in the record.</p>\n");
        } else {
            out.push_str("<ul>\n");
            for item in &section.items {
                out.push_str(&listed(item));
            }
            out.push_str("</ul>\n");
        }
        for note in &section.notes {
            let _ = writeln!(out, "<p class=\"note\">{}</p>", escaped(note));
        }
        out.push_str("</section>\n");
    }
    out.push_str("<section>\n<h2>References</h2>\n<ol>\n");
    let quoted = brief.quoted();
    for reference in &brief.references {
        out.push_str(&entry(reference, quoted.contains(&reference.number)));
    }
    out.push_str("</ol>\n</section>\n</main>\n</body>\n</html>\n");
    out
}

fn listed(item: &Item) -> String {
    let said: Vec<String> = item.said.iter().map(cited).collect();
    let mut out = format!("<li>{}", said.join("<br>\n"));
    if !item.coding.is_empty() {
        let _ = write!(
            out,
            " <span class=\"coding\">{}</span>",
            escaped(&item.coding)
        );
    }
    if !item.also.is_empty() {
        let also: Vec<String> = item.also.iter().map(|number| link(*number)).collect();
        let _ = write!(
            out,
            " <span class=\"also\">Coded as the same act in {}.</span>",
            also.join(", ")
        );
    }
    out.push_str("</li>\n");
    out
}

fn cited(cited: &Cited) -> String {
    let published = date::words(cited.published).unwrap_or_else(|| "no date".to_owned());
    let words = &cited.words;
    format!(
        "<span class=\"source\"><bdi>{}</bdi>, {published}:</span> <q><bdi>{}<mark>{}</mark>{}</bdi></q> {}",
        escaped(&folded(&cited.outlet)),
        escaped(&words.before),
        escaped(&words.core),
        escaped(&words.after),
        link(cited.reference)
    )
}

/// A reference; with its words where no statement above quotes them.
fn entry(reference: &Reference, quoted: bool) -> String {
    let mut parts = vec![format!(
        "<bdi>{}</bdi>",
        escaped(&folded(&reference.outlet))
    )];
    parts.push(date::words(reference.published).unwrap_or_else(|| "no date".to_owned()));
    let title = reference
        .title
        .as_deref()
        .map(|title| escaped(&folded(title)));
    match (&reference.url, title) {
        (Some(url), title) => {
            let shown = title.unwrap_or_else(|| escaped(url));
            let address = escaped(url);
            parts.push(format!(
                "<a href=\"{address}\" rel=\"noreferrer\"><bdi>{shown}</bdi></a>"
            ));
        }
        (None, Some(title)) => parts.push(format!("<bdi>{title}</bdi>")),
        (None, None) => {}
    }
    let words = &reference.words;
    let text = if quoted {
        ".".to_owned()
    } else {
        format!(": <q><bdi>{}</bdi></q>", escaped(&words.text()))
    };
    format!(
        "<li id=\"r{}\">{}; article <code>{}</code>, characters {}–{}{text}</li>\n",
        reference.number,
        parts.join(", "),
        escaped(&folded(&reference.article)),
        words.start,
        words.end,
    )
}

fn link(number: usize) -> String {
    format!("<a class=\"ref\" href=\"#r{number}\">[{number}]</a>")
}
