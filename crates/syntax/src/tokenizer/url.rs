//! Web and mail addresses: a chunk that is one stays whole.
//!
//! The original's pattern is a full regular expression. Only whether it fits the whole chunk matters,
//! so it runs as a set of states moved on character by character: the time is proportional to the
//! length of the chunk whatever stands in it.

use serde::{Deserialize, Serialize};

use super::char_class::CharClass;
use super::python_regex::{Node, parse};

const MOST_INSTRUCTIONS: usize = 4_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Instruction {
    /// Take a character of the class, go on with the next instruction.
    Class(u16),
    /// Go on at both places.
    Split(u16, u16),
    /// Go on there.
    Jump(u16),
    /// Go on at the second place unless what begins at the next instruction fits here.
    Unless(u16),
    /// Go on at the end of the text only.
    End,
    /// It fits.
    Match,
}

/// A pattern for whole chunks.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct WholePattern {
    classes: Vec<CharClass>,
    program: Vec<Instruction>,
    /// A character that stands in every text that fits.
    required: Option<char>,
}

/// The states the text so far leads to.
#[derive(Default)]
struct States {
    /// Instructions of kind `Class`, to be tried on the next character.
    waiting: Vec<u16>,
    seen: Vec<bool>,
    matched: bool,
}

impl States {
    fn clear(&mut self, program: &[Instruction]) {
        self.waiting.clear();
        self.seen.clear();
        self.seen.resize(program.len(), false);
        self.matched = false;
    }
}

impl WholePattern {
    /// The pattern that fits where the Python pattern fits from the beginning of a text.
    pub fn from_python(pattern: &str) -> Result<Self, String> {
        let node = parse(pattern)?;
        let mut builder = WholePattern {
            required: required(&node),
            ..Self::default()
        };
        builder.compile(&node)?;
        builder.push(Instruction::Match)?;
        Ok(builder)
    }

    /// Checks that a pattern read from a file names only classes and places there are.
    pub fn check(&self) -> Result<(), String> {
        let is_place = |at: u16| usize::from(at) < self.program.len();
        let sound = self.program.iter().all(|&instruction| match instruction {
            Instruction::Class(id) => usize::from(id) < self.classes.len(),
            Instruction::Split(first, second) => is_place(first) && is_place(second),
            Instruction::Jump(to) | Instruction::Unless(to) => is_place(to),
            Instruction::End | Instruction::Match => true,
        });
        if sound && self.program.last() == Some(&Instruction::Match) {
            Ok(())
        } else {
            Err("the pattern for addresses is unsound".to_owned())
        }
    }

    /// Whether the pattern fits.
    pub fn fits(&self, text: &str) -> bool {
        self.required.is_none_or(|c| text.contains(c)) && self.fits_at(text, 0)
    }

    fn fits_at(&self, text: &str, entry: u16) -> bool {
        let mut now = States::default();
        let mut next = States::default();
        now.clear(&self.program);
        self.enter(&mut now, entry, text);
        let mut rest = text.chars();
        while !now.matched && !now.waiting.is_empty() {
            let Some(c) = rest.next() else { break };
            next.clear(&self.program);
            for &at in &now.waiting {
                if let Instruction::Class(id) = self.program[at as usize]
                    && self.classes[id as usize].contains(c)
                {
                    self.enter(&mut next, at + 1, rest.as_str());
                }
            }
            std::mem::swap(&mut now, &mut next);
        }
        now.matched
    }

    /// Adds instruction `at` and all that can be reached from it without taking a character.
    fn enter(&self, states: &mut States, at: u16, rest: &str) {
        let mut pending = vec![at];
        while let Some(at) = pending.pop() {
            if std::mem::replace(&mut states.seen[at as usize], true) {
                continue;
            }
            match self.program[at as usize] {
                Instruction::Class(_) => states.waiting.push(at),
                Instruction::Split(first, second) => pending.extend([first, second]),
                Instruction::Jump(to) => pending.push(to),
                Instruction::Unless(to) => {
                    if !self.fits_at(rest, at + 1) {
                        pending.push(to);
                    }
                }
                Instruction::End => {
                    if rest.is_empty() {
                        pending.push(at + 1);
                    }
                }
                Instruction::Match => states.matched = true,
            }
        }
    }

    fn here(&self) -> u16 {
        self.program.len() as u16
    }

    fn push(&mut self, instruction: Instruction) -> Result<usize, String> {
        if self.program.len() >= MOST_INSTRUCTIONS {
            return Err("the pattern is too long".to_owned());
        }
        self.program.push(instruction);
        Ok(self.program.len() - 1)
    }

