//! The pipeline: a text through tokenizer, encoder, tagger, parser, attribute ruler, lemmatizer and
//! entity recogniser, in the order of the original.

use std::ops::Range;
use std::sync::Arc;

use crate::attribute_ruler::{AttributeRuler, TaggedToken};
use crate::document::{Document, Token};
use crate::kernels::{Kernels, WIDTH};
use crate::lemmatizer::Lemmatizer;
use crate::model::{ModelBytes, ModelError, Sections};
use crate::neural::Word;
use crate::neural::encoder::{Encoder, Source};
use crate::neural::vectors::VectorKeys;
use crate::parser::Parser;
use crate::recognizer::{Recognizer, TextWords};
use crate::scratch::{Group, Piece, Scratch, Work};
use crate::segment::{self, PIECE};
use crate::tagger::Tagger;
use crate::tokenizer::Tokenizer;

/// Most words parsed as one text; longer ones are cut after a sentence where one ends in the last
/// fifth, else right there.
pub(crate) const MOST_WORDS: usize = 10_000;
/// Bytes of text that are worked on together: short paragraphs, of one article or of several, share the
/// passes through the weights, and what a pass makes stays in the processor's cache.
const GROUP: usize = 6144;

/// A trained pipeline. One is shared by all threads; each thread has its own [`Scratch`].
pub struct Model {
    kernels: Kernels,
    tokenizer: Tokenizer,
    keys: VectorKeys,
    encoder: Encoder,
    tagger: Tagger,
    parser: Parser,
    ruler: AttributeRuler,
    lemmatizer: Lemmatizer,
    ner_encoder: Encoder,
    recognizer: Recognizer,
}

impl Model {
    /// The pipeline in a model file's bytes (see [`crate::model::convert`]). The big tables are used
    /// where they lie, so that a memory-mapped file is loaded in some tens of milliseconds, most of
    /// it for the checksum.
    ///
    /// # Errors
    /// [`ModelError`] when the file is damaged, of another format or of another pipeline.
    pub fn from_bytes(bytes: ModelBytes) -> Result<Self, ModelError> {
        let sections = Sections::open(bytes)?;
        let encoder = Encoder::load(&sections, "encoder", 6)?;
        let ner_encoder = Encoder::load(&sections, "ner_encoder", 4)?;
        let vectors = encoder.vector_rows().min(ner_encoder.vector_rows());
        Ok(Self {
            kernels: Kernels::detect(),
            tokenizer: Tokenizer::from_sections(&sections)?,
            keys: VectorKeys::load(&sections, vectors)?,
            encoder,
            tagger: Tagger::load(&sections)?,
            parser: Parser::load(&sections)?,
            ruler: AttributeRuler::from_sections(&sections)?,
            lemmatizer: Lemmatizer::from_sections(&sections)?,
            ner_encoder,
            recognizer: Recognizer::load(&sections)?,
        })
    }

    /// Parses a whole text as the original parses one: every character counts, white space too.
    ///
    /// A text of more than 64 KiB or 10,000 words is parsed in parts. Offsets have 32 bits: of a text
    /// of more than 4 GiB the rest is left out.
    pub fn parse(&self, text: &str, scratch: &mut Scratch) -> Document {
        self.parse_with(self.kernels, text, scratch)
    }

    /// [`Model::parse`] with a given implementation of the arithmetic; all give the same result.
    pub fn parse_with(&self, kernels: Kernels, text: &str, scratch: &mut Scratch) -> Document {
        let mut run = Run::new(self, kernels, scratch);
        run.begin(text);
        let all = segment::within(text, &(0..text.len()), 0);
        let mut start = all.start;
        while start < all.end {
            let end = segment::piece_end(text, start..all.end);
            run.add(start..end, false);
            start = end;
        }
        run.end_segment();
        run.finish_one()
    }

    /// Parses each segment of a text (a paragraph, a title) as a text of its own, with each run of
    /// white space as a single space and none at the ends: wrapped lines read as prose, and no token
    /// is white space. Offsets are those of `text`; [`Document::paragraphs`] has one range a segment,
    /// an empty one where there was nothing but white space.
    ///
    /// Segments are byte ranges in rising order. What lies outside the text, overlaps the segment
    /// before, or cuts a character in two is left out.
    pub fn parse_segments(
        &self,
        text: &str,
        segments: &[Range<usize>],
        scratch: &mut Scratch,
    ) -> Document {
        let mut run = Run::new(self, self.kernels, scratch);
        run.add_segments(text, segments);
        run.finish_one()
    }

    /// [`Model::parse_segments`] for several texts, a document each. Short texts share the passes
    /// through the weights, so that this is faster than one by one; the result is the same.
    pub fn parse_all(
        &self,
        texts: &[(&str, Vec<Range<usize>>)],
        scratch: &mut Scratch,
    ) -> Vec<Document> {
        let mut run = Run::new(self, self.kernels, scratch);
        for (text, segments) in texts {
            run.add_segments(text, segments);
        }
        run.finish()
    }
}

