//! Web archives: whole, compressed in every way, damaged in every way.

mod support;

use detente_formats::InputKind;
use proptest::prelude::*;
use support::{Read, gzip, limits, page, read_as, read_with, zstd};

fn record(kind: &str, number: usize, content_type: &str, block: &[u8], length: usize) -> Vec<u8> {
    let mut record = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://news.example/{number}\r\n\
         WARC-Date: 2011-03-03T10:00:00Z\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n"
    )
    .into_bytes();
    record.extend_from_slice(block);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

fn http(head: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat()
}

fn response(number: usize) -> Vec<u8> {
    let block = http(
        "200 OK\r\nContent-Type: text/html; charset=utf-8",
        &page(number),
    );
    record(
        "response",
        number,
        "application/http; msgtype=response",
        &block,
        block.len(),
    )
}

/// A crawl of `count` pages with the other records that crawlers write.
fn crawl(count: usize) -> Vec<Vec<u8>> {
    let info = b"software: test\r\n";
    let mut records = vec![record(
        "warcinfo",
        0,
        "application/warc-fields",
        info,
        info.len(),
    )];
    records.extend((1..=count).map(response));
    let picture = http("200 OK\r\nContent-Type: image/png", b"\x89PNG");
    records.push(record(
        "response",
        90,
        "application/http",
        &picture,
        picture.len(),
    ));
    let missing = http(
        "404 Not Found\r\nContent-Type: text/html",
        b"<p>No such page.</p>",
    );
    records.push(record(
        "response",
        91,
        "application/http",
        &missing,
        missing.len(),
    ));
    records
}

fn members(records: &[Vec<u8>]) -> Vec<u8> {
    records.iter().flat_map(|record| gzip(record)).collect()
}

fn urls(read: &Read) -> Vec<String> {
    let number = |url: &Option<String>| {
        let url = url.as_deref().unwrap_or_default();
        url.rsplit('/').next().unwrap_or_default().to_owned()
    };
    read.articles
        .iter()
        .map(|article| number(&article.url))
        .collect()
}

#[test]
fn every_packing_gives_the_same_articles() {
    let records = crawl(5);
    let plain = records.concat();
    let frames: Vec<u8> = records.iter().flat_map(|record| zstd(record)).collect();
    // Members that do not begin where records do, as a parallel compressor makes them.
    let pieces: Vec<u8> = plain.chunks(700).flat_map(gzip).collect();
    for (name, bytes) in [
        ("plain", plain.clone()),
        ("a member a record", members(&records)),
        ("one member", gzip(&plain)),
        ("pieces", pieces),
        ("a frame a record", frames),
        ("one frame", zstd(&plain)),
    ] {
        let read = read_as(InputKind::Warc, "a.warc.gz", &bytes);
        read.no_error();
        assert_eq!(urls(&read), ["1", "2", "3", "4", "5"], "{name}");
        assert_eq!(
            read.articles[0].title.as_deref(),
            Some("Envoys meet in Riga, round 1")
        );
        assert_eq!(read.articles[0].input, "a.warc.gz:2");
        assert_eq!(read.left_out("content type image/png"), 1);
        assert_eq!(read.left_out("http status 404"), 1);
        assert_eq!(read.left_out("warc warcinfo record"), 1);
        // Its first bytes tell what it is.
        assert_eq!(
            read_as(InputKind::Guess, "x", &bytes).articles.len(),
            5,
            "{name}"
        );
    }
}

