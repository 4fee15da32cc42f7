//! Text to tokens, exactly as the original's rules divide it.

mod abbreviated;
mod affix;
mod affix_builder;
mod char_class;
mod python_regex;
mod special_cases;
#[cfg(test)]
mod tests;
mod url;

use serde::{Deserialize, Serialize};

use crate::lexeme::{LexemeCache, NormTable, Piece, is_space, string_id};
use crate::model::{ModelError, Sections};
use affix::AffixRules;
pub(crate) use python_regex::words_of_regex;
use special_cases::{Part, SpecialCaseTable, SpecialCases};
use url::WholePattern;

/// Name of the section with the rules.
const SECTION: &str = "tokenizer.rules";

/// A token's place in the text and its word type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TokenSpan {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Whether a space follows that is not a token itself.
    pub space_after: bool,
    /// Number of the word type in the [`LexemeCache`].
    pub lexeme: u32,
}

/// The rules as the model file keeps them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Rules {
    prefixes: AffixRules,
    suffixes: AffixRules,
    infixes: AffixRules,
    whole: WholePattern,
    special_cases: SpecialCaseTable,
}

/// What a model's tokenizer file holds, as text.
pub(crate) struct RuleSource<'a> {
    /// Pattern of prefixes.
    pub prefixes: &'a str,
    /// Pattern of suffixes.
    pub suffixes: &'a str,
    /// Pattern of infixes.
    pub infixes: &'a str,
    /// Pattern of chunks that stay whole.
    pub whole: &'a str,
    /// The tokens of each special case, with the normal forms that are given.
    pub special_cases: Vec<Vec<(String, Option<String>)>>,
}

/// Divides text into tokens.
pub struct Tokenizer {
    prefixes: AffixRules,
    suffixes: AffixRules,
    infixes: AffixRules,
    whole: WholePattern,
    special_cases: SpecialCases,
    norms: NormTable,
}

/// Where a chunk's tokens end, counted from its beginning, and the special case's part if one is.
type Cut<'a> = (usize, Option<&'a Part>);

impl Tokenizer {
    /// The tokenizer of a model.
    ///
    /// # Errors
    /// [`ModelError`] when the model has no tokenizer rules or damaged ones.
    pub fn from_sections(sections: &Sections) -> Result<Self, ModelError> {
        let rules: Rules = postcard::from_bytes(sections.get(SECTION)?)
            .map_err(|error| ModelError::bad(SECTION, error.to_string()))?;
        Self::from_rules(rules, NormTable::from_sections(sections)?)
            .map_err(|reason| ModelError::bad(SECTION, reason))
    }

    fn from_rules(rules: Rules, norms: NormTable) -> Result<Self, String> {
        rules.prefixes.check()?;
        rules.suffixes.check()?;
        rules.infixes.check()?;
        rules.whole.check()?;
        Ok(Self {
            prefixes: rules.prefixes,
            suffixes: rules.suffixes,
            infixes: rules.infixes,
            whole: rules.whole,
            special_cases: SpecialCases::new(rules.special_cases)?,
            norms,
        })
    }

    /// Divides `text` into tokens, which are put in place of what `out` holds.
    ///
    /// Tokens and the spaces after them spell the text again: nothing is left out and nothing added.
    ///
    /// # Panics
    /// If the text is 4 GiB long or longer.
    pub fn tokenize(&self, text: &str, out: &mut Vec<TokenSpan>, cache: &mut LexemeCache) {
        assert!(
            u32::try_from(text.len()).is_ok(),
            "the text is too long for offsets of 32 bits"
        );
        cache.begin_text();
        out.clear();
        let mut starts = Vec::new();
        let mut pieces = Vec::new();
        for chunk in Chunks::new(text) {
            let spelled = &text[chunk.start..chunk.end];
            let hash = LexemeCache::chunk_hash(spelled);
            if let Some(known) = cache.chunk(hash, spelled) {
                pieces.clear();
                pieces.extend_from_slice(known);
            } else {
                self.divide(spelled, &mut pieces, cache);
                cache.keep_chunk(hash, spelled, &pieces);
            }
            let mut start = chunk.start as u32;
            for piece in &pieces {
                if cache.lexeme(piece.lexeme).special_start != 0 {
                    starts.push(out.len() as u32);
                }
                let end = chunk.start as u32 + piece.end;
                out.push(TokenSpan {
                    start,
                    end,
                    space_after: false,
                    lexeme: piece.lexeme,
                });
                start = end;
            }
            if let Some(last) = out.last_mut() {
                last.space_after = chunk.space_after;
            }
        }
        self.special_cases
            .merge(text, out, &starts, cache, |part, cache| {
                self.part(part, cache)
            });
    }

    fn part(&self, part: &Part, cache: &mut LexemeCache) -> u32 {
        let plain = self.lexeme(&part.orth, cache);
        part.norm.map_or(plain, |norm| cache.with_norm(plain, norm))
    }

    fn lexeme(&self, word: &str, cache: &mut LexemeCache) -> u32 {
        cache.intern(word, &self.norms, |orth| self.special_cases.start(orth))
    }

    fn divide(&self, chunk: &str, pieces: &mut Vec<Piece>, cache: &mut LexemeCache) {
        pieces.clear();
        let mut start = 0;
        for (end, part) in self.cuts(chunk, true) {
            let lexeme = match part {
                Some(part) => self.part(part, cache),
                None => self.lexeme(&chunk[start..end], cache),
            };
            pieces.push(Piece {
                end: end as u32,
                lexeme,
            });
            start = end;
        }
    }

