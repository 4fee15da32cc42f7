//! A file that is read whole: one page, one message, one PDF.

use std::io::Read;

use detente_page::PageHint;

use super::{Articles, Options, RawArticle, Reason, failed};

/// The one article of a page.
pub(super) fn read<'a>(
    name: String,
    reader: impl Read + Send + 'a,
    options: &Options,
) -> Articles<'a> {
    one(name, reader, options, |hint, bytes| RawArticle::Page {
        hint,
        bytes,
    })
}

/// The one article of a PDF file.
pub(super) fn pdf<'a>(
    name: String,
    reader: impl Read + Send + 'a,
    options: &Options,
) -> Articles<'a> {
    one(name, reader, options, |hint, bytes| RawArticle::Pdf {
        hint,
        bytes,
    })
}

fn one<'a>(
    name: String,
    reader: impl Read + Send + 'a,
    options: &Options,
    make: impl FnOnce(PageHint, Vec<u8>) -> RawArticle + Send + 'a,
) -> Articles<'a> {
    let (limit, fetched) = (options.limits.record, options.fetched);
    // Nothing is read before the article is asked for.
    let mut waiting = Some((reader, make));
    Box::new(std::iter::from_fn(move || {
        let (reader, make) = waiting.take()?;
        match whole(reader, limit) {
            Ok(bytes) => {
                let hint = PageHint {
                    input: name.clone(),
                    fetched,
                    ..PageHint::default()
                };
                Some(Ok(make(hint, bytes)))
            }
            Err(reason) => failed(&name, reason).next(),
        }
    }))
}

/// All bytes of an input that is not larger than `limit`.
pub(super) fn whole(reader: impl Read, limit: u64) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    reader
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(Reason::RecordTooLarge { limit });
    }
    Ok(bytes)
}
