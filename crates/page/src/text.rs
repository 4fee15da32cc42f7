//! A run of a page's text, and what its words say.

use std::cell::OnceCell;
use std::ops::Deref;

use crate::date_forms::{self, FoundDate};
use crate::furniture::{self, Furniture};
use crate::words::{Words, squash};

/// A run of text. Several readers ask the same of it (whether it is furniture, which date it tells); each
/// answer is found once, and not before somebody asks.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Text {
    characters: String,
    squashed: OnceCell<String>,
    words: OnceCell<Words>,
    furniture: OnceCell<Option<Furniture>>,
    date: OnceCell<Option<FoundDate>>,
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self {
            characters: text,
            ..Self::default()
        }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.characters
    }
}

/// Longest text that is a date and little else, in bytes.
const LONGEST_DATE: usize = 60;

/// Most bytes of it besides the date.
const BESIDES_DATE: usize = 24;

impl Text {
    /// Its letters and digits in lower case.
    pub fn squashed(&self) -> &str {
        self.squashed.get_or_init(|| squash(&self.characters))
    }

    /// What its words show.
    pub fn words(&self) -> &Words {
        self.words.get_or_init(|| Words::of(&self.characters))
    }

    /// What kind of furniture its words say that it is.
    pub fn furniture(&self) -> Option<Furniture> {
        *self
            .furniture
            .get_or_init(|| furniture::of_line(&self.characters))
    }

    /// The first date in it.
    pub fn date(&self) -> Option<&FoundDate> {
        self.date
            .get_or_init(|| date_forms::find_date(&self.characters))
            .as_ref()
    }

    /// Whether it is short, and a date and little else.
    pub fn is_date(&self) -> bool {
        self.len() <= LONGEST_DATE
            && self
                .date()
                .is_some_and(|date| self.len() - date.range.len() <= BESIDES_DATE)
    }

    /// Appends `more`.
    pub fn push_str(&mut self, more: &str) {
        let mut text = std::mem::take(self).characters;
        text.push_str(more);
        *self = text.into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_appended_counts() {
        let mut text = Text::from("Envoys meet".to_owned());
        assert!(text.squashed() == "envoysmeet" && text.date().is_none());
        text.push_str(", 3 May 2011");
        assert_eq!(text.squashed(), "envoysmeet3may2011");
        assert!(text.is_date());
    }
}
