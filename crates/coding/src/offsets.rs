//! Byte offsets to code points: coding works in bytes, records count code points.

use crate::record::Span;

/// How many bytes apart the stored positions stand; a lookup walks at most this far.
const STRIDE: usize = 64;

/// The code-point number of every `STRIDE`th byte of a text.
#[derive(Debug, Clone)]
pub struct CodePoints<'a> {
    text: &'a str,
    marks: Vec<u32>,
}

impl<'a> CodePoints<'a> {
    /// Counts the code points of `text` once.
    pub fn new(text: &'a str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0u32;
        for (index, byte) in text.bytes().enumerate() {
            if index % STRIDE == 0 {
                marks.push(count);
            }
            // Every byte but a continuation byte opens a code point.
            count += u32::from(byte & 0xC0 != 0x80);
        }
        if text.len().is_multiple_of(STRIDE) {
            marks.push(count);
        }
        Self { text, marks }
    }

    /// The code points before byte `offset`; an offset past the end counts all.
    pub fn at(&self, offset: usize) -> u32 {
        let offset = offset.min(self.text.len());
        let mark = offset / STRIDE;
        let rest = &self.text.as_bytes()[mark * STRIDE..offset];
        self.marks[mark] + rest.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32
    }

    /// The span in code points of a byte range.
    pub fn span(&self, bytes: std::ops::Range<usize>) -> Span {
        Span {
            start: self.at(bytes.start),
            end: self.at(bytes.end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_chars_do() {
        for text in [
            "",
            "plain",
            "“Kiev” — Київ 🕊 ".repeat(40).as_str(),
            &"é".repeat(64),
        ] {
            let points = CodePoints::new(text);
            for (count, (offset, _)) in text.char_indices().enumerate() {
                assert_eq!(points.at(offset), count as u32);
            }
            assert_eq!(points.at(text.len()), text.chars().count() as u32);
        }
    }
}
