//! A fault of the program stays with the article that shows it.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use detente_coding::record::Coding;
use detente_formats::{InputError, RawArticle, Reason};
use detente_page::Article;

/// What comes of reading an article.
pub type Read = Result<RawArticle, InputError>;

/// What comes of coding one.
pub type Coded = Result<(Article, Coding), InputError>;

/// A function that makes the article of what a reader gave and codes it. A panic on the way is that
/// article's error, and the next one is taken as if nothing had been.
pub fn guarded(mut code: impl FnMut(&Article) -> Coding) -> impl FnMut(RawArticle) -> Coded {
    move |raw| {
        let input = raw.input().to_owned();
        let attempt = catch_unwind(AssertUnwindSafe(|| {
            let article = raw.into_article()?;
            let coding = code(&article);
            Ok((article, coding))
        }));
        attempt.unwrap_or_else(|panic| Err(fault(input, panic.as_ref())))
    }
}

/// [`guarded`] for a function that codes several articles at once. Where it panics they are coded one by one, so
/// that the fault stays with the article that shows it.
pub fn guarded_together(
    mut code: impl FnMut(&[&Article]) -> Vec<Coding>,
) -> impl FnMut(Vec<Read>) -> Vec<Coded> {
    move |raw| {
        let made: Vec<Result<Article, InputError>> = raw
            .into_iter()
            .map(|raw| {
                let raw = raw?;
                let input = raw.input().to_owned();
                catch_unwind(AssertUnwindSafe(|| raw.into_article()))
                    .unwrap_or_else(|panic| Err(fault(input, panic.as_ref())))
            })
            .collect();
        let articles: Vec<&Article> = made.iter().flatten().collect();
        let together = catch_unwind(AssertUnwindSafe(|| code(&articles)));
        let codings: Vec<Result<Coding, InputError>> = match together {
            Ok(codings) => codings.into_iter().map(Ok).collect(),
            Err(_) => articles
                .iter()
                .map(|article| {
                    catch_unwind(AssertUnwindSafe(|| {
                        code(&[article]).pop().ok_or_else(|| uncoded(article))
                    }))
                    .unwrap_or_else(|panic| Err(fault(article.input.clone(), panic.as_ref())))
                })
                .collect(),
        };
        let mut codings = codings.into_iter();
        made.into_iter()
            .map(|article| {
                let article = article?;
                let coding = codings.next().unwrap_or_else(|| Err(uncoded(&article)))?;
                Ok((article, coding))
            })
            .collect()
    }
}

/// The error of an article for which the coder gave nothing.
fn uncoded(article: &Article) -> InputError {
    fault(article.input.clone(), &"it has no coding")
}

/// The error of an article that a panic ended.
fn fault(input: String, panic: &(dyn Any + Send)) -> InputError {
    let words = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no reason is known");
    InputError {
        input,
        place: None,
        reason: Reason::Internal(words.to_owned()),
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

    #[test]
    fn a_panic_among_several_is_the_error_of_its_article_alone() {
        let mut code = guarded_together(|articles| {
            let one = |article: &&Article| {
                assert!(!article.text.contains("bad"), "the word is bad");
                Coding::default()
            };
            articles.iter().map(one).collect()
        });
        let raw = |text: &str| {
            RawArticle::Text(TextInput {
                text: text.to_owned(),
                input: format!("{text}.txt"),
                ..TextInput::default()
            })
        };
        let unread = InputError {
            input: "unread.txt".to_owned(),
            place: None,
            reason: Reason::Internal("cut".to_owned()),
        };
        let made = code(vec![
            Ok(raw("good")),
            Err(unread),
            Ok(raw("bad")),
            Ok(raw("fine")),
        ]);
        let told: Vec<String> = made
            .into_iter()
            .map(|made| match made {
                Ok((article, _)) => article.text,
                Err(error) => error.input,
            })
            .collect();
        assert_eq!(told, ["good", "unread.txt", "bad.txt", "fine"]);
    }
}
