//! Who speaks a cue: the head of the phrase that the tree, or where it errs the words around the verb, name as its
//! speaker.

use detente_syntax::{Dep, Document, EntityType, Pos, Tag};

use super::trim;
use crate::clause;
use crate::mention::torn_title;

/// The head of the phrase that names who speaks the verb `cue`.
pub(super) fn speaker(doc: &Document, cue: usize) -> Option<usize> {
    let passive = clause::is_passive(doc, cue);
    if passive {
        let by = doc.child(cue, Dep::Agent).or_else(|| {
            doc.children(cue)
                .find(|&c| doc.token(c).dep == Dep::Prep && doc.word(c).eq_ignore_ascii_case("by"))
        })?;
        // "was told by the firm's lawyer *Jens Hale* that"
        return doc
            .child(by, Dep::Pobj)
            .map(|head| named(doc, head, doc.len()));
    }
    let own = beside(doc, cue).or_else(|| {
        clause::grammatical_subject(doc, cue)
            .into_iter()
            .find(|&token| may_speak(doc, token))
    });
    own.map(|head| of_body(doc, head, cue).unwrap_or(head))
        .map(|head| issuer(doc, head, cue).unwrap_or(head))
        .map(|head| before_brackets(doc, head))
        .map(|head| behind_torn_title(doc, head, cue).unwrap_or(head))
        .map(|head| before_ticker(doc, paper(doc, named(doc, head, cue), cue)))
        .or_else(|| inverted(doc, cue))
        .or_else(|| name_before(doc, cue))
        .or_else(|| of_sentence(doc, cue))
        .or_else(|| described_at_head(doc, cue))
        .or_else(|| behind_pause(doc, cue))
        .or_else(|| beside_mark(doc, cue))
}

/// The words that stand alone between a closing mark and the verb, or right behind a verb that follows the mark,
/// whatever the parser took them for: "…," *Aftergood* said, "…," said *one Republican* involved in it, "…," states *a
/// circular*.
fn beside_mark(doc: &Document, cue: usize) -> Option<usize> {
    let own = doc
        .children(cue)
        .any(|c| matches!(doc.token(c).dep, Dep::Nsubj | Dep::Nsubjpass));
    if own
        || !matches!(
            doc.token(cue).tag,
            Tag::VBD | Tag::VBZ | Tag::VBN | Tag::VBP
        )
    {
        return None;
    }
    let closes = |token: usize| {
        trim::is_mark(doc, token) && token > 0 && matches!(doc.word(token - 1), "," | "?" | "!")
    };
    let capital = |token: usize| doc.word(token).starts_with(char::is_uppercase);
    let before = (1..=4)
        .filter_map(|back| cue.checked_sub(back))
        .take_while(|&token| capital(token))
        .last();
    if let Some(first) = before {
        return first
            .checked_sub(1)
            .filter(|&mark| closes(mark))
            .map(|_| cue - 1);
    }
    if doc.lemma(cue) == "tell" || !cue.checked_sub(1).is_some_and(closes) {
        return None;
    }
    let run = (cue + 1..doc.len()).take(10).take_while(|&token| {
        matches!(
            doc.token(token).pos,
            Pos::DET | Pos::NUM | Pos::ADJ | Pos::NOUN | Pos::PROPN
        ) || token == cue + 1 && capital(token)
    });
    run.filter(|&token| matches!(doc.token(token).pos, Pos::NOUN | Pos::PROPN | Pos::NUM))
        .last()
}

