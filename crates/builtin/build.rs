//! Compiles `lexicon/` at the root of the repository. Errors in its files fail the build with the list;
//! with `DETENTE_LEXICON_ERRORS=warn` they are warnings, and the bad rows are left out.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use detente_lexicon::{Lexicon, LexiconSource, Severity, SourceFile};

/// Problems printed before the build fails; the rest is counted.
const SHOWN: usize = 50;

fn main() -> Result<(), Box<dyn Error>> {
    let crate_folder = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let folder = crate_folder.join("../../lexicon");
    println!("cargo::rerun-if-changed={}", folder.display());
    println!("cargo::rerun-if-changed=build.rs");
    let mut source = LexiconSource::default();
    collect(&folder, &folder, &mut source.files)?;
    let (lexicon, problems) = Lexicon::load(&source);
    let errors: Vec<String> = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .map(|problem| format!("lexicon/{problem}"))
        .collect();
    println!("cargo::rerun-if-env-changed=DETENTE_LEXICON_ERRORS");
    if !errors.is_empty() {
        // Printed here, as an error returned from `main` would show its line breaks as `\n`.
        let rest = errors.len().saturating_sub(SHOWN);
        let shown = &errors[..errors.len() - rest];
        if env::var("DETENTE_LEXICON_ERRORS").is_ok_and(|value| value == "warn") {
            for error in shown {
                println!("cargo::warning={error}");
            }
        } else {
            eprintln!(
                "{} errors in the lexicon:\n{}\n({rest} more)",
                errors.len(),
                shown.join("\n")
            );
            std::process::exit(1);
        }
    }
    let bytes = postcard::to_stdvec(&lexicon)?;
    // What the program decodes at its start is decoded here once, so that it cannot fail there.
    postcard::from_bytes::<Lexicon>(&bytes)?;
    fs::write(
        PathBuf::from(env::var("OUT_DIR")?).join("lexicon.bin"),
        bytes,
    )?;
    Ok(())
}

/// All files under `folder`, their paths relative to `root` with `/`.
fn collect(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) -> Result<(), Box<dyn Error>> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        // Editors leave hidden and backup files about.
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || name.ends_with('~') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            collect(root, &path, files)?;
        } else {
            let parts: Vec<String> = path
                .strip_prefix(root)?
                .iter()
                .map(|part| part.to_string_lossy().into_owned())
                .collect();
            files.push(SourceFile::new(parts.join("/"), fs::read(&path)?));
        }
    }
    Ok(())
}
