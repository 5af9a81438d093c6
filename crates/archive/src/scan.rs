//! Finds the rows in which a word occurs. No index: the folded texts are scanned.
//!
//! `memchr` uses SIMD where the build has it (in a browser: a build with `simd128`).

use crate::bits::Bits;
use crate::lines::Lines;
use crate::pack::{Named, Pack};
use memchr::memmem::Finder;
use record::fold;

/// The words of a search, ready to be found.
pub(crate) struct Words {
    include: Vec<Finder<'static>>,
    exclude: Vec<Finder<'static>>,
}

impl Words {
    pub(crate) fn new(terms: &record::Terms) -> Self {
        let finders = |words: &[String]| {
            let mut all: Vec<String> = words.iter().map(|w| fold(w)).collect();
            all.retain(|w| !w.is_empty());
            let mut finders = Vec::with_capacity(all.len());
            // The longest is likely the rarest, and leaves the others little to do.
            while let Some(at) = (0..all.len()).max_by_key(|&at| all[at].len()) {
                finders.push(Finder::new(all.swap_remove(at).as_bytes()).into_owned());
            }
            finders
        };
        Self {
            include: finders(&terms.include),
            exclude: finders(&terms.exclude),
        }
    }

    /// Drops the rows that lack a word, or have one that must not be.
    pub(crate) fn narrow(&self, pack: &Pack, rows: &mut Bits) {
        for word in &self.include {
            narrow(pack, word, true, rows);
        }
        for word in &self.exclude {
            narrow(pack, word, false, rows);
        }
    }

    /// Whether every row has them.
    pub(crate) fn is_empty(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }
}

/// Below one row in so many, rows are looked at one by one.
const FEW: usize = 16;

/// Keeps the rows that have a word, or those that do not.
fn narrow(pack: &Pack, word: &Finder<'_>, wanted: bool, rows: &mut Bits) {
    if rows.count() as usize * FEW < pack.ids.len() {
        let mut left = Bits::none(pack.ids.len());
        rows.each(|row| {
            if row_has(pack, row, word) == wanted {
                left.set(row);
            }
        });
        *rows = left;
    } else if wanted {
        rows.keep(&rows_with(pack, word));
    } else {
        rows.drop_all(&rows_with(pack, word));
    }
}

/// Whether one row has a word.
fn row_has(pack: &Pack, row: usize, word: &Finder<'_>) -> bool {
    let has = |lines: &Lines, line: usize| word.find(lines.line(line).as_bytes()).is_some();
    let named = |named: &Named, at: usize| {
        let entry = (named.codes[at] as usize).checked_sub(1);
        entry.is_some_and(|entry| has(&named.names.folded, entry))
    };
    has(&pack.titles.folded, row)
        || [&pack.projects, &pack.buyers, &pack.agencies]
            .into_iter()
            .any(|n| named(n, row))
        || pack
            .suppliers
            .range(row)
            .any(|at| named(&pack.suppliers.names, at))
}

/// The rows that have a word in their title, or in one of their names or codes.
fn rows_with(pack: &Pack, word: &Finder<'_>) -> Bits {
    let mut rows = Bits::none(pack.ids.len());
    lines_with(&pack.titles.folded, word, |row| rows.set(row));
    for named in [&pack.projects, &pack.buyers, &pack.agencies] {
        if let Some(codes) = codes_with(named, word) {
            mark(named, &codes, &mut rows);
        }
    }
    let suppliers = &pack.suppliers;
    if let Some(codes) = codes_with(&suppliers.names, word) {
        for row in 0..pack.ids.len() {
            let mut names = suppliers.names.codes[suppliers.range(row)].iter();
            if names.any(|&code| codes.get(code as usize)) {
                rows.set(row);
            }
        }
    }
    rows
}

fn mark(named: &Named, codes: &Bits, rows: &mut Bits) {
    for (row, &code) in named.codes.iter().enumerate() {
        if codes.get(code as usize) {
            rows.set(row);
        }
    }
}

/// The codes of the names that have a word; `None` where no name has it.
fn codes_with(named: &Named, word: &Finder<'_>) -> Option<Bits> {
    let names = &named.names.folded;
    let mut codes = None;
    lines_with(names, word, |line| {
        codes
            .get_or_insert_with(|| Bits::none(names.len() + 1))
            .set(line + 1);
    });
    codes
}

/// Calls for each line in which a word occurs, once and in order.
fn lines_with(lines: &Lines, word: &Finder<'_>, mut found: impl FnMut(usize)) {
    let text = lines.text.as_bytes();
    let (mut line, mut from) = (0, 0);
    while let Some(after) = word.find(&text[from..]) {
        line = line_of(&lines.starts, line, from + after);
        found(line);
        line += 1;
        from = lines.starts[line] as usize;
    }
}

/// The line of a place in the text, looked for from a line on in growing steps.
fn line_of(starts: &[u32], from: usize, place: usize) -> usize {
    let (mut low, mut step) = (from, 1);
    while low + step < starts.len() && starts[low + step] as usize <= place {
        low += step;
        step *= 2;
    }
    let high = (low + step).min(starts.len());
    low + starts[low..high].partition_point(|&start| start as usize <= place) - 1
}
