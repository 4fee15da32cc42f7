//! What the tests of readers share.
#![allow(dead_code)]

use std::io::Write;

use detente_formats::{InputError, InputKind, Limits, Options, RawArticle, Reading, read};
use detente_page::Article;

/// What a reader gave.
pub struct Read {
    pub articles: Vec<Article>,
    pub errors: Vec<String>,
    pub reading: Reading,
}

impl Read {
    /// How often something was left out for `reason`.
    pub fn left_out(&self, reason: &str) -> u64 {
        self.reading.left_out().get(reason).copied().unwrap_or(0)
    }

    /// Asserts that there was one error and that it says `words`.
    #[track_caller]
    pub fn one_error(&self, words: &str) {
        assert_eq!(self.errors.len(), 1, "{:?}", self.errors);
        assert!(self.errors[0].contains(words), "{}", self.errors[0]);
    }

    #[track_caller]
    pub fn no_error(&self) {
        assert_eq!(self.errors, Vec::<String>::new());
    }
}

/// Reads `bytes` as `kind`.
pub fn read_as(kind: InputKind, name: &str, bytes: &[u8]) -> Read {
    read_with(kind, name, bytes, Options::default())
}

/// Reads `bytes` with `options`.
pub fn read_with(kind: InputKind, name: &str, bytes: &[u8], options: Options) -> Read {
    let reading = options.reading.clone();
    let mut articles = Vec::new();
    let mut errors = Vec::new();
    let made = read(kind, name, bytes, options)
        .map(|raw: Result<RawArticle, InputError>| raw.and_then(RawArticle::into_article));
    for article in made {
        match article {
            Ok(article) => articles.push(article),
            Err(error) => errors.push(error.to_string()),
        }
    }
    Read {
        articles,
        errors,
        reading,
    }
}

/// Limits of a record and a file.
pub fn limits(record: u64, unpacked: u64) -> Options {
    Limits { record, unpacked }.into()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

pub fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).expect("memory takes it")
}

/// A page of news.
pub fn page(round: usize) -> Vec<u8> {
    format!(
        "<html><head><title>Envoys meet in Riga, round {round}</title></head><body><article>\
         <h1>Envoys meet in Riga, round {round}</h1><p>RIGA, March 3 (BNS) - Latvia's foreign minister received \
         the Estonian ambassador on Thursday, and the two sides agreed to resume their talks on the railway in \
         round {round}.</p><p>Lithuania rejected the proposal and recalled its envoy for consultations, officials \
         in Vilnius said in a statement late in the evening.</p></article></body></html>"
    )
    .into_bytes()
}
