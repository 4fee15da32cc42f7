//! A cheap look at a pattern before its actors are looked for.

use detente_lexicon::acts::{Filler, Link, Pattern};

use super::engine::Engine;
use crate::clause::Clause;

impl Engine<'_> {
    /// Whether the clause has no candidate for a word that `pattern` asks for: it cannot fit then,
    /// whoever acts. Most patterns of a verb of many senses fall here.
    pub(super) fn lacks_words(&self, pattern: &Pattern, clause: &Clause) -> bool {
        pattern.slots.iter().any(|slot| {
            let Filler::Words(words) = &slot.filler else {
                return false;
            };
            let none_of = |places: &[usize]| !places.iter().any(|&c| self.has_word(c, words));
            match &slot.link {
                // A particle may lend its object; who sent it may own a noun.
                Link::Object if clause.objects.is_empty() => pattern.particle.is_empty(),
                Link::Owner if clause.subjects.is_empty() => false,
                Link::Object => none_of(&clause.objects),
                Link::Subject | Link::Owner => none_of(&clause.subjects),
                Link::Preposition(prepositions) => {
                    none_of(&self.candidates(&slot.link, clause))
                        && none_of(&self.clauses_after(prepositions, clause))
                }
                Link::Recipient | Link::Clause => none_of(&self.candidates(&slot.link, clause)),
            }
        })
    }
}
