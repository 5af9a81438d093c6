//! Tolerant reading of one row of JSON: numbers as text, text as numbers, anything missing.

use super::{Rejected, text};
use serde_json::Value;

/// Characters of a row that a [`Rejected`] quotes.
pub(super) const EXCERPT: usize = 200;

/// One row of an answer.
#[derive(Clone, Copy)]
pub(super) struct Row<'a>(&'a Value);

impl<'a> Row<'a> {
    /// The row of an object; anything else is rejected.
    pub(super) fn new(value: &'a Value) -> Result<Self, Rejected> {
        if value.is_object() {
            Ok(Self(value))
        } else {
            Err(Self(value).reject(None, "the row is not an object".to_owned()))
        }
    }

    /// A field as plain text; empty where it is absent or null.
    pub(super) fn text(self, name: &str) -> String {
        self.0
            .get(name)
            .map(scalar)
            .map(|t| text::plain(&t))
            .unwrap_or_default()
    }

    /// A field as the source sent it, tags and all; empty where it is no text.
    pub(super) fn raw(self, name: &str) -> &'a str {
        self.0.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// The elements of a list; none where it is absent, null or something else.
    pub(super) fn list(self, name: &str) -> impl Iterator<Item = &'a Value> {
        self.0
            .get(name)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
    }

    /// An inner value.
    pub(super) fn get(self, name: &str) -> Option<&'a Value> {
        self.0.get(name)
    }

    /// The fields in the source's order, as far as the parser keeps it, each as plain text.
    pub(super) fn entries(self) -> impl Iterator<Item = (&'a str, String)> {
        let fields = self.0.as_object().into_iter().flatten();
        fields.map(|(name, value)| (name.as_str(), text::plain(&scalar(value))))
    }

    /// A field that a row cannot do without.
    pub(super) fn need(self, key: Option<&str>, name: &str) -> Result<String, Rejected> {
        let value = self.text(name);
        if value.is_empty() {
            return Err(self.reject(key, format!("{name} is missing or empty")));
        }
        Ok(value)
    }

    /// Why this row is not read.
    pub(super) fn reject(self, key: Option<&str>, reason: String) -> Rejected {
        Rejected {
            key: key.filter(|k| !k.is_empty()).map(str::to_owned),
            reason,
            excerpt: text::start(&self.0.to_string(), EXCERPT),
        }
    }
}

/// A number or truth as text. A number too large to be exact is no text: an id must not change.
pub(super) fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(n) if n.as_f64().is_none_or(|f| !n.is_f64() || f.abs() < 9e15) => {
            n.to_string()
        }
        Value::Number(_) | Value::Null | Value::Array(_) | Value::Object(_) => String::new(),
    }
}

/// A count as a number or as text.
pub(super) fn count(value: Option<&Value>) -> Option<u64> {
    scalar(value?).trim().parse().ok()
}

/// A key for a row whose source gave none: a hash of what tells it apart (FNV-1a, 128 bits).
pub(super) fn derived_key(parts: &[&str]) -> String {
    let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    for part in parts {
        // 0xff occurs in no UTF-8, so it cannot be part of a text.
        for byte in part.bytes().chain([0xff]) {
            hash ^= u128::from(byte);
            hash = hash.wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }
    format!("content-{hash:032x}")
}

/// `name=value&…`, each value escaped for a query or a form.
pub(super) fn query(pairs: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for (name, value) in pairs {
        if !out.is_empty() {
            out.push('&');
        }
        out.push_str(name);
        out.push('=');
        for byte in value.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                out.push(byte.into());
            } else {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}

/// An address only if it is a web address without white space; sources send others too.
pub(super) fn web_address(text: &str) -> Option<String> {
    let scheme = text.starts_with("https://") || text.starts_with("http://");
    let odd = |c: char| c.is_whitespace() || c.is_control();
    (scheme && !text.contains(odd)).then(|| text.to_owned())
}
