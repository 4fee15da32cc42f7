//! Feeds, mail, PDF files and exports of databases.

mod support;

use std::fmt::Write as _;

use detente_formats::input::{Limits, links};
use detente_formats::{InputKind, Options};
use detente_page::Diagnostic;
use support::{gzip, limits, page, read_as, read_with};

const RSS: &str = r#"<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Riga Courier</title><link>https://news.example/</link><description>News</description>
<item><title>Envoys meet &amp; talk</title><link>https://news.example/1</link>
<pubDate>Thu, 03 Mar 2011 10:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>RIGA, March 3 (BNS) - Latvia's foreign minister received the Estonian ambassador.</p>
<p>Lithuania rejected the proposal, officials said.</p>]]></content:encoded></item>
<item><title>Only a summary</title><link>https://news.example/2</link>
<description>Lithuania recalled its envoy for consultations.</description></item>
<item><title>No text</title><link>https://news.example/3</link></item>
</channel></rss>"#;

#[test]
fn entries_of_a_feed_are_articles() {
    let read = read_as(InputKind::Guess, "feed.xml", RSS.as_bytes());
    read.no_error();
    let [first, second] = read.articles.as_slice() else {
        panic!("{:?}", read.articles);
    };
    assert_eq!(first.title.as_deref(), Some("Envoys meet & talk"));
    assert_eq!(first.outlet.as_deref(), Some("The Riga Courier"));
    assert_eq!(first.agency.as_deref(), Some("BNS"));
    assert_eq!(
        first
            .published
            .as_ref()
            .map(|p| p.date.to_string())
            .as_deref(),
        Some("2011-03-03")
    );
    assert_eq!(first.paragraphs.len(), 2);
    assert_eq!(
        second.body(),
        "Lithuania recalled its envoy for consultations."
    );
    assert_eq!(read.left_out("feed entry without text"), 1);
    // The ids are the same each time, though the entries bring none.
    assert_eq!(
        first.id,
        read_as(InputKind::Feed, "feed.xml", RSS.as_bytes()).articles[0].id
    );
}

#[test]
fn atom_and_json_feeds_are_read() {
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>The Courier</title><id>x</id>
        <updated>2011-03-03T10:00:00Z</updated><entry><id>1</id><title>Envoys meet</title>
        <link href="https://news.example/1"/><updated>2011-03-03T10:00:00Z</updated>
        <summary>Norway recalled its envoy from Minsk.</summary></entry></feed>"#;
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "The Courier",
        "items": [{"id": "1", "url": "https://news.example/1", "title": "Envoys meet",
        "content_html": "<p>Norway recalled its envoy from Minsk.</p>", "date_published": "2011-03-03T10:00:00Z"}]}"#;
    for (name, feed) in [("atom.xml", atom), ("feed.json", json)] {
        let read = read_as(InputKind::Guess, name, feed.as_bytes());
        read.no_error();
        assert_eq!(
            read.articles[0].body(),
            "Norway recalled its envoy from Minsk.",
            "{name}"
        );
        assert_eq!(
            read.articles[0].url.as_deref(),
            Some("https://news.example/1")
        );
        assert_eq!(read.articles[0].title.as_deref(), Some("Envoys meet"));
    }
}

#[test]
fn broken_feeds_and_sitemaps_are_named() {
    read_as(InputKind::Feed, "a.rss", &RSS.as_bytes()[..600]).one_error("no sound feed");
    read_as(InputKind::Feed, "a.rss", b"").one_error("is empty");
    read_as(InputKind::Feed, "a.rss", b"<rss></rss>").one_error("a.rss");
    read_as(InputKind::Feed, "a.rss", &[0xff; 50]).one_error("no sound feed");
    let map = b"<urlset><url><loc>https://news.example/</loc></url></urlset>";
    read_as(InputKind::Guess, "map.xml", map).one_error("detente fetch --feed");
    let deep = "<a>".repeat(200_000);
    read_as(InputKind::Feed, "a.rss", deep.as_bytes()).one_error("no sound feed");
}

