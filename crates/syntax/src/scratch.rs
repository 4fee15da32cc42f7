//! What a thread keeps between texts: caches and buffers.

use std::ops::Range;

use crate::attribute_ruler::TaggedToken;
use crate::kernels::ShortRows;
use crate::labels::{Dep, Tag};
use crate::lemmas::LemmaCache;
use crate::lexeme::LexemeCache;
use crate::neural::Word;
use crate::neural::embeddings::EmbeddingCache;
use crate::neural::encoder::EncoderBuffers;
use crate::neural::states::{StateBatch, StateBuffers};
use crate::parser::{self, Parse, tree::Tree};
use crate::pipeline::MOST_WORDS;
use crate::segment::Clean;
use crate::tokenizer::TokenSpan;

/// Word types a thread remembers with their embeddings: about 1.5 KiB each in all.
const LEXEMES: usize = 24_000;
/// Words that the buffers are kept large enough for after a longer text.
const KEPT: usize = 4096;

/// How exactly the network is worked out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Precision {
    /// As the original, with the products of vectors and weights in sixteen-bit integers: of a hundred
    /// thousand words six get another head; `docs/parity.md` has the figures. The result is the same on
    /// all processors.
    #[default]
    Exact,
    /// The window layers in eight-bit integers: faster on processors that multiply bytes (AVX-512
    /// VNNI). Of a thousand words two get another head.
    Fast,
}

/// What to leave out of a parse, and how exact it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseOptions {
    /// Whether entities are looked for; without them parsing takes about half the time.
    pub entities: bool,
    /// How exactly the network is worked out.
    pub precision: Precision,
}

impl Default for ParseOptions {
    fn default() -> Self {
        Self {
            entities: true,
            precision: Precision::Exact,
        }
    }
}

/// Caches and buffers of one thread: pass the same one for text after text. What it holds changes the
/// speed and never the result. It takes up to about 100 MiB.
pub struct Scratch {
    /// What to leave out of the parses that use this scratch, and how exact they are.
    pub options: ParseOptions,
    pub(crate) lexemes: LexemeCache,
    pub(crate) spans: Vec<TokenSpan>,
    pub(crate) clean: Clean,
    pub(crate) embeddings: EmbeddingCache,
    pub(crate) ner_embeddings: EmbeddingCache,
    pub(crate) lemmas: LemmaCache,
    pub(crate) tagged: Vec<TaggedToken>,
    pub(crate) group: Group,
    pub(crate) work: Work,
}

/// Buffers of the network.
#[derive(Default)]
pub(crate) struct Work {
    pub encoder: EncoderBuffers,
    pub states: StateBuffers,
    pub batch: StateBatch,
    pub parses: Vec<Parse>,
    pub tree: Tree,
    pub scores: Vec<f32>,
    /// The words' vectors, rounded for what is worked out from them.
    pub rounded: ShortRows,
}

impl Default for Scratch {
    fn default() -> Self {
        Self::new(ParseOptions::default())
    }
}

impl Scratch {
    /// Empty caches and buffers.
    pub fn new(options: ParseOptions) -> Self {
        Self {
            options,
            lexemes: LexemeCache::new(LEXEMES),
            spans: Vec::new(),
            clean: Clean::default(),
            embeddings: EmbeddingCache::default(),
            ner_embeddings: EmbeddingCache::default(),
            lemmas: LemmaCache::default(),
            tagged: Vec::new(),
            group: Group::default(),
            work: Work::default(),
        }
    }

    /// Gives back what an unusually long text took.
    pub(crate) fn shrink(&mut self) {
        if self.group.words.capacity() > KEPT {
            self.group = Group::default();
            self.spans = Vec::new();
            self.work.encoder.shrink(KEPT);
            self.work.states.shrink(KEPT, parser::PLACES);
            self.work.parses = Vec::new();
        }
    }
}

/// A stretch of a text that is parsed on its own.
pub(crate) struct Piece {
    /// The number of its document.
    pub draft: usize,
    /// Its bytes.
    pub range: Range<usize>,
    /// Whether its white space is collapsed.
    pub collapse: bool,
}

/// Where the tokens of a text go.
pub(crate) struct TextPlace {
    /// The number of the document.
    pub draft: usize,
    /// The number that the first one has there.
    pub token: usize,
}

/// Pieces that go through the network together, and what comes out.
#[derive(Default)]
pub(crate) struct Group {
    pub pieces: Vec<Piece>,
    /// The number of words at the end of each piece.
    pub ends: Vec<usize>,
    /// The words parsed as one text each: pieces, or parts of long ones.
    pub texts: Vec<Range<usize>>,
    /// For each of `texts` where its tokens go.
    pub text_places: Vec<TextPlace>,
    pub words: Vec<Word>,
    /// First and one past the last byte of each word.
    pub places: Vec<(u32, u32)>,
    pub spaces: Vec<bool>,
    pub tags: Vec<Tag>,
    /// Counted from the first word of the word's text.
    pub heads: Vec<u32>,
    pub deps: Vec<Dep>,
    pub starts: Vec<bool>,
}

impl Group {
    /// Empties all but the pieces.
    pub(crate) fn clear_words(&mut self) {
        self.ends.clear();
        self.texts.clear();
        self.text_places.clear();
        self.words.clear();
        self.places.clear();
        self.spaces.clear();
        self.tags.clear();
        self.heads.clear();
        self.deps.clear();
        self.starts.clear();
    }

    /// Makes the texts: one a piece, several where a piece has more than [`MOST_WORDS`] words.
    pub(crate) fn cut<'t>(&mut self, text_of: impl Fn(usize) -> &'t str) {
        let mut start = 0;
        for (piece, &end) in self.pieces.iter().zip(&self.ends) {
            let text = text_of(piece.draft);
            let mut put = |words: Range<usize>| {
                self.texts.push(words);
                self.text_places.push(TextPlace {
                    draft: piece.draft,
                    token: 0,
                });
            };
            while end - start > MOST_WORDS {
                let limit = start + MOST_WORDS;
                let closes = |word: &usize| {
                    let (from, to) = self.places[*word];
                    matches!(&text[from as usize..to as usize], "." | "!" | "?")
                };
                let cut = (limit - MOST_WORDS / 5..limit).rev().find(closes);
                let cut = cut.map_or(limit, |word| word + 1);
                put(start..cut);
                start = cut;
            }
            put(start..end);
            start = end;
        }
    }

    /// Gives the texts their tokens' numbers; `tokens` tells how many each document has already.
    pub(crate) fn place_texts(&mut self, tokens: impl Fn(usize) -> usize) {
        let mut next: Option<(usize, usize)> = None;
        for (place, text) in self.text_places.iter_mut().zip(&self.texts) {
            let token = match next {
                Some((draft, token)) if draft == place.draft => token,
                _ => tokens(place.draft),
            };
            place.token = token;
            next = Some((place.draft, token + text.len()));
        }
    }
}
