//! Clauses: a predicate with its arguments brought into the form of an active main clause.
//!
//! Passives, relative clauses, participles, control and raising, shared subjects, light verbs and
//! possessives are undone here once, so that no rule has to know them.

mod noun;
mod subject;

use detente_syntax::{Dep, Document, EntityType, Pos, Tag};

use crate::tree;

pub use noun::{
    Carriers, add_doers_behind, involved, is_gerund_noun, issuers, leader, of_noun, outermost,
    own_owners,
};
pub use subject::{antecedent, grammatical_subject, is_finite, is_put_to, is_unfinished};

/// How far a chain of inherited subjects is followed; real chains are shorter.
const MAX_DEPTH: usize = 12;

/// A predicate with its arguments. All are token indices of heads; coordinated ones are listed
/// one by one.
#[derive(Debug, Clone, Default)]
pub struct Clause {
    /// The predicate.
    pub predicate: usize,
    /// Who does it.
    pub subjects: Vec<usize>,
    /// What or whom it is done to.
    pub objects: Vec<usize>,
    /// Who receives.
    pub recipients: Vec<usize>,
    /// Prepositions with their objects, in text order.
    pub prepositions: Vec<(usize, usize)>,
    /// Heads of clauses below it.
    pub clauses: Vec<usize>,
    /// Who takes part in a meeting beside which the clause tells that they were spoken to.
    pub company: Vec<usize>,
    /// The verb that lends a noun its subject, tense and mood, if one does.
    pub light: Option<usize>,
}

/// Whether the verb `v` is in the passive voice.
pub fn is_passive(doc: &Document, v: usize) -> bool {
    if is_misread_main(doc, v) {
        return false;
    }
    if doc.token(v).tag != Tag::VBN {
        // "the support *offered* Ukraine by Germany", which the parse takes for a verb of the past.
        let mistaken = doc.token(v).tag == Tag::VBD && doc.child(v, Dep::Agent).is_some();
        return mistaken || doc.children(v).any(|c| doc.token(c).dep == Dep::Auxpass);
    }
    let mut has_aux = false;
    for child in doc.children(v) {
        match doc.token(child).dep {
            Dep::Auxpass | Dep::Nsubjpass | Dep::Csubjpass | Dep::Agent => return true,
            Dep::Nsubj => return false,
            Dep::Aux => has_aux = true,
            _ => {}
        }
    }
    if has_aux {
        return false;
    }
    match doc.token(v).dep {
        // "Asked by reporters, he …" is a participle without an auxiliary or a subject, too.
        Dep::Acl | Dep::Amod | Dep::Advcl => true,
        Dep::Conj => doc
            .head(v)
            .is_some_and(|head| is_verb(doc, head) && is_passive(doc, head)),
        _ => false,
    }
}

/// Whether `t` is a verb or an auxiliary that heads a clause.
pub fn is_verb(doc: &Document, t: usize) -> bool {
    matches!(doc.token(t).pos, Pos::VERB | Pos::AUX)
}

/// Whether the verb `v` is an infinitive with "to", active or passive: "to meet", "to be lifted".
pub fn is_infinitive(doc: &Document, v: usize) -> bool {
    let passive = || {
        doc.token(v).tag == Tag::VBN
            && doc
                .children(v)
                .any(|c| doc.token(c).dep == Dep::Auxpass && doc.token(c).tag == Tag::VB)
    };
    (doc.token(v).tag == Tag::VB || passive())
        && doc
            .children(v)
            .any(|c| doc.token(c).dep == Dep::Aux && doc.word(c).eq_ignore_ascii_case("to"))
}

/// Whether a semicolon parts the clause of `v` from that of `head`, which follows it and governs it by mistake:
/// "Nationalists *marched*; the organisers *denied* that …".
pub fn is_sentence_apart(doc: &Document, v: usize, head: usize) -> bool {
    doc.token(v).dep == Dep::Ccomp
        && is_finite(doc, v)
        && (v..head)
            .any(|t| doc.word(t) == ";" && (doc.head(t) == Some(head) || doc.head(t) == Some(v)))
}

