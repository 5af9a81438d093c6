//! What a client accepts: encodings by their weights, and validators that it already holds.

use axum::http::{HeaderMap, HeaderName, header};

/// An encoding that lies ready beside a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Brotli,
    Gzip,
}

impl Encoding {
    /// The name in headers, and the ending of the file.
    pub(super) const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Brotli => ("br", "br"),
            Self::Gzip => ("gzip", "gz"),
        }
    }
}

/// The encodings that a client accepts, best first.
pub(super) fn accepted(headers: &HeaderMap) -> Vec<Encoding> {
    let listed: Vec<(String, f32)> = list(headers, header::ACCEPT_ENCODING)
        .filter_map(|item| {
            let mut parts = item.split(';').map(str::trim);
            let name = parts.next()?.to_ascii_lowercase();
            let weight = parts
                .find_map(|p| p.strip_prefix("q="))
                .map_or(Some(1.0), |q| q.parse().ok())?;
            Some((name, weight))
        })
        .collect();
    let weight = |encoding: Encoding| {
        let named = |name: &str| listed.iter().find(|(n, _)| n == name).map(|(_, w)| *w);
        named(encoding.names().0)
            .or_else(|| named("*"))
            .unwrap_or(0.0)
    };
    [Encoding::Brotli, Encoding::Gzip]
        .into_iter()
        .filter(|e| weight(*e) > 0.0)
        .collect()
}

/// Whether the client already holds what an entity tag stands for.
pub(super) fn holds(headers: &HeaderMap, tag: &str) -> bool {
    list(headers, header::IF_NONE_MATCH)
        .any(|held| held == "*" || held.strip_prefix("W/").unwrap_or(held) == tag)
}

fn list(headers: &HeaderMap, name: HeaderName) -> impl Iterator<Item = &str> {
    let values = headers.get_all(name).into_iter();
    values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .filter(|item| !item.is_empty())
}
