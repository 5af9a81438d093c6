//! The one record of [`Following`] as it lies on a device: `{"v":1,"data":…}`, read by page and
//! worker. Data of a newer version, or that cannot be read, is never overwritten by who reads it.

use super::Following;
use serde::{Deserialize, Serialize};

/// The version that this code writes.
pub const VERSION: u32 = 1;

/// What lies on the device.
#[derive(Clone, Debug, PartialEq)]
pub enum Opened {
    /// Nothing yet.
    Nothing,
    /// Ours.
    Fine(Box<Following>),
    /// Of a newer version: to be left alone, and the app to be updated.
    Newer,
    /// Not readable: to be put aside, not wiped.
    Unreadable,
}

#[derive(Serialize)]
struct Sealed<'f> {
    v: u32,
    data: &'f Following,
}

#[derive(Deserialize)]
struct Versioned {
    v: u32,
}

#[derive(Deserialize)]
struct Envelope {
    data: Following,
}

/// Reads what lies on the device.
pub fn open(bytes: Option<&[u8]>) -> Opened {
    let Some(bytes) = bytes else {
        return Opened::Nothing;
    };
    match serde_json::from_slice::<Versioned>(bytes) {
        Ok(Versioned { v }) if v > VERSION => return Opened::Newer,
        Ok(_) => {}
        Err(_) => return Opened::Unreadable,
    }
    match serde_json::from_slice::<Envelope>(bytes) {
        Ok(Envelope { data }) => Opened::Fine(Box::new(data)),
        Err(_) => Opened::Unreadable,
    }
}

/// Writes it.
pub fn seal(following: &Following) -> Vec<u8> {
    let sealed = Sealed {
        v: VERSION,
        data: following,
    };
    // Plain values with text for keys: nothing here can fail to be written.
    serde_json::to_vec(&sealed).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_opens_and_nothing_else_is_taken_for_it() {
        let following = Following {
            lang: "en".into(),
            ..Following::default()
        };
        let bytes = seal(&following);
        assert_eq!(open(Some(&bytes)), Opened::Fine(Box::new(following)));
        assert_eq!(open(None), Opened::Nothing);
        for (text, expected) in [
            (r#"{"v":2,"data":{"what":"ever"}}"#, Opened::Newer),
            (r#"{"v":2}"#, Opened::Newer),
            (r#"{"v":1,"data":{"subscriptions":7}}"#, Opened::Unreadable),
            (r#"{"data":{}}"#, Opened::Unreadable),
            ("", Opened::Unreadable),
            ("{\"v\":1,\"da", Opened::Unreadable),
        ] {
            assert_eq!(open(Some(text.as_bytes())), expected, "{text}");
        }
    }
}
