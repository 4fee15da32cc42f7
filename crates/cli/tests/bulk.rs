//! Bulk runs: shards, tables, manifests; killed at any point and gone on with.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Stdio};

use support::{articles, detente, folder, gzip, rows, run, run_with_input};

fn ids(text: &str) -> BTreeSet<String> {
    let id = |row: &serde_json::Value| row["id"].as_str().map(str::to_owned);
    rows(text).iter().filter_map(id).collect()
}

fn manifest(path: &Path) -> serde_json::Value {
    let text = fs::read(path).expect("there is a manifest");
    serde_json::from_slice(&text).expect("it is JSON")
}

#[test]
fn shards_part_a_job_and_lose_nothing() {
    let text = articles(200) + "not JSON\n";
    let folder = folder(&[
        ("news.jsonl", text.as_bytes()),
        ("same.jsonl.gz", &gzip(text.as_bytes())),
    ]);
    let mut all = BTreeSet::new();
    let mut failed = 0;
    for shard in ["1/3", "2/3", "3/3"] {
        let arguments = ["read", "news.jsonl", "--shard", shard];
        let ran = run(folder.path(), &arguments);
        failed += ran
            .err
            .lines()
            .filter(|line| line.contains("is not an article"))
            .count();
        let mine = ids(&ran.out);
        assert!(mine.len() > 40, "{shard}: {}", mine.len());
        assert!(all.is_disjoint(&mine));
        // Whichever file holds an article, one shard takes it.
        assert_eq!(
            ids(&run(folder.path(), &["read", "same.jsonl.gz", "--shard", shard]).out),
            mine
        );
        all.extend(mine);
    }
    assert_eq!((all.len(), failed), (200, 1));
}

#[test]
fn a_folder_gets_a_manifest_and_its_checksums_hold() {
    let text = articles(20) + "not JSON\n{\"id\":\"no text\"}\n";
    let folder = folder(&[("in/news.jsonl", text.as_bytes()), ("in/photo.png", b"x")]);
    let arguments = [
        "read",
        "in",
        "-o",
        "out/",
        "--shard",
        "1/1",
        "--threads",
        "2",
    ];
    run(folder.path(), &arguments).exits(1);
    let out = folder.path().join("out");
    let told = manifest(&out.join("manifest.json"));
    assert_eq!(told["counts"]["articles"], 20);
    assert_eq!(told["counts"]["failed"], 2);
    assert_eq!(told["failed"]["not an article"], 1);
    assert_eq!(told["failed"]["no text"], 1);
    assert_eq!(told["left_out"]["file .png"], 1);
    assert_eq!(told["shard"], "1/1");
    assert!(
        told["program"]
            .as_str()
            .is_some_and(|program| program.starts_with("detente "))
    );
    let file = &told["files"][0];
    let bytes = fs::read(out.join("articles.jsonl")).expect("it is there");
    assert_eq!(file["name"], "articles.jsonl");
    assert_eq!(file["rows"], 20);
    assert_eq!(file["bytes"], bytes.len());
    assert_eq!(file["blake3"], blake3::hash(&bytes).to_string());
    let names: BTreeSet<_> = fs::read_dir(&out)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn a_parquet_table_is_written_and_read_again() {
    let folder = folder(&[("news.jsonl", articles(300).as_bytes())]);
    for threads in ["1", "3"] {
        let name = format!("{threads}.parquet");
        run(
            folder.path(),
            &["read", "news.jsonl", "-o", &name, "--threads", threads],
        )
        .exits(0);
    }
    let read = |name: &str| fs::read(folder.path().join(name)).expect("it is there");
    assert!(read("1.parquet") == read("3.parquet"));
    let again = run(folder.path(), &["read", "1.parquet"]).exits(0);
    assert_eq!(ids(&again.out).len(), 300);
    let names = fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(names, 3, "something was left behind");
}

#[test]
fn two_runs_into_one_folder_are_refused() {
    let folder = folder(&[("news.jsonl", articles(3).as_bytes())]);
    let mut first = begun(
        folder.path(),
        &["read", "-", "--input-format", "jsonl", "-o", "out/"],
    );
    let mut stdin = first.stdin.take().expect("a pipe");
    stdin.write_all(articles(300).as_bytes()).expect("it reads");
    wait_for_rows(&folder.path().join("out/articles.jsonl.partial"));
    // Another format, other records: other files, and yet the same folder.
    run(
        folder.path(),
        &["read", "news.jsonl", "--format", "csv", "-o", "out/"],
    )
    .exits(2)
    .says("another run is writing into out");
    drop(stdin);
    assert!(first.wait().expect("it ends").success());
    run(
        folder.path(),
        &["read", "news.jsonl", "--format", "csv", "-o", "out/"],
    )
    .exits(0);
}

fn begun(folder: &Path, arguments: &[&str]) -> Child {
    detente()
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program does not start")
}

fn wait_for_rows(partial: &Path) {
    while fs::metadata(partial).map_or(0, |metadata| metadata.len()) == 0 {
        std::thread::yield_now();
    }
}

#[test]
#[cfg(unix)]
fn killed_anywhere_and_resumed_a_run_writes_what_an_uninterrupted_one_does() {
    let input = articles(600) + "not JSON\n" + &articles(2);
    for format in ["jsonl", "csv", "parquet"] {
        let folder = folder(&[]);
        let command = |output: &'static str| {
            [
                "read",
                "-",
                "--input-format",
                "jsonl",
                "--format",
                format,
                "-o",
                output,
            ]
        };
        run_with_input(folder.path(), &command("whole/"), input.as_bytes()).exits(1);
        let resume = [&command("out/")[..], &["--resume"]].concat();
        // So many lines arrive, the program waits for more, and is killed.
        for lines in [150, 330, 601] {
            let mut run = begun(folder.path(), &resume);
            let mut stdin = run.stdin.take().expect("a pipe");
            let part: String = input.split_inclusive('\n').take(lines).collect();
            stdin.write_all(part.as_bytes()).expect("it reads");
            wait_for_rows(&folder.path().join(format!("out/articles.{format}.partial")));
            run.kill().expect("it runs");
            run.wait().expect("it ends");
        }
        run_with_input(folder.path(), &resume, input.as_bytes()).exits(1);
        for name in [format!("articles.{format}"), "manifest.json".to_owned()] {
            let read = |folder_name: &str| fs::read(folder.path().join(folder_name).join(&name));
            let (whole, resumed) = (
                read("whole").expect("it is whole"),
                read("out").expect("it is whole"),
            );
            assert!(whole == resumed, "{format}: {name} differs");
        }
        assert!(!folder.path().join("out/detente.partial.state").exists());
    }
}

