//! Puts coded articles, multiplied, into an archive and tells what each part of it takes.
//!
//!     cargo run --release --workspace --example intake -- coded.jsonl desk.archive 100000
//!
//! The articles of `detente code --records all --format jsonl` are repeated with ids and dates of their
//! own until there are enough, as `benches/archive.py` repeats them.

use std::fs::File;
use std::time::{Duration, Instant};

use detente_archive::{Archive, Provenance};
use detente_formats::Coded;
use detente_formats::input::{Limits, read_coded};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(coded), Some(folder), Some(wanted)) =
        (arguments.next(), arguments.next(), arguments.next())
    else {
        return Err("usage: intake CODED.jsonl ARCHIVE ARTICLES".into());
    };
    let wanted: usize = wanted.parse()?;
    let originals = read_coded(&coded, Box::new(File::open(&coded)?), Limits::default())
        .collect::<Result<Vec<_>, _>>()?;
    let provenance = Provenance {
        program: "example".to_owned(),
        lexicon: String::new(),
        model: String::new(),
        at: 0,
    };
    let mut writer = Archive::at(folder).writer()?;
    let (mut put, mut index, mut stories) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    let mut batch = Vec::new();
    for number in 0..wanted {
        batch.push(copy(&originals, number));
        if batch.len() == 500 || number + 1 == wanted {
            let begun = Instant::now();
            writer.put(&batch, &provenance)?;
            put += begun.elapsed();
            batch.clear();
        }
        if (number + 1) % 20_000 == 0 || number + 1 == wanted {
            let begun = Instant::now();
            writer.catch_up()?;
            index += begun.elapsed();
            let begun = Instant::now();
            writer.group_stories()?;
            stories += begun.elapsed();
            println!(
                "{}: ledger {put:.1?}, index {index:.1?}, stories {stories:.1?}",
                number + 1
            );
        }
    }
    Ok(())
}

/// Article `number` of the repetition.
fn copy(originals: &[Coded], number: usize) -> Coded {
    let mut coded = originals[number % originals.len()].clone();
    let copy = number / originals.len();
    let day = jiff::civil::date(1990, 1, 1)
        .saturating_add(jiff::Span::new().days((number * 7919 % 13_000) as i64));
    let date = Some(detente_calendar::PartialDate::Day(day));
    let tag = |id: &mut String| *id = format!("{id}-{copy}");
    tag(&mut coded.article.id);
    if coded.article.published.is_some() {
        coded.article.published = date;
    }
    let coding = &mut coded.coding;
    for event in &mut coding.events {
        tag(&mut event.id);
        tag(&mut event.article);
        for told in [&mut event.date, &mut event.published] {
            if told.is_some() {
                *told = date;
            }
        }
    }
    for quote in &mut coding.quotes {
        tag(&mut quote.id);
        tag(&mut quote.article);
        if quote.date.is_some() {
            quote.date = date;
        }
    }
    for position in &mut coding.positions {
        tag(&mut position.id);
        tag(&mut position.article);
        if position.date.is_some() {
            position.date = date;
        }
    }
    coded
}
