//! Where rows go: whole, in order, the same at any number of threads, resumable.

mod support;

use std::io::Read;
use std::process::Stdio;

use support::{articles, detente, folder, rows, run};

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    let folder = folder(&[("news.jsonl", articles(400).as_bytes())]);
    let one = run(folder.path(), &["read", "news.jsonl", "--threads", "1"]).exits(0);
    let four = run(folder.path(), &["read", "news.jsonl", "--threads", "4"]).exits(0);
    assert_eq!(one.rows().len(), 400);
    assert!(one.out == four.out);
}

#[test]
fn an_own_id_comes_through() {
    let folder = folder(&[(
        "news.jsonl",
        b"{\"id\":\"own/1\",\"text\":\"Norway recalled its envoy.\"}\n".as_slice(),
    )]);
    let ran = run(folder.path(), &["read", "news.jsonl"]).exits(0);
    assert_eq!(ran.rows()[0]["id"], "own/1");
    assert_eq!(ran.rows()[0]["input"], "news.jsonl:1");
}

#[test]
fn a_file_takes_its_name_when_it_is_whole() {
    let folder = folder(&[("news.jsonl", articles(5).as_bytes())]);
    run(
        folder.path(),
        &["read", "news.jsonl", "-o", "new/out.jsonl"],
    )
    .exits(0)
    .says("wrote new/out.jsonl");
    let names: Vec<_> = std::fs::read_dir(folder.path().join("new"))
        .expect("the folder was made")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    assert_eq!(names, ["out.jsonl"]);
}

#[test]
fn a_csv_file_has_a_header_and_its_name_is_enough() {
    let folder = folder(&[("news.jsonl", articles(2).as_bytes())]);
    run(folder.path(), &["read", "news.jsonl", "-o", "out.csv"]).exits(0);
    let text = std::fs::read_to_string(folder.path().join("out.csv")).expect("it was written");
    assert!(text.starts_with("id,input,url,title,"));
    assert_eq!(text.lines().count(), 3);
    // What the program wrote it reads again.
    let again = run(folder.path(), &["read", "out.csv"]).exits(0);
    assert_eq!(again.rows()[1]["id"], "a1");
}

