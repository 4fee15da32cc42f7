#![forbid(unsafe_code)]
//! Pages from the web, politely and safely.
//!
//! A [`Fetcher`] obeys robots.txt, waits between requests to one host, asks again only for what
//! changed ([`Validators`]), and bounds size, time and redirects. It speaks `http` and `https` only, and
//! connects to public addresses only: every address that a name resolves to is checked, and the
//! connection is made to the addresses that were checked, so that a name cannot point elsewhere in
//! between. Each redirect is checked as the first address was.
//!
//! What is fetched is given as it came over the wire ([`Exchange`]), compressed as it was, so that it
//! can be archived and read again.

mod address;
mod clock;
mod error;
mod fetcher;
mod later;
mod robots;
mod state;

pub use address::is_public;
pub use clock::{Clock, SystemClock};
pub use error::FetchError;
pub use fetcher::{Exchange, Fetched, Fetcher, Settings, joined};
pub use state::{State, StateError, Validators};
