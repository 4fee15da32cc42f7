//! Timelines and matrices as text, JSON and CSV.

use std::fmt::Write;

use detente_calendar::PartialDate;
use detente_dossier::knowledge::Knowledge;
use detente_dossier::positions::{Matrix, Stand, Statement, Timeline, stance_word};
use detente_dossier::words::folded;
use serde::Serialize;

use super::Format;

/// A value as indented JSON.
pub fn json(value: &impl Serialize) -> String {
    // Records have string keys and finite numbers, and are written to memory: this cannot fail.
    serde_json::to_string_pretty(value).map_or_else(|error| error.to_string(), |text| text + "\n")
}

/// A timeline.
pub fn timeline(found: &Timeline, names: &dyn Knowledge, format: Format) -> String {
    match format {
        Format::Json => json(found),
        Format::Csv => timeline_csv(found),
        _ => timeline_text(found, names),
    }
}

fn day(date: Option<PartialDate>) -> String {
    date.map_or_else(|| "undated".to_owned(), |date| date.to_string())
}

fn source(statement: &Statement) -> String {
    let outlet = statement.outlet.as_deref().unwrap_or(&statement.article);
    format!("{}, {}", folded(outlet), day(statement.published))
}

fn timeline_text(found: &Timeline, names: &dyn Knowledge) -> String {
    let mut out = String::new();
    // Writing to memory cannot fail.
    for stand in &found.stands {
        out.push_str(&stand_text(stand, names));
    }
    if found.stands.is_empty() {
        out.push_str("no dated position\n");
    }
    let mut pairs = Vec::new();
    for shift in &found.shifts {
        let kind = format!("{:?}", shift.kind).to_lowercase();
        pairs.push((kind, &shift.from, &shift.to));
    }
    for apart in &found.disagreements {
        pairs.push((
            format!("disagreement within {}", apart.head),
            &apart.one,
            &apart.other,
        ));
    }
    for (kind, one, other) in pairs {
        let _ = writeln!(out, "\n{kind} on {}", names.issue_name(&one.issue));
        for statement in [one, other] {
            let _ = writeln!(out, "  {}", statement_text(statement));
        }
    }
    if !found.undated.is_empty() {
        let _ = writeln!(out, "\nundated:");
        for statement in &found.undated {
            let _ = writeln!(out, "  {}", statement_text(statement));
        }
    }
    if found.outside > 0 {
        let _ = writeln!(out, "\n{} outside the dates", found.outside);
    }
    out
}

fn stand_text(stand: &Stand, names: &dyn Knowledge) -> String {
    let mut out = match (stand.first, stand.last) {
        (Some(first), Some(last)) if first != last => format!("{first} – {last}"),
        (first, _) => day(first),
    };
    let towards = stand
        .towards
        .as_deref()
        .map(|towards| format!(" towards {towards}"));
    let _ = writeln!(
        out,
        "  {} {} {}{}",
        stand.actor,
        stance_word(stand.stance),
        names.issue_name(&stand.issue),
        towards.unwrap_or_default()
    );
    for statement in &stand.statements {
        let _ = writeln!(out, "    {}", statement_text(statement));
    }
    out
}

fn statement_text(statement: &Statement) -> String {
    let mut out = format!(
        "{} {} {}",
        day(statement.date),
        statement.actor,
        stance_word(statement.stance)
    );
    if let Some(speaker) = &statement.speaker {
        let _ = write!(out, ", {}", folded(speaker));
    }
    let _ = write!(
        out,
        ": “{}” ({})",
        folded(&statement.words),
        source(statement)
    );
    if let Some(condition) = &statement.condition {
        let _ = write!(out, " [condition: {}]", folded(condition));
    }
    out
}

fn timeline_csv(found: &Timeline) -> String {
    let mut out = String::from(
        "stand,date,actor,speaker,issue,stance,towards,condition,words,outlet,published,article,position,quote,event\n",
    );
    let stands = found.stands.iter().enumerate().flat_map(|(at, stand)| {
        stand
            .statements
            .iter()
            .map(move |one| ((at + 1).to_string(), one))
    });
    let undated = found.undated.iter().map(|one| (String::new(), one));
    for (stand, one) in stands.chain(undated) {
        let date = |date: Option<PartialDate>| date.map(|date| date.to_string());
        let row = [
            Some(stand),
            date(one.date),
            Some(one.actor.clone()),
            one.speaker.clone(),
            Some(one.issue.clone()),
            Some(stance_word(one.stance).to_owned()),
            one.towards.clone(),
            one.condition.clone(),
            Some(one.words.clone()),
            one.outlet.clone(),
            date(one.published),
            Some(one.article.clone()),
            Some(one.position.clone()),
            one.quote.clone(),
            one.event.clone(),
        ];
        push_row(&mut out, row.into_iter().map(Option::unwrap_or_default));
    }
    out
}

/// A matrix.
pub fn matrix(found: &Matrix, format: Format) -> String {
    match format {
        Format::Json => json(found),
        Format::Csv => {
            let mut out = String::new();
            let header = std::iter::once("actor".to_owned()).chain(found.issues.iter().cloned());
            push_row(&mut out, header);
            for actor in &found.actors {
                let cells = found.issues.iter().map(|issue| {
                    let cell = found
                        .cells
                        .binary_search_by(|cell| (&cell.actor, &cell.issue).cmp(&(actor, issue)));
                    cell.map(|at| stance_word(found.cells[at].stance).to_owned())
                        .unwrap_or_default()
                });
                push_row(&mut out, std::iter::once(actor.clone()).chain(cells));
            }
            out
        }
        _ => matrix_text(found),
    }
}

fn matrix_text(found: &Matrix) -> String {
    let mut out = format!("at {}\n", found.at);
    for cell in &found.cells {
        let mark = if cell.contradicted {
            " (and the other side that day)"
        } else {
            ""
        };
        // Writing to memory cannot fail.
        let _ = writeln!(
            out,
            "{:10} {:28} {:11} for {} against {} of {}{mark}\n           {}",
            cell.actor,
            cell.issue,
            stance_word(cell.stance),
            cell.leaning_for,
            cell.leaning_against,
            cell.statements,
            statement_text(&cell.latest)
        );
    }
    if found.cells.is_empty() {
        out.push_str("no dated position until then\n");
    }
    if found.undated > 0 {
        let _ = writeln!(out, "{} undated", found.undated);
    }
    out
}

/// A row of CSV (RFC 4180 with LF line ends).
fn push_row(out: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            let _ = write!(out, "\"{}\"", cell.replace('"', "\"\""));
        } else {
            out.push_str(&cell);
        }
    }
    out.push('\n');
}
