//! Bad input: whatever the bytes, reading ends, never panics, and says what it left out.

use detente_page::{Article, Diagnostic, PageError, PageHint, TextInput, read_page};
use proptest::prelude::*;

fn read(bytes: &[u8]) -> Article {
    let article = read_page(bytes, PageHint::default()).expect("this is text");
    check(&article);
    article
}

/// What holds of every article.
fn check(article: &Article) {
    let mut end = article.title_span.as_ref().map_or(0, |span| span.end);
    assert!(article.title_span.as_ref().is_none_or(|span| {
        article
            .text
            .get(span.start as usize..span.end as usize)
            .is_some()
    }));
    if let Some(dateline) = &article.dateline {
        assert!(
            article
                .text
                .get(dateline.span.start as usize..dateline.span.end as usize)
                .is_some()
        );
        assert!(
            dateline.span.start >= end
                && article
                    .paragraphs
                    .first()
                    .is_none_or(|p| p.start >= dateline.span.end)
        );
    }
    for paragraph in &article.paragraphs {
        assert!(
            paragraph.start >= end && paragraph.end >= paragraph.start,
            "in order, without overlap"
        );
        assert!(
            article
                .text
                .get(paragraph.start as usize..paragraph.end as usize)
                .is_some(),
            "on character boundaries"
        );
        end = paragraph.end;
    }
    assert!(!article.id.is_empty());
}

#[test]
fn nothing_is_an_error_of_its_own() {
    assert_eq!(read_page(b"", PageHint::default()), Err(PageError::Empty));
    assert_eq!(
        read_page(b" \n\t ", PageHint::default()),
        Err(PageError::Empty)
    );
}

#[test]
fn binary_is_refused() {
    for bytes in [
        &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..],
        b"PK\x03\x04....",
        b"%PDF-1.7\n",
        b"\x7fELF\x02\x01\x01",
    ] {
        assert!(matches!(
            read_page(bytes, PageHint::default()),
            Err(PageError::Binary { .. })
        ));
    }
}

#[test]
fn a_hundred_megabytes_of_one_line_are_cut() {
    let line = "Envoys met in Oslo on Monday. ".repeat(100 << 20 >> 5);
    let article = read(line.as_bytes());
    assert!(article.text.len() <= 3 << 20);
    assert!(
        article
            .diagnostics
            .iter()
            .any(|d| matches!(d, Diagnostic::CutShort { .. }))
    );
    let article = Article::from_text(TextInput {
        text: line,
        ..TextInput::default()
    });
    check(&article);
    assert!(
        article
            .diagnostics
            .iter()
            .any(|d| matches!(d, Diagnostic::CutShort { .. }))
    );
}

#[test]
fn deep_markup_does_not_overflow() {
    for tag in ["div", "b", "span", "table", "ul", "blockquote", "font"] {
        let open = format!("<{tag}>").repeat(100_000);
        let close = format!("</{tag}>").repeat(100_000);
        let sentence =
            "<p>The envoys of both countries met in Oslo on Monday and agreed to meet again.</p>"
                .repeat(3);
        let article = read(format!("<html><body>{open}{sentence}{close}</body></html>").as_bytes());
        assert!(article.text.contains("The envoys"), "{tag}");
        let is_told = article
            .diagnostics
            .iter()
            .any(|d| matches!(d, Diagnostic::DeepMarkup { .. }));
        // Elements within a line nest nothing.
        assert_eq!(is_told, !["b", "span", "font"].contains(&tag), "{tag}");
        read(format!("<html>{open}").as_bytes());
    }
    let items = "<p>Talks.<b class=x>".to_owned() + &"<b id=1><i id=2><p>".repeat(20_000);
    read(format!("<html><body>{items}").as_bytes());
}