/// Documents in the making.
struct Run<'r> {
    model: &'r Model,
    kernels: Kernels,
    scratch: &'r mut Scratch,
    drafts: Vec<Draft<'r>>,
    /// Bytes of the pieces that wait.
    waiting: usize,
}

/// One document in the making.
struct Draft<'r> {
    text: &'r str,
    document: Document,
    /// Pieces added so far.
    added: usize,
    /// For each segment that is complete: how many pieces had been added at its end.
    segments: Vec<usize>,
    /// For each piece that was parsed: the number of tokens at its end.
    pieces: Vec<usize>,
}

impl Draft<'_> {
    /// Turns the segments' piece counts into token ranges.
    fn close(mut self) -> Document {
        let mut start = 0;
        for &pieces in &self.segments {
            let end = pieces.checked_sub(1).map_or(0, |last| self.pieces[last]);
            self.document.paragraphs.push(start..end);
            start = end;
        }
        self.document.index_children();
        self.document
    }
}

impl<'r> Run<'r> {
    fn new(model: &'r Model, kernels: Kernels, scratch: &'r mut Scratch) -> Self {
        scratch.group.pieces.clear();
        Self {
            model,
            kernels,
            scratch,
            drafts: Vec::new(),
            waiting: 0,
        }
    }

    /// Begins the document of a text.
    fn begin(&mut self, text: &'r str) {
        self.drafts.push(Draft {
            text,
            document: Document::empty(Arc::from(text)),
            added: 0,
            segments: Vec::new(),
            pieces: Vec::new(),
        });
    }

    /// Adds a text as [`Model::parse_segments`] takes it.
    fn add_segments(&mut self, text: &'r str, segments: &[Range<usize>]) {
        self.begin(text);
        let mut last = 0;
        for range in segments {
            let range = segment::within(text, range, last);
            last = range.end;
            let mut rest = segment::trim(text, range);
            while !rest.is_empty() {
                let end = segment::piece_end(text, rest.clone());
                self.add(segment::trim(text, rest.start..end), true);
                rest = segment::trim(text, end..rest.end);
            }
            self.end_segment();
        }
    }

    /// Adds a piece of at most [`PIECE`] bytes of the text begun last.
    fn add(&mut self, range: Range<usize>, collapse: bool) {
        debug_assert!(range.len() <= PIECE);
        let Some(draft) = self.drafts.len().checked_sub(1) else {
            return;
        };
        self.drafts[draft].added += 1;
        self.waiting += range.len();
        self.scratch.group.pieces.push(Piece {
            draft,
            range,
            collapse,
        });
        if self.waiting >= GROUP {
            self.flush();
        }
    }

    fn end_segment(&mut self) {
        if let Some(draft) = self.drafts.last_mut() {
            draft.segments.push(draft.added);
        }
    }

    fn finish(mut self) -> Vec<Document> {
        self.flush();
        self.scratch.shrink();
        self.drafts.into_iter().map(Draft::close).collect()
    }

    /// The document of a run over one text.
    fn finish_one(self) -> Document {
        let document = self.finish().pop();
        document.unwrap_or_else(|| Document::empty(Arc::from("")))
    }

    /// Parses the pieces that wait and adds their tokens to the documents.
    fn flush(&mut self) {
        self.waiting = 0;
        if self.scratch.group.pieces.is_empty() {
            return;
        }
        self.tokenize();
        self.analyse();
        self.append();
        self.scratch.group.pieces.clear();
    }

    /// Fills the group's words from its pieces.
    fn tokenize(&mut self) {
        let Scratch {
            group,
            lexemes,
            spans,
            clean,
            ..
        } = &mut *self.scratch;
        // The lexeme cache may be emptied before a piece; the numbers of the pieces before it are
        // void then, and all are divided again. That happens once at most, since a group's words
        // are far fewer than the cache holds.
        for _ in 0..2 {
            group.clear_words();
            let mut generation = None;
            let mut stable = true;
            for piece in &group.pieces {
                let (text, range) = (self.drafts[piece.draft].text, &piece.range);
                let as_prose = piece.collapse;
                let collapsed = as_prose && clean.collapse(text, range.clone());
                let piece = if collapsed {
                    clean.text()
                } else {
                    &text[range.clone()]
                };
                self.model.tokenizer.tokenize(piece, spans, lexemes);
                if as_prose {
                    let tokenizer = &self.model.tokenizer;
                    tokenizer.divide_abbreviated(piece, spans, lexemes);
                }
                stable &= *generation.get_or_insert(lexemes.generation()) == lexemes.generation();
                let mut run = 0;
                for span in &*spans {
                    let (start, end) = if collapsed {
                        let start = clean.original(span.start, &mut run);
                        (start, clean.original(span.end - 1, &mut run) + 1)
                    } else {
                        (
                            range.start as u32 + span.start,
                            range.start as u32 + span.end,
                        )
                    };
                    group.places.push((start, end));
                    group.words.push(Word {
                        lexeme: span.lexeme,
                        space_after: span.space_after,
                    });
                    group.spaces.push(lexemes.lexeme(span.lexeme).is_space);
                }
                group.ends.push(group.words.len());
            }
            if stable {
                break;
            }
        }
        group.cut(|draft| self.drafts[draft].text);
        let lengths = |draft: usize| self.drafts[draft].document.tokens.len();
        group.place_texts(lengths);
        let mut start = 0;
        for (piece, &end) in group.pieces.iter().zip(&group.ends) {
            let pieces = &mut self.drafts[piece.draft].pieces;
            let before = pieces.last().copied().unwrap_or(0);
            pieces.push(before + (end - start));
            start = end;
        }
    }

