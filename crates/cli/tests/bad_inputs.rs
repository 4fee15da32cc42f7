//! Inputs that are broken, huge or hostile: each is named, the rest is read, and rows stay whole.

mod support;

use std::time::{Duration, Instant};

use support::{articles, folder, gzip, rows, run, run_with_input};

const GOOD: &str = "{\"id\":\"good\",\"text\":\"Norway recalled its envoy.\"}\n";

#[test]
fn an_empty_file_is_named() {
    for name in [
        "empty.html",
        "empty.txt",
        "empty.jsonl",
        "empty.csv",
        "empty.jsonl.gz",
    ] {
        let folder = folder(&[(name, b"")]);
        let ran = run(folder.path(), &["read", name])
            .exits(1)
            .says(name)
            .says("empty");
        assert_eq!(ran.out, "", "{name}");
    }
}

#[test]
fn binary_data_is_no_page() {
    let noise: Vec<u8> = (0..20_000u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    let png = [b"\x89PNG\r\n\x1a\n".as_slice(), &noise].concat();
    let folder = folder(&[
        ("noise.html", &noise),
        ("photo.txt", &png),
        ("good.jsonl", GOOD.as_bytes()),
    ]);
    let ran = run(folder.path(), &["read", "."])
        .exits(1)
        .says("noise.html")
        .says("photo.txt")
        .says("binary");
    assert_eq!(ran.rows().len(), 1);
}

#[test]
fn a_page_with_another_charset_than_it_says_is_read() {
    let page = [
        b"<html><head><meta charset=\"utf-8\"><title>Caf\xe9 talks</title></head><body><p>".as_slice(),
        b"The Fran\xe7ais and the Espa\xf1oles held talks in Besan\xe7on on Monday about fishing rights.</p>",
        b"<p>They will meet again in May, a spokesman said after the session ended.</p></body></html>",
    ]
    .concat();
    let folder = folder(&[("page.html", &page)]);
    let ran = run(folder.path(), &["read", "page.html"]).exits(0);
    assert!(ran.out.contains("Besançon"), "{}", ran.out);
}

#[test]
fn broken_utf8_in_a_page_is_replaced_and_told() {
    let page = b"The envoys met \xff\xfe\xc3 in Gen\xc3\xa8ve on Monday and agreed to meet again."
        .as_slice();
    let folder = folder(&[("page.txt", page)]);
    let ran = run(folder.path(), &["read", "page.txt"]).exits(0);
    assert_eq!(ran.rows().len(), 1);
}

#[test]
fn a_bad_line_is_named_and_the_rest_is_read() {
    let lines = [
        GOOD.as_bytes(),
        b"this is no JSON\n",
        b"{\"id\":\"broken\",\"text\":\"\xff\xfe\"}\n",
        b"\n",
        b"{\"id\":\"no text\"}\n",
        b"[1, 2]\n",
        b"{\"id\":7,\"text\":\"A number is an id too.\"}\n",
        b"{\"id\":\"last\",\"text\":\"No line break at the end.\"}",
    ]
    .concat();
    let folder = folder(&[("news.jsonl", &lines)]);
    let ran = run(folder.path(), &["read", "news.jsonl"])
        .exits(1)
        .says("news.jsonl:2: is not an article")
        .says("news.jsonl:3: is not UTF-8")
        .says("news.jsonl:5: has no `text`")
        .says("news.jsonl:6: is not an article")
        .says("4 failed");
    let ids: Vec<_> = ran.rows().iter().map(|row| row["id"].clone()).collect();
    assert_eq!(ids, ["good", "7", "last"]);
}

#[test]
fn csv_faults_are_named_by_line() {
    let table = b"id,text,published\n1,\"Two\nlines, one cell\",2010-05-05\n2,too few\n3,fine,\n4,\"never closed,\n5,lost,\n";
    let folder = folder(&[("news.csv", table.as_slice()), ("odd.csv", b"a,b\n1,2\n")]);
    let ran = run(folder.path(), &["read", "news.csv", "odd.csv"])
        .exits(1)
        .says("news.csv:4: has 2 cells where the header has 3")
        .says("news.csv:6: opens a quotation mark that never closes")
        .says("odd.csv:1: has no column `text` in its header (a, b)");
    let ids: Vec<_> = ran.rows().iter().map(|row| row["id"].clone()).collect();
    assert_eq!(ids, ["1", "3"]);
}

#[test]
fn a_huge_line_takes_bounded_time_and_memory() {
    let mut line = b"{\"id\":\"huge\",\"text\":\"".to_vec();
    line.resize(100 << 20, b'x');
    line.extend_from_slice(b"\"}\n");
    line.extend_from_slice(GOOD.as_bytes());
    let folder = folder(&[("news.jsonl", &line)]);
    let begun = Instant::now();
    let ran = run(folder.path(), &["read", "news.jsonl"])
        .exits(1)
        .says("news.jsonl:1: ")
        .says("--max-record");
    assert_eq!(ran.rows().len(), 1);
    assert!(begun.elapsed() < Duration::from_secs(30));
}

#[test]
fn a_page_over_the_limit_is_refused() {
    let folder = folder(&[("big.txt", &vec![b'x'; 5000])]);
    run(folder.path(), &["read", "big.txt", "--max-record", "4K"])
        .exits(1)
        .says("4096 bytes");
    run(folder.path(), &["read", "big.txt", "--max-record", "5000"]).exits(0);
}

#[test]
fn a_bomb_is_stopped_at_the_limit() {
    let bomb = gzip(&vec![b' '; 40 << 20]);
    assert!(bomb.len() < 1 << 20);
    let folder = folder(&[
        ("bomb.jsonl.gz", &bomb),
        ("page.txt.gz", &bomb),
        ("good.jsonl", GOOD.as_bytes()),
    ]);
    let ran = run(
        folder.path(),
        &["read", ".", "--max-unpacked", "8M", "--max-record", "1M"],
    )
    .exits(1)
    .says("page.txt.gz: has more than 1048576 bytes")
    .says("bomb.jsonl.gz");
    assert_eq!(ran.rows().len(), 1);
    let lines = gzip(GOOD.repeat(200_000).as_bytes());
    let folder = support::folder(&[("many.jsonl.gz", &lines)]);
    let ran = run(
        folder.path(),
        &["read", "many.jsonl.gz", "--max-unpacked", "100K"],
    )
    .exits(1)
    .says("--max-unpacked");
    assert_eq!(ran.rows().len(), (100 << 10) / GOOD.len());
}

#[test]
fn markup_a_hundred_thousand_deep_is_read() {
    let page = format!(
        "{}<p>Norway recalled its envoy from the talks on Monday, the ministry said.</p>{}",
        "<div>".repeat(100_000),
        "</div>".repeat(100_000)
    );
    let begun = Instant::now();
    let folder = folder(&[("deep.html", page.as_bytes())]);
    let ran = run(folder.path(), &["read", "deep.html"]).exits(0);
    assert_eq!(ran.rows().len(), 1);
    assert!(begun.elapsed() < Duration::from_secs(30));
}

#[test]
fn a_cut_gzip_gives_the_rows_before_the_cut() {
    let mut text = String::new();
    let mut number = 7u64;
    for id in 0..2000 {
        number = number
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let line = format!("{{\"id\":\"{id}\",\"text\":\"Figure {number} of the talks.\"}}\n");
        text.push_str(&line);
    }
    let whole = gzip(text.as_bytes());
    let folder = folder(&[("cut.jsonl.gz", &whole[..whole.len() / 2])]);
    let ran = run(folder.path(), &["read", "cut.jsonl.gz"])
        .exits(1)
        .says("ends too early");
    let found = ran.rows();
    assert!(found.len() > 500, "{}", found.len());
    assert!(
        found
            .iter()
            .enumerate()
            .all(|(number, row)| row["id"].as_str() == Some(number.to_string().as_str()))
    );
}

#[test]
#[cfg(unix)]
fn what_cannot_be_opened_is_named_and_the_folder_read_on() {
    let folder = folder(&[
        ("a/good.jsonl", GOOD.as_bytes()),
        ("c.html/inner.jsonl", GOOD.as_bytes()),
        ("d.png", b"x"),
    ]);
    std::os::unix::fs::symlink("nowhere", folder.path().join("b.html")).expect("a link");
    std::fs::write(folder.path().join(".hidden.jsonl"), "not read").expect("a file");
    let ran = run(folder.path(), &["read", "."])
        .exits(1)
        .says("b.html")
        .says("file .png 1");
    assert_eq!(ran.rows().len(), 2);
    assert!(!ran.err.contains("hidden"));
}

#[test]
fn a_missing_input_is_named_and_the_next_one_read() {
    let folder = folder(&[("good.jsonl", GOOD.as_bytes())]);
    let ran = run(folder.path(), &["read", "nowhere.jsonl", "good.jsonl"])
        .exits(1)
        .says("nowhere.jsonl");
    assert_eq!(ran.rows().len(), 1);
}

#[test]
fn kinds_are_told_by_name_or_first_bytes() {
    let folder = folder(&[
        ("x.warc.gz", b"x"),
        ("x.json", b"{\n \"text\": \"a document\"\n}\n"),
        ("x.png", b"\x89PNG\r\n\x1a\n"),
        ("x", GOOD.as_bytes()),
        ("x.odd", GOOD.as_bytes()),
    ]);
    run(folder.path(), &["read", "x.warc.gz"])
        .exits(1)
        .says("x.warc.gz, record 1: is damaged at byte 0");
    run(folder.path(), &["read", "x.json"])
        .exits(1)
        .says("one object a line");
    run(folder.path(), &["read", "x.png"])
        .exits(1)
        .says("binary data (PNG image)");
    for name in ["x", "x.odd"] {
        let ran = run(folder.path(), &["read", name]).exits(0);
        assert_eq!(ran.rows().len(), 1, "{name}");
    }
    // What a folder holds beside pages is left alone.
    let ran = run(folder.path(), &["read", "."])
        .exits(1)
        .says("left out: file .odd 1, file .png 1");
    assert_eq!(ran.rows().len(), 1);
}

#[test]
fn the_standard_input_tells_its_kind_by_its_first_bytes() {
    let folder = folder(&[]);
    let json = run_with_input(folder.path(), &["read", "-"], articles(3).as_bytes()).exits(0);
    assert_eq!(json.rows().len(), 3);
    let page = run_with_input(
        folder.path(),
        &["read", "-"],
        b"Norway recalled its envoy on Monday.",
    )
    .exits(0);
    assert_eq!(page.rows()[0]["input"], "-");
    run_with_input(folder.path(), &["read", "-"], b"")
        .exits(1)
        .says("empty");
}

#[test]
fn wrong_commands_exit_2_and_say_what_there_is() {
    let folder = folder(&[("good.jsonl", GOOD.as_bytes())]);
    for (arguments, words) in [
        (
            &["read", "good.jsonl", "--format", "odd"][..],
            "jsonl, csv, parquet, report or one of gdelt,",
        ),
        (
            &["read", "good.jsonl", "--format", "parquet"],
            "name a file with -o",
        ),
        (&["read", "good.jsonl", "--shard", "9/8"], "1/8 to 8/8"),
        (&["read", "good.jsonl", "--column", "body"], "FIELD=COLUMN"),
        (
            &["read", "good.jsonl", "--input-charset", "odd"],
            "windows-1252",
        ),
        (&["read", "good.jsonl", "--format", "gdelt"], "detente code"),
        (
            &[
                "code",
                "good.jsonl",
                "--format",
                "dna",
                "--records",
                "events",
            ],
            "made of positions",
        ),
        (
            &["code", "good.jsonl", "--records", "verbs"],
            "events, quotes, positions, articles, all",
        ),
        (
            &["code", "good.jsonl", "--records", "all", "--format", "csv"],
            "name a folder",
        ),
        (&["read", "good.jsonl", "--threads", "0"], "--threads"),
        (&["read", "good.jsonl", "--resume"], "--output"),
        (&["read"], "INPUT"),
        (&["explode"], "explode"),
    ] {
        let ran = run(folder.path(), arguments).exits(2).says(words);
        assert_eq!(ran.out, "");
    }
}

#[test]
fn rows_are_read_back_as_they_were_written() {
    assert_eq!(rows("{\"a\":1}\n").len(), 1);
}
