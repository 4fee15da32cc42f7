use std::cell::RefCell;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::thread;

use super::*;

/// What a server does with a connection once it has read the request.
type Answer = dyn Fn(&Request, &mut TcpStream) + Send + Sync;

struct Request {
    path: String,
    headers: String,
}

/// A server on loopback. It ends with the test's process.
struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn new(answer: impl Fn(&Request, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback is there");
        let address = listener.local_addr().expect("it is bound");
        let asked = Arc::new(Mutex::new(Vec::new()));
        let answer: Arc<Answer> = Arc::new(answer);
        let log = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, log) = (Arc::clone(&answer), Arc::clone(&log));
                thread::spawn(move || serve(stream, &*answer, &log));
            }
        });
        Self { address, asked }
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no test fails within").clone()
    }
}

fn serve(mut stream: TcpStream, answer: &Answer, log: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream.try_clone().expect("a second handle")).lines();
    let Some(Ok(first)) = lines.next() else {
        return;
    };
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let headers = lines
        .map_while(Result::ok)
        .take_while(|line| !line.is_empty())
        .fold(String::new(), |all, line| all + &line.to_lowercase() + "\n");
    log.lock().expect("no test fails within").push(path.clone());
    answer(&Request { path, headers }, &mut stream);
}

/// Sends a whole answer. That the other side went away is its own affair.
fn send(stream: &mut TcpStream, status: &str, headers: &str, body: &str) {
    let length = body.len();
    let _ = write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n{body}"
    );
}

/// A server of these pages, without a robots.txt.
fn pages(pages: &'static [(&'static str, &'static str)]) -> Server {
    Server::new(
        move |request, stream| match pages.iter().find(|(path, _)| *path == request.path) {
            Some((_, body)) => send(stream, "200 OK", "Content-Type: text/html\r\n", body),
            None => send(stream, "404 Not Found", "", ""),
        },
    )
}

/// A clock that goes only where somebody waits.
#[derive(Clone, Default)]
struct Still(Rc<RefCell<(Duration, Vec<Duration>)>>);

impl Clock for Still {
    fn now(&self) -> Duration {
        self.0.borrow().0
    }

    fn wait(&mut self, time: Duration) {
        let mut state = self.0.borrow_mut();
        state.0 += time;
        state.1.push(time);
    }
}

fn settings() -> Settings {
    Settings {
        allow_private: true,
        timeout: Duration::from_secs(20),
        ..Settings::default()
    }
}

fn fetcher(settings: Settings) -> Fetcher<Still> {
    Fetcher::with_clock(settings, Still::default())
}

#[test]
fn a_page_comes_as_it_was_sent() {
    let server = pages(&[("/a", "<p>Envoys met.</p>")]);
    let fetched = fetcher(settings())
        .fetch(&server.url("/a#top"), None)
        .expect("a page");
    assert_eq!(fetched.page.body, b"<p>Envoys met.</p>");
    assert_eq!(fetched.page.header("content-type"), Some("text/html"));
    assert_eq!(server.asked(), ["/robots.txt", "/a"]);
}

#[test]
fn chunks_are_put_together_and_compression_is_kept() {
    let server = Server::new(|request, stream| {
        if request.path == "/robots.txt" {
            return send(stream, "404 Not Found", "", "");
        }
        assert!(request.headers.contains("accept-encoding: gzip"));
        let _ = stream.write_all(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n3\r\n\x1f\x8b\x08\r\n2\r\nab\r\n0\r\n\r\n",
        );
    });
    let page = fetcher(settings())
        .fetch(&server.url("/"), None)
        .expect("a page")
        .page;
    assert_eq!(page.body, b"\x1f\x8b\x08ab");
    assert_eq!(page.header("content-encoding"), Some("gzip"));
    assert_eq!(page.header("transfer-encoding"), None);
}

#[test]
fn addresses_of_this_machine_and_other_schemes_are_refused() {
    let mut fetcher = fetcher(Settings::default());
    for address in [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1:8080/",
    ] {
        let error = fetcher.fetch(address, None).expect_err("refused");
        assert!(
            matches!(error, FetchError::Private { .. }),
            "{address}: {error}"
        );
    }
    for address in ["file:///etc/passwd", "ftp://news.example/"] {
        let error = fetcher.fetch(address, None).expect_err("refused");
        assert!(
            matches!(error, FetchError::Scheme { .. }),
            "{address}: {error}"
        );
    }
    for address in ["news.example", "http://user:word@news.example/", "http://"] {
        let error = fetcher.fetch(address, None).expect_err("refused");
        assert!(
            matches!(error, FetchError::Address { .. }),
            "{address}: {error}"
        );
    }
}

