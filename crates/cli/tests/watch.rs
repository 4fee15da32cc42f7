//! Feeds and folders followed into an archive, from a server of the test's own.

mod support;

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use serde_json::Value;
use support::{Ran, articles, detente, folder, model, run};

/// What the server does and what it was asked.
#[derive(Default)]
struct Site {
    /// The feed is not to be had.
    is_down: AtomicBool,
    /// The feed names one page more.
    has_more: AtomicBool,
    pages_asked: AtomicUsize,
}

/// A site on loopback; its address. It ends with the test's process.
fn serve() -> (Arc<Site>, String) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback is there");
    let address = listener.local_addr().expect("it is bound");
    let site = Arc::new(Site::default());
    let its = Arc::clone(&site);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let site = Arc::clone(&its);
            thread::spawn(move || answer(stream, &site));
        }
    });
    (site, format!("http://{address}"))
}

fn answer(mut stream: TcpStream, site: &Site) {
    let mut lines = BufReader::new(stream.try_clone().expect("a second handle")).lines();
    let Some(Ok(first)) = lines.next() else {
        return;
    };
    let known = lines
        .map_while(Result::ok)
        .take_while(|line| !line.is_empty())
        .find_map(|line| {
            line.to_lowercase()
                .strip_prefix("if-none-match: ")
                .map(str::to_owned)
        });
    let path = first.split(' ').nth(1).unwrap_or_default();
    let more = site.has_more.load(Ordering::SeqCst);
    let etag = if more { "\"2\"" } else { "\"1\"" };
    let (status, body) = match path {
        "/feed" if site.is_down.load(Ordering::SeqCst) => {
            ("503 Service Unavailable", String::new())
        }
        "/feed" if known.as_deref() == Some(etag) => ("304 Not Modified", String::new()),
        "/feed" => {
            let names = if more { "abx" } else { "ax" };
            let items: Vec<String> = names
                .chars()
                .map(|name| format!("<item><link>/{name}</link></item>"))
                .collect();
            let items = items.concat();
            let feed = "<rss version=\"2.0\"><channel><title>Courier</title>";
            ("200 OK", format!("{feed}{items}</channel></rss>"))
        }
        "/a" | "/b" => {
            site.pages_asked.fetch_add(1, Ordering::SeqCst);
            ("200 OK", page(path))
        }
        "/x" => ("500 Internal Server Error", String::new()),
        _ => ("404 Not Found", String::new()),
    };
    let length = body.len();
    let kind = if path == "/feed" {
        "application/rss+xml"
    } else {
        "text/html"
    };
    // That the other side went away is its own affair.
    let _ = write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nContent-Type: {kind}\r\nETag: {etag}\r\nConnection: close\r\n\r\n{body}"
    );
}

fn page(path: &str) -> String {
    let (guest, host) = if path == "/a" {
        ("Estonian", "Latvia")
    } else {
        ("Finnish", "Norway")
    };
    format!(
        "<html><head><title>Envoys meet: {host}</title></head><body><article><h1>Envoys meet: {host}</h1><p>RIGA, March 3, \
         2011 (BNS) - {host}'s foreign minister received the {guest} ambassador on Thursday, and the two sides agreed to resume \
         their talks on the railway.</p></article></body></html>"
    )
}

fn watch(at: &Path, more: &[&str]) -> Ran {
    let usual = ["watch", "desk", "--once", "--allow-private", "--delay", "0"];
    run(at, &[&usual, more].concat())
}

fn state(at: &Path) -> Value {
    let text = std::fs::read(at.join("desk/watch.json")).expect("the state is kept");
    serde_json::from_slice(&text).expect("the state is JSON")
}

/// Titles of the archive's articles.
fn titles(at: &Path) -> Vec<String> {
    let rows = run(at, &["export", "desk", "--of", "articles"])
        .exits(0)
        .rows();
    let mut titles: Vec<String> = rows
        .iter()
        .map(|row| row["title"].as_str().unwrap_or_default().to_owned())
        .collect();
    titles.sort();
    titles
}

#[test]
fn pages_of_a_feed_come_in_once_and_what_fails_is_tried_later() {
    if model().is_none() {
        return;
    }
    let folder = folder(&[]);
    let at = folder.path();
    let (site, address) = serve();
    let feed = format!("{address}/feed");
    watch(at, &[&feed])
        .exits(1)
        .says("/x: the server answered 500")
        .says("1 new article");
    assert_eq!(titles(at), ["Envoys meet: Latvia"]);
    let known = &state(at)["sources"][&feed];
    assert_eq!(known["taken"], 1);
    assert_eq!(known["items"][format!("{address}/x")]["failures"], 1);
    assert!(known["succeeded"].is_i64() && known["fault"].is_null());

    // Nothing is fetched again; the page that failed waits for its time.
    watch(at, &[]).exits(2).says("no source is named");
    watch(at, &[&feed]).exits(0).says("0 new articles");
    site.has_more.store(true, Ordering::SeqCst);
    watch(at, &[&feed]).exits(0).says("1 new article");
    assert_eq!(titles(at), ["Envoys meet: Latvia", "Envoys meet: Norway"]);
    assert_eq!(site.pages_asked.load(Ordering::SeqCst), 2);
    assert_eq!(state(at)["sources"][&feed]["taken"], 2);
    let pages = std::fs::read_dir(at.join("desk/pages")).expect("pages are kept");
    assert_eq!(pages.count(), 2);
    run(at, &["archive", "verify", "desk"]).exits(0);
}

