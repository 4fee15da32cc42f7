//! Every fault of a file is named with its place and remedy, and costs only its row.

use crate::support::{INSTITUTIONS, ORGANISATIONS, PEOPLE, STATES, load};
use detente_lexicon::{Lexicon, LexiconSource, Severity, SourceFile};

/// Path, the file's text after its header, and the first line of what is expected about it.
const FAULTS: &[(&str, &str, &str)] = &[
    (
        "states/a.tsv",
        "RUX\tX\t\t\t\t\t\t\ts",
        "2:1: error: `RUX` is no country",
    ),
    (
        "states/a.tsv",
        "\tRussia\t\t\t\t\t\t\ts",
        "2:1: error: `id` is empty",
    ),
    (
        "states/a.tsv",
        "RUS\tRussia\t\t\t\t\t2011-13\t\ts",
        "2:16: error: `2011-13` in `from` is no date",
    ),
    (
        "states/a.tsv",
        "RUS\tRussia\t\t\t\t\t--10-25\t\ts",
        "2:16: error: `--10-25` in `from` is no date",
    ),
    (
        "states/a.tsv",
        "RUS\tRussia\t\t\t\t\t2012\t2011\ts",
        "2:16: error: `from` 2012 lies after `to` 2011",
    ),
    (
        "states/a.tsv",
        "RUS  Russia",
        "2:1: error: the row has one column, the header 9",
    ),
    (
        "states/a.tsv",
        "RUS\tRussia\t\t\t\t\t\t\ts\tmore",
        "2:20: error: the row has more than the header's 9 columns",
    ),
    (
        "states/a.tsv",
        "RUS\tRussia\tX|X\t\t\t\t\t\ts",
        "2:14: note: `X` stands twice in `aliases`",
    ),
    (
        "states/a.tsv",
        "RUS\tRussia\tX||Y\t\t\t\t\t\ts",
        "2:14: warning: an empty value in `aliases`",
    ),
    (
        "states/a.tsv",
        "RUS\tRussia\t...\t\t\t\t\t\ts",
        "2: error: `...` has no letter and can match nothing",
    ),
    (
        "states/a.tsv",
        "RUS\tRussia\t\t\t\t\t\t\t",
        "2:18: note: the row names no source",
    ),
    (
        "states/a.tsv",
        "RUS\tRussia\t\t\t\t\t\t\ts\nRUS\tRussia\t\t\t\t\t\t\ts",
        "3: warning: the row repeats states/a.tsv:2 (RUS, Russia) and is left out",
    ),
    (
        "states/a.tsv",
        "COD\tCongo\t\t\t\t\t\t\ts\nCOG\tCongo\t\t\t\t\t\t\ts",
        "3: note: `Congo` may mean Congo COD (states/a.tsv:2), Congo COG (states/a.tsv:3)",
    ),
    (
        "organisations/a.tsv",
        "Nato\tNATO\t\tigo\t\t\ts",
        "2:1: error: `Nato` in `id` is no id",
    ),
    (
        "organisations/a.tsv",
        "RUS\tRussia\t\tigo\t\t\ts",
        "2:1: error: `RUS` is a country's code",
    ),
    (
        "organisations/a.tsv",
        "EU\tEU\t\tA Bloc\t\t\ts",
        "2:8: warning: `A Bloc` does not look like a kind",
    ),
    (
        "institutions/a.tsv",
        "RUS:GOVT\tKremlin\t\tresidence\t\t\ts",
        "2:1: error: `GOVT` is no role",
    ),
    (
        "institutions/a.tsv",
        "NAT0\tACT\t\tbranch\t\t\ts",
        "2:1: error: unknown actor `NAT0` in `actor`",
    ),
    (
        "people/a.tsv",
        "X Y\t\tpresident\tRUX:GOV\t\t\ts",
        "2:16: error: unknown actor `RUX` in `actor`",
    ),
    (
        "people/a.tsv",
        "Ann Berg\t\tpresident\tRUS:GOV\t2000\t2008\ts\nCarl Dorn\t\tpresident\tRUS:GOV\t2004\t\ts",
        "3: warning: Carl Dorn and Ann Berg (people/a.tsv:2) are both president of RUS:GOV at the same time",
    ),
    (
        "people/a.tsv",
        "X Y\t\tpresident\tRUS:GOV\t2012-05-07\t2008\ts",
        "2:24: error: `from` 2012-05-07 lies after `to` 2008",
    ),
    (
        "people/a.tsv",
        "Ann Berg\t\tpresident\tRUS:GOV\t2008\t\ts\nAnn Berg\tAnna Berg\tpresident\tRUS:MIL\t2008\t2010\ts",
        "3: warning: the row repeats people/a.tsv:2 (Ann Berg, RUS, president, 2008) and is left out",
    ),
    (
        "people/a.tsv",
        "X Y president RUS:GOV 2008",
        "2:1: error: the row has one column, the header 7",
    ),
    (
        "memberships.tsv",
        "NAT0\tRUS\t\t\ts",
        "2: error: unknown actor `NAT0` in `bloc`",
    ),
    (
        "roles.tsv",
        "boss\tGOVT\toffice",
        "2:6: error: `GOVT` is no role",
    ),
    (
        "roles.tsv",
        "boss\tGOV\tchief",
        "2:10: error: `chief` is no sort",
    ),
    (
        "roles.tsv",
        "Boss\tGOV\toffice",
        "2:1: warning: `Boss` has capitals",
    ),
    (
        "words/a.tsv",
        "acme\tfirm",
        "2:6: error: `firm` is nothing that a word tells",
    ),
    (
        "words/a.tsv",
        "iron ore\tBUS",
        "2:1: error: `iron ore` is several words",
    ),
    (
        "forums.tsv",
        "A Forum\tA Forum\t\t\ts",
        "2:1: error: `A Forum` is no id",
    ),
    (
        "forums.tsv",
        "a\tA\t\tRUX\ts",
        "2: warning: unknown actor `RUX` in `parties`",
    ),
    (
        "agreements.tsv",
        "a\tA\t\trus\t\t\t\ts",
        "2:6: error: `rus` in `parties` is no id",
    ),
    (
        "agreements.tsv",
        "a\tA\t\t\t2011\t2010\t\ts",
        "2:7: error: `signed` lies after `in_force`",
    ),
    ("names.tsv", "a", "warning: the file is not read"),
];