#[test]
fn broken_markup_is_read_as_far_as_it_goes() {
    let sentence =
        "The envoys of both countries met in Oslo on Monday and agreed to meet again in spring.";
    for page in [
        format!("<html><body><p>{sentence}<p>{sentence} They will"),
        format!(
            "<html><head><title>Envoys meet</title><body><div class=\"x><p>{sentence}</p></div>"
        ),
        format!("<!doctype html><p>{sentence}<div><span><p>{sentence}</table></b></p>"),
        format!(
            "<html><body><script>var a = \"</p>\"; if (a < b) {{</script><p>{sentence}</p><script>unclosed"
        ),
        format!("<html><body>\u{202B}<p>{sentence}\u{200F}</p>\u{202C}"),
        format!("<html><body><!-- <p>no</p> <p>{sentence}</p>"),
        format!(
            "<html><body><p>{sentence}</p><![CDATA[ x ]]><?php echo 1 ?><svg><p>{sentence}</p>"
        ),
        "<".repeat(10_000) + "html",
        "<html><body><p a".to_owned() + &" a='".repeat(10_000),
        "<html>&#x110000;&#0;&#xD800;&bogus;&amp".to_owned(),
        "<html><script type=application/ld+json>".to_owned() + &"{\"a\":".repeat(10_000),
    ] {
        read(page.as_bytes());
    }
    let text = read(format!("<html><body><p>{sentence}<p>{sentence} They will").as_bytes()).text;
    assert!(text.contains("They will"));
    let text = read(
        format!(
            "<html><body><div><p>{sentence}</p><script>alert('<p>hidden words</p>')</script></div>"
        )
        .as_bytes(),
    )
    .text;
    assert!(!text.contains("hidden"));
}

#[test]
fn wrong_charsets_are_told() {
    let page = "<html><meta charset=koi8-r><p>Der Botschafter überbrachte eine Note. Größere Übungen fänden nicht statt.</p>";
    let article = read(page.as_bytes());
    assert!(article.text.contains("überbrachte"));
    assert!(
        article
            .diagnostics
            .iter()
            .any(|d| matches!(d, Diagnostic::WrongCharset { .. }))
    );
    let article = read(b"Envoys of both countries met in Oslo \xff on Monday, an official in the caf\xc3\xa9 said.");
    assert!(
        article
            .diagnostics
            .iter()
            .any(|d| matches!(d, Diagnostic::BrokenCharacters { count: 1, .. })),
        "{:?}",
        article.diagnostics
    );
}

#[test]
fn dates_that_cannot_be_read_are_told() {
    let input = |published: &str| TextInput {
        text: "Envoys met.".to_owned(),
        published: Some(published.to_owned()),
        ..TextInput::default()
    };
    let article = Article::from_text(input("the day before yesterday"));
    assert_eq!(article.published, None);
    assert!(matches!(
        article.diagnostics[..],
        [Diagnostic::UnreadableDate { .. }]
    ));
    let article = Article::from_text(input("26-FEB-1987 15:01:01.79"));
    assert_eq!(article.published.unwrap().date.to_string(), "1987-02-26");
}

const SENTENCE: &str = "<p>The envoys of both countries met in Oslo on Monday and agreed to meet again, an official said.</p>";

fn dated(head: &str, line: &str, fetched: Option<&str>) -> Article {
    let page = format!(
        "<html><head>{head}</head><body><h1>Envoys meet in Oslo again</h1><p>{line}</p>{}</body></html>",
        SENTENCE.repeat(3)
    );
    let hint = PageHint {
        fetched: fetched.and_then(|day| day.parse().ok()),
        ..PageHint::default()
    };
    let article = read_page(page.as_bytes(), hint).expect("this is a page");
    check(&article);
    article
}

fn day(article: &Article) -> Option<String> {
    article.published.as_ref().map(|told| told.date.to_string())
}

#[test]
fn impossible_days_are_no_dates() {
    for impossible in [
        "31/02/2011",
        "2011-02-31",
        "0000-00-00",
        "99999999999999999999",
    ] {
        let meta = format!("<meta property='article:published_time' content='{impossible}'>");
        let article = dated(&meta, impossible, None);
        assert!(
            article
                .published
                .as_ref()
                .is_none_or(|told| told.date.first_day().is_none()),
            "{impossible}: {:?}",
            article.published
        );
        assert!(
            article
                .diagnostics
                .iter()
                .any(|d| matches!(d, Diagnostic::UnreadableDate { .. })),
            "{impossible}"
        );
        // The next place is asked.
        assert_eq!(
            day(&dated(&meta, "14 February 2011", None)).as_deref(),
            Some("2011-02-14")
        );
    }
}

#[test]
fn the_day_that_programs_write_for_none_is_none() {
    for filler in ["1970-01-01", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00"] {
        let meta = format!("<meta property='article:published_time' content='{filler}'>");
        assert_eq!(day(&dated(&meta, "Envoys", None)), None, "{filler}");
        assert_eq!(
            day(&dated(&meta, "14 February 2011", None)).as_deref(),
            Some("2011-02-14")
        );
    }
}

