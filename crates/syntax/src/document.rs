//! What the pipeline makes of a text: tokens in a dependency tree, sentences, paragraphs, entities.

use std::ops::Range;
use std::sync::Arc;

use crate::labels::{Dep, EntityType, Pos, Tag};

/// One token. Offsets are bytes into [`Document::text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte of the token.
    pub start: u32,
    /// One past the last byte of the token.
    pub end: u32,
    /// Index of the governing token; a root governs itself.
    pub head: u32,
    /// Index of the sentence the token stands in.
    pub sentence: u32,
    /// Start of the lemma in the document's lemma arena.
    pub(crate) lemma_start: u32,
    /// Length of the lemma in bytes.
    pub(crate) lemma_len: u32,
    /// Relation to the head.
    pub dep: Dep,
    /// Fine-grained tag.
    pub tag: Tag,
    /// Coarse part of speech.
    pub pos: Pos,
    /// Whether white space follows.
    pub space_after: bool,
}

/// A named entity: a range of tokens with the type the recogniser gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Token indices, end exclusive.
    pub tokens: Range<usize>,
    /// The recogniser's type.
    pub kind: EntityType,
}

/// A parsed text. Token indices are `usize` and valid for this document only.
#[derive(Debug, Clone)]
pub struct Document {
    pub(crate) text: Arc<str>,
    pub(crate) tokens: Vec<Token>,
    pub(crate) lemmas: String,
    /// Sentences as token ranges, in order, covering all tokens.
    pub(crate) sentences: Vec<Range<usize>>,
    /// Paragraphs as token ranges, in order, covering all tokens.
    pub(crate) paragraphs: Vec<Range<usize>>,
    pub(crate) entities: Vec<Entity>,
    /// Dependents of all tokens, grouped by head and in text order: those of token `i` are
    /// `children[child_start[i]..child_start[i + 1]]`.
    pub(crate) children: Vec<u32>,
    pub(crate) child_start: Vec<u32>,
}

impl Document {
    /// A document without tokens.
    pub(crate) fn empty(text: Arc<str>) -> Self {
        Self {
            text,
            tokens: Vec::new(),
            lemmas: String::new(),
            sentences: Vec::new(),
            paragraphs: Vec::new(),
            entities: Vec::new(),
            children: Vec::new(),
            child_start: vec![0],
        }
    }

    /// The text that the offsets point into.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// All tokens in text order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether the document has no token.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The token at `index`.
    ///
    /// # Panics
    /// If `index` is not a token of this document.
    pub fn token(&self, index: usize) -> &Token {
        &self.tokens[index]
    }

    /// The characters of token `index`.
    pub fn word(&self, index: usize) -> &str {
        let token = &self.tokens[index];
        &self.text[token.start as usize..token.end as usize]
    }

    /// The lemma of token `index` as the pipeline gives it (lower case but for names).
    pub fn lemma(&self, index: usize) -> &str {
        let token = &self.tokens[index];
        let start = token.lemma_start as usize;
        &self.lemmas[start..start + token.lemma_len as usize]
    }

    /// The characters from the first to the last token of `tokens`.
    pub fn span_text(&self, tokens: Range<usize>) -> &str {
        if tokens.is_empty() {
            return "";
        }
        let start = self.tokens[tokens.start].start as usize;
        let end = self.tokens[tokens.end - 1].end as usize;
        &self.text[start..end]
    }

    /// Sentences as token ranges.
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// Paragraphs as token ranges: the segments the text was parsed in.
    pub fn paragraphs(&self) -> &[Range<usize>] {
        &self.paragraphs
    }

    /// Named entities in text order.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// The dependents of token `index` in text order (the root is not its own dependent).
    pub fn children(&self, index: usize) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        let range = self.child_start[index] as usize..self.child_start[index + 1] as usize;
        self.children[range].iter().map(|&child| child as usize)
    }

    /// The first dependent of `index` that has relation `dep`.
    pub fn child(&self, index: usize, dep: Dep) -> Option<usize> {
        self.children(index)
            .find(|&child| self.tokens[child].dep == dep)
    }

    /// The token governing `index`, or `None` for a root.
    pub fn head(&self, index: usize) -> Option<usize> {
        let head = self.tokens[index].head as usize;
        (head != index).then_some(head)
    }

    /// The governors of `index` from the nearest up to the root, `index` itself left out.
    pub fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.head(index), |&token| self.head(token))
    }

    /// The first and one past the last token of the subtree of `index` (a projective tree's
    /// subtree is exactly that range).
    pub fn subtree(&self, index: usize) -> Range<usize> {
        let (mut first, mut last) = (index, index);
        let mut pending = vec![index];
        while let Some(token) = pending.pop() {
            first = first.min(token);
            last = last.max(token);
            pending.extend(self.children(token));
        }
        first..last + 1
    }

    /// Whether `index` is `ancestor` or stands somewhere below it.
    pub fn is_within(&self, index: usize, ancestor: usize) -> bool {
        index == ancestor || self.ancestors(index).any(|token| token == ancestor)
    }

    /// Fills the dependents' index from the heads. Called once when a document is built.
    pub(crate) fn index_children(&mut self) {
        let n = self.tokens.len();
        let mut starts = vec![0u32; n + 1];
        for (index, token) in self.tokens.iter().enumerate() {
            if token.head as usize != index {
                starts[token.head as usize + 1] += 1;
            }
        }
        for index in 0..n {
            starts[index + 1] += starts[index];
        }
        let mut next = starts.clone();
        let mut children = vec![0u32; starts[n] as usize];
        for (index, token) in self.tokens.iter().enumerate() {
            let head = token.head as usize;
            if head != index {
                children[next[head] as usize] = index as u32;
                next[head] += 1;
            }
        }
        self.children = children;
        self.child_start = starts;
    }
}
