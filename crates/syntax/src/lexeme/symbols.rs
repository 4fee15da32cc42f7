//! The names that spaCy numbers itself instead of hashing them.
//!
//! spaCy's string store gives these 456 strings (attribute names, coarse tags, old entity types and
//! relations) small fixed numbers (its `symbols` module, version 3). A word of the text that happens to be
//! spelled like one (`NOUN`, `X`, `dep`, `agent`) gets that number as its hash too, so the features
//! of such a word are only right with this table.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Names in the order of their numbers, from the number given on.
const NUMBERED: [(u64, &str); 3] = [
    (
        1,
        "IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_PUNCT IS_SPACE IS_TITLE IS_UPPER LIKE_URL LIKE_NUM \
         LIKE_EMAIL IS_STOP IS_OOV_DEPRECATED IS_BRACKET IS_QUOTE IS_LEFT_PUNCT IS_RIGHT_PUNCT \
         IS_CURRENCY",
    ),
    (
        64,
        "ID ORTH LOWER NORM SHAPE PREFIX SUFFIX LENGTH CLUSTER LEMMA POS TAG DEP ENT_IOB ENT_TYPE \
         HEAD SENT_START SPACY PROB LANG ADJ ADP ADV AUX CONJ CCONJ DET INTJ NOUN NUM PART PRON \
         PROPN PUNCT SCONJ SYM VERB X EOL SPACE",
    ),
    (
        380,
        "PERSON NORP FACILITY ORG GPE LOC PRODUCT EVENT WORK_OF_ART LANGUAGE LAW DATE TIME PERCENT \
         MONEY QUANTITY ORDINAL CARDINAL acomp advcl advmod agent amod appos attr aux auxpass cc \
         ccomp complm conj cop csubj csubjpass dep det dobj expl hmod hyph infmod intj iobj mark \
         meta neg nmod nn npadvmod nsubj nsubjpass num number oprd obj obl parataxis partmod pcomp \
         pobj poss possessive preconj prep prt punct quantmod relcl rcmod root xcomp acl ENT_KB_ID \
         MORPH ENT_ID IDX _",
    ),
];

static NUMBERS: LazyLock<FxHashMap<&str, u64>> = LazyLock::new(|| {
    NUMBERED
        .iter()
        .flat_map(|&(first, names)| names.split_ascii_whitespace().zip(first..))
        .collect()
});

/// The longest name, in bytes.
const LONGEST: usize = "IS_OOV_DEPRECATED".len();

/// The number of `text` if spaCy numbers it.
pub(crate) fn symbol(text: &str) -> Option<u64> {
    // Only letters and underscores begin a name: most words of a text are refused by this line.
    if text.len() > LONGEST || !text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        return None;
    }
    if let Some(number) = reserved(text) {
        return Some(number);
    }
    NUMBERS.get(text).copied()
}

/// `FLAG19` to `FLAG63` and `DEPRECATED001` to `DEPRECATED276`: spare numbers of older versions.
fn reserved(text: &str) -> Option<u64> {
    let (digits, width, known, before) = if let Some(digits) = text.strip_prefix("FLAG") {
        (digits, 2, 19..=63, 0)
    } else {
        (text.strip_prefix("DEPRECATED")?, 3, 1..=276, 103)
    };
    if digits.len() != width || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: u64 = digits.parse().ok()?;
    known.contains(&number).then_some(number + before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_the_originals_numbers() {
        let known = [
            ("IS_ALPHA", 1),
            ("IS_CURRENCY", 18),
            ("FLAG19", 19),
            ("FLAG63", 63),
            ("ID", 64),
            ("ORTH", 65),
            ("NORM", 67),
            ("NOUN", 92),
            ("X", 101),
            ("SPACE", 103),
            ("DEPRECATED001", 104),
            ("DEPRECATED276", 379),
            ("PERSON", 380),
            ("CARDINAL", 397),
            ("punct", 445),
            ("_", 456),
        ];
        for (name, number) in known {
            assert_eq!(symbol(name), Some(number), "{name}");
        }
        for other in [
            "",
            "noun",
            "ROOT",
            "FLAG18",
            "FLAG1",
            "FLAG+9",
            "DEPRECATED277",
            "Person",
        ] {
            assert_eq!(symbol(other), None, "{other}");
        }
    }
}
