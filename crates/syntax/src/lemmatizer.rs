//! Dictionary forms by suffix rules, a list of known forms and a list of exceptions.

use std::borrow::Cow;
use std::collections::BTreeMap;

use fst::Map;
use serde::{Deserialize, Serialize};

use crate::attribute_ruler::Annotation;
use crate::labels::Pos;
use crate::lexeme::{is_alpha, lower};
use crate::model::{ModelError, Sections, SectionsBuilder, Table};

const RULES: &str = "lemmatizer.rules";
const INDEX: &str = "lemmatizer.index";
const EXCEPTIONS: &str = "lemmatizer.exceptions";
const EXCEPTION_FORMS: &str = "lemmatizer.exception_forms";

/// Between the forms of one exception; no form contains it.
const SEPARATOR: char = '\n';
/// An exception's value in its map: where its forms begin, shifted by this, and how long they are.
const LENGTH_BITS: u32 = 16;

/// The tables of one part of speech.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct LemmaTables {
    /// Endings and what takes their place, in the order they are tried.
    pub rules: Vec<(String, String)>,
    /// Forms known to be lemmas.
    pub index: Vec<String>,
    /// Forms of irregular words and their lemmas.
    pub exceptions: Vec<(String, Vec<String>)>,
}

/// The rules of one part of speech, as the model file keeps them.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct PosRules {
    pos: String,
    rules: Vec<(String, String)>,
}

struct Bytes(Table<u8>);

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// Finds the dictionary form of a word.
pub struct Lemmatizer {
    /// By part of speech: which table number it has, if any.
    tables: [Option<u8>; Pos::ALL.len()],
    /// By table number.
    rules: Vec<Vec<(String, String)>>,
    /// Words to the table numbers, as bits, that have them as lemmas.
    index: Map<Bytes>,
    /// Table number and word to the place of the lemmas in `forms`.
    exceptions: Map<Bytes>,
    forms: Table<u8>,
}

impl Lemmatizer {
    /// The lemmatizer of a model.
    ///
    /// # Errors
    /// [`ModelError`] when the model has no lemma tables or damaged ones.
    pub fn from_sections(sections: &Sections) -> Result<Self, ModelError> {
        let listed: Vec<PosRules> = postcard::from_bytes(sections.get(RULES)?)
            .map_err(|error| ModelError::bad(RULES, error.to_string()))?;
        let mut tables = [None; Pos::ALL.len()];
        let mut rules = Vec::new();
        for (entry, number) in listed.into_iter().zip(0..) {
            let pos = Pos::parse(&entry.pos)
                .ok_or_else(|| ModelError::bad(RULES, format!("part of speech `{}`", entry.pos)))?;
            tables[pos as usize] = Some(number);
            rules.push(entry.rules);
        }
        let map = |name: &str| {
            Map::new(Bytes(sections.table(name)?))
                .map_err(|error| ModelError::bad(name, error.to_string()))
        };
        sections.text(EXCEPTION_FORMS)?;
        Ok(Self {
            tables,
            rules,
            index: map(INDEX)?,
            exceptions: map(EXCEPTIONS)?,
            forms: sections.table(EXCEPTION_FORMS)?,
        })
    }

    /// The lemma of `word` given what the attribute ruler says of it.
    pub fn lemma<'a>(&self, word: &'a str, annotation: &Annotation<'a>) -> Cow<'a, str> {
        match annotation.lemma {
            Some(lemma) => Cow::Borrowed(lemma),
            None => self.by_rule(word, annotation.pos, annotation.is_base_form()),
        }
    }

    /// The lemma of `word` as part of speech `pos`; `is_base_form` when its features say that it is
    /// not inflected.
    pub fn by_rule<'a>(&self, word: &'a str, pos: Pos, is_base_form: bool) -> Cow<'a, str> {
        if is_base_form || matches!(pos, Pos::Unset | Pos::SPACE) {
            return lower(word);
        }
        let Some(table) = self.tables[pos as usize] else {
            return if pos == Pos::PROPN {
                Cow::Borrowed(word)
            } else {
                lower(word)
            };
        };
        let lowered = lower(word);
        // Only the first form that is a known lemma counts, and the first that is not; but an
        // exception must be told apart from all the forms that the rules give.
        let mut known: Vec<String> = Vec::new();
        let mut unknown = None;
        for (ending, replacement) in &self.rules[usize::from(table)] {
            let Some(stem) = lowered.strip_suffix(ending.as_str()) else {
                continue;
            };
            let form = format!("{stem}{replacement}");
            if form.is_empty() {
                continue;
            }
            if self.is_lemma(table, &form) || !form.chars().all(is_alpha) {
                known.push(form);
            } else if unknown.is_none() {
                unknown = Some(form);
            }
        }
        // The original puts each exception in front of the others, so the last one wins.
        let irregular = self.exception(table, &lowered).and_then(|forms| {
            forms
                .rsplit(SEPARATOR)
                .find(|form| !known.iter().any(|known| known == form))
        });
        if let Some(form) = irregular {
            return Cow::Owned(form.to_owned());
        }
        match known.into_iter().next().or(unknown) {
            Some(form) => Cow::Owned(form),
            None => Cow::Borrowed(word),
        }
    }

    fn is_lemma(&self, table: u8, form: &str) -> bool {
        self.index
            .get(form)
            .is_some_and(|tables| tables >> table & 1 == 1)
    }

    fn exception(&self, table: u8, word: &str) -> Option<&str> {
        let mut key = Vec::with_capacity(word.len() + 1);
        key.push(table);
        key.extend_from_slice(word.as_bytes());
        let place = self.exceptions.get(key)?;
        let start = (place >> LENGTH_BITS) as usize;
        let length = (place & ((1 << LENGTH_BITS) - 1)) as usize;
        std::str::from_utf8(self.forms.get(start..start + length)?).ok()
    }
}

