//! A query in the index's terms.

use std::ops::Bound;

use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, EmptyQuery, FuzzyTermQuery, Occur, PhraseQuery,
    Query as Answer, RangeQuery, TermQuery,
};
use tantivy::schema::{Field as IndexField, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::fields::{self, Fields};
use super::notation::{Field, Part, Query, SearchError, date};
use crate::Day;

/// How much more a word in the headline counts than one in the text.
const HEADLINE: f32 = 2.0;
/// Words shorter than this are never taken for misspelt.
const SHORTEST_MISSPELT: usize = 5;

/// What is to be found, and the words that were taken for other ones since no article has them.
pub(super) struct Compiled {
    pub answer: Box<dyn Answer>,
    /// What snippets highlight.
    pub shown: Box<dyn Answer>,
    pub respelt: Vec<String>,
}

pub(super) fn compile(
    query: &Query,
    fields: &Fields,
    searcher: &Searcher,
) -> Result<Compiled, SearchError> {
    let mut all: Vec<(Occur, Box<dyn Answer>)> = Vec::new();
    let mut shown: Vec<(Occur, Box<dyn Answer>)> = Vec::new();
    let mut respelt = Vec::new();
    for group in &query.groups {
        let mut any: Vec<(Occur, Box<dyn Answer>)> = Vec::new();
        for part in group {
            let found = compile_part(part, fields, searcher, &mut respelt)?;
            if part.not {
                // Of alternatives one of which must not be there, the others are all that is left to want.
                all.push((Occur::MustNot, found));
                continue;
            }
            if matches!(part.field, Field::Text | Field::Title) {
                shown.push((Occur::Should, found.box_clone()));
            }
            any.push((Occur::Should, found));
        }
        match any.len() {
            0 => {}
            1 => all.extend(any.into_iter().map(|(_, found)| (Occur::Must, found))),
            _ => all.push((Occur::Must, Box::new(BooleanQuery::new(any)))),
        }
    }
    if all.is_empty() {
        all.push((Occur::Must, Box::new(AllQuery)));
    }
    Ok(Compiled {
        answer: Box::new(BooleanQuery::new(all)),
        shown: Box::new(BooleanQuery::new(shown)),
        respelt,
    })
}

fn compile_part(
    part: &Part,
    fields: &Fields,
    searcher: &Searcher,
    respelt: &mut Vec<String>,
) -> Result<Box<dyn Answer>, SearchError> {
    Ok(match part.field {
        Field::Term(kind) => Box::new(TermQuery::new(
            Term::from_field_text(fields.term, &format!("{kind}:{}", part.words)),
            IndexRecordOption::Basic,
        )),
        Field::Since => {
            let day = Term::from_field_i64(fields.day, Day::first(date(&part.words)?).0);
            Box::new(RangeQuery::new(Bound::Included(day), Bound::Unbounded))
        }
        Field::Until => {
            let last = Term::from_field_i64(fields.day, Day::last(date(&part.words)?).0);
            // What has no date lies before nothing.
            let known = Term::from_field_i64(fields.day, 1);
            Box::new(RangeQuery::new(
                Bound::Included(known),
                Bound::Included(last),
            ))
        }
        Field::Title => in_field(fields.title, &fields::words(fields::english(), &part.words)),
        Field::Text => {
            let words = fields::words(fields::english(), &part.words);
            let exact: Vec<(Occur, Box<dyn Answer>)> = vec![
                (Occur::Should, in_field(fields.text, &words)),
                (
                    Occur::Should,
                    Box::new(BoostQuery::new(in_field(fields.title, &words), HEADLINE)),
                ),
            ];
            let known = words.iter().all(|word| {
                [fields.text, fields.title].into_iter().any(|field| {
                    searcher
                        .doc_freq(&Term::from_field_text(field, word))
                        .unwrap_or(1)
                        > 0
                })
            });
            if !known && !part.phrase && !part.not {
                respelt.push(part.words.clone());
                return Ok(near_names(fields, &part.words));
            }
            Box::new(BooleanQuery::new(exact))
        }
    })
}

/// The words in this order in a field.
fn in_field(field: IndexField, words: &[String]) -> Box<dyn Answer> {
    let mut terms: Vec<Term> = words
        .iter()
        .map(|word| Term::from_field_text(field, word))
        .collect();
    match terms.len() {
        0 => Box::new(EmptyQuery),
        1 => Box::new(TermQuery::new(
            terms.swap_remove(0),
            IndexRecordOption::WithFreqs,
        )),
        _ => Box::new(PhraseQuery::new(terms)),
    }
}

/// Names that differ from the words by one letter, or by two where a word is long.
fn near_names(fields: &Fields, words: &str) -> Box<dyn Answer> {
    let words = fields::words(fields::names(), words);
    let near: Vec<(Occur, Box<dyn Answer>)> = words
        .iter()
        .map(|word| {
            let term = Term::from_field_text(fields.names, word);
            let distance = match word.chars().count() {
                length if length < SHORTEST_MISSPELT => 0,
                length if length < 9 => 1,
                _ => 2,
            };
            (
                Occur::Must,
                Box::new(FuzzyTermQuery::new(term, distance, true)) as Box<dyn Answer>,
            )
        })
        .collect();
    if near.is_empty() {
        Box::new(EmptyQuery)
    } else {
        Box::new(BooleanQuery::new(near))
    }
}
