//! Nouns that name acts: "NATO's rejection of the offer", "held talks with", "on a visit to".

use detente_syntax::{Dep, Document, Pos, Tag};

use super::{
    Clause, MAX_DEPTH, add_preposition, add_prepositions_of, is_passive, is_verb, subject,
};
use crate::tree;

/// Prepositions of time, cause and topic: the noun behind them is no part of what the verb says.
const BESIDE: &[&str] = &[
    "following",
    "before",
    "despite",
    "amid",
    "since",
    "over",
    "about",
    "against",
    "because",
    "until",
    "without",
    "like",
    "from",
];

/// What the lexicon knows of the words around an act noun.
pub struct Carriers<'a> {
    /// Verbs that lend a noun their subject: hold, launch.
    pub light: &'a dyn Fn(usize) -> bool,
    /// Verbs that say of a noun that it takes place: erupt, begin.
    pub happening: &'a dyn Fn(usize) -> bool,
    /// Nouns that stand for what follows their "of": round, series.
    pub transparent: &'a dyn Fn(usize) -> bool,
}

impl<'a> Carriers<'a> {
    /// Light verbs alone.
    pub fn light(light: &'a dyn Fn(usize) -> bool) -> Self {
        Self {
            light,
            happening: &|_| false,
            transparent: &|_| false,
        }
    }
}

/// The clause of the noun `n`.
pub fn of_noun(doc: &Document, n: usize, carriers: &Carriers<'_>) -> Clause {
    let mut clause = Clause {
        predicate: n,
        subjects: own_owners(doc, n),
        ..Clause::default()
    };
    add_prepositions_of(doc, n, &mut clause);
    // "talks *this week* with Oslo": the day has nothing of its own.
    for day in doc
        .children(n)
        .filter(|&c| doc.token(c).dep == Dep::Npadvmod)
    {
        add_prepositions_of(doc, day, &mut clause);
    }
    // "a truce brokered by Egypt *between Israel and Hamas*": between them is the truce.
    let told = |&c: &usize| doc.token(c).dep == Dep::Acl && doc.token(c).tag == Tag::VBN;
    for done in doc.children(n).filter(told) {
        for prep in doc.children(done).filter(|&c| doc.word(c) == "between") {
            add_preposition(doc, prep, &mut clause);
        }
    }
    clause.clauses.extend(doc.children(n).filter(|&c| {
        match doc.token(c).dep {
            // "a demand *that it leave*".
            Dep::Acl => {
                super::is_infinitive(doc, c)
                    || doc
                        .children(c)
                        .any(|mark| doc.token(mark).dep == Dep::Mark && doc.word(mark) == "that")
            }
            Dep::Ccomp => true,
            _ => false,
        }
    }));
    // "a new round of talks with Iran", "Israel's latest series of raids".
    let outer = outermost(doc, n, carriers.transparent);
    if outer != n {
        clause.subjects.extend(own_owners(doc, outer));
        add_prepositions_of(doc, outer, &mut clause);
    }
    if let Some(verb) = happening_verb(doc, outer, carriers.happening) {
        clause.light = Some(verb);
        add_prepositions_of(doc, verb, &mut clause);
    } else if let Some(verb) = light_verb(doc, outer, carriers.light) {
        clause.light = Some(verb);
        if clause.subjects.is_empty() || doc.token(outer).dep != Dep::Nsubjpass {
            let agents = agents(doc, verb);
            // "held his first talks": the possessive only repeats the subject; "agreed with *Peru's* call" does not.
            let owned = doc
                .children(outer)
                .any(|c| doc.token(c).dep == Dep::Poss && doc.token(c).pos != Pos::PRON);
            let at = if owned { clause.subjects.len() } else { 0 };
            clause.subjects.splice(at..at, agents);
        }
        for child in doc.children(verb) {
            match doc.token(child).dep {
                Dep::Prep => add_preposition(doc, child, &mut clause),
                Dep::Dative if doc.token(child).pos == Pos::ADP => {
                    add_preposition(doc, child, &mut clause);
                }
                Dep::Dative => tree::coordinated(doc, child, &mut clause.recipients),
                Dep::Xcomp => clause.clauses.push(child),
                Dep::Advcl if super::is_infinitive(doc, child) => clause.clauses.push(child),
                _ => {}
            }
        }
    }
    if clause.subjects.is_empty() {
        clause.subjects.extend(beside(doc, outer));
    }

    clause
        .prepositions
        .retain(|&(_, object)| object != n && object != outer);
    clause
}

