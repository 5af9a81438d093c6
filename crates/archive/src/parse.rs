//! Reads packs. Whatever the bytes are, this ends with a pack or an error, and its memory stays
//! within a small multiple of their length.

use crate::lines::{Lines, Texts};
use crate::pack::{Kinds, Moments, Monies, Named, Pack, Places, Suppliers, day as day_of};
use crate::wire::{Reader, unzigzag};
use crate::{Bundle, PackError};
use chrono::NaiveDate;
use record::clock::Formation;
use record::{Domain, MoneyKind, RegionCode, Stage};

pub(crate) const MAGIC: &[u8; 4] = b"GKPK";
pub(crate) const VERSION: u8 = 2;
/// Amount, rate, text.
pub(crate) const FORMS: u8 = 3;
/// What a row takes at least: its id, a byte in each of 14 columns, and the end of its title.
const LEAST_ROW: usize = 21;

// A pack, version 2. `n` is a number in groups of seven bits, lowest first; `±` one with its
// sign in the lowest bit; `b` a byte; `code` is an n: 0 none, 1 the next new entry of its
// dictionary, k + 2 entry k. "a row" stands for one value a row, column after column.
//
//   "GKPK" 2:b rows:n
//   ids         50 bits a row without gaps, lowest bits first; the last byte filled with 0
//   published   first day ±, counted from 0001-01-01 as 1; then n a row: days before the last
//               clock a row
//   deadline    n a row: 0 none, else 1 + ± days after publication; clock of those that have one
//   formed      n a row: 0 none, else 1 + 2 × days before publication + whether the condition
//               of its limit holds
//   kind        code a row; an entry: domain:b stage:b (11 none)
//               source: code an entry; stage label: code an entry
//   place       code a row; an entry: n, 0 none, else region code + 1; label: code an entry
//   category, project, deal code, buyer, agency      code a row each
//   suppliers   n a row: how many; then code each
//   money       b a row: 0 none, else 1 + 3 × kind + form (0 amount, 1 rate, 2 text)
//               amounts: zeros at the end b each, then the rest ± each, in fen
//               rates and texts: code each
//   revision    n a row
//   bundles     how many:n; (rows:n bytes:n) each; then SHA-256 each
//   text        UTF-8 to the end; each line ends with "\n": a title a row, then the entries of
//               project, buyer, agency, supplier, source, stage label, place label, category,
//               deal code, rate or text. In a line "\n" is "\x10n" and "\x10" is "\x10\x10".
//
//   clock       b each: 0 only the day is known, else hour + 1; then minute b, then second b of
//               those that have one
//
// Rows are published later first, then by id, each id once.
impl Pack {
    /// Reads a pack.
    pub fn decode(bytes: &[u8]) -> Result<Self, PackError> {
        let mut r = Reader::new(bytes);
        if r.bytes(MAGIC.len())? != MAGIC {
            return Err(PackError::NotAPack);
        }
        match r.bytes(1)?[0] {
            VERSION => {}
            other => return Err(PackError::Version(other)),
        }
        let rows = r.count(LEAST_ROW)?;
        let ids = r.ids(rows)?;
        let published = published(&mut r, rows)?;
        let deadlines = deadlines(&mut r, &published)?;
        let mut row = 0;
        let formed = r.column(rows, |r| {
            let day = published.days[row];
            row += 1;
            let Some(code) = r.number32()?.checked_sub(1) else {
                return Ok(None);
            };
            let formed = valid_day(i64::from(day) - i64::from(code / 2))?;
            let day = day_of(formed).ok_or(PackError::Invalid("day"))?;
            let applies = code % 2 == 1;
            Ok(Some(Formation { day, applies }))
        })?;

        let kinds = r.codes(rows)?.present("kind")?;
        let some_kinds = kinds.entries as usize;
        let facts = r.column(some_kinds, |r| Ok((domain(r)?, stage(r)?)))?;
        let sources = r.codes(some_kinds)?.present("source")?;
        let labels = r.codes(some_kinds)?;

        let places = r.codes(rows)?.present("place")?;
        let some_places = places.entries as usize;
        let regions = r.column(some_places, region)?;
        let place_labels = r.codes(some_places)?;

        let categories = r.codes(rows)?;
        let projects = r.codes(rows)?;
        let deals = r.codes(rows)?;
        let buyers = r.codes(rows)?;
        let agencies = r.codes(rows)?;

        let mut ends = 0_u32;
        let mut starts = vec![0];
        starts.extend(r.column(rows, |r| {
            ends = ends
                .checked_add(r.number32()?)
                .ok_or(PackError::Truncated)?;
            Ok(ends)
        })?);
        let suppliers = r.codes(ends as usize)?.present("supplier")?;

        let (forms, values, prices) = money(&mut r, rows)?;
        let revisions = r.column(rows, Reader::number32)?;
        let (bundles, bundle_ends) = bundles(&mut r, rows)?;

        let text = std::str::from_utf8(r.rest()).map_err(|_| PackError::Invalid("text"))?;
        let mut text = Text(text);
        let titles = Texts::new(&text.lines(rows)?);
        let projects = Named::new(projects, &mut text)?;
        let buyers = Named::new(buyers, &mut text)?;
        let agencies = Named::new(agencies, &mut text)?;
        let suppliers = Suppliers {
            starts,
            names: Named::new(suppliers, &mut text)?,
        };
        let sources = Named::new(sources, &mut text)?;
        let labels = Named::new(labels, &mut text)?;
        let place_labels = Named::new(place_labels, &mut text)?;
        let categories = Named::new(categories, &mut text)?;
        let deals = Named::new(deals, &mut text)?;
        let prices = text.lines(prices as usize)?;
        if !text.0.is_empty() {
            return Err(PackError::Invalid("end"));
        }

        let pack = Self {
            ids,
            by_id: Vec::new(),
            published,
            deadlines,
            formed,
            kinds: kinds.codes,
            kind_table: Kinds {
                facts,
                sources,
                labels,
            },
            places: places.codes,
            place_table: Places {
                regions,
                labels: place_labels,
            },
            categories,
            projects,
            deals,
            buyers,
            agencies,
            suppliers,
            monies: Monies {
                forms,
                values,
                texts: prices,
            },
            buckets: Vec::new(),
            revisions,
            titles,
            bundles,
            bundle_ends,
        };
        pack.indexed()
    }
}

