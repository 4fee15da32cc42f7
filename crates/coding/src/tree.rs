//! Small walks over the dependency tree that several parts of coding share.

use std::ops::Range;

use detente_syntax::{Dep, Document, Pos, Tag};

/// The subject of the main clause of the sentence `tokens`.
pub(crate) fn root_subject(doc: &Document, mut tokens: Range<usize>) -> Option<usize> {
    tokens.find(|&token| {
        doc.token(token).dep == Dep::Nsubj
            && doc
                .head(token)
                .is_some_and(|verb| doc.token(verb).dep == Dep::Root)
    })
}

/// The most coordinated phrases that one slot takes; longer lists are not prose.
const MAX_COORDINATED: usize = 16;

/// The subject that the parse took for the last of those coordinated before it: "withdrew its troops from Mali and *Chad*
/// closed its border", where nothing but the name stands between "and" and the verb.
pub fn torn_subject(doc: &Document, v: usize) -> Option<usize> {
    if doc.token(v).dep != Dep::Conj || !matches!(doc.token(v).tag, Tag::VBD | Tag::VBZ | Tag::VBP)
    {
        return None;
    }
    let subject = v.checked_sub(1)?;
    let parsed = doc.token(subject);
    let named = parsed.dep == Dep::Conj && parsed.pos == Pos::PROPN;
    let first = doc
        .head(subject)
        .filter(|&first| named && first < subject)?;
    let above = doc.head(v).filter(|&above| above < first)?;
    // "Mali and Chad closed it" are the subject themselves.
    let own = |c: &usize| {
        matches!(
            doc.token(*c).dep,
            Dep::Nsubj | Dep::Nsubjpass | Dep::Csubj | Dep::Csubjpass
        )
    };
    let joint = left_edge(doc, subject).checked_sub(1)?;
    (doc.word(joint) == "and"
        && doc.head(joint) == Some(first)
        && !doc.children(v).any(|c| own(&c))
        && doc.children(above).filter(own).all(|c| c != first))
    .then_some(subject)
}

/// Whether `token`, which is coordinated with what stands before it, is the subject of the verb behind it.
pub fn is_torn(doc: &Document, token: usize) -> bool {
    token + 1 < doc.len() && torn_subject(doc, token + 1) == Some(token)
}

/// Adds `head` and all that is coordinated with it.
pub fn coordinated(doc: &Document, head: usize, into: &mut Vec<usize>) {
    let mut pending = head;
    for _ in 0..MAX_COORDINATED {
        if !into.contains(&pending) {
            into.push(pending);
        }
        let mut next = doc
            .children(pending)
            .filter(|&c| doc.token(c).dep == Dep::Conj && !is_torn(doc, c))
            .chain(another_of(doc, pending))
            .chain(listed_behind(doc, pending));
        let Some(first) = next.next() else { return };
        // "Russia, China and Iran": mostly a chain, sometimes all under the first.
        for other in next {
            if !into.contains(&other) {
                into.push(other);
            }
        }
        pending = first;
    }
}

/// The name behind a comma with which a list of names goes on, where the parse takes it for an adverbial: "to Fiji,
/// *Tonga*, Samoa and Nauru".
fn listed_behind(doc: &Document, name: usize) -> Option<usize> {
    if doc.token(name).pos != Pos::PROPN {
        return None;
    }
    doc.children(name).find(|&next| {
        next > name
            && doc.token(next).dep == Dep::Npadvmod
            && doc.token(next).pos == Pos::PROPN
            && !is_weekday(doc, next)
            && left_edge(doc, next)
                .checked_sub(1)
                .is_some_and(|comma| doc.word(comma) == ",")
            && doc
                .child(next, Dep::Conj)
                .is_some_and(|last| doc.token(last).pos == Pos::PROPN)
    })
}

/// The name by which `noun` is told to be of somewhere: "Keita *of Mali*".
fn of_whom(doc: &Document, noun: usize) -> Option<usize> {
    let of = doc
        .children(noun)
        .find(|&c| doc.token(c).dep == Dep::Prep && doc.word(c) == "of")?;
    doc.child(of, Dep::Pobj)
        .filter(|&name| doc.token(name).pos == Pos::PROPN)
}

/// "Keita of Mali and *Sall* of Senegal": the second of two phrases of one build, which the parse hangs on the
/// first's country, or takes for another name of the first.
fn another_of(doc: &Document, noun: usize) -> Option<usize> {
    let country = of_whom(doc, noun)?;
    let beside = doc
        .children(country)
        .find(|&c| doc.token(c).dep == Dep::Conj);
    let alike = |&c: &usize| c > country && of_whom(doc, c).is_some();
    beside
        .filter(alike)
        .or_else(|| doc.child(noun, Dep::Appos).filter(alike))
}

