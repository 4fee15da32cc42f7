//! What actors are called.

use std::collections::BTreeMap;

use detente_lexicon::{Lexicon, NameKind};

/// Names of states and bodies by their heads.
#[derive(Debug, Default)]
pub struct ActorNames(BTreeMap<String, String>);

impl ActorNames {
    /// The names that a lexicon gives: of a state the first row that still holds, of a body its first row.
    pub fn of(lexicon: &Lexicon) -> Self {
        let mut names = BTreeMap::new();
        let rows = lexicon.names.all().iter();
        let mut heads: Vec<_> = rows
            .filter(|sense| matches!(sense.kind, NameKind::State | NameKind::Organisation))
            .filter(|sense| {
                sense
                    .actor
                    .as_ref()
                    .is_some_and(|actor| actor.role.is_none())
            })
            .collect();
        // Names that hold today before those of the past, states' own files before those of regions.
        heads.sort_by_key(|sense| {
            let path = lexicon.row(sense.origin).map_or("", |row| row.path);
            (
                sense.to.is_some(),
                path.ends_with("regions.tsv") || path.ends_with("historical.tsv"),
                sense.origin.file,
                sense.origin.line,
            )
        });
        for sense in heads {
            if let Some(actor) = &sense.actor {
                names
                    .entry(actor.head.to_string())
                    .or_insert_with(|| sense.name.clone());
            }
        }
        Self(names)
    }

    /// The name of `HEAD` or `HEAD:ROLE`; the notation itself where the lexicon has none.
    pub fn name(&self, actor: &str) -> String {
        let (head, role) = actor
            .split_once(':')
            .map_or((actor, None), |(head, role)| (head, Some(role)));
        let name = self.0.get(head).map_or(head, String::as_str);
        match role.and_then(role_name) {
            Some(role) if head == "-" => role.to_owned(),
            Some(role) => format!("{name}, {role}"),
            None => name.to_owned(),
        }
    }
}

fn role_name(role: &str) -> Option<&'static str> {
    Some(match role {
        "GOV" => "government",
        "MIL" => "armed forces",
        "LEG" => "parliament",
        "JUD" => "courts",
        "COP" => "police",
        "SPY" => "intelligence",
        "OPP" => "opposition",
        "REB" => "armed rebels",
        "SEP" => "separatists",
        "UAF" => "unidentified armed forces",
        "BUS" => "business",
        "MED" => "media",
        "CVL" => "civilians",
        "EDU" => "schools and universities",
        "REF" => "refugees",
        "CRM" => "criminals",
        "NGO" => "non-governmental organisations",
        "IGO" => "intergovernmental organisations",
        _ => return None,
    })
}