/// Who does what stands beside their name: "the minister, *on a visit* to Chad, said …".
fn beside(doc: &Document, n: usize) -> Option<usize> {
    if doc.token(n).dep != Dep::Pobj {
        return None;
    }
    let prep = doc
        .head(n)
        .filter(|&prep| matches!(doc.word(prep), "on" | "during"))?;
    // "*the premier*, on a visit to Chad, …", and no "report on a visit".
    let apart = prep > 0 && doc.word(prep - 1) == ",";
    doc.head(prep)
        .filter(|&who| doc.token(who).pos == Pos::PROPN || apart && doc.token(who).pos == Pos::NOUN)
}

/// The several whom what the noun tells of is told to involve: "talks *involving Japan and India*".
pub fn involved(doc: &Document, n: usize) -> Vec<usize> {
    let mut several = Vec::new();
    let involving = doc
        .children(n)
        .find(|&c| c > n && doc.word(c) == "involving");
    if let Some(first) = involving.and_then(|involving| {
        doc.children(involving)
            .find(|&c| matches!(doc.token(c).dep, Dep::Dobj | Dep::Pobj))
    }) {
        tree::coordinated(doc, first, &mut several);
    }
    if several.len() < 2 {
        several.clear();
    }
    several
}

/// The noun that stands for `n` in its clause: the outermost of "a series of rounds of talks".
pub fn outermost(doc: &Document, n: usize, is_transparent: impl Fn(usize) -> bool) -> usize {
    let mut noun = n;
    for _ in 0..MAX_DEPTH {
        let above = (doc.token(noun).dep == Dep::Pobj)
            .then(|| doc.head(noun))
            .flatten()
            .filter(|&prep| doc.word(prep).eq_ignore_ascii_case("of"))
            .and_then(|prep| doc.head(prep))
            .filter(|&above| is_transparent(above));
        match above {
            Some(above) => noun = above,
            None => break,
        }
    }
    noun
}

/// The verb that says of the noun `n`, its subject, that it takes place: "fighting *erupted*".
fn happening_verb(doc: &Document, n: usize, is_happening: impl Fn(usize) -> bool) -> Option<usize> {
    let noun = first_conjunct(doc, n)?;
    let verb = doc.head(noun)?;
    (doc.token(noun).dep == Dep::Nsubj
        && is_verb(doc, verb)
        && is_happening(verb)
        && doc
            .child(verb, Dep::Dobj)
            .is_none_or(|object| doc.lemma(object) == "place"))
    .then_some(verb)
}

/// The first of the nouns that `n` is coordinated with.
fn first_conjunct(doc: &Document, n: usize) -> Option<usize> {
    let mut noun = n;
    while doc.token(noun).dep == Dep::Conj {
        noun = doc.head(noun)?;
    }
    Some(noun)
}

/// The light verb that carries the noun `n` as object, passive subject, or in a phrase such as
/// "on a visit".
pub fn light_verb(doc: &Document, n: usize, is_light: impl Fn(usize) -> bool) -> Option<usize> {
    // A coordinated noun is carried by the verb of the first: "held talks and a dinner".
    let noun = first_conjunct(doc, n)?;
    let head = doc.head(noun)?;
    match doc.token(noun).dep {
        Dep::Dobj | Dep::Nsubjpass | Dep::Attr if is_verb(doc, head) && is_light(head) => {
            Some(head)
        }
        Dep::Pobj => {
            let verb = doc.head(head)?;
            // "made a statement *after* the attack": what stands beside an act does not carry it.
            let beside = BESIDE.contains(&doc.word(head).to_lowercase().as_str());
            (!beside && is_verb(doc, verb) && is_light(verb)).then_some(verb)
        }
        _ => None,
    }
}

/// Who does what the verb says: its subject in the active voice, its agent in the passive.
fn agents(doc: &Document, verb: usize) -> Vec<usize> {
    if !is_passive(doc, verb) {
        return subject::grammatical_subject(doc, verb);
    }
    let mut agents = Vec::new();
    if let Some(by) = doc.child(verb, Dep::Agent) {
        super::add_agents(doc, by, &mut agents);
    }
    agents
}

