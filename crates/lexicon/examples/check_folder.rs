//! Compiles a lexicon folder, prints its problems, and tells how long the steps take:
//! `cargo run --release -p detente-lexicon --example check_folder -- lexicon [error|warning|note]`.

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, fs};

use detente_lexicon::{Lexicon, LexiconSource, Severity, SourceFile};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "lexicon".to_owned());
    let least = match arguments.next().as_deref() {
        Some("note") => Severity::Note,
        Some("error") => Severity::Error,
        _ => Severity::Warning,
    };
    let mut source = LexiconSource::default();
    collect(Path::new(&folder), Path::new(&folder), &mut source.files)?;
    let start = Instant::now();
    let (lexicon, problems) = Lexicon::load(&source);
    let loading = start.elapsed();
    for problem in problems.iter().filter(|problem| problem.severity >= least) {
        println!("{problem}");
    }
    let bytes = postcard::to_stdvec(&lexicon)?;
    let mut decoding = Duration::MAX;
    let mut decoded = Lexicon::default();
    for _ in 0..20 {
        let start = Instant::now();
        decoded = postcard::from_bytes(&bytes)?;
        decoding = decoding.min(start.elapsed());
    }
    println!(
        "{} files, {} spellings, {} senses, {} role nouns, {} forums, {} agreements; {} problems; \
         compiled in {loading:?}, {} bytes decoded in {decoding:?} at best; version {}",
        source.files.len(),
        decoded.names.len(),
        decoded.names.all().len(),
        decoded.roles.all().len(),
        decoded.forums.len(),
        decoded.agreements.len(),
        problems.len(),
        bytes.len(),
        decoded.version(),
    );
    Ok(())
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else {
            let relative = path
                .strip_prefix(root)?
                .to_string_lossy()
                .replace('\\', "/");
            files.push(SourceFile::new(relative, fs::read(&path)?));
        }
    }
    Ok(())
}
