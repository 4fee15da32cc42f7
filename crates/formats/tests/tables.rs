//! Tables and JSON lines with names and character sets of their own, and Parquet both ways.

mod support;

use std::fs::File;
use std::io::Write;
use std::sync::Arc;

use arrow::array::{ArrayRef, Date32Array, Int64Array, RecordBatch, StringArray};
use detente_formats::output::parquet::write;
use detente_formats::{InputKind, Options, RawArticle, RecordKind, read_file};
use parquet::arrow::ArrowWriter;
use support::{gzip, limits, read_as, read_with};

fn columns(names: &[&str]) -> Options {
    Options {
        columns: names
            .iter()
            .map(|name| name.parse().expect("a column"))
            .collect(),
        ..Options::default()
    }
}

#[test]
fn columns_have_the_names_that_are_given() {
    let names = ["text=Body", "published=datum", "id=nr"];
    for (kind, text) in [
        (
            InputKind::Csv,
            "nr,body,datum\n7,Norway recalled its envoy.,2011-03-03\n",
        ),
        (
            InputKind::Tsv,
            "nr\tBODY\tdatum\n7\tNorway recalled its envoy.\t2011-03-03\n",
        ),
        (
            InputKind::Jsonl,
            "{\"nr\":7,\"Body\":\"Norway recalled its envoy.\",\"datum\":\"2011-03-03\",\"x\":[1]}\n",
        ),
        (
            InputKind::Guess,
            "nr,body,datum\n7,Norway recalled its envoy.,2011-03-03\n",
        ),
    ] {
        let read = read_with(kind, "a", text.as_bytes(), columns(&names));
        read.no_error();
        let article = &read.articles[0];
        assert_eq!(
            (article.id.as_str(), article.text.as_str()),
            ("7", "Norway recalled its envoy.")
        );
        assert_eq!(
            article
                .published
                .as_ref()
                .map(|p| p.date.to_string())
                .as_deref(),
            Some("2011-03-03")
        );
    }
    let missing = read_with(
        InputKind::Csv,
        "a.csv",
        b"text,x\na,b\n",
        columns(&["title=headline"]),
    );
    missing.one_error("no column `headline` in its header (text, x)");
    read_with(
        InputKind::Jsonl,
        "a.jsonl",
        b"{\"text\":\"x\"}\n",
        columns(&["text=body"]),
    )
    .one_error("no `body`");
}

#[test]
fn character_sets_are_told_by_a_mark_or_by_name() {
    let text = "text,title\nEspaña llamó a su embajador.,Señal\n";
    let utf16: Vec<u8> = [0xfeff_u16]
        .into_iter()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let read = read_as(InputKind::Csv, "a.csv", &utf16);
    assert_eq!(read.articles[0].text, "España llamó a su embajador.");
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    read_as(InputKind::Csv, "a.csv", &latin).one_error("--input-charset");
    let options = Options {
        charset: Some("latin1".parse().expect("a charset")),
        ..Options::default()
    };
    assert_eq!(
        read_with(InputKind::Csv, "a.csv", &latin, options).articles[0].text,
        "España llamó a su embajador."
    );
}

fn table(columns: Vec<(&str, ArrayRef)>) -> Vec<u8> {
    let batch = RecordBatch::try_from_iter(columns).expect("columns of one length");
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).expect("a writer");
    writer.write(&batch).expect("memory takes it");
    writer.flush().expect("memory takes it");
    writer.write(&batch).expect("memory takes it");
    writer.close().expect("memory takes it");
    bytes
}

fn news() -> Vec<u8> {
    table(vec![
        ("nr", Arc::new(Int64Array::from(vec![1, 2, 3])) as ArrayRef),
        (
            "text",
            Arc::new(StringArray::from(vec![
                Some("Norway recalled its envoy."),
                None,
                Some("Talks go on."),
            ])),
        ),
        (
            "published",
            Arc::new(Date32Array::from(vec![15_036, 15_037, 15_038])),
        ),
        ("odd", Arc::new(Int64Array::from(vec![9, 9, 9]))),
    ])
}

