//! Running the program in tests.
#![allow(dead_code)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What came of a run.
pub struct Ran {
    /// The exit code; `None` where a signal ended it.
    pub code: Option<i32>,
    /// The standard output.
    pub out: String,
    /// The standard error.
    pub err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Ran {
    /// Asserts the exit code, telling the standard error where it is another.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "standard error: {}", self.err);
        self
    }

    /// Asserts that the standard error holds `words`.
    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(
            self.err.contains(words),
            "`{words}` is not in: {}",
            self.err
        );
        self
    }

    /// The rows of the standard output as JSON; a cut row fails.
    #[track_caller]
    pub fn rows(&self) -> Vec<serde_json::Value> {
        rows(&self.out)
    }
}

/// JSON rows; a cut row fails.
#[track_caller]
pub fn rows(text: &str) -> Vec<serde_json::Value> {
    assert!(
        text.is_empty() || text.ends_with('\n'),
        "the last row is cut"
    );
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a row is no JSON"))
        .collect()
}

/// The program, without what the environment says about the model's place or colours.
pub fn detente() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
    command.env_remove("NO_COLOR").stdin(Stdio::null());
    command
}

/// Runs the program with `arguments` in `folder`.
pub fn run(folder: &Path, arguments: &[&str]) -> Ran {
    detente()
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("the program does not start")
        .into()
}

/// Runs the program with `input` on its standard input.
pub fn run_with_input(folder: &Path, arguments: &[&str], input: &[u8]) -> Ran {
    let mut child = detente()
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program does not start");
    let mut stdin = child.stdin.take().expect("there is a pipe");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("the program does not end");
    writer.join().expect("the writer failed");
    output.into()
}

/// A fresh folder with files in it.
pub fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("no temporary folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a file stands in a folder"))
            .expect("no folder");
        std::fs::write(path, bytes).expect("cannot write");
    }
    folder
}

/// `count` short articles as JSONL.
pub fn articles(count: usize) -> String {
    let line = |number: usize| {
        format!(
            "{{\"id\":\"a{number}\",\"text\":\"Norway and Iceland held talks on fishing in Oslo. Round {number} ended \
             without a deal, the Norwegian foreign minister said.\",\"published\":\"2010-05-05\"}}\n"
        )
    };
    (0..count).map(line).collect()
}

/// The model file to test with: the one `DETENTE_MODEL` names or the installed one. Where there is none
/// the test is passed over, unless `DETENTE_REQUIRE_MODEL` is set.
pub fn model() -> Option<PathBuf> {
    let info = detente()
        .args(["model", "info"])
        .output()
        .expect("the program does not start");
    if info.status.success() {
        let text = String::from_utf8_lossy(&info.stdout).into_owned();
        let path = text
            .lines()
            .find_map(|line| line.strip_prefix("path"))
            .expect("`model info` tells the path");
        return Some(PathBuf::from(path.trim()));
    }
    assert!(
        std::env::var_os("DETENTE_REQUIRE_MODEL").is_none(),
        "no language model: {}",
        String::from_utf8_lossy(&info.stderr)
    );
    eprintln!("no language model is installed: this test is passed over");
    None
}

/// Gzipped `bytes`.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}
