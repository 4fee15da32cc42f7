//! Words found for records, and references numbered as they are cited.

use detente_coding::record::{Event, Evidence, Position, Quote};
use rustc_hash::FxHashMap;

use super::{Cited, Reference, SENTENCES_BEFORE};
use crate::RecordSet;
use crate::knowledge::{Knowledge, holds};
use crate::words::{Text, Words};

/// Finds words and numbers them.
pub struct Citer<'a> {
    set: &'a RecordSet,
    knowledge: &'a dyn Knowledge,
    texts: FxHashMap<&'a str, Option<Text>>,
    numbers: FxHashMap<(String, u32, u32), usize>,
    references: Vec<Reference>,
}

impl<'a> Citer<'a> {
    pub fn new(set: &'a RecordSet, knowledge: &'a dyn Knowledge) -> Self {
        Self {
            set,
            knowledge,
            texts: FxHashMap::default(),
            numbers: FxHashMap::default(),
            references: Vec::new(),
        }
    }

    /// What is cited so far.
    pub fn into_references(self) -> Vec<Reference> {
        self.references
    }

    /// The words of an event, if they name both ends.
    pub fn event(&mut self, event: &'a Event) -> Option<Words> {
        let knowledge = self.knowledge;
        let ends = [&event.source, &event.target];
        event.evidence.iter().find_map(|evidence| {
            self.grown(&event.article, evidence, |words| {
                ends.iter().all(|end| {
                    let unknown = end.actor.starts_with('-');
                    !unknown && knowledge.names_actor(words, &end.actor)
                        || names_person(words, &end.name)
                })
            })
        })
    }

    /// The words of a quote with its cue and its speaker's mention, if they name the speaker.
    pub fn quote(&mut self, quote: &'a Quote) -> Option<Words> {
        let speaker = quote.speaker.as_ref()?;
        let (mut start, mut end) = (quote.start, quote.end);
        for (from, to) in [(speaker.start, speaker.end)]
            .into_iter()
            .chain(quote.cue.as_ref().map(|cue| (cue.start, cue.end)))
        {
            // An attribution paragraphs away is brought in by growing, or not at all.
            if from.abs_diff(end).min(to.abs_diff(start)) < 300 {
                (start, end) = (start.min(from), end.max(to));
            }
        }
        let evidence = Evidence {
            start,
            end,
            text: String::new(),
            sentence: 0,
        };
        self.grown(&quote.article, &evidence, |words| {
            names_person(words, &speaker.name)
        })
    }

    /// The words of a position, if they name the actor and the issue.
    pub fn position(&mut self, position: &'a Position) -> Option<Words> {
        let knowledge = self.knowledge;
        let speaker = position
            .quote
            .as_deref()
            .and_then(|quote| self.set.quote(quote)?.speaker.as_ref());
        position.evidence.iter().find_map(|evidence| {
            self.grown(&position.article, evidence, |words| {
                let named = knowledge.names_actor(words, &position.actor)
                    || speaker.is_some_and(|speaker| names_person(words, &speaker.name));
                named && knowledge.names_issue(words, &position.issue)
            })
        })
    }

    /// The shortest stretch around the evidence, with up to [`SENTENCES_BEFORE`] sentences before it, that `bears` it out.
    fn grown(
        &mut self,
        article: &'a str,
        evidence: &Evidence,
        bears: impl Fn(&str) -> bool,
    ) -> Option<Words> {
        let set = self.set;
        let text = self.texts.entry(article).or_insert_with(|| {
            let text = &set.article(article)?.text;
            (!text.is_empty()).then(|| Text::new(text))
        });
        let Some(text) = text else {
            let alone = Words::alone(evidence);
            return (!alone.core.is_empty() && bears(&alone.core)).then_some(alone);
        };
        (0..=SENTENCES_BEFORE).find_map(|before| {
            let words = text.around(evidence.start, evidence.end, before)?;
            bears(&words.text()).then_some(words)
        })
    }

    /// The words with outlet, date and a number; the same words have one number.
    pub fn cite(&mut self, article: &str, words: Words) -> Cited {
        let head = self.set.article(article);
        let published = head.and_then(|head| head.published);
        let outlet = head.and_then(|head| head.outlet.clone());
        let key = (article.to_owned(), words.start, words.end);
        let next = self.references.len() + 1;
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            let web = |url: &String| url.starts_with("http://") || url.starts_with("https://");
            self.references.push(Reference {
                number,
                outlet: outlet
                    .clone()
                    .unwrap_or_else(|| "outlet not told".to_owned()),
                published,
                title: head.and_then(|head| head.title.clone()),
                url: head.and_then(|head| head.url.clone()).filter(web),
                article: article.to_owned(),
                words: words.clone(),
            });
        }
        Cited {
            outlet: outlet.unwrap_or_else(|| "an article".to_owned()),
            published,
            words,
            reference: number,
        }
    }
}

/// Whether the words hold a person's or body's name, or for a name of several words its last one.
pub fn names_person(words: &str, name: &str) -> bool {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let last = name.rsplit(' ').next().unwrap_or_default();
    let is_name = last.chars().count() > 2 && last.starts_with(char::is_uppercase);
    holds(words, &name) || is_name && holds(words, last)
}
