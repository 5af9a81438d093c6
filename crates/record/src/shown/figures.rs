//! Numbers and amounts. Exact values in, text out.

/// Between groups of three digits: narrow, and no line breaks there.
const THIN: char = '\u{202f}';

/// A count: `63 214`.
pub fn count(n: impl Into<u64>) -> String {
    group(&n.into().to_string())
}

/// A count where room is short: `12.3万`. Never more than there are.
pub fn short_count(n: u32) -> String {
    if n < 10_000 {
        count(n)
    } else {
        tenths(n, 10_000, "万")
    }
}

/// A count in a unit, cut to a tenth of it where it is small.
pub fn tenths(n: u32, unit: u32, name: &str) -> String {
    let tenths = n / (unit / 10);
    let (whole, rest) = (tenths / 10, tenths % 10);
    if rest == 0 || whole >= 100 {
        format!("{whole}{name}")
    } else {
        format!("{whole}.{rest}{name}")
    }
}

/// An amount at a glance, to two places: `215.9万元`, `1.2亿元`.
pub fn money(fen: i64) -> String {
    let size = fen.unsigned_abs();
    let sign = if fen < 0 { "−" } else { "" };
    let (unit, name) = match size {
        // From where two places would round up to the next unit.
        9_999_995_000.. => (10_000_000_000, "亿元"),
        1_000_000.. => (1_000_000, "万元"),
        _ => (100, "元"),
    };
    format!("{sign}{}{name}", two_places(size, unit))
}

/// The same in English: `¥2.16 million`.
pub fn money_in_english(fen: i64) -> String {
    let size = fen.unsigned_abs();
    let sign = if fen < 0 { "−" } else { "" };
    let (unit, name) = match size {
        99_999_500_000.. => (100_000_000_000, "\u{a0}billion"),
        100_000_000.. => (100_000_000, "\u{a0}million"),
        _ => (100, ""),
    };
    format!("{sign}¥{}{name}", two_places(size, unit))
}

/// An amount to the fen: `2 159 000.00 元`.
pub fn exact_money(fen: i64) -> String {
    let size = fen.unsigned_abs();
    let sign = if fen < 0 { "−" } else { "" };
    let yuan = format!("{}.{:02}", group(&(size / 100).to_string()), size % 100);
    format!("{sign}{yuan}{THIN}元")
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

/// Groups of three digits.
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
