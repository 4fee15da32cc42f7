//! The files a lexicon is made of, as bytes: this crate reads no disk.

/// One lexicon file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SourceFile {
    /// Path relative to the lexicon folder, with `/`: `people/russia.tsv`, `roles.tsv`, `acts/040-consult.toml`.
    pub path: String,
    /// The file as it lies on the disk.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

impl SourceFile {
    /// A file of `path` that holds `bytes`.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            path: path.into(),
            bytes: bytes.into(),
        }
    }
}

/// All files of a lexicon folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct LexiconSource {
    /// The files, in any order: they are read in the order of their paths.
    pub files: Vec<SourceFile>,
}
