//! A line of tab-separated cells.

use std::fmt::Display;
use std::io::Write;

/// A line that is being written: each call appends one cell.
pub(super) struct Line<'a> {
    out: &'a mut Vec<u8>,
    begun: bool,
}

impl<'a> Line<'a> {
    pub(super) fn new(out: &'a mut Vec<u8>) -> Self {
        Self { out, begun: false }
    }

    /// A value; tabs, line breaks and other control characters in it become spaces, and quotation
    /// marks single ones: the layouts quote nothing, but readers such as R's and pandas' take a mark
    /// for the start of a quoted cell and swallow rows.
    pub(super) fn text(&mut self, value: &str) {
        self.next();
        for character in value.chars() {
            let character = match character {
                '"' => '\'',
                character if character.is_control() => ' ',
                character => character,
            };
            self.out
                .extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }

    /// A number or another value without control characters.
    pub(super) fn shown(&mut self, value: impl Display) {
        self.next();
        // Writing to memory cannot fail.
        let _ = write!(self.out, "{value}");
    }

    /// A value, or an empty cell.
    pub(super) fn maybe(&mut self, value: Option<impl Display>) {
        match value {
            Some(value) => self.text(&value.to_string()),
            None => self.empty(1),
        }
    }

    /// Empty cells.
    pub(super) fn empty(&mut self, cells: usize) {
        for _ in 0..cells {
            self.next();
        }
    }

    fn next(&mut self) {
        if self.begun {
            self.out.push(b'\t');
        }
        self.begun = true;
    }
}

/// The names of columns as a line.
pub(super) fn header(columns: &[&str]) -> String {
    format!("{}\n", columns.join("\t"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_never_makes_a_cell_or_a_line() {
        let mut out = Vec::new();
        let mut line = Line::new(&mut out);
        line.text("a\tb\r\n\"c");
        line.empty(2);
        line.maybe(Some("d"));
        assert_eq!(out, b"a b  'c\t\t\td");
    }
}
