//! What grouping asks of an article.

use detente_calendar::PartialDate;

/// An article as grouping sees it. All that is absent constrains nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ArticleKey<'a> {
    /// The article's id; ids of stories are made of it.
    pub id: &'a str,
    /// The headline.
    pub title: Option<&'a str>,
    /// The body, paragraphs parted by line breaks.
    pub body: &'a str,
    /// When it was published.
    pub published: Option<PartialDate>,
}