#[test]
fn text_that_a_crawl_was_made_into_is_read() {
    let text = "Home\nNews\nSport\nEnvoys meet in Riga\nMarch 3, 2011\n\
        RIGA (BNS) - Latvia's foreign minister received the Estonian ambassador on Thursday, and the two sides \
        agreed to resume their talks on the railway between the two capitals.\n\
        Lithuania rejected the proposal and recalled its envoy for consultations, officials in Vilnius said in \
        a statement late in the evening.\n\
        The three governments had failed to agree in autumn, when the European Commission offered to pay for \
        four fifths of the line.\nContact\nCopyright 2011\n";
    let record = record("conversion", 1, "text/plain", text.as_bytes(), text.len());
    let read = read_as(InputKind::Warc, "a.wet.gz", &gzip(&record));
    read.no_error();
    assert_eq!(
        read.articles[0].url.as_deref(),
        Some("https://news.example/1")
    );
    assert!(read.articles[0].text.contains("Latvia's foreign minister"));
}

#[test]
fn a_damaged_member_is_named_and_the_next_one_read() {
    for damage in [12usize, 40, 80] {
        let mut parts: Vec<Vec<u8>> = crawl(5).iter().map(|record| gzip(record)).collect();
        let offset: usize = parts[..3].iter().map(Vec::len).sum();
        for byte in &mut parts[3][damage..damage + 20] {
            *byte ^= 0x5a;
        }
        let read = read_as(InputKind::Warc, "a.warc.gz", &parts.concat());
        read.one_error(&format!("a.warc.gz, record 4: is damaged at byte {offset}"));
        assert_eq!(urls(&read), ["1", "2", "4", "5"], "{damage}");
    }
}

#[test]
fn a_wrong_length_costs_one_record() {
    let block = http("200 OK\r\nContent-Type: text/html", &page(3));
    for length in [block.len() + 700, block.len() + 90_000, block.len() - 50, 0] {
        let mut records = crawl(5);
        records[3] = record("response", 3, "application/http", &block, length);
        for bytes in [records.concat(), members(&records), gzip(&records.concat())] {
            let read = read_as(InputKind::Warc, "a.warc", &bytes);
            read.one_error("record 4: is damaged at byte");
            assert_eq!(urls(&read), ["1", "2", "4", "5"], "{length}");
        }
    }
}

#[test]
fn a_length_that_is_none_or_beyond_all_bounds_is_named() {
    let block = http("200 OK\r\nContent-Type: text/html", &page(3));
    let good = record("response", 3, "application/http", &block, block.len());
    let text = String::from_utf8(good).expect("it is text");
    for (from, to, words) in [
        ("Content-Length: ", "X-Length: ", "no Content-Length"),
        (
            "Content-Length: ",
            "Content-Length: 9999999999999",
            "--max-record",
        ),
        (
            "Content-Length: ",
            "Content-Length: minus ",
            "no Content-Length",
        ),
    ] {
        let mut records = crawl(4);
        records[2] = text.replacen(from, to, 1).into_bytes();
        for bytes in [records.concat(), members(&records)] {
            let read = read_as(InputKind::Warc, "a.warc", &bytes);
            read.one_error(words);
            assert_eq!(urls(&read), ["1", "3", "4"], "{to}");
        }
    }
}

#[test]
fn a_cut_archive_gives_what_was_before_the_cut() {
    let records = crawl(3);
    let mut whole = members(&records[..4]);
    whole.truncate(whole.len() - 100);
    let read = read_as(InputKind::Warc, "a.warc.gz", &whole);
    read.one_error("the file is not whole");
    assert_eq!(urls(&read), ["1", "2"]);
    let mut plain = records[..4].concat();
    plain.truncate(plain.len() - 100);
    let read = read_as(InputKind::Warc, "a.warc", &plain);
    read.one_error("is damaged");
    assert_eq!(urls(&read), ["1", "2"]);
}

#[test]
fn junk_between_records_is_named() {
    let records = crawl(2);
    let junk = b"this is no record\r\nat all\r\n";
    let plain = [&records[1], junk.as_slice(), &records[2]].concat();
    let read = read_as(InputKind::Warc, "a.warc", &plain);
    assert_eq!(read.errors.len(), 1, "{:?}", read.errors);
    assert!(!read.articles.is_empty());
    let packed = [gzip(&records[1]), junk.to_vec(), gzip(&records[2])].concat();
    let read = read_as(InputKind::Warc, "a.warc.gz", &packed);
    read.one_error("no compressed record begins here");
    assert_eq!(urls(&read), ["1", "2"]);
}

