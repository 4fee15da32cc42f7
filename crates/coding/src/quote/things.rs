//! What speaks: people, bodies, papers and figures, or a thing that says nothing.

use detente_lexicon::{RoleSort, Tells};
use detente_syntax::{Document, EntityType, Pos, Tag};

use super::side::role;
use crate::analysis::Analysis;

/// What is said to say something and is nobody: papers and numbers.
const TOLD: &[&str] = &[
    "poll",
    "data",
    "datum",
    "figure",
    "number",
    "statistic",
    "study",
    "survey",
    "research",
    "result",
    "vote",
    "tally",
    "count",
    "index",
    "indicator",
    "evidence",
    "analysis",
    "test",
    "chart",
    "map",
    "record",
    "document",
    "sign",
    "button",
    "word",
    "image",
    "picture",
    "video",
    "footage",
    "website",
    "site",
    "tweet",
    "post",
    "rule",
    "law",
    "estimate",
    "forecast",
    "projection",
    "theory",
    "rumour",
    "rumor",
    "story",
    "headline",
];

/// Whether `head` heads the mention of a person or of an actor.
fn is_known(analysis: &Analysis<'_>, head: usize) -> bool {
    analysis
        .mentions
        .headed_by(head)
        .is_some_and(|mention| mention.is_person || !mention.actors.is_empty())
}

/// Whether the noun headed by `head` names neither people nor a body nor a paper, so that its words are another's.
pub(super) fn is_thing(analysis: &Analysis<'_>, head: usize) -> bool {
    let doc = analysis.doc;
    let known = is_known(analysis, head);
    doc.token(head).pos == Pos::NOUN
        && doc.word(head).starts_with(char::is_lowercase)
        && !known
        && !is_body(doc, head)
        && !TOLD.contains(&doc.lemma(head).to_lowercase().as_str())
        && role(analysis, &(head..head + 1)).is_none()
        && !is_of_people(doc.lemma(head))
        && !is_civic(analysis, head)
}

/// Whether the noun stands for those who govern a town or a part of a state: "the *city* said".
pub(super) fn is_civic(analysis: &Analysis<'_>, noun: usize) -> bool {
    let doc = analysis.doc;
    doc.token(noun).tag == Tag::NN && analysis.lexicon.words.is(doc.lemma(noun), Tells::Civic)
}

/// What tells figures or is a paper, so that something is said in it.
pub(super) const PAPERS: &[&str] = &[
    "poll",
    "data",
    "datum",
    "figure",
    "statistic",
    "study",
    "survey",
    "research",
    "report",
    "document",
    "letter",
    "estimate",
    "forecast",
    "projection",
    "review",
    "audit",
    "census",
    "analysis",
    "statement",
    "tabulation",
    "memo",
    "article",
    "release",
    "account",
    "accounts",
    "minute",
    "book",
    "paper",
    "filing",
    "record",
    "tally",
    "index",
    "returns",
    "result",
    "website",
    "page",
    "certificate",
    "indicator",
    "calculation",
    "finding",
    "email",
    "number",
    "investigation",
    "inquiry",
    "probe",
    "inspection",
    "sheet",
];

/// Whether people, bodies, papers or figures are what shows something, rather than a thing in which it is seen.
pub(super) fn may_show(analysis: &Analysis<'_>, head: usize) -> bool {
    let doc = analysis.doc;
    let lemma = doc.lemma(head).to_lowercase();
    let nobody = matches!(
        lemma.as_str(),
        "more" | "much" | "all" | "everything" | "nothing" | "something" | "anything"
    );
    if nobody || is_idea(doc, head) {
        return false;
    }
    PAPERS.contains(&lemma.as_str())
        || !(TOLD.contains(&lemma.as_str()) || is_thing(analysis, head))
        || doc.token(head).pos != Pos::NOUN
}

/// Whether the noun is one for what people know or feel, which by a figure of speech tells something.
pub(super) fn is_idea(doc: &Document, head: usize) -> bool {
    matches!(
        doc.lemma(head),
        "history"
            | "experience"
            | "conscience"
            | "instinct"
            | "logic"
            | "tradition"
            | "reason"
            | "wisdom"
            | "sense"
            | "proverb"
            | "nature"
            | "fact"
            | "math"
            | "time"
            | "rumour"
            | "rumor"
            | "speculation"
            | "gossip"
    )
}

/// Whether the subject of a sentence is somebody whose words may follow: a person or a body, no "rabbits".
pub(super) fn may_be_heard(analysis: &Analysis<'_>, head: usize) -> bool {
    let doc = analysis.doc;
    let place = analysis
        .mentions
        .headed_by(head)
        .is_some_and(|mention| mention.is_place && !mention.is_person);
    if place {
        return false;
    }
    let known = is_known(analysis, head);
    let lemma = doc.lemma(head).to_lowercase();
    doc.token(head).pos == Pos::PRON
        || known
        || is_body(doc, head)
        || role(analysis, &(head..head + 1)).is_some()
        || is_of_people(&lemma)
        || doc.entities().iter().any(|entity| {
            matches!(entity.kind, EntityType::PERSON | EntityType::ORG)
                && entity.tokens.contains(&head)
        })
}

/// Whether figures or papers speak, which are never "he" or "she".
pub(super) fn is_told_by_papers(analysis: &Analysis<'_>, head: usize) -> bool {
    is_paper(analysis.doc, head) || is_thing(analysis, head)
}

/// Whether the noun is one for a paper or a number.
pub(super) fn is_paper(doc: &Document, noun: usize) -> bool {
    TOLD.contains(&doc.lemma(noun).to_lowercase().as_str())
}

/// Whether the noun headed by `head` is one for a single person.
pub(super) fn is_somebody(analysis: &Analysis<'_>, head: usize) -> bool {
    let doc = analysis.doc;
    doc.token(head).tag == Tag::NN
        && !is_body(doc, head)
        && (role(analysis, &(head..head + 1)).is_some_and(|(_, sort)| sort != RoleSort::Unit)
            || is_of_person(doc.lemma(head)))
}

/// Whether a noun is formed as those for one person are.
pub(super) fn is_of_person(lemma: &str) -> bool {
    ["er", "or", "ist", "ian", "man", "woman", "ant", "ee"]
        .iter()
        .any(|end| lemma.ends_with(end))
        && !matches!(
            lemma,
            "newspaper" | "paper" | "letter" | "number" | "order" | "poster" | "power" | "matter"
        )
}

/// Whether a noun is formed as those for people are, or names several of them.
fn is_of_people(lemma: &str) -> bool {
    is_of_person(lemma)
        || matches!(
            lemma,
            "people"
                | "expert"
                | "source"
                | "aide"
                | "critic"
                | "group"
                | "company"
                | "firm"
                | "letter"
                | "article"
                | "editorial"
                | "paper"
                | "release"
                | "announcement"
                | "communique"
                | "newspaper"
                | "blog"
                | "book"
                | "community"
                | "team"
                | "camp"
                | "staff"
                | "press"
                | "head"
                | "friend"
                | "family"
                | "campaign"
                | "ally"
                | "party"
                | "industry"
                | "market"
                | "bank"
                | "chief"
                | "panel"
                | "board"
        )
}

/// Whether the noun is one for a body that speaks, or for what it says.
pub(super) fn is_body(doc: &Document, noun: usize) -> bool {
    let body = [
        "office",
        "agency",
        "service",
        "authority",
        "department",
        "report",
        "commission",
        "institute",
        "statement",
        "bureau",
    ];
    body.contains(&doc.lemma(noun))
}