    /// Runs the network over the group's words.
    fn analyse(&mut self) {
        let model = self.model;
        let kernels = self.kernels;
        let Scratch {
            group,
            lexemes,
            embeddings,
            ner_embeddings,
            work,
            options,
            ..
        } = &mut *self.scratch;
        let Work {
            encoder,
            states,
            batch,
            parses,
            tree,
            scores,
            rounded,
        } = work;
        let source = Source {
            lexemes,
            keys: &model.keys,
        };
        let Group {
            words, texts, tags, ..
        } = &mut *group;

        let arithmetic = (kernels, options.precision);
        let vectors = model
            .encoder
            .encode(arithmetic, words, texts, &source, embeddings, encoder);
        kernels.round_to_shorts(vectors, WIDTH, rounded);
        model.tagger.tag(kernels, rounded, scores, tags);
        let prepared = model.parser.states.prepare(kernels, rounded, states);
        model.parser.parse(&prepared, &group.texts, parses, batch);
        for (text, parse) in group.texts.iter().zip(&*parses) {
            tree.clear();
            for word in 0..text.len() {
                let (dep, under) = model.parser.label(parse, word);
                tree.heads.push(parse.head(word));
                tree.deps.push(dep);
                tree.under.push(under);
            }
            let spaces = &group.spaces[text.clone()];
            tree.finish(|word| spaces[word]);
            group.heads.extend_from_slice(&tree.heads);
            group.deps.extend_from_slice(&tree.deps);
            group.starts.extend_from_slice(&tree.starts);
        }
        if options.entities {
            let Group { words, texts, .. } = &*group;
            let vectors = model.ner_encoder.encode(
                arithmetic,
                words,
                texts,
                &source,
                ner_embeddings,
                encoder,
            );
            kernels.round_to_shorts(vectors, WIDTH, rounded);
            let prepared = model.recognizer.states.prepare(kernels, rounded, states);
            for (text, place) in group.texts.iter().zip(&group.text_places) {
                let words = TextWords {
                    first: text.start,
                    base: place.token,
                    starts: &group.starts[text.clone()],
                    spaces: &group.spaces[text.clone()],
                };
                let entities = &mut self.drafts[place.draft].document.entities;
                model
                    .recognizer
                    .recognize(&prepared, &words, batch, entities);
            }
        }
    }

    /// Adds the group's words to the documents, with their parts of speech and lemmas.
    fn append(&mut self) {
        let Scratch {
            group,
            lexemes,
            lemmas,
            tagged,
            ..
        } = &mut *self.scratch;
        lemmas.begin(lexemes.generation());
        let mut annotations = Vec::new();
        for (text, place) in group.texts.iter().zip(&group.text_places) {
            let Draft {
                text: characters,
                document,
                ..
            } = &mut self.drafts[place.draft];
            tagged.clear();
            tagged.extend(text.clone().map(|index| {
                let lexeme = lexemes.lexeme(group.words[index].lexeme);
                TaggedToken::new(lexeme, group.tags[index], group.deps[index])
            }));
            self.model.ruler.annotate(tagged, &mut annotations);
            for (index, annotation) in text.clone().zip(&annotations) {
                let token = place.token + (index - text.start);
                debug_assert_eq!(token, document.tokens.len());
                if group.starts[index] || document.sentences.is_empty() {
                    document.sentences.push(token..token);
                }
                let sentence = document.sentences.len() - 1;
                document.sentences[sentence].end = token + 1;
                let (start, end) = group.places[index];
                let word = group.words[index];
                let form = &characters[start as usize..end as usize];
                let lemma = lemmas.lemma(&self.model.lemmatizer, word.lexeme, form, annotation);
                let lemma_start = document.lemmas.len() as u32;
                document.lemmas.push_str(lemma);
                document.tokens.push(Token {
                    start,
                    end,
                    head: place.token as u32 + group.heads[index],
                    sentence: sentence as u32,
                    lemma_start,
                    lemma_len: lemma.len() as u32,
                    dep: annotation.dep,
                    tag: annotation.tag,
                    pos: annotation.pos,
                    space_after: word.space_after,
                });
            }
        }
    }
}
