//! A fault of the program stays with the article that shows it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use detente_coding::record::Coding;
use detente_formats::{InputError, RawArticle, Reason};
use detente_page::Article;

/// A function that makes the article of what a reader gave and codes it. A panic on the way is that
/// article's error, and the next one is taken as if nothing had been.
pub fn guarded(
    mut code: impl FnMut(&Article) -> Coding,
) -> impl FnMut(RawArticle) -> Result<(Article, Coding), InputError> {
    move |raw| {
        let input = raw.input().to_owned();
        let attempt = catch_unwind(AssertUnwindSafe(|| {
            let article = raw.into_article()?;
            let coding = code(&article);
            Ok((article, coding))
        }));
        attempt.unwrap_or_else(|panic| {
            let words = panic
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| panic.downcast_ref::<&str>().copied())
                .unwrap_or("no reason is known");
            Err(InputError {
                input,
                place: None,
                reason: Reason::Internal(words.to_owned()),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use detente_page::TextInput;

    use super::*;

    #[test]
    fn a_panic_is_the_error_of_its_article_alone() {
        let mut code = guarded(|article| {
            assert!(!article.text.contains("bad"), "the word is bad");
            Coding::default()
        });
        let mut of = |text: &str| {
            code(RawArticle::Text(TextInput {
                text: text.to_owned(),
                input: format!("{text}.txt"),
                ..TextInput::default()
            }))
        };
        let error = of("bad").unwrap_err();
        assert_eq!(error.input, "bad.txt");
        assert!(
            matches!(&error.reason, Reason::Internal(words) if words.contains("the word is bad"))
        );
        assert_eq!(of("good").unwrap().0.text, "good");
    }
}
