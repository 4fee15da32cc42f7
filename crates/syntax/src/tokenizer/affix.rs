//! Prefixes, suffixes and infixes: the punctuation and units cut off a chunk of text.
//!
//! The original's patterns for these are long alternations of short fixed sequences, each with at
//! most a few characters of context. They are kept as a list of such sequences, found by their first
//! (for suffixes: last) character, and give what the original's matching gives.

use serde::{Deserialize, Serialize};

use super::char_class::CharClass;

/// Number of a class in [`AffixRules::classes`].
pub(super) type ClassId = u16;
/// One alternative of a pattern.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Sequence {
    /// What must stand before, in text order.
    pub(super) behind: Vec<ClassId>,
    /// What is taken.
    pub(super) body: Vec<ClassId>,
    /// Whether the last character of the body may come more than once.
    pub(super) repeats: bool,
    /// What must follow.
    pub(super) ahead: Option<ClassId>,
    /// What must not follow.
    pub(super) not_ahead: Option<ClassId>,
    /// Whether the alternative begins at the beginning of the text.
    pub(super) at_start: bool,
    /// Whether the alternative ends at the end of the text.
    pub(super) at_end: bool,
}

/// The alternatives of one pattern, in the original's order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct AffixRules {
    pub(super) classes: Vec<CharClass>,
    pub(super) sequences: Vec<Sequence>,
    /// Sequences by first ASCII character: `starts[offsets[c]..offsets[c + 1]]`.
    pub(super) start_offsets: Vec<u16>,
    pub(super) starts: Vec<u16>,
    /// The same by last character.
    pub(super) end_offsets: Vec<u16>,
    pub(super) ends: Vec<u16>,
    /// Classes that any sequence can begin or end with, for the characters beyond ASCII.
    pub(super) start_class: CharClass,
    pub(super) end_class: CharClass,
}

impl AffixRules {
    /// Checks that rules read from a file name only classes and sequences there are.
    pub fn check(&self) -> Result<(), String> {
        let classes = self.classes.len();
        let of_sequence = |sequence: &Sequence| {
            let Sequence {
                behind,
                body,
                ahead,
                not_ahead,
                ..
            } = sequence;
            !body.is_empty()
                && behind
                    .iter()
                    .chain(body)
                    .chain(ahead)
                    .chain(not_ahead)
                    .all(|&id| usize::from(id) < classes)
        };
        let of_index = |offsets: &[u16], listed: &[u16]| {
            offsets.len() == 129
                && offsets.is_sorted()
                && offsets
                    .iter()
                    .all(|&offset| usize::from(offset) <= listed.len())
                && listed
                    .iter()
                    .all(|&index| usize::from(index) < self.sequences.len())
        };
        if self.sequences.iter().all(of_sequence)
            && of_index(&self.start_offsets, &self.starts)
            && of_index(&self.end_offsets, &self.ends)
        {
            Ok(())
        } else {
            Err("an affix rule names what is not there".to_owned())
        }
    }

    /// The length in bytes of the prefix of `text`, 0 for none.
    pub fn prefix(&self, text: &str) -> usize {
        let Some(first) = text.chars().next() else {
            return 0;
        };
        self.starting(first)
            .filter(|sequence| sequence.at_start)
            .find_map(|sequence| self.match_forward(sequence, text, 0))
            .unwrap_or(0)
    }

    /// The length in bytes of the suffix of `text`, 0 for none: the longest that fits, because the
    /// original looks for a suffix from the left.
    pub fn suffix(&self, text: &str) -> usize {
        let Some(last) = text.chars().next_back() else {
            return 0;
        };
        self.ending(last)
            .filter(|sequence| sequence.at_end)
            .filter_map(|sequence| self.match_backward(sequence, text))
            .map(|start| text.len() - start)
            .max()
            .unwrap_or(0)
    }

    /// The first infix that begins at byte `from` or later: its first byte and one past its last.
    pub fn infix(&self, text: &str, from: usize) -> Option<(usize, usize)> {
        text[from..].char_indices().find_map(|(offset, c)| {
            let start = from + offset;
            let end = self
                .starting(c)
                .find_map(|sequence| self.match_forward(sequence, text, start))?;
            Some((start, end))
        })
    }

    fn starting(&self, c: char) -> impl Iterator<Item = &Sequence> {
        let listed: &[u16] = if c.is_ascii() {
            let code = c as usize;
            &self.starts[self.start_offsets[code] as usize..self.start_offsets[code + 1] as usize]
        } else {
            &[]
        };
        let all: &[Sequence] = if !c.is_ascii() && self.start_class.contains(c) {
            &self.sequences
        } else {
            &[]
        };
        listed
            .iter()
            .map(|&index| &self.sequences[index as usize])
            .chain(all)
    }

