//! The text side of the conversion: tokenizer rules, norms, attribute-ruler patterns, lemma tables.

use std::collections::BTreeMap;

use rmpv::Value;

use super::convert::WheelFiles;
use super::error::ConvertError;
use super::file::SectionsBuilder;
use crate::attribute_ruler::{Attributes, Form, Pattern, TokenPattern, convert_patterns};
use crate::labels::{Dep, Pos, Tag};
use crate::lemmatizer::{LemmaTables, add_lemma_tables};
use crate::lexeme::{BASE_NORMS, NORM_SECTION, string_id};
use crate::tokenizer::{RuleSource, convert_rules, words_of_regex};

/// Attribute numbers of the original, as they stand in its tokenizer file.
const ORTH: u64 = 65;
const NORM: u64 = 67;

const TOKENIZER: &str = "tokenizer";
const VOCABULARY: &str = "vocab/lookups.bin";
const PATTERNS: &str = "attribute_ruler/patterns";
const LEMMAS: &str = "lemmatizer/lookups/lookups.bin";

/// The most words that a pattern's regular expression may stand for.
const MOST_WORDS: usize = 64;

/// Adds the sections of the text side to a model file.
///
/// # Errors
/// [`ConvertError`] when the package holds something else than this pipeline has.
pub fn add_text_sections(
    files: &WheelFiles,
    out: &mut SectionsBuilder,
) -> Result<(), ConvertError> {
    add_tokenizer(&Packed::read(files, TOKENIZER)?, out)?;
    add_norms(&Packed::read(files, VOCABULARY)?, out)?;
    add_patterns(&Packed::read(files, PATTERNS)?, out)?;
    add_lemmas(&Packed::read(files, LEMMAS)?, out)
}

/// A file in `MessagePack` format.
struct Packed {
    path: &'static str,
    value: Value,
}

impl Packed {
    fn read(files: &WheelFiles, path: &'static str) -> Result<Self, ConvertError> {
        let bytes = files.read(path)?;
        let value = rmpv::decode::read_value(&mut bytes.as_slice())
            .map_err(|error| ConvertError::unexpected(path, error.to_string()))?;
        Ok(Self { path, value })
    }

    fn unexpected(&self, reason: impl Into<String>) -> ConvertError {
        ConvertError::unexpected(self.path, reason)
    }

    /// The value of `key` in the file's map.
    fn get(&self, key: &str) -> Result<&Value, ConvertError> {
        self.field(&self.value, key)
    }

    /// The value of `key` in a map.
    fn field<'a>(&self, map: &'a Value, key: &str) -> Result<&'a Value, ConvertError> {
        self.map(map)?
            .iter()
            .find_map(|(known, value)| (known.as_str() == Some(key)).then_some(value))
            .ok_or_else(|| self.unexpected(format!("`{key}` is missing")))
    }

    fn texts(&self, value: &Value) -> Result<Vec<String>, ConvertError> {
        self.list(value)?
            .iter()
            .map(|item| Ok(self.text(item)?.to_owned()))
            .collect()
    }

    fn map<'a>(&self, value: &'a Value) -> Result<&'a [(Value, Value)], ConvertError> {
        value
            .as_map()
            .map(Vec::as_slice)
            .ok_or_else(|| self.unexpected("a map was expected"))
    }

    fn list<'a>(&self, value: &'a Value) -> Result<&'a [Value], ConvertError> {
        value
            .as_array()
            .map(Vec::as_slice)
            .ok_or_else(|| self.unexpected("a list was expected"))
    }

    fn text<'a>(&self, value: &'a Value) -> Result<&'a str, ConvertError> {
        value
            .as_str()
            .ok_or_else(|| self.unexpected("a string was expected"))
    }
}

fn add_tokenizer(file: &Packed, out: &mut SectionsBuilder) -> Result<(), ConvertError> {
    let pattern = |key: &str| file.text(file.get(key)?);
    if !file.get("token_match")?.is_nil() {
        return Err(file.unexpected("a pattern for whole tokens, which this pipeline has not"));
    }
    if file.get("faster_heuristics")?.as_bool() != Some(true) {
        return Err(file.unexpected("special cases are matched in another way than here"));
    }
    let mut special_cases = Vec::new();
    for (chunk, parts) in file.map(file.get("exceptions")?)? {
        let parts: Result<Vec<_>, _> = file
            .list(parts)?
            .iter()
            .map(|part| special_case_part(file, part))
            .collect();
        let parts = parts?;
        let spelled: String = parts.iter().map(|(orth, _)| orth.as_str()).collect();
        if file.text(chunk)? != spelled {
            return Err(file.unexpected(format!("the parts of `{chunk}` do not spell it")));
        }
        special_cases.push(parts);
    }
    let source = RuleSource {
        prefixes: pattern("prefix_search")?,
        suffixes: pattern("suffix_search")?,
        infixes: pattern("infix_finditer")?,
        whole: pattern("url_match")?,
        special_cases,
    };
    let (name, section) = convert_rules(&source).map_err(|reason| file.unexpected(reason))?;
    out.add(name, section);
    Ok(())
}