/// Adds the sections of a model file with these tables.
pub(crate) fn add_lemma_tables(
    tables: &[(Pos, LemmaTables)],
    out: &mut SectionsBuilder,
) -> Result<(), String> {
    let mut rules = Vec::new();
    let mut index: BTreeMap<&str, u64> = BTreeMap::new();
    let mut exceptions: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
    let mut forms = String::new();
    if tables.len() > 64 {
        return Err("too many parts of speech".to_owned());
    }
    for ((pos, table), number) in tables.iter().zip(0u8..) {
        rules.push(PosRules {
            pos: pos.as_str().to_owned(),
            rules: table.rules.clone(),
        });
        for form in &table.index {
            *index.entry(form).or_default() |= 1 << number;
        }
        for (word, lemmas) in &table.exceptions {
            if lemmas
                .iter()
                .any(|lemma| lemma.is_empty() || lemma.contains(SEPARATOR))
            {
                return Err(format!("exceptions of `{word}`"));
            }
            let mut distinct: Vec<&str> = Vec::new();
            for lemma in lemmas {
                if !distinct.contains(&lemma.as_str()) {
                    distinct.push(lemma);
                }
            }
            let start = forms.len();
            let separator = SEPARATOR.to_string();
            forms.push_str(&distinct.join(&separator));
            let length = forms.len() - start;
            if length >> LENGTH_BITS != 0 {
                return Err(format!("exceptions of `{word}`"));
            }
            let mut key = vec![number];
            key.extend_from_slice(word.as_bytes());
            exceptions.insert(key, (start as u64) << LENGTH_BITS | length as u64);
        }
    }
    let failed = |error: fst::Error| error.to_string();
    let index = Map::from_iter(index).map_err(failed)?;
    let exceptions = Map::from_iter(exceptions).map_err(failed)?;
    out.add(
        RULES,
        postcard::to_allocvec(&rules).map_err(|error| error.to_string())?,
    );
    out.add(INDEX, index.into_fst().into_inner());
    out.add(EXCEPTIONS, exceptions.into_fst().into_inner());
    out.add(EXCEPTION_FORMS, forms.into_bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn lemmatizer() -> Result<Lemmatizer, String> {
        let owned = |pairs: &[(&str, &str)]| {
            pairs
                .iter()
                .map(|&(a, b)| (a.to_owned(), b.to_owned()))
                .collect::<Vec<_>>()
        };
        let words = |words: &[&str]| {
            words
                .iter()
                .map(|&word| word.to_owned())
                .collect::<Vec<_>>()
        };
        let verbs = LemmaTables {
            rules: owned(&[("s", ""), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "")]),
            index: words(&["attack", "seize", "bomb", "sing"]),
            exceptions: vec![
                ("fled".to_owned(), words(&["flee"])),
                ("sings".to_owned(), words(&["sing"])),
                ("found".to_owned(), words(&["find", "found"])),
            ],
        };
        let nouns = LemmaTables {
            rules: owned(&[("s", ""), ("men", "man")]),
            index: words(&["gunman", "bomb"]),
            exceptions: Vec::new(),
        };
        let mut out = SectionsBuilder::new();
        add_lemma_tables(&[(Pos::NOUN, nouns), (Pos::VERB, verbs)], &mut out)?;
        let sections = Sections::open(Arc::new(out.finish())).map_err(|e| e.to_string())?;
        Lemmatizer::from_sections(&sections).map_err(|e| e.to_string())
    }

    #[test]
    fn rules_index_and_exceptions_work_together() -> Result<(), String> {
        let lemmatizer = lemmatizer()?;
        for (word, pos, lemma) in [
            ("Attacked", Pos::VERB, "attack"),
            ("seized", Pos::VERB, "seize"),
            ("bombed", Pos::VERB, "bomb"),
            ("tweeted", Pos::VERB, "tweete"),
            ("fled", Pos::VERB, "flee"),
            ("sings", Pos::VERB, "sing"),
            ("found", Pos::VERB, "found"),
            ("re-bombed", Pos::VERB, "re-bombe"),
            ("Gunmen", Pos::NOUN, "gunman"),
            ("S", Pos::NOUN, "S"),
            ("Talks", Pos::PROPN, "Talks"),
            ("They", Pos::PRON, "they"),
            ("", Pos::NOUN, ""),
        ] {
            assert_eq!(lemmatizer.by_rule(word, pos, false), lemma, "{word}");
        }
        assert_eq!(lemmatizer.by_rule("Bombs", Pos::VERB, true), "bombs");
        Ok(())
    }
}
