//! The issues that parties contend over: an open list kept in `issues/*.toml`.
//!
//! ```toml
//! [[issue]]
//! id = "kosovo-status"
//! name = "Status of Kosovo"
//! phrases = ["kosovo ... independence", "independence ... kosovo"]
//! weak = ["declaration of independence"]
//! requires_any = ["kosovo", "pristina"]
//! parents = ["recognition"]
//! aliases = ["Kosovo's independence"]   # for people
//! actors = ["XKX", "SRB"]               # who contends over it
//! place = true                          # the phrases name a place too
//! ```
//!
//! A phrase is a row of lemmas in lower case; `a|b` stands for either word, `...` for up to four
//! words between; hyphens are blanks. A phrase of `phrases` is enough by itself; one of `against` too, and
//! names what undoes the issue ("ban on newspapers" for a free press). A `weak` phrase
//! counts only where the text around also has one of `requires_any` — as do the strong ones of an issue with
//! `requires = true`. Where all `lands` of an issue are named near, what is said of one of its parents is said of
//! it: "the coup" near Mali is the coup in Mali.

mod load;
mod pattern;

use std::ops::Range;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::Actor;
use crate::vocabulary::{Vocabulary, Word};

use pattern::{Pattern, Words};

/// How far from a phrase each of several lands may be named.
const CLOSE: usize = 30;
/// How many times farther than behind a phrase who is named before it counts: "Iran opposes sanctions on Libya".
const BEFORE: usize = 3;
/// How many tokens behind a phrase a place tells where that is.
const BEHIND: usize = 8;

/// One issue.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Issue {
    /// Id, in lower case with hyphens: `missile-defence`.
    pub id: CompactString,
    /// Name for people to read.
    pub name: String,
    /// Other names for people to read and search by.
    pub aliases: Vec<String>,
    /// Who contends over it.
    pub actors: Vec<Actor>,
    /// Ids of the wider issues it belongs to.
    pub parents: Vec<CompactString>,
    /// What standing for the issue is, for people to read: the side that `supports` names.
    pub supports: String,
    /// Whether the issue is a thing done against somebody or a wrong (sanctions, an occupation,
    /// cyber attacks): calling on its doer to stop opposes it.
    pub is_wrong: bool,
    /// Whether its phrases name a place too: what is only done there ("drills in the South China Sea")
    /// takes no side on it.
    pub is_place: bool,
    /// The heads of those that it is about; where all of them are named near, its parents' phrases are its own.
    pub lands: Vec<CompactString>,
}

/// What role a phrase has for its issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
enum Strength {
    /// Enough by itself.
    Strong,
    /// Enough where the context has one of the required phrases.
    Weak,
    /// One of the required phrases.
    Context,
}

#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
struct Phrase {
    pattern: Pattern,
    issue: u32,
    strength: Strength,
    /// Whether it names the opposite of the issue.
    against: bool,
    /// Whether it is a compound with a preposition between its nouns: "ban on exports" of `export ban`.
    is_turned: bool,
}

/// The compiled issues.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct Issues {
    all: Vec<Issue>,
    phrases: Vec<Phrase>,
    /// The words that phrases are made of.
    vocabulary: Vocabulary,
    /// The phrases that a word opens, or stands second in behind a word of every sentence, with its place.
    by_key: FxHashMap<Word, Vec<(u32, u8)>>,
    /// For each issue, the indices of all issues above it.
    above: Vec<Vec<u32>>,
    /// For each issue, those below it that are told by their lands.
    by_land: Vec<Vec<u32>>,
}

/// A phrase of an issue in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Hit {
    tokens: Range<usize>,
    words: Vec<usize>,
    issue: u32,
    strength: Strength,
    against: bool,
    is_turned: bool,
}

/// An issue that a stretch of text speaks of.
#[derive(Debug, Clone)]
pub struct Spoken<'a> {
    /// The issue.
    pub issue: &'a Issue,
    /// The tokens that name it.
    pub tokens: Range<usize>,
    /// Those of them that the phrase is made of.
    pub words: Vec<usize>,
    /// Whether they name what undoes it.
    pub against: bool,
}

/// Somebody or some place that a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named<'a> {
    /// The head of the actor, or of the state that holds the place.
    pub head: &'a str,
    /// The token that names it.
    pub token: usize,
    /// Whether it is named as a place.
    pub is_place: bool,
}