fn special_case_part(
    file: &Packed,
    part: &Value,
) -> Result<(String, Option<String>), ConvertError> {
    let (mut orth, mut norm) = (None, None);
    for (key, value) in file.map(part)? {
        let value = file.text(value)?.to_owned();
        match key.as_u64() {
            Some(ORTH) => orth = Some(value),
            Some(NORM) => norm = Some(value),
            _ => return Err(file.unexpected(format!("attribute {key} in a special case"))),
        }
    }
    match orth {
        Some(orth) if !orth.is_empty() => Ok((orth, norm)),
        _ => Err(file.unexpected("a special case with an empty part")),
    }
}

fn add_norms(file: &Packed, out: &mut SectionsBuilder) -> Result<(), ConvertError> {
    let mut norms: BTreeMap<u64, u64> = BTreeMap::new();
    for (norm, words) in BASE_NORMS {
        norms.extend(words.iter().map(|word| (string_id(word), string_id(norm))));
    }
    for (word, norm) in file.map(file.get("lexeme_norm")?)? {
        let word = word
            .as_u64()
            .ok_or_else(|| file.unexpected("a word without a number"))?;
        norms.insert(word, string_id(file.text(norm)?));
    }
    let pairs: Vec<[u64; 2]> = norms.into_iter().map(|(word, norm)| [word, norm]).collect();
    out.add_table(NORM_SECTION, &pairs);
    Ok(())
}

fn add_patterns(file: &Packed, out: &mut SectionsBuilder) -> Result<(), ConvertError> {
    let mut patterns = Vec::new();
    for entry in file.list(&file.value)? {
        let attributes = attributes(file, file.field(entry, "attrs")?)?;
        let index = file.field(entry, "index")?.as_u64();
        let index = index.and_then(|index| usize::try_from(index).ok());
        let index = index.ok_or_else(|| file.unexpected("a pattern without an index"))?;
        for alternative in file.list(file.field(entry, "patterns")?)? {
            let tokens: Result<Vec<_>, _> = file
                .list(alternative)?
                .iter()
                .map(|token| token_pattern(file, token))
                .collect();
            // A pattern for a tag or relation that the pipeline never gives is left out.
            if let Some(tokens) = tokens?.into_iter().collect::<Option<Vec<_>>>() {
                patterns.push(Pattern {
                    tokens,
                    index,
                    attributes: attributes.clone(),
                });
            }
        }
    }
    let (name, section) = convert_patterns(patterns).map_err(|reason| file.unexpected(reason))?;
    out.add(name, section);
    Ok(())
}

fn attributes(file: &Packed, map: &Value) -> Result<Attributes, ConvertError> {
    let mut attributes = Attributes::default();
    for (key, value) in file.map(map)? {
        let value = file.text(value)?;
        match file.text(key)? {
            "POS" => attributes.pos = Some(value.to_owned()),
            "TAG" => attributes.tag = Some(value.to_owned()),
            "DEP" => attributes.dep = Some(value.to_owned()),
            "LEMMA" => attributes.lemma = Some(value.to_owned()),
            "MORPH" => attributes.form = Some(Form::parse(value)),
            other => return Err(file.unexpected(format!("a pattern that sets `{other}`"))),
        }
    }
    Ok(attributes)
}