/// The text that is left.
pub(crate) struct Text<'a>(&'a str);

impl Text<'_> {
    /// Takes so many lines.
    pub(crate) fn lines(&mut self, count: usize) -> Result<Lines, PackError> {
        let length = match count {
            0 => 0,
            _ => {
                let mut ends = memchr::memchr_iter(b'\n', self.0.as_bytes());
                ends.nth(count - 1).ok_or(PackError::Truncated)? + 1
            }
        };
        let (lines, rest) = self.0.split_at(length);
        self.0 = rest;
        Ok(Lines::new(lines))
    }
}

fn published(r: &mut Reader<'_>, rows: usize) -> Result<Moments, PackError> {
    let mut before = None;
    let days = r.column(rows, |r| {
        let day = match before {
            None => r.signed()?,
            Some(before) => i64::checked_sub_unsigned(before, r.number()?).unwrap_or(i64::MIN),
        };
        before = Some(day);
        valid_day(day)
    })?;
    let clocks = clocks(r, rows)?;
    Ok(Moments { days, clocks })
}

fn deadlines(r: &mut Reader<'_>, published: &Moments) -> Result<Moments, PackError> {
    let mut row = 0;
    let days = r.column(published.days.len(), |r| {
        let from = i64::from(published.days[row]);
        row += 1;
        match r.number()?.checked_sub(1) {
            None => Ok(Moments::NONE),
            Some(after) => valid_day(from.saturating_add(unzigzag(after))),
        }
    })?;
    let has = |day: &&i32| **day != Moments::NONE;
    let mut given = clocks(r, days.iter().filter(has).count())?.into_iter();
    let clock = |day: &i32| match *day {
        Moments::NONE => 0,
        _ => given.next().unwrap_or_default(),
    };
    Ok(Moments {
        clocks: days.iter().map(clock).collect(),
        days,
    })
}

fn valid_day(day: i64) -> Result<i32, PackError> {
    i32::try_from(day)
        .ok()
        .filter(|&d| NaiveDate::from_num_days_from_ce_opt(d).is_some())
        .ok_or(PackError::Invalid("day"))
}

