//! The word types and text chunks met so far, each worked out once.

use hashbrown::HashTable;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

use super::{Lexeme, NormTable, string_id};

/// Chunks longer than this many bytes are not kept: they hardly ever come again.
const LONGEST_CHUNK: usize = 48;
/// Chunks kept for every lexeme the cache may hold: a chunk takes in punctuation, so there are more.
const CHUNKS_PER_LEXEME: usize = 2;

/// One token of a chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    /// One past the token's last byte, counted from the beginning of the chunk. A token begins where
    /// the one before it ends.
    pub end: u32,
    /// The token's lexeme.
    pub lexeme: u32,
}

struct Chunk {
    hash: u64,
    text: (u32, u32),
    pieces: (u32, u32),
}

/// Word types by number, and how chunks of text fall into tokens. One for each thread; pass the same
/// one for text after text.
///
/// The numbers hold until [`LexemeCache::generation`] changes, which happens only at the beginning of
/// a text, when more than the given number of word types have been met.
pub struct LexemeCache {
    capacity: usize,
    generation: u64,
    lexemes: Vec<Lexeme>,
    by_orth: FxHashMap<u64, u32>,
    by_orth_and_norm: FxHashMap<(u64, u64), u32>,
    chunks: HashTable<Chunk>,
    chunk_text: String,
    chunk_pieces: Vec<Piece>,
}

impl LexemeCache {
    /// An empty cache for about `capacity` word types (some 300 bytes each with their chunks).
    pub fn new(capacity: usize) -> Self {
        Self {
            capacity,
            generation: 0,
            lexemes: Vec::new(),
            by_orth: FxHashMap::default(),
            by_orth_and_norm: FxHashMap::default(),
            chunks: HashTable::new(),
            chunk_text: String::new(),
            chunk_pieces: Vec::new(),
        }
    }

    /// Counts how often the cache has been emptied. Anything kept by lexeme number elsewhere is void
    /// when this has changed.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The number of word types held; their numbers run from 0.
    pub fn len(&self) -> usize {
        self.lexemes.len()
    }

    /// About how many word types are held at most.
    pub(crate) fn capacity(&self) -> usize {
        self.capacity
    }

    /// Whether no word type is held.
    pub fn is_empty(&self) -> bool {
        self.lexemes.is_empty()
    }

    /// The word type with number `lexeme`.
    ///
    /// # Panics
    /// If the number is not of this cache's current generation.
    pub fn lexeme(&self, lexeme: u32) -> &Lexeme {
        &self.lexemes[lexeme as usize]
    }

    /// Empties the cache if it is over its capacity.
    pub(crate) fn begin_text(&mut self) {
        if self.lexemes.len() > self.capacity
            || self.chunks.len() > self.capacity * CHUNKS_PER_LEXEME
        {
            self.generation += 1;
            self.lexemes.clear();
            self.by_orth.clear();
            self.by_orth_and_norm.clear();
            self.chunks.clear();
            self.chunk_text.clear();
            self.chunk_pieces.clear();
        }
    }

    /// The number of the word type of `text`; `special_start` is asked for once, when it is new.
    pub(crate) fn intern(
        &mut self,
        text: &str,
        norms: &NormTable,
        special_start: impl FnOnce(u64) -> u16,
    ) -> u32 {
        let orth = string_id(text);
        if let Some(&known) = self.by_orth.get(&orth) {
            return known;
        }
        let mut lexeme = Lexeme::new(text, norms);
        lexeme.special_start = special_start(orth);
        let number = self.add(lexeme);
        self.by_orth.insert(orth, number);
        number
    }

    /// The number of the word type like `lexeme` but with another normal form.
    pub(crate) fn with_norm(&mut self, lexeme: u32, norm: u64) -> u32 {
        let plain = *self.lexeme(lexeme);
        if plain.norm == norm {
            return lexeme;
        }
        if let Some(&known) = self.by_orth_and_norm.get(&(plain.orth, norm)) {
            return known;
        }
        let number = self.add(Lexeme { norm, ..plain });
        self.by_orth_and_norm.insert((plain.orth, norm), number);
        number
    }

    fn add(&mut self, lexeme: Lexeme) -> u32 {
        let number = self.lexemes.len() as u32;
        self.lexemes.push(lexeme);
        number
    }

    /// The hash to look a chunk up by.
    pub(crate) fn chunk_hash(chunk: &str) -> u64 {
        let mut hasher = FxHasher::default();
        hasher.write(chunk.as_bytes());
        hasher.finish()
    }

    /// The tokens of a chunk that came before.
    pub(crate) fn chunk(&self, hash: u64, chunk: &str) -> Option<&[Piece]> {
        let found = self.chunks.find(hash, |known| {
            known.hash == hash
                && &self.chunk_text[known.text.0 as usize..known.text.1 as usize] == chunk
        })?;
        Some(&self.chunk_pieces[found.pieces.0 as usize..found.pieces.1 as usize])
    }

    /// Keeps the tokens of a chunk that is not held yet.
    pub(crate) fn keep_chunk(&mut self, hash: u64, chunk: &str, pieces: &[Piece]) {
        if chunk.len() > LONGEST_CHUNK {
            return;
        }
        let text = self.chunk_text.len() as u32;
        self.chunk_text.push_str(chunk);
        let first = self.chunk_pieces.len() as u32;
        self.chunk_pieces.extend_from_slice(pieces);
        let entry = Chunk {
            hash,
            text: (text, self.chunk_text.len() as u32),
            pieces: (first, self.chunk_pieces.len() as u32),
        };
        self.chunks.insert_unique(hash, entry, |known| known.hash);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_cache_is_emptied_between_texts() {
        let norms = NormTable::default();
        let mut cache = LexemeCache::new(2);
        let peace = cache.intern("peace", &norms, |_| 0);
        assert_eq!(cache.intern("peace", &norms, |_| 0), peace);
        cache.intern("talks", &norms, |_| 0);
        cache.begin_text();
        assert_eq!((cache.generation(), cache.len()), (0, 2));
        cache.intern("resume", &norms, |_| 0);
        cache.begin_text();
        assert_eq!((cache.generation(), cache.len()), (1, 0));
        assert_eq!(cache.chunk(LexemeCache::chunk_hash("peace"), "peace"), None);
    }

    #[test]
    fn another_norm_is_another_word_type() {
        let norms = NormTable::default();
        let mut cache = LexemeCache::new(10);
        let plain = cache.intern("’s", &norms, |_| 0);
        let is = cache.with_norm(plain, string_id("is"));
        assert_ne!(plain, is);
        assert_eq!(cache.with_norm(plain, string_id("is")), is);
        assert_eq!(cache.with_norm(plain, cache.lexeme(plain).norm), plain);
        assert_eq!(cache.lexeme(is).orth, cache.lexeme(plain).orth);
    }
}