/// The run ended after all rows were there, while it gave the files their names.
#[test]
fn a_run_killed_while_it_gives_names_is_finished_without_reading() {
    let folder = folder(&[]);
    let input = articles(50);
    let command = [
        "read",
        "-",
        "--input-format",
        "jsonl",
        "-o",
        "out/",
        "--resume",
    ];
    let mut first = begun(folder.path(), &command);
    let mut stdin = first.stdin.take().expect("a pipe");
    stdin.write_all(input.as_bytes()).expect("it reads");
    let out = folder.path().join("out");
    let state = out.join("detente.partial.state");
    // The state is kept once a second at the latest; the last line makes it due.
    while !state.exists() {
        stdin.write_all(b"\n").expect("it reads");
        let more = articles(200);
        stdin.write_all(more.as_bytes()).expect("it reads");
        std::thread::yield_now();
    }
    first.kill().expect("it runs");
    first.wait().expect("it ends");
    let mut told: serde_json::Value =
        serde_json::from_slice(&fs::read(&state).expect("a state")).expect("JSON");
    let partial = out.join("articles.jsonl.partial");
    let length = told["lengths"][0].as_u64().expect("a length") as usize;
    let rows = fs::read(&partial).expect("rows")[..length].to_vec();
    told["whole"] = true.into();
    for named in [false, true] {
        fs::write(&state, told.to_string()).expect("a state");
        let _ = fs::remove_file(out.join("articles.jsonl"));
        let _ = fs::remove_file(&partial);
        let path = if named {
            out.join("articles.jsonl")
        } else {
            partial.clone()
        };
        fs::write(path, &rows).expect("rows");
        run_with_input(folder.path(), &command, b"").exits(0);
        assert!(fs::read(out.join("articles.jsonl")).expect("it is whole") == rows);
        assert!(!state.exists() && !partial.exists());
        assert_eq!(
            manifest(&out.join("manifest.json"))["counts"]["articles"],
            told["tally"]["articles"]
        );
    }
}

#[test]
#[cfg(unix)]
fn a_shard_that_cannot_be_read_is_named_and_counted() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[("in/a.jsonl", articles(3).as_bytes())]);
    symlink("nowhere", folder.path().join("in/b.jsonl")).expect("a link");
    run(folder.path(), &["read", "in", "-o", "out/"])
        .exits(1)
        .says("b.jsonl: cannot be read");
    let told = manifest(&folder.path().join("out/manifest.json"));
    assert_eq!(told["failed"]["cannot be read"], 1);
    assert_eq!(told["counts"]["articles"], 3);
}
