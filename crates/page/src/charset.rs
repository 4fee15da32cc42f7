//! Bytes to text: the character set of a page.
//!
//! In order of trust: a byte order mark; being valid UTF-8 with more than ASCII in it; what the
//! transport or the page declares; detection from the bytes. A page may be in two of them (`mixed_charset`).

use std::borrow::Cow;
use std::sync::LazyLock;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use regex::bytes::Regex;

use crate::{Diagnostic, PageError, mixed_charset};

/// Bytes of a page beyond this are not read: news pages are a hundred times smaller.
pub(crate) const MOST_BYTES: usize = 16 << 20;

/// How far into a page its declared character set is looked for.
const DECLARED_WITHIN: usize = 4096;

/// Decodes a page. Broken sequences become U+FFFD and are counted; NULs are taken out and counted.
pub(crate) fn decode<'a>(
    bytes: &'a [u8],
    transport: Option<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Cow<'a, str>, PageError> {
    if let Some(what) = binary_format(bytes) {
        return Err(PageError::Binary {
            what: what.to_owned(),
        });
    }
    let whole = bytes.len();
    let bytes = &bytes[..whole.min(MOST_BYTES)];
    if bytes.len() < whole {
        diagnostics.push(Diagnostic::CutShort {
            kept: bytes.len() as u64,
            of: whole as u64,
        });
    }
    let encoding = choose(bytes, transport, diagnostics)?;
    if let Some(text) = mixed_charset::decode(bytes, encoding, diagnostics) {
        return Ok(without_nuls(text.into(), diagnostics));
    }
    let (text, is_broken) = encoding.decode_with_bom_removal(bytes);
    let replaced = if is_broken {
        text.matches('\u{FFFD}').count()
    } else {
        0
    };
    // The page may have brought some of them.
    let given = if replaced > 0 && encoding == UTF_8 {
        bytes.windows(3).filter(|w| w == b"\xEF\xBF\xBD").count()
    } else {
        0
    };
    let broken = replaced.saturating_sub(given);
    if broken > 0 {
        diagnostics.push(Diagnostic::BrokenCharacters {
            count: broken as u32,
            charset: encoding.name().to_owned(),
        });
    }
    Ok(without_nuls(text, diagnostics))
}

fn without_nuls<'a>(text: Cow<'a, str>, diagnostics: &mut Vec<Diagnostic>) -> Cow<'a, str> {
    if !text.as_bytes().contains(&0) {
        return text;
    }
    let count = text.bytes().filter(|b| *b == 0).count() as u32;
    diagnostics.push(Diagnostic::NulBytes { count });
    text.replace('\0', "").into()
}

fn choose(
    bytes: &[u8],
    transport: Option<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<&'static Encoding, PageError> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(encoding);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Ok(encoding);
    }
    let head = &bytes[..bytes.len().min(8192)];
    let controls = head
        .iter()
        .filter(|b| **b < 32 && !matches!(b, b'\t' | b'\n' | b'\r' | 12 | 27))
        .count();
    if controls * 10 > head.len() {
        return Err(PageError::Binary {
            what: "control characters".to_owned(),
        });
    }
    let label = transport.map(str::to_owned).or_else(|| declared(bytes));
    let named = label
        .as_deref()
        .and_then(|l| Encoding::for_label(l.trim().as_bytes()));
    let valid = valid_utf8(bytes);
    let told = named.filter(|e| *e != UTF_8 && *e != UTF_16LE && *e != UTF_16BE);
    let wrong = |used: &'static Encoding, diagnostics: &mut Vec<Diagnostic>| {
        if let Some(label) = label.as_deref().filter(|_| named != Some(used)) {
            diagnostics.push(Diagnostic::WrongCharset {
                declared: label.to_owned(),
                used: used.name().to_owned(),
            });
        }
        used
    };
    if valid {
        // An ASCII page is right in either; only other characters prove a declaration wrong. A
        // seven-bit set (ISO-2022-JP) looks like ASCII and is what it says.
        return Ok(match told {
            Some(encoding) if bytes.is_ascii() => encoding,
            _ => wrong(UTF_8, diagnostics),
        });
    }
    if let Some(encoding) = told {
        return Ok(encoding);
    }
    // Declared UTF-8 with a few broken places is still UTF-8.
    let lossy = String::from_utf8_lossy(bytes);
    let broken = lossy.matches('\u{FFFD}').count();
    let sound = lossy
        .chars()
        .filter(|c| !c.is_ascii() && *c != '\u{FFFD}')
        .count();
    if broken <= sound || (named == Some(UTF_8) && broken * 200 <= bytes.len()) && sound > 0 {
        return Ok(UTF_8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    Ok(wrong(
        detector.guess(None, Utf8Detection::Deny),
        diagnostics,
    ))
}

/// Whether the bytes are UTF-8, but for a character cut in two at the very end.
fn valid_utf8(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => {
            error.error_len().is_none()
                && error.valid_up_to() > 0
                && !bytes[..error.valid_up_to()].is_ascii()
        }
    }
}