    /// The ends of the tokens of a chunk.
    fn cuts(&self, chunk: &str, with_special_cases: bool) -> Vec<Cut<'_>> {
        let special = |word: &str| {
            if with_special_cases {
                self.special_cases.get(word)
            } else {
                None
            }
        };
        let (start, end, mut cuts, suffixes) = self.affixes(chunk, |word| special(word).is_some());
        let middle = &chunk[start..end];
        if middle.is_empty() {
            // Affixes were all there was.
        } else if let Some(parts) = special(middle) {
            let mut at = start;
            for part in parts {
                at += part.orth.len();
                cuts.push((at, Some(part)));
            }
        } else if self.whole.fits(middle) {
            cuts.push((end, None));
        } else {
            self.cut_at_infixes(middle, start, &mut cuts);
        }
        cuts.extend(suffixes.iter().rev().map(|&end| (end, None)));
        cuts
    }

    /// Takes prefixes and suffixes off a chunk: what is left in the middle (from, to), the ends of the
    /// prefixes, and the ends of the suffixes from the last to the first.
    fn affixes(
        &self,
        chunk: &str,
        is_special: impl Fn(&str) -> bool,
    ) -> (usize, usize, Vec<Cut<'_>>, Vec<usize>) {
        let (mut start, mut end) = (0, chunk.len());
        let mut prefixes = Vec::new();
        let mut suffixes = Vec::new();
        loop {
            let word = &chunk[start..end];
            if word.is_empty() || is_special(word) {
                break;
            }
            let prefix = self.prefixes.prefix(word);
            if prefix > 0 && prefix < word.len() && is_special(&word[prefix..]) {
                start += prefix;
                prefixes.push((start, None));
                break;
            }
            let suffix = self.suffixes.suffix(&word[prefix..]);
            if suffix > 0 && suffix < word.len() && is_special(&word[..word.len() - suffix]) {
                suffixes.push(end);
                end -= suffix;
                break;
            }
            if prefix == 0 && suffix == 0 {
                break;
            }
            if prefix > 0 {
                start += prefix;
                prefixes.push((start, None));
            }
            if suffix > 0 {
                suffixes.push(end);
                end -= suffix;
            }
        }
        (start, end, prefixes, suffixes)
    }

    fn cut_at_infixes<'a>(&'a self, word: &str, offset: usize, cuts: &mut Vec<Cut<'a>>) {
        let mut done = 0;
        let mut from = 0;
        while let Some((first, last)) = self.infixes.infix(word, from) {
            from = last;
            if first == 0 {
                // As in the original, an infix at the very beginning is none.
                continue;
            }
            if first > done {
                cuts.push((offset + first, None));
            }
            cuts.push((offset + last, None));
            done = last;
        }
        if done < word.len() {
            cuts.push((offset + word.len(), None));
        }
    }
}

/// A run of characters without white space, or of white space.
struct Chunk {
    start: usize,
    end: usize,
    /// Whether a space follows that belongs to no chunk.
    space_after: bool,
}

/// The chunks of a text: what white space divides it into, and the white space itself, except that a
/// single space (or the first of several) after a word only ends the word.
struct Chunks<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Chunks<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }
}

impl Iterator for Chunks<'_> {
    type Item = Chunk;

    fn next(&mut self) -> Option<Chunk> {
        let start = self.at;
        let rest = &self.text[start..];
        let in_space = is_space(rest.chars().next()?);
        let length = run_length(rest, in_space);
        let end = start + length;
        let space_after = !in_space && self.text.as_bytes().get(end) == Some(&b' ');
        self.at = end + usize::from(space_after);
        Some(Chunk {
            start,
            end,
            space_after,
        })
    }
}

/// The length in bytes of the run of (no) white space that `text` begins with.
fn run_length(text: &str, in_space: bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte < 0x80 {
            if is_space(char::from(byte)) != in_space {
                break;
            }
            at += 1;
        } else {
            let Some(c) = text[at..].chars().next() else {
                break;
            };
            if is_space(c) != in_space {
                break;
            }
            at += c.len_utf8();
        }
    }
    at
}

/// The section of a model file with these rules: its name and contents.
pub(crate) fn convert_rules(source: &RuleSource) -> Result<(&'static str, Vec<u8>), String> {
    let part = |(orth, norm): &(String, Option<String>)| Part {
        orth: orth.clone(),
        norm: norm.as_deref().map(string_id),
    };
    let cases: Vec<Vec<Part>> = source
        .special_cases
        .iter()
        .map(|parts| parts.iter().map(part).collect())
        .collect();
    let mut rules = Rules {
        prefixes: AffixRules::from_python(source.prefixes)?,
        suffixes: AffixRules::from_python(source.suffixes)?,
        infixes: AffixRules::from_python(source.infixes)?,
        whole: WholePattern::from_python(source.whole)?,
        special_cases: SpecialCaseTable {
            cases,
            cut: Vec::new(),
        },
    };
    let tokenizer = Tokenizer::from_rules(rules.clone(), NormTable::default())?;
    for parts in &rules.special_cases.cases {
        let spelled: String = parts.iter().map(|part| part.orth.as_str()).collect();
        if tokenizer.prefixes.prefix(&spelled) > 0
            || tokenizer.infixes.infix(&spelled, 0).is_some()
            || tokenizer.suffixes.suffix(&spelled) > 0
            || spelled.contains(' ')
        {
            let mut words = Vec::new();
            for chunk in Chunks::new(&spelled) {
                let chunk = &spelled[chunk.start..chunk.end];
                let mut start = 0;
                for (end, _) in tokenizer.cuts(chunk, false) {
                    words.push(string_id(&chunk[start..end]));
                    start = end;
                }
            }
            rules.special_cases.cut.push(words);
        }
    }
    let bytes = postcard::to_allocvec(&rules).map_err(|error| error.to_string())?;
    Ok((SECTION, bytes))
}
