//! The text side of the conversion: tokenizer rules, norms, attribute-ruler patterns, lemma tables.

use std::collections::BTreeMap;

use rmpv::Value;

use super::convert::WheelFiles;
use super::error::ConvertError;
use super::file::SectionsBuilder;
use crate::lexeme::{BASE_NORMS, NORM_SECTION, string_id};
use crate::tokenizer::{RuleSource, convert_rules};

/// Attribute numbers of the original, as they stand in its tokenizer file.
const ORTH: u64 = 65;
const NORM: u64 = 67;

const TOKENIZER: &str = "tokenizer";
const VOCABULARY: &str = "vocab/lookups.bin";

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
    Ok(())
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
        self.map(&self.value)?
            .iter()
            .find_map(|(known, value)| (known.as_str() == Some(key)).then_some(value))
            .ok_or_else(|| self.unexpected(format!("`{key}` is missing")))
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
