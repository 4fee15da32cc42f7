//! Prefixes, suffixes and infixes: the punctuation and units cut off a chunk of text.
//!
//! The original's patterns for these are long alternations of short fixed sequences, each with at
//! most a few characters of context. They are kept as a list of such sequences, found by their first
//! (for suffixes: last) character, and give what the original's matching gives.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::char_class::CharClass;
use super::python_regex::{Node, parse};

/// Number of a class in [`AffixRules::classes`].
type ClassId = u16;
/// More sequences than this from one alternative mean a pattern that this module is not made for.
const MOST_EXPANSIONS: usize = 10_000;

/// One alternative of a pattern.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Sequence {
    /// What must stand before, in text order.
    behind: Vec<ClassId>,
    /// What is taken.
    body: Vec<ClassId>,
    /// Whether the last character of the body may come more than once.
    repeats: bool,
    /// What must follow.
    ahead: Option<ClassId>,
    /// What must not follow.
    not_ahead: Option<ClassId>,
    /// Whether the alternative begins at the beginning of the text.
    at_start: bool,
    /// Whether the alternative ends at the end of the text.
    at_end: bool,
}

/// The alternatives of one pattern, in the original's order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct AffixRules {
    classes: Vec<CharClass>,
    sequences: Vec<Sequence>,
    /// Sequences by first ASCII character: `starts[offsets[c]..offsets[c + 1]]`.
    start_offsets: Vec<u16>,
    starts: Vec<u16>,
    /// The same by last character.
    end_offsets: Vec<u16>,
    ends: Vec<u16>,
    /// Classes that any sequence can begin or end with, for the characters beyond ASCII.
    start_class: CharClass,
    end_class: CharClass,
}

