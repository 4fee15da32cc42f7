//! Who takes a stance: the actor behind a subject, an owner, or a voice.

use detente_lexicon::{Actor, Role};
use detente_syntax::{Dep, Document, Pos};

use crate::analysis::Analysis;
use crate::mention::{Mention, MentionKind};
use crate::quote::{QuoteSpan, Speech};
use crate::tree;

/// Whose words and deeds an article's tokens are.
pub(super) struct Holders<'a> {
    analysis: &'a Analysis<'a>,
    spans: &'a [QuoteSpan],
    speech: Speech,
}

impl<'a> Holders<'a> {
    pub fn new(analysis: &'a Analysis<'a>, spans: &'a [QuoteSpan]) -> Self {
        Self {
            analysis,
            spans,
            speech: Speech::new(spans, analysis.doc.len()),
        }
    }

    /// The article's words.
    pub fn doc(&self) -> &'a Document {
        self.analysis.doc
    }

    /// The quotation around `token`.
    pub fn quote_around(&self, token: usize) -> Option<usize> {
        self.speech.around(token)
    }

    /// The quotation of that number.
    pub fn span(&self, quote: usize) -> &QuoteSpan {
        &self.spans[quote]
    }

    /// The actors that the phrase headed by `token` stands for; "we" in a quotation is its speaker's side.
    pub fn actors(&self, token: usize) -> Vec<Actor> {
        if is_first_person(self.analysis.doc, token) {
            return self
                .quote_around(token)
                .map(|quote| self.speaker(quote))
                .unwrap_or_default();
        }
        self.analysis
            .mentions
            .headed_by(token)
            .map(|mention| self.parties(mention))
            .unwrap_or_default()
    }

    /// The actor whose words a quotation is.
    pub fn speaker(&self, quote: usize) -> Vec<Actor> {
        let Some(head) = self.spans[quote].speaker else {
            return Vec::new();
        };
        let mut heads = Vec::new();
        tree::coordinated(self.analysis.doc, head, &mut heads);
        let mut actors = Vec::new();
        for mention in heads
            .into_iter()
            .filter_map(|head| self.analysis.mentions.headed_by(head))
        {
            for actor in self.parties(mention) {
                if !actors.contains(&actor) {
                    actors.push(actor);
                }
            }
        }
        actors
    }

    /// Whether the phrase headed by `token` stands for a medium, a firm or a scholar, who speak of parties from outside.
    pub fn is_outsider(&self, token: usize) -> bool {
        self.analysis
            .mentions
            .headed_by(token)
            .is_some_and(|mention| {
                !mention.actors.is_empty()
                    && mention
                        .actors
                        .iter()
                        .all(|actor| matches!(actor.role, Some(Role::BUS | Role::MED | Role::EDU)))
            })
    }

    /// Those whose stance is a position: parties with a head. Somebody unknown is nobody; firms, media and single
    /// private people contend over nothing between states.
    fn parties(&self, mention: &Mention) -> Vec<Actor> {
        let single = mention.is_person && !mention.is_plural;
        if self.is_anyones(mention) || self.is_behind_an_owner(mention) {
            return Vec::new();
        }
        mention
            .actors
            .iter()
            .filter(|actor| !actor.is_unknown())
            .filter(|actor| match actor.role {
                Some(Role::BUS | Role::MED | Role::EDU | Role::CRM) => false,
                Some(Role::CVL) if single => false,
                // "They" behind refugees or troops are seldom they.
                Some(Role::CVL | Role::REF | Role::MIL | Role::NGO) => {
                    mention.kind != MentionKind::Pronoun || single
                }
                _ => true,
            })
            .cloned()
            .collect()
    }

    /// Whether another's name owns what stands before a possessive: "uneasy about *Kovac's* remarks, including *his* call".
    fn is_behind_an_owner(&self, mention: &Mention) -> bool {
        let doc = self.analysis.doc;
        let pronoun = mention.head;
        if mention.kind != MentionKind::Pronoun || doc.token(pronoun).dep != Dep::Poss {
            return false;
        }
        let nearest = self.analysis.mentions.iter().rfind(|other| {
            other.head < pronoun
                && doc.token(other.head).sentence == doc.token(pronoun).sentence
                && other.is_person
        });
        nearest.is_some_and(|other| {
            other.kind == MentionKind::Person
                && doc.token(other.head).dep == Dep::Poss
                && !other
                    .actors
                    .iter()
                    .any(|actor| mention.actors.contains(actor))
        })
    }

    /// Whether a description leaves open whose people it means: "ministers were disturbed", "other senior
    /// officials", "neither country", "this small country".
    fn is_anyones(&self, mention: &Mention) -> bool {
        let doc = self.analysis.doc;
        let word = |token: usize| doc.word(token).to_ascii_lowercase();
        let any = doc.children(mention.head).any(|c| {
            doc.token(c).dep == Dep::Det
                && matches!(&*word(c), "neither" | "no" | "any" | "another" | "either")
        });
        // "U.S. trading partners" are others than the state that has them.
        let others = matches!(
            doc.lemma(mention.head),
            "partner"
                | "ally"
                | "rival"
                | "foe"
                | "enemy"
                | "neighbour"
                | "neighbor"
                | "competitor"
                | "creditor"
                | "adversary"
        );
        // "Opposition to the plans is spreading" is nobody's party.
        let deed = doc.lemma(mention.head) == "opposition"
            && doc
                .children(mention.head)
                .any(|c| doc.token(c).dep == Dep::Prep && word(c) == "to");
        if any || deed || others && mention.kind != MentionKind::Pronoun {
            return true;
        }
        if mention.kind != MentionKind::Description {
            return false;
        }
        let deictic = matches!(doc.lemma(mention.head), "country" | "nation" | "state")
            && doc.children(mention.head).any(|c| word(c) == "this");
        let told = |token: usize| {
            let opens = doc
                .sentences()
                .get(doc.token(token).sentence as usize)
                .is_some_and(|sentence| sentence.start == token);
            doc.word(token).starts_with(char::is_uppercase)
                && (!opens
                    || doc.token(token).pos == Pos::PROPN
                    || doc
                        .entities()
                        .iter()
                        .any(|entity| entity.tokens.contains(&token)))
        };
        let owned = doc.children(mention.head).any(|c| {
            matches!(
                doc.token(c).dep,
                Dep::Det | Dep::Poss | Dep::Prep | Dep::Relcl
            )
        });
        let official = mention
            .actors
            .iter()
            .all(|actor| matches!(actor.role, None | Some(Role::GOV | Role::LEG | Role::MIL)));
        let bare = official && mention.is_plural && !owned && !mention.tokens.clone().any(told);
        deictic || bare && !is_of_government(doc, mention)
    }
}

/// Whether a description says that it is of the government the article is about: "government officials".
fn is_of_government(doc: &Document, mention: &Mention) -> bool {
    mention.tokens.clone().any(|token| {
        matches!(
            &*doc.word(token).to_ascii_lowercase(),
            "government"
                | "administration"
                | "ministry"
                | "opposition"
                | "rebel"
                | "rebels"
                | "congressional"
                | "parliamentary"
                | "presidential"
                | "guerrilla"
        )
    })
}

/// Whether the token is "we", "I" or "our".
pub(super) fn is_first_person(doc: &Document, token: usize) -> bool {
    doc.token(token).pos == Pos::PRON
        && doc.word(token) != "US"
        && ["i", "we", "me", "us", "my", "our", "ours"]
            .iter()
            .any(|word| doc.word(token).eq_ignore_ascii_case(word))
}
