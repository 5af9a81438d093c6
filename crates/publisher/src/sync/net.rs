//! Asking over HTTP. Everything that could hurt an upstream or us is bounded here.

use chrono::{DateTime, Utc};
use std::thread::sleep;
use std::time::{Duration, Instant};
use ureq::Agent;
use ureq::http::Response;

/// Longest answer that is read.
const MOST_BYTES: u64 = 16 << 20;

/// How upstreams are asked.
#[derive(Clone, Debug)]
pub(super) struct Manners {
    /// Between two requests.
    pub(super) pause: Duration,
    /// Longest time that one request may take, from its first byte to the answer's last: who
    /// drips is waited for no longer than who is silent.
    pub(super) patience: Duration,
    /// How the upstream's operators reach us.
    pub(super) contact: Option<String>,
}

/// A request to the upstream; a GET unless it has a body.
pub(super) struct Ask<'a> {
    /// Path and query.
    pub(super) path: &'a str,
    /// Content type and body of a POST.
    pub(super) body: Option<(&'static str, String)>,
    /// The upstream's own page that its front end would ask from, where it looks at that.
    pub(super) page: Option<&'static str>,
}

impl<'a> Ask<'a> {
    pub(super) const fn get(path: &'a str) -> Self {
        Self {
            path,
            body: None,
            page: None,
        }
    }
}

/// What came back.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) body: Vec<u8>,
    /// Seconds to wait, where the headers say so.
    pub(super) retry_after: Option<u64>,
}

/// The way to an upstream: over HTTP, or a script of a test. One request at a time.
pub(super) trait Net {
    /// The upstream's address, without a slash at its end.
    fn base(&self) -> &str;

    /// Asks once.
    ///
    /// # Errors
    /// If no whole answer came; says why.
    fn ask(&mut self, ask: &Ask<'_>) -> Result<Reply, String>;
}

/// HTTP, with a pause between requests.
pub(super) struct HttpNet {
    base: String,
    agent: Agent,
    pause: Duration,
    last: Option<Instant>,
}

impl HttpNet {
    pub(super) fn new(base: &str, manners: &Manners) -> Result<Self, String> {
        let url = url::Url::parse(base).map_err(|e| format!("--upstream {base}: {e}"))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(format!("--upstream {base}: only http and https are asked"));
        }
        let contact = manners.contact.as_deref();
        let contact = contact.map_or_else(String::new, |text| format!("; {text}"));
        let agent = Agent::config_builder()
            // An upstream that sends us elsewhere is read as an answer, never followed.
            .max_redirects(0)
            .http_status_as_error(false)
            .timeout_global(Some(manners.patience))
            .timeout_connect(Some(manners.patience / 4))
            .user_agent(format!(
                "gongkai/{} (public record of trading notices; one request at a time{contact})",
                env!("CARGO_PKG_VERSION")
            ))
            .build()
            .new_agent();
        Ok(Self {
            base: base.trim_end_matches('/').to_owned(),
            agent,
            pause: manners.pause,
            last: None,
        })
    }

    fn rest(&mut self) {
        if let Some(last) = self.last {
            sleep(self.pause.saturating_sub(last.elapsed()));
        }
    }

    fn send(&self, ask: &Ask<'_>) -> Result<Response<ureq::Body>, ureq::Error> {
        let url = format!("{}{}", self.base, ask.path);
        match &ask.body {
            None => self.agent.get(url).call(),
            Some((kind, body)) => {
                let mut post = self.agent.post(url).header("content-type", *kind);
                if let Some(page) = ask.page {
                    post = post.header("referer", format!("{}{page}", self.base));
                }
                post.send(body)
            }
        }
    }
}

impl Net for HttpNet {
    fn base(&self) -> &str {
        &self.base
    }

    fn ask(&mut self, ask: &Ask<'_>) -> Result<Reply, String> {
        self.rest();
        let result = self.send(ask).and_then(|mut response| {
            let body = response
                .body_mut()
                .with_config()
                .limit(MOST_BYTES)
                .read_to_vec()?;
            let header = response.headers().get("retry-after");
            let retry_after = header.and_then(|v| v.to_str().ok()).and_then(wait);
            Ok(Reply {
                status: response.status().as_u16(),
                body,
                retry_after,
            })
        });
        // The pause begins when the answer has come, so that a slow upstream gets it too.
        self.last = Some(Instant::now());
        result.map_err(|e| e.to_string())
    }
}

/// `Retry-After` is a number of seconds or a date.
fn wait(text: &str) -> Option<u64> {
    if let Ok(seconds) = text.trim().parse() {
        return Some(seconds);
    }
    let until = DateTime::parse_from_rfc2822(text.trim()).ok()?;
    let left = until.signed_duration_since(Utc::now()).num_seconds();
    Some(left.max(0).cast_unsigned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;

    #[test]
    fn a_wait_is_seconds_or_a_date() {
        assert_eq!(wait(" 60 "), Some(60));
        assert_eq!(wait("Wed, 21 Oct 2015 07:28:00 GMT"), Some(0));
        let soon = (Utc::now() + Duration::from_secs(90)).to_rfc2822();
        assert!((88..=90).contains(&wait(&soon).unwrap()));
        assert_eq!(wait("soon"), None);
    }

    #[test]
    fn only_the_web_is_asked() {
        let manners = Manners {
            pause: Duration::ZERO,
            patience: Duration::from_secs(1),
            contact: None,
        };
        for base in ["ftp://x", "x", "file:///etc/passwd", ""] {
            assert!(HttpNet::new(base, &manners).is_err(), "{base}");
        }
    }
}
