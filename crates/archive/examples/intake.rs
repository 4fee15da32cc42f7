//! Puts coded articles, multiplied, into an archive and tells how many a second.
//!
//!     cargo run --release --workspace --example intake -- coded.jsonl desk.archive 100000 [shuffled]
//!
//! The articles of `detente code --records all --format jsonl` are repeated with ids and dates of their
//! own until there are enough, as `benches/archive.py` repeats them: in the order of their days, as feeds
//! and archives give them, or shuffled, which is the hardest for every table that is kept by day.

use std::fs::File;
use std::time::Instant;

use detente_archive::{Archive, Intake, Provenance};
use detente_formats::Coded;
use detente_formats::input::{Limits, read_coded};

/// Articles after which it is told how far it is.
const EVERY: usize = 20_000;
/// Days that the articles are spread over.
const DAYS: usize = 13_000;
/// A number without a divisor in common with `DAYS`, that shuffles them.
const STRIDE: usize = 7919;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(coded), Some(folder), Some(wanted)) =
        (arguments.next(), arguments.next(), arguments.next())
    else {
        return Err("usage: intake CODED.jsonl ARCHIVE ARTICLES [shuffled]".into());
    };
    let shuffled = arguments.next().is_some_and(|order| order == "shuffled");
    let wanted: usize = wanted.parse()?;
    let originals = read_coded(&coded, Box::new(File::open(&coded)?), Limits::default())
        .collect::<Result<Vec<_>, _>>()?;
    let provenance = Provenance {
        program: "example".to_owned(),
        lexicon: String::new(),
        model: String::new(),
        at: 0,
    };
    let mut intake = Intake::new(Archive::at(folder).writer()?, provenance);
    let begun = Instant::now();
    for number in 0..wanted {
        let day = if shuffled {
            number * STRIDE % DAYS
        } else {
            number * DAYS / wanted
        };
        intake.take(copy(&originals, number, day))?;
        if (number + 1) % EVERY == 0 {
            tell(number + 1, begun);
        }
    }
    let put = intake.close()?;
    tell(wanted, begun);
    println!("{put:?}");
    Ok(())
}

fn tell(articles: usize, begun: Instant) {
    let took = begun.elapsed();
    println!(
        "{articles} after {took:.1?}: {:.0}/s",
        articles as f64 / took.as_secs_f64()
    );
}

/// Article `number` of the repetition, of the day with that number.
fn copy(originals: &[Coded], number: usize, day: usize) -> Coded {
    let mut coded = originals[number % originals.len()].clone();
    let copy = number / originals.len();
    let day = jiff::civil::date(1990, 1, 1).saturating_add(jiff::Span::new().days(day as i64));
    let date = Some(detente_calendar::PartialDate::Day(day));
    // Hashes, as coding makes them: ids that come in an order would be kept in place far more cheaply.
    let tag = |id: &mut String| {
        let hash = blake3::hash(format!("{id}-{copy}").as_bytes());
        hash.to_hex()[..32].clone_into(id);
    };
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