#[test]
fn a_broken_entry_does_not_cost_the_others() {
    for (from, to) in [
        ("Only a summary", "Only <b a summary"),
        ("<description>Lithuania", "<description>Lithuania </title>"),
    ] {
        let feed = RSS.replace(from, to);
        let read = read_as(InputKind::Feed, "a.rss", feed.as_bytes());
        assert_eq!(read.articles.len(), 1, "{to}");
        assert_eq!(read.articles[0].outlet.as_deref(), Some("The Riga Courier"));
        assert_eq!(read.left_out("feed entry without text"), 1);
        read.one_error("a.rss, entry 2: is no sound feed");
        let found = links("a.rss", feed.as_bytes(), Limits::default()).expect("two are sound");
        assert_eq!(found.links.len(), 2);
        assert!(
            found.broken[0].starts_with("entry 2 is no sound feed"),
            "{:?}",
            found.broken
        );
    }
    let cut = &RSS.as_bytes()[..RSS.find("<item><title>No").expect("it is there") - 20];
    let read = read_as(InputKind::Feed, "a.rss", cut);
    assert_eq!(read.articles.len(), 1);
    read.one_error("a.rss, entry 2: is no sound feed");
    let map = "<urlset><url><loc>https://news.example/1</loc></url><url><loc>https://news.exa";
    let found = links("map.xml", map.as_bytes(), Limits::default()).expect("one is whole");
    assert_eq!((found.links.len(), found.broken.len()), (1, 1));
}