/// The person of the body that the parser took for the one who speaks: "*Jens Hale* of Oslo University, who says".
fn of_body(doc: &Document, head: usize, cue: usize) -> Option<usize> {
    let told = doc.token(cue).dep == Dep::Relcl
        && doc.head(cue) == Some(head)
        && doc
            .child(cue, Dep::Nsubj)
            .is_some_and(|subject| doc.word(subject).eq_ignore_ascii_case("who"));
    let kind = |token: usize| {
        doc.entities()
            .iter()
            .find(|entity| entity.tokens.contains(&token))
            .map(|entity| entity.kind)
    };
    if !told || doc.token(head).dep != Dep::Pobj || kind(head) == Some(EntityType::PERSON) {
        return None;
    }
    doc.ancestors(head)
        .take(6)
        .take_while(|&above| !clause::is_verb(doc, above))
        .find(|&above| kind(above) == Some(EntityType::PERSON))
}

/// The name behind a title at whose full stop the sentence was taken to end: "said Sgt. | *Jens Hale*".
fn behind_torn_title(doc: &Document, head: usize, cue: usize) -> Option<usize> {
    if head < cue || head - cue > 4 {
        return None;
    }
    let start = head + 2;
    torn_title(doc, start)?;
    (start..doc.len())
        .take(6)
        .take_while(|&token| doc.token(token).pos == Pos::PROPN)
        .last()
}

/// The name before the brackets with its other spelling or its letters, where the parser took what they hold for the
/// subject: "meteorologist *Peng Chi-ming* (彭啟明) said".
fn before_brackets(doc: &Document, head: usize) -> usize {
    let open = head.saturating_sub(1);
    let bracketed =
        head > 1 && head + 1 < doc.len() && doc.word(open) == "(" && doc.word(head + 1) == ")";
    let name = open.saturating_sub(1);
    let named = doc.token(name).pos == Pos::PROPN || doc.word(name).starts_with(char::is_lowercase);
    if bracketed && named && doc.token(name).sentence == doc.token(head).sentence {
        return name;
    }
    head
}

/// A name with a capital that stands for the subject, though the parser took it for an adverb or a verb; and one
/// between a comma and the verb that it gave to the words before: "at a meeting in Oslo, *Hale and Marek* said".
fn behind_pause(doc: &Document, cue: usize) -> Option<usize> {
    let capital = |token: usize| doc.word(token).starts_with(char::is_uppercase);
    let subject = doc.child(cue, Dep::Nsubj);
    if let Some(subject) = subject {
        let misread = matches!(doc.token(subject).pos, Pos::ADV | Pos::VERB | Pos::INTJ);
        return (misread && capital(subject) && subject < cue).then_some(subject);
    }
    if doc.token(cue).tag != Tag::VBD
        || !matches!(doc.token(cue).dep, Dep::Root | Dep::Ccomp | Dep::Parataxis)
        || doc.child(cue, Dep::Ccomp).is_none()
        || doc.child(cue, Dep::Nsubjpass).is_some()
    {
        return None;
    }
    let sentence = doc.token(cue).sentence;
    let run = (0..cue)
        .rev()
        .take(10)
        .take_while(|&token| {
            doc.token(token).sentence == sentence
                && (doc.token(token).pos == Pos::PROPN
                    || matches!(doc.word(token), "and" | "&" | "of" | "the" | "at"))
        })
        .last()?;
    let pause = run
        .checked_sub(1)
        .is_some_and(|before| matches!(doc.word(before), "," | "--" | "\u{2014}"));
    let first = (run..cue).find(|&token| doc.token(token).pos == Pos::PROPN)?;
    let of = (first..cue).find(|&token| matches!(doc.word(token), "of" | "at"));
    let head = match of {
        Some(of) => of.checked_sub(1).filter(|&head| head >= first)?,
        None => cue - 1,
    };
    (pause && doc.token(head).pos == Pos::PROPN && doc.token(cue - 1).pos == Pos::PROPN)
        .then_some(head)
}

