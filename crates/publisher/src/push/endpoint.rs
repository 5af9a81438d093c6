//! To which addresses a push may go: an allow-list of push services, by host. The address is
//! parsed and its host compared; no pattern is matched against text.

use url::{Host, Url};

/// The push services of Chrome and Edge on Android, Firefox, Safari, and Edge on Windows. A name
/// that begins with a dot stands for everything below it.
const KNOWN: [&str; 4] = [
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    ".push.apple.com",
    ".notify.windows.com",
];
/// Longest address that is taken.
const MOST_BYTES: usize = 2048;

/// Which hosts may be sent to.
#[derive(Clone, Debug, Default)]
pub(super) struct Allowed {
    /// What the operator added.
    added: Vec<String>,
    /// Tests: added hosts may be plain HTTP, on any port, and on this machine.
    insecure: bool,
}

/// Where a device's push service takes pushes for it. Whoever knows it can send to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Endpoint {
    /// The whole address.
    pub(super) url: String,
    /// The push service: scheme, host, and a port that is not the scheme's own.
    pub(super) origin: String,
}

impl Allowed {
    /// The known push services and what the operator adds: `host` or `.suffix`.
    pub(super) fn new(added: &[String], insecure: bool) -> Result<Self, String> {
        for host in added {
            let name = host.strip_prefix('.').unwrap_or(host);
            let parsed = Host::parse(name).ok();
            let as_written = parsed.as_ref().is_some_and(|h| h.to_string() == name);
            let named = matches!(parsed, Some(Host::Domain(_))) && name.contains('.');
            if !as_written || name.ends_with('.') || !(named || insecure) {
                return Err(format!(
                    "--push-host {host}: give a host's name in lower case, or a dot and the end \
                     of such names."
                ));
            }
        }
        Ok(Self {
            added: added.to_vec(),
            insecure,
        })
    }

    /// Reads an address that a client gave, or that the store holds.
    ///
    /// # Errors
    /// If it is none, or not one of a known push service; says why.
    pub(super) fn endpoint(&self, text: &str) -> Result<Endpoint, &'static str> {
        if text.len() > MOST_BYTES {
            return Err("The endpoint is longer than 2 048 bytes.");
        }
        let url = Url::parse(text).map_err(|_| "The endpoint is no address.")?;
        // Browsers give it in its normal form. Whatever was folded in reading (upper case, a
        // default port, a tab, a backslash, a dot too many) is not what a browser gave.
        if url.as_str() != text || !text.is_ascii() {
            return Err("The endpoint is not written as browsers write it.");
        }
        if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
            return Err("The endpoint has a user's name or a fragment.");
        }
        let host = url.host_str().unwrap_or_default();
        let added = listed(host, self.added.iter().map(String::as_str));
        if !added && !listed(host, KNOWN) {
            return Err("The endpoint is not at a push service that this server sends to.");
        }
        let plain = url.scheme() == "https" && url.port().is_none();
        let for_tests = self.is_insecure(host) && matches!(url.scheme(), "http" | "https");
        if !plain && !for_tests {
            return Err("The endpoint is not https on its own port.");
        }
        // The client that sends has a parser of its own: both must see the same host.
        let sent = ureq::http::Uri::try_from(text).ok();
        if sent.as_ref().and_then(|uri| uri.host()) != Some(host) {
            return Err("The endpoint can be read in two ways.");
        }
        Ok(Endpoint {
            url: text.to_owned(),
            origin: url.origin().ascii_serialization(),
        })
    }

    /// Whether a host may be plain, on any port, and on this machine: never, but for tests.
    pub(super) fn is_insecure(&self, host: &str) -> bool {
        self.insecure && listed(host, self.added.iter().map(String::as_str))
    }

    /// Whether anything may be sent in plain HTTP.
    pub(super) const fn allows_plain(&self) -> bool {
        self.insecure
    }
}