#[test]
fn addresses_are_taken_from_feeds_and_sitemaps() {
    let url = |bytes: &[u8]| {
        let found = links("x", bytes, Limits::default()).expect("it is sound");
        found
            .links
            .into_iter()
            .map(|link| link.url)
            .collect::<Vec<_>>()
    };
    assert_eq!(url(RSS.as_bytes()).len(), 3);
    let map = br#"<?xml version="1.0"?><urlset xmlns="x"><url><loc> https://news.example/a?x=1&amp;y=2 </loc>
        <lastmod>2011</lastmod></url><url><loc><![CDATA[https://news.example/b]]></loc></url></urlset>"#;
    assert_eq!(
        url(map),
        ["https://news.example/a?x=1&y=2", "https://news.example/b"]
    );
    assert_eq!(url(&gzip(map)).len(), 2);
    let index =
        b"<sitemapindex><sitemap><loc>https://news.example/1.xml</loc></sitemap></sitemapindex>";
    assert!(
        links("x", index.as_slice(), Limits::default())
            .expect("it is sound")
            .links[0]
            .is_sitemap
    );
    assert!(links("x", b"<urlset><url>".as_slice(), Limits::default()).is_err());
    let few = Limits {
        record: 100,
        unpacked: 100,
    };
    assert!(links("x", gzip(&[b' '; 10_000]).as_slice(), few).is_err());
}

#[test]
fn entries_without_an_address_are_named() {
    let feed = "<rss version=\"2.0\"><channel><title>The Courier</title>\
        <item><title>Envoys meet</title><link>https://news.example/1</link></item>\
        <item><title>Talks &amp;amp; tea</title></item><item><description>No title.</description></item></channel></rss>";
    let found = links("x", feed.as_bytes(), Limits::default()).expect("it is sound");
    assert_eq!(found.links.len(), 1);
    assert_eq!(
        found.without_address,
        ["entry 2 (\"Talks & tea\")", "entry 3"]
    );
    let map = b"<urlset><url><loc>https://news.example/</loc></url><url><lastmod>2011</lastmod></url></urlset>";
    let found = links("x", map.as_slice(), Limits::default()).expect("it is sound");
    assert_eq!(
        (found.links.len(), found.without_address),
        (1, vec!["entry 2".to_owned()])
    );
}

#[test]
fn no_feed_and_no_message_is_of_the_future() {
    let feed = "<rss version=\"2.0\"><channel><title>The Courier</title>\
        <item><title>Envoys meet</title><description>Norway recalled its envoy from Minsk.</description>\
        <pubDate>Thu, 03 Mar 2033 10:00:00 GMT</pubDate></item>\
        <item><title>Envoys part</title><description>&lt;p&gt;They left Minsk.&lt;/p&gt;</description>\
        <pubDate>Thu, 03 Mar 2033 10:00:00 GMT</pubDate></item></channel></rss>";
    let mail = MESSAGE.replace("3 Mar 2011", "3 Mar 2033");
    for (name, bytes) in [("a.rss", feed), ("a.eml", &*mail)] {
        for (day, dated) in [("2011-03-04", false), ("2033-03-03", true)] {
            let options = Options {
                fetched: day.parse().ok(),
                ..Options::default()
            };
            let read = read_with(InputKind::Guess, name, bytes.as_bytes(), options);
            read.no_error();
            for article in &read.articles {
                assert_eq!(article.published.is_some(), dated, "{name} read on {day}");
                let told = article
                    .diagnostics
                    .iter()
                    .any(|d| matches!(d, Diagnostic::FutureDate { .. }));
                assert_ne!(told, dated, "{name} read on {day}");
            }
        }
    }
}

const MESSAGE: &str = "From: Press Office <press@mfa.example>\r\nTo: list@news.example\r\n\
    Subject: =?utf-8?q?Minister_receives_ambassador?=\r\nDate: Thu, 3 Mar 2011 12:00:00 +0200\r\n\
    Message-ID: <abc@mfa.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
    --b\r\nContent-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
    Latvia received the Estonian ambassador, =CF=EE=F1=EE=EB said.\r\n\r\nTalks go on.\r\n\
    --b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=x.png\r\n\
    Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b--\r\n";

#[test]
fn a_message_is_an_article_with_its_subject_as_headline() {
    for kind in [InputKind::Mail, InputKind::Guess] {
        let read = read_as(kind, "a.eml", MESSAGE.as_bytes());
        read.no_error();
        let article = &read.articles[0];
        assert_eq!(article.id, "abc@mfa.example");
        assert_eq!(
            article.title.as_deref(),
            Some("Minister receives ambassador")
        );
        assert_eq!(article.outlet.as_deref(), Some("Press Office"));
        assert_eq!(
            article
                .published
                .as_ref()
                .map(|p| p.date.to_string())
                .as_deref(),
            Some("2011-03-03")
        );
        assert_eq!(
            article.body(),
            "Latvia received the Estonian ambassador, Посол said.\n\nTalks go on."
        );
        assert_eq!(read.left_out("mail attachment image/png"), 1);
    }
}

#[test]
fn a_message_that_names_no_type_may_be_markup() {
    let head =
        "From: Press Office <press@mfa.example>\r\nSubject: Minister receives ambassador\r\n";
    let body = "<html><body><p>Latvia received the Estonian ambassador on Monday, the ministry said.</p>\r\n\
        <p>Talks go on.</p></body></html>\r\n";
    let read = |date: &str, body: &str| {
        let message = format!("{head}Date: {date}\r\n\r\n{body}");
        let options = Options {
            fetched: "2011-03-04".parse().ok(),
            ..Options::default()
        };
        let mut read = read_with(InputKind::Guess, "a.eml", message.as_bytes(), options);
        read.no_error();
        read.articles.remove(0)
    };
    let article = read("Thu, 3 Mar 2011 12:00:00 +0200", body);
    assert_eq!(
        article.body(),
        "Latvia received the Estonian ambassador on Monday, the ministry said.\n\nTalks go on."
    );
    assert!(article.published.is_some());
    let future = read("Thu, 3 Mar 2033 12:00:00 +0200", body);
    let unreadable = read("some day in spring", body);
    assert!(future.published.is_none() && unreadable.published.is_none());
    assert!(matches!(
        future.diagnostics[..],
        [Diagnostic::FutureDate { .. }]
    ));
    assert!(matches!(
        unreadable.diagnostics[..],
        [Diagnostic::UnreadableDate { .. }]
    ));
    let quoted = read(
        "Thu, 3 Mar 2011 12:00:00 +0200",
        "<p> is a tag, the envoy said.\r\n",
    );
    assert_eq!(quoted.body(), "<p> is a tag, the envoy said.");
}

#[test]
fn a_mailbox_is_parted_into_its_messages() {
    let mbox = format!(
        "From a@b Thu Mar  3 12:00:00 2011\r\n{MESSAGE}\r\nFrom a@b Fri Mar  4 12:00:00 2011\r\n\
         From: x@y.example\r\nSubject: Two\r\nDate: Fri, 4 Mar 2011 12:00:00 +0000\r\n\r\n\
         >From Oslo comes word that Norway recalled its envoy.\r\n\r\nFrom the ministry nothing was heard.\r\n"
    );
    for kind in [InputKind::Mbox, InputKind::Guess] {
        let read = read_as(kind, "a.mbox", mbox.as_bytes());
        read.no_error();
        assert_eq!(read.articles.len(), 2);
        assert_eq!(read.articles[1].outlet.as_deref(), Some("y.example"));
        assert_eq!(
            read.articles[1].body(),
            "From Oslo comes word that Norway recalled its envoy.\n\nFrom the ministry nothing was heard."
        );
    }
}

#[test]
fn hostile_mail_is_named_and_the_rest_read() {
    let from = "From a@b Thu Mar  3 12:00:00 2011\n";
    let good = "From: x@y.example\nSubject: Good\n\nNorway recalled its envoy.\n\n";
    let huge = "x".repeat(5000);
    let mbox = format!("{from}{good}{from}Subject: Huge\n\n{huge}\n\n{from}{good}");
    let read = read_with(
        InputKind::Mbox,
        "a.mbox",
        mbox.as_bytes(),
        limits(2000, 1 << 20),
    );
    read.one_error("a.mbox, message 2: has more than 2000 bytes");
    assert_eq!(read.articles.len(), 2);
    read_as(InputKind::Mail, "a.eml", b"").one_error("is empty");
    // Parts within parts within parts.
    let mut nested = String::from("Subject: Deep\nMIME-Version: 1.0\n");
    for level in 0..2000 {
        let _ = write!(
            nested,
            "Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n"
        );
    }
    read_as(InputKind::Mail, "a.eml", nested.as_bytes());
}

/// A PDF file of these objects, from 1.
fn pdf(objects: &[&str]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend_from_slice(format!("{} 0 obj\n{object}\nendobj\n", number + 1).as_bytes());
    }
    let table = file.len();
    file.extend_from_slice(
        format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes(),
    );
    for place in places {
        file.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    let end = format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    );
    file.extend_from_slice(end.as_bytes());
    file
}

fn stream(dictionary: &str, content: &str) -> String {
    format!(
        "<< {dictionary} /Length {} >>\nstream\n{content}\nendstream",
        content.len()
    )
}

fn pdf_of_page(content: &str, form: &str) -> Vec<u8> {
    let page =
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources 5 0 R >>";
    let resources = "<< /Font << /F1 6 0 R >> /XObject << /X 7 0 R >> >>";
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
    pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        &stream("", content),
        resources,
        font,
        &stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources 5 0 R",
            form,
        ),
    ])
}