/// Whether the parse took a sentence's main verb for a participle of its subject, which a clause between commas parts
/// from it: "Norway, which held the chair, *called in* the envoy.", where no other verb is left to be the main one.
fn is_misread_main(doc: &Document, v: usize) -> bool {
    let token = doc.token(v);
    if token.dep != Dep::Acl || token.tag != Tag::VBN || v == 0 || doc.word(v - 1) != "," {
        return false;
    }
    let Some(noun) = doc.head(v).filter(|&noun| noun < v) else {
        return false;
    };
    let sentence = doc.sentences().get(doc.token(noun).sentence as usize);
    doc.token(noun).dep == Dep::Root
        && matches!(doc.token(noun).pos, Pos::PROPN | Pos::NOUN)
        // A headline has no stop, and may have no main verb.
        && sentence.is_some_and(|tokens| doc.word(tokens.end - 1) == ".")
        && doc
            .children(noun)
            .any(|c| noun < c && c < v && matches!(doc.token(c).dep, Dep::Relcl | Dep::Appos))
        && doc.children(v).all(|c| {
            !matches!(doc.token(c).dep, Dep::Agent | Dep::Aux | Dep::Auxpass)
        })
}

/// Whether the verb `v` is a participle that names who did what it says: "a truce *brokered by Egypt*".
pub fn is_done_by(doc: &Document, v: usize) -> bool {
    doc.token(v).tag == Tag::VBN && doc.child(v, Dep::Agent).is_some()
}

/// The clause of the verb `v`.
pub fn of_verb(doc: &Document, v: usize) -> Clause {
    let mut clause = Clause {
        predicate: v,
        ..Clause::default()
    };
    let surface = grammatical_subject(doc, v);
    let passive = is_passive(doc, v);
    if passive {
        clause.objects = surface;
    } else {
        clause.subjects = surface;
    }
    for child in doc.children(v) {
        match doc.token(child).dep {
            Dep::Dobj if passive && doc.token(v).tag == Tag::VBD => {
                tree::coordinated(doc, child, &mut clause.recipients);
            }
            Dep::Dobj | Dep::Attr | Dep::Oprd => tree::coordinated(doc, child, &mut clause.objects),
            // "said *no* to the loan".
            Dep::Intj if child == v + 1 && doc.word(child) == "no" => clause.objects.push(child),
            // "Obama phones Netanyahu": in headlines the parse takes the object for a name beside the verb.
            Dep::Appos if child == v + 1 && doc.token(child).pos == Pos::PROPN => {
                tree::coordinated(doc, child, &mut clause.objects);
            }
            Dep::Dative if doc.token(child).pos == Pos::ADP => {
                add_preposition(doc, child, &mut clause);
            }
            Dep::Dative => tree::coordinated(doc, child, &mut clause.recipients),
            // "gave the junta *a week* to step down": a time given is an object.
            Dep::Npadvmod if child > v && doc.lemma(v) == "give" => {
                tree::coordinated(doc, child, &mut clause.objects);
            }
            Dep::Agent => add_agents(doc, child, &mut clause.subjects),
            Dep::Prep => add_preposition(doc, child, &mut clause),
            // "stayed away *from* the talks", "handed it back *to* Fiji": the phrase is the verb's.
            Dep::Advmod | Dep::Prt if child > v && is_particle(doc, child) => {
                for prep in doc.children(child).filter(|&prep| {
                    matches!(doc.word(prep), "to" | "from" | "of" | "into" | "with")
                }) {
                    add_preposition(doc, prep, &mut clause);
                }
            }
            Dep::Ccomp if is_called(doc, child) => {
                // "found *Peru guilty* of torture": what is found, and of whom.
                if let Some(whom) = doc.child(child, Dep::Nsubj) {
                    tree::coordinated(doc, whom, &mut clause.objects);
                }
                clause.objects.push(child);
                clause.clauses.push(child);
            }
            Dep::Ccomp if is_sentence_apart(doc, child, v) => {}
            Dep::Xcomp | Dep::Ccomp => {
                // "ordered *the envoys* to leave": told as the infinitive's subject, they are whom the verb is done to.
                if doc.token(child).dep == Dep::Ccomp
                    && is_infinitive(doc, child)
                    && let Some(told) = doc.child(child, Dep::Nsubj)
                {
                    tree::coordinated(doc, told, &mut clause.objects);
                }
                clause.clauses.push(child);
            }
            Dep::Advcl if is_infinitive(doc, child) => clause.clauses.push(child),
            Dep::Acomp => clause.clauses.extend(doc.child(child, Dep::Xcomp)),
            _ => {}
        }
    }
    if passive {
        add_stranded(doc, v, &mut clause);
    }
    if passive && clause.subjects.is_empty() {
        // "a pact was signed *between Fiji and Tonga*": those it is between did it.
        let between = clause
            .prepositions
            .iter()
            .filter(|(prep, _)| doc.word(*prep) == "between")
            // "under the treaty *between Fiji and Tonga*": the treaty is.
            .filter(|(prep, _)| {
                doc.head(*prep)
                    .is_some_and(|head| head == v || clause.objects.contains(&head))
            })
            .map(|&(_, object)| object);
        clause.subjects = between.collect();
    }
    if !passive && clause.objects.is_empty() && clause.recipients.is_empty() {
        clause.objects.extend(misread_object(doc, v));
    }
    if clause.objects.is_empty()
        && let Some(gap) = subject::object_gap(doc, v)
    {
        tree::coordinated(doc, gap, &mut clause.objects);
    }
    resolve_relatives(doc, v, &mut clause);
    for object in clause.objects.clone() {
        // "imposed sanctions on Iran": the phrase often hangs on the object.
        add_prepositions_of(doc, object, &mut clause);
        for child in doc.children(object) {
            if matches!(doc.token(child).dep, Dep::Acl | Dep::Relcl)
                && !passive
                && is_infinitive(doc, child)
            {
                clause.clauses.push(child);
            }
        }
    }
    share_objects(doc, v, &mut clause);
    of_one_kind(doc, v, &mut clause);
    clause
}

