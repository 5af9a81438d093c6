//! Strings as the lines of one text: four bytes each beside the text itself.

use std::borrow::Cow;

/// Stands for a line feed (`␐n`) or itself (`␐␐`) inside a line. A cleaned title holds neither.
const ESCAPE: char = '\u{10}';

/// Appends one string as a line.
pub(crate) fn push_line(text: &mut String, line: &str) {
    for c in line.chars() {
        match c {
            '\n' => text.extend([ESCAPE, 'n']),
            ESCAPE => text.extend([ESCAPE, ESCAPE]),
            c => text.push(c),
        }
    }
    text.push('\n');
}

fn unescape(line: &str) -> Cow<'_, str> {
    if !line.contains(ESCAPE) {
        return Cow::Borrowed(line);
    }
    let mut plain = String::with_capacity(line.len());
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        plain.push(match (c, c == ESCAPE) {
            (_, true) => match chars.next() {
                Some('n') => '\n',
                other => other.unwrap_or(ESCAPE),
            },
            (c, false) => c,
        });
    }
    Cow::Owned(plain)
}

/// A text and where its lines begin; each ends with a line feed.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    pub(crate) text: Box<str>,
    pub(crate) starts: Box<[u32]>,
}

impl Lines {
    /// The lines of a text of less than 4 GB that ends with a line feed, or is empty.
    pub(crate) fn new(text: &str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes());
        Self {
            starts: std::iter::once(0)
                .chain(ends.map(|at| at as u32 + 1))
                .collect(),
            text: text.into(),
        }
    }

    /// How many.
    pub(crate) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// One, as it was before it became a line.
    pub(crate) fn get(&self, line: usize) -> Cow<'_, str> {
        unescape(&self.text[self.starts[line] as usize..self.starts[line + 1] as usize - 1])
    }

    /// All, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Cow<'_, str>> {
        (0..self.len()).map(|line| self.get(line))
    }
}
