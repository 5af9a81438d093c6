//! Numbers, amounts and dates as people read them. Exact values in, text out; no clock.

use crate::state::Lang;
use chrono::{Datelike, NaiveDate, NaiveDateTime};
pub use record::shown::count;
use record::shown::{self, time};
use record::{Price, When};

/// A count where room is short: `12.3万`, `123k`. Never more than there are.
pub fn short_count(n: u32, lang: Lang) -> String {
    match lang {
        Lang::ZhCn => shown::short_count(n),
        Lang::En if n < 10_000 => count(n),
        Lang::En if n < 1_000_000 => shown::tenths(n, 1_000, "k"),
        Lang::En => shown::tenths(n, 1_000_000, "m"),
    }
}

/// An amount at a glance, to two places: `215.9万元`, `1.2亿元`, `¥2.16 million`.
pub fn money(fen: i64, lang: Lang) -> String {
    match lang {
        Lang::ZhCn => shown::money(fen),
        Lang::En => shown::money_in_english(fen),
    }
}

/// An amount to the fen: `2 159 000.00 元`.
pub fn exact_money(fen: i64, lang: Lang) -> String {
    if lang == Lang::ZhCn {
        return shown::exact_money(fen);
    }
    let size = fen.unsigned_abs();
    let sign = if fen < 0 { "−" } else { "" };
    format!(
        "{sign}¥{}.{:02}",
        shown::group(&(size / 100).to_string()),
        size % 100
    )
}

/// A price in whatever form its source gave it.
pub fn price(price: &Price, lang: Lang) -> String {
    match price {
        Price::Fen(fen) => money(*fen, lang),
        Price::Rate(text) | Price::Text(text) => text.clone(),
    }
}

/// A day; the year only when it is not this one: `11月24日 周二`, `Tue 24 Nov`.
pub fn date(day: NaiveDate, today: NaiveDate, lang: Lang) -> String {
    let weekday = day.weekday().num_days_from_monday() as usize;
    let other_year = day.year() != today.year();
    match lang {
        Lang::ZhCn => shown::date(day, today),
        Lang::En => {
            let week = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
            let name = week.get(weekday).unwrap_or(&"");
            let year = if other_year {
                format!(" {}", day.year())
            } else {
                String::new()
            };
            format!("{name} {} {}{year}", day.day(), month_name(day))
        }
    }
}

/// A day without its weekday: `2018年3月1日`, `1 Mar 2018`.
pub fn full_date(day: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::ZhCn => shown::full_date(day),
        Lang::En => format!("{} {} {}", day.day(), month_name(day), day.year()),
    }
}

/// A point in time, as exact as it is known.
pub fn when(when: When, today: NaiveDate, lang: Lang) -> String {
    match when {
        When::Day(day) => date(day, today, lang),
        When::At(at) => format!("{} {}", date(at.date(), today, lang), time(at)),
    }
}

/// The time of a check: only the clock for today.
pub fn moment(at: NaiveDateTime, today: NaiveDate, lang: Lang) -> String {
    if at.date() == today {
        time(at)
    } else {
        when(When::At(at), today, lang)
    }
}

/// A size in memory: `3.4 MB`.
pub fn bytes(n: u64) -> String {
    match n {
        0..1_000 => format!("{n} B"),
        1_000..1_000_000 => format!("{} KB", n.div_ceil(1_000)),
        _ => {
            let tenths = n.div_ceil(100_000);
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

fn month_name(day: NaiveDate) -> &'static str {
    let names = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    names.get(day.month0() as usize).unwrap_or(&"")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use Lang::{En, ZhCn};

    const THIN: char = '\u{202f}';

    #[test]
    fn amounts_at_a_glance() {
        let check = |fen, zh: &str, en: &str| {
            assert_eq!(money(fen, ZhCn).replace(THIN, " "), zh);
            assert_eq!(money(fen, En).replace([THIN, '\u{a0}'], " "), en);
        };
        check(0, "0元", "¥0");
        check(5, "0.05元", "¥0.05");
        check(999_999, "9 999.99元", "¥9 999.99");
        check(215_900_000, "215.9万元", "¥2.16 million");
        check(212_000_000, "212万元", "¥2.12 million");
        check(123_456_789, "123.46万元", "¥1.23 million");
        check(9_999_994_000, "9 999.99万元", "¥100 million");
        check(9_999_995_000, "1亿元", "¥100 million");
        check(12_000_000_000, "1.2亿元", "¥120 million");
        check(1_234_567_890_000, "123.46亿元", "¥12.35 billion");
        check(-5_000_000, "−5万元", "−¥50 000");
        check(i64::MIN, "−922 337 203.69亿元", "−¥92 233 720.37 billion");
    }

    #[test]
    fn amounts_to_the_fen() {
        assert_eq!(
            exact_money(215_900_001, ZhCn).replace(THIN, " "),
            "2 159 000.01 元"
        );
        assert_eq!(exact_money(-5, En), "−¥0.05");
    }

    #[test]
    fn counts() {
        assert_eq!(count(63_214u32).replace(THIN, " "), "63 214");
        assert_eq!(count(7u32), "7");
        let check = |n, zh: &str, en: &str| {
            assert_eq!(short_count(n, ZhCn).replace(THIN, " "), zh);
            assert_eq!(short_count(n, En).replace(THIN, " "), en);
        };
        check(9_999, "9 999", "9 999");
        check(10_000, "1万", "10k");
        check(12_399, "1.2万", "12.3k");
        check(1_000_000, "100万", "1m");
    }

    #[test]
    fn the_year_stands_only_when_it_is_not_this_one() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let today = day(2026, 11, 25);
        assert_eq!(date(day(2026, 11, 24), today, ZhCn), "11月24日 周二");
        assert_eq!(date(day(2026, 11, 24), today, En), "Tue 24 Nov");
        assert_eq!(date(day(2025, 1, 5), today, ZhCn), "2025年1月5日 周日");
        assert_eq!(date(day(2025, 1, 5), today, En), "Sun 5 Jan 2025");
        let at = day(2026, 11, 24).and_hms_opt(9, 5, 0).unwrap();
        assert_eq!(when(When::At(at), today, ZhCn), "11月24日 周二 09:05");
        assert_eq!(moment(at, at.date(), En), "09:05");
    }

    #[test]
    fn sizes_are_never_understated() {
        assert_eq!(bytes(999), "999 B");
        assert_eq!(bytes(1_001), "2 KB");
        assert_eq!(bytes(3_400_001), "3.5 MB");
    }
}
