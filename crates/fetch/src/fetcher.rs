//! Fetching one page: its checks, its redirects and its limits.

use std::collections::HashMap;
use std::io::{self, Read};
use std::net::IpAddr;
use std::time::Duration;

use ureq::Agent;
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use url::{Host, Url};

use crate::address::{Guarded, Names, NotPublic, is_public};
use crate::later;
use crate::robots::{self, Rules};
use crate::{Clock, FetchError, SystemClock, Validators};

/// How pages are fetched.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The name that the program gives itself, which robots.txt is read for as well.
    pub user_agent: String,
    /// The longest that a page may take, from the look-up of its name to its last byte.
    pub timeout: Duration,
    /// The most bytes of a page as it comes over the wire.
    pub most_bytes: u64,
    /// The most redirects that are followed.
    pub most_redirects: u32,
    /// The least time between two requests to one host.
    pub delay: Duration,
    /// The longest that is waited where a busy server asks for it (`Retry-After`).
    pub most_wait: Duration,
    /// Whether addresses of private networks and of this machine are connected to.
    pub allow_private: bool,
}

impl Default for Settings {
    /// 30 seconds, 16 MiB, 5 redirects, a second between requests and at most two minutes where a server
    /// asks for more, public addresses only.
    fn default() -> Self {
        Self {
            user_agent: concat!("detente/", env!("CARGO_PKG_VERSION")).to_owned(),
            timeout: Duration::from_secs(30),
            most_bytes: 16 << 20,
            most_redirects: 5,
            delay: Duration::from_secs(1),
            most_wait: Duration::from_mins(2),
            allow_private: false,
        }
    }
}

/// A request and what was answered, as it came over the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// The address asked for.
    pub url: String,
    /// The HTTP status.
    pub status: u16,
    /// The header's fields, without those of the transfer that is over.
    pub headers: Vec<(String, String)>,
    /// The body, compressed as it came.
    pub body: Vec<u8>,
}

impl Exchange {
    /// The value of a header field.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let (_, value) = headers.find(|(found, _)| found.eq_ignore_ascii_case(name))?;
        Some(value)
    }

    /// What the server gave to tell whether the page changed.
    pub fn validators(&self) -> Validators {
        Validators {
            etag: self.header("etag").map(str::to_owned),
            last_modified: self.header("last-modified").map(str::to_owned),
        }
    }
}

/// A page fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The redirects on the way to it.
    pub redirects: Vec<Exchange>,
    /// The page; with status 304 and no body where it did not change.
    pub page: Exchange,
}

impl Fetched {
    /// Whether the page is the one fetched before.
    pub fn is_unchanged(&self) -> bool {
        self.page.status == 304
    }
}

/// Fetches pages one after the other.
#[derive(Debug)]
pub struct Fetcher<C = SystemClock> {
    settings: Settings,
    agent: Agent,
    clock: C,
    /// What sites allow, by scheme, host and port.
    rules: HashMap<String, Rules>,
    /// When each host was last asked.
    asked: HashMap<String, Duration>,
    /// Until when a host asked to be left alone.
    closed: HashMap<String, Duration>,
}

/// How often a page is asked for whose server says that it is busy.
const TRIES: u32 = 3;

impl Fetcher {
    /// A fetcher on the machine's clock.
    pub fn new(settings: Settings) -> Self {
        Self::with_clock(settings, SystemClock::default())
    }
}

impl<C: Clock> Fetcher<C> {
    /// A fetcher on a clock of the caller's.
    pub fn with_clock(settings: Settings, clock: C) -> Self {
        let names = Names::System(DefaultResolver::default());
        Self::with_names(settings, clock, names)
    }