#[test]
fn the_text_of_a_pdf_file_is_read() {
    let lines = "BT /F1 12 Tf 50 700 Td (Norway recalled its envoy from Minsk on Monday, the ministry said.) Tj \
                 0 -14 Td (It gave no reason for the step, which Belarus called a surprise.) Tj ET";
    let read = read_as(InputKind::Guess, "a.pdf", &pdf_of_page(lines, ""));
    read.no_error();
    assert!(
        read.articles[0].text.contains("Norway recalled its envoy"),
        "{:?}",
        read.articles
    );
}

#[test]
fn hostile_pdf_files_are_named() {
    // A form that draws itself.
    let circle = pdf_of_page("/X Do", "/X Do");
    read_as(InputKind::Pdf, "a.pdf", &circle).one_error("without end");
    // One that draws another twice, and so on, is the same in effect.
    let twice = pdf_of_page("/X Do", "/X Do /X Do");
    read_as(InputKind::Pdf, "a.pdf", &twice).one_error("without end");
    read_as(InputKind::Pdf, "a.pdf", &pdf_of_page("", "")).one_error("no text");
    let whole = pdf_of_page("BT /F1 12 Tf (Norway recalled its envoy.) Tj ET", "");
    for cut in (0..whole.len()).step_by(23) {
        read_as(InputKind::Pdf, "a.pdf", &whole[..cut]);
    }
    for at in (0..whole.len()).step_by(7) {
        let mut file = whole.clone();
        file[at] ^= 0x15;
        read_as(InputKind::Pdf, "a.pdf", &file);
    }
}

