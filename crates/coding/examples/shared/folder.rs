//! The lexicon of a folder, read at each run so that a change of a file counts at once.

/// The lexicon in `$DETENTE_LEXICON`, by default `lexicon/`; its errors go to stderr.
pub fn lexicon() -> detente_lexicon::Lexicon {
    let folder = std::env::var("DETENTE_LEXICON").unwrap_or_else(|_| "lexicon".into());
    let mut files = Vec::new();
    gather(std::path::Path::new(&folder), "", &mut files);
    let (lexicon, problems) =
        detente_lexicon::Lexicon::load(&detente_lexicon::LexiconSource { files });
    for problem in problems.iter().filter(|p| p.is_error()) {
        eprintln!("{problem}");
    }
    lexicon
}

fn gather(folder: &std::path::Path, prefix: &str, files: &mut Vec<detente_lexicon::SourceFile>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        let name = format!("{prefix}{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            gather(&path, &format!("{name}/"), files);
        } else {
            files.push(detente_lexicon::SourceFile::new(
                name,
                std::fs::read(&path).unwrap(),
            ));
        }
    }
}
