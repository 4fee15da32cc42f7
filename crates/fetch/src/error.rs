//! Why a page was not fetched.

use std::net::IpAddr;
use std::time::Duration;

/// Why a page was not fetched.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// It is no address.
    #[error("{url}: is no address of a page ({fault}); write it whole, as https://news.example/")]
    Address {
        /// What was given.
        url: String,
        /// What is wrong with it.
        fault: String,
    },
    /// Only `http` and `https` are fetched.
    #[error("{url}: {scheme} is not fetched, only http and https")]
    Scheme {
        /// The address.
        url: String,
        /// Its scheme.
        scheme: String,
    },
    /// The address is of a private network or of this machine.
    #[error("{url}: {address} is no address of the public internet; --allow-private allows it")]
    Private {
        /// The address.
        url: String,
        /// Where it leads.
        address: IpAddr,
    },
    /// The site's robots.txt does not allow it.
    #[error("{url}: the site's robots.txt does not allow it")]
    Robots {
        /// The address.
        url: String,
    },
    /// The site's robots.txt cannot be had, so that nothing of the site is fetched.
    #[error("{url}: the site's robots.txt cannot be had ({fault}), so nothing is fetched from it")]
    NoRobots {
        /// The address.
        url: String,
        /// Why not.
        fault: String,
    },
    /// There are more redirects than are followed, or they go in circles.
    #[error("{url}: leads to {to} after {most} redirects; raise --max-redirects if that is right")]
    Redirects {
        /// The address asked for.
        url: String,
        /// The next one.
        to: String,
        /// The most that are followed.
        most: u32,
    },
    /// An address is redirected to one that led to it.
    #[error("{url}: is redirected in a circle, by {to}")]
    Circle {
        /// The address asked for.
        url: String,
        /// The address met twice.
        to: String,
    },
    /// The page is larger than is fetched.
    #[error("{url}: has more than {limit} bytes; raise --max-size if that is right")]
    TooLarge {
        /// The address.
        url: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// The page did not come in time.
    #[error("{url}: was not whole after {}; raise --timeout if that is right", seconds(*.limit))]
    TooSlow {
        /// The address.
        url: String,
        /// The limit.
        limit: Duration,
    },
    /// The server answered that there is no page.
    #[error("{url}: the server answered {status}")]
    Status {
        /// The address.
        url: String,
        /// The HTTP status.
        status: u16,
    },
    /// The host asks to be left alone for longer than is waited.
    #[error("{url}: the host asks to be asked again after {}; raise --max-wait to wait for it, or fetch it later", seconds(*.after))]
    Later {
        /// The address.
        url: String,
        /// How long it asks to be left alone.
        after: Duration,
    },
    /// The connection failed.
    #[error("{url}: {fault}")]
    Connection {
        /// The address.
        url: String,
        /// What went wrong.
        fault: String,
    },
}

fn seconds(time: Duration) -> String {
    format!("{} s", time.as_secs_f32())
}
