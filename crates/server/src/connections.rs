//! Connections: so many and no more, and none that stands still for ever.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{Instant, Sleep, sleep};
use tower::ServiceExt;

/// How much connections may ask for.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Connections at a time; those beyond are told to come again.
    pub most: usize,
    /// Longest that a request's headers may take to come, from the end of the answer before.
    pub headers: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            most: 1024,
            headers: Duration::from_secs(15),
        }
    }
}

/// What a connection is told for which there is no place.
const FULL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 15\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: 96\r\n\r\n\
    {\"code\":\"busy\",\"status\":503,\"message\":\"too many connections are open\",\"help\":\"try again later\"}\n";
/// Longest that a client may take nothing of an answer.
const STALLED: Duration = Duration::from_secs(30);
/// Most bytes of a request's line and headers.
const MOST_HEADERS: usize = 64 << 10;
/// Pause after the system refused a connection, as when files have run out.
const BREATH: Duration = Duration::from_millis(50);

/// Connections that may wait to be taken. The system drops what comes beyond them, and who came waits a
/// second before it tries again, so it is more than a burst brings.
const BACKLOG: u32 = 4096;

/// Listens at an address.
///
/// # Errors
/// If the address is taken or none of this machine.
pub fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() {
        TcpSocket::new_v4()?
    } else {
        TcpSocket::new_v6()?
    };
    // A server that is started again need not wait until the connections of the one before are forgotten.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Takes connections until the future is dropped.
pub async fn accept(listener: TcpListener, app: Router, bounds: Bounds) {
    let places = Arc::new(Semaphore::new(bounds.most));
    loop {
        let Ok((stream, peer)) = listener.accept().await else {
            sleep(BREATH).await;
            continue;
        };
        let Ok(place) = Arc::clone(&places).try_acquire_owned() else {
            // It fits the buffer of a new connection; whoever does not take it is closed all the same.
            let _ = stream.try_write(FULL);
            continue;
        };
        let app = app.clone();
        tokio::spawn(async move {
            let _place = place;
            // An error is the client's going away, or its taking too long: nothing to say.
            let _ = talk(stream, peer, app, bounds).await;
        });
    }
}

async fn talk(
    stream: TcpStream,
    peer: SocketAddr,
    app: Router,
    bounds: Bounds,
) -> Result<(), hyper::Error> {
    // Small answers go out at once; without it a reload waits for the other side's delayed ACK.
    let _ = stream.set_nodelay(true);
    let service = hyper::service::service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        app.clone().oneshot(request)
    });
    hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(bounds.headers)
        .max_buf_size(MOST_HEADERS)
        .serve_connection(TokioIo::new(Patient::new(stream)), service)
        .await
}

/// A connection whose writing fails once the other side has taken nothing for [`STALLED`].
struct Patient {
    stream: TcpStream,
    deadline: Pin<Box<Sleep>>,
    waiting: bool,
}

impl Patient {
    fn new(stream: TcpStream) -> Self {
        Self {
            stream,
            deadline: Box::pin(sleep(STALLED)),
            waiting: false,
        }
    }

    fn watched<T>(
        &mut self,
        context: &mut Context<'_>,
        progress: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if progress.is_ready() {
            self.waiting = false;
            return progress;
        }
        if !self.waiting {
            self.waiting = true;
            self.deadline.as_mut().reset(Instant::now() + STALLED);
        }
        match self.deadline.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl AsyncRead for Patient {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Patient {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let progress = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.watched(context, progress)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let progress = Pin::new(&mut self.stream).poll_flush(context);
        self.watched(context, progress)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream as Client;

    use axum::routing::get;

    use super::*;

    fn ask(address: SocketAddr, words: &str) -> Client {
        let mut client = Client::connect(address).unwrap();
        client.write_all(words.as_bytes()).unwrap();
        client
    }

    fn answer(mut client: Client) -> String {
        let mut told = Vec::new();
        // What was told before a reset counts.
        let _ = client.read_to_end(&mut told);
        String::from_utf8(told).unwrap()
    }

    const WHOLE: &str = "GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    const HALF: &str = "GET / HTTP/1.1\r\nhost: loc";

    #[tokio::test]
    async fn those_beyond_the_bound_are_told_and_the_slow_lose_their_places() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let app = Router::new().route("/", get(|| async { "here" }));
        let bounds = Bounds {
            most: 2,
            headers: Duration::from_millis(300),
        };
        let server = tokio::spawn(accept(listener, app, bounds));
        let client = tokio::task::spawn_blocking(move || {
            let slow = [ask(address, HALF), ask(address, HALF)];
            let told = answer(Client::connect(address).unwrap());
            assert!(told.starts_with("HTTP/1.1 503 "), "{told}");
            let (head, body) = told.split_once("\r\n\r\n").unwrap();
            assert!(
                head.contains(&format!("content-length: {}", body.len())),
                "{told}"
            );
            for client in slow {
                assert!(!answer(client).contains("here"));
            }
            // Their places are free as soon as the server has noticed.
            loop {
                let told = answer(ask(address, WHOLE));
                if told.ends_with("here") {
                    break;
                }
                assert!(told.is_empty() || told.contains(" 503 "), "{told}");
            }
        });
        client.await.unwrap();
        server.abort();
    }
}
