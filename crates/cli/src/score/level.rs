//! How much of an event must agree with gold to be counted as right.

use super::events::CodedEvent;
use super::gold::Event as GoldEvent;

/// How much of an event must agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Both heads.
    Dyad,
    /// Both heads and the root of the code.
    Root,
    /// Both heads and three digits of the code.
    Code3,
    /// Both heads and the code.
    Code,
    /// Both actors with their roles, and the code.
    Full,
}

/// Source, target and as much of the code as a level compares.
pub type Key = (String, String, String);

impl Level {
    /// All levels, the loosest first.
    pub const ALL: [Self; 5] = [Self::Dyad, Self::Root, Self::Code3, Self::Code, Self::Full];

    /// As figures name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dyad => "dyad",
            Self::Root => "dyad+root",
            Self::Code3 => "dyad+code3",
            Self::Code => "dyad+code",
            Self::Full => "full",
        }
    }

    fn key(self, source: &str, target: &str, code: &str) -> Key {
        let digits = |most: usize| code.get(..most).unwrap_or(code).to_owned();
        let (from, to) = (head(source).to_owned(), head(target).to_owned());
        match self {
            Self::Dyad => (from, to, String::new()),
            Self::Root => (from, to, digits(2)),
            Self::Code3 => (from, to, digits(3)),
            Self::Code => (from, to, code.to_owned()),
            Self::Full => (source.to_owned(), target.to_owned(), code.to_owned()),
        }
    }

    /// What the level compares of an event of gold.
    pub fn of_gold(self, event: &GoldEvent) -> Key {
        self.key(&event.source, &event.target, &event.code)
    }

    /// What the level compares of a coded event.
    pub fn of_coded(self, event: &CodedEvent) -> Key {
        self.key(&event.source, &event.target, &event.code)
    }
}

/// The country or body of an actor, `-` where there is none.
pub fn head(actor: &str) -> &str {
    match actor.split(':').next() {
        None | Some("") => "-",
        Some(head) => head,
    }
}