#[test]
fn a_pdf_bomb_is_stopped() {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut encoder, &vec![b' '; 300 << 20]).expect("memory takes it");
    let packed = encoder.finish().expect("memory takes it");
    let mut file = b"%PDF-1.4\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n".to_vec();
    file.extend_from_slice(&packed);
    read_as(InputKind::Pdf, "a.pdf", &file).one_error("once decompressed");
}

const NEXIS: &str = "                               1 of 2 DOCUMENTS\n\n\n                              The Baltic Courier\n\n\
    \n                            March 3, 2011 Thursday\n                                 First Edition\n\n\
    Envoys meet in Riga\n\nBYLINE: Anna Kalnina\n\nSECTION: NEWS; Pg. 4\n\nLENGTH: 42 words\n\nDATELINE: RIGA\n\n\n\
    Latvia's foreign minister received the Estonian ambassador on Thursday and\nthe two sides agreed to talk.\n\n\
    Lithuania rejected the proposal.\n\nLOAD-DATE: March 3, 2011\n\nLANGUAGE: ENGLISH\n\n\
    \n                  Copyright 2011 The Baltic Courier\n                            All Rights Reserved\n\n\
    \n                               2 of 2 DOCUMENTS\n\n\n                              The Baltic Courier\n\n\
    \n                            March 4, 2011 Friday\n\nTalks resume\n\nLENGTH: 12 words\n\n\
    Norway recalled its envoy from Minsk on Friday.\n\nLOAD-DATE: March 4, 2011\n";

const NEWER_NEXIS: &str = "Envoys meet in Riga\nThe Baltic Courier\nMarch 3, 2011 Thursday\n\n\
    Copyright 2011 The Baltic Courier All Rights Reserved\nSection: NEWS; Pg. 4\nLength: 42 words\n\
    Byline: Anna Kalnina\nBody\n\nLatvia's foreign minister received the Estonian ambassador on Thursday and\n\
    the two sides agreed to talk.\n\nLithuania rejected the proposal.\n\nLoad-Date: March 3, 2011\n\nEnd of Document\n\n\
    Talks resume\nThe Baltic Courier\nMarch 4, 2011 Friday\n\nSection: NEWS\nLength: 12 words\nBody\n\n\
    Norway recalled its envoy from Minsk on Friday.\n\nLoad-Date: March 4, 2011\n\nEnd of Document\n";

