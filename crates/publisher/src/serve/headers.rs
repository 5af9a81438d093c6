//! The headers of every answer. On another web server, send the same, on `sw.js` and 404 too.

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;

/// Scripts, styles, fonts and data from here only; WebAssembly, but no `eval`; no HTML is ever
/// set from text (Trusted Types: only `boot.js` may name a script, and only `sw.js`); no page may
/// frame this one. A service worker obeys the policy
/// of its own script, so `sw.js` carries it too.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    connect-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types boot";

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

/// Puts the security headers on an answer.
pub(super) async fn secure(mut response: Response) -> Response {
    for (name, value) in SECURITY {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
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
