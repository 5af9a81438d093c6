//! Reads a price as people write it. Exact or not at all: what is no plain amount stays text.

use crate::fold::half_width;
use crate::{Price, Unit};

/// Words that may stand before the one amount of a price without changing what it is.
const TOTALS: [&str; 13] = [
    "人民币",
    "投标总报价",
    "投标总价",
    "投标报价",
    "总报价",
    "总价",
    "报价",
    "中标价",
    "成交价",
    "合同价",
    "金额",
    "为",
    ":",
];

impl Price {
    /// The price that a text says: `215.90万元`, `2,120,000.00元`, `￥300`, `87.5%`, `下浮率5%`.
    ///
    /// `unit` is that of a number without one. A total followed by its parts in brackets is that
    /// total. A rate, a price per piece, an approximate amount, several parts, or an amount finer
    /// than a fen is kept as written: never guessed, never rounded.
    pub fn parse(text: &str, unit: Unit) -> Self {
        let text = text.trim();
        let plain: String = text.chars().map(half_width).collect();
        if let Some(fen) = amount(&plain, unit) {
            Self::Fen(fen)
        } else if is_rate(&plain) {
            Self::Rate(text.to_owned())
        } else {
            Self::Text(text.to_owned())
        }
    }
}

fn amount(text: &str, unit: Unit) -> Option<i64> {
    let (number, after) = number(after_words(text))?;
    let (unit, after) = if let Some(after) = after.strip_prefix("亿元") {
        (10, after)
    } else if let Some(after) = after.strip_prefix("万元").or(after.strip_prefix('万')) {
        (Unit::TenThousandYuan.places(), after)
    } else if let Some(after) = after.strip_prefix('元') {
        (Unit::Yuan.places(), after)
    } else {
        (unit.places(), after)
    };
    let after = after.trim_start();
    let after = after.strip_prefix("人民币").unwrap_or(after).trim_start();
    let after = after.strip_prefix('整').unwrap_or(after);
    let after = without_brackets(after.trim_start())?;
    let ends = after.chars().all(|c| matches!(c, '。' | '.' | ';' | ' '));
    ends.then(|| scaled(&number, unit)).flatten()
}

/// Whether a text is one rate, perhaps named: `87.5%`, `下浮率:5%`, `98%(价格系数)`.
fn is_rate(text: &str) -> bool {
    let name_ends = text.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let (name, rest) = text.split_at(name_ends);
    let named = name.chars().count() <= 12 && !name.contains([',', '、', ';', '。', '%']);
    let Some((_, rest)) = number(rest).filter(|_| named) else {
        return false;
    };
    let Some(rest) = rest.strip_prefix(['%', '‰']) else {
        return false;
    };
    without_brackets(rest.trim_start())
        .is_some_and(|rest| rest.chars().all(|c| matches!(c, '。' | '.' | ';' | ' ')))
}

fn after_words(mut text: &str) -> &str {
    loop {
        text = text
            .trim_start()
            .trim_start_matches(['¥', '￥', '\u{ffe5}']);
        match TOTALS.iter().find_map(|word| text.strip_prefix(word)) {
            Some(after) => text = after,
            None => return text.trim_start(),
        }
    }
}

