//! Every page in `tests/pages` and in the repository's `samples` is read, and what comes out must be
//! what stands in `tests/expected/<page>.txt`. `DETENTE_BLESS=1 cargo test -p detente-page` writes
//! those files anew; read the difference before it is committed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use detente_page::{Article, PageHint, read_page};

fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages: Vec<PathBuf> = [root.join("tests/pages"), root.join("../../samples")]
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flatten()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "html" || e == "txt"))
        .collect();
    pages.sort();
    pages
}

/// The article in a form to read: what the page tells of itself, then the body.
fn shown(article: &Article) -> String {
    let mut out = String::new();
    let mut row = |name: &str, value: Option<&str>| {
        writeln!(out, "{name}: {}", value.unwrap_or("-")).unwrap();
    };
    row("title", article.title.as_deref());
    row("outlet", article.outlet.as_deref());
    row("agency", article.agency.as_deref());
    let published = article.published.as_ref();
    row(
        "published",
        published
            .map(|p| format!("{} {}", p.date, p.time.as_deref().unwrap_or("-")))
            .as_deref(),
    );
    row(
        "published from",
        published
            .map(|p| format!("{} `{}`", p.from.as_str(), p.evidence))
            .as_deref(),
    );
    row(
        "dateline",
        article.dateline.as_ref().map(|d| article.slice(&d.span)),
    );
    row("language", article.language.as_deref());
    for diagnostic in &article.diagnostics {
        row("diagnostic", Some(&diagnostic.to_string()));
    }
    for paragraph in &article.paragraphs {
        write!(out, "\n{}\n", article.slice(paragraph)).unwrap();
    }
    out
}

#[test]
fn pages_give_what_is_expected() {
    let bless = std::env::var_os("DETENTE_BLESS").is_some();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected");
    let mut wrong = String::new();
    for page in pages() {
        let name = page.file_name().unwrap().to_str().unwrap();
        let hint = PageHint {
            input: name.to_owned(),
            ..PageHint::default()
        };
        let article = read_page(&std::fs::read(&page).unwrap(), hint).unwrap();
        let got = shown(&article);
        let file = folder.join(format!("{name}.txt"));
        if bless {
            std::fs::write(&file, &got).unwrap();
            continue;
        }
        let want = std::fs::read_to_string(&file).unwrap_or_default();
        if got != want {
            write!(wrong, "\n=== {name}\n--- expected\n{want}\n--- got\n{got}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
