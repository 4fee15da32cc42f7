//! Lines in any character set as UTF-8: tables and exports that Excel and old databases write.

use std::io::{self, BufRead, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The bytes as UTF-8: decoded from UTF-16 where they begin with its byte order mark, from `charset`
/// where one is given, and else as they are.
pub(super) fn to_utf8<'a, R: BufRead + Send + 'a>(
    mut bytes: R,
    charset: Option<&'static Encoding>,
) -> Box<dyn BufRead + Send + 'a> {
    // An error here comes again, and is told, when the reader behind reads on.
    let head = bytes.fill_buf().unwrap_or_default();
    let marked = [UTF_16LE, UTF_16BE, UTF_8]
        .into_iter()
        .find(|encoding| Encoding::for_bom(head).is_some_and(|(found, _)| found == *encoding));
    match marked.or(charset) {
        None => Box::new(bytes),
        Some(encoding) if encoding == UTF_8 => Box::new(bytes),
        Some(encoding) => Box::new(Transcoded {
            bytes,
            decoder: encoding.new_decoder(),
            text: Vec::new(),
            given: 0,
            ended: false,
        }),
    }
}

/// Bytes decoded at a time.
const ROOM: usize = 1 << 16;

struct Transcoded<R> {
    bytes: R,
    decoder: Decoder,
    /// What is decoded, as UTF-8, and how much of it was given.
    text: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: BufRead> BufRead for Transcoded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.given >= self.text.len() && !self.ended {
            let input = self.bytes.fill_buf()?;
            let last = input.is_empty();
            self.text.resize(ROOM, 0);
            self.given = 0;
            let (result, read, written, _) =
                self.decoder.decode_to_utf8(input, &mut self.text, last);
            self.text.truncate(written);
            self.bytes.consume(read);
            self.ended = last && result == CoderResult::InputEmpty;
        }
        Ok(&self.text[self.given..])
    }

    fn consume(&mut self, amount: usize) {
        self.given += amount;
    }
}

impl<R: BufRead> Read for Transcoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let there = self.fill_buf()?;
        let count = there.len().min(buffer.len());
        buffer[..count].copy_from_slice(&there[..count]);
        self.consume(count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    fn read(bytes: &[u8], charset: Option<&'static Encoding>) -> String {
        let mut text = String::new();
        to_utf8(BufReader::with_capacity(5, bytes), charset)
            .read_to_string(&mut text)
            .expect("it is decoded");
        text
    }

    #[test]
    fn marks_and_labels_are_followed() {
        let words = "Посол прибыл в Ригу,\nсказал министр.";
        let mut utf16 = vec![0xFF, 0xFE];
        utf16.extend(words.encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(read(&utf16, None), words);
        let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode(words);
        assert_eq!(read(&cyrillic, Some(encoding_rs::WINDOWS_1251)), words);
        assert_eq!(read(words.as_bytes(), None), words);
    }
}
