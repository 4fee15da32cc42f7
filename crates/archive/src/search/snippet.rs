//! The stretch of a text that speaks most of what was looked for.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;
use tantivy::query::Query;
use tantivy::schema::Field;
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{Searcher, Term};

use super::fields;

/// The most bytes of a snippet.
const LONGEST: usize = 220;
/// Words as long as this are no words of the index.
const NO_WORD: usize = 60;

/// A stretch of an article around what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The words.
    pub text: String,
    /// Byte ranges in `text` of what was found.
    pub found: Vec<Range<usize>>,
}

/// Finds snippets for one query. It gives what Tantivy's own generator gives, but does not stem every word
/// of every text: a word has the first letter of its stem, and each that might be meant is stemmed once.
pub(super) struct Snippets {
    /// What is looked for, as stems, with what finding it is worth.
    stems: BTreeMap<String, f32>,
    /// What each word is worth that was met so far and begins as one of the stems does.
    words: FxHashMap<String, Option<f32>>,
    analyser: TextAnalyzer,
}

/// A stretch that may become the snippet.
#[derive(Default)]
struct Stretch {
    range: Range<usize>,
    worth: f32,
    found: Vec<Range<usize>>,
}

impl Snippets {
    /// For the words of `query` in `field`: the rarer, the more they are worth.
    pub(super) fn of(
        searcher: &Searcher,
        query: &dyn Query,
        field: Field,
    ) -> tantivy::Result<Self> {
        let mut terms: Vec<&Term> = Vec::new();
        query.query_terms(&mut |term, _| {
            if term.field() == field {
                terms.push(term);
            }
        });
        let mut stems = BTreeMap::new();
        for term in terms {
            let articles = searcher.doc_freq(term)?;
            if let Some(stem) = term.value().as_str()
                && articles > 0
            {
                stems.insert(stem.to_owned(), 1.0 / (1.0 + articles as f32));
            }
        }
        Ok(Self {
            stems,
            words: FxHashMap::default(),
            analyser: fields::english(),
        })
    }

    /// The stretch of `text` that is worth most, the first of equals; the beginning where nothing is found.
    pub(super) fn snippet(&mut self, text: &str) -> Snippet {
        let mut best = Stretch::default();
        let mut stretch = Stretch::default();
        for word in words(text) {
            if word.end - stretch.range.start > LONGEST {
                if stretch.worth > best.worth {
                    best = std::mem::take(&mut stretch);
                }
                stretch = Stretch {
                    range: word.start..word.end,
                    ..Stretch::default()
                };
            }
            stretch.range.end = word.end;
            if let Some(worth) = self.worth(&text[word.clone()]) {
                stretch.worth += worth;
                stretch.found.push(word);
            }
        }
        if stretch.worth > best.worth {
            best = stretch;
        }
        if best.found.is_empty() {
            let end = text.char_indices().nth(LONGEST);
            return Snippet {
                text: text[..end.map_or(text.len(), |(at, _)| at)].to_owned(),
                found: Vec::new(),
            };
        }
        let start = best.range.start;
        Snippet {
            text: text[best.range].to_owned(),
            found: best
                .found
                .into_iter()
                .map(|found| found.start - start..found.end - start)
                .collect(),
        }
    }

    fn worth(&mut self, word: &str) -> Option<f32> {
        let first = word.chars().next()?;
        let may_be_meant = !first.is_ascii()
            || self
                .stems
                .keys()
                .any(|stem| stem.starts_with(first.to_ascii_lowercase()));
        if !may_be_meant {
            return None;
        }
        if let Some(known) = self.words.get(word) {
            return *known;
        }
        let mut stream = self.analyser.token_stream(word);
        let mut worth = None;
        while stream.advance() {
            worth = self.stems.get(&stream.token().text.to_lowercase()).copied();
        }
        self.words.insert(word.to_owned(), worth);
        worth
    }
}

/// Where the words of a text are, as the index parts them.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive(|c: char| !c.is_alphanumeric())
        .map(move |part| {
            let word = part.trim_end_matches(|c: char| !c.is_alphanumeric());
            let range = start..start + word.len();
            start += part.len();
            range
        })
        .filter(|word| !word.is_empty() && word.len() < NO_WORD)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tantivy::query::{BooleanQuery, Occur, TermQuery};
    use tantivy::schema::IndexRecordOption;
    use tantivy::snippet::SnippetGenerator;
    use tantivy::{Index, IndexWriter, TantivyDocument};

    use super::*;

    const WORDS: &[&str] = &[
        "ministers",
        "Minister",
        "MINISTER’S",
        "dying",
        "die",
        "Élysée",
        "elysee",
        "sky",
        "skies",
        "skis",
        "talks",
        "talked",
        "talking",
        "œuvre",
        "the",
        "of",
        "Moscow",
        "İstanbul",
        "ISTANBUL",
        "Straße",
        "agreement",
        "agreed",
        "agreeing",
        "yearly",
        "years",
        "\n\n",
        "—",
        "“missiles”",
        "missile",
        "x",
        "北京",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    ];

    fn text() -> impl Strategy<Value = String> {
        proptest::collection::vec(proptest::sample::select(WORDS), 0..160)
            .prop_map(|words| words.join(" "))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn snippets_are_those_of_the_library(texts in proptest::collection::vec(text(), 1..6), sought in proptest::collection::vec(proptest::sample::select(WORDS), 1..5)) {
            let (schema, own) = fields::schema();
            let index = Index::create_in_ram(schema);
            fields::register(&index);
            let mut writer: IndexWriter<TantivyDocument> = index.writer_with_num_threads(1, 15_000_000).unwrap();
            for text in &texts {
                let mut document = TantivyDocument::default();
                document.add_text(own.text, text);
                writer.add_document(document).unwrap();
            }
            writer.commit().unwrap();
            let searcher = index.reader().unwrap().searcher();
            let terms: Vec<(Occur, Box<dyn Query>)> = sought
                .iter()
                .flat_map(|word| fields::words(fields::english(), word))
                .map(|stem| {
                    let term = Term::from_field_text(own.text, &stem);
                    (Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::Basic)) as Box<dyn Query>)
                })
                .collect();
            let query = BooleanQuery::new(terms);
            let mut library = SnippetGenerator::create(&searcher, &query, own.text).unwrap();
            library.set_max_num_chars(LONGEST);
            let mut snippets = Snippets::of(&searcher, &query, own.text).unwrap();
            for text in &texts {
                let (theirs, ours) = (library.snippet(text), snippets.snippet(text));
                if theirs.is_empty() {
                    prop_assert!(ours.found.is_empty());
                    prop_assert!(text.starts_with(&ours.text));
                } else {
                    prop_assert_eq!(theirs.fragment(), &ours.text);
                    prop_assert_eq!(theirs.highlighted(), &ours.found[..]);
                }
            }
        }
    }
}
