//! Lemmas found before: they depend on the word type, its part of speech and whether it is a base
//! form.

use rustc_hash::FxHashMap;

use crate::attribute_ruler::Annotation;
use crate::lemmatizer::Lemmatizer;

/// The lemmas that rules gave, by lexeme number. Emptied when the lexeme cache is, so that it is
/// bounded as that is.
#[derive(Default)]
pub(crate) struct LemmaCache {
    generation: u64,
    places: FxHashMap<(u32, u8), (u32, u32)>,
    text: String,
}

impl LemmaCache {
    /// Prepares for lexemes of the given generation.
    pub(crate) fn begin(&mut self, generation: u64) {
        if self.generation != generation {
            *self = Self {
                generation,
                ..Self::default()
            };
        }
    }

    /// The lemma of `word`, which has number `lexeme`.
    pub(crate) fn lemma<'a>(
        &'a mut self,
        lemmatizer: &Lemmatizer,
        lexeme: u32,
        word: &str,
        annotation: &Annotation<'a>,
    ) -> &'a str {
        if let Some(lemma) = annotation.lemma {
            return lemma;
        }
        let form = annotation.pos as u8 * 2 + u8::from(annotation.is_base_form());
        let (start, end) = *self.places.entry((lexeme, form)).or_insert_with(|| {
            let start = self.text.len() as u32;
            self.text.push_str(&lemmatizer.lemma(word, annotation));
            (start, self.text.len() as u32)
        });
        &self.text[start as usize..end as usize]
    }
}