impl AffixRules {
    /// The rules of a Python pattern.
    pub fn from_python(pattern: &str) -> Result<Self, String> {
        let mut builder = Builder::default();
        let node = parse(pattern)?;
        let alternatives = match node {
            Node::Alternation(alternatives) => alternatives,
            single => vec![single],
        };
        for alternative in &alternatives {
            let sequences = builder.expand(alternative)?;
            builder.rules.sequences.extend(sequences);
        }
        builder.finish()
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

    fn class(&self, id: ClassId) -> &CharClass {
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

#[derive(Default)]
struct Builder {
    rules: AffixRules,
    known: HashMap<Vec<char>, ClassId>,
}

impl Builder {
    fn class(&mut self, class: &CharClass) -> ClassId {
        // Single characters are most of the classes; large ones are few and compared one by one.
        let key = class.characters(4);
        if let Some(&id) = key.as_ref().and_then(|key| self.known.get(key)) {
            return id;
        }
        let classes = &mut self.rules.classes;
        if key.is_none()
            && let Some(id) = classes.iter().position(|known| known == class)
        {
            return id as ClassId;
        }
        let id = classes.len() as ClassId;
        classes.push(class.clone());
        if let Some(key) = key {
            self.known.insert(key, id);
        }
        id
    }

    /// The fixed sequences of one alternative, in the order the original tries them.
    fn expand(&mut self, node: &Node) -> Result<Vec<Sequence>, String> {
        let mut open = vec![Sequence::default()];
        self.extend(&mut open, node)?;
        Ok(open)
    }

    fn extend(&mut self, open: &mut Vec<Sequence>, node: &Node) -> Result<(), String> {
        let started = |open: &[Sequence]| open.iter().any(|sequence| !sequence.body.is_empty());
        let closed = open.iter().any(|sequence| {
            sequence.repeats
                || sequence.at_end
                || sequence.ahead.is_some()
                || sequence.not_ahead.is_some()
        });
        match node {
            Node::Concat(items) => {
                for item in items {
                    self.extend(open, item)?;
                }
            }
            Node::Start if !started(open) => {
                for sequence in open.iter_mut() {
                    sequence.at_start = true;
                }
            }
            Node::End => {
                for sequence in open.iter_mut() {
                    sequence.at_end = true;
                }
            }
            Node::Class(class) if !closed => {
                let id = self.class(class);
                for sequence in open.iter_mut() {
                    sequence.body.push(id);
                }
            }
            Node::Repeat {
                node,
                min: 1,
                max: None,
            } if !closed => {
                let Node::Class(class) = node.as_ref() else {
                    return Err("a repeated group".to_owned());
                };
                let id = self.class(class);
                for sequence in open.iter_mut() {
                    sequence.body.push(id);
                    sequence.repeats = true;
                }
            }
            Node::Alternation(branches) if !closed => {
                let mut all = Vec::new();
                for sequence in open.iter() {
                    for branch in branches {
                        let mut one = vec![sequence.clone()];
                        self.extend(&mut one, branch)?;
                        all.extend(one);
                    }
                }
                *open = all;
            }
            Node::Look {
                behind: true,
                negated: false,
                node,
            } if !started(open) => {
                let ids = self.context(node)?;
                for sequence in open.iter_mut() {
                    sequence.behind.extend(&ids);
                }
            }
            Node::Look {
                behind: false,
                negated,
                node,
            } if started(open) => {
                let [id] = self.context(node)?[..] else {
                    return Err("a look-ahead of more than one character".to_owned());
                };
                for sequence in open.iter_mut() {
                    if *negated {
                        sequence.not_ahead = Some(id);
                    } else {
                        sequence.ahead = Some(id);
                    }
                }
            }
            other => return Err(format!("an unexpected part: {other:.100?}")),
        }
        if open.len() > MOST_EXPANSIONS {
            return Err("too many alternatives".to_owned());
        }
        Ok(())
    }

    fn context(&mut self, node: &Node) -> Result<Vec<ClassId>, String> {
        match node {
            Node::Class(class) => Ok(vec![self.class(class)]),
            Node::Concat(items) => {
                let parts: Result<Vec<_>, _> =
                    items.iter().map(|item| self.context(item)).collect();
                Ok(parts?.concat())
            }
            other => Err(format!("an unexpected context: {other:.100?}")),
        }
    }

    fn finish(mut self) -> Result<AffixRules, String> {
        let rules = &self.rules;
        if rules.sequences.len() > usize::from(u16::MAX)
            || rules
                .sequences
                .iter()
                .any(|sequence| sequence.body.is_empty())
            || rules
                .sequences
                .iter()
                .any(|s| s.repeats && (s.ahead.is_some() || s.not_ahead.is_some()))
        {
            return Err("alternatives that this program cannot run".to_owned());
        }
        let first = |sequence: &Sequence| sequence.body[0];
        let last = |sequence: &Sequence| sequence.body[sequence.body.len() - 1];
        let (start_offsets, starts) = by_ascii(rules, first);
        let (end_offsets, ends) = by_ascii(rules, last);
        let union = |edge: fn(&Sequence) -> ClassId| {
            let mut ids: Vec<_> = rules.sequences.iter().map(edge).collect();
            ids.sort_unstable();
            ids.dedup();
            ids.iter()
                .fold(CharClass::default(), |all, &id| all.union(rules.class(id)))
        };
        let (start_class, end_class) = (union(first), union(last));
        self.rules = AffixRules {
            start_offsets,
            starts,
            end_offsets,
            ends,
            start_class,
            end_class,
            ..self.rules
        };
        Ok(self.rules)
    }
}

fn by_ascii(rules: &AffixRules, edge: fn(&Sequence) -> ClassId) -> (Vec<u16>, Vec<u16>) {
    let mut offsets = vec![0u16];
    let mut listed = Vec::new();
    for code in 0..128u8 {
        let fits = |sequence: &Sequence| rules.class(edge(sequence)).contains(char::from(code));
        let found = rules
            .sequences
            .iter()
            .enumerate()
            .filter(|(_, sequence)| fits(sequence));
        listed.extend(found.map(|(index, _)| index as u16));
        offsets.push(listed.len() as u16);
    }
    (offsets, listed)
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