#[test]
fn parquet_tables_are_read_from_files_and_streams() {
    let bytes = news();
    let options = || columns(&["id=nr"]);
    let streamed = read_with(InputKind::Guess, "a", &bytes, options());
    let packed = read_with(InputKind::Parquet, "a.parquet.gz", &gzip(&bytes), options());
    for read in [streamed, packed] {
        let ids: Vec<&str> = read
            .articles
            .iter()
            .map(|article| article.id.as_str())
            .collect();
        assert_eq!(ids, ["1", "3", "1", "3"]);
        assert_eq!(
            read.articles[0]
                .published
                .as_ref()
                .map(|p| p.date.to_string())
                .as_deref(),
            Some("2011-03-03")
        );
        assert_eq!(read.errors.len(), 2);
        assert!(
            read.errors[1].contains("row 5: has no `text`"),
            "{}",
            read.errors[1]
        );
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.parquet");
    File::create(&path)
        .and_then(|mut file| file.write_all(&bytes))
        .expect("it is written");
    let options = options();
    let reading = options.reading.clone();
    let file = File::open(&path).expect("it is there");
    let rows = read_file(InputKind::Parquet, "a.parquet", file, options);
    let inputs: Vec<String> = rows
        .flatten()
        .map(|raw: RawArticle| raw.input().to_owned())
        .collect();
    assert_eq!(
        inputs,
        ["a.parquet:1", "a.parquet:3", "a.parquet:4", "a.parquet:6"]
    );
    assert!(reading.bytes() > 0);
}

#[test]
fn faulty_parquet_tables_are_named() {
    let bytes = news();
    read_with(InputKind::Parquet, "a", &bytes, columns(&["text=body"]))
        .one_error("no column `body`");
    read_with(InputKind::Parquet, "a", &bytes, columns(&["text=odd"]))
        .one_error("holds Int64, not text");
    read_as(InputKind::Parquet, "a", b"").one_error("is empty");
    read_as(InputKind::Parquet, "a", b"PAR1 and no more").one_error("no sound Parquet");
    read_with(InputKind::Parquet, "a", &bytes, limits(1 << 20, 100)).one_error("--max-unpacked");
    read_with(InputKind::Parquet, "a", &bytes, limits(5, 1 << 20));
    for cut in (0..bytes.len()).step_by(13) {
        read_as(InputKind::Parquet, "a", &bytes[..cut]);
    }
    for at in (0..bytes.len()).step_by(11) {
        let mut odd = bytes.clone();
        odd[at] ^= 0xff;
        read_as(InputKind::Parquet, "a", &odd);
    }
}

#[test]
fn a_written_table_has_types_and_is_read_again() {
    let rows = "id1,in,,\"A, title\",,,,,2011-03-03,day,,,,,,,en,body,The text of it.\n".repeat(3);
    let mut bytes = Vec::new();
    let about = [("detente.program", "detente test")];
    let count =
        write(RecordKind::Article, rows.as_bytes(), &mut bytes, &about).expect("it is written");
    assert_eq!(count, 3);
    let mut again = Vec::new();
    write(RecordKind::Article, rows.as_bytes(), &mut again, &about).expect("it is written");
    assert!(bytes == again, "the same rows gave other bytes");
    let read = read_as(InputKind::Parquet, "a.parquet", &bytes);
    read.no_error();
    assert_eq!(read.articles[2].title.as_deref(), Some("A, title"));
    assert_eq!(read.articles[2].outlet, None);
    let file = parquet::file::reader::SerializedFileReader::new(bytes::Bytes::from(bytes))
        .expect("a table");
    let metadata = parquet::file::reader::FileReader::metadata(&file)
        .file_metadata()
        .clone();
    let pairs = metadata.key_value_metadata().expect("there are some");
    assert!(pairs.iter().any(|pair| pair.key == "detente.program"));
    let columns = metadata.schema_descr();
    assert_eq!(columns.column(0).name(), "id");
    let odd = write(RecordKind::Event, "a,b\n".as_bytes(), Vec::new(), &[]);
    assert!(odd.is_ok(), "missing cells are absent");
    let odd = "x,".repeat(10) + "no number";
    let error =
        write(RecordKind::Event, odd.as_bytes(), Vec::new(), &[]).expect_err("start is a number");
    assert!(error.to_string().contains("source_start"), "{error}");
}
