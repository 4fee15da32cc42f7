//! Mentions: the noun phrases and pronouns that stand for political actors, and whom they mean.

use std::ops::Range;

use detente_lexicon::Actor;

/// What kind of words a mention is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// A proper name of a person.
    Person,
    /// A name of a state, body, group or place that acts.
    Name,
    /// A description with a role noun ("Russian officials", "the minister", "a NATO source").
    Description,
    /// A pronoun that was resolved.
    Pronoun,
}

/// One mention of somebody, resolved as far as the article tells.
#[derive(Debug, Clone)]
pub struct Mention {
    /// The words of the mention with its modifiers.
    pub tokens: Range<usize>,
    /// The token that heads it in the tree.
    pub head: usize,
    /// What kind of words it is.
    pub kind: MentionKind,
    /// Whom it stands for. More than one for "the two countries", "both sides"; none for a
    /// person or body whose actor the text does not tell.
    pub actors: Vec<Actor>,
    /// Full name ("Vladimir Voronkov", "Russia") or the words of the description.
    pub name: String,
    /// The office held on the article's date, if known.
    pub office: Option<String>,
    /// Whether it names or describes one human being (who may be quoted as a person).
    pub is_person: bool,
    /// Whether it names a place or a people rather than an acting body ("in Moscow").
    pub is_place: bool,
}

/// All mentions of an article.
#[derive(Debug, Default)]
pub struct Mentions {
    /// In text order of their heads.
    all: Vec<Mention>,
    /// For each token, the index + 1 of the mention it heads, or 0.
    by_head: Vec<u32>,
}

impl Mentions {
    /// Gathers `mentions` for a document of `tokens` tokens; of two with one head the first stays.
    pub fn new(mut mentions: Vec<Mention>, tokens: usize) -> Self {
        mentions.sort_by_key(|mention| mention.head);
        mentions.dedup_by_key(|mention| mention.head);
        let mut by_head = vec![0; tokens];
        for (index, mention) in mentions.iter().enumerate() {
            by_head[mention.head] = index as u32 + 1;
        }
        Self { all: mentions, by_head }
    }

    /// The mention headed by `token`.
    pub fn headed_by(&self, token: usize) -> Option<&Mention> {
        let index = *self.by_head.get(token)? as usize;
        index.checked_sub(1).map(|index| &self.all[index])
    }

    /// All mentions in text order.
    pub fn iter(&self) -> std::slice::Iter<'_, Mention> {
        self.all.iter()
    }
}