    fn compile(&mut self, node: &Node) -> Result<(), String> {
        match node {
            Node::Class(class) => {
                let known = self.classes.iter().position(|known| known == class);
                let id = known.unwrap_or_else(|| {
                    self.classes.push(class.clone());
                    self.classes.len() - 1
                });
                self.push(Instruction::Class(id as u16))?;
            }
            Node::Concat(items) => items.iter().try_for_each(|item| self.compile(item))?,
            Node::Alternation(branches) => self.compile_alternation(branches)?,
            Node::Repeat { node, min, max } => self.compile_repeat(node, *min, *max)?,
            Node::Look {
                behind: false,
                negated: true,
                node,
            } => {
                let unless = self.push(Instruction::Unless(0))?;
                self.compile(node)?;
                self.push(Instruction::Match)?;
                self.program[unless] = Instruction::Unless(self.here());
            }
            // Matching always begins at the beginning of the text.
            Node::Start if self.program.is_empty() => {}
            Node::End => {
                self.push(Instruction::End)?;
            }
            other => return Err(format!("an unexpected part: {other:.100?}")),
        }
        Ok(())
    }

    fn compile_alternation(&mut self, branches: &[Node]) -> Result<(), String> {
        let mut leaps = Vec::new();
        for (index, branch) in branches.iter().enumerate() {
            if index + 1 == branches.len() {
                self.compile(branch)?;
                break;
            }
            let split = self.push(Instruction::Split(0, 0))?;
            self.compile(branch)?;
            leaps.push(self.push(Instruction::Jump(0))?);
            self.program[split] = Instruction::Split(split as u16 + 1, self.here());
        }
        for leap in leaps {
            self.program[leap] = Instruction::Jump(self.here());
        }
        Ok(())
    }

    fn compile_repeat(&mut self, node: &Node, min: u32, max: Option<u32>) -> Result<(), String> {
        for _ in 0..min {
            self.compile(node)?;
        }
        if let Some(max) = max {
            let mut splits = Vec::new();
            for _ in min..max {
                splits.push(self.push(Instruction::Split(0, 0))?);
                self.compile(node)?;
            }
            for split in splits {
                self.program[split] = Instruction::Split(split as u16 + 1, self.here());
            }
        } else {
            let split = self.push(Instruction::Split(0, 0))?;
            self.compile(node)?;
            self.push(Instruction::Jump(split as u16))?;
            self.program[split] = Instruction::Split(split as u16 + 1, self.here());
        }
        Ok(())
    }
}

/// A character without which `node` cannot fit.
fn required(node: &Node) -> Option<char> {
    match node {
        Node::Class(class) => match class.characters(1)?[..] {
            [c] => Some(c),
            _ => None,
        },
        Node::Concat(items) => items.iter().find_map(required),
        Node::Alternation(branches) => {
            let first = required(branches.first()?)?;
            branches
                .iter()
                .all(|branch| requires(branch, first))
                .then_some(first)
        }
        Node::Repeat { node, min, .. } if *min > 0 => required(node),
        _ => None,
    }
}

fn requires(node: &Node, c: char) -> bool {
    match node {
        Node::Class(_) => required(node) == Some(c),
        Node::Concat(items) => items.iter().any(|item| requires(item, c)),
        Node::Alternation(branches) => branches.iter().all(|branch| requires(branch, c)),
        Node::Repeat { node, min, .. } => *min > 0 && requires(node, c),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_whole_texts_only() -> Result<(), String> {
        let pattern = WholePattern::from_python(
            r"(?u)^(?:[a-z]{2,}://)?(?:(?!10\.)\d{1,3}(?:\.\d{1,3}){3}|(?:[a-z]+\.)+[a-z]{2,3})(?:/\S*)?$",
        )?;
        assert_eq!(pattern.required, Some('.'));
        for (text, fits) in [
            ("http://un.org", true),
            ("un.org/a?b=c", true),
            ("un.organ", false),
            ("h://un.org", false),
            ("1.2.3.4", true),
            ("10.2.3.4", false),
            ("1.2.3", false),
            ("", false),
            ("a.b.c.de", true),
        ] {
            assert_eq!(pattern.fits(text), fits, "{text}");
        }
        assert!(WholePattern::from_python("a(?<=b)").is_err());
        Ok(())
    }

    #[test]
    fn hostile_text_takes_no_longer_than_its_length() -> Result<(), String> {
        let pattern =
            WholePattern::from_python(r"^(?:\S+(?::\S*)?@)?(?:[a-z]{1,20}\.)+[a-z]{2,3}$")?;
        assert!(!pattern.fits(&"a:@.".repeat(20_000)));
        Ok(())
    }
}
