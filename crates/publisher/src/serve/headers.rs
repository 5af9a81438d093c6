//! The headers of every answer. On another web server, send the same, on `sw.js` and 404 too.

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

/// Scripts, styles, fonts and data from here only; WebAssembly, but no `eval`; no HTML is ever
/// set from text (Trusted Types: only `boot.js` may name a script, and only `sw.js`); no page may
/// frame this one, which frames widgets alone. A service worker obeys the policy
/// of its own script, so `sw.js` carries it too. A page's own script and style are named besides
/// ([`policy`]).
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    connect-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    manifest-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types boot";

const SECURITY: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
    ),
];

/// What other sites may have of an answer: a mark on it, read by [`secure`].
#[derive(Clone)]
pub(super) enum Shared {
    /// The script that they link to.
    Script,
    /// A widget's page, with its whole policy, which says who may frame it.
    Frame(HeaderValue),
    /// A page of the app with its policy: nobody else's, as all that has no mark.
    Page(HeaderValue),
}

/// The policy of the app's pages: the usual one, and by their hashes the script and the style that
/// the build put into the page.
pub(super) fn policy(page: &str) -> HeaderValue {
    let hashes = |tag: &str, end: &str, linked: &str| -> String {
        let parts = page.split(tag).skip(1);
        let parts = parts.filter_map(|part| part.split_once('>'));
        let inline =
            parts.filter(|(attributes, _)| linked.is_empty() || !attributes.contains(linked));
        let contents = inline.filter_map(|(_, rest)| Some(rest.split_once(end)?.0));
        let hash = |content| BASE64_STANDARD.encode(Sha256::digest(content));
        contents
            .map(|content| format!(" 'sha256-{}'", hash(content)))
            .collect()
    };
    let script = format!(
        "script-src 'self'{}",
        hashes("<script", "</script>", "src=")
    );
    let style = format!("style-src 'self'{}", hashes("<style", "</style>", ""));
    let policy = POLICY
        .replace("script-src 'self'", &script)
        .replace("style-src 'self'", &style);
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static(POLICY))
}

/// Puts the security headers on an answer.
pub(super) async fn secure(mut response: Response) -> Response {
    let shared = response.extensions_mut().remove::<Shared>();
    let headers = response.headers_mut();
    for (name, value) in SECURITY {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Some(Shared::Page(policy)) = shared {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        return response;
    }
    if shared.is_some() {
        let open = HeaderValue::from_static("cross-origin");
        headers.insert("cross-origin-resource-policy", open);
    }
    if let Some(Shared::Frame(policy)) = shared {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        // It asks for nothing, so that it may stand in pages that are isolated themselves.
        let alone = HeaderValue::from_static("require-corp");
        headers.insert("cross-origin-embedder-policy", alone);
        // Browsers refuse a page that is both sandboxed and by itself.
        headers.remove("cross-origin-opener-policy");
    }
    response
}

/// How long a file may be kept without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// For good: its name holds its hash.
    Forever,
    /// Until asked again, each time.
    Checked,
    /// Not at all: what it holds may have to be forgotten at any moment.
    Never,
}

impl Kept {
    pub(super) const fn value(self) -> &'static str {
        match self {
            Self::Forever => "public, max-age=31536000, immutable",
            Self::Checked => "no-cache",
            Self::Never => "no-store",
        }
    }

    /// By an app file's name: Trunk writes a hash of up to 16 hexadecimal digits into it.
    pub(super) fn by_name(name: &str) -> Self {
        let is_hash = |part: &str| {
            part.len() >= 12
                && part.bytes().all(|b| b.is_ascii_hexdigit())
                && part.bytes().any(|b| b.is_ascii_digit())
        };
        if name.split(['-', '_', '.']).any(is_hash) {
            Self::Forever
        } else {
            Self::Checked
        }
    }
}

/// The media type of a file by its name.
pub(super) fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "atom" => "application/atom+xml; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "ico" => "image/x-icon",
        "jpg" | "jpeg" => "image/jpeg",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "webp" => "image/webp",
        "xml" => "application/xml",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_may_run_its_own_first_script_and_no_other() {
        let policy = |page: &str| policy(page).to_str().unwrap_or_default().to_owned();
        assert_eq!(policy("<p>plain</p>"), POLICY);
        let page = "<script>a()</script><script src=\"boot.js\" defer></script>\
            <style data-href=\"app.css\">b{}</style>";
        // printf 'a()' | openssl dgst -sha256 -binary | base64, and so of b{}.
        let (script, style) = (
            "script-src 'self' 'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4=' 'wasm-unsafe-eval';",
            "style-src 'self' 'sha256-7yqHVAesot11p6HczDsgKRipvI5UPgs97z80zNXlans=';",
        );
        let said = policy(page);
        assert!(said.contains(script) && said.contains(style), "{said}");
        assert_eq!(said.matches("sha256-").count(), 2);
    }
}