#[test]
fn a_feed_that_is_down_backs_off_and_is_told_of() {
    if model().is_none() {
        return;
    }
    let folder = folder(&[]);
    let at = folder.path();
    let (site, address) = serve();
    let feed = format!("{address}/feed");
    site.is_down.store(true, Ordering::SeqCst);
    watch(at, &[&feed])
        .exits(1)
        .says("the server answered 503")
        .says("next try");
    watch(at, &[&feed])
        .exits(1)
        .says("waits until")
        .says("a failure");
    watch(at, &[&feed, "--now"])
        .exits(1)
        .says("the server answered 503");
    assert_eq!(state(at)["sources"][&feed]["failures"], 2);
    let told = run(at, &["watch", "desk", "--status"]).exits(1);
    assert!(
        told.out.contains("failed 2 times in a row") && told.out.contains("last read never"),
        "{}",
        told.out
    );
    site.is_down.store(false, Ordering::SeqCst);
    watch(at, &[&feed, "--now"]).exits(1).says("1 new article");
    assert_eq!(state(at)["sources"][&feed]["failures"], 0);
}

#[test]
fn files_of_a_folder_come_in_as_they_change() {
    if model().is_none() {
        return;
    }
    let folder = folder(&[
        ("in/a.jsonl", articles(2).as_bytes()),
        ("in/broken.jsonl", b"{\"text\":\n"),
        ("in/notes.docx", b"not read"),
        (
            "desk/watch.toml",
            b"every = \"1h\"\n[[source]]\nfolder = \"in\"\n[[source]]\nfolder = \"away\"\n",
        ),
    ]);
    let at = folder.path();
    watch(at, &[])
        .exits(1)
        .says("in: 2 new articles")
        .says("broken.jsonl")
        .says("away: is no folder");
    watch(at, &[])
        .exits(1)
        .says("in: 0 new articles")
        .says("away: waits until");
    let told = run(at, &["watch", "desk", "--status"]).exits(1);
    assert!(told.out.contains("broken.jsonl"), "{}", told.out);
    std::fs::write(at.join("in/a.jsonl"), articles(5)).expect("cannot write");
    std::fs::remove_file(at.join("in/broken.jsonl")).expect("cannot remove");
    watch(at, &[]).exits(1).says("in: 3 new articles");
    assert!(
        state(at)["sources"]["in"]["items"]
            .as_object()
            .is_some_and(|items| items.len() == 1)
    );
}

#[cfg(unix)]
#[test]
fn it_waits_for_the_next_look_and_ends_when_asked_to() {
    if model().is_none() {
        return;
    }
    let folder = folder(&[("in/a.jsonl", articles(1).as_bytes())]);
    let mut child = detente()
        .current_dir(folder.path())
        .args(["watch", "desk", "in"])
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program does not start");
    let mut lines = BufReader::new(child.stderr.take().expect("there is a pipe")).lines();
    let waiting = lines
        .by_ref()
        .map_while(Result::ok)
        .any(|line| line.contains("waiting until"));
    assert!(waiting, "it ended by itself");
    run(folder.path(), &["watch", "desk", "in", "--once"])
        .exits(1)
        .says("is watched already");
    // While it waits others may write.
    run(folder.path(), &["ingest", "desk", "in", "--quiet"]).exits(0);
    let sent = std::process::Command::new("kill")
        .arg(child.id().to_string())
        .status();
    assert!(sent.expect("kill does not start").success());
    assert_eq!(child.wait().expect("it ran").code(), Some(130));
    assert_eq!(state(folder.path())["sources"]["in"]["taken"], 1);
}

#[test]
fn wrong_commands_are_refused() {
    let folder = folder(&[("w.toml", b"[[source]]\nfeed = \"a.example/rss\"\n")]);
    let at = folder.path();
    run(at, &["watch", "desk", "in", "--every", "1s"])
        .exits(2)
        .says("1m to 7d");
    run(at, &["watch", "desk", "--sources", "w.toml"])
        .exits(2)
        .says("is no address");
    run(at, &["watch", "desk", "--now", "in"]).exits(2);
}
