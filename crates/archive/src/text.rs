//! Article rows as the ledger keeps them: JSON, compressed.

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

impl StoredArticle {
    /// The first words of its body, which stand for a headline where it has none.
    pub(crate) fn lead(&self) -> Option<String> {
        let mut lead = String::new();
        for word in self.article.body.split_whitespace() {
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

    pub(crate) fn unpack(key: i64, bytes: &[u8]) -> Result<Self, ArchiveError> {
        let damaged = |detail: String| ArchiveError::Damaged {
            family: Family::Article.name(),
            key,
            detail,
        };
        let size = zstd::zstd_safe::get_frame_content_size(bytes)
            .ok()
            .flatten()
            .map_or(MOST, |size| size as usize);
        if size > MOST {
            return Err(damaged(format!("it claims {size} bytes")));
        }
        let json =
            zstd::bulk::decompress(bytes, size).map_err(|error| damaged(error.to_string()))?;
        serde_json::from_slice(&json).map_err(|error| damaged(error.to_string()))
    }
}