    fn ending(&self, c: char) -> impl Iterator<Item = &Sequence> {
        let listed: &[u16] = if c.is_ascii() {
            let code = c as usize;
            &self.ends[self.end_offsets[code] as usize..self.end_offsets[code + 1] as usize]
        } else {
            &[]
        };
        let all: &[Sequence] = if !c.is_ascii() && self.end_class.contains(c) {
            &self.sequences
        } else {
            &[]
        };
        listed
            .iter()
            .map(|&index| &self.sequences[index as usize])
            .chain(all)
    }

    pub(super) fn class(&self, id: ClassId) -> &CharClass {
        &self.classes[id as usize]
    }

    fn stands_before(&self, sequence: &Sequence, before: &str) -> bool {
        let mut characters = before.chars();
        sequence.behind.iter().rev().all(|&id| {
            characters
                .next_back()
                .is_some_and(|c| self.class(id).contains(c))
        })
    }

    /// Matches at byte `start`; gives one past the last byte.
    fn match_forward(&self, sequence: &Sequence, text: &str, start: usize) -> Option<usize> {
        let mut characters = text[start..].chars();
        for &id in &sequence.body {
            characters.next().filter(|&c| self.class(id).contains(c))?;
        }
        if sequence.repeats {
            let class = self.class(*sequence.body.last()?);
            let mut ahead = characters.clone();
            while ahead.next().is_some_and(|c| class.contains(c)) {
                characters = ahead.clone();
            }
        }
        let rest = characters.as_str();
        let next = rest.chars().next();
        let holds = |id: ClassId| next.is_some_and(|c| self.class(id).contains(c));
        let fits = (!sequence.at_start || start == 0)
            && (!sequence.at_end || rest.is_empty())
            && sequence.ahead.is_none_or(holds)
            && !sequence.not_ahead.is_some_and(holds)
            && self.stands_before(sequence, &text[..start]);
        fits.then_some(text.len() - rest.len())
    }

    /// Matches up to the end of `text`; gives the first byte.
    fn match_backward(&self, sequence: &Sequence, text: &str) -> Option<usize> {
        let (&last, body) = sequence.body.split_last()?;
        let class = self.class(last);
        let mut most = 1;
        if sequence.repeats {
            most = text
                .chars()
                .rev()
                .take_while(|&c| class.contains(c))
                .count();
        }
        // The earliest beginning is wanted, so the longest run is tried first. At most the body's own
        // length has to be given back from it.
        let fewest = most.saturating_sub(body.len()).max(1);
        (fewest..=most).rev().find_map(|run| {
            let mut characters = text.chars();
            for _ in 0..run {
                characters.next_back().filter(|&c| class.contains(c))?;
            }
            for &id in body.iter().rev() {
                characters
                    .next_back()
                    .filter(|&c| self.class(id).contains(c))?;
            }
            let before = characters.as_str();
            let fits =
                (!sequence.at_start || before.is_empty()) && self.stands_before(sequence, before);
            fits.then_some(before.len())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(pattern: &str) -> AffixRules {
        AffixRules::from_python(pattern).expect("a pattern of the known kind")
    }

    #[test]
    fn the_first_prefix_that_fits_is_taken() {
        let prefixes = rules(r"^\+(?![0-9])|^…|^……|^\.\.+|^US\$|^\$");
        for (text, length) in [
            ("+5", 0),
            ("+a", 1),
            ("+", 1),
            ("……x", 3),
            ("....x", 4),
            (".x", 0),
            ("US$5", 3),
            ("$5", 1),
            ("", 0),
        ] {
            assert_eq!(prefixes.prefix(text), length, "{text}");
        }
    }

    #[test]
    fn the_longest_suffix_that_fits_is_taken() {
        let suffixes =
            rules(r"…$|\.\.+$|'s$|(?<=[0-9])(?:m|km|km²)$|(?<=[a-z])\.$|(?<=[A-Z][A-Z])\.$");
        for (text, length) in [
            ("end.", 1),
            ("U.S.", 0),
            ("US.", 1),
            ("....", 4),
            ("a...", 3),
            ("5km", 2),
            ("5km²", 4),
            ("5m", 1),
            ("km", 0),
            ("it's", 2),
            ("", 0),
        ] {
            assert_eq!(suffixes.suffix(text), length, "{text}");
        }
    }

    #[test]
    fn infixes_look_at_both_sides() {
        let infixes = rules(r"\.\.+|(?<=[a-z0-9])(?:-|--)(?=[a-z])|(?<=[0-9])[+\-](?=[0-9-])");
        assert_eq!(infixes.infix("well-known", 0), Some((4, 5)));
        assert_eq!(infixes.infix("a--b", 0), Some((1, 3)));
        assert_eq!(infixes.infix("well-Known", 0), None);
        assert_eq!(infixes.infix("10-20", 0), Some((2, 3)));
        assert_eq!(infixes.infix("a...b...", 4), Some((5, 8)));
    }

    #[test]
    fn other_patterns_are_refused() {
        for pattern in ["^(?:ab)+", "^a*", "^a{2}", "a(?=bc)b", "(?=a)b", "^"] {
            assert!(AffixRules::from_python(pattern).is_err(), "{pattern}");
        }
    }
}
