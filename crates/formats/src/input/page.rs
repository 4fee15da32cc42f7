//! A file that is one page.

use std::io::{BufRead, Read};

use detente_page::{Article, TextInput};

use super::{InputError, Limits, RawArticle, Reason};

/// The bytes that files of other kinds begin with.
const OTHER_KINDS: [(&[u8], &str); 9] = [
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound, film or picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
];

/// How many bytes at the head of a page are looked at to tell text from other data.
const HEAD: usize = 4096;

/// The one article of a page.
pub(super) fn read<R: BufRead + Send>(
    name: String,
    reader: R,
    limits: Limits,
    plain: bool,
) -> impl Iterator<Item = Result<RawArticle, InputError>> + Send {
    let mut reader = Some(reader);
    std::iter::from_fn(move || {
        let reader = reader.take()?;
        Some(match whole(reader, limits.record) {
            Ok(bytes) => Ok(RawArticle::Page { input: name.clone(), bytes, plain }),
            Err(reason) => Err(InputError { input: name.clone(), line: None, reason }),
        })
    })
}

fn whole(reader: impl Read, limit: u64) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(Reason::RecordTooLarge { limit });
    }
    if bytes.trim_ascii().is_empty() {
        return Err(Reason::Empty);
    }
    match other_kind(&bytes) {
        Some(kind) => Err(Reason::Binary(kind)),
        None => Ok(bytes),
    }
}

/// What the bytes are where they are no text.
fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, kind)) = OTHER_KINDS.iter().find(|(head, _)| bytes.starts_with(head)) {
        return Some(kind);
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    let nuls = |parity: usize| head.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    // UTF-16 text of Latin letters has NULs at every second byte and nowhere else.
    let utf16 = head.starts_with(b"\xff\xfe")
        || head.starts_with(b"\xfe\xff")
        || (even.min(odd) * 20 <= even.max(odd) && even.max(odd) * 3 > head.len());
    let control = head.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    // Old pages hold a stray NUL or control byte; other data is full of them.
    (!utf16 && control * 20 > head.len()).then_some("it is full of control bytes")
}

/// Makes the article of a page.
pub(super) fn article(input: String, bytes: &[u8], _plain: bool) -> Article {
    let text = String::from_utf8_lossy(bytes).into_owned();
    Article::from_text(TextInput { text, input, ..TextInput::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_text_from_other_data() {
        assert_eq!(other_kind(b"Talks were held in Vienna."), None);
        assert_eq!(other_kind("Переговоры в Вене".as_bytes()), None);
        let utf16: Vec<u8> = "Talks in Vienna".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(other_kind(&utf16), None);
        assert_eq!(other_kind(b"one stray \0 byte in a page that is a hundred bytes long or more than that"), None);
        assert!(other_kind(b"%PDF-1.7 ...").is_some());
        let noise: Vec<u8> = (0..=255).cycle().take(2000).collect();
        assert!(other_kind(&noise).is_some());
    }
}