/// What the active verb `v` is done to where the parse takes it for something else: for the noun that `v` modifies ("the army
/// *seized power*", without a verb that governs), or for an adverbial ("met *Vice President Xi*").
fn misread_object(doc: &Document, v: usize) -> Option<usize> {
    if subject::is_misread(doc, v) {
        return doc.head(v);
    }
    if let Some(torn) = subject::torn_object(doc, v) {
        return Some(torn);
    }
    let dated = |t: usize| {
        tree::is_weekday(doc, t)
            || doc.entities().iter().any(|entity| {
                matches!(entity.kind, EntityType::DATE | EntityType::TIME)
                    && entity.tokens.contains(&t)
            })
    };
    doc.children(v).find(|&name| {
        name > v
            && doc.token(name).dep == Dep::Npadvmod
            && doc.token(name).pos == Pos::PROPN
            && tree::left_edge(doc, name) == v + 1
            && !dated(name)
    })
}

/// "was appealed *to* by Chad": whom the preposition would stand before is the subject of the passive `v`.
fn add_stranded(doc: &Document, v: usize, clause: &mut Clause) {
    let bare = |&c: &usize| {
        c == v + 1
            && doc.token(c).pos == Pos::ADP
            && matches!(doc.token(c).dep, Dep::Prep | Dep::Prt | Dep::Advmod)
            && doc.children(c).next().is_none()
    };
    if let Some(stranded) = doc.children(v).find(bare) {
        let whom = clause.objects.iter().map(|&object| (stranded, object));
        clause.prepositions.extend(whom);
    }
}

/// "on *whom* the bomb was dropped", "with *which* they had ties": what the relative pronouns of the clause of `v` stand
/// for.
fn resolve_relatives(doc: &Document, v: usize, clause: &mut Clause) {
    let Some(noun) = antecedent(doc, v) else {
        return;
    };
    let relative = |t: usize| matches!(doc.token(t).tag, Tag::WDT | Tag::WP);
    for object in clause
        .objects
        .iter_mut()
        .chain(&mut clause.recipients)
        .chain(clause.prepositions.iter_mut().map(|(_, object)| object))
    {
        if relative(*object) {
            *object = noun;
        }
    }
}

/// Whether the adverb at `token` is a verb's particle, whose prepositions are the verb's: "back", "away".
fn is_particle(doc: &Document, token: usize) -> bool {
    matches!(
        doc.word(token),
        "away" | "back" | "out" | "home" | "down" | "up" | "off" | "over" | "together"
    )
}

/// Whether the adjective at `token` is what a verb calls or finds its subject: "found *Peru guilty*".
fn is_called(doc: &Document, token: usize) -> bool {
    doc.token(token).pos == Pos::ADJ
        && doc
            .child(token, Dep::Nsubj)
            .is_some_and(|whom| whom < token)
        && doc.children(token).all(|c| {
            !matches!(
                doc.token(c).dep,
                Dep::Aux | Dep::Auxpass | Dep::Mark | Dep::Neg | Dep::Xcomp
            )
        })
}

