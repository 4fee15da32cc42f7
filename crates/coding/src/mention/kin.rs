//! Whose people somebody is where the words before do not say so plainly: those parted by a prefix ("Somali
//! ex-rebels"), and those of a people that lives in another state ("Serb gunmen" in Bosnia).

use detente_lexicon::{Actor, NameKind, Tells};

use super::finder::Finder;

impl Finder<'_> {
    /// Where the words before the role noun of `head` begin, whose phrase begins at `edge`, if a prefix with a hyphen
    /// parts them: "*Somali* ex-rebels".
    pub(super) fn before_prefix(&self, edge: usize, head: usize) -> usize {
        let doc = self.doc;
        let first = doc.sentences()[doc.token(head).sentence as usize].start;
        let dash = |at: usize| matches!(doc.word(at), "-" | "‑" | "–");
        // The prefix may be a part of the noun: "ex-rebel".
        let prefix = if edge < head && dash(edge + 1) {
            edge
        } else if edge >= first + 2 && dash(edge - 1) {
            edge - 2
        } else {
            return edge;
        };
        if !self.lexicon.words.is(doc.word(prefix), Tells::Prefix) {
            return edge;
        }
        // "Brazil's vice-president".
        let marked = prefix > first && matches!(doc.word(prefix - 1), "'s" | "’s" | "'" | "’");
        let owner = prefix
            .checked_sub(if marked { 2 } else { 1 })
            .filter(|&before| before >= first)
            .and_then(|before| self.hit_covering(before));
        owner.map_or(prefix, |hit| hit.tokens.start.max(first))
    }

    /// The other state in which the people of `own` whom `head` names are told to be.
    pub(super) fn kin_place(&self, head: usize, own: &Actor) -> Option<Actor> {
        self.owner_behind(head, 0)
            .or_else(|| self.clause_place(head))
            .or_else(|| self.place_behind(head))
            .filter(|place| place.is_state() && own.is_state() && place.head != own.head)
    }

    /// The state of the first place in the sentence behind `head`: "burned a barn *in Bosnia*".
    fn place_behind(&self, head: usize) -> Option<Actor> {
        let doc = self.doc;
        let end = doc.sentences()[doc.token(head).sentence as usize].end;
        (head + 1..end)
            .filter_map(|token| self.hit_at(token))
            .filter(|hit| {
                let place = matches!(
                    hit.sense.kind,
                    NameKind::State | NameKind::Capital | NameKind::City
                );
                place
                    && doc.head(hit.head).is_some_and(|prep| {
                        matches!(doc.word(prep), "in" | "near" | "at" | "around")
                    })
            })
            .find_map(|hit| hit.sense.actor.clone())
    }
}
