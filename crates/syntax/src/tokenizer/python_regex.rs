//! Reads the part of Python's regular expressions that the model's patterns use.
//!
//! Only the conversion of a model parses patterns; the program runs what [`super::affix`] and
//! [`super::url`] make of them.

use std::sync::LazyLock;

use super::char_class::CharClass;
use crate::lexeme::{is_decimal, is_space, is_word};

// Going through all characters takes some milliseconds, and patterns name these classes often.
static WORD: LazyLock<CharClass> = LazyLock::new(|| CharClass::of(is_word));
static DECIMAL: LazyLock<CharClass> = LazyLock::new(|| CharClass::of(is_decimal));
static SPACE: LazyLock<CharClass> = LazyLock::new(|| CharClass::of(is_space));

/// A parsed pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node {
    /// One character of a class.
    Class(CharClass),
    /// All of these in turn.
    Concat(Vec<Node>),
    /// The first of these that fits.
    Alternation(Vec<Node>),
    /// `min` to `max` times, as often as possible.
    Repeat {
        node: Box<Node>,
        min: u32,
        max: Option<u32>,
    },
    /// What must (or must not) stand here, without being taken.
    Look {
        behind: bool,
        negated: bool,
        node: Box<Node>,
    },
    /// Start of the text.
    Start,
    /// End of the text.
    End,
}

/// Parses `pattern`; the error says what it has that this parser does not know.
pub(crate) fn parse(pattern: &str) -> Result<Node, String> {
    let pattern = pattern.strip_prefix("(?u)").unwrap_or(pattern);
    let mut parser = Parser {
        rest: pattern.chars().collect(),
        at: 0,
    };
    let node = parser.alternation()?;
    match parser.peek() {
        None => Ok(node),
        Some(c) => Err(parser.unknown(&format!("a `{c}`"))),
    }
}

/// All texts that `pattern` fits, if they are at most `limit` and it is anchored at both ends.
pub(crate) fn words_of_regex(pattern: &str, limit: usize) -> Result<Vec<String>, String> {
    let inner = pattern
        .strip_prefix('^')
        .and_then(|pattern| pattern.strip_suffix('$'))
        .ok_or("a pattern that is not anchored")?;
    let mut words = vec![String::new()];
    spell(&parse(inner)?, limit, &mut words)?;
    Ok(words)
}

/// Appends to each of `words` all that `node` fits.
fn spell(node: &Node, limit: usize, words: &mut Vec<String>) -> Result<(), String> {
    match node {
        Node::Class(class) => {
            let characters = class
                .characters(limit)
                .ok_or("a class of too many characters")?;
            let longer = |word: &String| {
                let word = word.clone();
                characters
                    .iter()
                    .map(move |&c| format!("{word}{c}"))
                    .collect::<Vec<_>>()
            };
            *words = words.iter().flat_map(longer).collect();
        }
        Node::Concat(items) => {
            for item in items {
                spell(item, limit, words)?;
            }
        }
        Node::Repeat {
            node,
            min: 0,
            max: Some(1),
        } => {
            let mut longer = words.clone();
            spell(node, limit, &mut longer)?;
            words.extend(longer);
        }
        _ => return Err("a pattern for more than a few words".to_owned()),
    }
    if words.len() > limit {
        Err("a pattern for too many words".to_owned())
    } else {
        Ok(())
    }
}

