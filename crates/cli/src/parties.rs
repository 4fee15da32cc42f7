//! Actors and issues as people name them on the command line.

use detente_dossier::ActorFilter;
use detente_dossier::lexicon_names::with_narrower;
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
    Ok(with_narrower(lexicon, &issue.id))
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
}
