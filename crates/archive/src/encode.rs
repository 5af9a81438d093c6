//! Writes packs. The format is drawn in [`crate::parse`].

use crate::lines::push_line;
use crate::wire::{Dictionary, put, put_ids, zigzag};
use crate::{Bundle, parse};
use chrono::{Datelike, Timelike};
use record::{Domain, Notice, Price, RegionCode, Stage, When};
use std::cmp::Ordering;

/// The order of the rows of a pack: published later first, then by id.
pub fn newest_first(a: &Notice, b: &Notice) -> Ordering {
    b.published.cmp(&a.published).then(a.id.cmp(&b.id))
}

/// Writes a pack of notices in the order of [`newest_first`], each id once, with the bundles
/// that hold their details. The same input gives the same bytes.
///
/// Times are kept to the second, as [`When`] is written. [`crate::Pack::decode`] refuses rows
/// that are in another order.
pub fn encode(notices: &[Notice], bundles: &[Bundle]) -> Vec<u8> {
    let mut out = parse::MAGIC.to_vec();
    out.push(parse::VERSION);
    put(&mut out, notices.len() as u64);
    put_ids(&mut out, notices.iter().map(|n| n.id));
    published(&mut out, notices);
    deadlines(&mut out, notices);
    for n in notices {
        // What came about later than it was published has no code, and no publisher gives it.
        let code = n.formed.and_then(|formed| {
            let before = day(n.published) - day(When::Day(formed.day));
            let before = u64::try_from(before).ok()?;
            Some(1 + 2 * before + u64::from(formed.applies))
        });
        put(&mut out, code.unwrap_or(0));
    }

    let (mut sources, mut labels) = (Dictionary::new(), Dictionary::new());
    let mut kinds = Dictionary::<(&str, Domain, Option<Stage>, &str)>::new();
    let (mut place_labels, mut places) = (Dictionary::new(), Dictionary::new());
    let [
        mut categories,
        mut projects,
        mut deals,
        mut buyers,
        mut agencies,
        mut suppliers,
        mut prices,
    ] = std::array::from_fn(|_| Dictionary::new());
    let (mut counts, mut titles) = (Vec::new(), String::new());
    for n in notices {
        kinds.push(Some((
            n.source.as_str(),
            n.domain,
            n.stage,
            &*n.stage_label,
        )));
        places.push(Some((n.region, &*n.region_label)));
        categories.push(text(&n.category));
        projects.push(n.project.as_ref().map(|p| p.as_str()));
        deals.push(n.deal_code.as_ref().map(|d| d.as_str()));
        buyers.push(text(&n.buyer));
        agencies.push(text(&n.agency));
        put(&mut counts, n.suppliers.len() as u64);
        for name in &n.suppliers {
            suppliers.push(Some(&**name));
        }
        push_line(&mut titles, &n.title);
    }

    out.extend(&kinds.codes);
    for &(source, domain, stage, label) in &kinds.entries {
        sources.push(Some(source));
        labels.push(text(label));
        out.push(domain as u8);
        out.push(stage.map_or(Stage::ALL.len() as u8, |s| s as u8));
    }
    out.extend(sources.codes.iter().chain(&labels.codes));
    out.extend(&places.codes);
    for &(region, label) in &places.entries {
        put(
            &mut out,
            region.map_or(0, |RegionCode(code)| u64::from(code) + 1),
        );
        place_labels.push(text(label));
    }
    out.extend(&place_labels.codes);
    for dictionary in [&categories, &projects, &deals, &buyers, &agencies] {
        out.extend(&dictionary.codes);
    }
    out.extend(counts.iter().chain(&suppliers.codes));
    money(&mut out, notices, &mut prices);
    for n in notices {
        put(&mut out, u64::from(n.revision));
    }
    put(&mut out, bundles.len() as u64);
    for b in bundles {
        put(&mut out, u64::from(b.rows));
        put(&mut out, u64::from(b.bytes));
    }
    for b in bundles {
        out.extend(b.sha256);
    }

    let mut tail = titles;
    for dictionary in [
        &projects,
        &buyers,
        &agencies,
        &suppliers,
        &sources,
        &labels,
        &place_labels,
        &categories,
        &deals,
        &prices,
    ] {
        for entry in &dictionary.entries {
            push_line(&mut tail, entry);
        }
    }
    out.extend(tail.as_bytes());
    out
}

fn text(value: &str) -> Option<&str> {
    (!value.is_empty()).then_some(value)
}

fn day(when: When) -> i64 {
    i64::from(when.date().num_days_from_ce())
}

fn published(out: &mut Vec<u8>, notices: &[Notice]) {
    let mut before = None;
    for n in notices {
        let day = day(n.published);
        put(
            out,
            match before {
                None => zigzag(day),
                // A day out of order becomes a number that no reader accepts.
                Some(before) => (before - day) as u64,
            },
        );
        before = Some(day);
    }
    clocks(out, notices.iter().map(|n| n.published));
}

fn deadlines(out: &mut Vec<u8>, notices: &[Notice]) {
    for n in notices {
        put(
            out,
            n.deadline
                .map_or(0, |d| zigzag(day(d) - day(n.published)) + 1),
        );
    }
    clocks(out, notices.iter().filter_map(|n| n.deadline));
}

/// Hours of all, then minutes and seconds of those that have a time: each column compresses
/// by its own habits (office hours, full minutes).
fn clocks(out: &mut Vec<u8>, all: impl Iterator<Item = When>) {
    let (mut minutes, mut seconds) = (Vec::new(), Vec::new());
    for when in all {
        match when {
            When::Day(_) => out.push(0),
            When::At(at) => {
                out.push(at.hour() as u8 + 1);
                minutes.push(at.minute() as u8);
                seconds.push(at.second() as u8);
            }
        }
    }
    out.append(&mut minutes);
    out.append(&mut seconds);
}

fn money<'a>(out: &mut Vec<u8>, notices: &'a [Notice], texts: &mut Dictionary<&'a str>) {
    let (mut tens, mut digits) = (Vec::new(), Vec::new());
    for n in notices {
        let Some(money) = &n.money else {
            out.push(0);
            continue;
        };
        let form = match &money.price {
            Price::Fen(fen) => {
                let (ten, rest) = tens_of(*fen);
                tens.push(ten);
                put(&mut digits, zigzag(rest));
                0
            }
            Price::Rate(rate) => {
                texts.push(Some(rate));
                1
            }
            Price::Text(words) => {
                texts.push(Some(words));
                2
            }
        };
        out.push(1 + money.kind as u8 * parse::FORMS + form);
    }
    out.append(&mut tens);
    out.append(&mut digits);
    out.extend(&texts.codes);
}

/// The zeros at the end of an amount, and the rest: round sums are short.
const fn tens_of(mut fen: i64) -> (u8, i64) {
    let mut tens = 0;
    while fen != 0 && fen % 10 == 0 {
        fen /= 10;
        tens += 1;
    }
    (tens, fen)
}
