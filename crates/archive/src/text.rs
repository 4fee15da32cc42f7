//! Article rows as the ledger keeps them: JSON, compressed.

use std::borrow::Cow;
use std::cell::RefCell;

use detente_coding::record::Diagnostic;
use detente_page::record::ArticleRecord;
use serde::{Deserialize, Serialize};

use crate::{ArchiveError, Family};

/// Zstandard's level: 3 halves news text at several hundred MB a second.
const LEVEL: i32 = 3;
/// The most bytes that an article row may have once it is decompressed.
const MOST: usize = 256 << 20;

/// About the most characters of the words that stand for a headline.
const LONGEST_LEAD: usize = 80;

/// What an article's row holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct StoredArticle {
    pub article: ArticleRecord,
    #[serde(default)]
    pub diagnostics: Vec<Diagnostic>,
}

/// Packs article rows; what compressing needs is kept from one to the next.
#[derive(Default)]
pub(crate) struct Packer {
    compressor: Option<zstd::bulk::Compressor<'static>>,
    json: Vec<u8>,
}

impl Packer {
    pub(crate) fn pack(&mut self, article: &StoredArticle) -> Result<Vec<u8>, String> {
        self.json.clear();
        serde_json::to_writer(&mut self.json, article).map_err(|error| error.to_string())?;
        let compressor = match &mut self.compressor {
            Some(compressor) => compressor,
            none => {
                none.insert(zstd::bulk::Compressor::new(LEVEL).map_err(|error| error.to_string())?)
            }
        };
        compressor
            .compress(&self.json)
            .map_err(|error| error.to_string())
    }
}

thread_local! {
    /// What decompressing needs, kept from one row to the next.
    static DECOMPRESSOR: RefCell<Option<zstd::bulk::Decompressor<'static>>> = const { RefCell::new(None) };
}

/// What lists and snippets read of an article's row: its words and nothing else.
#[derive(Deserialize)]
struct StoredWords<'a> {
    #[serde(borrow)]
    article: Words<'a>,
}

#[derive(Deserialize)]
struct Words<'a> {
    #[serde(borrow)]
    body: Cow<'a, str>,
    #[serde(borrow)]
    text: Cow<'a, str>,
}

/// The text of the article that a row packs.
pub(crate) fn text_of(key: i64, packed: &[u8]) -> Result<String, ArchiveError> {
    let json = decompressed(key, packed)?;
    let stored: StoredWords = read(key, &json)?;
    Ok(stored.article.text.into_owned())
}

/// The first words of the body that a row packs, which stand for a headline where there is none.
pub(crate) fn lead_of(key: i64, packed: &[u8]) -> Result<Option<String>, ArchiveError> {
    let json = decompressed(key, packed)?;
    let stored: StoredWords = read(key, &json)?;
    Ok(lead(&stored.article.body))
}

fn lead(body: &str) -> Option<String> {
    let mut lead = String::new();
    for word in body.split_whitespace() {
        let length = lead.chars().count();
        if length + word.chars().count() >= LONGEST_LEAD && length > 0 {
            lead.push('…');
            return Some(lead);
        }
        if length > 0 {
            lead.push(' ');
        }
        lead.extend(word.chars().take(LONGEST_LEAD));
    }
    Some(lead).filter(|lead| !lead.is_empty())
}

fn damaged(key: i64, detail: String) -> ArchiveError {
    ArchiveError::Damaged {
        family: Family::Article.name(),
        key,
        detail,
    }
}

fn read<'a, T: Deserialize<'a>>(key: i64, json: &'a [u8]) -> Result<T, ArchiveError> {
    serde_json::from_slice(json).map_err(|error| damaged(key, error.to_string()))
}

fn decompressed(key: i64, packed: &[u8]) -> Result<Vec<u8>, ArchiveError> {
    let size = zstd::zstd_safe::get_frame_content_size(packed)
        .ok()
        .flatten()
        .map_or(MOST, |size| size as usize);
    if size > MOST {
        return Err(damaged(key, format!("it claims {size} bytes")));
    }
    DECOMPRESSOR
        .with_borrow_mut(|kept| {
            let decompressor = match kept {
                Some(decompressor) => decompressor,
                none => none.insert(zstd::bulk::Decompressor::new()?),
            };
            decompressor.decompress(packed, size)
        })
        .map_err(|error| damaged(key, error.to_string()))
}

impl StoredArticle {
    pub(crate) fn unpack(key: i64, packed: &[u8]) -> Result<Self, ArchiveError> {
        read(key, &decompressed(key, packed)?)
    }
}