#[test]
fn a_name_that_leads_to_this_machine_is_refused() {
    let error = fetcher(Settings::default()).fetch("http://localhost/", None);
    assert!(
        matches!(error, Err(FetchError::Private { .. })),
        "{error:?}"
    );
}

#[test]
fn a_name_that_is_bound_anew_is_refused_at_the_second_look() {
    // The first answer is public and nobody answers there; the second is this machine.
    let server = pages(&[("/", "secret")]);
    let names = Names::Rebinding(Mutex::new(vec![server.address, server.address]));
    let mut fetcher = Fetcher::with_names(Settings::default(), Still::default(), names);
    let error = fetcher.fetch("http://rebound.example/", None);
    assert!(
        matches!(error, Err(FetchError::Private { .. })),
        "{error:?}"
    );
    assert!(server.asked().is_empty());
}

#[test]
fn a_redirect_is_checked_as_the_first_address_was() {
    let server = Server::new(|request, stream| match request.path.as_str() {
        "/file" => send(stream, "302 Found", "Location: file:///etc/passwd\r\n", ""),
        "/a" => send(stream, "301 Moved", "Location: /b\r\n", ""),
        "/b" => send(stream, "200 OK", "", "page"),
        _ => send(stream, "404 Not Found", "", ""),
    });
    let mut fetcher = fetcher(settings());
    let error = fetcher.fetch(&server.url("/file"), None);
    assert!(matches!(error, Err(FetchError::Scheme { .. })), "{error:?}");
    let found = fetcher.fetch(&server.url("/a"), None).expect("a page");
    assert_eq!(found.redirects.len(), 1);
    assert_eq!(found.page.url, server.url("/b"));
}

#[test]
fn circles_and_endless_redirects_end() {
    let server = Server::new(|request, stream| {
        let to = match request.path.as_str() {
            "/circle" => "/back".to_owned(),
            "/back" => "/circle".to_owned(),
            "/robots.txt" => return send(stream, "404 Not Found", "", ""),
            path => format!("{path}x"),
        };
        send(stream, "302 Found", &format!("Location: {to}\r\n"), "");
    });
    let mut fetcher = fetcher(settings());
    let circle = fetcher.fetch(&server.url("/circle"), None);
    assert!(
        matches!(circle, Err(FetchError::Circle { .. })),
        "{circle:?}"
    );
    let endless = fetcher.fetch(&server.url("/x"), None);
    assert!(
        matches!(endless, Err(FetchError::Redirects { most: 5, .. })),
        "{endless:?}"
    );
}

#[test]
fn a_server_that_drips_is_left_after_the_time_limit() {
    let server = Server::new(|request, stream| {
        if request.path == "/robots.txt" {
            return send(stream, "404 Not Found", "", "");
        }
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nN");
        // The next byte never comes: the read ends when the other side goes away.
        let _ = stream.read(&mut [0]);
    });
    let mut fetcher = fetcher(Settings {
        timeout: Duration::from_millis(400),
        ..settings()
    });
    let error = fetcher.fetch(&server.url("/"), None);
    assert!(
        matches!(error, Err(FetchError::TooSlow { .. })),
        "{error:?}"
    );
}

#[test]
fn a_body_without_end_is_left_at_the_limit() {
    let server = Server::new(|request, stream| {
        if request.path == "/robots.txt" {
            return send(stream, "404 Not Found", "", "");
        }
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
        while stream.write_all(&[b'x'; 4096]).is_ok() {}
    });
    let mut fetcher = fetcher(Settings {
        most_bytes: 100_000,
        ..settings()
    });
    let error = fetcher.fetch(&server.url("/"), None);
    assert!(
        matches!(error, Err(FetchError::TooLarge { limit: 100_000, .. })),
        "{error:?}"
    );
}

#[test]
fn what_did_not_change_is_not_sent_again() {
    let server = Server::new(|request, stream| {
        let known = request.headers.contains("if-none-match: \"v1\"")
            && request
                .headers
                .contains("if-modified-since: thu, 03 mar 2011 10:00:00 gmt");
        match (request.path.as_str(), known) {
            ("/robots.txt", _) => send(stream, "404 Not Found", "", ""),
            (_, true) => send(stream, "304 Not Modified", "ETag: \"v1\"\r\n", ""),
            (_, false) => send(
                stream,
                "200 OK",
                "ETag: \"v1\"\r\nLast-Modified: Thu, 03 Mar 2011 10:00:00 GMT\r\n",
                "page",
            ),
        }
    });
    let mut fetcher = fetcher(settings());
    let first = fetcher.fetch(&server.url("/"), None).expect("a page");
    assert!(!first.is_unchanged());
    let known = first.page.validators();
    let second = fetcher
        .fetch(&server.url("/"), Some(&known))
        .expect("an answer");
    assert!(second.is_unchanged());
}

