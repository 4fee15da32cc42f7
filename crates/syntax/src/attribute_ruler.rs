//! Coarse parts of speech from fine tags, words and relations, by the original's list of patterns.
//!
//! Each pattern tests one token or two neighbours and, where it fits, sets attributes of one of them;
//! of several that fit, the later in the list has the last word. The original has the same list and
//! runs it through its general matcher; here the patterns are found by tag and by word.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::labels::{Dep, Pos, Tag};
use crate::lexeme::Lexeme;
use crate::model::{ModelError, Sections};

/// Name of the section.
const SECTION: &str = "attribute_ruler.patterns";

/// What a pattern asks of one token, as the model file keeps it. Names are those of the labels.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TokenPattern {
    /// The tags it may have; none given means any.
    pub tags: Option<Vec<String>>,
    /// The relations it may have; none given means any.
    pub deps: Option<Vec<String>>,
    /// The numbers of the lower-case words it may be; none given means any.
    pub lowers: Option<Vec<u64>>,
    /// Whether it is white space.
    pub is_space: Option<bool>,
}

/// What a pattern sets, as the model file keeps it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Attributes {
    /// Coarse part of speech.
    pub pos: Option<String>,
    /// Fine tag.
    pub tag: Option<String>,
    /// Relation.
    pub dep: Option<String>,
    /// What the morphological features say of the form.
    pub form: Option<Form>,
    /// Lemma.
    pub lemma: Option<String>,
}

/// One pattern, as the model file keeps it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Pattern {
    /// The tokens it tests, one or two.
    pub tokens: Vec<TokenPattern>,
    /// Which of them gets the attributes.
    pub index: usize,
    /// The attributes.
    pub attributes: Attributes,
}

/// As much of the morphological features as decides whether a form is its own lemma.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Form {
    /// `Number=Sing`.
    singular: bool,
    /// `VerbForm=Fin` and `Tense=Pres` without a number.
    plain_present: bool,
    /// `VerbForm=Inf`, `VerbForm=None` or `Degree=Pos`.
    uninflected: bool,
}

impl Form {
    /// Reads features as the model writes them (`Number=Sing|Person=3`; `_` for none).
    pub fn parse(features: &str) -> Self {
        let value = |name: &str| {
            features
                .split('|')
                .find_map(|feature| feature.strip_prefix(name)?.strip_prefix('='))
        };
        let (number, verb_form) = (value("Number"), value("VerbForm"));
        Self {
            singular: number == Some("Sing"),
            plain_present: verb_form == Some("Fin")
                && value("Tense") == Some("Pres")
                && number.is_none(),
            uninflected: matches!(verb_form, Some("Inf" | "None"))
                || value("Degree") == Some("Pos"),
        }
    }

    fn is_base(self, pos: Pos) -> bool {
        self.uninflected
            || (pos == Pos::NOUN && self.singular)
            || (pos == Pos::VERB && self.plain_present)
    }
}

/// What the patterns say of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Annotation<'a> {
    /// Fine tag: the tagger's, but `_SP` for white space.
    pub tag: Tag,
    /// Relation: the parser's, but `dep` for white space.
    pub dep: Dep,
    /// Coarse part of speech.
    pub pos: Pos,
    /// The lemma, where the patterns give it (pronouns, auxiliaries, contractions).
    pub lemma: Option<&'a str>,
    form: Form,
}

impl Annotation<'_> {
    /// Whether the form is known to be its own lemma: singular nouns, infinitives, positives.
    pub fn is_base_form(&self) -> bool {
        self.form.is_base(self.pos)
    }
}

/// A token as tagger and parser leave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaggedToken {
    /// Number of the word in lower case ([`Lexeme::lower`]).
    pub lower: u64,
    /// Whether the token is white space.
    pub is_space: bool,
    /// Fine tag.
    pub tag: Tag,
    /// Relation.
    pub dep: Dep,
}

impl TaggedToken {
    /// A token of word type `lexeme`.
    pub fn new(lexeme: &Lexeme, tag: Tag, dep: Dep) -> Self {
        Self {
            lower: lexeme.lower,
            is_space: lexeme.is_space,
            tag,
            dep,
        }
    }
}

/// [`TokenPattern`] with sets as bits; the word is tested on its own.
#[derive(Debug, Clone)]
struct Test {
    tags: u64,
    deps: u64,
    lowers: Option<Vec<u64>>,
    is_space: Option<bool>,
}

impl Test {
    fn fits_but_word(&self, token: &TaggedToken) -> bool {
        self.tags >> token.tag as u8 & 1 == 1
            && self.deps >> token.dep as u8 & 1 == 1
            && self
                .is_space
                .is_none_or(|is_space| is_space == token.is_space)
    }

