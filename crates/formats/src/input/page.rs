//! A file that is one page.

use std::io::{BufRead, Read};

use super::{InputError, Limits, RawArticle, Reason};

/// The one article of a page.
pub(super) fn read<R: BufRead + Send>(
    name: String,
    reader: R,
    limits: Limits,
) -> impl Iterator<Item = Result<RawArticle, InputError>> + Send {
    let mut reader = Some(reader);
    std::iter::from_fn(move || {
        let reader = reader.take()?;
        Some(match whole(reader, limits.record) {
            Ok(bytes) => Ok(RawArticle::Page {
                input: name.clone(),
                bytes,
            }),
            Err(reason) => Err(InputError {
                input: name.clone(),
                line: None,
                reason,
            }),
        })
    })
}

/// All bytes of a page that is not larger than `limit`.
fn whole(reader: impl Read, limit: u64) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    reader
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(Reason::RecordTooLarge { limit });
    }
    Ok(bytes)
}