/// What a pattern asks of one token; nothing if no token of the pipeline can have it.
fn token_pattern(file: &Packed, map: &Value) -> Result<Option<TokenPattern>, ConvertError> {
    let mut pattern = TokenPattern::default();
    let tags: Vec<&str> = Tag::ALL.iter().map(|tag| tag.as_str()).collect();
    let deps: Vec<&str> = Dep::ALL.iter().map(|dep| dep.as_str()).collect();
    for (key, value) in file.map(map)? {
        match file.text(key)? {
            "TAG" => pattern.tags = Some(labels(file, value, &tags)?),
            "DEP" => pattern.deps = Some(labels(file, value, &deps)?),
            "LOWER" => {
                let words = words(file, value)?;
                pattern.lowers = Some(words.iter().map(|word| string_id(word)).collect());
            }
            "IS_SPACE" => {
                let is_space = value.as_bool();
                pattern.is_space =
                    Some(is_space.ok_or_else(|| file.unexpected("`IS_SPACE` of another kind"))?);
            }
            other => return Err(file.unexpected(format!("a pattern that tests `{other}`"))),
        }
    }
    let possible = |labels: &Option<Vec<String>>| labels.as_ref().is_none_or(|l| !l.is_empty());
    Ok((possible(&pattern.tags) && possible(&pattern.deps)).then_some(pattern))
}

/// A test of a pattern: the operator and its operand; a plain value is tested for equality.
fn test<'a>(file: &Packed, value: &'a Value) -> Result<(&'a str, &'a Value), ConvertError> {
    match value.as_map().map(Vec::as_slice) {
        None => Ok(("==", value)),
        Some([(operator, operand)]) => {
            let operator = operator
                .as_str()
                .ok_or_else(|| file.unexpected("no operator"))?;
            Ok((operator, operand))
        }
        Some(_) => Err(file.unexpected("a test with several operators")),
    }
}

/// Those of the labels `all` that pass a test.
fn labels(file: &Packed, value: &Value, all: &[&str]) -> Result<Vec<String>, ConvertError> {
    let (listed, wanted) = match test(file, value)? {
        ("==", label) => (vec![file.text(label)?.to_owned()], true),
        ("IN", labels) => (file.texts(labels)?, true),
        ("NOT_IN", labels) => (file.texts(labels)?, false),
        (other, _) => return Err(file.unexpected(format!("operator `{other}` on a label"))),
    };
    let passes = |label: &&&str| listed.iter().any(|known| known == **label) == wanted;
    Ok(all
        .iter()
        .filter(passes)
        .map(|&label| label.to_owned())
        .collect())
}

/// The words that pass a test.
fn words(file: &Packed, value: &Value) -> Result<Vec<String>, ConvertError> {
    match test(file, value)? {
        ("==", word) => Ok(vec![file.text(word)?.to_owned()]),
        ("IN", words) => file.texts(words),
        ("REGEX", pattern) => words_of_regex(file.text(pattern)?, MOST_WORDS)
            .map_err(|reason| file.unexpected(reason)),
        (other, _) => Err(file.unexpected(format!("operator `{other}` on a word"))),
    }
}

fn add_lemmas(file: &Packed, out: &mut SectionsBuilder) -> Result<(), ConvertError> {
    let mut tables: BTreeMap<Pos, LemmaTables> = BTreeMap::new();
    for (pos, words) in by_pos(file, "lemma_index")? {
        tables.entry(pos).or_default().index = file.texts(words)?;
    }
    for (pos, map) in by_pos(file, "lemma_exc")? {
        let entries = file.map(map)?.iter();
        tables.entry(pos).or_default().exceptions = entries
            .map(|(word, lemmas)| Ok((file.text(word)?.to_owned(), file.texts(lemmas)?)))
            .collect::<Result<_, ConvertError>>()?;
    }
    for (pos, rules) in by_pos(file, "lemma_rules")? {
        for rule in file.list(rules)? {
            let pair: [String; 2] = file
                .texts(rule)?
                .try_into()
                .map_err(|_| file.unexpected("a lemma rule that is no pair"))?;
            tables.entry(pos).or_default().rules.push(pair.into());
        }
    }
    let tables: Vec<(Pos, LemmaTables)> = tables.into_iter().collect();
    add_lemma_tables(&tables, out).map_err(|reason| file.unexpected(reason))
}

/// The entries of a table whose keys are the numbers of lower-case parts of speech.
fn by_pos<'a>(file: &'a Packed, table: &str) -> Result<Vec<(Pos, &'a Value)>, ConvertError> {
    let number = |pos: Pos| string_id(&pos.as_str().to_lowercase());
    let mut found = Vec::new();
    for (key, value) in file.map(file.get(table)?)? {
        let pos = Pos::ALL
            .iter()
            .find(|&&pos| Some(number(pos)) == key.as_u64());
        let pos = pos.ok_or_else(|| file.unexpected(format!("`{table}` has the key {key}")))?;
        found.push((*pos, value));
    }
    Ok(found)
}
