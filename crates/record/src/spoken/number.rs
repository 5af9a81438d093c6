//! Numbers in words, as they are said in Mandarin.

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
/// Places within a group of four, and the names of the groups.
const PLACES: [&str; 4] = ["", "十", "百", "千"];
const GROUPS: [&str; 4] = ["", "万", "亿", "万亿"];

/// Digits one by one: `441500` → 四四一五零零. Anything else stays.
pub(super) fn one_by_one(text: &str) -> String {
    let word = |c: char| c.to_digit(10).map_or(c, |d| DIGITS[d as usize]);
    text.chars().map(word).collect()
}

/// As [`one_by_one`], with the 幺 that is said for one on the telephone.
pub(super) fn telephone(text: &str) -> String {
    one_by_one(text).replace('一', "幺")
}

/// A whole number in words: `1234567` → 一百二十三万四千五百六十七. One that is longer than sixteen
/// digits is no quantity and is said digit by digit.
pub(super) fn integer(digits: &str) -> String {
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return "零".into();
    }
    if digits.len() > 16 {
        return one_by_one(digits);
    }
    let mut out = String::new();
    // A zero is said once, and only before something.
    let mut owed = false;
    for (at, digit) in digits.char_indices() {
        let place = digits.len() - 1 - at;
        let (within, group) = (place % 4, place / 4);
        match digit.to_digit(10) {
            None | Some(0) => owed = true,
            Some(value) => {
                if owed && !out.is_empty() {
                    out.push('零');
                }
                owed = false;
                // 十五, and not 一十五, where it begins the number.
                if !(value == 1 && within == 1 && out.is_empty()) {
                    out.push(DIGITS[value as usize]);
                }
                out += PLACES[within];
            }
        }
        if within == 0 {
            let from = at.saturating_sub(3);
            let group_is_empty = digits[from..=at].chars().all(|c| c == '0');
            if !group_is_empty {
                out += GROUPS[group];
            }
        }
    }
    out
}

/// A number with its decimals: `215.90` → 二百一十五点九. Zeros that say nothing are left out.
pub(super) fn decimal(whole: &str, decimals: &str) -> String {
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() {
        integer(whole)
    } else {
        format!("{}点{}", integer(whole), one_by_one(decimals))
    }
}

/// An amount of yuan: `1234567.89` → 一百二十三万四千五百六十七元八角九分. More than two decimals
/// are no coins and are said as such.
pub(super) fn yuan(whole: &str, decimals: &str) -> String {
    if decimals.trim_end_matches('0').len() > 2 {
        return decimal(whole, decimals) + "元";
    }
    let coin = |at: usize| decimals.chars().nth(at).and_then(|c| c.to_digit(10));
    let (jiao, fen) = (coin(0).unwrap_or(0), coin(1).unwrap_or(0));
    let is_whole = !whole.trim_start_matches('0').is_empty();
    let mut out = String::new();
    if is_whole || (jiao, fen) == (0, 0) {
        out += &integer(whole);
        out.push('元');
    }
    if jiao > 0 {
        out.push(DIGITS[jiao as usize]);
        out.push('角');
    } else if fen > 0 && is_whole {
        out.push('零');
    }
    if fen > 0 {
        out.push(DIGITS[fen as usize]);
        out.push('分');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers() {
        for (digits, said) in [
            ("0", "零"),
            ("7", "七"),
            ("10", "十"),
            ("15", "十五"),
            ("110", "一百一十"),
            ("105", "一百零五"),
            ("1005", "一千零五"),
            ("1050", "一千零五十"),
            ("10000", "一万"),
            ("10005", "一万零五"),
            ("150000", "十五万"),
            ("100500", "十万零五百"),
            ("1234567", "一百二十三万四千五百六十七"),
            ("20000000", "二千万"),
            ("100000000", "一亿"),
            ("100000005", "一亿零五"),
            ("120030000", "一亿二千零三万"),
            ("1000000000000", "一万亿"),
            ("007", "七"),
            ("12345678901234567", "一二三四五六七八九零一二三四五六七"),
        ] {
            assert_eq!(integer(digits), said, "{digits}");
        }
    }

    #[test]
    fn amounts_of_yuan() {
        for (whole, decimals, said) in [
            ("1234567", "89", "一百二十三万四千五百六十七元八角九分"),
            ("5", "", "五元"),
            ("5", "00", "五元"),
            ("5", "05", "五元零五分"),
            ("5", "5", "五元五角"),
            ("0", "50", "五角"),
            ("0", "08", "八分"),
            ("0", "", "零元"),
            ("1", "2345", "一点二三四五元"),
        ] {
            assert_eq!(yuan(whole, decimals), said, "{whole}.{decimals}");
        }
    }

    #[test]
    fn a_telephone_says_yao() {
        assert_eq!(telephone("12345"), "幺二三四五");
        assert_eq!(one_by_one("441500"), "四四一五零零");
    }
}
