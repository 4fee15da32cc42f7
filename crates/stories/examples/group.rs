//! Groups the articles of JSONL files (`id`, `text` or `body`, `title`?, `published`?) into stories and
//! writes `{"id","story"}` lines, with the speed on standard error.
//!
//! `group ARTICLES.jsonl [THRESHOLD]`

use std::io::{BufRead as _, Write as _};
use std::time::Instant;

use detente_stories::{ArticleKey, StoryOptions, StoryStream};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let path = arguments
        .first()
        .ok_or("usage: group ARTICLES.jsonl [THRESHOLD]")?;
    let mut options = StoryOptions::default();
    if let Some(threshold) = arguments.get(1) {
        options.threshold = threshold.parse()?;
    }
    let mut stream = StoryStream::new(options);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut count, mut seconds) = (0, 0.0);
    for line in std::io::BufReader::new(std::fs::File::open(path)?).lines() {
        let article: Value = serde_json::from_str(&line?)?;
        let text = |name: &str| article[name].as_str();
        let key = ArticleKey {
            id: text("id").unwrap_or_default(),
            title: text("title"),
            body: text("body").or(text("text")).unwrap_or_default(),
            published: text("published").and_then(|day| day.get(..10)?.parse().ok()),
        };
        let start = Instant::now();
        let placement = stream.add(&key);
        seconds += start.elapsed().as_secs_f64();
        count += 1;
        writeln!(out, "{}", json!({"id": key.id, "story": placement.story}))?;
    }
    eprintln!(
        "{count} articles, {} open stories, {seconds:.2} s",
        stream.open_stories()
    );
    Ok(())
}
