//! Schema.org data of a page: the JSON-LD block that describes the article.

use serde_json::Value;

/// What the article's JSON-LD object tells.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct LinkedData {
    pub headline: Option<String>,
    pub published: Option<String>,
    pub modified: Option<String>,
    pub section: Option<String>,
    pub publisher: Option<String>,
    pub authors: Vec<String>,
    pub language: Option<String>,
}

/// Deepest nesting of objects that is looked into.
const DEEPEST: usize = 12;

/// Reads the first object that is an article. A block that is no JSON is skipped.
pub(crate) fn read(blocks: &[String]) -> LinkedData {
    let mut best = LinkedData::default();
    let mut best_rank = 0;
    for block in blocks {
        // Line breaks inside strings are the commonest fault, and blanks mend it.
        let text = block
            .trim()
            .trim_start_matches("<!--")
            .trim_end_matches("-->");
        let clean: String = text
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        if let Ok(value) = serde_json::from_str::<Value>(clean.trim().trim_end_matches(';')) {
            visit(&value, 0, &mut best, &mut best_rank);
        }
    }
    best
}

fn visit(value: &Value, depth: usize, best: &mut LinkedData, best_rank: &mut u8) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(items) => items
            .iter()
            .for_each(|item| visit(item, depth + 1, best, best_rank)),
        Value::Object(object) => {
            let rank = rank(object.get("@type"));
            if rank > *best_rank {
                *best_rank = rank;
                *best = LinkedData {
                    headline: string(object.get("headline")),
                    published: string(object.get("datePublished"))
                        .or_else(|| string(object.get("dateCreated"))),
                    modified: string(object.get("dateModified")),
                    section: string(object.get("articleSection")),
                    publisher: name(object.get("publisher")).into_iter().next(),
                    authors: name(object.get("author")),
                    language: string(object.get("inLanguage")),
                };
            }
            for key in [
                "@graph",
                "mainEntity",
                "mainEntityOfPage",
                "hasPart",
                "itemListElement",
            ] {
                if let Some(inner) = object.get(key) {
                    visit(inner, depth + 1, best, best_rank);
                }
            }
        }
        _ => {}
    }
}

/// How surely a type is the article of the page; 0 for other things.
fn rank(kind: Option<&Value>) -> u8 {
    let of = |name: &str| match name.rsplit('/').next().unwrap_or(name) {
        "WebPage" => 1,
        "CreativeWork" | "VideoObject" => 2,
        "Article" | "BlogPosting" | "SocialMediaPosting" => 3,
        name if name.ends_with("Article") => 4,
        _ => 0,
    };
    match kind {
        Some(Value::String(name)) => of(name),
        Some(Value::Array(names)) => names
            .iter()
            .filter_map(Value::as_str)
            .map(of)
            .max()
            .unwrap_or(0),
        _ => 0,
    }
}

fn string(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => text.trim(),
        Value::Array(items) => items.first()?.as_str()?.trim(),
        _ => return None,
    };
    (!text.is_empty() && text.len() <= 2_000).then(|| super::unescape(text))
}

/// The name or names of a person or organisation, however they are given.
fn name(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Object(object)) => string(object.get("name")).into_iter().collect(),
        Some(Value::Array(items)) => items
            .iter()
            .take(20)
            .flat_map(|item| name(Some(item)))
            .collect(),
        other => string(other).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_article_among_other_things() {
        let block = r#"{"@graph":[{"@type":"WebSite","name":"x"},{"@type":["NewsArticle"],"headline":"Envoys &amp; ministers meet",
            "datePublished":"2011-02-14T10:00:00Z","publisher":{"@type":"Organization","name":"The Courier"},
            "author":[{"@type":"Organization","name":"Reuters"}]}]}"#;
        let data = read(&[block.to_owned()]);
        assert_eq!(data.headline.as_deref(), Some("Envoys & ministers meet"));
        assert_eq!(data.published.as_deref(), Some("2011-02-14T10:00:00Z"));
        assert_eq!(data.publisher.as_deref(), Some("The Courier"));
        assert_eq!(data.authors, ["Reuters"]);
    }

    #[test]
    fn broken_blocks_are_skipped() {
        assert_eq!(
            read(&[
                "{".into(),
                "[".repeat(5_000),
                String::new(),
                "{\"@type\":5}".into()
            ]),
            LinkedData::default()
        );
    }
}
