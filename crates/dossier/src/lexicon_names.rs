//! A lexicon's names, as [`Knowledge`].

use std::collections::BTreeMap;

use detente_lexicon::issues::Around;
use detente_lexicon::{Lexicon, NameKind, Sense};

use crate::actor;
use crate::knowledge::Knowledge;

/// What a lexicon calls actors and issues, and which words name them.
#[derive(Clone)]
pub struct LexiconNames<'a> {
    lexicon: &'a Lexicon,
    heads: BTreeMap<&'a str, &'a str>,
}

impl<'a> LexiconNames<'a> {
    /// The names of a lexicon.
    pub fn of(lexicon: &'a Lexicon) -> Self {
        let mut rows: Vec<(&'a str, &'a Sense)> = lexicon
            .names
            .all()
            .iter()
            .filter(|sense| matches!(sense.kind, NameKind::State | NameKind::Organisation))
            .filter_map(|sense| {
                let actor = sense.actor.as_ref().filter(|actor| actor.role.is_none())?;
                Some((actor.head.as_str(), sense))
            })
            .collect();
        rows.sort_by_key(|(_, sense)| rank(lexicon, sense));
        let mut heads = BTreeMap::new();
        for (head, sense) in rows {
            heads.entry(head).or_insert(sense.name.as_str());
        }
        for (head, name) in &mut heads {
            if name.contains(' ') && is_body(lexicon, head) {
                *name = head;
            }
        }
        Self { lexicon, heads }
    }

    /// Whether `fits` holds of what a name in the words may stand for; a name inside another is none: there is
    /// no "Korea" in "North Korea".
    fn named(&self, words: &str, fits: impl Fn(&[&Sense]) -> bool) -> bool {
        let names = &self.lexicon.names;
        let tokens = tokens(words);
        let mut at = 0;
        while at < tokens.len() {
            let Some(found) = names.longest_at(&tokens, at) else {
                at += 1;
                continue;
            };
            at += found.len.max(1);
            if fits(&names.senses(found).collect::<Vec<_>>()) {
                return true;
            }
        }
        false
    }
}

/// Whether a name is a state's own, its people's or its capital's.
fn is_of_a_state(sense: &Sense) -> bool {
    let kinds = [
        NameKind::State,
        NameKind::Adjective,
        NameKind::People,
        NameKind::Capital,
    ];
    !sense.weak && kinds.contains(&sense.kind)
}

/// An issue's id with those of all narrower issues; the id alone where the lexicon has no such issue.
///
/// ```
/// use detente_dossier::lexicon_names::with_narrower;
/// let found = with_narrower(detente_builtin::lexicon(), "nuclear-disarmament");
/// assert!(found.contains(&"new-start".to_owned()));
/// ```
pub fn with_narrower(lexicon: &Lexicon, id: &str) -> Vec<String> {
    let mut all = vec![id.to_owned()];
    // Each round adds the issues right below; an issue is added once, so cycles end.
    let mut at = 0;
    while at < all.len() {
        let below: Vec<String> = lexicon
            .issues
            .iter()
            .filter(|issue| issue.parents.iter().any(|parent| *parent == all[at]))
            .map(|issue| issue.id.to_string())
            .filter(|id| !all.contains(id))
            .collect();
        all.extend(below);
        at += 1;
    }
    all
}

/// Names that hold today go before those of the past, states before their regions, then the files' order.
fn rank(lexicon: &Lexicon, sense: &Sense) -> (bool, bool, u32, u32) {
    let path = lexicon.row(sense.origin).map_or("", |row| row.path);
    (
        sense.to.is_some(),
        path.ends_with("regions.tsv") || path.ends_with("historical.tsv"),
        sense.origin.file,
        sense.origin.line,
    )
}

/// Whether a head is an organisation, which papers call by its letters ("NATO"), and no state.
fn is_body(lexicon: &Lexicon, head: &str) -> bool {
    lexicon.names.lookup(head).is_some_and(|found| {
        lexicon
            .names
            .senses(found)
            .all(|sense| sense.kind == NameKind::Organisation)
    })
}

