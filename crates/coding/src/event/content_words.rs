//! What is asked, promised, refused or threatened, told by single words where no rule knows the act.

use detente_lexicon::acts::Operator;
use detente_syntax::{Dep, Document};

use super::engine::Engine;

impl Engine<'_> {
    /// `code`, as the words of what stands below `contents` make it more exact: an appeal for something that no rule
    /// knows is one for aid by its "blankets". What a rule knew is left, unless it is a kind of it.
    pub(super) fn by_words(&self, operator: Operator, code: String, contents: &[usize]) -> String {
        let doc = self.analysis.doc;
        // "advised Oslo *against* the sale" wants none.
        let opposed = |&content: &usize| {
            doc.head(content)
                .is_some_and(|prep| doc.word(prep) == "against")
        };
        if contents.iter().any(opposed) {
            return code;
        }
        let tokens: Vec<usize> = contents
            .iter()
            .flat_map(|&content| within(doc, content))
            .collect();
        self.by_tokens(operator, code, &tokens)
    }

    /// `code` of an act of its own, as what stands below its predicate makes it more exact; of a protest, all that its
    /// sentence tells, as its aims stand anywhere: "blocked the road *to get him sacked*".
    pub(super) fn kind_by_words(&self, code: String, token: usize) -> String {
        let Some(operator) = operator_of(&code) else {
            return code;
        };
        let doc = self.analysis.doc;
        if operator != Operator::Protest {
            let tokens: Vec<usize> = within(doc, token).filter(|&t| t != token).collect();
            return self.by_tokens(operator, code, &tokens);
        }
        let sentence = doc.sentences()[doc.token(token).sentence as usize].clone();
        let tokens: Vec<usize> = sentence.collect();
        let aim = self.by_tokens(operator, "141".to_owned(), &tokens);
        match aim.get(3..) {
            Some(aim) if code.len() == 3 && code != "140" => code + aim,
            _ => code,
        }
    }

    fn by_tokens(&self, operator: Operator, code: String, tokens: &[usize]) -> String {
        let told = self.acts.operate_on_words(operator, |words| {
            tokens
                .iter()
                .any(|&t| words.contains(self.words[t]) || words.contains(self.doubles[t]))
        });
        // What is promised has a code of no kind, too, though an intention that no rule knows is no event.
        let vague = |operator| {
            let default = self.acts.operate(operator, None, false);
            default.is_some_and(|default| default == code)
        };
        let unknown = || vague(operator) || operator == Operator::Intend && vague(Operator::Yield);
        match told {
            Some(told) if told.starts_with(&code) || unknown() => told.to_owned(),
            _ => code,
        }
    }
}

/// The operator whose kinds those of `code` are, if it is a code that content makes more exact.
fn operator_of(code: &str) -> Option<Operator> {
    Some(match code.get(..2)? {
        "02" => Operator::Appeal,
        "03" => Operator::Intend,
        "10" => Operator::Demand,
        "12" => Operator::Refuse,
        "13" => Operator::Threaten,
        "11" if code.starts_with("112") => Operator::Accuse,
        "14" => Operator::Protest,
        _ => return None,
    })
}

/// The tokens of the phrase of `head`, without who does it and what only tells of somebody in it: "the officers *who may
/// have known*".
fn within(doc: &Document, head: usize) -> impl Iterator<Item = usize> + '_ {
    let sentence = doc.sentences()[doc.token(head).sentence as usize].clone();
    let range = doc.subtree(head);
    (range.start.max(sentence.start)..range.end.min(sentence.end)).filter(move |&token| {
        let mut at = token;
        while at != head {
            let dep = doc.token(at).dep;
            let doer = dep == Dep::Nsubj && doc.head(at) == Some(head);
            if doer || matches!(dep, Dep::Relcl | Dep::Advcl | Dep::Parataxis) {
                return false;
            }
            match doc.head(at) {
                Some(up) => at = up,
                None => return false,
            }
        }
        true
    })
}