/// Adds those behind the "by" at `by`: "attended *by* Kohl and *by* the ministers".
pub(crate) fn add_agents(doc: &Document, by: usize, agents: &mut Vec<usize>) {
    if let Some(object) = doc.child(by, Dep::Pobj) {
        tree::coordinated(doc, object, agents);
    }
    let again = |&c: &usize| doc.token(c).dep == Dep::Conj && doc.word(c) == "by";
    for by in doc.children(by).filter(again) {
        add_agents(doc, by, agents);
    }
}

/// The clause of the adjective `a` ("ready to …", "critical of …").
pub fn of_adjective(doc: &Document, a: usize) -> Clause {
    let mut clause = Clause {
        predicate: a,
        ..Clause::default()
    };
    clause.subjects = match doc.token(a).dep {
        Dep::Amod => doc.head(a).into_iter().collect(),
        Dep::Acomp | Dep::Oprd | Dep::Attr => doc
            .head(a)
            .map(|verb| grammatical_subject(doc, verb))
            .unwrap_or_default(),
        _ => grammatical_subject(doc, a),
    };
    for child in doc.children(a) {
        match doc.token(child).dep {
            Dep::Prep => add_preposition(doc, child, &mut clause),
            Dep::Xcomp | Dep::Ccomp | Dep::Advcl => clause.clauses.push(child),
            _ => {}
        }
    }
    if let Some(copula) = doc
        .head(a)
        .filter(|&verb| doc.token(a).dep == Dep::Acomp && has_expletive_subject(doc, verb))
    {
        clause.clauses.extend(told_by_expletive(doc, copula, a));
    }
    clause
}

/// "*It* is sad that …": whether the subject of `verb` may stand for a clause to come.
fn has_expletive_subject(doc: &Document, verb: usize) -> bool {
    grammatical_subject(doc, verb)
        .iter()
        .any(|&subject| doc.word(subject).eq_ignore_ascii_case("it"))
}

/// The clauses that an expletive "it" stands for, of the copula at `verb` with the adjective `word`: "sad *that Peru
/// left*", "wrong *for Peru to leave*".
fn told_by_expletive(doc: &Document, verb: usize, word: usize) -> impl Iterator<Item = usize> + '_ {
    let opens = move |clause: usize| {
        clause > word
            && matches!(doc.token(clause).dep, Dep::Ccomp | Dep::Advcl)
            && doc.child(clause, Dep::Nsubj).is_some()
            && doc.children(clause).any(|c| {
                doc.token(c).dep == Dep::Mark
                    && (doc.word(c) == "that" || doc.word(c) == "for" && is_infinitive(doc, clause))
            })
    };
    doc.children(verb).filter(move |&c| opens(c))
}

/// Adds the objects of preposition `prep`, and of prepositions that hang below them by mistake of
/// attachment ("talks in Moscow with Iran").
pub(crate) fn add_preposition(doc: &Document, prep: usize, clause: &mut Clause) {
    for child in doc.children(prep) {
        match doc.token(child).dep {
            Dep::Pobj => {
                let mut objects = Vec::new();
                tree::coordinated(doc, child, &mut objects);
                if objects.len() == 1 && doc.word(prep) == "between" {
                    objects.extend(tree::second_of_two(doc, child));
                }
                for object in objects {
                    clause.prepositions.push((prep, object));
                    for below in doc
                        .children(object)
                        .filter(|&c| doc.token(c).dep == Dep::Prep)
                    {
                        if tree::is_weekday(doc, object) {
                            // "accused Iran *on Friday of shelling*": the day has nothing of its own.
                            clause.clauses.extend(doc.child(below, Dep::Pcomp));
                        }
                        if (hangs_high(doc, prep, below) || tree::is_weekday(doc, object))
                            && let Some(pobj) = doc.child(below, Dep::Pobj)
                        {
                            // "as mediator *between Peru and Chile*".
                            let mut joined = Vec::new();
                            tree::coordinated(doc, pobj, &mut joined);
                            clause
                                .prepositions
                                .extend(joined.into_iter().map(|pobj| (below, pobj)));
                        }
                    }
                }
            }
            Dep::Pcomp => clause.clauses.push(child),
            // "from under", "because of": the inner preposition has the object. "with Iran and *with* Iraq".
            Dep::Prep => add_preposition(doc, child, clause),
            // "to Peru for troops and *to* Chile for tents", where the parse joins "for" and "to".
            Dep::Conj if doc.token(child).pos == Pos::ADP => add_preposition(doc, child, clause),
            _ => {}
        }
    }
}