#[test]
fn bombs_are_stopped_at_the_limits() {
    // A page that unpacks to 40 MB within the record.
    let bomb = gzip(&vec![b' '; 40 << 20]);
    let block = http(
        "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip",
        &bomb,
    );
    let records = [
        record("response", 1, "application/http", &block, block.len()),
        response(2),
    ];
    let read = read_with(
        InputKind::Warc,
        "a.warc.gz",
        &members(&records),
        limits(1 << 20, 1 << 30),
    );
    read.one_error("has more than 1048576 bytes");
    assert_eq!(urls(&read), ["2"]);
    // A record that unpacks to 40 MB, and a file of many.
    let block = vec![b'x'; 40 << 20];
    let records = [
        record("response", 1, "text/html", &block, block.len()),
        response(2),
    ];
    let bytes = members(&records);
    let read = read_with(
        InputKind::Warc,
        "a.warc.gz",
        &bytes,
        limits(1 << 20, 1 << 30),
    );
    read.one_error("--max-record");
    assert_eq!(urls(&read), ["2"]);
    let read = read_with(
        InputKind::Warc,
        "a.warc.gz",
        &bytes,
        limits(1 << 20, 8 << 20),
    );
    assert!(
        read.errors
            .last()
            .expect("it is told")
            .contains("--max-unpacked"),
        "{:?}",
        read.errors
    );
}

#[test]
fn a_dictionary_is_named_and_an_empty_file_too() {
    let read = read_as(
        InputKind::Warc,
        "a.warc.zst",
        b"\x5d\x2a\x4d\x18\x04\0\0\0dict",
    );
    read.one_error("need a dictionary");
    read_as(InputKind::Warc, "a.warc", b"").one_error("is empty");
    read_as(InputKind::Warc, "a.warc", b"hello").one_error("no record begins");
}

#[test]
fn what_the_program_fetched_it_reads() {
    use detente_formats::output::warc;
    let mut archive = warc::info("test", "2011-03-03T10:00:00Z").expect("memory");
    for (status, body) in [(301, Vec::new()), (200, gzip(&page(1))), (304, Vec::new())] {
        let headers = [
            ("content-type".to_owned(), "text/html".to_owned()),
            ("content-encoding".to_owned(), "gzip".to_owned()),
            ("x-odd".to_owned(), "a\r\nWARC/1.0 b".to_owned()),
        ];
        let exchange = warc::Exchange {
            url: "https://news.example/1",
            date: "2011-03-03T10:00:00Z",
            status,
            headers: &headers,
            body: &body,
        };
        archive.extend(warc::response(&exchange).expect("memory"));
    }
    let read = read_as(InputKind::Warc, "a.warc.gz", &archive);
    read.no_error();
    assert_eq!(urls(&read), ["1"]);
    assert_eq!(read.left_out("warc revisit record"), 1);
    assert_eq!(read.left_out("http status 301"), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Whatever bytes are changed, reading ends, and at most what they touch is lost. (The first three of a
    /// packed file tell that it is packed: without them it holds no record that could be seen.)
    #[test]
    fn any_damage_is_survived(at in 0usize..4000, change in 1u8..=255, cut in 0usize..4000, packed: bool) {
        let records = crawl(6);
        let mut bytes = if packed { members(&records) } else { records.concat() };
        let length = bytes.len();
        bytes[at % length] ^= change;
        let read = read_as(InputKind::Warc, "a", &bytes);
        let seen = !packed || at % length > 2;
        prop_assert!(!seen || read.articles.len() >= 4, "{:?}", read.errors);
        bytes.truncate(cut % length);
        read_as(InputKind::Warc, "a", &bytes);
    }
}