    pub(crate) fn with_names(settings: Settings, clock: C, names: Names) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(settings.timeout))
            // Redirects are followed here, where each is checked.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            // A proxy would resolve names itself, unchecked.
            .proxy(None)
            .user_agent(&settings.user_agent)
            .accept("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5")
            .build();
        let resolver = Guarded {
            names,
            allow_private: settings.allow_private,
        };
        Self {
            agent: Agent::with_parts(config, DefaultConnector::default(), resolver),
            settings,
            clock,
            rules: HashMap::new(),
            asked: HashMap::new(),
            closed: HashMap::new(),
        }
    }

    /// Fetches the page at `address`. With the `validators` of an earlier time it is asked for only if
    /// it changed since.
    ///
    /// # Errors
    /// [`FetchError`] tells what stood against it.
    pub fn fetch(
        &mut self,
        address: &str,
        validators: Option<&Validators>,
    ) -> Result<Fetched, FetchError> {
        let mut url = parsed(address)?;
        let mut redirects: Vec<Exchange> = Vec::new();
        let mut tries = 0;
        loop {
            self.check(&url)?;
            self.ask_robots(&url)?;
            self.wait(&url)?;
            let validators = validators.filter(|_| redirects.is_empty());
            let exchange = self.exchange(&url, validators, self.settings.most_bytes, "gzip")?;
            if let Some(wait) = later::asked_for(&exchange) {
                self.close(&url, wait);
                tries += 1;
                if tries < TRIES {
                    continue;
                }
            }
            let Some(next) = redirected(&url, &exchange)? else {
                let done = matches!(exchange.status, 200..300)
                    || exchange.status == 304 && validators.is_some();
                return if done {
                    Ok(Fetched {
                        redirects,
                        page: exchange,
                    })
                } else {
                    Err(FetchError::Status {
                        url: url.into(),
                        status: exchange.status,
                    })
                };
            };
            redirects.push(exchange);
            if redirects.iter().any(|met| met.url == next.as_str()) {
                return Err(FetchError::Circle {
                    url: address.to_owned(),
                    to: next.into(),
                });
            }
            if redirects.len() > self.settings.most_redirects as usize {
                return Err(FetchError::Redirects {
                    url: address.to_owned(),
                    to: next.into(),
                    most: self.settings.most_redirects,
                });
            }
            url = next;
        }
    }

    /// Refuses what is not of the web, and addresses written out that are not public. Names are
    /// checked where they are resolved.
    fn check(&self, url: &Url) -> Result<(), FetchError> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(FetchError::Scheme {
                url: url.to_string(),
                scheme: url.scheme().to_owned(),
            });
        }
        let address: Option<IpAddr> = match url.host() {
            Some(Host::Ipv4(address)) => Some(address.into()),
            Some(Host::Ipv6(address)) => Some(address.into()),
            Some(Host::Domain(_)) | None => None,
        };
        match address.filter(|address| !self.settings.allow_private && !is_public(*address)) {
            Some(address) => Err(FetchError::Private {
                url: url.to_string(),
                address,
            }),
            None => Ok(()),
        }
    }

    /// Asks the site's robots.txt, which is fetched once.
    fn ask_robots(&mut self, url: &Url) -> Result<(), FetchError> {
        let origin = url.origin().ascii_serialization();
        if !self.rules.contains_key(&origin) {
            let rules = self.fetch_robots(url)?;
            self.rules.insert(origin.clone(), rules);
        }
        match self.rules.get(&origin) {
            Some(Rules::Some(robot)) if !robot.allowed(url.as_str()) => Err(FetchError::Robots {
                url: url.to_string(),
            }),
            Some(Rules::Unknown(fault)) => Err(FetchError::NoRobots {
                url: url.to_string(),
                fault: fault.clone(),
            }),
            _ => Ok(()),
        }
    }

    fn fetch_robots(&mut self, url: &Url) -> Result<Rules, FetchError> {
        let name = self
            .settings
            .user_agent
            .split('/')
            .next()
            .unwrap_or_default()
            .to_owned();
        let Ok(mut at) = url.join("/robots.txt") else {
            return Ok(Rules::All);
        };
        for _ in 0..=self.settings.most_redirects {
            self.check(&at)?;
            self.wait(&at)?;
            let exchange = match self.exchange(&at, None, robots::MOST_BYTES, "identity") {
                Ok(exchange) => exchange,
                // Where the site itself may not be connected to, that is what there is to tell.
                Err(FetchError::Private { address, .. }) => {
                    return Err(FetchError::Private {
                        url: url.to_string(),
                        address,
                    });
                }
                Err(error) => return Ok(Rules::Unknown(error.to_string())),
            };
            match redirected(&at, &exchange) {
                Ok(Some(next)) => at = next,
                Ok(None) => {
                    return Ok(match exchange.status {
                        200..300 => Rules::read(&name, &exchange.body),
                        // RFC 9309: a site without one allows all, one that fails allows nothing.
                        400..500 => Rules::All,
                        status => Rules::Unknown(format!("the server answered {status}")),
                    });
                }
                Err(error) => return Ok(Rules::Unknown(error.to_string())),
            }
        }
        Ok(Rules::Unknown("it is redirected without end".to_owned()))
    }

    /// Notes that the host asked to be left alone.
    fn close(&mut self, url: &Url, wait: Duration) {
        if let Some(host) = url.host_str() {
            let until = self.clock.now().saturating_add(wait);
            self.closed.insert(host.to_owned(), until);
        }
    }

    /// Waits until the host may be asked again, unless it asked for longer than is waited.
    fn wait(&mut self, url: &Url) -> Result<(), FetchError> {
        let Some(host) = url.host_str() else {
            return Ok(());
        };
        let origin = url.origin().ascii_serialization();
        let wished = self.rules.get(&origin).and_then(Rules::delay);
        let delay = self
            .settings
            .delay
            .max(Duration::from_secs_f32(wished.unwrap_or_default()));
        let now = self.clock.now();
        let closed = self.closed.get(host).copied().unwrap_or_default();
        let after = closed.saturating_sub(now);
        if after > self.settings.most_wait {
            return Err(FetchError::Later {
                url: url.to_string(),
                after,
            });
        }
        let due = self
            .asked
            .get(host)
            .map_or(closed, |last| closed.max(*last + delay));
        if due > now {
            self.clock.wait(due.saturating_sub(now));
        }
        self.asked.insert(host.to_owned(), self.clock.now());
        Ok(())
    }

    fn exchange(
        &self,
        url: &Url,
        validators: Option<&Validators>,
        most_bytes: u64,
        encoding: &str,
    ) -> Result<Exchange, FetchError> {
        let mut request = self.agent.get(url.as_str());
        request = request.header("Accept-Encoding", encoding);
        if let Some(etag) = validators.and_then(|known| known.etag.as_deref()) {
            request = request.header("If-None-Match", etag);
        }
        if let Some(date) = validators.and_then(|known| known.last_modified.as_deref()) {
            request = request.header("If-Modified-Since", date);
        }
        let response = request.call().map_err(|error| self.fault(url, &error))?;
        let (head, body) = response.into_parts();
        let mut bytes = Vec::new();
        body.into_with_config()
            .limit(u64::MAX)
            .reader()
            .take(most_bytes.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|error| self.io_fault(url, &error))?;
        if bytes.len() as u64 > most_bytes {
            return Err(FetchError::TooLarge {
                url: url.to_string(),
                limit: most_bytes,
            });
        }
        // The chunks are put together: their header would be wrong of the body that is there.
        let headers = head
            .headers
            .iter()
            .filter(|(name, _)| *name != "transfer-encoding" && *name != "content-length")
            .map(|(name, value)| {
                let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                (name.to_string(), value)
            })
            .collect();
        Ok(Exchange {
            url: url.to_string(),
            status: head.status.as_u16(),
            headers,
            body: bytes,
        })
    }

    fn fault(&self, url: &Url, error: &ureq::Error) -> FetchError {
        let url = url.to_string();
        match error {
            ureq::Error::Timeout(_) => FetchError::TooSlow {
                url,
                limit: self.settings.timeout,
            },
            ureq::Error::Io(error) => match error.get_ref().and_then(|e| e.downcast_ref()) {
                Some(inner) => self.fault_of(url, inner),
                None => FetchError::Connection {
                    url,
                    fault: error.to_string(),
                },
            },
            other => self.fault_of(url, other),
        }
    }

    fn fault_of(&self, url: String, error: &ureq::Error) -> FetchError {
        match error {
            ureq::Error::Timeout(_) => FetchError::TooSlow {
                url,
                limit: self.settings.timeout,
            },
            ureq::Error::Other(inner) => match inner.downcast_ref::<NotPublic>() {
                Some(NotPublic(address)) => FetchError::Private {
                    url,
                    address: *address,
                },
                None => FetchError::Connection {
                    url,
                    fault: inner.to_string(),
                },
            },
            other => FetchError::Connection {
                url,
                fault: other.to_string(),
            },
        }
    }

    fn io_fault(&self, url: &Url, error: &io::Error) -> FetchError {
        let inner = error
            .get_ref()
            .and_then(|e| e.downcast_ref::<ureq::Error>());
        match inner {
            Some(inner) => self.fault(url, inner),
            None if error.kind() == io::ErrorKind::TimedOut => FetchError::TooSlow {
                url: url.to_string(),
                limit: self.settings.timeout,
            },
            None => FetchError::Connection {
                url: url.to_string(),
                fault: error.to_string(),
            },
        }
    }
}

