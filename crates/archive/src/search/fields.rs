//! The fields of the index.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer,
    TextAnalyzer,
};

/// The name of the analyser of running text.
const ENGLISH: &str = "english";
/// The name of the analyser of names: words as they are, in lower case and without accents.
const NAMES: &str = "names";

/// The fields of the index.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    /// The article's key in the ledger.
    pub key: Field,
    /// The article's id, by which it is replaced.
    pub id: Field,
    pub title: Field,
    pub text: Field,
    /// Words of names, for queries with typing errors.
    pub names: Field,
    /// Day of publication.
    pub day: Field,
    /// `kind:value` of each of the article's terms.
    pub term: Field,
}

/// The schema with its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let text = |analyser: &str| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(analyser)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions),
        )
    };
    let mut schema = Schema::builder();
    let fields = Fields {
        key: schema.add_u64_field("key", FAST | STORED),
        id: schema.add_text_field("id", STRING),
        title: schema.add_text_field("title", text(ENGLISH)),
        text: schema.add_text_field("text", text(ENGLISH)),
        names: schema.add_text_field("names", text(NAMES)),
        day: schema.add_i64_field("day", FAST | INDEXED),
        term: schema.add_text_field("term", STRING),
    };
    (schema.build(), fields)
}

/// The analyser of running text.
pub(super) fn english() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(60))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .filter(Stemmer::new(Language::English))
        .build()
}

/// The analyser of names.
pub(super) fn names() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(60))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .build()
}

/// Makes the analysers known to an index.
pub(super) fn register(index: &tantivy::Index) {
    index.tokenizers().register(ENGLISH, english());
    index.tokenizers().register(NAMES, names());
}

/// The words that an analyser makes of a text, in order.
pub(super) fn words(mut analyser: TextAnalyzer, text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut stream = analyser.token_stream(text);
    while stream.advance() {
        words.push(stream.token().text.clone());
    }
    words
}
