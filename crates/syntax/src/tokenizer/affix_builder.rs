//! Makes [`AffixRules`] of the original's patterns, when a model is converted.

use std::collections::HashMap;

use super::affix::{AffixRules, ClassId, Sequence};
use super::char_class::CharClass;
use super::python_regex::{Node, parse};

/// More sequences than this from one alternative mean a pattern that this module is not made for.
const MOST_EXPANSIONS: usize = 10_000;

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
