//! How often something may be asked for: by all together, and by one client. Addresses are kept
//! in memory only, for as long as they count.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::time::{Duration, Instant};

/// So many questions at once, then so many a second.
#[derive(Clone, Copy, Debug)]
struct Rate {
    burst: f64,
    per_second: f64,
}

/// The rates for all and for one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rates {
    all: Rate,
    one: Rate,
}

impl Rates {
    /// Searches, which the existing API has to answer.
    pub(super) const SEARCHES: Self = Self {
        all: Rate {
            burst: 30.0,
            per_second: 3.0,
        },
        one: Rate {
            burst: 10.0,
            per_second: 0.5,
        },
    };
    /// New registrations for pushes. Generous to one address, behind which a carrier may put a
    /// whole district; what an endpoint may ask is limited on its own.
    pub(super) const REGISTRATIONS: Self = Self {
        all: Rate {
            burst: 1000.0,
            per_second: 10.0,
        },
        one: Rate {
            burst: 60.0,
            per_second: 0.2,
        },
    };
}

/// Clients that are remembered; when there are more, those that have waited longest are forgotten.
const MOST_CLIENTS: usize = 10_000;

/// A bucket that fills with time; a question takes one token.
#[derive(Clone, Copy)]
struct Bucket {
    tokens: f64,
    at: Instant,
}

impl Bucket {
    fn full(rate: Rate, now: Instant) -> Self {
        Self {
            tokens: rate.burst,
            at: now,
        }
    }

    fn fill(&mut self, rate: Rate, now: Instant) {
        let passed = now.saturating_duration_since(self.at).as_secs_f64();
        self.tokens = (self.tokens + passed * rate.per_second).min(rate.burst);
        self.at = now;
    }

    /// How long until there is a token.
    fn wait(&self, rate: Rate) -> Option<Duration> {
        let missing = 1.0 - self.tokens;
        (missing > 0.0).then(|| Duration::from_secs_f64(missing / rate.per_second))
    }
}

/// The buckets, and the wait that the existing API itself asked for.
pub(super) struct Limits {
    rates: Rates,
    all: Bucket,
    clients: HashMap<IpAddr, Bucket>,
    not_before: Option<Instant>,
}

impl Limits {
    pub(super) fn new(rates: Rates, now: Instant) -> Self {
        Self {
            rates,
            all: Bucket::full(rates.all, now),
            clients: HashMap::new(),
            not_before: None,
        }
    }

    /// Takes leave to ask, or says how long to wait.
    pub(super) fn ask(&mut self, client: IpAddr, now: Instant) -> Result<(), Duration> {
        if let Some(until) = self.not_before.filter(|until| *until > now) {
            return Err(until - now);
        }
        self.forget(now);
        let Rates { all, one: rate } = self.rates;
        let one = self.clients.entry(network(client));
        let one = one.or_insert_with(|| Bucket::full(rate, now));
        one.fill(rate, now);
        self.all.fill(all, now);
        if let Some(wait) = one.wait(rate).or_else(|| self.all.wait(all)) {
            return Err(wait);
        }
        one.tokens -= 1.0;
        self.all.tokens -= 1.0;
        Ok(())
    }

    /// Honours the existing API's own wait.
    pub(super) fn cool_down(&mut self, wait: Duration, now: Instant) {
        // A year is as good as for ever, and cannot overflow.
        let until = now + wait.min(Duration::from_secs(31_536_000));
        self.not_before = self.not_before.max(Some(until));
    }

    fn forget(&mut self, now: Instant) {
        if self.clients.len() < MOST_CLIENTS {
            return;
        }
        let refilled = Duration::from_secs_f64(self.rates.one.burst / self.rates.one.per_second);
        self.clients
            .retain(|_, bucket| now.saturating_duration_since(bucket.at) < refilled);
        if self.clients.len() >= MOST_CLIENTS {
            // A crowd within seconds: the limit for all holds it back.
            self.clients.clear();
        }
    }
}

/// What one client has: an IPv4 address, or the 64 bits before an IPv6 address's own half.
fn network(client: IpAddr) -> IpAddr {
    match client {
        IpAddr::V4(_) => client,
        IpAddr::V6(ip) => Ipv6Addr::from_bits(ip.to_bits() & (u128::MAX << 64)).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANNA: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(10, 0, 0, 1));
    const BERT: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(10, 0, 0, 2));

    #[test]
    fn one_client_waits_while_another_asks() {
        let now = Instant::now();
        let mut limits = Limits::new(Rates::SEARCHES, now);
        for _ in 0..10 {
            assert_eq!(limits.ask(ANNA, now), Ok(()));
        }
        assert_eq!(limits.ask(ANNA, now), Err(Duration::from_secs(2)));
        assert_eq!(limits.ask(BERT, now), Ok(()));
        let later = now + Duration::from_secs(2);
        assert_eq!(limits.ask(ANNA, later), Ok(()));
        assert!(limits.ask(ANNA, later).is_err());
    }

    #[test]
    fn all_together_wait_too_and_memory_is_bounded() {
        let now = Instant::now();
        let mut limits = Limits::new(Rates::SEARCHES, now);
        let client = |n: u32| IpAddr::V4(n.into());
        let passed = (0..50_000)
            .filter(|n| limits.ask(client(*n), now).is_ok())
            .count();
        assert_eq!(passed, 30);
        assert!(limits.clients.len() <= MOST_CLIENTS);
    }

    #[test]
    fn an_ipv6_client_is_its_network() {
        let now = Instant::now();
        let mut limits = Limits::new(Rates::REGISTRATIONS, now);
        let client = |n: u128| Ipv6Addr::from_bits((0x2001_0db8 << 96) + n).into();
        let asked = (0..1000).map(|n| limits.ask(client(n), now));
        assert_eq!(asked.filter(Result::is_ok).count(), 60);
        assert_eq!(limits.ask(client(1 << 64), now), Ok(()));
    }

    #[test]
    fn the_upstreams_own_wait_is_honoured() {
        let now = Instant::now();
        let mut limits = Limits::new(Rates::SEARCHES, now);
        limits.cool_down(Duration::from_secs(60), now);
        limits.cool_down(Duration::from_secs(5), now);
        assert_eq!(limits.ask(ANNA, now), Err(Duration::from_secs(60)));
        assert_eq!(limits.ask(ANNA, now + Duration::from_secs(60)), Ok(()));
        limits.cool_down(Duration::MAX, now);
        assert!(limits.ask(BERT, now + Duration::from_secs(86_400)).is_err());
    }
}