#[test]
fn robots_txt_is_obeyed() {
    let server = Server::new(|request, stream| match request.path.as_str() {
        "/robots.txt" => send(
            stream,
            "200 OK",
            "",
            "User-agent: *\nDisallow: /private/\n\nUser-agent: detente\nDisallow: /closed\nCrawl-delay: 7\n",
        ),
        _ => send(stream, "200 OK", "", "page"),
    });
    let clock = Still::default();
    let mut fetcher = Fetcher::with_clock(settings(), clock.clone());
    let closed = fetcher.fetch(&server.url("/closed/a"), None);
    assert!(
        matches!(closed, Err(FetchError::Robots { .. })),
        "{closed:?}"
    );
    assert!(fetcher.fetch(&server.url("/open"), None).is_ok());
    assert!(fetcher.fetch(&server.url("/open"), None).is_ok());
    assert_eq!(server.asked(), ["/robots.txt", "/open", "/open"]);
    let waited = clock.0.borrow().1.clone();
    assert_eq!(waited, [Duration::from_secs(7), Duration::from_secs(7)]);
}

#[test]
fn a_site_whose_robots_txt_fails_is_left_alone() {
    let server = Server::new(|request, stream| match request.path.as_str() {
        "/robots.txt" => send(stream, "503 Busy", "", ""),
        _ => send(stream, "200 OK", "", "page"),
    });
    let error = fetcher(settings()).fetch(&server.url("/"), None);
    assert!(
        matches!(error, Err(FetchError::NoRobots { .. })),
        "{error:?}"
    );
    assert_eq!(server.asked(), ["/robots.txt"]);
}

#[test]
fn a_missing_page_and_a_closed_port_are_named() {
    let server = pages(&[]);
    let missing = fetcher(settings()).fetch(&server.url("/x"), None);
    assert!(
        matches!(missing, Err(FetchError::Status { status: 404, .. })),
        "{missing:?}"
    );
    let port = TcpListener::bind("127.0.0.1:0")
        .and_then(|l| l.local_addr())
        .expect("a port");
    let closed = fetcher(settings()).fetch(&format!("http://{port}/"), None);
    assert!(
        matches!(closed, Err(FetchError::NoRobots { .. })),
        "{closed:?}"
    );
}

#[test]
fn a_busy_server_is_asked_again_when_it_says() {
    let turns = Mutex::new(0);
    let server = Server::new(move |request, stream| {
        let mut turns = turns.lock().expect("no test fails within");
        match request.path.as_str() {
            "/robots.txt" => send(stream, "404 Not Found", "", ""),
            "/always" => send(stream, "429 Too Many", "Retry-After: 10\r\n", ""),
            "/tomorrow" => send(stream, "503 Busy", "Retry-After: 86400\r\n", ""),
            "/never" => send(stream, "503 Busy", "", ""),
            _ if *turns == 0 => {
                *turns += 1;
                send(
                    stream,
                    "503 Busy",
                    "Date: Thu, 03 Mar 2011 10:00:00 GMT\r\nRetry-After: Thu, 03 Mar 2011 10:01:30 GMT\r\n",
                    "",
                );
            }
            _ => send(stream, "200 OK", "", "page"),
        }
    });
    let clock = Still::default();
    let mut fetcher = Fetcher::with_clock(settings(), clock.clone());
    let page = fetcher.fetch(&server.url("/busy"), None).expect("a page");
    assert_eq!(page.page.body, b"page");
    let waited = |clock: &Still| clock.0.borrow().1.iter().sum::<Duration>().as_secs();
    // A second between requests, and what the server asked for.
    assert_eq!(waited(&clock), 1 + 90);
    let always = fetcher.fetch(&server.url("/always"), None);
    assert!(
        matches!(always, Err(FetchError::Status { status: 429, .. })),
        "{always:?}"
    );
    assert_eq!(waited(&clock), 91 + 1 + 20);
    let never = fetcher.fetch(&server.url("/never"), None);
    assert!(
        matches!(never, Err(FetchError::Status { status: 503, .. })),
        "{never:?}"
    );
    let asked = server.asked().len();
    for _ in 0..2 {
        let tomorrow = fetcher.fetch(&server.url("/tomorrow"), None);
        assert!(
            matches!(tomorrow, Err(FetchError::Later { .. })),
            "{tomorrow:?}"
        );
    }
    // The second time the host is not asked at all.
    assert_eq!(server.asked().len(), asked + 1);
}
