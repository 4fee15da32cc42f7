//! Who the grammatical subject of a verb is where the verb has none of its own.

use detente_syntax::{Dep, Document, EntityType, Pos, Tag};

use super::{MAX_DEPTH, is_verb, noun};
use crate::tree;

/// Verbs whose infinitive has their subject even where they have an object: "phoned the king *to thank* him".
const SUBJECT_CONTROL: &[&str] = &["promise", "telephone", "phone", "ring", "cable", "visit"];

/// Heads of the surface subject of `v`: its own, or the one it inherits. The surface subject of a
/// passive is what the act is done to.
pub fn grammatical_subject(doc: &Document, v: usize) -> Vec<usize> {
    subject(doc, v, 0)
}

pub(super) fn subject(doc: &Document, v: usize, depth: usize) -> Vec<usize> {
    if depth > MAX_DEPTH {
        return Vec::new();
    }
    let own = doc.children(v).rfind(|&c| {
        matches!(
            doc.token(c).dep,
            Dep::Nsubj | Dep::Nsubjpass | Dep::Csubj | Dep::Csubjpass
        )
    });
    if let Some(own) = own.map(|own| outer_subject(doc, v, own)) {
        let mut heads = Vec::new();
        if is_relative_pronoun(doc, own)
            && let Some(noun) = antecedent(doc, v)
        {
            let told = attributed(doc, noun, depth);
            if told.is_empty() {
                heads.push(of_people(doc, own, noun));
                heads.extend(others_of_plural(doc, v, noun));
            } else {
                heads.extend(told);
            }
        } else {
            if let Some(first) = listed_before(doc, v, own) {
                heads.push(first);
            }
            tree::coordinated(doc, own, &mut heads);
        }
        return heads;
    }
    let Some(head) = doc.head(v) else {
        return Vec::new();
    };
    if let Some(torn) = tree::torn_subject(doc, v) {
        return vec![torn];
    }
    match doc.token(v).dep {
        Dep::Conj if is_verb(doc, head) || doc.token(head).pos == Pos::ADJ => {
            // "demanded that Iran go and *left* the talks", "ordered the envoy to leave and *accused* him": who demanded
            // left, who ordered accused.
            let above = doc
                .head(head)
                .filter(|&above| is_verb(doc, above) && is_past_or_present(doc, v))
                .filter(|_| matches!(doc.token(head).dep, Dep::Ccomp | Dep::Xcomp))
                .filter(|_| is_unfinished(doc, head));
            subject(doc, above.unwrap_or(head), depth + 1)
        }
        // "the army *seized power* and detained the premier".
        Dep::Conj => doc
            .children(head)
            .find(|&misread| is_misread(doc, misread))
            .map(|misread| subject(doc, misread, depth + 1))
            .unwrap_or_default(),
        Dep::Xcomp => controller(doc, head, depth),
        Dep::Advcl if !is_finite(doc, v) => controller_of_adjunct(doc, head, depth),
        Dep::Acl => match doc.token(v).tag {
            Tag::VBG | Tag::VBN => vec![of_matter(doc, v, head)],
            _ => {
                // "*Chad* became the first state *to recognise* it".
                let told = attributed(doc, head, depth);
                if told.is_empty() {
                    noun::owners(doc, head, depth + 1)
                } else {
                    told
                }
            }
        },
        Dep::Relcl => vec![head],
        Dep::Pcomp => {
            let Some(governor) = doc.head(head) else {
                return Vec::new();
            };
            // "opened the war *by attacking*", "praised Chad *after meeting* Mali's premier": the subject does both.
            let beside = matches!(
                doc.word(head).to_lowercase().as_str(),
                "by" | "after" | "before" | "since" | "upon" | "while"
            );
            if is_verb(doc, governor) && beside {
                subject(doc, governor, depth + 1)
            } else if is_verb(doc, governor) {
                let mut doers = controller(doc, governor, depth);
                // "Chad joined Mali *in banning*" it: both did.
                if doc.lemma(governor) == "join" && doc.word(head) == "in" {
                    let joining = subject(doc, governor, depth + 1);
                    let others = doers.iter().copied().filter(|d| !joining.contains(d));
                    doers = joining.iter().copied().chain(others).collect();
                }
                doers
            } else {
                noun::owners(doc, governor, depth + 1)
            }
        }
        Dep::Acomp | Dep::Oprd if is_verb(doc, head) => subject(doc, head, depth + 1),
        // "The premier, asked about it, threatened …", where the parse takes "asked" for the main verb.
        Dep::Ccomp if is_put_to(doc, head) => subject(doc, head, depth + 1),
        // A quoted or reported clause without a subject shares the speaker's: "vowed never to …".
        Dep::Ccomp if !is_finite(doc, v) => subject(doc, head, depth + 1),
        _ => Vec::new(),
    }
}

