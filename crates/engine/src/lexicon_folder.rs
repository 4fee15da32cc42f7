//! Lexicon files on the disk.

use std::fs;
use std::path::Path;

use detente_lexicon::{Lexicon, LexiconSource, Problem, SourceFile};
use walkdir::WalkDir;

use crate::EngineError;

/// All files of a folder, hidden ones and editors' copies left out.
///
/// # Errors
/// If the folder or a file in it cannot be read.
pub fn read(folder: &Path) -> Result<LexiconSource, EngineError> {
    let unreadable = |path: &Path, error: &dyn std::fmt::Display| EngineError::LexiconUnreadable {
        path: path.to_owned(),
        reason: error.to_string(),
    };
    if !folder.is_dir() {
        return Err(unreadable(folder, &"it is no folder"));
    }
    let mut files = Vec::new();
    let wanted = |name: &str| !name.starts_with('.') && !name.ends_with('~');
    let entries = WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || wanted(&entry.file_name().to_string_lossy()));
    for entry in entries {
        let entry = entry.map_err(|error| unreadable(error.path().unwrap_or(folder), &error))?;
        if entry.file_type().is_dir() {
            continue;
        }
        let bytes = fs::read(entry.path()).map_err(|error| unreadable(entry.path(), &error))?;
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        files.push(SourceFile::new(parts.join("/"), bytes));
    }
    Ok(LexiconSource { files })
}

/// The built-in lexicon with a folder's files over it, and what is wrong with those: rows with errors are
/// left out.
///
/// # Errors
/// If the folder or a file in it cannot be read.
pub fn over_builtin(folder: &Path) -> Result<(Lexicon, Vec<Problem>), EngineError> {
    Ok(detente_builtin::lexicon().with_overlay(&read(folder)?))
}