#[test]
fn no_date_lies_after_the_day_of_fetching() {
    let meta = "<meta property='article:published_time' content='2031-02-14'>";
    let article = dated(meta, "14 February 2011", Some("2011-02-20"));
    assert_eq!(day(&article).as_deref(), Some("2011-02-14"));
    let article = dated(meta, "Updated 3 May 2031", Some("2011-02-20"));
    assert_eq!((day(&article), &article.modified), (None, &None));
    assert!(
        matches!(article.diagnostics[..], [Diagnostic::FutureDate { .. }]),
        "{:?}",
        article.diagnostics
    );
    assert_eq!(
        day(&dated(meta, "Envoys", None)).as_deref(),
        Some("2031-02-14")
    );
    // So it is with a date that only readers are told, but not with one of several.
    let told = |line: &str| dated("", line, Some("2011-02-20")).diagnostics.len();
    assert_eq!((told("3 May 2031"), told("Envoys")), (1, 0));
    assert_eq!(told("Published 14 February 2011 | Updated 3 May 2031"), 0);
}

#[test]
fn fifty_megabytes_of_markup_are_cut() {
    let page = format!(
        "<html><body><h1>Envoys meet</h1>{}",
        SENTENCE.repeat((50 << 20) / SENTENCE.len())
    );
    let article = read(page.as_bytes());
    assert!(article.text.starts_with("Envoys meet"));
    assert!(
        article
            .diagnostics
            .iter()
            .any(|d| matches!(d, Diagnostic::CutShort { .. }))
    );
}

#[test]
fn direction_marks_stand_in_no_ones_way() {
    let line = "\u{200F}14 February 2011\u{200F}";
    let meta = "<title>\u{202B}Envoys meet in Oslo again\u{202C}</title>";
    assert_eq!(day(&dated(meta, line, None)).as_deref(), Some("2011-02-14"));
    let turned = format!(
        "<html><body>{}",
        SENTENCE.replace("Oslo", "\u{202E}olsO\u{202C}").repeat(3)
    );
    assert!(read(turned.as_bytes()).text.contains('\u{202E}'));
}

#[test]
fn nul_bytes_between_letters_are_told() {
    let page = format!(
        "<html><body>{}",
        SENTENCE.replace("Oslo", "Os\0lo").repeat(3)
    );
    let article = read(page.as_bytes());
    assert!(article.text.contains("Oslo") && !article.text.contains('\0'));
    assert!(
        article
            .diagnostics
            .iter()
            .any(|d| matches!(d, Diagnostic::NulBytes { count: 3 }))
    );
}

#[test]
fn ids_are_the_inputs_own_or_the_contents() {
    let text = || "Envoys met in Oslo.".to_owned();
    let of = |id: Option<&str>, url: Option<&str>| {
        let (id, url) = (id.map(str::to_owned), url.map(str::to_owned));
        Article::from_text(TextInput {
            id,
            url,
            text: text(),
            ..TextInput::default()
        })
        .id
    };
    assert_eq!(of(Some("a/1"), None), "a/1");
    assert_eq!(of(None, None), of(None, None));
    assert_eq!(of(None, None).len(), 32);
    assert_ne!(of(None, None), of(None, Some("https://example.org/1")));
}

/// Pieces that pages are made of, to reach further than random bytes do.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,40}",
        "\\PC{0,20}",
        Just("<p>".to_owned()),
        Just("</div><div class='comments'>".to_owned()),
        Just("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"A\"}</script>".to_owned()),
        Just("<meta charset=windows-1251><h1>Envoys meet</h1>".to_owned()),
        Just("\n\nMOSCOW, July 25 (Itar-Tass) - Russia and NATO met in Brussels on Wednesday, an envoy said.\n".to_owned()),
        Just("Updated: 2011-02-14 21:37\n".to_owned()),
        Just("Related readings:\nMost read\n{{item.date}}\n".to_owned()),
        Just("\u{FEFF}\u{202E}\u{AD}\u{0}".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        if let Ok(article) = read_page(&bytes, PageHint::default()) {
            check(&article);
        }
    }

    #[test]
    fn any_pieces_make_a_sound_article(pieces in proptest::collection::vec(piece(), 0..30), html in any::<bool>()) {
        let page = pieces.concat();
        let page = if html { format!("<html><body>{page}") } else { page };
        if let Ok(article) = read_page(page.as_bytes(), PageHint::default()) {
            check(&article);
        }
        check(&Article::from_text(TextInput { text: page.clone(), title: Some("Envoys meet".to_owned()), published: Some(page), ..TextInput::default() }));
    }
}