/// Equal to a name, or below one that begins with a dot.
fn listed<'a>(host: &str, names: impl IntoIterator<Item = &'a str>) -> bool {
    names.into_iter().any(|name| {
        if name.starts_with('.') {
            host.len() > name.len() && host.ends_with(name)
        } else {
            host == name
        }
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;

    #[test]
    fn push_services_are_told_by_their_host() {
        let allowed = Allowed::new(&[".push.example.cn".into()], false).unwrap();
        for (url, origin) in [
            (
                "https://fcm.googleapis.com/fcm/send/a:b_c-d",
                "https://fcm.googleapis.com",
            ),
            (
                "https://fcm.googleapis.com/wp/x",
                "https://fcm.googleapis.com",
            ),
            (
                "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
                "https://updates.push.services.mozilla.com",
            ),
            (
                "https://web.push.apple.com/QK",
                "https://web.push.apple.com",
            ),
            (
                "https://wns2-hk2p.notify.windows.com/w/?token=BQ%3d%3d",
                "https://wns2-hk2p.notify.windows.com",
            ),
            ("https://a.push.example.cn/x", "https://a.push.example.cn"),
        ] {
            assert_eq!(allowed.endpoint(url).unwrap().origin, origin, "{url}");
        }
    }

    #[test]
    fn forty_bad_addresses_are_refused() {
        let allowed = Allowed::new(&[".push.example.cn".into()], false).unwrap();
        let long = format!("https://fcm.googleapis.com/{}", "x".repeat(2048));
        let bad = [
            "",
            " ",
            "fcm.googleapis.com/x",
            "//fcm.googleapis.com/x",
            "http://fcm.googleapis.com/x",
            "ftp://fcm.googleapis.com/x",
            "file:///etc/passwd",
            "data:text/plain,x",
            "javascript:alert(1)",
            "https:fcm.googleapis.com/x",
            "https:\\\\fcm.googleapis.com\\x",
            "https://fcm.googleapis.com",
            "https://fcm.googleapis.com:443/x",
            "https://fcm.googleapis.com:8443/x",
            "https://fcm.googleapis.com:22/x",
            "https://user@fcm.googleapis.com/x",
            "https://user:word@fcm.googleapis.com/x",
            "https://@fcm.googleapis.com/x",
            "https://fcm.googleapis.com@127.0.0.1/x",
            "https://fcm.googleapis.com%40127.0.0.1/x",
            "https://127.0.0.1/x.google.com/",
            "https://127.0.0.1/fcm.googleapis.com",
            "https://127.0.0.1#.push.apple.com",
            "https://127.0.0.1?.push.apple.com",
            "https://127.1/x",
            "https://2130706433/x",
            "https://0x7f.1/x",
            "https://[::1]/x",
            "https://[::ffff:127.0.0.1]/x",
            "https://[fe80::1]/fcm.googleapis.com",
            "https://localhost/x",
            "https://fcm.googleapis.com./x",
            "https://FCM.googleapis.com/x",
            "https://fcm.googleapis.com.evil.example/x",
            "https://evilfcm.googleapis.com/x",
            "https://evilpush.apple.com/x",
            "https://push.apple.com/x",
            "https://.push.apple.com/x",
            "https://push.apple.com.evil.example/x",
            "https://xn--fcm-googleapis-com/x",
            "https://fcm.gооgleapis.com/x",
            "https://fcm.google\u{200b}apis.com/x",
            "https://fcm。googleapis。com/x",
            "https://ⓕcm.googleapis.com/x",
            "https://fcm.googleapis.com/x#fragment",
            "https://fcm.googleapis.com/a\tb",
            "https://fcm.googleapis.com/\r\nHost: evil",
            "https://fcm.googleapis.com/ x",
            "https://fcm.googleapis.com/../x",
            "https://fcm.googleapis.com\\@evil.example/",
            "https://push.example.cn/x",
            "https://web.push.apple.com:0/x",
            "https://169.254.169.254/latest/meta-data",
            &long,
        ];
        assert!(bad.len() >= 40);
        for url in bad {
            assert!(allowed.endpoint(url).is_err(), "{url}");
        }
    }

    #[test]
    fn tests_may_send_to_this_machine_where_it_was_named() {
        let hosts = ["127.0.0.1".to_owned()];
        assert!(Allowed::new(&hosts, false).is_err());
        let allowed = Allowed::new(&hosts, true).unwrap();
        let endpoint = allowed.endpoint("http://127.0.0.1:9000/x").unwrap();
        assert_eq!(endpoint.origin, "http://127.0.0.1:9000");
        assert!(allowed.endpoint("http://fcm.googleapis.com/x").is_err());
        assert!(allowed.endpoint("https://fcm.googleapis.com:99/x").is_err());
        assert!(allowed.endpoint("http://127.0.0.2:9000/x").is_err());
        for wrong in [
            "Push.example",
            "push.example:1",
            "a/b",
            "",
            ".",
            "x.example.",
            "localhost",
        ] {
            assert!(Allowed::new(&[wrong.into()], false).is_err(), "{wrong}");
        }
    }
}
