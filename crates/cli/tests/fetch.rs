//! Fetching from a server of the test's own into web archives that are read again.

mod support;

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use support::{folder, run};

const PAGE: &str = "<html><head><title>Envoys meet in Riga</title></head><body><article><h1>Envoys meet in Riga</h1>\
    <p>RIGA, March 3 (BNS) - Latvia's foreign minister received the Estonian ambassador on Thursday, and the two \
    sides agreed to resume their talks on the railway.</p></article></body></html>";

/// A server on loopback; its address. It ends with the test's process.
fn server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback is there");
    let address = listener.local_addr().expect("it is bound");
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || serve(stream));
        }
    });
    format!("http://{address}")
}

fn serve(mut stream: TcpStream) {
    let mut lines = BufReader::new(stream.try_clone().expect("a second handle")).lines();
    let Some(Ok(first)) = lines.next() else {
        return;
    };
    let known = lines
        .map_while(Result::ok)
        .take_while(|line| !line.is_empty())
        .any(|line| line.to_lowercase().starts_with("if-none-match"));
    let path = first.split(' ').nth(1).unwrap_or_default();
    let feed = "<rss version=\"2.0\"><channel><title>C</title>\
        <item><link>/a</link></item><item><link>/moved</link></item><item><link>/gone</link></item></channel></rss>";
    let (status, header, body) = match path {
        "/a" | "/b" if known => ("304 Not Modified", "ETag: \"1\"\r\n", ""),
        "/a" | "/b" => ("200 OK", "ETag: \"1\"\r\nContent-Type: text/html\r\n", PAGE),
        "/moved" => ("302 Found", "Location: /b\r\n", ""),
        "/feed" => ("200 OK", "Content-Type: application/rss+xml\r\n", feed),
        _ => ("404 Not Found", "", ""),
    };
    let length = body.len();
    // That the other side went away is its own affair.
    let _ = write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{header}\r\n{body}"
    );
}

#[test]
fn a_page_is_kept_and_read_again() {
    let folder = folder(&[]);
    let url = format!("{}/a", server());
    run(
        folder.path(),
        &["fetch", &url, "--allow-private", "--delay", "0"],
    )
    .exits(0)
    .says("1 fetched")
    .says("wrote pages.warc.gz");
    let read = run(folder.path(), &["read", "pages.warc.gz"]).exits(0);
    assert_eq!(read.rows()[0]["title"], "Envoys meet in Riga");
    assert_eq!(read.rows()[0]["url"], url);
    // An archive is never written over.
    run(folder.path(), &["fetch", &url, "--allow-private"])
        .exits(2)
        .says("is there already");
}

#[test]
fn pages_of_a_feed_are_fetched_and_only_what_changed_is_fetched_again() {
    let folder = folder(&[]);
    let feed = format!("{}/feed", server());
    let fetch = |output: &str| {
        let arguments = [
            "fetch",
            "--feed",
            &feed,
            "--allow-private",
            "--delay",
            "0",
            "--state",
            "seen.json",
            "-o",
            output,
        ];
        run(folder.path(), &arguments).exits(1)
    };
    fetch("1.warc.gz")
        .says("/gone: the server answered 404")
        .says("3 fetched, 0 unchanged, 1 failed");
    assert_eq!(
        run(folder.path(), &["read", "1.warc.gz"])
            .exits(0)
            .rows()
            .len(),
        2
    );
    fetch("2.warc.gz").says("2 fetched, 1 unchanged, 1 failed");
    let again = run(folder.path(), &["read", "2.warc.gz"])
        .exits(0)
        .says("warc revisit record 1");
    assert_eq!(again.rows().len(), 1);
}

#[test]
fn this_machine_is_not_asked_without_leave() {
    let folder = folder(&[]);
    run(
        folder.path(),
        &["fetch", &format!("{}/a", server()), "file:///etc/passwd"],
    )
    .exits(1)
    .says("--allow-private allows it")
    .says("only http and https");
}