const FACTIVA: &str = "SE  News\nHD  Envoys meet\nin Riga\nBY  Anna Kalnina\nWC  42 words\nPD  3 March 2011\n\
    SN  The Baltic Courier\nSC  BALCOU\nLA  English\nCY  Copyright 2011 The Baltic Courier\nLP  \n\
    Latvia's foreign minister received the Estonian ambassador on Thursday and\nthe two sides agreed to talk.\n\n\
    TD  \nLithuania rejected the proposal.\n\nNS  gdip : International Relations\nAN  Document BALCOU0020110303e1\n\n\
    HD  Talks resume\nPD  4 March 2011\nSN  The Baltic Courier\nLP  \n\
    Norway recalled its envoy from Minsk on Friday.\nAN  Document BALCOU0020110304e2\n";

#[test]
fn exports_are_parted_into_their_articles() {
    for (name, export) in [
        ("nexis", NEXIS),
        ("newer nexis", NEWER_NEXIS),
        ("factiva", FACTIVA),
    ] {
        for text in [export.to_owned(), export.replace('\n', "\r\n")] {
            let read = read_as(InputKind::Guess, "export.txt", text.as_bytes());
            read.no_error();
            let [first, second] = read.articles.as_slice() else {
                panic!("{name}: {:?}", read.articles);
            };
            assert_eq!(
                first.title.as_deref(),
                Some("Envoys meet in Riga"),
                "{name}"
            );
            assert_eq!(
                first.outlet.as_deref(),
                Some("The Baltic Courier"),
                "{name}"
            );
            let day = first.published.as_ref().map(|p| p.date.to_string());
            assert_eq!(day.as_deref(), Some("2011-03-03"), "{name}");
            assert_eq!(
                first.body(),
                "Latvia's foreign minister received the Estonian ambassador on Thursday and the two sides agreed to \
                 talk.\n\nLithuania rejected the proposal.",
                "{name}"
            );
            assert_eq!(
                second.body(),
                "Norway recalled its envoy from Minsk on Friday.",
                "{name}"
            );
        }
    }
    let read = read_as(InputKind::Factiva, "export.txt", FACTIVA.as_bytes());
    assert_eq!(read.articles[0].id, "BALCOU0020110303e1");
}

#[test]
fn faulty_articles_of_an_export_are_named() {
    let cover = "Search terms: envoy\n\n1. Envoys meet in Riga\n";
    let read = read_as(
        InputKind::Nexis,
        "export.txt",
        format!("{cover}{NEXIS}").as_bytes(),
    );
    read.no_error();
    assert_eq!(read.left_out("cover page of a Nexis export"), 1);
    let read = read_as(
        InputKind::Nexis,
        "export.txt",
        NEXIS.replacen("March 3, 2011 Thursday", "", 1).as_bytes(),
    );
    read.one_error("export.txt, document 1: is no Nexis export: it has no date");
    assert_eq!(read.articles.len(), 1);
    read_as(InputKind::Factiva, "export.txt", b"no fields at all\n")
        .one_error("no article was found");
    let latin = NEXIS
        .replace("Kalnina", "Kalni\u{f1}a")
        .replace("Lithuania", "Espa\u{f1}a");
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(&latin);
    let read = read_as(InputKind::Guess, "export.txt", &latin);
    assert!(read.articles[0].body().contains("España"));
}

#[test]
fn every_reader_survives_every_cut() {
    for (kind, text) in [
        (InputKind::Feed, RSS),
        (InputKind::Mail, MESSAGE),
        (InputKind::Mbox, MESSAGE),
        (InputKind::Nexis, NEXIS),
        (InputKind::Factiva, FACTIVA),
        (InputKind::Guess, NEWER_NEXIS),
    ] {
        for cut in (0..text.len()).step_by(17) {
            read_as(kind, "a", &text.as_bytes()[..cut]);
            let mut odd = text.as_bytes()[..cut].to_vec();
            odd.extend_from_slice(b"\0\xff\xfe\xe2\x80\x8f");
            odd.extend_from_slice(&text.as_bytes()[cut..]);
            read_as(kind, "a", &odd);
        }
    }
    assert_eq!(
        read_as(InputKind::Guess, "page", &page(1)).articles.len(),
        1
    );
}
