//! Pages written in UTF-8 and windows-1252 both: a site in the one with stories pasted in from the other.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::Diagnostic;

/// Bytes alone that UTF-8 does not have, in a page that is in UTF-8 otherwise; one is damage.
const LEAST_ALONE: usize = 2;

/// Characters of two bytes in a page that is said to be in windows-1252. There, an accented capital before a
/// closing quotation mark looks like one.
const LEAST_PAIRS: usize = 8;

/// Decodes bytes that are of both, with the other's characters counted; `None` where they are of `encoding`
/// alone, or of neither.
pub(crate) fn decode(
    bytes: &[u8],
    encoding: &'static Encoding,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<String> {
    let is_wanted = encoding == UTF_8 || encoding == WINDOWS_1252;
    if !is_wanted || std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let (mut alone, mut pairs, mut longer) = (0, 0, 0);
    for chunk in bytes.utf8_chunks() {
        alone += usize::from(chunk.invalid().len() == 1);
        for character in chunk.valid().chars() {
            pairs += usize::from(character.len_utf8() == 2);
            longer += usize::from(character.len_utf8() > 2);
        }
    }
    let is_mixed = if encoding == UTF_8 {
        alone >= LEAST_ALONE
    } else {
        longer > 0 || pairs >= LEAST_PAIRS
    };
    if !is_mixed {
        return None;
    }
    let mut text = String::with_capacity(bytes.len());
    let mut broken = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        match chunk.invalid() {
            [] => {}
            invalid @ [_] => text.push_str(&WINDOWS_1252.decode_without_bom_handling(invalid).0),
            // A character cut in two, which no windows-1252 text looks like.
            _ => {
                text.push('\u{FFFD}');
                broken += 1;
            }
        }
    }
    diagnostics.push(Diagnostic::MixedCharsets {
        count: alone as u32,
    });
    if broken > 0 {
        diagnostics.push(Diagnostic::BrokenCharacters {
            count: broken,
            charset: UTF_8.name().to_owned(),
        });
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], encoding: &'static Encoding) -> Option<(String, Vec<Diagnostic>)> {
        let mut diagnostics = Vec::new();
        let text = decode(bytes, encoding, &mut diagnostics)?;
        Some((text, diagnostics))
    }

    #[test]
    fn a_page_of_both_is_read_in_both() {
        let page =
            b"The caf\xC3\xA9\xE2\x80\x99s envoy. \x93Caf\xE9,\x94 he said, \xE2\x80 and left.";
        for encoding in [UTF_8, WINDOWS_1252] {
            let (text, diagnostics) = read(page, encoding).expect("it is mixed");
            assert_eq!(
                text,
                "The café’s envoy. “Café,” he said, \u{FFFD} and left."
            );
            assert!(
                matches!(
                    diagnostics[..],
                    [
                        Diagnostic::MixedCharsets { count: 3 },
                        Diagnostic::BrokenCharacters { count: 1, .. }
                    ]
                ),
                "{diagnostics:?}"
            );
        }
    }

    #[test]
    fn a_page_of_one_is_left_alone() {
        assert_eq!(read("Café “Élan”".as_bytes(), UTF_8), None);
        // One place is damage; an accented capital before a quotation mark is no character of UTF-8.
        assert_eq!(read(b"d\xC3\xA9j\xC3\xA0 vu, caf\xC3 noir", UTF_8), None);
        assert_eq!(
            read(b"\x93CAF\xC9\x94 and \x93Caf\xE9\x94", WINDOWS_1252),
            None
        );
        assert_eq!(
            read(b"\xCC\xEE\xF1\xEA\xE2\xE0", encoding_rs::WINDOWS_1251),
            None
        );
    }
}
