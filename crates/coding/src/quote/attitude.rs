//! Attitudes: what somebody thinks of, wants, or takes a side on where no clause tells it in words.
//!
//! "The minister *backs* the treaty", "their *call for* a ceasefire", "she is *willing to* go": the codebook counts
//! such words as positions, or as nothing. Corpora such as `PolNeAR` count them as attributions; [`find`] makes
//! quotations of them for those who measure or count by that rule. What stands within a quotation is its speaker's, and
//! what "I" and "you" think the article's own voice: neither is looked for.

use std::ops::Range;

use detente_syntax::{Dep, Document, Pos, Tag};

use super::cue;
use super::voice;
use super::{QuoteSpan, reported, trim};
use crate::analysis::Analysis;
use crate::record::QuoteKind;

/// The attitudes of an article in text order, but for those within `known` quotations.
pub fn find(analysis: &Analysis<'_>, known: &[QuoteSpan]) -> Vec<QuoteSpan> {
    let doc = analysis.doc;
    let mut found: Vec<QuoteSpan> = Vec::new();
    for token in 0..doc.len() {
        let Some(attitude) = at(analysis, token) else {
            continue;
        };
        let content = trim::reported(doc, attitude.content);
        // "Everybody expects *it*", "faces *questions*" tell nothing.
        let tells = content.clone().any(|token| match doc.token(token).pos {
            Pos::NOUN | Pos::VERB => content.len() > 1,
            Pos::PROPN => true,
            _ => false,
        });
        let within = known
            .iter()
            .any(|span| span.content.start <= content.start && content.end <= span.content.end);
        let alike = known
            .iter()
            .chain(&found)
            .any(|span| are_alike(&span.content, &content));
        if !tells || within || alike {
            continue;
        }
        found.push(QuoteSpan {
            content,
            cue: Some(token..token + 1),
            speaker: Some(attitude.holder),
            kind: QuoteKind::Indirect,
            chain: Vec::new(),
            whole: None,
        });
    }
    found
}

/// Whether two stretches have the larger part of their words in common.
fn are_alike(one: &Range<usize>, other: &Range<usize>) -> bool {
    let both = one
        .end
        .min(other.end)
        .saturating_sub(one.start.max(other.start));
    let either = one.end.max(other.end) - one.start.min(other.start);
    both * 2 >= either
}

/// What somebody takes an attitude to.
struct Attitude {
    content: Range<usize>,
    /// The head of the phrase that names who takes it.
    holder: usize,
}

fn at(analysis: &Analysis<'_>, token: usize) -> Option<Attitude> {
    let doc = analysis.doc;
    let part = doc.token(token);
    let cues = &analysis.lexicon.cues;
    let takes = |with: Option<&str>| cues.takes_attitude(doc.lemma(token), with);
    let may_hold = |holder: &usize| {
        doc.token(*holder).pos != Pos::ADJ
            && !matches!(
                &*doc.word(*holder).to_ascii_lowercase(),
                "i" | "you" | "who" | "which" | "that"
            )
    };
    match part.pos {
        Pos::VERB if !matches!(part.dep, Dep::Aux | Dep::Auxpass | Dep::Amod) => {
            let content = of_verb(doc, token, &takes)?;
            let holder = voice::speaker(doc, token).filter(may_hold)?;
            Some(Attitude { content, holder })
        }
        Pos::NOUN => {
            let content = below(doc, token, &takes)?;
            let holder = cue::noun_speaker(doc, token).or_else(|| cue::giver(doc, token))?;
            (may_hold(&holder) && !content.contains(&holder))
                .then_some(Attitude { content, holder })
        }
        Pos::ADJ if matches!(part.dep, Dep::Acomp | Dep::Oprd | Dep::Conj) => {
            let content = below(doc, token, &takes)?;
            let holder = cue::minded_subject(doc, token).filter(may_hold)?;
            Some(Attitude { content, holder })
        }
        _ => None,
    }
}

/// What a verb of attitude is about: the subject of a passive, an object, or what stands below a word it needs.
fn of_verb(
    doc: &Document,
    verb: usize,
    takes: &impl Fn(Option<&str>) -> bool,
) -> Option<Range<usize>> {
    if takes(None) {
        let theme = doc.child(verb, Dep::Nsubjpass);
        let own = theme.map_or_else(|| object(doc, verb), |theme| Some(doc.subtree(theme)));
        if own.is_some() {
            return own;
        }
    }
    below(doc, verb, takes)
}

/// The object of a verb with what is said of it: "called *the plan a trap*", "urged *them to leave*".
fn object(doc: &Document, verb: usize) -> Option<Range<usize>> {
    let first = doc.children(verb).find(|&c| {
        c > verb
            && (matches!(doc.token(c).dep, Dep::Dobj | Dep::Dative)
                && !matches!(doc.token(c).tag, Tag::WP | Tag::WDT)
                || doc.token(c).dep == Dep::Ccomp && !reported::is_statement(doc, c))
    })?;
    let mut whole = doc.subtree(first);
    for child in doc.children(verb).filter(|&c| c > first) {
        let goes_on = match doc.token(child).dep {
            Dep::Xcomp | Dep::Ccomp | Dep::Oprd | Dep::Dobj => true,
            Dep::Prep => matches!(
                doc.word(child),
                "as" | "of" | "for" | "to" | "over" | "with" | "from" | "about"
            ),
            _ => false,
        };
        if !goes_on || doc.subtree(child).start != whole.end {
            break;
        }
        whole.end = doc.subtree(child).end;
    }
    Some(whole)
}

/// What stands below a word of attitude, behind the preposition, "to" or "that" that it takes.
fn below(
    doc: &Document,
    token: usize,
    takes: &impl Fn(Option<&str>) -> bool,
) -> Option<Range<usize>> {
    doc.children(token)
        .filter(|&child| child > token)
        .find_map(|child| match doc.token(child).dep {
            Dep::Xcomp | Dep::Ccomp | Dep::Acl | Dep::Relcl | Dep::Advcl => {
                let has_to = doc
                    .children(child)
                    .any(|c| doc.token(c).dep == Dep::Aux && doc.token(c).tag == Tag::TO);
                let word = if has_to { "to" } else { "that" };
                let says = has_to
                    || reported::is_statement(doc, child)
                        && !matches!(doc.token(child).dep, Dep::Relcl | Dep::Advcl);
                (says && takes(Some(word))).then(|| doc.subtree(child))
            }
            Dep::Prep | Dep::Prt | Dep::Agent
                if takes(Some(&doc.word(child).to_ascii_lowercase())) =>
            {
                let object = doc
                    .child(child, Dep::Pobj)
                    .or_else(|| doc.child(child, Dep::Pcomp));
                let object = object.or_else(|| {
                    let own = doc.token(child).dep == Dep::Prt;
                    own.then(|| doc.child(token, Dep::Dobj)).flatten()
                })?;
                Some(doc.subtree(object))
            }
            _ => None,
        })
}
