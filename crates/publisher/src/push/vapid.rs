//! Who sends: the server's key, and the signed word for a push service (RFC 8292). One signature
//! serves a push service for an hour; a signature each message would cost half of the sending.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::json;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

const HOUR: i64 = 3600;
/// Half of what the RFC allows, so that a push service whose clock is off accepts it.
const VALID: i64 = 12 * HOUR;
/// For a push service whose clock is behind.
const BACK: i64 = 5 * 60;

/// The key pair, and the words signed in this hour.
pub(super) struct Vapid {
    pair: EcdsaKeyPair,
    /// The public point, base64url.
    public: String,
    contact: String,
    signed: Mutex<Signed>,
}

#[derive(Default)]
struct Signed {
    hour: i64,
    /// By origin.
    words: HashMap<String, String>,
    /// How often the key was used.
    count: u64,
}

impl Vapid {
    /// A new private key (PKCS#8); `None` where the machine has no randomness.
    pub(super) fn make() -> Option<Vec<u8>> {
        let random = SystemRandom::new();
        let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).ok()?;
        Some(made.as_ref().to_vec())
    }

    /// Takes a kept key, and whom a push service may write to (see [`contact`]).
    pub(super) fn new(pkcs8: &[u8], contact: &str) -> Option<Self> {
        let random = SystemRandom::new();
        let curve = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let pair = EcdsaKeyPair::from_pkcs8(curve, pkcs8, &random).ok()?;
        Some(Self {
            public: BASE64_URL_SAFE_NO_PAD.encode(pair.public_key().as_ref()),
            pair,
            contact: contact.to_owned(),
            signed: Mutex::default(),
        })
    }

    /// The public key, as browsers take it.
    pub(super) fn public(&self) -> &str {
        &self.public
    }

    /// The `Authorization` header for a push service's origin (`https://host`, with its port
    /// where that is not the scheme's own) at a time in Unix seconds.
    pub(super) fn authorization(&self, origin: &str, now: i64) -> Option<String> {
        let mut signed = self.signed.lock().unwrap_or_else(PoisonError::into_inner);
        let hour = now.div_euclid(HOUR);
        if signed.hour != hour {
            signed.hour = hour;
            signed.words.clear();
        }
        if let Some(word) = signed.words.get(origin) {
            return Some(word.clone());
        }
        let word = self.sign(origin, now)?;
        signed.count += 1;
        signed.words.insert(origin.to_owned(), word.clone());
        Some(word)
    }

    fn sign(&self, origin: &str, now: i64) -> Option<String> {
        let header = json!({ "typ": "JWT", "alg": "ES256" });
        let claims = json!({
            "aud": origin, "iat": now - BACK, "exp": now + VALID, "sub": self.contact,
        });
        let part = |value: serde_json::Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
        let text = format!("{}.{}", part(header), part(claims));
        let signature = self.pair.sign(&SystemRandom::new(), text.as_bytes()).ok()?;
        let signature = BASE64_URL_SAFE_NO_PAD.encode(signature);
        Some(format!("vapid t={text}.{signature}, k={}", self.public))
    }

    /// How often the key was used.
    #[cfg(test)]
    pub(super) fn signatures(&self) -> u64 {
        let signed = self.signed.lock().unwrap_or_else(PoisonError::into_inner);
        signed.count
    }
}

/// Whether a push service can write there: a plain `mailto:` or `https:` address. Apple answers
/// 403 to anything else (spaces, brackets, localhost).
pub(super) fn contact(text: &str) -> Result<(), String> {
    let wrong = || {
        Err(format!(
            "--push-contact {text}: give an address at which push services reach you, \
             like mailto:ops@example.gov.cn or https://example.gov.cn/contact."
        ))
    };
    let public = |host: &str| {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'.';
        let inner = host.trim_start_matches('.').trim_end_matches('.');
        inner == host && host.contains('.') && host.bytes().all(plain) && !local(host)
    };
    if text.len() > 200 || text.contains(|c: char| c.is_whitespace() || "<>\"".contains(c)) {
        return wrong();
    }
    if let Some(address) = text.strip_prefix("mailto:") {
        let parts = address.split_once('@');
        return match parts {
            Some((name, host)) if !name.is_empty() && public(host) => Ok(()),
            _ => wrong(),
        };
    }
    let url = url::Url::parse(text).ok().filter(|u| u.scheme() == "https");
    match url.as_ref().and_then(|url| url.domain()) {
        Some(host) if public(host) => Ok(()),
        _ => wrong(),
    }
}

