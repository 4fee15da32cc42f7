//! The event list of the Discourse Network Analyzer: a statement is a position. Values are parted by
//! semicolons and stand in quotation marks; semicolons inside become commas and quotation marks single
//! ones, as its exporter does.
//!
//! Its qualifier is yes or no. Supporting, offering, demanding and conditional positions agree with the
//! concept (the issue), opposing, rejecting and worried ones do not; neutral ones carry no qualifier.

use std::fmt::Write;

use detente_coding::record::Stance;
use detente_page::record::ArticleRecord;

use super::bibliography::number;
use super::dates;
use crate::Coded;

const COLUMNS: [&str; 16] = [
    "statement_id",
    "time",
    "person",
    "organization",
    "concept",
    "agreement",
    "start_position",
    "stop_position",
    "text",
    "coder",
    "document_id",
    "document_title",
    "document_author",
    "document_source",
    "document_section",
    "document_type",
];

pub(super) fn header() -> String {
    let quoted: Vec<String> = COLUMNS.iter().map(|name| format!("\"{name}\"")).collect();
    format!("{}\n", quoted.join(";"))
}

pub(super) fn write(coded: &Coded, out: &mut Vec<u8>) {
    let article = &coded.article;
    let time = dates::day(article.published)
        .map(|day| format!("{day} 00:00:00"))
        .unwrap_or_default();
    for position in &coded.coding.positions {
        let speaker = position.quote.as_ref().and_then(|id| {
            let quote = coded.coding.quotes.iter().find(|quote| quote.id == *id)?;
            quote.speaker.as_ref()
        });
        let evidence = position.evidence.first();
        let mut row = String::new();
        let _ = write!(
            row,
            "{};{time};{};{};{};{};{};{};{};1;{};{};{};{};{};{}",
            number(&position.id),
            text(speaker.map_or("", |speaker| &speaker.name)),
            text(&position.actor),
            text(&position.issue),
            agreement(position.stance),
            evidence.map_or(0, |piece| piece.start),
            evidence.map_or(0, |piece| piece.end),
            text(evidence.map_or("", |piece| &piece.text)),
            number(&article.id),
            text(article.title.as_deref().unwrap_or_default()),
            text(&author(article)),
            text(article.outlet.as_deref().unwrap_or_default()),
            text(article.section.as_deref().unwrap_or_default()),
            text(""),
        );
        out.extend_from_slice(row.as_bytes());
        out.push(b'\n');
    }
}

/// The authors named, else the agency credited.
fn author(article: &ArticleRecord) -> String {
    if article.authors.is_empty() {
        article.agency.clone().unwrap_or_default()
    } else {
        article.authors.join(", ")
    }
}

fn agreement(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports | Stance::Offers | Stance::Demands | Stance::Conditional => "1",
        Stance::Opposes | Stance::Rejects | Stance::Concerned => "0",
        Stance::Neutral => "",
    }
}

fn text(value: &str) -> String {
    let value: String = value
        .chars()
        .map(|character| match character {
            ';' => ',',
            '"' => '\'',
            character if character.is_control() => ' ',
            character => character,
        })
        .collect();
    format!("\"{value}\"")
}