/// The name that opens the sentence where clauses or asides stand between it and a verb without a subject: "*Hale
/// Corp*, earlier reporting a loss, said …", "*Hale* -- asked about it -- said …".
fn described_at_head(doc: &Document, cue: usize) -> Option<usize> {
    let part = doc.token(cue);
    let finite = matches!(part.tag, Tag::VBD | Tag::VBZ | Tag::VBN);
    let aside = cue
        .checked_sub(1)
        .is_some_and(|last| matches!(doc.word(last), "," | "--" | "\u{2014}" | "\u{2013}"));
    let own = doc
        .children(cue)
        .any(|c| matches!(doc.token(c).dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Expl));
    if !finite || !aside || own {
        return None;
    }
    let start = doc.sentences().get(part.sentence as usize)?.start;
    let of_name = |token: usize| {
        matches!(
            doc.token(token).pos,
            Pos::PROPN | Pos::NOUN | Pos::DET | Pos::ADJ | Pos::NUM
        ) || matches!(doc.word(token), "<" | "and" | "&" | "." | "'s" | "of")
    };
    let last = (start..cue).take_while(|&token| of_name(token)).last()?;
    let pause = (last + 1..cue)
        .find(|&token| !doc.word(token).ends_with('>') && !doc.word(token).starts_with('<'))?;
    let closes = matches!(doc.word(pause), "," | "--" | "\u{2014}" | "\u{2013}") && pause < cue - 1;
    let head = (start..=last)
        .rev()
        .find(|&token| matches!(doc.token(token).pos, Pos::PROPN | Pos::NOUN))?;
    // "Last month, asked about it, said": a day speaks not.
    let day = doc.entities().iter().any(|entity| {
        matches!(entity.kind, EntityType::DATE | EntityType::TIME) && entity.tokens.contains(&head)
    });
    (closes && !day).then_some(head)
}

/// Who issues the paper whose words a clause about it tells: "*the union* issued a statement saying that …".
fn issuer(doc: &Document, paper: usize, cue: usize) -> Option<usize> {
    let is_paper = matches!(
        doc.lemma(paper),
        "statement"
            | "letter"
            | "report"
            | "piece"
            | "article"
            | "memo"
            | "email"
            | "e-mail"
            | "note"
            | "tweet"
            | "ad"
            | "advertisement"
            | "communique"
            | "declaration"
            | "editorial"
            | "column"
            | "op-ed"
            | "message"
    ) && doc.token(paper).dep == Dep::Dobj
        && matches!(doc.token(cue).dep, Dep::Acl | Dep::Relcl)
        && doc.child(paper, Dep::Poss).is_none();
    let verb = doc.head(paper).filter(|_| is_paper)?;
    matches!(
        doc.lemma(verb),
        "issue"
            | "release"
            | "publish"
            | "send"
            | "write"
            | "run"
            | "post"
            | "put"
            | "air"
            | "launch"
            | "draft"
            | "sign"
            | "make"
            | "circulate"
            | "read"
            | "print"
    )
    .then(|| clause::grammatical_subject(doc, verb))?
    .into_iter()
    .find(|&token| may_speak(doc, token))
}

/// The subject of the sentence, whose words a participle behind a comma tells where the parser hung it on a clause
/// without a subject: "*The senator* criticised the pact adopted in Oslo, *saying* …".
fn of_sentence(doc: &Document, cue: usize) -> Option<usize> {
    let part = doc.token(cue);
    let aside = part.tag == Tag::VBG
        && cue > 0
        && matches!(
            doc.word(cue - 1),
            "," | "\u{2014}" | "--" | "-" | "\u{2013}"
        )
        && doc.token(cue - 1).sentence == part.sentence;
    let root = doc
        .ancestors(cue)
        .find(|&above| doc.token(above).dep == Dep::Root)
        .filter(|&root| aside && root < cue)?;
    clause::grammatical_subject(doc, root)
        .into_iter()
        .find(|&token| may_speak(doc, token))
}

/// The name of a paper or agency behind its kind: "the government daily *Izvestia*", where the parser took the word
/// before the kind for the subject.
fn paper(doc: &Document, subject: usize, cue: usize) -> usize {
    doc.children(subject)
        .find(|&name| {
            name > subject
                && name < cue
                && doc.token(name).dep == Dep::Appos
                && doc.token(name).pos == Pos::PROPN
                && matches!(
                    doc.lemma(name - 1),
                    "daily" | "weekly" | "newspaper" | "paper" | "magazine" | "agency"
                )
        })
        .unwrap_or(subject)
}

