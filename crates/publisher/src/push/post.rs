//! Brings one message to its push service over HTTP (RFC 8030), within bounds: no redirect, no
//! proxy, no private address, a few seconds, a few kilobytes.

use super::address::Careful;
use super::endpoint::Allowed;
use super::message::Message;
use super::registry::Parcel;
use super::seal::seal;
use super::vapid::Vapid;
use super::verdict::{Answer, retry_after};
use std::time::Duration;
use ureq::Agent;
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;

/// Longest time that one message may take.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);
/// Most of an answer's body that is read.
const MOST_BYTES: u64 = 4096;
/// Most of it that an operator is shown.
const MOST_LETTERS: usize = 100;
/// Connections that are kept for the next message.
const MOST_IDLE: usize = 64;

/// The way to all push services.
pub(super) struct Post {
    agent: Agent,
    allowed: Allowed,
    vapid: Vapid,
    public_url: Option<String>,
}

impl Post {
    pub(super) fn new(
        allowed: Allowed,
        vapid: Vapid,
        public_url: Option<String>,
        patience: Duration,
    ) -> Self {
        let config = Agent::config_builder()
            .max_redirects(0)
            .http_status_as_error(false)
            .https_only(!allowed.allows_plain())
            // A proxy would look names up itself, past our check.
            .proxy(None)
            .timeout_global(Some(patience))
            .max_idle_connections(MOST_IDLE)
            .max_idle_connections_per_host(super::lanes::MOST_AT_ONE)
            .user_agent(concat!("gongkai/", env!("CARGO_PKG_VERSION")))
            .build();
        let careful = Careful::new(allowed.clone(), DefaultResolver::default());
        Self {
            agent: Agent::with_parts(config, DefaultConnector::new(), careful),
            allowed,
            vapid,
            public_url,
        }
    }

    /// The server's public key.
    pub(super) fn key(&self) -> &str {
        self.vapid.public()
    }

    /// The word that says who sends, and the sealed body.
    pub(super) fn ready(&self, parcel: &Parcel, now: i64) -> Option<(String, Vec<u8>)> {
        let text = parcel.message.text(self.public_url.as_deref());
        let body = seal(&parcel.keys, text.as_bytes())?;
        Some((self.vapid.authorization(&parcel.origin, now)?, body))
    }

    /// Sends one message; `now` in Unix seconds.
    pub(super) fn send(&self, parcel: &Parcel, now: i64) -> Answer {
        // The list may have become shorter since the address was taken.
        if let Err(why) = self.allowed.endpoint(&parcel.endpoint) {
            return Answer::Barred(why);
        }
        let Some((word, body)) = self.ready(parcel, now) else {
            return Answer::Lost("it could not be sealed on this machine".to_owned());
        };
        let topic = match parcel.message {
            Message::Echo(_) => "echo",
            // The same for everything, so that it tells the push service nothing: what was not
            // delivered yet is replaced, since a device looks at all that is new at once.
            Message::News { .. } => "news",
        };
        let sent = self
            .agent
            .post(&parcel.endpoint)
            .header("authorization", word)
            .header("content-encoding", "aes128gcm")
            .header("content-type", "application/octet-stream")
            .header("ttl", (parcel.expires - now).max(0).to_string())
            .header("topic", topic)
            .header("urgency", if parcel.urgent { "high" } else { "normal" })
            .send(&body[..]);
        match sent {
            Ok(response) => read(response, now),
            Err(why) => Answer::Lost(why.to_string()),
        }
    }
}

fn read(mut response: ureq::http::Response<ureq::Body>, now: i64) -> Answer {
    let header = response.headers().get("retry-after");
    let wait = header.and_then(|value| retry_after(value.to_str().ok()?, now));
    let body = response.body_mut().with_config().limit(MOST_BYTES);
    // The status has come: a body that fails, or has no end, changes nothing of it.
    let body = body.read_to_vec().unwrap_or_default();
    let said = String::from_utf8_lossy(&body);
    let said = said.chars().filter(|c| !c.is_control());
    Answer::Status {
        code: response.status().as_u16(),
        wait,
        said: said
            .take(MOST_LETTERS)
            .collect::<String>()
            .trim()
            .to_owned(),
    }
}
