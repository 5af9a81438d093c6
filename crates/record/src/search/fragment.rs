//! The written form of a search, `q=污水&domain=works&region=441500`. Only addresses use it.
//!
//! Text is escaped only where it must be, so that a link stays readable, and read as generously
//! as a link needs that passed through a chat: escaped whole, `+` for spaces, broken escapes.

use super::Search;
use crate::{Domain, RegionCode, Stage};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::fmt::{Display, Write};

pub(super) fn write(search: &Search) -> String {
    let mut out = String::new();
    put(&mut out, "q", &search.text);
    put(&mut out, "domain", &list(&search.domains, |d| d.code()));
    put(&mut out, "region", &shown(search.region));
    put(&mut out, "stage", &list(&search.stages, |s| s.code()));
    put(&mut out, "from", &shown(search.from));
    put(&mut out, "to", &shown(search.to));
    put(&mut out, "min", &shown(search.min_fen));
    put(&mut out, "max", &shown(search.max_fen));
    out
}

pub(super) fn read(fragment: &str) -> Search {
    let mut search = Search::default();
    let body = fragment.strip_prefix('#').unwrap_or(fragment);
    for part in body.split('&') {
        let Some((key, value)) = part.split_once('=') else {
            continue;
        };
        let value = decode(value);
        match key {
            "q" => search.text = value,
            "domain" => search.domains = members(&value, Domain::from_code),
            "region" => search.region = RegionCode::parse(&value),
            "stage" => search.stages = members(&value, Stage::from_code),
            "from" => search.from = day(&value),
            "to" => search.to = day(&value),
            "min" => search.min_fen = value.parse().ok(),
            "max" => search.max_fen = value.parse().ok(),
            _ => {}
        }
    }
    search
}

/// A day as `write` writes it. Chrono's own reader takes more forms, and more code.
fn day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.rsplitn(3, '-');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let (day, month) = (day.parse().ok()?, month.parse().ok()?);
    NaiveDate::from_ymd_opt(year.parse().ok()?, month, day)
}

fn put(out: &mut String, key: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push('&');
    }
    out.push_str(key);
    out.push('=');
    encode(out, value);
}

fn shown(value: Option<impl Display>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

fn list<T: Copy>(set: &BTreeSet<T>, code: impl Fn(T) -> &'static str) -> String {
    let codes: Vec<_> = set.iter().map(|&member| code(member)).collect();
    codes.join(",")
}

fn members<T: Ord>(value: &str, read: impl Fn(&str) -> Option<T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    // `collect` would sort first, by code that is made anew for each kind of member.
    set.extend(value.split(',').filter_map(|code| read(code.trim())));
    set
}

/// Escapes what would end the value, the address, or an attribute that holds it.
fn encode(out: &mut String, text: &str) {
    for c in text.chars() {
        let must = matches!(
            c,
            '%' | '&' | '#' | '+' | '=' | '"' | '\'' | '`' | '<' | '>' | '\\'
        );
        if must || c.is_whitespace() || c.is_control() {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                // A String takes whatever is written.
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(c);
        }
    }
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        match (first, after) {
            (b'+', _) => bytes.push(b' '),
            (b'%', [high, low, then @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    bytes.push(high << 4 | low);
                    rest = then;
                }
                _ => bytes.push(b'%'),
            },
            _ => bytes.push(*first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

const fn hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use proptest::collection::btree_set;
    use proptest::option;
    use proptest::prelude::*;

    const FULL: &str = "q=污水%20-设计&domain=works,procurement&region=441500&stage=tender,award\
        &from=2026-01-01&to=2026-02-01&min=5000000&max=900000000";

    #[test]
    fn the_written_form() {
        let search = read(FULL);
        assert_eq!(search.text, "污水 -设计");
        assert_eq!(search.domains.len(), 2);
        assert_eq!(search.region, Some(RegionCode(441_500)));
        assert_eq!(search.from, NaiveDate::from_ymd_opt(2026, 1, 1));
        assert_eq!(search.max_fen, Some(900_000_000));
        assert_eq!(write(&search), FULL);
        assert_eq!(write(&Search::default()), "");
    }

    #[test]
    fn what_cannot_be_read_asks_for_nothing() {
        for text in [
            "",
            "#",
            "&&&",
            "domain=",
            "domain=space",
            "region=44150",
            "region=+41500",
            "from=2026-02-30",
            "min=5.5",
            "max=99999999999999999999",
            "utm_source=chat",
            "q",
        ] {
            assert!(read(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn links_are_read_generously() {
        for (text, words) in [
            ("q=%E6%B1%A1%E6%B0%B4", "污水"),
            ("#q=a+b", "a b"),
            ("q=100%", "100%"),
            ("q=%zz%4", "%zz%4"),
            ("q=%E6%B1", "\u{fffd}"),
            ("q=a=b", "a=b"),
        ] {
            assert_eq!(read(text).text, words, "{text}");
        }
        assert_eq!(read("stage=award%2Ctender,x").stages.len(), 2);
    }

    fn searches() -> impl Strategy<Value = Search> {
        let day = || {
            option::of(
                (-9999i32..=9999, 1u32..=366)
                    .prop_filter_map("a day", |(y, d)| NaiveDate::from_yo_opt(y, d)),
            )
        };
        (
            any::<String>(),
            btree_set(prop::sample::select(Domain::ALL.to_vec()), 0..=6),
            option::of(0u32..=999_999),
            btree_set(prop::sample::select(Stage::ALL.to_vec()), 0..=11),
            (day(), day()),
            any::<(Option<i64>, Option<i64>)>(),
        )
            .prop_map(
                |(text, domains, region, stages, (from, to), (min_fen, max_fen))| Search {
                    text,
                    domains,
                    region: region.map(RegionCode),
                    stages,
                    from,
                    to,
                    min_fen,
                    max_fen,
                },
            )
    }

    proptest! {
        #[test]
        fn a_search_reads_back_what_it_writes(search in searches()) {
            let text = write(&search);
            prop_assert!(!text.contains(|c: char| c.is_whitespace() || c.is_control()));
            prop_assert_eq!(text.is_empty(), search.is_empty());
            prop_assert_eq!(read(&text), search);
        }

        #[test]
        fn any_string_is_a_search(text in "\\PC*|(q|domain|from|min)=[%&=+a-f0-9汕]*|.*") {
            let search = read(&text);
            prop_assert_eq!(read(&write(&search)), search);
        }
    }
}
