//! What a text sounds like when it is read aloud (朗读): amounts, dates, codes and telephone numbers
//! in words, so that every Mandarin voice says the same. Only writes words; who speaks them is the
//! app's business.

mod code;
mod number;
mod sentence;
mod written;

pub use sentence::{BREATH, sentences};

use written::Reader;

/// A text as it is to be said. What needs no other words stays as it is.
///
/// `1234567.89元` → 一百二十三万四千五百六十七元八角九分, `2026-11-25` → 2026年11月25日, `441500` →
/// 四四一五零零, `87.5%` → 百分之八十七点五.
pub fn spoken(text: &str) -> String {
    let text: Vec<char> = plain(text);
    Reader::new(&text).read()
}

/// Full-width letters and digits as plain ones, and no spaces inside of numbers.
fn plain(text: &str) -> Vec<char> {
    let folded = text.chars().map(|c| match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)
        }
        '％' => '%',
        '．' => '.',
        '－' | '–' | '−' => '-',
        '～' | '∼' => '~',
        '￥' => '¥',
        '\u{3000}' | '\u{a0}' => ' ',
        c => c,
    });
    // The app's own narrow space between groups of digits.
    folded.filter(|c| *c != '\u{202f}').collect()
}

#[cfg(test)]
mod tests {
    use super::spoken;

    fn check(table: &[(&str, &str)]) {
        for (written, said) in table {
            assert_eq!(spoken(written), *said, "{written}");
        }
    }

    #[test]
    fn amounts() {
        check(&[
            ("1234567.89元", "一百二十三万四千五百六十七元八角九分"),
            ("1,234,567.89元", "一百二十三万四千五百六十七元八角九分"),
            (
                "2\u{202f}159\u{202f}123.45\u{202f}元",
                "二百一十五万九千一百二十三元四角五分",
            ),
            ("预算 215.91万元", "预算 二百一十五点九一万元"),
            ("约1.2亿元", "约一点二亿元"),
            ("¥3,000", "三千元"),
            ("￥0.50", "五角"),
            ("¥3万", "三万元"),
            ("人民币5000000.00元整", "人民币五百万元整"),
            ("−12.5元", "负十二元五角"),
            ("10-20万元", "十到二十万元"),
            ("3.5~4.2亿元", "三点五到四点二亿元"),
            ("0660.5元/㎡", "六百六十元五角每平方米"),
            ("5元/吨", "五元每吨"),
        ]);
    }

    #[test]
    fn days_and_times() {
        check(&[
            ("2026-11-25", "2026年11月25日"),
            ("2026/1/5", "2026年1月5日"),
            ("2026.01.05", "2026年1月5日"),
            ("2026年11月25日", "2026年11月25日"),
            ("2026-11-25 09:30", "2026年11月25日 9点30分"),
            ("2026-11-25T17:00:00", "2026年11月25日 17点"),
            ("09:05截止", "9点05分截止"),
            ("2026-11-25至2026-12-01", "2026年11月25日至2026年12月1日"),
            ("2024-2026年", "2024到2026年"),
            ("2026-13-45", "二零二六杠一三杠四五"),
            ("比例1:500", "比例一比五百"),
        ]);
    }

    #[test]
    fn codes_and_documents() {
        check(&[
            ("441500", "四四一五零零"),
            ("邮编516600", "邮编五一六六零零"),
            (
                "91441500MA4UKQ8L3X",
                "九一四四一五零零 M A 四 U K Q 八 L 三 X",
            ),
            ("441523-2026-02198", "四四一五二三杠二零二六杠零二一九八"),
            ("JG2026-1234", "J G 二零二六杠一二三四"),
            (
                "(2026)粤0103执1234号",
                "二零二六年粤零一零三执一千二百三十四号",
            ),
            ("汕府〔2026〕12号", "汕府二零二六年十二号"),
            ("汕公易 [2026]7号", "汕公易 二零二六年七号"),
            ("GB/T 37668-2019", "G B、T 三七六六八杠二零一九"),
            ("编号：1203", "编号：一二零三"),
            ("见 https://example.org/a?b=1 。", "见 网址 。"),
        ]);
    }

    #[test]
    fn telephones() {
        check(&[
            ("0660-3361234", "零六六零，三三六幺二三四"),
            ("13912345678", "幺三九，幺二三四，五六七八"),
            ("400-1234-567", "四零零，幺二三四，五六七"),
            ("也可拨打 12345", "也可拨打 幺二三四五"),
            ("电话：3361234转8", "电话：三三六幺二三四转八"),
        ]);
    }

    #[test]
    fn rates_ranges_and_abbreviations() {
        check(&[
            ("87.5%", "百分之八十七点五"),
            ("下浮3%-5%", "下浮百分之三到百分之五"),
            ("-5％", "负百分之五"),
            ("5‰", "千分之五"),
            ("占地1200㎡", "占地一千二百平方米"),
            ("110kV变电站", "一百一十千伏变电站"),
            ("长12.5km", "长十二点五公里"),
            ("EPC总承包", "E P C 总承包"),
            ("PPP项目", "P P P 项目"),
            ("≥3年", "不少于三年"),
            ("3×200米", "三乘二百米"),
            ("第1标段", "第一标段"),
            ("26 条 · 与您有关 0 条", "二十六 条，与您有关 零 条"),
            ("招标公告——汕尾", "招标公告，汕尾"),
            ("污水厂-设计", "污水厂，设计"),
            ("Haifeng water", "Haifeng water"),
        ]);
    }

    #[test]
    fn whatever_comes_something_is_said_and_nothing_panics() {
        for text in [
            "", "-", "1.", ".5", "1..2", "(20", "2026-", "%", "¥", "a-", "99:99", "1,2,3", "\u{0}",
        ] {
            spoken(text);
        }
        assert_eq!(spoken("1.5.2条"), "一点五点二条");
        assert_eq!(spoken("1,2,3"), "一,二,三");
    }
}
