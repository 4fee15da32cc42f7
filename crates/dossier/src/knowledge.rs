//! What a dossier must be told of the world: names of actors and issues. The crate holds no lexicon.

use std::collections::BTreeMap;

use crate::actor::{head, role};

/// Names of actors and issues, and whether words name them.
pub trait Knowledge {
    /// The country's or body's name: "Russia" for `RUS:MIL`. The notation where it is not known.
    fn actor_name(&self, actor: &str) -> String;

    /// Whether the words name the actor's country or body, its capital, its people or one who acts for it.
    fn names_actor(&self, words: &str, actor: &str) -> bool;

    /// Whether the words name a country or body that is neither of the two.
    fn names_third(&self, words: &str, two: [&str; 2]) -> bool;

    /// The issue's name; the id where it is not known.
    fn issue_name(&self, issue: &str) -> String;

    /// Whether the words name the issue.
    fn names_issue(&self, words: &str, issue: &str) -> bool;
}

/// Names in tables, compared word for word without regard to case.
#[derive(Debug, Clone, Default)]
pub struct PlainNames {
    /// For each head the words that name it, the name first.
    pub actors: BTreeMap<String, Vec<String>>,
    /// For each issue the words that name it, the name first.
    pub issues: BTreeMap<String, Vec<String>>,
}

impl Knowledge for PlainNames {
    fn actor_name(&self, actor: &str) -> String {
        first(&self.actors, head(actor))
    }

    fn names_actor(&self, words: &str, actor: &str) -> bool {
        any(&self.actors, head(actor), words)
    }

    fn names_third(&self, words: &str, two: [&str; 2]) -> bool {
        let third = |actor: &&String| !two.contains(&actor.as_str());
        let mut actors = self.actors.keys().filter(third);
        actors.any(|actor| self.names_actor(words, actor))
    }

    fn issue_name(&self, issue: &str) -> String {
        first(&self.issues, issue)
    }

    fn names_issue(&self, words: &str, issue: &str) -> bool {
        any(&self.issues, issue, words)
    }
}

fn first(names: &BTreeMap<String, Vec<String>>, id: &str) -> String {
    let name = names.get(id).and_then(|names| names.first());
    name.cloned().unwrap_or_else(|| id.to_owned())
}

fn any(names: &BTreeMap<String, Vec<String>>, id: &str, words: &str) -> bool {
    names
        .get(id)
        .is_some_and(|names| names.iter().any(|name| holds(words, name)))
}

/// Whether `words` hold `name` as whole words, whatever the case.
///
/// ```
/// use detente_dossier::knowledge::holds;
/// assert!(holds("The ASSAD government", "Assad") && !holds("the ambassador", "assad"));
/// ```
pub fn holds(words: &str, name: &str) -> bool {
    let (words, name) = (words.to_lowercase(), name.to_lowercase());
    if name.is_empty() {
        return false;
    }
    words.match_indices(&name).any(|(at, _)| {
        let before = words[..at].chars().next_back();
        let after = words[at + name.len()..].chars().next();
        // "US$24 billion" names nobody.
        let joins = |c: char| c.is_alphanumeric() || c == '$';
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(joins)
    })
}

/// What a role is called behind a name: `RUS:MIL` is "Russia (armed forces)". A government needs no word.
pub fn role_word(actor: &str) -> Option<&'static str> {
    Some(match role(actor)? {
        "MIL" => "armed forces",
        "LEG" => "parliament",
        "JUD" => "courts",
        "COP" => "police",
        "SPY" => "intelligence",
        "OPP" => "opposition",
        "REB" => "rebels",
        "SEP" => "separatists",
        "UAF" => "unidentified armed",
        "BUS" => "business",
        "MED" => "media",
        "CVL" => "civilians",
        "EDU" => "education",
        "REF" => "refugees",
        "CRM" => "criminals",
        "NGO" => "non-governmental organisation",
        "IGO" => "intergovernmental organisation",
        _ => return None,
    })
}

/// An actor in plain English.
pub fn actor_words(knowledge: &dyn Knowledge, actor: &str) -> String {
    let name = if head(actor) == "-" {
        "unnamed state".to_owned()
    } else {
        knowledge.actor_name(actor)
    };
    match role_word(actor) {
        Some(role) => format!("{name} ({role})"),
        None => name,
    }
}

/// What a CAMEO code is in a word or two, by its root; three digits where they matter to a reader.
pub fn act_words(cameo: &str) -> &'static str {
    match cameo.get(..3) {
        Some("012" | "013" | "018" | "019") => return "comment",
        Some("036") => return "intent to meet or negotiate",
        Some("041") => return "talk by telephone",
        Some("042") => return "visit",
        Some("043") => return "host a visit",
        Some("044" | "040") => return "meet",
        Some("045") => return "mediate",
        Some("046") => return "negotiate",
        Some("051") => return "praise or endorse",
        Some("057") => return "sign an agreement",
        Some("112") => return "accuse",
        Some("163") => return "impose sanctions",
        Some("190" | "193" | "194") => return "fight",
        _ => {}
    }
    match cameo.get(..2) {
        Some("01") => "statement",
        Some("02") => "appeal",
        Some("03") => "intent to cooperate",
        Some("04") => "consult",
        Some("05") => "diplomatic cooperation",
        Some("06") => "material cooperation",
        Some("07") => "aid",
        Some("08") => "yield",
        Some("09") => "investigate",
        Some("10") => "demand",
        Some("11") => "disapprove",
        Some("12") => "reject",
        Some("13") => "threaten",
        Some("14") => "protest",
        Some("15") => "show of force",
        Some("16") => "reduce relations",
        Some("17") => "coerce",
        Some("18") => "assault",
        Some("19") => "fight",
        Some("20") => "mass violence",
        _ => "act",
    }
}