/// What stands around a stretch of text: it tells which issue words mean that alone might be of several.
#[derive(Clone)]
pub struct Around<'a> {
    /// The tokens in which the phrases of `requires_any` count.
    pub tokens: Range<usize>,
    /// Who is named near; asked only where an issue hangs on it.
    pub named: &'a dyn Fn() -> Vec<Named<'a>>,
    /// Whether the words of a phrase belong together; the other tells that it is a compound with a preposition between
    /// its nouns.
    pub belong: &'a dyn Fn(&[usize], bool) -> bool,
}

impl Around<'_> {
    /// The words of `tokens` alone, without knowing who is named in them.
    pub fn words(tokens: Range<usize>) -> Self {
        Self {
            tokens,
            named: &Vec::new,
            belong: &|_, _| true,
        }
    }
}

/// Where a text speaks of which issues: one pass over it, asked as often as needed.
#[derive(Debug, Clone, Default)]
pub struct IssueHits {
    /// In text order of their starts.
    hits: Vec<Hit>,
}

impl<'a> IntoIterator for &'a Issues {
    type Item = &'a Issue;
    type IntoIter = std::slice::Iter<'a, Issue>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Issues {
    /// All issues in the order of the files.
    pub fn iter(&self) -> std::slice::Iter<'_, Issue> {
        self.all.iter()
    }

    /// The number of issues.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The issue of `id`.
    pub fn get(&self, id: &str) -> Option<&Issue> {
        self.all.iter().find(|issue| issue.id == id)
    }

    /// Finds every phrase of every issue in a text of `len` tokens, given the lemma and the form of
    /// each token. Time is linear in the text.
    pub fn scan<'t>(
        &self,
        len: usize,
        lemma: impl Fn(usize) -> &'t str,
        form: impl Fn(usize) -> &'t str,
    ) -> IssueHits {
        let words = Words::new(&self.vocabulary, len, lemma, form);
        let mut hits = Vec::new();
        for position in 0..words.len() {
            let (lemma, form) = words.at(position);
            let own = self
                .by_key
                .get(&lemma)
                .map(Vec::as_slice)
                .unwrap_or_default();
            let also = if form == lemma {
                None
            } else {
                self.by_key.get(&form)
            };
            for &(phrase, place) in own.iter().chain(also.into_iter().flatten()) {
                let phrase = &self.phrases[phrase as usize];
                let start = position.checked_sub(usize::from(place));
                if let Some(matched) = start.and_then(|start| phrase.pattern.matches(&words, start))
                {
                    let matched: Vec<usize> = matched
                        .into_iter()
                        .map(|position| words.token(position))
                        .collect();
                    let tokens = matched[0]..matched[matched.len() - 1] + 1;
                    let Phrase {
                        issue,
                        strength,
                        against,
                        is_turned,
                        ..
                    } = *phrase;
                    hits.push(Hit {
                        tokens,
                        words: matched,
                        issue,
                        strength,
                        against,
                        is_turned,
                    });
                }
            }
        }
        hits.sort_by_key(|hit| hit.tokens.start);
        IssueHits { hits }
    }

    /// The issues that the tokens of `range` speak of, with the tokens that name each first. Weak
    /// phrases count if `around`, which should hold `range`, has what their issue requires. Where
    /// an issue and a narrower one below it both match, only the narrower is given.
    pub fn within(
        &self,
        hits: &IssueHits,
        range: Range<usize>,
        around: &Around<'_>,
    ) -> Vec<(&Issue, Range<usize>)> {
        let mut first: Vec<(&Issue, Range<usize>)> = Vec::new();
        for spoken in self.spoken(hits, range, around) {
            if !first.iter().any(|(issue, _)| issue.id == spoken.issue.id) {
                first.push((spoken.issue, spoken.tokens));
            }
        }
        first
    }

    /// Whether two issues are one, or one is above the other.
    fn are_kin(&self, one: u32, other: u32) -> bool {
        one == other
            || self.above[one as usize].contains(&other)
            || self.above[other as usize].contains(&one)
    }

    /// Every place where `range` speaks of an issue, in text order; of phrases that overlap the longer. A
    /// weak phrase inside a longer one of another issue belongs to that.
    pub fn spoken(
        &self,
        hits: &IssueHits,
        range: Range<usize>,
        around: &Around<'_>,
    ) -> Vec<Spoken<'_>> {
        let mut found: Vec<&Hit> = Vec::new();
        for hit in hits
            .starting_in(range.clone())
            .filter(|hit| hit.tokens.end <= range.end)
        {
            let counts = match hit.strength {
                Strength::Strong => true,
                Strength::Weak => hits.has_context(hit.issue, around.tokens.clone()),
                Strength::Context => false,
            };
            if !counts || !(around.belong)(&hit.words, hit.is_turned) {
                continue;
            }
            let overlapping = found
                .iter_mut()
                .rev()
                .take(8)
                .find(|other| other.issue == hit.issue && hit.tokens.start < other.tokens.end);
            match overlapping {
                Some(other) if hit.tokens.len() > other.tokens.len() => *other = hit,
                Some(_) => {}
                None => found.push(hit),
            }
        }
        // "Accession to the World Trade Organization" is no accession to anything else that is near.
        let whole = found.clone();
        found.retain(|hit| {
            !whole.iter().any(|other| {
                let is_longer = other.tokens.len() > hit.tokens.len();
                let is_surer = other.tokens.len() == hit.tokens.len()
                    && hit.strength == Strength::Weak
                    && other.strength == Strength::Strong;
                (is_longer || is_surer)
                    && other.tokens.start <= hit.tokens.start
                    && hit.tokens.end <= other.tokens.end
                    && !self.are_kin(other.issue, hit.issue)
            })
        });
        let issues: Vec<u32> = found.iter().map(|hit| hit.issue).collect();
        found.retain(|hit| {
            !issues
                .iter()
                .any(|&other| self.above[other as usize].contains(&hit.issue))
        });
        let spoken = |hit: &Hit| Spoken {
            issue: &self.all[self.narrowed(hit, around) as usize],
            tokens: hit.tokens.clone(),
            words: hit.words.clone(),
            against: hit.against,
        };
        found.into_iter().map(spoken).collect()
    }

    /// The issue below that of `hit` whose lands are named around: the one of most lands, of these the one whose
    /// lands are nearest. The hit's own issue where there is none.
    fn narrowed(&self, hit: &Hit, around: &Around<'_>) -> u32 {
        let below = &self.by_land[hit.issue as usize];
        if below.is_empty() {
            return hit.issue;
        }
        let named = (around.named)();
        below
            .iter()
            .filter_map(|&below| {
                let lands = &self.all[below as usize].lands;
                Some((lands.len(), farthest(lands, &hit.tokens, &named)?, below))
            })
            .min_by_key(|&(lands, distance, below)| (std::cmp::Reverse(lands), distance, below))
            .map_or(hit.issue, |(.., below)| below)
    }
}

