//! What a lexicon file has wrong, where, and how to mend it.

use std::fmt;

/// How bad a problem is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Something a reader of the files may want to know; nothing is wrong.
    Note,
    /// Probably a mistake; the row is used as it stands.
    Warning,
    /// The row, or the named part of it, is left out.
    Error,
}

impl Severity {
    /// `note`, `warning` or `error`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One finding about a lexicon file.
///
/// ```
/// use detente_lexicon::{Problem, Severity};
/// let problem = Problem::new(Severity::Error, "people/x.tsv", 3, 14, "unknown actor `RUX`", "write an ISO 3166 code");
/// assert_eq!(problem.to_string(), "people/x.tsv:3:14: error: unknown actor `RUX`: write an ISO 3166 code");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// Path of the file as it was given.
    pub file: String,
    /// Line, from 1; 0 where the whole file is meant.
    pub line: u32,
    /// Column in characters, from 1; 0 where the whole line is meant.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// What to do about it; may be empty.
    pub remedy: String,
}

impl Problem {
    /// A problem of `severity` at a place of a file.
    pub fn new(
        severity: Severity,
        file: impl Into<String>,
        line: u32,
        column: u32,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            file: file.into(),
            line,
            column,
            message: message.into(),
            remedy: remedy.into(),
        }
    }

    /// Whether it is an error, not a warning or a note.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
            if self.column > 0 {
                write!(f, ":{}", self.column)?;
            }
        }
        write!(f, ": {}: {}", self.severity, self.message)?;
        if !self.remedy.is_empty() {
            write!(f, ": {}", self.remedy)?;
        }
        Ok(())
    }
}
