//! What a notice tells in five facts (who, what, how much, by when, where), as plain Chinese text:
//! for feeds, calendars and whatever else holds no markup. And amounts as people read them.

use crate::{Money, Notice, Price, When};
use chrono::Timelike;

/// The facts that a notice has, a line each, in the order in which people ask. `region` is the
/// region's name as the tree has it; the source's own word stands where there is none.
pub fn facts(notice: &Notice, region: Option<&str>) -> Vec<String> {
    let who = if notice.domain.is_sale() {
        "出让方"
    } else {
        "采购人（招标人）"
    };
    let region = region.unwrap_or(&notice.region_label);
    let lines = [
        (who, notice.buyer.clone()),
        ("项目", notice.title.clone()),
        (
            "金额",
            notice.money.as_ref().map(amount).unwrap_or_default(),
        ),
        ("截止时间", notice.deadline.map(moment).unwrap_or_default()),
        ("地区", region.to_owned()),
    ];
    let said = lines.iter().filter(|(_, value)| !value.is_empty());
    said.map(|(label, value)| format!("{label}：{value}"))
        .collect()
}

/// A price as exact as it is known: `1234.50元`, or the source's own words.
pub fn amount(money: &Money) -> String {
    match &money.price {
        Price::Fen(fen) => fen_text(*fen),
        Price::Rate(text) | Price::Text(text) => text.clone(),
    }
}

/// An amount in fen: `1234.50元`.
pub fn fen_text(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let fen = fen.unsigned_abs();
    format!("{sign}{}.{:02}元", fen / 100, fen % 100)
}

/// Between groups of three digits: narrow, and no line breaks there.
pub const THIN: char = '\u{202f}';

/// An amount at a glance, to two places: `215.9万元`, `1.2亿元`, or `¥2.16 million`.
pub fn glance(fen: i64, english: bool) -> String {
    let size = fen.unsigned_abs();
    let sign = if fen < 0 { "−" } else { "" };
    if english {
        let (unit, name) = match size {
            99_999_500_000.. => (100_000_000_000, " billion"),
            100_000_000.. => (100_000_000, " million"),
            _ => (100, ""),
        };
        format!("{sign}¥{}{name}", two_places(size, unit))
    } else {
        let (unit, name) = match size {
            // From where two places would round up to the next unit.
            9_999_995_000.. => (10_000_000_000, "亿元"),
            1_000_000.. => (1_000_000, "万元"),
            _ => (100, "元"),
        };
        format!("{sign}{}{name}", two_places(size, unit))
    }
}

/// `size / unit`, rounded to two places, without zeros at the end.
fn two_places(size: u64, unit: u64) -> String {
    let hundredths = (u128::from(size) * 100 + u128::from(unit) / 2) / u128::from(unit);
    let whole = group(&(hundredths / 100).to_string());
    let places = format!("{:02}", hundredths % 100);
    match places.trim_end_matches('0') {
        "" => whole,
        // Yuan and fen are written as on a bill.
        _ if unit == 100 => format!("{whole}.{places}"),
        trimmed => format!("{whole}.{trimmed}"),
    }
}

/// Digits in groups of three.
pub fn group(digits: &str) -> String {
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(THIN);
        }
        out.push(digit);
    }
    out
}

/// A day, or a time of Beijing to the minute: `2026-11-30 09:00`.
pub fn moment(when: When) -> String {
    match when {
        When::Day(day) => day.to_string(),
        When::At(at) => format!("{} {:02}:{:02}", at.date(), at.hour(), at.minute()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;

    #[test]
    fn a_fact_that_is_not_known_is_left_out() {
        let json = serde_json::json!({
            "id": "0000000001", "source": "ygp", "title": "地块", "domain": "land",
            "stage_label": "挂牌公告", "region_label": "海丰", "buyer": "示例局",
            "published": "2026-11-01", "deadline": "2026-11-30T09:05:00+08:00", "revision": 1,
            "money": { "kind": "ceiling", "price": { "fen": -123_450 } },
        });
        let mut notice: Notice = serde_json::from_value(json).unwrap();
        let told = [
            "出让方：示例局",
            "项目：地块",
            "金额：-1234.50元",
            "截止时间：2026-11-30 09:05",
            "地区：海丰县",
        ];
        assert_eq!(facts(&notice, Some("海丰县")), told);
        (notice.money, notice.deadline) = (None, None);
        assert_eq!(
            facts(&notice, None),
            ["出让方：示例局", "项目：地块", "地区：海丰"]
        );
    }
}
