//! What a case's tables ask against what was coded.

use detente_coding::analysis::Analysis;
use detente_coding::mention::Located;
use detente_coding::record::{Coding, Event, Status};

use crate::parse::{Case, Table};

/// What is missing or too much, a line each; empty where the case passes.
pub fn check(case: &Case, coding: &Coding, analysis: &Analysis<'_>) -> Vec<String> {
    let mut wrong = Vec::new();
    for table in &case.tables {
        match table.columns.first().map(String::as_str) {
            Some("source") => events(table, coding, &mut wrong),
            Some("quotes") => quotes(table, coding, &mut wrong),
            Some("actor") => positions(table, coding, &mut wrong),
            Some("place") => places(table, analysis.mentions.places(), &mut wrong),
            Some("mention") => mentions(table, analysis, &mut wrong),
            other => wrong.push(format!("  unknown table that begins with {other:?}")),
        }
    }
    if case.tables.is_empty() {
        wrong.push("  the case has no table".to_owned());
    }
    wrong
}

/// Each row's words must be those of a mention that stands for the row's actors; with `-` none of the
/// mentions of these words may stand for anybody. The words are the head's or those of the whole
/// mention; `n` counts among those alike, from 1.
fn mentions(table: &Table, analysis: &Analysis<'_>, wrong: &mut Vec<String>) {
    let doc = analysis.doc;
    for row in &table.rows {
        let (words, expected) = (table.cell(row, "mention"), table.cell(row, "stands for"));
        let found: Vec<String> = analysis
            .mentions
            .iter()
            .filter(|mention| {
                doc.word(mention.head) == words || doc.span_text(mention.tokens.clone()) == words
            })
            .map(|mention| {
                let actors: Vec<String> = mention.actors.iter().map(ToString::to_string).collect();
                actors.join(" + ")
            })
            .collect();
        let nth = table.cell(row, "n").parse::<usize>().unwrap_or(1).max(1) - 1;
        let right = if expected == "-" {
            found.get(nth).is_none_or(String::is_empty)
        } else {
            found.get(nth).is_some_and(|found| found == expected)
        };
        if !right {
            wrong.push(format!(
                "  mention: {} but found {found:?}",
                row.join(" | ")
            ));
        }
    }
}

/// Each row's name must be a place of its country, and one with the country `-` none; a degree told
/// must be that of the place.
fn places(table: &Table, located: &[Located], wrong: &mut Vec<String>) {
    for row in &table.rows {
        let (name, country) = (table.cell(row, "place"), table.cell(row, "country"));
        let found: Vec<&Located> = located.iter().filter(|place| place.name == name).collect();
        let degrees = |place: &Located| place.point.map(|(lat, lon)| format!("{lat:.0} {lon:.0}"));
        let at = table.cell(row, "at");
        let fits = |place: &&Located| {
            place.country == country && (at.is_empty() || degrees(place).as_deref() == Some(at))
        };
        let right = if country == "-" {
            found.is_empty()
        } else {
            found.iter().any(fits)
        };
        if !right {
            wrong.push(format!("  place: {} but found {found:?}", row.join(" | ")));
        }
    }
}

/// Compares rows with records one to one; `fits` says whether a record is what a row asks.
fn compare<R>(
    table: &Table,
    records: &[R],
    fits: impl Fn(&[String], &R) -> bool,
    show: impl Fn(&R) -> String,
    wrong: &mut Vec<String>,
) {
    let mut used = vec![false; records.len()];
    for row in &table.rows {
        match (0..records.len()).find(|&index| !used[index] && fits(row, &records[index])) {
            Some(index) => used[index] = true,
            None => wrong.push(format!("  missing: {}", row.join(" | "))),
        }
    }
    for (record, _) in records.iter().zip(&used).filter(|(_, used)| !**used) {
        wrong.push(format!("  too much: {}", show(record)));
    }
}

fn events(table: &Table, coding: &Coding, wrong: &mut Vec<String>) {
    let status = |event: &Event| match event.status {
        Status::Current => "current",
        Status::Background => "background",
        Status::Planned => "planned",
    };
    let date = |event: &Event| {
        event
            .date
            .map_or_else(|| "-".to_owned(), |date| date.to_string())
    };
    let free_or =
        |cell: &str, value: &str| cell.is_empty() || cell.split('/').any(|option| option == value);
    compare(
        table,
        &coding.events,
        |row, event| {
            table.cell(row, "source") == event.source.actor
                && table.cell(row, "target") == event.target.actor
                && free_or(table.cell(row, "code"), &event.cameo)
                && free_or(table.cell(row, "date"), &date(event))
                && free_or(table.cell(row, "status"), status(event))
                && free_or(
                    table.cell(row, "place"),
                    event.place.as_ref().map_or("-", |place| &place.name),
                )
        },
        |event| {
            let words = event
                .evidence
                .first()
                .map_or("", |evidence| evidence.text.as_str());
            format!(
                "{} | {} | {} | {} | {} [{}] “{words}”",
                event.source.actor,
                event.target.actor,
                event.cameo,
                date(event),
                status(event),
                event.rule
            )
        },
        wrong,
    );
}

fn quotes(table: &Table, coding: &Coding, wrong: &mut Vec<String>) {
    let actor = |quote: &detente_coding::record::Quote| {
        quote
            .speaker
            .as_ref()
            .and_then(|speaker| speaker.actor.clone())
            .unwrap_or_default()
    };
    let speaker = |quote: &detente_coding::record::Quote| {
        quote
            .speaker
            .as_ref()
            .map(|speaker| speaker.name.clone())
            .unwrap_or_default()
    };
    let kind = |quote: &detente_coding::record::Quote| format!("{:?}", quote.kind).to_lowercase();
    let through = |quote: &detente_coding::record::Quote| {
        let names: Vec<&str> = quote.chain.iter().map(|link| link.name.as_str()).collect();
        names.join(", ")
    };
    let free_or = |cell: &str, value: &str| cell.is_empty() || cell == value;
    compare(
        table,
        &coding.quotes,
        |row, quote| {
            table.cell(row, "quotes")
                == quote
                    .content
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
                && free_or(table.cell(row, "kind"), &kind(quote))
                && free_or(table.cell(row, "speaker"), &speaker(quote))
                && match (table.cell(row, "actor"), actor(quote)) {
                    ("-", own) => own.is_empty(),
                    (cell, own) => free_or(cell, &own),
                }
                && free_or(table.cell(row, "through"), &through(quote))
        },
        |quote| {
            format!(
                "{} | {} | {} | {} | {}",
                quote.content,
                kind(quote),
                speaker(quote),
                actor(quote),
                through(quote)
            )
        },
        wrong,
    );
}

fn positions(table: &Table, coding: &Coding, wrong: &mut Vec<String>) {
    let stance = |position: &detente_coding::record::Position| {
        format!("{:?}", position.stance).to_lowercase()
    };
    let free_or = |cell: &str, value: &str| cell.is_empty() || cell == value;
    compare(
        table,
        &coding.positions,
        |row, position| {
            table.cell(row, "actor") == position.actor
                && table.cell(row, "issue") == position.issue
                && table.cell(row, "stance") == stance(position)
                && free_or(
                    table.cell(row, "towards"),
                    position.towards.as_deref().unwrap_or_default(),
                )
        },
        |position| {
            format!(
                "{} | {} | {} | {}",
                position.actor,
                position.issue,
                stance(position),
                position.towards.as_deref().unwrap_or("")
            )
        },
        wrong,
    );
}