/// How far from `tokens` the farthest of `lands` is named. `None` where one is not, or another place stands right
/// behind: "fighting at the camps *in Lebanon*" is none of Syria's. Several lands belong to one another only where
/// they stand close: ties of a land with each of two others are no ties between these.
fn farthest(lands: &[CompactString], tokens: &Range<usize>, named: &[Named<'_>]) -> Option<usize> {
    let elsewhere = named.iter().any(|named| {
        named.is_place
            && (tokens.end..tokens.end + BEHIND).contains(&named.token)
            && !lands.iter().any(|land| land == named.head)
    });
    if elsewhere {
        return None;
    }
    let distance = |named: &Named<'_>| {
        (tokens.start.saturating_sub(named.token) * BEFORE)
            .max(named.token.saturating_sub(tokens.end))
    };
    let nearest = |land: &CompactString| {
        let of_land = named.iter().filter(|named| land == named.head);
        of_land.map(distance).min()
    };
    let mut farthest = 0;
    for land in lands {
        farthest = farthest.max(nearest(land)?);
    }
    (lands.len() == 1 || farthest <= CLOSE).then_some(farthest)
}

impl IssueHits {
    /// The hits that start in `range`.
    fn starting_in(&self, range: Range<usize>) -> impl Iterator<Item = &Hit> {
        let first = self
            .hits
            .partition_point(|hit| hit.tokens.start < range.start);
        self.hits[first..]
            .iter()
            .take_while(move |hit| hit.tokens.start < range.end)
    }

    fn has_context(&self, issue: u32, context: Range<usize>) -> bool {
        self.starting_in(context)
            .any(|hit| hit.issue == issue && hit.strength == Strength::Context)
    }
}