#[test]
fn an_input_folder_may_hold_the_output() {
    let folder = folder(&[("news.jsonl", articles(3).as_bytes())]);
    for _ in 0..2 {
        run(folder.path(), &["read", ".", "-o", "out.jsonl"])
            .exits(0)
            .says("3 articles");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told() {
    let folder = folder(&[("news.jsonl", articles(50).as_bytes())]);
    run(folder.path(), &["read", "news.jsonl", "-o", "/dev/full"])
        .exits(1)
        .says("cannot write /dev/full");
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .expect("Linux has it");
    let output = detente()
        .current_dir(folder.path())
        .args(["read", "news.jsonl"])
        .stdout(full)
        .output()
        .expect("the program does not start");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot write the standard output"));
}

/// A file system of one page cannot be made without privileges, a limit on the size of files can.
#[test]
#[cfg(target_os = "linux")]
fn a_write_that_fails_half_way_leaves_whole_rows_and_can_be_resumed() {
    let folder = folder(&[("news.jsonl", articles(100).as_bytes())]);
    let limited = std::process::Command::new("sh")
        .current_dir(folder.path())
        // Blocks of 512 bytes; the signal for a file that is too large is ignored, so that the write fails.
        .args([
            "-c",
            "trap '' XFSZ; ulimit -f 20; exec \"$0\" read news.jsonl -o out.jsonl",
        ])
        .arg(env!("CARGO_BIN_EXE_detente"))
        .output()
        .expect("sh does not start");
    let err = String::from_utf8_lossy(&limited.stderr);
    assert_eq!(limited.status.code(), Some(1), "{err}");
    assert!(err.contains("--resume"), "{err}");
    let partial =
        std::fs::read_to_string(folder.path().join("out.jsonl.partial")).expect("it is kept");
    let kept = rows(&partial).len();
    assert!(kept > 5 && kept < 100, "{kept}");
    assert!(!folder.path().join("out.jsonl").exists());
    run(
        folder.path(),
        &["read", "news.jsonl", "-o", "out.jsonl", "--resume"],
    )
    .exits(0);
    let whole = std::fs::read_to_string(folder.path().join("out.jsonl")).expect("it is whole");
    assert_eq!(whole, run(folder.path(), &["read", "news.jsonl"]).out);
}

#[test]
fn a_closed_pipe_ends_the_program_quietly() {
    let folder = folder(&[("news.jsonl", articles(20_000).as_bytes())]);
    let mut child = detente()
        .current_dir(folder.path())
        .args(["read", "news.jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program does not start");
    let mut first = [0; 100];
    child
        .stdout
        .take()
        .expect("there is a pipe")
        .read_exact(&mut first)
        .expect("there are rows");
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn a_whole_output_is_not_written_again() {
    let folder = folder(&[("news.jsonl", articles(30).as_bytes())]);
    let resume = ["read", "news.jsonl", "-o", "out.jsonl", "--resume"];
    // Nothing to resume yet: the run begins at the beginning.
    run(folder.path(), &resume).exits(0).says("30 articles");
    run(folder.path(), &resume).exits(0).says("whole already");
    let written = std::fs::read_to_string(folder.path().join("out.jsonl")).expect("it is there");
    assert_eq!(
        written,
        run(folder.path(), &["read", "news.jsonl"]).exits(0).out
    );
}

#[test]
#[cfg(unix)]
fn ctrl_c_stops_with_whole_rows_and_resume_goes_on() {
    use std::io::Write;
    let folder = folder(&[]);
    let mut child = detente()
        .current_dir(folder.path())
        .args(["read", "-", "--input-format", "jsonl", "-o", "out.jsonl"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program does not start");
    let mut stdin = child.stdin.take().expect("there is a pipe");
    let input = articles(500);
    stdin
        .write_all(input.as_bytes())
        .expect("the program reads");
    // Rows are in the file: the program is past its start, and its handler is there.
    let partial = folder.path().join("out.jsonl.partial");
    while std::fs::metadata(&partial).map_or(0, |metadata| metadata.len()) == 0 {
        std::thread::yield_now();
    }
    let sent = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(sent.expect("kill does not start").success());
    // The input stays open: the program must not wait for more of it.
    let output = child.wait_with_output().expect("the program ends");
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(130), "{err}");
    assert!(err.contains("--resume"), "{err}");
    drop(stdin);
    let kept = rows(&std::fs::read_to_string(&partial).expect("it is kept")).len();
    assert!((1..=500).contains(&kept));
    let arguments = [
        "read",
        "-",
        "--input-format",
        "jsonl",
        "-o",
        "out.jsonl",
        "--resume",
    ];
    support::run_with_input(folder.path(), &arguments, input.as_bytes())
        .exits(0)
        .says("500 articles");
    let whole = support::run_with_input(folder.path(), &["read", "-"], input.as_bytes())
        .exits(0)
        .out;
    assert_eq!(
        std::fs::read_to_string(folder.path().join("out.jsonl")).expect("it is whole"),
        whole
    );
}

#[test]
fn another_run_is_not_resumed() {
    let folder = folder(&[("news.jsonl", articles(3).as_bytes())]);
    std::fs::write(folder.path().join("out.jsonl.partial"), "").expect("a file");
    std::fs::write(
        folder.path().join("out.jsonl.partial.state"),
        "{\"run\":\"another\",\"tally\":{\"inputs\":0,\"failed\":0,\"articles\":0,\"events\":0,\"quotes\":0,\"positions\":0},\"lengths\":[0]}",
    )
    .expect("a file");
    run(
        folder.path(),
        &["read", "news.jsonl", "-o", "out.jsonl", "--resume"],
    )
    .exits(2)
    .says("another run");
    run(folder.path(), &["read", "news.jsonl", "-o", "out.jsonl"]).exits(0);
}

#[test]
fn no_colour_leaves_the_program_where_there_is_no_terminal() {
    let folder = folder(&[("news.jsonl", articles(1).as_bytes())]);
    let ran = run(folder.path(), &["read", "news.jsonl", "--format", "report"]).exits(0);
    assert!(ran.out.contains("Norway and Iceland"));
    assert!(!ran.out.contains('\x1b'));
}

#[test]
fn every_command_has_examples_in_its_help() {
    let folder = folder(&[]);
    for command in [
        "code", "read", "explain", "fetch", "lexicon", "evaluate", "model",
    ] {
        let ran = run(folder.path(), &[command, "--help"]).exits(0);
        assert!(ran.out.contains("Examples:"), "{command}");
    }
}