    fn fits(&self, token: &TaggedToken) -> bool {
        self.fits_but_word(token)
            && self
                .lowers
                .as_ref()
                .is_none_or(|lowers| lowers.contains(&token.lower))
    }
}

#[derive(Debug, Clone)]
struct Rule {
    first: Test,
    second: Option<Test>,
    on_second: bool,
    pos: Option<Pos>,
    tag: Option<Tag>,
    dep: Option<Dep>,
    form: Option<Form>,
    lemma: Option<String>,
}

/// Sets coarse parts of speech, and some lemmas.
pub struct AttributeRuler {
    rules: Vec<Rule>,
    /// By tag: the rules that ask for no word, in order.
    by_tag: Vec<Vec<u16>>,
    /// By lower-case word: the rules that ask for it, in order.
    by_word: FxHashMap<u64, Vec<u16>>,
}

const _: () = assert!(
    Tag::ALL.len() <= 64 && Dep::ALL.len() <= 64,
    "label sets are kept as bits"
);

impl AttributeRuler {
    /// The ruler of a model.
    ///
    /// # Errors
    /// [`ModelError`] when the model has no patterns or damaged ones.
    pub fn from_sections(sections: &Sections) -> Result<Self, ModelError> {
        let patterns: Vec<Pattern> = postcard::from_bytes(sections.get(SECTION)?)
            .map_err(|error| ModelError::bad(SECTION, error.to_string()))?;
        Self::new(patterns).map_err(|reason| ModelError::bad(SECTION, reason))
    }

    fn new(patterns: Vec<Pattern>) -> Result<Self, String> {
        let rules: Vec<Rule> = patterns
            .into_iter()
            .map(Rule::new)
            .collect::<Result<_, _>>()?;
        if rules.len() > usize::from(u16::MAX) {
            return Err("too many patterns".to_owned());
        }
        let mut by_tag = vec![Vec::new(); Tag::ALL.len()];
        let mut by_word: FxHashMap<u64, Vec<u16>> = FxHashMap::default();
        for (rule, number) in rules.iter().zip(0..) {
            if let Some(lowers) = &rule.first.lowers {
                for &lower in lowers {
                    by_word.entry(lower).or_default().push(number);
                }
            } else {
                for (tag, listed) in by_tag.iter_mut().enumerate() {
                    if rule.first.tags >> tag & 1 == 1 {
                        listed.push(number);
                    }
                }
            }
        }
        Ok(Self {
            rules,
            by_tag,
            by_word,
        })
    }

    /// Annotates the tokens of a text, in place of what `out` holds.
    pub fn annotate<'a>(&'a self, tokens: &[TaggedToken], out: &mut Vec<Annotation<'a>>) {
        out.clear();
        out.reserve(tokens.len());
        // Numbers of the rules to apply to this token, and to the next one.
        let (mut here, mut next) = (Vec::new(), Vec::new());
        for (index, token) in tokens.iter().enumerate() {
            let follower = tokens.get(index + 1);
            let by_word = self
                .by_word
                .get(&token.lower)
                .map_or(&[][..], Vec::as_slice);
            let ordered = here.is_empty() && by_word.is_empty();
            for &number in self.by_tag[token.tag as usize].iter().chain(by_word) {
                let rule = &self.rules[usize::from(number)];
                let fits = rule.first.fits_but_word(token)
                    && rule
                        .second
                        .as_ref()
                        .is_none_or(|test| follower.is_some_and(|token| test.fits(token)));
                if fits {
                    if rule.on_second { &mut next } else { &mut here }.push(number);
                }
            }
            if !ordered {
                here.sort_unstable();
            }
            let mut annotation = Annotation {
                tag: token.tag,
                dep: token.dep,
                pos: Pos::Unset,
                lemma: None,
                form: Form::default(),
            };
            for &number in &here {
                self.rules[usize::from(number)].apply(&mut annotation);
            }
            out.push(annotation);
            std::mem::swap(&mut here, &mut next);
            next.clear();
        }
    }
}

impl Rule {
    fn new(pattern: Pattern) -> Result<Self, String> {
        let Attributes {
            pos,
            tag,
            dep,
            form,
            lemma,
        } = pattern.attributes;
        let mut tests = pattern.tokens.iter().map(Test::new);
        let first = tests.next().ok_or("a pattern without tokens")??;
        let second = tests.next().transpose()?;
        if tests.next().is_some() || pattern.index > usize::from(second.is_some()) {
            return Err("a pattern of more than two tokens".to_owned());
        }
        let unknown = |name: String| format!("an unknown label `{name}`");
        Ok(Self {
            first,
            second,
            on_second: pattern.index == 1,
            pos: pos
                .map(|name| Pos::parse(&name).ok_or_else(|| unknown(name)))
                .transpose()?,
            tag: tag
                .map(|name| Tag::parse(&name).ok_or_else(|| unknown(name)))
                .transpose()?,
            dep: dep
                .map(|name| Dep::parse(&name).ok_or_else(|| unknown(name)))
                .transpose()?,
            form,
            lemma,
        })
    }