/// The person named right behind the noun that tells what they are: "the head nurse *Dora Lind* told".
fn named(doc: &Document, subject: usize, cue: usize) -> usize {
    let person = |name: usize| {
        doc.entities().iter().any(|entity| {
            entity.kind == EntityType::PERSON
                && entity.tokens.start == subject + 1
                && entity.tokens.contains(&name)
        })
    };
    // "The Directorate of Roads (DOR) chief *Jens Hale* told".
    let holder = |name: usize| {
        let start = crate::tree::left_edge(doc, name);
        name + 1 == cue
            && start > subject
            && !matches!(doc.word(start - 1), "," | "and" | "&")
            && !matches!(doc.word(start), "," | "and" | "&")
            && doc.entities().iter().any(|entity| {
                entity.kind == EntityType::PERSON
                    && entity.tokens.len() > 1
                    && entity.tokens.end == cue
                    && entity.tokens.start > start
            })
    };
    if let Some(name) = of_several_offices(doc, subject, cue) {
        return name;
    }
    doc.children(subject)
        .find(|&name| {
            subject < name
                && name < cue
                && doc.token(name).dep == Dep::Appos
                && (doc.token(subject).tag == Tag::NN && person(name) || holder(name))
        })
        .unwrap_or(subject)
}

/// The person named behind several offices right before the verb: "chairman and president *Jens Hale* said".
fn of_several_offices(doc: &Document, subject: usize, cue: usize) -> Option<usize> {
    let bare = doc.token(subject).tag == Tag::NN
        && doc
            .children(subject)
            .all(|c| !matches!(doc.token(c).dep, Dep::Det | Dep::Poss))
        && doc
            .children(subject)
            .any(|c| c > subject && matches!(doc.token(c).dep, Dep::Conj | Dep::Appos));
    let person = doc.entities().iter().find(|entity| {
        entity.kind == EntityType::PERSON && entity.tokens.len() > 1 && entity.tokens.end == cue
    })?;
    let office = person.tokens.start.checked_sub(1)?;
    let titled = doc.token(office).pos == Pos::NOUN
        && doc.head(office) == Some(cue - 1)
        && subject < office
        && doc.subtree(subject).contains(&(cue - 1));
    (bare && titled).then_some(cue - 1)
}

/// The name whose sign on an exchange the parser took for the subject: "*Boliden AB* <BLDS ST> said".
pub(super) fn before_ticker(doc: &Document, head: usize) -> usize {
    let opens = (head.saturating_sub(3)..=head)
        .rev()
        .find(|&token| doc.word(token).starts_with('<'));
    opens
        .and_then(|open| open.checked_sub(1))
        .filter(|&name| doc.token(name).pos == Pos::PROPN)
        .unwrap_or(head)
}

