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
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{Instant, Sleep, sleep};
use tower::ServiceExt;

/// Connections at a time. Those beyond wait in the system's queue, and are refused where that is full.
const MOST: usize = 1024;
/// Longest that a request's headers may take to come, from the end of the answer before.
const HEADERS: Duration = Duration::from_secs(15);
/// Longest that a client may take nothing of an answer.
const STALLED: Duration = Duration::from_secs(30);
/// Most bytes of a request's line and headers.
const MOST_HEADERS: usize = 64 << 10;
/// Pause after the system refused a connection, as when files have run out.
const BREATH: Duration = Duration::from_millis(50);

/// Takes connections until the future is dropped.
pub async fn accept(listener: TcpListener, app: Router) {
    let places = Arc::new(Semaphore::new(MOST));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else {
            return;
        };
        let Ok((stream, peer)) = listener.accept().await else {
            sleep(BREATH).await;
            continue;
        };
        let app = app.clone();
        tokio::spawn(async move {
            let _place = place;
            // An error is the client's going away, or its taking too long: nothing to say.
            let _ = talk(stream, peer, app).await;
        });
    }
}

async fn talk(stream: TcpStream, peer: SocketAddr, app: Router) -> Result<(), hyper::Error> {
    // Small answers go out at once; without it a reload waits for the other side's delayed ACK.
    let _ = stream.set_nodelay(true);
    let service = hyper::service::service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        app.clone().oneshot(request)
    });
    hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS)
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
