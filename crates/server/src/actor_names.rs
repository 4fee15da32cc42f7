//! What actors are called, with their roles.

use detente_dossier::LexiconNames;
use detente_dossier::knowledge::Knowledge;
use detente_lexicon::Actor;

/// The name of `HEAD` or `HEAD:ROLE`; the notation itself where the lexicon has none.
pub fn actor_name(names: &LexiconNames<'_>, actor: &str) -> String {
    let role = actor.parse::<Actor>().ok().and_then(|actor| actor.role);
    match role {
        None => names.actor_name(actor),
        Some(role) if actor.starts_with('-') => role.label().to_owned(),
        Some(role) => format!("{}, {}", names.actor_name(actor), role.label()),
    }
}