impl Knowledge for LexiconNames<'_> {
    fn actor_name(&self, actor: &str) -> String {
        let head = actor::head(actor);
        self.heads.get(head).copied().unwrap_or(head).to_owned()
    }

    fn names_actor(&self, words: &str, actor: &str) -> bool {
        let head = actor::head(actor);
        self.named(words, |senses| {
            senses
                .iter()
                // A family name alone may be anybody's: "Robert *Novak*" is no Soviet one.
                .filter(|sense| !sense.weak && sense.kind != NameKind::Surname)
                .any(|sense| sense.actor.as_ref().is_some_and(|actor| actor.head == head))
        })
    }

    fn names_third(&self, words: &str, two: [&str; 2]) -> bool {
        let two = two.map(actor::head);
        let of_the_two = |sense: &&Sense| {
            let actor = sense.actor.as_ref();
            actor.is_none_or(|actor| two.contains(&actor.head.as_str()))
        };
        self.named(words, |senses| {
            senses.iter().any(|sense| is_of_a_state(sense)) && !senses.iter().any(of_the_two)
        })
    }

    fn issue_name(&self, issue: &str) -> String {
        let found = self.lexicon.issues.get(issue);
        found.map_or_else(|| issue.to_owned(), |issue| issue.name.clone())
    }

    fn names_issue(&self, words: &str, issue: &str) -> bool {
        let tokens = tokens(words);
        let forms: Vec<String> = tokens.iter().map(|token| token.to_lowercase()).collect();
        let lemmas: Vec<&str> = forms.iter().map(|form| singular(form)).collect();
        let hits = self
            .lexicon
            .issues
            .scan(forms.len(), |at| lemmas[at], |at| &forms[at]);
        let all = 0..forms.len();
        self.lexicon
            .issues
            .within(&hits, all.clone(), &Around::words(all))
            .iter()
            .any(|(found, _)| {
                found.id == issue || found.parents.iter().any(|parent| parent == issue)
            })
    }
}

/// A noun without the `s` of its plural: enough to find a phrase that the coding found by lemmas.
fn singular(form: &str) -> &str {
    match form.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with('s') && !stem.ends_with('u') => stem,
        _ => form,
    }
}

/// Words parted as the names' matcher wants them: "Moscow's" in two, "Russia-NATO" in three, "U.S." whole.
fn tokens(words: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for word in words.split_whitespace() {
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let len = if first.is_alphanumeric() {
                let dotted =
                    rest.len() >= 4 && rest.as_bytes()[1] == b'.' && rest.as_bytes()[3] == b'.';
                let end = rest.find(|c: char| !(c.is_alphanumeric() || dotted && c == '.'));
                end.unwrap_or(rest.len())
            } else if matches!(first, '\'' | '’') && rest[first.len_utf8()..].starts_with('s') {
                first.len_utf8() + 1
            } else {
                first.len_utf8()
            };
            found.push(&rest[..len]);
            rest = &rest[len..];
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_actors_and_issues() {
        let names = LexiconNames::of(detente_builtin::lexicon());
        assert_eq!(names.actor_name("RUS:MIL"), "Russia");
        assert_eq!(names.actor_name("NATO"), "NATO");
        assert_eq!(names.actor_name("UN"), "UN");
        assert_eq!(names.actor_name("-"), "-");
        assert!(names.names_actor("Moscow's envoy left", "RUS:GOV"));
        assert!(names.names_actor("the U.S. side", "USA:GOV"));
        assert!(!names.names_actor("he left at noon", "RUS:GOV"));
        assert!(!names.names_actor("tests in North Korea", "KOR"));
        assert!(names.names_third("aid to the Nicaraguan rebels", ["USA", "IRN"]));
        assert!(!names.names_third("Tehran and Washington spoke in May", ["USA", "IRN"]));
        assert!(names.names_issue("on missile shields", "missile-defence"));
        assert!(!names.names_issue("he had won no assurances", "missile-defence"));
    }
}