fn local(host: &str) -> bool {
    host.ends_with(".localhost")
        || host.ends_with(".local")
        || host.parse::<std::net::IpAddr>().is_ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use p256::ecdsa::signature::Verifier;
    use p256::ecdsa::{Signature, VerifyingKey};
    use serde_json::Value;

    const NOW: i64 = 1_795_000_000;
    const CONTACT: &str = "mailto:ops@example.gov.cn";

    /// What a push service reads: the claims, if the key in the word signed them.
    fn verify(word: &str, public: &str) -> Option<Value> {
        let (token, key) = word.strip_prefix("vapid t=")?.split_once(", k=")?;
        assert_eq!(key, public);
        let decode = |text| BASE64_URL_SAFE_NO_PAD.decode(text).unwrap();
        let key = VerifyingKey::from_sec1_bytes(&decode(public)).unwrap();
        let (text, signature) = token.rsplit_once('.')?;
        let signature = Signature::from_slice(&decode(signature)).ok()?;
        key.verify(text.as_bytes(), &signature).ok()?;
        let (header, claims) = text.split_once('.')?;
        let header: Value = serde_json::from_slice(&decode(header)).unwrap();
        assert_eq!(header, json!({ "typ": "JWT", "alg": "ES256" }));
        serde_json::from_slice(&decode(claims)).ok()
    }

    #[test]
    fn another_implementation_verifies_it() {
        let vapid = Vapid::new(&Vapid::make().unwrap(), CONTACT).unwrap();
        let point = BASE64_URL_SAFE_NO_PAD.decode(vapid.public()).unwrap();
        assert_eq!((point.len(), point[0]), (65, 4));
        let origin = "https://push.example:8443";
        let word = vapid.authorization(origin, NOW).unwrap();
        let claims = verify(&word, vapid.public()).unwrap();
        let want = json!({
            "aud": origin, "sub": CONTACT, "iat": NOW - 300, "exp": NOW + 12 * 3600,
        });
        assert_eq!(claims, want);
        let other = Vapid::new(&Vapid::make().unwrap(), CONTACT).unwrap();
        let forged = other.authorization(origin, NOW).unwrap();
        let forged = forged.replace(other.public(), vapid.public());
        assert_eq!(verify(&forged, vapid.public()), None);
    }

    #[test]
    fn one_signature_serves_an_origin_for_an_hour() {
        let vapid = Vapid::new(&Vapid::make().unwrap(), CONTACT).unwrap();
        let start = NOW - NOW % 3600;
        for second in 0..3600 {
            vapid.authorization("https://a.example", start + second);
            vapid.authorization("https://b.example", start + second);
        }
        assert_eq!(vapid.signatures(), 2);
        vapid.authorization("https://a.example", start + 3600);
        assert_eq!(vapid.signatures(), 3);
    }

    #[test]
    fn push_services_must_be_able_to_write() {
        for good in [
            CONTACT,
            "https://example.gov.cn",
            "https://example.gov.cn/contact",
        ] {
            assert_eq!(contact(good), Ok(()), "{good}");
        }
        for bad in [
            "",
            "ops@example.gov.cn",
            "mailto:",
            "mailto:ops",
            "mailto:@example.cn",
            "mailto:ops@localhost",
            "mailto:<ops@example.cn>",
            "mailto: ops@example.cn",
            "mailto:ops@example.cn.",
            "http://example.gov.cn",
            "https://localhost/",
            "https://127.0.0.1/",
            "https://x.localhost/",
        ] {
            assert!(contact(bad).is_err(), "{bad}");
        }
    }
}
