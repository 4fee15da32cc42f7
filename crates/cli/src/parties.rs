//! Actors and issues as people name them on the command line, and the lexicon's names for dossiers.

use std::collections::BTreeMap;

use detente_dossier::knowledge::Knowledge;
use detente_dossier::{ActorFilter, actor};
use detente_lexicon::{Actor, Lexicon, NameKind, Sense};

use crate::commands::near_spellings;
use crate::exit::Failure;

/// The actor of a name ("Russia", "the Kremlin"), of a code (`RUS`, `RUS:GOV`, `RUSMIL`) or of an alias.
pub fn actor(lexicon: &Lexicon, name: &str) -> Result<ActorFilter, Failure> {
    let name = name.trim();
    let known = |actor: &Actor| {
        lexicon.names.all().iter().any(|sense| {
            sense
                .actor
                .as_ref()
                .is_some_and(|own| own.head == actor.head)
        })
    };
    if let Some(actor) = name.parse::<Actor>().ok().filter(known) {
        return Ok(ActorFilter::new(actor.to_string()));
    }
    let bare = name.strip_prefix("the ").unwrap_or(name);
    let senses = [name, bare]
        .into_iter()
        .find_map(|name| lexicon.names.lookup(name))
        .map(|found| lexicon.names.senses(found).collect::<Vec<_>>())
        .unwrap_or_default();
    let named = senses
        .iter()
        .filter_map(|sense| Some((rank(sense), sense.actor.as_ref()?)))
        .min_by_key(|(rank, _)| *rank);
    if let Some((_, actor)) = named {
        return Ok(ActorFilter::new(actor.to_string()));
    }
    let coded = lexicon
        .names
        .all()
        .iter()
        .filter_map(|sense| sense.actor.as_ref())
        .find(|actor| actor.code() == name);
    if let Some(actor) = coded {
        return Ok(ActorFilter::new(actor.to_string()));
    }
    let near = near_spellings(&lexicon.names, name);
    let hint = if near.is_empty() {
        "`detente actors NAME` tells what is known".to_owned()
    } else {
        format!("near: {}", near.join(", "))
    };
    Err(Failure::Usage(format!(
        "no actor is called `{name}`: write a name (Russia), an id (NATO) or an actor with its role (RUS:GOV); {hint}"
    )))
}

/// States and bodies go before those who act for them; names still in use before old ones.
fn rank(sense: &Sense) -> (bool, u8) {
    let kind = match sense.kind {
        NameKind::State | NameKind::Organisation => 0,
        NameKind::Institution | NameKind::Capital => 1,
        NameKind::Adjective | NameKind::People => 2,
        NameKind::Person => 3,
        _ => 4,
    };
    (sense.to.is_some(), kind)
}

/// The issue of an id or name, with all narrower ones.
pub fn issues(lexicon: &Lexicon, name: &str) -> Result<Vec<String>, Failure> {
    let wanted = name.trim().to_lowercase();
    let found = lexicon
        .issues
        .iter()
        .find(|issue| issue.id == wanted || issue.name.to_lowercase() == wanted);
    let Some(issue) = found else {
        let near: Vec<&str> = lexicon
            .issues
            .iter()
            .filter(|issue| {
                strsim::jaro_winkler(&issue.id, &wanted) > 0.85
                    || issue.id.contains(&wanted)
                    || issue.name.to_lowercase().contains(&wanted)
            })
            .map(|issue| issue.id.as_str())
            .collect();
        let hint = if near.is_empty() {
            "the ids are in lexicon/issues/".to_owned()
        } else {
            format!("near: {}", near.join(", "))
        };
        return Err(Failure::Usage(format!(
            "no issue is called `{name}`; {hint}"
        )));
    };
    let mut all = vec![issue.id.to_string()];
    // Each round adds the issues right below; an issue is added once, so cycles end.
    let mut at = 0;
    while at < all.len() {
        let below = lexicon
            .issues
            .iter()
            .filter(|issue| issue.parents.iter().any(|parent| *parent == all[at]))
            .map(|issue| issue.id.to_string())
            .filter(|id| !all.contains(id))
            .collect::<Vec<_>>();
        all.extend(below);
        at += 1;
    }
    Ok(all)
}

