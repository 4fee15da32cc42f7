//! Word sets as the rule files write them: words and classes of words.

use std::collections::BTreeMap;

use crate::vocabulary::{Vocabulary, WordSet};

/// Named classes of lemmas, as the rule files define them.
pub(super) type Classes = BTreeMap<String, Vec<String>>;

/// Reads `a|b|@class` with the classes that are defined.
///
/// # Errors
/// Names the class that is not defined, or says that a word is empty.
pub(super) fn read_set(
    text: &str,
    classes: &Classes,
    vocabulary: &mut Vocabulary,
) -> Result<WordSet, String> {
    let mut words = Vec::new();
    for_each_word(text, classes, &mut |word| words.push(vocabulary.add(word)))?;
    Ok(WordSet::from(words))
}

/// Gives `add` every word of `a|b|@class`.
///
/// # Errors
/// As [`read_set`].
pub(super) fn for_each_word(
    text: &str,
    classes: &Classes,
    add: &mut dyn FnMut(&str),
) -> Result<(), String> {
    gather(text, classes, 0, add)
}

fn gather(
    text: &str,
    classes: &Classes,
    depth: usize,
    add: &mut dyn FnMut(&str),
) -> Result<(), String> {
    if depth > 8 {
        return Err("word classes that contain each other".to_owned());
    }
    for part in text.split('|') {
        if let Some(class) = part.strip_prefix('@') {
            let members = classes
                .get(class)
                .ok_or_else(|| format!("unknown word class `@{class}`"))?;
            for member in members {
                gather(member, classes, depth + 1, add)?;
            }
        } else if part.is_empty() {
            return Err(format!("an empty word in `{text}`"));
        } else {
            add(part);
        }
    }
    Ok(())
}
