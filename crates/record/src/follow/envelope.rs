//! The one record of [`Following`] as it lies on a device: a byte for the version, then postcard;
//! read by page and worker. Data of a newer version, or that cannot be read, is never overwritten
//! by who reads it.

use super::Following;

/// The version that this code writes. Any change of [`Following`] or of what is in it needs a new
/// one, and a reader for the old.
pub const VERSION: u8 = 1;

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

/// Reads what lies on the device.
pub fn open(bytes: Option<&[u8]>) -> Opened {
    match bytes {
        None => Opened::Nothing,
        Some([VERSION, data @ ..]) => match postcard::take_from_bytes(data) {
            Ok((following, [])) => Opened::Fine(Box::new(following)),
            _ => Opened::Unreadable,
        },
        Some([version, ..]) if *version > VERSION => Opened::Newer,
        Some(_) => Opened::Unreadable,
    }
}

/// Writes it.
pub fn seal(following: &Following) -> Vec<u8> {
    let mut bytes = vec![VERSION];
    // Nothing here can fail to be written: there is memory, or there is no app.
    bytes.extend(postcard::to_allocvec(following).unwrap_or_default());
    bytes
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
        let longer = [&bytes[..], &[0]].concat();
        for (bytes, expected) in [
            (&[2, 9, 9][..], Opened::Newer),
            (&[VERSION][..], Opened::Unreadable),
            (&[][..], Opened::Unreadable),
            (&[0][..], Opened::Unreadable),
            (&bytes[..bytes.len() - 1], Opened::Unreadable),
            (&longer[..], Opened::Unreadable),
        ] {
            assert_eq!(open(Some(bytes)), expected, "{bytes:?}");
        }
    }
}