/// Seconds of the day + 1, or 0 where only the day is known.
fn clocks(r: &mut Reader<'_>, count: usize) -> Result<Vec<u32>, PackError> {
    let below = |byte: u8, most: u8| {
        if byte < most {
            Ok(u32::from(byte))
        } else {
            Err(PackError::Invalid("time"))
        }
    };
    let hours = r.bytes(count)?;
    let exact = hours.iter().filter(|&&h| h > 0).count();
    let (minutes, seconds) = (r.bytes(exact)?, r.bytes(exact)?);
    let mut rest = minutes.iter().zip(seconds);
    let clock = |&hour: &u8| match hour.checked_sub(1) {
        None => Ok(0),
        Some(hour) => {
            let (&minute, &second) = rest.next().ok_or(PackError::Truncated)?;
            Ok(1 + below(hour, 24)? * 3600 + below(minute, 60)? * 60 + below(second, 60)?)
        }
    };
    hours.iter().map(clock).collect()
}

fn domain(r: &mut Reader<'_>) -> Result<Domain, PackError> {
    let code = usize::from(r.bytes(1)?[0]);
    Domain::ALL
        .get(code)
        .copied()
        .ok_or(PackError::Invalid("domain"))
}

fn stage(r: &mut Reader<'_>) -> Result<Option<Stage>, PackError> {
    let code = usize::from(r.bytes(1)?[0]);
    match Stage::ALL.get(code) {
        None if code > Stage::ALL.len() => Err(PackError::Invalid("stage")),
        stage => Ok(stage.copied()),
    }
}

fn region(r: &mut Reader<'_>) -> Result<Option<RegionCode>, PackError> {
    match r.number()?.checked_sub(1).map(u32::try_from) {
        None => Ok(None),
        Some(Ok(code)) => Ok(Some(RegionCode(code))),
        Some(Err(_)) => Err(PackError::Invalid("region")),
    }
}

/// A form a row, a value a row (fen, or an entry of the texts), and how many texts.
fn money(r: &mut Reader<'_>, rows: usize) -> Result<(Vec<u8>, Vec<i64>, u32), PackError> {
    let forms = r.bytes(rows)?.to_vec();
    if forms
        .iter()
        .any(|&f| f > MoneyKind::ALL.len() as u8 * FORMS)
    {
        return Err(PackError::Invalid("money"));
    }
    let of = |amount: bool| move |f: &&u8| **f > 0 && (**f - 1).is_multiple_of(FORMS) == amount;
    let amounts = forms.iter().filter(of(true)).count();
    let tens = r.bytes(amounts)?;
    let mut place = tens.iter();
    let amounts = r.column(amounts, |r| {
        let tens = 10_i64.checked_pow(place.next().map_or(0, |&t| u32::from(t)));
        let rest = r.signed()?;
        tens.and_then(|t| rest.checked_mul(t))
            .ok_or(PackError::Invalid("amount"))
    })?;
    let texts = r.codes(forms.iter().filter(of(false)).count())?;
    let texts = texts.present("price")?;
    let mut amounts = amounts.into_iter();
    let mut entries = texts.codes.iter().map(|&code| i64::from(code) - 1);
    let value = |f: &u8| match f.checked_sub(1).map(|f| f % FORMS) {
        None => None,
        Some(0) => amounts.next(),
        Some(_) => entries.next(),
    };
    let values = forms.iter().map(value).map(Option::unwrap_or_default);
    let values = values.collect();
    Ok((forms, values, texts.entries))
}

fn bundles(r: &mut Reader<'_>, rows: usize) -> Result<(Vec<Bundle>, Vec<u32>), PackError> {
    let count = r.count(34)?;
    let sizes = r.column(count, |r| Ok((r.number32()?, r.number32()?)))?;
    let (mut all, mut ends, mut end) = (Vec::new(), Vec::new(), 0_u32);
    for (rows, bytes) in sizes {
        let sha256 = r.bytes(32)?.try_into().map_err(|_| PackError::Truncated)?;
        all.push(Bundle {
            rows,
            bytes,
            sha256,
        });
        end = end.checked_add(rows).ok_or(PackError::Invalid("bundles"))?;
        ends.push(end);
    }
    if end as usize > rows {
        return Err(PackError::Invalid("bundles"));
    }
    Ok((all, ends))
}