/// The second of two of whom the first has a clause of its own, on which the parse hangs it: "between a team led by the
/// minister and *the banks*".
pub fn second_of_two(doc: &Document, first: usize) -> Option<usize> {
    let clause = doc
        .children(first)
        .find(|&c| matches!(doc.token(c).dep, Dep::Acl | Dep::Relcl))?;
    doc.subtree(clause).find(|&c| {
        doc.token(c).dep == Dep::Conj && matches!(doc.token(c).pos, Pos::NOUN | Pos::PROPN)
    })
}

/// The name joined by a hyphen or a stroke to the one at `name`: "*Greek*-Turkish talks", "the *US*/Japan row".
pub fn hyphened(doc: &Document, name: usize) -> Option<usize> {
    doc.children(name).find(|&first| {
        (first + 2 <= name && matches!(doc.word(first + 1), "-" | "–" | "/")
            // A line's end parts them: "Iraq- Iran".
            || first + 1 == name && doc.word(first).ends_with('-'))
            && matches!(doc.token(first).dep, Dep::Amod | Dep::Compound | Dep::Nmod)
            && doc.word(first).starts_with(char::is_uppercase)
    })
}

/// The words of `tokens` with one blank where the text has a line's end or several blanks, so that a name that two lines
/// share is the name that stands on one.
pub(crate) fn words(doc: &Document, tokens: Range<usize>) -> String {
    let text = doc.span_text(tokens);
    if !text.contains(['\n', '\r', '\t']) && !text.contains("  ") {
        return text.to_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The noun phrase of `head` without the clauses and asides that follow it: from its first left
/// dependent to itself, with prepositional phrases that follow at once.
pub fn phrase(doc: &Document, head: usize) -> Range<usize> {
    let start = left_edge(doc, head);
    let mut end = head + 1;
    for child in doc.children(head).filter(|&c| c > head) {
        let token = doc.token(child);
        let follows = matches!(token.dep, Dep::Prep | Dep::Case) && child == end;
        if !follows {
            if token.dep == Dep::Case && child == end {
                end = child + 1;
            }
            break;
        }
        let below = doc.subtree(child);
        if below.len() > 8 {
            break;
        }
        end = below.end;
    }
    start..end
}

/// The first token of the phrase of `head`: the leftmost token below it that precedes it.
pub fn left_edge(doc: &Document, head: usize) -> usize {
    let mut edge = head;
    let mut token = head;
    loop {
        let Some(first) = doc.children(token).next().filter(|&c| c < token) else {
            return edge;
        };
        // A comma or a quotation mark before the phrase is not of it.
        if doc.token(first).dep == Dep::Punct {
            return doc
                .children(token)
                .find(|&c| c < token && doc.token(c).dep != Dep::Punct)
                .unwrap_or(edge)
                .min(edge);
        }
        edge = edge.min(first);
        token = first;
    }
}

/// Whether some dependent of `t` negates it.
pub fn is_negated(doc: &Document, t: usize) -> bool {
    doc.children(t).any(|c| {
        let token = doc.token(c);
        token.dep == Dep::Neg
            || (token.dep == Dep::Advmod
                && matches!(doc.lemma(c), "never" | "hardly" | "no longer"))
            || (token.dep == Dep::Det && doc.word(c).eq_ignore_ascii_case("no"))
            // "neither asked nor told": of nouns the determiner, of verbs the first half of the pair.
            || (token.dep != Dep::Det && doc.word(c).eq_ignore_ascii_case("neither"))
            // "Nor would he go"; behind the verb it denies the next one.
            || c < t && doc.word(c).eq_ignore_ascii_case("nor")
    }) || doc.token(t).dep == Dep::Conj
        && doc.head(t).is_some_and(|first| {
            matches!(doc.token(first).pos, Pos::VERB | Pos::AUX)
                && doc.children(first).any(|c| {
                    let word = doc.word(c);
                    first < c
                        && c < t
                        && (word.eq_ignore_ascii_case("nor")
                            // "is *not* promoted *or* even defended".
                            || word.eq_ignore_ascii_case("or") && is_negated(doc, first))
                })
        })
}

/// Whether `token` is the name of a day of the week.
pub fn is_weekday(doc: &Document, token: usize) -> bool {
    matches!(
        doc.word(token),
        "Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday" | "Sunday"
    )
}
