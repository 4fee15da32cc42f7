//! Who owns, issues or is related by what a noun tells.

use detente_syntax::{Dep, Pos, Tag};

use super::engine::Engine;
use crate::mention::Nature;

impl Engine<'_> {
    /// Whether the mention at `child` can own the unresolved noun at `head`. A name that stands in a longer
    /// name is a part of it ("the London Interbank Offered Rate", "Texas Pacific"), and a city or region before a
    /// noun tells where somebody lives or something took place ("a California teacher", "the Paris accords").
    pub(super) fn may_own(&self, child: usize, head: usize) -> bool {
        let doc = self.analysis.doc;
        if doc.token(child).dep == Dep::Poss {
            return true;
        }
        if doc.token(head).pos == Pos::PROPN
            && doc.token(child).dep == Dep::Compound
            && !self.names_act(head)
        {
            return false;
        }
        self.analysis
            .mentions
            .headed_by(child)
            .is_none_or(|mention| !matches!(mention.nature, Nature::Capital | Nature::City))
    }

    /// Whether the noun at `token` is a thing told to be set off by somebody: "a bomb *planted by rebels*".
    pub(super) fn is_set_off(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        doc.children(token).any(|c| {
            doc.token(c).dep == Dep::Acl
                && doc.token(c).tag == Tag::VBN
                && self.acts.embedding().setting_off.contains(self.words[c])
        })
    }

    /// By whom a paper or a panel is made: "an inquiry *ordered by the court* blamed …".
    pub(super) fn issuer(&self, token: usize) -> Option<usize> {
        let doc = self.analysis.doc;
        doc.children(token)
            .filter(|&c| doc.token(c).dep == Dep::Acl && doc.token(c).tag == Tag::VBN)
            .filter_map(|participle| {
                // "rockets fired *from Gaza*".
                let from = || {
                    let set_off = self
                        .acts
                        .embedding()
                        .setting_off
                        .contains(self.words[participle]);
                    doc.children(participle)
                        .find(|&prep| set_off && doc.word(prep) == "from")
                };
                doc.child(participle, Dep::Agent).or_else(from)
            })
            .find_map(|by| doc.child(by, Dep::Pobj))
    }

    /// Whom the noun of relation at `token` names as those it tells of.
    pub(super) fn relations_named(&self, token: usize) -> Vec<usize> {
        let doc = self.analysis.doc;
        // "Iran's neighbours", "critics of the president" are not Iran and the president; "the two neighbours,
        // *Iran and Iraq*, …" are.
        let mut named = Vec::new();
        if let Some(appos) = doc
            .child(token, Dep::Appos)
            .filter(|&appos| doc.token(appos).pos == Pos::PROPN)
        {
            crate::tree::coordinated(doc, appos, &mut named);
        }
        if named.is_empty() && self.acts.embedding().fellows.contains(self.words[token]) {
            // "its *NATO allies*": those of a body stand for it.
            named.extend(doc.children(token).filter(|&c| {
                c < token
                    && matches!(doc.token(c).dep, Dep::Compound | Dep::Nmod)
                    && self
                        .analysis
                        .mentions
                        .headed_by(c)
                        .is_some_and(|mention| mention.nature == Nature::Body)
            }));
        }
        named
    }

    /// Whose the thing at `token` is by a participle: "oil rigs *belonging to Chile*", "a mine *run by Rio*", "a *British*-owned
    /// farm".
    pub(super) fn proprietor(&self, token: usize) -> Option<usize> {
        let doc = self.analysis.doc;
        let owning = &self.acts.embedding().owning;
        doc.children(token)
            .filter(|&c| owning.contains(self.words[c]))
            .find_map(|c| match (doc.token(c).dep, doc.token(c).tag) {
                (Dep::Acl, Tag::VBG) => doc
                    .children(c)
                    .find(|&prep| doc.token(prep).dep == Dep::Prep && doc.word(prep) == "to")
                    .and_then(|prep| doc.child(prep, Dep::Pobj)),
                (Dep::Acl, Tag::VBN) => doc
                    .child(c, Dep::Agent)
                    .and_then(|by| doc.child(by, Dep::Pobj)),
                (Dep::Amod, Tag::VBN) => doc
                    .children(c)
                    .find(|&owner| owner < c && self.analysis.mentions.headed_by(owner).is_some()),
                _ => None,
            })
    }
}
