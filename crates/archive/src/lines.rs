//! Strings as the lines of one text: four bytes each beside the text itself.

use record::fold;
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

    /// One as it lies in the text.
    pub(crate) fn line(&self, line: usize) -> &str {
        &self.text[self.starts[line] as usize..self.starts[line + 1] as usize - 1]
    }

    /// One, as it was before it became a line.
    pub(crate) fn get(&self, line: usize) -> Cow<'_, str> {
        unescape(self.line(line))
    }
}

/// Strings that searches look into. Held folded, which most are anyway, and as they were only
/// where that differs: holding both would double the archive's memory.
#[derive(Debug)]
pub(crate) struct Texts {
    pub(crate) folded: Lines,
    /// The lines that folding changed, in order.
    changed: Box<[u32]>,
    /// Those as they were.
    plain: Lines,
}

impl Texts {
    pub(crate) fn new(lines: &Lines) -> Self {
        let (mut folded, mut plain) = (String::with_capacity(lines.text.len()), String::new());
        let mut changed = Vec::new();
        for line in 0..lines.len() {
            // Folding leaves no line feed inside a line.
            let start = folded.len();
            folded.push_str(&fold(&lines.get(line)));
            if folded[start..] != *lines.line(line) {
                changed.push(line as u32);
                plain.push_str(lines.line(line));
                plain.push('\n');
            }
            folded.push('\n');
        }
        Self {
            folded: Lines::new(&folded),
            changed: changed.into(),
            plain: Lines::new(&plain),
        }
    }

    /// One, as it was.
    pub(crate) fn get(&self, line: usize) -> Cow<'_, str> {
        match self.changed.binary_search(&(line as u32)) {
            Ok(at) => self.plain.get(at),
            Err(_) => self.folded.get(line),
        }
    }

    /// One as it lies in the text: as it was, but for line feeds. Two are the same here where
    /// they were the same.
    pub(crate) fn key(&self, line: usize) -> &str {
        match self.changed.binary_search(&(line as u32)) {
            Ok(at) => self.plain.line(at),
            Err(_) => self.folded.line(line),
        }
    }

    /// All, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Cow<'_, str>> {
        (0..self.folded.len()).map(|line| self.get(line))
    }
}