/// A decimal number without its thousands marks, and what follows it.
fn number(text: &str) -> Option<(String, &str)> {
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.'))
        .unwrap_or(text.len());
    let (written, after) = text.split_at(end);
    let written = written.trim_end_matches('.');
    let (whole, rest) = written.split_once('.').unwrap_or((written, ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().filter(|g| !g.is_empty() && digits(g))?;
    let grouped = groups.clone().all(|g| g.len() == 3 && digits(g));
    let marked = whole.len() > first.len();
    if !grouped || (marked && first.len() > 3) || !digits(rest) {
        return None;
    }
    Some((
        format!("{}.{rest}", whole.replace(',', "")),
        after.trim_start(),
    ))
}

/// What follows one or more bracketed remarks; `None` if one stays open.
fn without_brackets(mut text: &str) -> Option<&str> {
    while let Some(mut inside) = text.strip_prefix('(') {
        let mut depth = 1;
        while depth > 0 {
            let at = inside.find(['(', ')'])?;
            depth = if inside[at..].starts_with('(') {
                depth + 1
            } else {
                depth - 1
            };
            inside = &inside[at + 1..];
        }
        text = inside.trim_start();
    }
    Some(text)
}

/// A decimal number moved by so many places; `None` if that leaves a fraction or is too large.
fn scaled(number: &str, places: usize) -> Option<i64> {
    let (whole, rest) = number.split_once('.')?;
    let rest = rest.trim_end_matches('0');
    if rest.len() > places {
        return None;
    }
    format!("{whole}{rest:0<places$}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts() {
        for (text, fen) in [
            ("9722000.00", 972_200_000),
            ("215.90万元", 215_900_000),
            ("187.2 万元", 187_200_000),
            ("2,120,000.00元", 212_000_000),
            ("￥300", 30_000),
            (
                "总价2120000.00元（其中设计费870000.00元，测量费300000.00元）",
                212_000_000,
            ),
            (
                "2155500.00 元（（设计883500.00元、测量312500.00元））",
                215_550_000,
            ),
            ("投标总报价：12.5元（其中：建安费10元，设计费2.5元）", 1_250),
            ("３．５万", 3_500_000),
            ("1.2亿元", 12_000_000_000),
            ("100万元整", 100_000_000),
            ("0", 0),
            ("1.2300", 123),
            ("1.", 100),
        ] {
            assert_eq!(Price::parse(text, Unit::Yuan), Price::Fen(fen), "{text}");
        }
        assert_eq!(
            Price::parse("23.5", Unit::TenThousandYuan),
            Price::Fen(23_500_000)
        );
        assert_eq!(
            Price::parse("6099787 元", Unit::TenThousandYuan),
            Price::Fen(609_978_700)
        );
    }

    #[test]
    fn rates_keep_their_words() {
        for text in [
            "87.5%",
            "下浮率5%",
            "价格系数：98.2%",
            "98.2%（价格系数）",
            "下浮率：5.5％",
            "3‰",
        ] {
            assert_eq!(Price::parse(text, Unit::Yuan), Price::Rate(text.into()));
        }
    }

    #[test]
    fn what_is_no_single_amount_stays_text() {
        for text in [
            "",
            "12.5元/吨",
            "约 3500 万元",
            "约 860 万元/约 902 万元",
            "1.234元",
            "12,34元",
            "-5元",
            "1.2.3",
            "设计费：9.9元，施工费：9.9元",
            "设计费下浮率9%，建安工程费下浮率9%",
            "99999999999999999999元",
            "215.90万元（其中初步设计费88.40万元",
            "价格系数：9.9",
            "按（计价格[2002]10号）收费标准的80%计取",
            "5万美元",
            "无",
            "人民币壹万元",
        ] {
            assert_eq!(Price::parse(text, Unit::Yuan), Price::Text(text.into()));
        }
    }

    proptest! {
        #[test]
        fn every_fen_is_read_exactly(fen in 0..=i64::MAX) {
            let (yuan, cents) = (fen / 100, fen % 100);
            let text = format!("{yuan}.{cents:02}元");
            prop_assert_eq!(Price::parse(&text, Unit::TenThousandYuan), Price::Fen(fen));
        }

        #[test]
        fn any_text_is_a_price(text in "[0-9.,，元万亿%()（）约为:￥]*|\\PC*") {
            match Price::parse(&text, Unit::Yuan) {
                Price::Fen(fen) => prop_assert!(fen >= 0),
                Price::Rate(kept) | Price::Text(kept) => prop_assert_eq!(kept, text.trim()),
            }
        }
    }
}