fn parsed(address: &str) -> Result<Url, FetchError> {
    let fault = |fault: &dyn ToString| FetchError::Address {
        url: address.to_owned(),
        fault: fault.to_string(),
    };
    let mut url = Url::parse(address.trim()).map_err(|error| fault(&error))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(fault(&"it names a user"));
    }
    url.set_fragment(None);
    Ok(url)
}

/// The address that `link` on the page at `base` leads to; `None` where it leads to no page.
///
/// ```
/// let to = detente_fetch::joined("https://news.example/feed/rss", "../a#top");
/// assert_eq!(to.as_deref(), Some("https://news.example/a"));
/// ```
pub fn joined(base: &str, link: &str) -> Option<String> {
    let mut url = Url::parse(base).ok()?.join(link.trim()).ok()?;
    url.set_fragment(None);
    Some(url.into())
}

/// Where a response leads; `None` where it is no redirect.
fn redirected(from: &Url, exchange: &Exchange) -> Result<Option<Url>, FetchError> {
    if !matches!(exchange.status, 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let Some(to) = exchange.header("location") else {
        return Ok(None);
    };
    let mut next = from.join(to).map_err(|error| FetchError::Address {
        url: to.to_owned(),
        fault: error.to_string(),
    })?;
    next.set_fragment(None);
    Ok(Some(next))
}

#[cfg(test)]
mod tests;