fn header(path: &str) -> &'static str {
    match path {
        "states/a.tsv" => STATES,
        "organisations/a.tsv" => ORGANISATIONS,
        "institutions/a.tsv" => INSTITUTIONS,
        "people/a.tsv" => PEOPLE,
        "memberships.tsv" => "bloc\tstate\tfrom\tto\tsource\n",
        "roles.tsv" => "noun\trole\tsort\n",
        "words/a.tsv" => "word\ttells\n",
        "forums.tsv" => "id\tname\taliases\tparties\tsource\n",
        "agreements.tsv" => "id\tname\taliases\tparties\tsigned\tin_force\tended\tsource\n",
        _ => "",
    }
}

#[test]
fn faults_are_named_with_their_place() {
    for (path, rows, expected) in FAULTS {
        let text = format!("{}{rows}\n", header(path));
        let (_, problems) = load(&[(path, &text)]);
        let expected = if expected.starts_with(|c: char| c.is_ascii_digit()) {
            format!("{path}:{expected}")
        } else {
            format!("{path}: {expected}")
        };
        assert_eq!(problems.len(), 1, "{rows}: {problems:?}");
        assert!(
            problems[0].to_string().starts_with(&expected),
            "{}\nis not\n{expected}",
            problems[0]
        );
        assert!(!problems[0].remedy.is_empty(), "{}", problems[0]);
    }
}

#[test]
fn a_bad_row_costs_no_other() {
    let text = format!("{STATES}RUX\tX\t\t\t\t\t\t\ts\nFRA\tFrance\t\t\t\t\t\t\ts\n");
    let (lexicon, problems) = load(&[("states/a.tsv", &text)]);
    assert_eq!(problems.len(), 1);
    assert!(lexicon.names.lookup("France").is_some());
}

