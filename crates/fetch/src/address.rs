//! Which addresses may be connected to, and the resolver that sees to it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Whether an address is one of the public internet: not private, loopback, link-local, shared,
/// reserved or multicast (the special-purpose registries of RFC 6890), nor such an IPv4 address within
/// an IPv6 one.
///
/// ```
/// use detente_fetch::is_public;
/// assert!(is_public("93.184.215.14".parse().unwrap()));
/// assert!(!is_public("169.254.169.254".parse().unwrap()));
/// assert!(!is_public("::ffff:10.0.0.1".parse().unwrap()));
/// ```
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_broadcast()
        || address.is_documentation()
        || address.is_multicast()
        || a == 0
        || a == 100 && (64..128).contains(&b)
        || (a, b, c) == (192, 0, 0)
        || a == 198 && (b == 18 || b == 19)
        || a >= 240)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let v4 = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        // IPv4-mapped, and behind the translator of RFC 6052.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        // 6to4.
        | [0x2002, high, low, ..] => v4(high, low),
        // Of the global unicast range 2000::/3, without protocol assignments and documentation.
        [0x2001, second, ..] => second >= 0x200 && second != 0xdb8,
        [0x3fff, second, ..] => second >= 0x1000,
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

/// A name resolves to an address that may not be connected to.
#[derive(Debug, thiserror::Error)]
#[error("{0} is no address of the public internet")]
pub(crate) struct NotPublic(pub IpAddr);

/// Resolves names, and refuses those of which any address is not public.
#[derive(Debug)]
pub(crate) struct Guarded {
    pub names: Names,
    pub allow_private: bool,
}

/// What resolves names.
#[derive(Debug)]
pub(crate) enum Names {
    /// The system.
    System(DefaultResolver),
    /// A fixed answer for every name, one after the other: a name that is bound anew between two
    /// look-ups.
    #[cfg(test)]
    Rebinding(std::sync::Mutex<Vec<std::net::SocketAddr>>),
}

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = match &self.names {
            Names::System(resolver) => resolver.resolve(uri, config, timeout)?,
            #[cfg(test)]
            Names::Rebinding(answers) => {
                let mut found = self.empty();
                if let Ok(mut answers) = answers.lock() {
                    found.push(answers.remove(0));
                }
                found
            }
        };
        // One private address among public ones is what an attack looks like.
        let private = found.iter().find(|found| !is_public(found.ip()));
        match private {
            Some(address) if !self.allow_private => {
                Err(ureq::Error::Other(Box::new(NotPublic(address.ip()))))
            }
            _ => Ok(found),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_addresses_are_not_public() {
        for address in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.255.255.254",
            "169.254.169.254",
            "172.16.0.1",
            "192.0.0.1",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "3fff::1",
        ] {
            let address: IpAddr = address.parse().expect("an address");
            assert!(!is_public(address), "{address}");
        }
        for address in [
            "1.1.1.1",
            "172.32.0.1",
            "2606:4700::1111",
            "2001:4860:4860::8888",
        ] {
            let address: IpAddr = address.parse().expect("an address");
            assert!(is_public(address), "{address}");
        }
    }
}