struct Parser {
    rest: Vec<char>,
    at: usize,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.rest.get(self.at).copied()
    }

    fn next(&mut self) -> Result<char, String> {
        let c = self.peek().ok_or("the pattern breaks off")?;
        self.at += 1;
        Ok(c)
    }

    fn eat(&mut self, text: &str) -> bool {
        let fits = text
            .chars()
            .enumerate()
            .all(|(i, c)| self.rest.get(self.at + i) == Some(&c));
        if fits {
            self.at += text.chars().count();
        }
        fits
    }

    fn unknown(&self, what: &str) -> String {
        format!(
            "the pattern has {what} at character {}, which is not known here",
            self.at
        )
    }

    fn alternation(&mut self) -> Result<Node, String> {
        let mut branches = vec![self.concat()?];
        while self.eat("|") {
            branches.push(self.concat()?);
        }
        Ok(if branches.len() == 1 {
            branches.remove(0)
        } else {
            Node::Alternation(branches)
        })
    }

    fn concat(&mut self) -> Result<Node, String> {
        let mut items = Vec::new();
        while self.peek().is_some_and(|c| c != '|' && c != ')') {
            let item = self.atom()?;
            items.push(self.quantified(item)?);
        }
        Ok(if items.len() == 1 {
            items.remove(0)
        } else {
            Node::Concat(items)
        })
    }

    fn quantified(&mut self, node: Node) -> Result<Node, String> {
        let (min, max) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                self.at += 1;
                let min = self.number()?;
                let max = if self.eat(",") {
                    if self.peek() == Some('}') {
                        None
                    } else {
                        Some(self.number()?)
                    }
                } else {
                    Some(min)
                };
                if self.peek() != Some('}') {
                    return Err(self.unknown("an unclosed repetition"));
                }
                (min, max)
            }
            _ => return Ok(node),
        };
        self.at += 1;
        if matches!(self.peek(), Some('?' | '+')) {
            return Err(self.unknown("a lazy or possessive repetition"));
        }
        Ok(Node::Repeat {
            node: Box::new(node),
            min,
            max,
        })
    }

    fn number(&mut self) -> Result<u32, String> {
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        let digits: String = self.rest[start..self.at].iter().collect();
        digits
            .parse()
            .map_err(|_| self.unknown("a repetition without a number"))
    }

    fn atom(&mut self) -> Result<Node, String> {
        match self.next()? {
            '^' => Ok(Node::Start),
            '$' => Ok(Node::End),
            '(' => self.group(),
            '[' => Ok(Node::Class(self.class()?)),
            '\\' => Ok(Node::Class(self.escape()?)),
            '.' | '*' | '+' | '?' => Err(self.unknown("an unescaped sign")),
            c => Ok(Node::Class(CharClass::single(c))),
        }
    }

    fn group(&mut self) -> Result<Node, String> {
        let look = if self.eat("?:") {
            None
        } else if self.eat("?=") {
            Some((false, false))
        } else if self.eat("?!") {
            Some((false, true))
        } else if self.eat("?<=") {
            Some((true, false))
        } else {
            return Err(self.unknown("a group of another kind"));
        };
        let node = self.alternation()?;
        if !self.eat(")") {
            return Err(self.unknown("an unclosed group"));
        }
        Ok(match look {
            None => node,
            Some((behind, negated)) => Node::Look {
                behind,
                negated,
                node: Box::new(node),
            },
        })
    }

    fn escape(&mut self) -> Result<CharClass, String> {
        Ok(match self.next()? {
            'w' => WORD.clone(),
            'd' => DECIMAL.clone(),
            's' => SPACE.clone(),
            'S' => SPACE.negated(),
            'u' => CharClass::single(self.code(4)?),
            'U' => CharClass::single(self.code(8)?),
            c if c.is_ascii_alphanumeric() => return Err(self.unknown(&format!("`\\{c}`"))),
            c => CharClass::single(c),
        })
    }

    fn code(&mut self, digits: usize) -> Result<char, String> {
        let mut code = 0;
        for _ in 0..digits {
            let digit = self
                .next()?
                .to_digit(16)
                .ok_or("a character code is no number")?;
            code = code * 16 + digit;
        }
        char::from_u32(code).ok_or_else(|| self.unknown("a code of no character"))
    }

    fn class(&mut self) -> Result<CharClass, String> {
        if self.peek() == Some('^') {
            return Err(self.unknown("a negated class"));
        }
        let mut class = CharClass::default();
        let mut ranges = Vec::new();
        loop {
            let item = match self.next()? {
                ']' => return Ok(class.union(&CharClass::from_ranges(ranges))),
                '\\' => self.escape()?,
                c => CharClass::single(c),
            };
            let Some(&[first]) = item.characters(1).as_deref() else {
                class = class.union(&item);
                continue;
            };
            // A hyphen at the end of a class stands for itself.
            if self.peek() == Some('-') && self.rest.get(self.at + 1) != Some(&']') {
                self.at += 1;
                let last = match self.next()? {
                    '\\' => self.escape()?,
                    c => CharClass::single(c),
                };
                let Some(&[last]) = last.characters(1).as_deref() else {
                    return Err(self.unknown("a range without an end"));
                };
                ranges.push((u32::from(first), u32::from(last)));
            } else {
                ranges.push((u32::from(first), u32::from(first)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_refused() {
        for pattern in [
            "a*?", "[^a]", "(a)", "a.b", "(?P<x>a)", "a{", "(?:a", "a)", r"\bword", "[a",
        ] {
            assert!(parse(pattern).is_err(), "{pattern}");
        }
    }

    #[test]
    fn small_patterns_are_spelled_out() {
        let words = words_of_regex("^n[ou]t?'$", 10);
        assert_eq!(
            words.as_deref(),
            Ok(&["no'", "nu'", "not'", "nut'"].map(String::from)[..])
        );
        for pattern in ["^a*$", "a", "^(?:a|b)$", "^[a-z]$"] {
            assert!(words_of_regex(pattern, 10).is_err(), "{pattern}");
        }
    }

    #[test]
    fn classes_take_ranges_escapes_and_a_last_hyphen() -> Result<(), String> {
        let Node::Class(class) = parse(r"[a-c\u00e0-\u00E5\-\*^0-9-]")? else {
            return Err("no class".to_owned());
        };
        for c in "abcàå-*^059".chars() {
            assert!(class.contains(c), "{c}");
        }
        assert!(!class.contains('d') && !class.contains('æ'));
        Ok(())
    }
}