/// The lexicon's names.
pub struct LexiconNames {
    lexicon: &'static Lexicon,
    heads: BTreeMap<String, String>,
}

impl LexiconNames {
    /// The names of a lexicon.
    pub fn of(lexicon: &'static Lexicon) -> Self {
        let mut best: BTreeMap<String, ((bool, u8), &str)> = BTreeMap::new();
        for sense in lexicon.names.all() {
            let Some(actor) = sense.actor.as_ref().filter(|actor| actor.role.is_none()) else {
                continue;
            };
            if !matches!(sense.kind, NameKind::State | NameKind::Organisation) {
                continue;
            }
            let found = (rank(sense), sense.name.as_str());
            best.entry(actor.head.to_string())
                .and_modify(|known| *known = (*known).min_by_rank(found))
                .or_insert(found);
        }
        Self {
            lexicon,
            heads: best
                .into_iter()
                .map(|(head, (_, name))| {
                    let name = if name.contains(' ') && is_body(lexicon, &head) {
                        head.clone()
                    } else {
                        name.to_owned()
                    };
                    (head, name)
                })
                .collect(),
        }
    }
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

/// The better ranked of two names, the earlier in the files where they rank alike.
trait MinByRank: Copy {
    fn min_by_rank(self, other: Self) -> Self;
}

impl MinByRank for ((bool, u8), &str) {
    fn min_by_rank(self, other: Self) -> Self {
        if other.0 < self.0 { other } else { self }
    }
}

impl Knowledge for LexiconNames {
    fn actor_name(&self, actor: &str) -> String {
        let head = actor::head(actor);
        self.heads
            .get(head)
            .cloned()
            .unwrap_or_else(|| head.to_owned())
    }

    fn names_actor(&self, words: &str, actor: &str) -> bool {
        let head = actor::head(actor);
        let tokens = tokens(words);
        (0..tokens.len()).any(|at| {
            self.lexicon
                .names
                .longest_at(&tokens, at)
                .is_some_and(|found| {
                    self.lexicon.names.senses(found).any(|sense| {
                        !sense.weak && sense.actor.as_ref().is_some_and(|actor| actor.head == head)
                    })
                })
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
            .within(&hits, all.clone(), all)
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
    fn actors_are_found_by_name_code_and_alias() {
        let lexicon = detente_builtin::lexicon();
        for (name, found) in [
            ("Russia", "RUS"),
            ("RUS", "RUS"),
            ("RUS:GOV", "RUS:GOV"),
            ("NATO", "NATO"),
            ("the Kremlin", "RUS:GOV"),
            ("RUSMIL", "RUS:MIL"),
        ] {
            assert_eq!(actor(lexicon, name).unwrap().as_str(), found, "{name}");
        }
        let error = actor(lexicon, "Rusia").unwrap_err().to_string();
        assert!(error.contains("Russia"), "{error}");
    }

    #[test]
    fn issues_come_with_the_narrower_ones() {
        let lexicon = detente_builtin::lexicon();
        let found = issues(lexicon, "nuclear-disarmament").unwrap();
        assert!(found.contains(&"new-start".to_owned()), "{found:?}");
        assert!(
            issues(lexicon, "missile")
                .unwrap_err()
                .to_string()
                .contains("missile-defence")
        );
    }

    #[test]
    fn words_name_actors_and_issues() {
        let names = LexiconNames::of(detente_builtin::lexicon());
        assert_eq!(names.actor_name("RUS:MIL"), "Russia");
        assert_eq!(names.actor_name("NATO"), "NATO");
        assert!(names.names_actor("Moscow's envoy left", "RUS:GOV"));
        assert!(names.names_actor("the U.S. side", "USA:GOV"));
        assert!(!names.names_actor("he left at noon", "RUS:GOV"));
        assert!(names.names_issue("on missile shields", "missile-defence"));
        assert!(!names.names_issue("he had won no assurances", "missile-defence"));
    }
}
