//! Why bytes are not a pack.

use std::fmt;

/// Why bytes could not be read as a pack. The reader keeps what it had and fetches again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackError {
    /// It does not begin like a pack.
    NotAPack,
    /// It is of a version that this code does not read.
    Version(u8),
    /// It ends too early, or counts more than it can hold.
    Truncated,
    /// A part holds what it cannot hold.
    Invalid(&'static str),
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAPack => f.write_str("not a pack"),
            Self::Version(version) => write!(f, "a pack of version {version}"),
            Self::Truncated => f.write_str("a pack that ends too early"),
            Self::Invalid(part) => write!(f, "a pack with invalid {part}"),
        }
    }
}

impl std::error::Error for PackError {}
