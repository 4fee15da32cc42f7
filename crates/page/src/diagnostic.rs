//! What went wrong while a page was read, without stopping it.

/// A fault of one input that made its article smaller or less certain.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, serde::Serialize, schemars::JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Diagnostic {
    /// A date was given but is in no form that is known; the article carries none from it.
    #[error("the date `{text}` cannot be read")]
    UnreadableDate {
        /// The date as given, cut to 200 characters.
        text: String,
    },
    /// A date was given that lies after the day on which the page was fetched; the article carries none
    /// from it.
    #[error("the date `{text}` lies after the day the page was fetched")]
    FutureDate {
        /// The date as given, cut to 200 bytes.
        text: String,
    },
    /// Byte sequences that the character set does not have were each replaced by U+FFFD.
    #[error("{count} broken characters for the charset {charset} were replaced")]
    BrokenCharacters {
        /// Replacement characters that the decoding put in.
        count: u32,
        /// The character set used, by its WHATWG name.
        charset: String,
    },
    /// The page declares one character set and is written in another.
    #[error("the page declares the charset {declared} but is in {used}")]
    WrongCharset {
        /// What the page or its transport declared.
        declared: String,
        /// The character set used instead, by its WHATWG name.
        used: String,
    },
    /// The page is in UTF-8 in some places and in windows-1252 in others; each was read as what it is.
    #[error("the page is in UTF-8 with {count} characters of windows-1252")]
    MixedCharsets {
        /// The characters of windows-1252.
        count: u32,
    },
    /// NUL bytes were taken out.
    #[error("{count} NUL bytes were taken out")]
    NulBytes {
        /// How many.
        count: u32,
    },
    /// Only the beginning of an oversized input, line or element was read.
    #[error("only {kept} of {of} bytes were read")]
    CutShort {
        /// Bytes read.
        kept: u64,
        /// Bytes there were.
        of: u64,
    },
    /// The markup nests deeper than is read; the tags beyond the limit were left out, their text kept.
    #[error("{tags} tags nested deeper than {limit} were left out")]
    DeepMarkup {
        /// Start tags left out.
        tags: u32,
        /// The deepest nesting read.
        limit: u32,
    },
    /// No body paragraph was found.
    #[error("no body text was found")]
    NoBody,
}
