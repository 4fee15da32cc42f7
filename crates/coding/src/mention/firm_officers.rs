//! Officers of firms by the title before their name: "President Jones" of a company is no head of state.

use std::ops::Range;

use detente_lexicon::{Role, RoleNoun};

use super::finder::Finder;
use super::genre::Genre;

impl Finder<'_> {
    /// "President Jones" in a report on firms that the lexicon does not hold.
    pub(super) fn is_officer_of_unlisted(
        &self,
        noun: &RoleNoun,
        head: usize,
        first: usize,
    ) -> bool {
        let is_office = matches!(
            noun.noun.as_str(),
            "president"
                | "vice president"
                | "secretary"
                | "spokesman"
                | "spokeswoman"
                | "spokesperson"
        );
        let mut past = self.cast.past.iter();
        is_office
            && self.owner(head, first).actor.is_none()
            && (self.genre == Genre::Business
                || !self.setting.is_clear
                    && past.any(|trace| trace.is_unlisted && trace.is_subject))
    }

    /// "Arctic Paper Inc and *its* president Jens Hale"; `before` are the words between the title's edge and the name.
    pub(super) fn is_its_officer(&self, before: Range<usize>, head: usize, first: usize) -> bool {
        let first = first.max(before.start);
        let mut before = before;
        before.any(|token| self.doc.word(token) == "its")
            && self.owner(head, first).actor.is_none()
            && self
                .cast
                .past
                .last()
                .is_some_and(|trace| trace.is_unlisted || trace.role == Some(Role::BUS))
    }

    /// "Arctic Semiconductor *Corp* president Jens Hale"; `before` are the words of the title's owner.
    pub(super) fn is_behind_firm(
        &self,
        noun: &RoleNoun,
        head: usize,
        before: Range<usize>,
    ) -> bool {
        noun.role == Role::GOV
            && !before.is_empty()
            && self.lexicon.words.body(self.doc.word(before.end - 1)) == Some(Role::BUS)
            && self.owner(head, before.end).actor.is_none()
    }
}
