//! Encrypts one push for one device: RFC 8291 (keys) over RFC 8188 (content), in one record of
//! one size. Knows nothing of what it carries.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral};
use ring::hkdf::{HKDF_SHA256, KeyType, Salt};
use ring::rand::{SecureRandom, SystemRandom};

/// Every plaintext is padded to this many bytes, its delimiter included, so that neither the push
/// service nor the network learns which kind of message goes by.
pub(super) const PADDED: usize = 512;
/// What the RFC's own example says; our one record is shorter, as a last record may be.
const RECORD_SIZE: u32 = 4096;

/// A device's keys, as its browser gave them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Keys {
    /// Its public point on P-256, uncompressed.
    pub(super) p256dh: [u8; 65],
    /// Its authentication secret.
    pub(super) auth: [u8; 16],
}

impl Keys {
    /// Reads them from base64url. The point must lie on the curve: `None` otherwise, because
    /// whoever encrypts to another point may give away secrets.
    pub(super) fn parse(p256dh: &str, auth: &str) -> Option<Self> {
        let keys = Self {
            p256dh: decode(p256dh)?,
            auth: decode(auth)?,
        };
        let throw_away = EphemeralPrivateKey::generate(&ECDH_P256, &SystemRandom::new()).ok()?;
        let point = UnparsedPublicKey::new(&ECDH_P256, keys.p256dh);
        agree_ephemeral(throw_away, &point, |_| keys).ok()
    }
}

/// Exactly so many bytes of base64url without padding.
pub(super) fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
    bytes.try_into().ok()
}

/// The body of a push. `None` where the keys are none, the text is too long, or the machine has
/// no randomness.
pub(super) fn seal(keys: &Keys, text: &[u8]) -> Option<Vec<u8>> {
    if text.len() >= PADDED {
        return None;
    }
    let mut record = text.to_vec();
    // 2 ends the last record; zeros follow (RFC 8188, 2).
    record.push(2);
    record.resize(PADDED, 0);
    let random = SystemRandom::new();
    let mut salt = [0; 16];
    random.fill(&mut salt).ok()?;
    // A pair for this message alone: the RFC asks it, and forward secrecy rests on it.
    let pair = EphemeralPrivateKey::generate(&ECDH_P256, &random).ok()?;
    let own = pair.compute_public_key().ok()?;
    let point = UnparsedPublicKey::new(&ECDH_P256, keys.p256dh);
    let ikm = agree_ephemeral(pair, &point, |secret| {
        key_material(secret, keys, own.as_ref())
    });
    content(&ikm.ok()??, salt, own.as_ref(), record)
}

/// RFC 8291, 3.3 and 3.4: from the shared secret to the input of RFC 8188.
fn key_material(secret: &[u8], keys: &Keys, own: &[u8]) -> Option<[u8; 32]> {
    let info = [b"WebPush: info\0".as_slice(), &keys.p256dh, own];
    derive(&keys.auth, secret, &info)
}

/// RFC 8188, 2: header and one record, which is also the last.
fn content(ikm: &[u8], salt: [u8; 16], key_id: &[u8], record: Vec<u8>) -> Option<Vec<u8>> {
    let key: [u8; 16] = derive(&salt, ikm, &[b"Content-Encoding: aes128gcm\0"])?;
    let nonce: [u8; 12] = derive(&salt, ikm, &[b"Content-Encoding: nonce\0"])?;
    let mut body = Vec::with_capacity(21 + key_id.len() + record.len() + 16);
    body.extend_from_slice(&salt);
    body.extend_from_slice(&RECORD_SIZE.to_be_bytes());
    body.push(u8::try_from(key_id.len()).ok()?);
    body.extend_from_slice(key_id);
    let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).ok()?);
    let mut sealed = record;
    // The only record of its key, so its nonce is its own too.
    let nonce = Nonce::assume_unique_for_key(nonce);
    key.seal_in_place_append_tag(nonce, Aad::empty(), &mut sealed)
        .ok()?;
    body.append(&mut sealed);
    Some(body)
}

