//! The widget's pages: who may frame them, and by which policy.
//!
//! A page carries the policy for its own script and style, so that it holds on any host. Here it
//! becomes a header, which adds what a page cannot say of itself: its hosts, and its sandbox.

use super::headers::Shared;
use axum::http::HeaderValue;
use std::io::Read;
use std::path::PathBuf;

/// A page must say its policy within so many bytes.
const HEAD: u64 = 2048;
/// Where nothing is said, as in a card: nothing is allowed.
const STRICTEST: &str = "default-src 'none'; base-uri 'none'; form-action 'none'";
/// The page has no origin, and with it no storage and no cookie, whoever frames it. Its links open
/// the app by itself.
const SANDBOX: &str = "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox";

/// The mark of a page, for the sites that may frame it: all of them where none is named.
pub(super) async fn shared(page: PathBuf, hosts: &[String]) -> Shared {
    let read = tokio::task::spawn_blocking(move || own_policy(&page)).await;
    let own = read.ok().flatten().unwrap_or_else(|| STRICTEST.to_owned());
    let hosts = match hosts {
        [] => "*".to_owned(),
        // The app shows it where it is handed out.
        named => format!("'self' {}", named.join(" ")),
    };
    let policy = format!("{own}; frame-ancestors {hosts}; {SANDBOX}");
    // What a header cannot hold is no policy of ours.
    let policy = HeaderValue::from_str(&policy);
    Shared::Frame(
        policy.unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'; sandbox")),
    )
}

/// The policy that a page says.
fn own_policy(page: &PathBuf) -> Option<String> {
    let mut head = Vec::new();
    let file = std::fs::File::open(page).ok()?;
    file.take(HEAD).read_to_end(&mut head).ok()?;
    let head = String::from_utf8_lossy(&head);
    let (_, rest) = head.split_once("http-equiv=Content-Security-Policy content=\"")?;
    let (policy, _) = rest.split_once('"')?;
    policy
        .starts_with("default-src 'none'")
        .then(|| policy.to_owned())
}

/// Reads `--embed-host`: an origin, as policies name it, whose first label may be `*`.
pub(super) fn host(text: &str) -> Result<String, String> {
    let wrong = || {
        format!(
            "give the start of an address and no more, such as https://www.shanwei.gov.cn or \
             https://*.shanwei.gov.cn, not {text}"
        )
    };
    let (scheme, rest) = text.split_once("://").ok_or_else(wrong)?;
    let (name, port) = match rest.trim_end_matches('/').rsplit_once(':') {
        Some((name, port)) => (name, Some(port)),
        None => (rest.trim_end_matches('/'), None),
    };
    let bare = name.strip_prefix("*.").unwrap_or(name);
    let label = |label: &str| {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        !label.is_empty() && label.bytes().all(plain)
    };
    let good = matches!(scheme, "https" | "http")
        && bare.split('.').all(label)
        && port.is_none_or(|port| port.parse::<u16>().is_ok());
    let port = port.map(|port| format!(":{port}")).unwrap_or_default();
    good.then(|| format!("{scheme}://{name}{port}"))
        .ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_an_origin_and_nothing_that_a_policy_could_take_for_more() {
        for (text, wanted) in [
            ("https://www.shanwei.gov.cn", "https://www.shanwei.gov.cn"),
            ("https://www.shanwei.gov.cn/", "https://www.shanwei.gov.cn"),
            ("https://*.shanwei.gov.cn", "https://*.shanwei.gov.cn"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ] {
            assert_eq!(host(text).as_deref(), Ok(wanted));
        }
        for text in [
            "",
            "www.shanwei.gov.cn",
            "https://",
            "https://*",
            "https://*.",
            "https://a.*.cn",
            "https://a.cn/page",
            "https://a.cn; script-src *",
            "https://a.cn https://b.cn",
            "https://a.cn:x",
            "https://a..cn",
            "javascript://a.cn",
            "'self'",
        ] {
            assert!(host(text).is_err(), "{text}");
        }
    }
}