    fn apply<'a>(&'a self, annotation: &mut Annotation<'a>) {
        annotation.pos = self.pos.unwrap_or(annotation.pos);
        annotation.tag = self.tag.unwrap_or(annotation.tag);
        annotation.dep = self.dep.unwrap_or(annotation.dep);
        annotation.form = self.form.unwrap_or(annotation.form);
        annotation.lemma = self.lemma.as_deref().or(annotation.lemma);
    }
}

impl Test {
    fn new(token: &TokenPattern) -> Result<Self, String> {
        let unknown = |name: &String| format!("an unknown label `{name}`");
        let mut tags = u64::MAX;
        if let Some(names) = &token.tags {
            tags = 0;
            for name in names {
                tags |= 1 << Tag::parse(name).ok_or_else(|| unknown(name))? as u8;
            }
        }
        let mut deps = u64::MAX;
        if let Some(names) = &token.deps {
            deps = 0;
            for name in names {
                deps |= 1 << Dep::parse(name).ok_or_else(|| unknown(name))? as u8;
            }
        }
        Ok(Self {
            tags,
            deps,
            lowers: token.lowers.clone(),
            is_space: token.is_space,
        })
    }
}

/// The section of a model file with these patterns: its name and contents.
pub(crate) fn convert_patterns(patterns: Vec<Pattern>) -> Result<(&'static str, Vec<u8>), String> {
    let bytes = postcard::to_allocvec(&patterns).map_err(|error| error.to_string())?;
    AttributeRuler::new(patterns)?;
    Ok((SECTION, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexeme::string_id;

    fn token(tags: &[&str], lowers: &[&str]) -> TokenPattern {
        let tags = tags.iter().map(|&tag| tag.to_owned()).collect();
        let lowers = lowers
            .iter()
            .map(|word| string_id(word))
            .collect::<Vec<_>>();
        TokenPattern {
            tags: Some(tags),
            lowers: (!lowers.is_empty()).then_some(lowers),
            ..TokenPattern::default()
        }
    }

    fn pattern(tokens: Vec<TokenPattern>, index: usize, pos: &str, lemma: Option<&str>) -> Pattern {
        let attributes = Attributes {
            pos: Some(pos.to_owned()),
            lemma: lemma.map(str::to_owned),
            ..Attributes::default()
        };
        Pattern {
            tokens,
            index,
            attributes,
        }
    }

    #[test]
    fn the_last_pattern_that_fits_decides() -> Result<(), String> {
        let ruler = AttributeRuler::new(vec![
            pattern(vec![token(&["VB", "VBP"], &[])], 0, "VERB", None),
            pattern(vec![token(&["VB"], &["be"])], 0, "AUX", Some("be")),
            pattern(
                vec![token(&["EX"], &[]), token(&["VBP"], &[])],
                1,
                "X",
                None,
            ),
            pattern(vec![token(&["VBP"], &["are"])], 0, "AUX", None),
        ])?;
        let tagged = |word: &str, tag| TaggedToken {
            lower: string_id(word),
            is_space: false,
            tag,
            dep: Dep::Root,
        };
        let mut out = Vec::new();
        let tokens = [
            tagged("be", Tag::VB),
            tagged("be", Tag::VBP),
            tagged("there", Tag::EX),
            tagged("are", Tag::VBP),
            tagged("there", Tag::EX),
            tagged("exist", Tag::VBP),
            tagged("there", Tag::EX),
        ];
        ruler.annotate(&tokens, &mut out);
        let found: Vec<_> = out.iter().map(|annotation| annotation.pos).collect();
        assert_eq!(
            found,
            [
                Pos::AUX,
                Pos::VERB,
                Pos::Unset,
                Pos::AUX,
                Pos::Unset,
                Pos::X,
                Pos::Unset
            ]
        );
        assert_eq!((out[0].lemma, out[1].lemma), (Some("be"), None));
        Ok(())
    }

    #[test]
    fn features_tell_base_forms() {
        let base = |features: &str, pos| Form::parse(features).is_base(pos);
        assert!(base("Number=Sing", Pos::NOUN) && !base("Number=Sing", Pos::PROPN));
        assert!(base("Tense=Pres|VerbForm=Fin", Pos::VERB));
        assert!(!base(
            "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
            Pos::VERB
        ));
        assert!(base("VerbForm=Inf", Pos::AUX) && base("Degree=Pos", Pos::ADV));
        assert!(!base("_", Pos::NOUN) && !base("Degree=Cmp", Pos::ADJ));
    }
}