/// The subject of `v` where the parse takes the object of a participle about it for the subject `own`: "*students* demanding the
/// premier's *resignation* occupied the campus".
fn outer_subject(doc: &Document, v: usize, own: usize) -> usize {
    doc.children(v)
        .filter(|&c| c < own && doc.token(c).dep == Dep::Nsubj)
        .find(|&c| {
            doc.children(c)
                .any(|participle| is_without_object(doc, participle, own))
        })
        .unwrap_or(own)
}

/// Whether the verb at `participle` is one about a noun before the noun at `behind`, and has no object.
fn is_without_object(doc: &Document, participle: usize, behind: usize) -> bool {
    doc.token(participle).dep == Dep::Acl
        && doc.token(participle).tag == Tag::VBG
        && participle < behind
        && doc.child(participle, Dep::Dobj).is_none()
}

/// What the participle `v` about a subject is done to, where the parse takes it for the subject of the verb above.
pub(super) fn torn_object(doc: &Document, v: usize) -> Option<usize> {
    let above = doc.head(v).and_then(|noun| doc.head(noun))?;
    doc.children(above)
        .find(|&own| doc.token(own).dep == Dep::Nsubj && is_without_object(doc, v, own))
}

/// Whether the verb `v` is the main verb of a sentence whose parse takes it for an attribute of its object: "the army *seized*
/// power". It has a subject of its own, and nothing governs its object.
pub(super) fn is_misread(doc: &Document, v: usize) -> bool {
    doc.token(v).dep == Dep::Amod
        && is_verb(doc, v)
        && matches!(doc.token(v).tag, Tag::VBN | Tag::VBD)
        && doc.child(v, Dep::Nsubj).is_some()
        && doc
            .head(v)
            .is_some_and(|object| object > v && doc.token(object).dep == Dep::Root)
}

/// Those whom a name is coordinated with if the relative clause of `v` is said of all of them: "Iran *and Iraq, which
/// have* been at war".
fn others_of_plural(doc: &Document, v: usize, noun: usize) -> Vec<usize> {
    let plural = std::iter::once(v)
        .chain(doc.children(v).filter(|&c| doc.token(c).dep == Dep::Aux))
        .any(|verb| doc.token(verb).tag == Tag::VBP || doc.word(verb) == "were");
    let mut others = Vec::new();
    if plural && doc.token(noun).tag == Tag::NNP {
        tree::coordinated(doc, noun, &mut others);
        others.retain(|&other| other != noun && other < v);
    }
    let mut at = noun;
    while plural && doc.token(noun).tag == Tag::NNP && doc.token(at).dep == Dep::Conj {
        let Some(head) = doc.head(at) else { break };
        if doc.token(head).pos != Pos::PROPN {
            break;
        }
        others.push(head);
        at = head;
    }
    others
}

/// Whether the verb `v` is a participle between commas, whatever its tag: "the premier, *asked about* the case, …".
pub fn is_put_to(doc: &Document, v: usize) -> bool {
    doc.lemma(v) == "ask"
        && v > 0
        && doc.word(v - 1) == ","
        && v + 1 < doc.len()
        && matches!(
            doc.word(v + 1),
            "about" | "if" | "whether" | "by" | "why" | "how" | "what" | "when" | "for"
        )
}

/// Who controls the subject of an infinitive or gerund below `governor`: its object if it has one
/// ("urged Iran to return"), else its subject ("agreed to meet").
fn controller(doc: &Document, governor: usize, depth: usize) -> Vec<usize> {
    let mut objects = Vec::new();
    if !SUBJECT_CONTROL.contains(&doc.lemma(governor)) {
        for child in doc.children(governor) {
            if doc.token(child).dep == Dep::Dobj
                || (doc.token(child).dep == Dep::Dative && doc.token(child).pos != Pos::ADP)
            {
                tree::coordinated(doc, child, &mut objects);
            }
        }
    }
    if objects.is_empty() {
        subject(doc, governor, depth + 1)
    } else {
        objects
    }
}

/// An adverbial without a subject has that of the clause it modifies.
fn controller_of_adjunct(doc: &Document, head: usize, depth: usize) -> Vec<usize> {
    let heads = subject(doc, head, depth + 1);
    if heads.is_empty() && !is_verb(doc, head) {
        noun::owners(doc, head, depth + 1)
    } else {
        heads
    }
}