#[test]
fn headers_are_checked() {
    for (header, expected) in [
        (
            "id\taliases\n",
            "states/a.tsv:1: error: the header has no column `name`",
        ),
        (
            "id\tname\tname\n",
            "states/a.tsv:1:9: error: column `name` stands twice",
        ),
        (
            "id\tname\tflag\n",
            "states/a.tsv:1:9: warning: unknown column `flag` is not read",
        ),
        ("", "states/a.tsv: error: the file has no header"),
        (
            "# only a comment\n",
            "states/a.tsv: error: the file has no header",
        ),
    ] {
        let (_, problems) = load(&[("states/a.tsv", header)]);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(
            problems[0].to_string().starts_with(expected),
            "{}",
            problems[0]
        );
    }
}

#[test]
fn columns_may_stand_in_any_order() {
    let text = "name\tsource\tid\nFrance\tISO\tFRA\n";
    let (lexicon, problems) = load(&[("states/a.tsv", text)]);
    assert_eq!(problems, []);
    assert!(lexicon.names.lookup("France").is_some());
}

#[test]
fn tabs_stripped_at_the_end_of_a_line_are_forgiven() {
    let text = format!("{STATES}FRA\tFrance\n");
    let (lexicon, problems) = load(&[("states/a.tsv", &text)]);
    assert!(
        problems
            .iter()
            .all(|problem| problem.severity == Severity::Note),
        "{problems:?}"
    );
    assert!(lexicon.names.lookup("France").is_some());
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_are_read() {
    let text = format!("\u{feff}{STATES}FRA\tFrance\t\tFrench\tthe French\tParis\t\t\tISO\n")
        .replace('\n', "\r\n");
    let (lexicon, problems) = load(&[("states/a.tsv", &text)]);
    assert_eq!(problems, []);
    assert!(lexicon.names.lookup("Paris").is_some());
}

#[test]
fn latin_1_is_told_by_its_byte() {
    let mut bytes = STATES.as_bytes().to_vec();
    bytes.extend_from_slice(b"FRA\tFrance\t\t\t\t\t\t\ts\nCIV\tC\xf4te d'Ivoire\t\t\t\t\t\t\ts\n");
    let (lexicon, problems) = Lexicon::load(&LexiconSource {
        files: vec![SourceFile::new("states/a.tsv", bytes)],
    });
    assert_eq!(
        problems[0].to_string(),
        "states/a.tsv:3:6: error: byte 0xF4 is not UTF-8: the row is left out: save the file as UTF-8"
    );
    assert!(lexicon.names.lookup("France").is_some());
    let (_, problems) = Lexicon::load(&LexiconSource {
        files: vec![SourceFile::new("states/a.tsv", b"\xff\xfeI\0".to_vec())],
    });
    assert!(problems[0].to_string().contains("UTF-16"));
}

#[test]
fn a_handover_on_one_day_is_no_overlap() {
    let text = format!(
        "{PEOPLE}Ann Berg\t\tpresident\tRUS:GOV\t2000-05-07\t2008-05-07\ts\n\
         Carl Dorn\t\tpresident\tRUS:GOV\t2008-05-07\t2012-05\ts\nAnn Berg\t\tpresident\tRUS:GOV\t2012-05-07\t\ts\n"
    );
    let (_, problems) = load(&[("people/a.tsv", &text)]);
    assert_eq!(problems, []);
}

#[test]
fn any_bytes_are_survived() {
    for bytes in [
        &b"\0\0\0"[..],
        b"\t\t\t\n\t",
        b"id\tname\n\t\t\t\t|||\n|\t|",
        b"\xff\xff",
        b"\xef\xbb\xbf",
        b"id\tname\nRUS\t''\n",
    ] {
        for path in [
            "states/a.tsv",
            "people/a.tsv",
            "roles.tsv",
            "agreements.tsv",
            "",
        ] {
            let _ = Lexicon::load(&LexiconSource {
                files: vec![SourceFile::new(path, bytes.to_vec())],
            });
        }
    }
}