/// HKDF with SHA-256.
fn derive<const N: usize>(salt: &[u8], secret: &[u8], info: &[&[u8]]) -> Option<[u8; N]> {
    struct Length(usize);
    impl KeyType for Length {
        fn len(&self) -> usize {
            self.0
        }
    }
    let mut out = [0; N];
    let extracted = Salt::new(HKDF_SHA256, salt).extract(secret);
    let filled = extracted.expand(info, Length(N)).ok()?.fill(&mut out);
    filled.ok().map(|()| out)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use p256::SecretKey;
    use web_push_native::{Auth, decrypt};

    const UA_PUBLIC: &str =
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    const UA_PRIVATE: &str = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
    const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";
    const AS_PUBLIC: &str =
        "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";

    fn bytes(text: &str) -> Vec<u8> {
        BASE64_URL_SAFE_NO_PAD.decode(text).unwrap()
    }

    fn open(body: Vec<u8>) -> Result<Vec<u8>, web_push_native::Error> {
        let private = SecretKey::from_slice(&bytes(UA_PRIVATE)).unwrap();
        decrypt(body, &private, &Auth::clone_from_slice(&bytes(AUTH)))
    }

    #[test]
    fn rfc_8291_appendix_a() {
        let keys = Keys::parse(UA_PUBLIC, AUTH).unwrap();
        let shared = bytes("kyrL1jIIOHEzg3sM2ZWRHDRB62YACZhhSlknJ672kSs");
        let ikm = key_material(&shared, &keys, &bytes(AS_PUBLIC)).unwrap();
        assert_eq!(
            ikm.to_vec(),
            bytes("S4lYMb_L0FxCeq0WhDx813KgSYqU26kOyzWUdsXYyrg")
        );
        let salt = decode("DGv6ra1nlYgDCS1FRnbzlw").unwrap();
        let record = b"When I grow up, I want to be a watermelon\x02".to_vec();
        let body = content(&ikm, salt, &bytes(AS_PUBLIC), record).unwrap();
        assert_eq!(
            BASE64_URL_SAFE_NO_PAD.encode(&body),
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocIn\
             mYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNW\
             QexSgSxsj_Qulcy4a-fN"
        );
        assert!(open(body).unwrap().starts_with(b"When I grow up"));
    }

    #[test]
    fn rfc_8188_example_3_1() {
        let salt = decode("I1BsxtFttlv3u_Oo94xnmw").unwrap();
        let key = bytes("yqdlZ-tYemfogSmv7Ws5PQ");
        let body = content(&key, salt, &[], b"I am the walrus\x02".to_vec()).unwrap();
        assert_eq!(
            BASE64_URL_SAFE_NO_PAD.encode(body),
            "I1BsxtFttlv3u_Oo94xnmwAAEAAA-NAVub2qFgBEuQKRapoZu-IxkIva3MEB1PD-ly8Thjg"
        );
    }

    #[test]
    fn another_implementation_reads_it_and_refuses_a_flipped_byte() {
        let keys = Keys::parse(UA_PUBLIC, AUTH).unwrap();
        let (short, long) = (seal(&keys, b"x").unwrap(), seal(&keys, &[7; 511]).unwrap());
        assert_eq!(short.len(), long.len(), "one size");
        assert_ne!(short, seal(&keys, b"x").unwrap(), "fresh keys and salt");
        assert_eq!(open(short.clone()).unwrap(), b"x");
        assert_eq!(open(long).unwrap(), [7; 511]);
        // All but the record size, which is not authenticated and of which only one is left.
        for at in [0, 20, 22, 86, short.len() - 1] {
            let mut flipped = short.clone();
            flipped[at] ^= 1;
            assert!(open(flipped).is_err(), "byte {at}");
        }
        assert_eq!(seal(&keys, &[7; 512]), None, "does not fit");
    }

    #[test]
    fn keys_are_a_point_on_the_curve_and_sixteen_bytes() {
        let off = BASE64_URL_SAFE_NO_PAD.encode([4; 65]);
        let compressed = BASE64_URL_SAFE_NO_PAD.encode([2; 33]);
        for (p256dh, auth) in [
            (off.as_str(), AUTH),
            (&compressed, AUTH),
            ("", AUTH),
            (UA_PUBLIC, ""),
            (UA_PUBLIC, "BTBZMqHH6r4Tts7J_aSI"),
            (UA_PUBLIC, "BTBZMqHH6r4Tts7J/aSIgg"),
        ] {
            assert_eq!(Keys::parse(p256dh, auth), None, "{p256dh} {auth}");
        }
    }
}
