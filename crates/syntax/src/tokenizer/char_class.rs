//! Sets of characters, as the tokenizer's patterns use them.

use serde::{Deserialize, Serialize};

/// A set of characters: a bit for each ASCII character, sorted ranges for the rest.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct CharClass {
    ascii: u128,
    ranges: Vec<(u32, u32)>,
}

impl CharClass {
    /// The class of one character.
    pub fn single(c: char) -> Self {
        Self::from_ranges(vec![(u32::from(c), u32::from(c))])
    }

    /// The class of the characters that `belongs` holds for.
    pub fn of(belongs: impl Fn(char) -> bool) -> Self {
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for c in '\0'..=char::MAX {
            let code = u32::from(c);
            match ranges.last_mut() {
                _ if !belongs(c) => {}
                Some(before) if before.1 + 1 == code => before.1 = code,
                _ => ranges.push((code, code)),
            }
        }
        Self::from_ranges(ranges)
    }

    /// The class of the characters with codes in `ranges`, ends included, in any order.
    pub fn from_ranges(mut ranges: Vec<(u32, u32)>) -> Self {
        ranges.sort_unstable();
        let mut ascii = 0u128;
        let mut merged: Vec<(u32, u32)> = Vec::new();
        for (first, last) in ranges {
            for code in first..=last.min(127) {
                ascii |= 1 << code;
            }
            let first = first.max(128);
            if last < first {
                continue;
            }
            match merged.last_mut() {
                Some(before) if first <= before.1 + 1 => before.1 = before.1.max(last),
                _ => merged.push((first, last)),
            }
        }
        Self {
            ascii,
            ranges: merged,
        }
    }

    /// The characters of this class and of `other`.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let mut ranges: Vec<_> = self.ranges.iter().chain(&other.ranges).copied().collect();
        ranges.extend(
            (0..128)
                .filter(|code| (self.ascii | other.ascii) >> code & 1 == 1)
                .map(|c| (c, c)),
        );
        Self::from_ranges(ranges)
    }

    /// All characters that are not of this class.
    #[must_use]
    pub fn negated(&self) -> Self {
        let mut ranges = Vec::new();
        let mut next = 128;
        for &(first, last) in &self.ranges {
            if next < first {
                ranges.push((next, first - 1));
            }
            next = last + 1;
        }
        if next <= u32::from(char::MAX) {
            ranges.push((next, u32::from(char::MAX)));
        }
        Self {
            ascii: !self.ascii,
            ranges,
        }
    }

    /// Whether `c` is of the class.
    pub fn contains(&self, c: char) -> bool {
        let code = u32::from(c);
        if code < 128 {
            return self.ascii >> code & 1 == 1;
        }
        let after = self.ranges.partition_point(|&(first, _)| first <= code);
        after > 0 && code <= self.ranges[after - 1].1
    }

    /// The characters of the class, if there are at most `limit`.
    pub fn characters(&self, limit: usize) -> Option<Vec<char>> {
        let ascii = (0..128u32).filter(|code| self.ascii >> code & 1 == 1);
        let rest = self.ranges.iter().flat_map(|&(first, last)| first..=last);
        let found: Vec<char> = ascii
            .chain(rest)
            .filter_map(char::from_u32)
            .take(limit + 1)
            .collect();
        (found.len() <= limit).then_some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_hold_what_was_put_in() {
        let class = CharClass::from_ranges(vec![
            (0x4e00, 0x9fff),
            (0x61, 0x7a),
            (0x70, 0x200),
            (0x201, 0x210),
        ]);
        for (c, belongs) in [
            ('a', true),
            ('A', false),
            ('\u{200}', true),
            ('\u{211}', false),
            ('中', true),
        ] {
            assert_eq!(class.contains(c), belongs, "{c}");
            assert_eq!(class.negated().contains(c), !belongs, "not {c}");
        }
        let more = class.union(&CharClass::single('A'));
        assert!(more.contains('A') && more.contains('中') && !more.contains('\u{10ffff}'));
        assert_eq!(class.negated().negated(), class);
        assert_eq!(CharClass::single('é').characters(3), Some(vec!['é']));
        assert_eq!(class.characters(3), None);
    }
}