/// The name right before a verb of speech that the parser gave no subject.
fn name_before(doc: &Document, cue: usize) -> Option<usize> {
    let name = cue.checked_sub(1)?;
    let part = doc.token(name);
    let at_head = doc
        .sentences()
        .get(part.sentence as usize)
        .is_some_and(|sentence| {
            sentence.contains(&cue)
                && (sentence.start..cue)
                    .all(|token| doc.word(token).starts_with(char::is_uppercase))
        });
    // "Despite this *Hale* said": the parser took the name for what the preposition governs.
    let governed = part.dep == Dep::Pobj
        && name > 0
        && matches!(doc.word(name - 1), "this" | "that" | "then" | "now");
    // "minister of state for labour Rohan Dey *said*": a whole name right before the verb.
    let whole = doc.entities().iter().any(|entity| {
        entity.kind == EntityType::PERSON && entity.tokens.len() > 1 && entity.tokens.end == cue
    });
    // "*May* said": the only word before the verb, whatever the parser took it for.
    let alone = at_head
        && doc
            .sentences()
            .get(part.sentence as usize)
            .is_some_and(|sentence| sentence.start == name)
        && !matches!(
            part.pos,
            Pos::PRON | Pos::ADV | Pos::SCONJ | Pos::CCONJ | Pos::DET | Pos::ADP | Pos::PUNCT
        );
    // "The Hale Corp. | said": the sentence was taken to end within the name.
    let torn = doc.token(name).sentence != doc.token(cue).sentence
        && part.pos == Pos::PROPN
        && doc.word(name).len() > 1
        && doc.word(name).ends_with('.')
        && doc.word(cue).starts_with(char::is_lowercase);
    let named = part.pos == Pos::PROPN && (at_head || governed || whole);
    (doc.token(cue).tag == Tag::VBD && (named || alone || torn)).then_some(name)
}

/// The name right before a verb that the parser gave to the words before it: "a deficit in 1986 and *Keating* said
/// …", and one that it took for a modal: "*Will* wrote".
fn beside(doc: &Document, cue: usize) -> Option<usize> {
    let before = cue.checked_sub(1)?;
    let part = doc.token(before);
    let own_subject = doc
        .children(cue)
        .any(|c| matches!(doc.token(c).dep, Dep::Nsubj | Dep::Nsubjpass));
    if own_subject
        || doc.token(before).sentence != doc.token(cue).sentence
        || doc.token(cue).tag != Tag::VBD
    {
        return None;
    }
    // "a surplus with Denmark and *economists* said": several people right behind the conjunction, too.
    let several =
        part.tag == Tag::NNS && before > 0 && matches!(doc.word(before - 1), "and" | "but");
    let misjoined = (part.pos == Pos::PROPN || several)
        && part.dep == Dep::Conj
        && doc.token(cue).dep == Dep::Conj
        && doc.head(cue).is_some_and(|head| head < before);
    let misread = part.tag == Tag::MD
        && doc.word(before).starts_with(char::is_uppercase)
        && before > 0
        && doc.token(before - 1).sentence == part.sentence;
    (misjoined || misread).then_some(before)
}

/// "… ," said the minister: a subject after the verb that the parser took for an object.
fn inverted(doc: &Document, cue: usize) -> Option<usize> {
    if doc.lemma(cue) == "tell"
        || doc
            .children(cue)
            .any(|c| c < cue && doc.token(c).dep == Dep::Nsubj)
    {
        return None;
    }
    // "…,» explained *the director* of the series"
    let behind_words = doc
        .children(cue)
        .any(|c| c < cue && doc.token(c).dep == Dep::Ccomp);
    let definite = |child: usize| {
        doc.token(child).tag == Tag::NN
            && behind_words
            && doc
                .children(child)
                .any(|c| c == cue + 1 && doc.word(c).eq_ignore_ascii_case("the"))
    };
    doc.children(cue).find(|&child| {
        child > cue
            && matches!(
                doc.token(child).dep,
                Dep::Dobj | Dep::Attr | Dep::Npadvmod | Dep::Oprd | Dep::Dep
            )
            && (doc.token(child).pos == Pos::PROPN
                || behind_words && matches!(doc.word(child), "another" | "one")
                || definite(child))
    })
}

/// Whether the token can head the name of a speaker.
pub(super) fn may_speak(doc: &Document, token: usize) -> bool {
    let part = doc.token(token);
    let nominal = matches!(
        part.pos,
        Pos::NOUN | Pos::PROPN | Pos::PRON | Pos::NUM | Pos::DET | Pos::ADJ | Pos::X
    );
    nominal
        && part.dep != Dep::Expl
        && !matches!(part.tag, Tag::WDT | Tag::EX)
        && !matches!(
            doc.lemma(token),
            "that" | "this" | "which" | "what" | "there" | "instance"
        )
}