/// Owners that stand in the noun's own phrase, the surest first: possessive, `by`, then
/// demonyms and compounds.
pub fn own_owners(doc: &Document, n: usize) -> Vec<usize> {
    let mut owners = Vec::new();
    for child in doc.children(n).filter(|&c| doc.token(c).dep == Dep::Poss) {
        tree::coordinated(doc, child, &mut owners);
    }
    for by in doc.children(n).filter(|&c| {
        matches!(doc.token(c).dep, Dep::Prep | Dep::Agent) && doc.word(c).eq_ignore_ascii_case("by")
    }) {
        super::add_agents(doc, by, &mut owners);
    }
    add_doers_behind(doc, n, &mut owners);
    for child in doc.children(n) {
        let token = doc.token(child);
        owners.extend(leader(doc, child));
        let named = token.pos == Pos::PROPN || token.tag == Tag::JJ || token.pos == Pos::NOUN;
        if matches!(token.dep, Dep::Amod | Dep::Compound | Dep::Nmod) && named {
            owners.extend(tree::hyphened(doc, child));
            tree::coordinated(doc, child, &mut owners);
        }
    }
    owners
}

/// "condemned the shelling of Aden *by Houthis*": the doer right behind the object of an active verb is the object's,
/// though the parse hangs it on the verb.
pub fn add_doers_behind(doc: &Document, n: usize, owners: &mut Vec<usize>) {
    let Some(verb) = doc.head(n).filter(|&verb| {
        doc.token(n).dep == Dep::Dobj && is_verb(doc, verb) && !is_passive(doc, verb)
    }) else {
        return;
    };
    let end = doc.subtree(n).end;
    let of = doc
        .children(n)
        .any(|c| doc.token(c).dep == Dep::Prep && matches!(doc.word(c), "of" | "on" | "against"));
    let by = doc.children(verb).find(|&c| {
        c == end
            && matches!(doc.token(c).dep, Dep::Prep | Dep::Agent)
            && doc.word(c).eq_ignore_ascii_case("by")
    });
    if let Some(by) = by.filter(|_| of) {
        super::add_agents(doc, by, owners);
    }
}

/// Who leads what the attribute at `child` tells of: "the *U.S.*-led invasion".
pub fn leader(doc: &Document, child: usize) -> Option<usize> {
    let token = doc.token(child);
    (token.tag == Tag::VBN && token.dep == Dep::Amod && doc.lemma(child) == "lead")
        .then(|| doc.child(child, Dep::Npadvmod))
        .flatten()
}

/// Whether the gerund at `n` is what something is told of, as a noun is: "*fighting* between troops and rebels".
pub fn is_gerund_noun(doc: &Document, n: usize) -> bool {
    let token = doc.token(n);
    token.tag == Tag::VBG
        && matches!(
            token.dep,
            Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Pobj | Dep::Root
        )
        && doc
            .children(n)
            .any(|c| doc.token(c).dep == Dep::Prep && doc.word(c) == "between")
        && doc
            .children(n)
            .all(|c| !matches!(doc.token(c).dep, Dep::Dobj | Dep::Nsubj | Dep::Aux))
}

/// Who owns the noun `n`: by its own phrase, else the subject of the verb whose object it is.
pub(super) fn owners(doc: &Document, n: usize, depth: usize) -> Vec<usize> {
    let own = own_owners(doc, n);
    if !own.is_empty() || depth > MAX_DEPTH {
        return own;
    }
    let Some(head) = doc.head(n) else { return own };
    match doc.token(n).dep {
        Dep::Dobj | Dep::Attr if is_verb(doc, head) => {
            if is_passive(doc, head) {
                agents(doc, head)
            } else {
                subject::subject(doc, head, depth + 1)
            }
        }
        Dep::Nsubjpass => agents(doc, head),
        Dep::Conj => owners(doc, head, depth + 1),
        Dep::Pobj => {
            let Some(governor) = doc.head(head) else {
                return own;
            };
            if is_verb(doc, governor) {
                subject::subject(doc, governor, depth + 1)
            } else {
                own
            }
        }
        _ => own,
    }
}

/// Whose the thing `n` is by the verb that it is an object of: who puts out a report, who signs a
/// decree, who says something in a statement.
pub fn issuers(doc: &Document, n: usize) -> Vec<usize> {
    let Some(head) = doc.head(n) else {
        return Vec::new();
    };
    match doc.token(n).dep {
        Dep::Dobj if is_verb(doc, head) && !is_passive(doc, head) => subject::subject(doc, head, 1),
        Dep::Nsubjpass => agents(doc, head),
        Dep::Pobj => doc
            .head(head)
            .filter(|&verb| is_verb(doc, verb) && !is_passive(doc, verb))
            .map(|verb| subject::subject(doc, verb, 1))
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}
