//! Cleans what sources put into one line of text, and reads their dates. Knows no field names.

use crate::When;
use crate::fold::hides;
use chrono::{NaiveDate, NaiveTime, TimeDelta};

/// Plain text of one line: tags and entities resolved, marks that hide or turn text removed,
/// white space as single spaces.
pub(super) fn plain(text: &str) -> String {
    let bare = without_tags(text, |name| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
    });
    let said = without_tags(&unescaped(&bare), |name| name == "em");
    let shown: String = said.chars().filter(|&c| !hides(c)).collect();
    let words: Vec<_> = shown
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// The start of a text, at most `most` characters.
pub(super) fn start(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

fn without_tags(text: &str, is_tag: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let tag = after.split_once('>').filter(|(inside, _)| {
            let name = inside.strip_prefix('/').unwrap_or(inside);
            is_tag(name.split([' ', '/']).next().unwrap_or(name))
        });
        match tag {
            Some((_, then)) => rest = then,
            None => {
                out.push('<');
                rest = after;
            }
        }
    }
    out + rest
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let named = after
            .split_once(';')
            .and_then(|(name, then)| Some((entity(name)?, then)));
        match named {
            Some((c, then)) => {
                out.push(c);
                rest = then;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out + rest
}

fn entity(name: &str) -> Option<char> {
    if let Some(code) = name.strip_prefix('#') {
        let number = match code.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => code.parse(),
        };
        return number.ok().and_then(char::from_u32);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" | "ensp" | "emsp" => ' ',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        "middot" => '·',
        "mdash" => '—',
        "ndash" => '–',
        "hellip" => '…',
        "times" => '×',
        "yen" => '¥',
        _ => return None,
    })
}

/// A moment as sources write it: 8, 12 or 14 digits, or parts with marks and any spaces
/// (`2026-05-01 13:18:30`, `2026/5/1`, `2026年5月1日 9时30分`), Beijing time unless it ends in `Z`.
pub(crate) fn moment(text: &str) -> Option<When> {
    let text = text.trim();
    let utc = text.ends_with('Z');
    let local = text
        .trim_end_matches('Z')
        .trim_end_matches("+08:00")
        .trim_end_matches("+0800");
    let known = |c: char| c.is_ascii_digit() || " \u{a0}-/.:T年月日时時点分秒".contains(c);
    if !local.chars().all(known) {
        return None;
    }
    let groups: Vec<&str> = local
        .split(|c: char| !c.is_ascii_digit())
        .filter(|g| !g.is_empty())
        .collect();
    let cut = |ends: &[(usize, usize)]| {
        ends.iter()
            .map(|&(a, b)| groups[0].get(a..b))
            .collect::<Option<Vec<_>>>()
    };
    let parts = match groups.as_slice() {
        [one] if one.len() == 8 => cut(&[(0, 4), (4, 6), (6, 8)])?,
        [one] if one.len() == 12 => cut(&[(0, 4), (4, 6), (6, 8), (8, 10), (10, 12)])?,
        [one] if one.len() == 14 => cut(&[(0, 4), (4, 6), (6, 8), (8, 10), (10, 12), (12, 14)])?,
        // A seventh part is a fraction of the second.
        [year, ..] if year.len() == 4 && matches!(groups.len(), 3 | 5..=7) => groups,
        _ => return None,
    };
    let number = |i: usize| parts.get(i).map_or(Some(0), |p| p.parse::<u32>().ok());
    let year = i32::try_from(number(0)?)
        .ok()
        .filter(|y| (1980..=2200).contains(y))?;
    let day = NaiveDate::from_ymd_opt(year, number(1)?, number(2)?)?;
    if parts.len() == 3 {
        return Some(When::Day(day));
    }
    let at = day.and_time(NaiveTime::from_hms_opt(number(3)?, number(4)?, number(5)?)?);
    Some(When::At(if utc { at + TimeDelta::hours(8) } else { at }))
}

/// When a notice was published. Sources that know only the day send its midnight.
pub(super) fn published(text: &str) -> Option<When> {
    moment(text).map(|when| match when {
        When::At(at) if at.time() == NaiveTime::MIN => When::Day(at.date()),
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_becomes_plain() {
        for (text, want) in [
            ("<em>污水</em>处理", "污水处理"),
            ("&lt;em&gt;污水&lt;/em&gt;A&amp;B", "污水A&B"),
            ("项目<二期> 3 < 4", "项目<二期> 3 < 4"),
            (" 一\u{3000}二\r\n三&nbsp;四 ", "一 二 三 四"),
            ("甲\u{202e}乙\u{200b}", "甲乙"),
            ("&#27700;&#x6c34;&nope;&", "水水&nope;&"),
            ("<br/>a<span class=\"x\">b", "ab"),
        ] {
            assert_eq!(plain(text), want);
        }
    }

    #[test]
    fn moments() {
        for (text, want) in [
            ("20260707", "2026-07-07"),
            ("20260501131830", "2026-05-01T13:18:30+08:00"),
            ("202605011318", "2026-05-01T13:18:00+08:00"),
            (" 2026-05-01 13:18:30 ", "2026-05-01T13:18:30+08:00"),
            ("2026 - 05 - 01", "2026-05-01"),
            ("2026/5/1 9:05", "2026-05-01T09:05:00+08:00"),
            ("2026年5月1日 9时30分", "2026-05-01T09:30:00+08:00"),
            ("2026-08-17T12:00:00+08:00", "2026-08-17T12:00:00+08:00"),
            ("2026-08-17T20:00:00.000Z", "2026-08-18T04:00:00+08:00"),
        ] {
            assert_eq!(
                moment(text).map(|w| w.to_string()).as_deref(),
                Some(want),
                "{text}"
            );
        }
        for text in [
            "",
            "Invalid Date",
            "2026-02-30",
            "20261301",
            "00010101",
            "2026-05",
            "明天",
            "2026-05-01 25:00",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }

    #[test]
    fn midnight_is_a_day_only_for_publication() {
        let text = "20260819000000";
        assert!(matches!(published(text), Some(When::Day(_))));
        assert!(matches!(moment(text), Some(When::At(_))));
    }

    proptest! {
        #[test]
        fn any_text_is_cleaned_and_dated_without_panic(text in "[<>&#;0-9a-z/:.年月日TZ +-]*|\\PC*") {
            let once = plain(&text);
            let left = once.contains(['\n', '\u{202e}', '\u{200b}']);
            prop_assert!(!left);
            let _ = published(&text);
        }
    }
}
