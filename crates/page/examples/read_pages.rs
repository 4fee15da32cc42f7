//! Reads pages and writes one article a line as JSON, with the speed on standard error.
//!
//! `read_pages html FOLDER GOLD.jsonl` reads `FOLDER/<id>.html` for each id of GOLD;
//! `read_pages dump GOLD.jsonl` reads the `text` of each line as a flattened page, `read_pages text GOLD.jsonl` as a
//! ready text; `read_pages file PAGE…` reads files.

use std::io::{Read as _, Write as _};
use std::time::Instant;

use detente_page::record::ArticleRecord;
use detente_page::{Article, PageHint, TextInput, read_page};
use serde_json::Value;

type Fallible<T> = Result<T, Box<dyn std::error::Error>>;

/// Each page: id, address, bytes.
type Pages = Vec<(String, Option<String>, Vec<u8>)>;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Fallible<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let pages: Pages = match args[..] {
        ["html", folder, gold] => lines(gold)?
            .into_iter()
            .map(|line| {
                let id = line["id"].as_str().unwrap_or_default().to_owned();
                let bytes = std::fs::read(format!("{folder}/{id}.html"))
                    .or_else(|_| unpacked(&format!("{folder}/{id}.html.gz")))?;
                Ok((id, line["url"].as_str().map(str::to_owned), bytes))
            })
            .collect::<Fallible<_>>()?,
        ["dump" | "text", gold] => lines(gold)?
            .into_iter()
            .map(|line| {
                let id = line["id"].as_str().unwrap_or_default().to_owned();
                (
                    id,
                    None,
                    line["text"]
                        .as_str()
                        .unwrap_or_default()
                        .as_bytes()
                        .to_vec(),
                )
            })
            .collect(),
        ["file", ..] => args[1..]
            .iter()
            .map(|p| Ok(((*p).to_owned(), None, std::fs::read(p)?)))
            .collect::<Fallible<_>>()?,
        _ => {
            return Err(
                "usage: read_pages html FOLDER GOLD.jsonl | dump GOLD.jsonl | file PAGE…".into(),
            );
        }
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let count = pages.len();
    let mut seconds = 0.0;
    for (id, url, bytes) in pages {
        let hint = PageHint {
            input: id.clone(),
            id: Some(id.clone()),
            url,
            ..PageHint::default()
        };
        let start = Instant::now();
        let article = if args[0] == "text" {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            Ok(Article::from_text(TextInput {
                id: Some(id.clone()),
                text,
                ..TextInput::default()
            }))
        } else {
            read_page(&bytes, hint)
        };
        seconds += start.elapsed().as_secs_f64();
        match article {
            Ok(article) => {
                serde_json::to_writer(&mut out, &ArticleRecord::from(&article))?;
                writeln!(out)?;
            }
            Err(error) => eprintln!("{id}: {error}"),
        }
    }
    eprintln!("{count} pages, {:.0} a second", count as f64 / seconds);
    Ok(())
}

fn unpacked(path: &str) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(std::fs::File::open(path)?).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn lines(path: &str) -> Fallible<Vec<Value>> {
    let bytes = if std::path::Path::new(path)
        .extension()
        .is_some_and(|e| e == "gz")
    {
        unpacked(path)?
    } else {
        std::fs::read(path)?
    };
    let text = String::from_utf8(bytes)?;
    Ok(text
        .lines()
        .filter(|l| !l.trim().is_empty())
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?)
}
