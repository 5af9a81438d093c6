//! The text form, in frames: `GK1.1a2b3c4d.2.5.data.checksum`.
//!
//! The first number names the transfer and is the CRC-32 of all its data, the next two say which
//! of how many frames this is, the data are base64url, and the last is the CRC-32 of what stands
//! before it. Nothing needs an escape in an address. Packed data would be a fraction of this, but
//! the code for it costs 16 kB of WebAssembly, and few people follow more than one frame holds.

use super::{HandError, Handed, judge};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use std::fmt;

/// The mark of this version.
const MARK: &str = "GK1";
/// The mark of any version, before its number.
const ANY: &str = "GK";
/// Characters of a frame at most: what a phone's camera still reads off another phone.
pub const LONGEST: usize = 900;
/// Frames of a transfer at most; what needs more travels as a file.
pub const FRAMES: usize = 60;
/// Characters of a frame besides its data.
const AROUND: usize = "GK1.00000000.00.00..00000000".len();
/// Bytes of a frame at most: four characters hold three.
const BYTES: usize = (LONGEST - AROUND) / 4 * 3;

/// A frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The transfer: the checksum of all its data.
    pub transfer: u32,
    /// Which frame, from 1 on.
    pub number: usize,
    /// Of how many.
    pub of: usize,
    data: Vec<u8>,
}

impl fmt::Display for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let data = BASE64_URL_SAFE_NO_PAD.encode(&self.data);
        let (number, of) = (self.number, self.of);
        let text = format!("{MARK}.{:08x}.{number}.{of}.{data}", self.transfer);
        write!(f, "{text}.{:08x}", crc32(text.as_bytes()))
    }
}

impl Frame {
    /// Reads exactly what [`Display`](fmt::Display) writes.
    ///
    /// # Errors
    /// If it is not ours, of a newer version, or damaged.
    pub fn parse(text: &str) -> Result<Self, HandError> {
        let mut parts = text.split('.');
        let mark = parts.next().unwrap_or_default();
        if mark != MARK {
            let version = mark.strip_prefix(ANY).and_then(|v| v.parse::<u32>().ok());
            return Err(match version {
                Some(version) if version > 1 => HandError::Newer,
                _ => HandError::Foreign,
            });
        }
        if text.len() > LONGEST {
            return Err(HandError::Damaged);
        }
        Self::sound(text, parts).ok_or(HandError::Damaged)
    }

    fn sound<'t>(text: &str, mut parts: impl Iterator<Item = &'t str>) -> Option<Self> {
        let (before, checksum) = text.rsplit_once('.')?;
        if hex(checksum)? != crc32(before.as_bytes()) {
            return None;
        }
        let transfer = hex(parts.next()?)?;
        let number = parts.next()?.parse().ok()?;
        let of = parts.next()?.parse().ok()?;
        let data = BASE64_URL_SAFE_NO_PAD.decode(parts.next()?).ok()?;
        let frame = Self {
            transfer,
            number,
            of,
            data,
        };
        let is_sound = (1..=of).contains(&number) && of <= FRAMES && parts.count() == 1;
        is_sound.then_some(frame)
    }
}

fn hex(text: &str) -> Option<u32> {
    (text.len() == 8)
        .then(|| u32::from_str_radix(text, 16).ok())
        .flatten()
}

/// Subscriptions as frames, of nearly the same length; `None` where they need more than
/// [`FRAMES`].
pub fn pack(handed: &[Handed]) -> Option<Vec<Frame>> {
    let bytes = postcard::to_allocvec(handed).ok()?;
    let of = bytes.len().div_ceil(BYTES).max(1);
    if of > FRAMES {
        return None;
    }
    let transfer = crc32(&bytes);
    let frame = |(at, data): (usize, &[u8])| Frame {
        transfer,
        number: at + 1,
        of,
        data: data.to_vec(),
    };
    let size = bytes.len().div_ceil(of).max(1);
    // Rounding up may leave the last frames with nothing: there are as many as there are parts.
    let parts: Vec<Frame> = bytes.chunks(size).enumerate().map(frame).collect();
    let of = parts.len();
    Some(parts.into_iter().map(|f| Frame { of, ..f }).collect())
}

/// The frames of one transfer, as they come in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frames(Vec<Frame>);

impl Frames {
    /// Adds a frame, once. One of another transfer begins anew; then this is true.
    pub fn add(&mut self, frame: Frame) -> bool {
        let other = |held: &Frame| held.transfer != frame.transfer || held.of != frame.of;
        let begins_anew = self.0.first().is_some_and(other);
        if begins_anew {
            self.0.clear();
        }
        match self.0.binary_search_by_key(&frame.number, |f| f.number) {
            Ok(_) => {}
            Err(at) => self.0.insert(at, frame),
        }
        begins_anew
    }

    /// How many are here, and of how many.
    pub fn count(&self) -> (usize, usize) {
        (self.0.len(), self.0.first().map_or(0, |frame| frame.of))
    }

    /// The numbers that are not here yet.
    pub fn missing(&self) -> Vec<usize> {
        let has = |number: &usize| self.0.iter().any(|f| f.number == *number);
        (1..=self.count().1).filter(|n| !has(n)).collect()
    }

    /// What is here, to be kept until the rest comes.
    pub fn iter(&self) -> impl Iterator<Item = &Frame> {
        self.0.iter()
    }

    /// The subscriptions, once all frames are here.
    ///
    /// # Errors
    /// If together they are damaged or not sound.
    pub fn whole(&self) -> Option<Result<Vec<Handed>, HandError>> {
        let first = self.0.first()?;
        if self.0.len() < first.of {
            return None;
        }
        let bytes: Vec<u8> = self.0.iter().flat_map(|f| &f.data).copied().collect();
        if crc32(&bytes) != first.transfer {
            return Some(Err(HandError::Damaged));
        }
        Some(match postcard::take_from_bytes::<Vec<Handed>>(&bytes) {
            Ok((handed, [])) => judge(handed),
            _ => Err(HandError::Damaged),
        })
    }
}

/// CRC-32 as of ISO 3309 and zip. Bit by bit: the data are short, and a table costs more bytes
/// than this whole module.
fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = !0_u32;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = crc >> 1 ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 };
        }
    }
    !crc
}

#[cfg(test)]
#[test]
fn the_checksum_is_the_one_of_zip() {
    assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
}

/// A transfer of one frame that holds any bytes, all checksums right.
#[cfg(test)]
pub(super) fn of_bytes(bytes: &[u8]) -> Frame {
    Frame {
        transfer: crc32(bytes),
        number: 1,
        of: 1,
        data: bytes.to_vec(),
    }
}