/// UTF-16 betrays itself by a NUL in every other byte of its ASCII characters.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(2048) & !1];
    if head.len() < 8 {
        return None;
    }
    let (mut even, mut odd) = (0, 0);
    for pair in head.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    let half = head.len() / 2;
    if odd * 10 > half * 6 && even * 10 < half {
        Some(UTF_16LE)
    } else if even * 10 > half * 6 && odd * 10 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The character set that the page's head or XML declaration names.
fn declared(bytes: &[u8]) -> Option<String> {
    static DECLARED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?i-u)(?:<meta[^>]{1,200}?charset\s*=\s*["']?|<\?xml[^>]{1,100}?encoding\s*=\s*["'])([A-Za-z0-9_:.-]{2,40})"#)
            .expect("the pattern is fixed")
    });
    let head = &bytes[..bytes.len().min(DECLARED_WITHIN)];
    let label = DECLARED.captures(head)?.get(1)?.as_bytes();
    String::from_utf8(label.to_vec()).ok()
}

/// The name of a well-known binary format that the bytes begin like.
fn binary_format(bytes: &[u8]) -> Option<&'static str> {
    const FORMATS: &[(&[u8], &str)] = &[
        (b"\x89PNG", "PNG image"),
        (b"\xFF\xD8\xFF", "JPEG image"),
        (b"GIF8", "GIF image"),
        (b"RIFF", "RIFF media"),
        (b"%PDF", "PDF"),
        (b"PK\x03\x04", "ZIP archive"),
        (b"\x1F\x8B", "gzip"),
        (b"\x28\xB5\x2F\xFD", "zstd"),
        (b"BZh", "bzip2"),
        (b"\xFD7zXZ", "xz"),
        (b"7z\xBC\xAF", "7z archive"),
        (b"\x7FELF", "program"),
        (b"MZ\x90", "program"),
        (b"\xD0\xCF\x11\xE0", "old Office file"),
        (b"SQLite format 3\0", "SQLite database"),
        (b"PAR1", "Parquet"),
        (b"OggS", "Ogg media"),
        (b"ID3", "MP3 audio"),
        (b"\0\0\0\x18ftyp", "MP4 video"),
        (b"\0\0\0\x20ftyp", "MP4 video"),
        (b"wOFF", "font"),
        (b"wOF2", "font"),
    ];
    FORMATS
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
        .map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], transport: Option<&str>) -> (String, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        (
            decode(bytes, transport, &mut diagnostics)
                .unwrap()
                .into_owned(),
            diagnostics,
        )
    }

    #[test]
    fn follows_a_right_declaration() {
        let page = b"<meta charset=windows-1251><p>\xCC\xEE\xF1\xEA\xE2\xE0</p>";
        assert!(read(page, None).0.contains("Москва"));
        let page = b"<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>caf\xE9 \x96 bar";
        assert!(read(page, None).0.contains("café – bar"));
        let page = b"<meta charset=\"gb2312\">\xB1\xB1\xBE\xA9";
        assert!(read(page, None).0.contains("北京"));
    }

    #[test]
    fn a_wrong_declaration_is_told() {
        let (text, diagnostics) = read("<meta charset=iso-8859-1>Москва".as_bytes(), None);
        assert!(text.contains("Москва"));
        assert!(
            matches!(diagnostics[..], [Diagnostic::WrongCharset { .. }]),
            "{diagnostics:?}"
        );
    }

    #[test]
    fn detects_where_nothing_is_declared() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1251
            .encode("Министры двух стран встретились в столице и обсудили договор.");
        assert!(read(&bytes, None).0.contains("Министры"));
        let utf16: Vec<u8> = "Envoys met in Oslo today."
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(read(&utf16, None).0, "Envoys met in Oslo today.");
    }

    #[test]
    fn broken_utf8_is_counted() {
        let (text, diagnostics) =
            read(b"na\xC3\xAFve caf\xC3 is open, d\xC3\xA9j\xC3\xA0 vu", None);
        assert!(text.contains("naïve") && text.contains('\u{FFFD}'));
        assert!(
            matches!(
                diagnostics[..],
                [Diagnostic::BrokenCharacters { count: 1, .. }]
            ),
            "{diagnostics:?}"
        );
    }

    #[test]
    fn refuses_binary() {
        let mut none = Vec::new();
        assert!(decode(b"\x89PNG\r\n\x1A\n....", None, &mut none).is_err());
        let noise: Vec<u8> = (0..4000u32).map(|i| (i * 7919 % 251) as u8).collect();
        assert!(decode(&noise, None, &mut none).is_err());
    }

    #[test]
    fn nul_bytes_are_taken_out() {
        let (text, diagnostics) = read(b"Envoys met\0 in Oslo on Monday.", None);
        assert_eq!(text, "Envoys met in Oslo on Monday.");
        assert_eq!(diagnostics, [Diagnostic::NulBytes { count: 1 }]);
    }
}