/// Whether `v` is in the past or the present tense itself.
fn is_past_or_present(doc: &Document, v: usize) -> bool {
    matches!(doc.token(v).tag, Tag::VBD | Tag::VBP | Tag::VBZ)
}

/// Whether `v` is a bare form that no auxiliary makes finite: an infinitive, a subjunctive.
pub fn is_unfinished(doc: &Document, v: usize) -> bool {
    doc.token(v).tag == Tag::VB && !is_finite(doc, v)
}

/// What the participle `v` is said of: "talks between Iran and Iraq, *arranged by* Oman" were the talks.
fn of_matter(doc: &Document, v: usize, noun: usize) -> usize {
    let named = doc.token(noun).pos == Pos::PROPN && super::is_done_by(doc, v);
    named
        .then(|| doc.head(noun))
        .flatten()
        .filter(|&prep| doc.word(prep) == "between")
        .and_then(|prep| doc.head(prep))
        .unwrap_or(noun)
}

/// Whether `v` has a finite form or an auxiliary that has one.
pub fn is_finite(doc: &Document, v: usize) -> bool {
    let finite = |t: usize| matches!(doc.token(t).tag, Tag::VBD | Tag::VBP | Tag::VBZ | Tag::MD);
    finite(v)
        || doc
            .children(v)
            .any(|c| matches!(doc.token(c).dep, Dep::Aux | Dep::Auxpass) && finite(c))
}

fn is_relative_pronoun(doc: &Document, t: usize) -> bool {
    matches!(doc.token(t).tag, Tag::WDT | Tag::WP)
}

/// The first name of a headline's "Iran, Iraq sign pact", which the parse takes for an adverbial.
fn listed_before(doc: &Document, v: usize, subject: usize) -> Option<usize> {
    let comma = crate::tree::left_edge(doc, subject).checked_sub(1)?;
    let name = comma.checked_sub(1)?;
    let listed = doc.word(comma) == ","
        && doc.head(name) == Some(v)
        && doc.token(name).dep == Dep::Npadvmod
        && doc.token(name).pos == Pos::PROPN
        && doc.token(subject).pos == Pos::PROPN
        // "In a letter *Sunday*, Mr. Berg wrote": a day is none of those who act.
        && !doc
            .entities()
            .iter()
            .any(|entity| entity.kind == EntityType::DATE && entity.tokens.contains(&name));
    listed.then_some(name)
}

/// "peacekeepers from Fiji who were seized": "who" are the people, not the country they are from.
fn of_people(doc: &Document, pronoun: usize, noun: usize) -> usize {
    let place = doc.word(pronoun).eq_ignore_ascii_case("who")
        && doc.token(noun).pos == Pos::PROPN
        && doc.token(noun).dep == Dep::Pobj;
    let above = place
        .then(|| doc.head(noun))
        .flatten()
        .filter(|&prep| matches!(doc.word(prep), "of" | "from" | "in" | "at"))
        .and_then(|prep| doc.head(prep));
    match above {
        Some(people) if doc.token(people).tag == Tag::NNS => people,
        _ => noun,
    }
}

/// Who is told to be what the noun at `noun` says: "*Egypt* is the only country that signed".
fn attributed(doc: &Document, noun: usize, depth: usize) -> Vec<usize> {
    let copula = doc.head(noun).filter(|&verb| {
        doc.token(noun).dep == Dep::Attr
            && doc.token(noun).pos == Pos::NOUN
            && matches!(doc.lemma(verb), "be" | "become")
    });
    copula
        .map(|verb| subject(doc, verb, depth + 1))
        .unwrap_or_default()
}

/// The noun that the relative clause around `v` modifies.
pub fn antecedent(doc: &Document, v: usize) -> Option<usize> {
    let mut token = v;
    for _ in 0..MAX_DEPTH {
        let head = doc.head(token)?;
        match doc.token(token).dep {
            Dep::Relcl | Dep::Acl => return Some(head),
            Dep::Conj | Dep::Xcomp | Dep::Ccomp => token = head,
            _ => return None,
        }
    }
    None
}

/// What the object of `v` is where a relative clause leaves it out: "the accord *they signed*".
pub(super) fn object_gap(doc: &Document, v: usize) -> Option<usize> {
    if doc.token(v).dep != Dep::Relcl {
        return None;
    }
    let subject = doc.child(v, Dep::Nsubj)?;
    if is_relative_pronoun(doc, subject) {
        None
    } else {
        doc.head(v)
    }
}