/// Whether the preposition `below`, under the object of `prep`, belongs to the predicate above or
/// tells towards whom that object is: "called for sanctions *against* Iran", "asked for help *from*
/// Oslo", "appealed for an end *to* the siege", but not "on a visit to Kyiv".
fn hangs_high(doc: &Document, prep: usize, below: usize) -> bool {
    // "speaking before *a meeting with* the king": what only dates the act keeps what is its own.
    if matches!(
        doc.word(prep).to_lowercase().as_str(),
        "before" | "after" | "during" | "since" | "until" | "following"
    ) {
        return false;
    }
    match doc.word(below).to_lowercase().as_str() {
        "with" | "against" | "from" | "between" | "by" | "towards" | "toward" => true,
        // "a warrant for the arrest of two men", "bowed to the demands of miners".
        "of" => matches!(
            doc.word(prep).to_lowercase().as_str(),
            "for" | "into" | "to" | "under"
        ),
        "on" if doc.word(prep).eq_ignore_ascii_case("for") => true,
        // "a shipment of rice to Laos", "two million dollars in aid for Fiji".
        "to" | "for" => match doc.word(prep).to_lowercase().as_str() {
            "for" | "of" => true,
            "in" => doc
                .child(prep, Dep::Pobj)
                .is_some_and(|object| matches!(doc.lemma(object), "aid" | "assistance" | "help")),
            _ => false,
        },
        _ => false,
    }
}

/// Prepositions that stand below the objects of the clause's own: "provided $2 million in
/// assistance *to Fiji*".
pub fn deep_prepositions(doc: &Document, clause: &Clause) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    // What hangs on the verb itself has its own matters: "on a visit to Kyiv, offered …".
    let mut pending: Vec<(usize, usize)> = clause
        .prepositions
        .iter()
        .filter(|(prep, _)| {
            doc.head(*prep).is_some_and(|noun| {
                clause.objects.contains(&noun) || noun == clause.predicate && !is_verb(doc, noun)
            })
        })
        .map(|&(_, object)| (object, 0))
        .collect();
    while let Some((noun, depth)) = pending.pop() {
        for prep in doc
            .children(noun)
            .filter(|&c| doc.token(c).dep == Dep::Prep)
        {
            let Some(object) = doc.child(prep, Dep::Pobj) else {
                continue;
            };
            let mut objects = Vec::new();
            tree::coordinated(doc, object, &mut objects);
            for object in objects {
                found.push((prep, object));
            }
            if depth < 1 {
                pending.push((object, depth + 1));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found.retain(|pair| !clause.prepositions.contains(pair));
    found
}

/// Adds all prepositional dependents of `head`.
pub(crate) fn add_prepositions_of(doc: &Document, head: usize, clause: &mut Clause) {
    for child in doc
        .children(head)
        .filter(|&c| doc.token(c).dep == Dep::Prep)
    {
        add_preposition(doc, child, clause);
    }
}

/// "sank an Iranian ship and raided *another*": what stands for one more of the verb before's objects is of their owner.
fn of_one_kind(doc: &Document, v: usize, clause: &mut Clause) {
    let [object] = clause.objects[..] else {
        return;
    };
    let stands_for = matches!(doc.word(object), "another" | "others")
        && doc.children(object).next().is_none()
        && doc.token(v).dep == Dep::Conj;
    if let Some(first) = doc
        .head(v)
        .filter(|_| stands_for)
        .and_then(|before| doc.child(before, Dep::Dobj))
    {
        clause.objects = vec![first];
    }
}

/// "condemned and rejected the plan": the object hangs on the last of the coordinated verbs.
fn share_objects(doc: &Document, v: usize, clause: &mut Clause) {
    if !clause.objects.is_empty() || !clause.recipients.is_empty() || !clause.clauses.is_empty() {
        return;
    }
    let Some(next) = doc
        .children(v)
        .find(|&c| doc.token(c).dep == Dep::Conj && is_verb(doc, c))
    else {
        return;
    };
    let own_subject = doc
        .children(next)
        .any(|c| matches!(doc.token(c).dep, Dep::Nsubj | Dep::Nsubjpass));
    // Only verbs that stand side by side share: "criticised and condemned", not "met and then …".
    if own_subject || next > v + 3 {
        return;
    }
    for child in doc
        .children(next)
        .filter(|&c| doc.token(c).dep == Dep::Dobj)
    {
        tree::coordinated(doc, child, &mut clause.objects);
    }
}
