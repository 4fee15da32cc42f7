//! Pages flattened to lines of text.

use crate::article::Article;
use crate::{assemble, paragraphs};

/// Reads a flattened page into `article`.
pub(crate) fn read(text: &str, article: &mut Article) {
    let lines: Vec<String> = paragraphs::of_text(text)
        .into_iter()
        .map(|r| text[r].to_owned())
        .collect();
    assemble::fill(article, None, &lines);
}
