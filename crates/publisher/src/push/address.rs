//! Which machines a push may reach: public ones. Names are looked up once a connection, what they
//! lead to is judged, and the connection goes to exactly that: a name that changes its mind
//! between the two (rebinding) gains nothing.

use super::endpoint::Allowed;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// A look-up that answers with public addresses only.
#[derive(Debug)]
pub(super) struct Careful<R = DefaultResolver> {
    allowed: Allowed,
    inner: R,
}

impl<R> Careful<R> {
    pub(super) const fn new(allowed: Allowed, inner: R) -> Self {
        Self { allowed, inner }
    }
}

impl<R: Resolver> Resolver for Careful<R> {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let exempt = self.allowed.is_insecure(uri.host().unwrap_or_default());
        // One private address among public ones is no mistake that a push service makes.
        if exempt || found.iter().all(|address| is_public(address.ip())) {
            return Ok(found);
        }
        let why = "the push service's name leads to a private address";
        Err(Error::Io(std::io::Error::other(why)))
    }
}

/// Whether an address is one of the open internet (IANA's special-purpose registries).
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_documentation()
        || a == 0
        // Carrier-grade NAT (RFC 6598).
        || (a == 100 && (64..128).contains(&b))
        // Protocol assignments, 6to4 relays, benchmarks.
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (18..20).contains(&b))
        // Multicast, reserved, broadcast.
        || a >= 224;
    !special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, ..] = ip.segments();
    // Global unicast is 2000::/3 alone, which leaves out ::1, mapped IPv4, NAT64, unique local,
    // link-local and multicast; of it, Teredo and its neighbours, 6to4 (which holds an IPv4
    // address) and documentation are left out too.
    (0x2000..0x4000).contains(&a)
        && !(a == 0x2001 && b < 0x0200)
        && !(a == 0x2001 && b == 0x0db8)
        && a != 0x2002
        && !(a == 0x3fff && b < 0x1000)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use std::net::{SocketAddr, TcpListener};
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn only_the_open_internet_is_public() {
        for public in [
            "142.250.1.95",
            "17.188.168.78",
            "100.63.255.255",
            "100.128.0.1",
            "172.32.0.1",
            "2404:6800:4003::5f",
            "2a00::1",
        ] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
        for private in [
            "0.0.0.0",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "64:ff9b::7f00:1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "ff02::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
    }

    /// Answers with a public address first and with this machine ever after.
    #[derive(Debug)]
    struct Rebinding(AtomicUsize, SocketAddr);

    impl Resolver for Rebinding {
        fn resolve(
            &self,
            _: &Uri,
            _: &Config,
            _: NextTimeout,
        ) -> Result<ResolvedSocketAddrs, Error> {
            let mut found = self.empty();
            if self.0.fetch_add(1, Ordering::SeqCst) == 0 {
                // Of a block for documentation in the registry's terms, but nobody answers here.
                found.push(
                    "2620:0:2d0:200::7"
                        .parse()
                        .map(|ip| SocketAddr::new(ip, 9))
                        .unwrap(),
                );
            }
            found.push(self.1);
            Ok(found)
        }
    }

    #[test]
    fn a_name_that_leads_to_this_machine_is_not_connected_to() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let inner = Rebinding(AtomicUsize::new(0), listener.local_addr().unwrap());
        let careful = Careful::new(Allowed::new(&[], false).unwrap(), inner);
        let agent = ureq::Agent::with_parts(
            Config::default(),
            ureq::unversioned::transport::DefaultConnector::new(),
            careful,
        );
        for _ in 0..3 {
            let sent = agent.post("https://fcm.googleapis.com/x").send("x");
            assert!(sent.unwrap_err().to_string().contains("private address"));
        }
        assert!(listener.accept().is_err(), "somebody connected");
    }
}
