//! The body of an HTML page: the readable part of its tree, cleaned block by block.

use super::headline::squash;
use super::scan::{self, Block, BlockKind};
use crate::furniture::{self, Furniture};

/// The body's paragraphs. `title` is dropped where it opens them.
pub(crate) fn read(html: &str, title: Option<&str>) -> Vec<String> {
    let content = legible::parse(html, None, None)
        .map(|article| article.content)
        .unwrap_or_default();
    clean(scan::scan(&content).blocks, title)
}

/// A block, and what its words tell.
struct Judged {
    block: Block,
    furniture: Option<Furniture>,
    words: usize,
}

impl Judged {
    /// Whether it reads as sentences.
    fn is_prose(&self) -> bool {
        self.furniture.is_none()
            && self.words >= 8
            && self.link_share() < 0.5
            && ends_sentence(&self.block.text)
    }

    fn link_share(&self) -> f64 {
        self.block.linked as f64 / self.block.text.len().max(1) as f64
    }

    /// Whether it is a link or a list of links, and so leads elsewhere.
    fn leads_away(&self) -> bool {
        self.link_share() > 0.75 && self.words < 40
    }
}

/// Whether a line ends the way sentences do.
pub(crate) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '“'])
        .ends_with(['.', '!', '?', '…', ':', '。'])
        || text.ends_with(['"', '”'])
}

fn clean(blocks: Vec<Block>, title: Option<&str>) -> Vec<String> {
    let mut judged: Vec<Judged> = blocks
        .into_iter()
        .map(|block| Judged {
            furniture: furniture::of_line(&block.text),
            words: block.text.split_whitespace().count(),
            block,
        })
        .collect();
    let title = title.map(squash);
    let Some(first) = judged.iter().position(Judged::is_prose) else {
        return judged
            .into_iter()
            .filter(|j| j.furniture.is_none())
            .map(|j| j.block.text)
            .collect();
    };
    let prose_words: usize = judged
        .iter()
        .filter(|j| j.is_prose())
        .map(|j| j.words)
        .sum();
    let mut seen = 0;
    let mut end = judged.len();
    for (i, j) in judged.iter().enumerate() {
        if j.is_prose() {
            seen += j.words;
        }
        // What closes an article stands behind most of it.
        if matches!(j.furniture, Some(Furniture::Closes))
            && i > first
            && seen * 10 >= prose_words * 7
        {
            end = i;
            break;
        }
    }
    judged.truncate(end);
    let mut paragraphs = Vec::new();
    let mut in_list = false;
    for (i, j) in judged.into_iter().enumerate() {
        let squashed = squash(&j.block.text);
        if i <= first + 1 && title.as_ref().is_some_and(|t| *t == squashed) || squashed.is_empty() {
            continue;
        }
        match j.furniture {
            Some(Furniture::Related | Furniture::Closes) => {
                in_list = true;
                continue;
            }
            Some(Furniture::Header) if i > first && j.is_prose() => {}
            Some(_) => continue,
            None => {}
        }
        if j.block.kind == BlockKind::Caption {
            continue;
        }
        if j.leads_away() && (in_list || j.block.kind != BlockKind::Heading) {
            continue;
        }
        in_list = in_list && !j.is_prose();
        if i < first && j.words < 8 {
            continue;
        }
        paragraphs.push(j.block.text);
    }
    paragraphs
}
