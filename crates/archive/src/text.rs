//! Article rows as the ledger keeps them: JSON, compressed.

use detente_coding::record::Diagnostic;
use detente_page::record::ArticleRecord;
use serde::{Deserialize, Serialize};

use crate::{ArchiveError, Family};

/// Zstandard's level: 3 halves news text at several hundred MB a second.
const LEVEL: i32 = 3;
/// The most bytes that an article row may have once it is decompressed.
const MOST: usize = 256 << 20;

/// What an article's row holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct StoredArticle {
    pub article: ArticleRecord,
    #[serde(default)]
    pub diagnostics: Vec<Diagnostic>,
}

impl StoredArticle {
    pub(crate) fn pack(&self) -> Result<Vec<u8>, String> {
        let json = serde_json::to_vec(self).map_err(|error| error.to_string())?;
        zstd::bulk::compress(&json, LEVEL).map_err(|error| error.to_string())
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
