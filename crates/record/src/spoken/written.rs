//! Reads the written forms one after the other, and says each in words.

use super::number::{decimal, integer, one_by_one, yuan};

/// What can be counted: a number of any length before one of these is a quantity.
pub(super) const COUNTED: &str = "元万亿个人条名项家户套台件天日月周年次分秒时点米公里亩平立方吨千克升度号位期标层楼间辆株棵座处份批页美港欧多余整";
/// Units and signs written in Latin letters or as one sign, longest first.
const UNITS: [(&str, &str); 22] = [
    ("km²", "平方公里"),
    ("km2", "平方公里"),
    ("kVA", "千伏安"),
    ("kWh", "千瓦时"),
    ("m²", "平方米"),
    ("m2", "平方米"),
    ("M2", "平方米"),
    ("m³", "立方米"),
    ("m3", "立方米"),
    ("M3", "立方米"),
    ("km", "公里"),
    ("kg", "千克"),
    ("kV", "千伏"),
    ("KV", "千伏"),
    ("kW", "千瓦"),
    ("KW", "千瓦"),
    ("MW", "兆瓦"),
    ("mm", "毫米"),
    ("cm", "厘米"),
    ("㎡", "平方米"),
    ("㎥", "立方米"),
    ("℃", "摄氏度"),
];

/// A text being read.
pub(super) struct Reader<'t> {
    pub(super) text: &'t [char],
    pub(super) at: usize,
    pub(super) out: String,
    /// Whether what was said last is a number, so that a stroke after it means "to".
    pub(super) after_number: bool,
}

impl<'t> Reader<'t> {
    pub(super) const fn new(text: &'t [char]) -> Self {
        Self {
            text,
            at: 0,
            out: String::new(),
            after_number: false,
        }
    }

    pub(super) fn read(mut self) -> String {
        while let Some(c) = self.peek(0) {
            let taken = match c {
                '0'..='9' => {
                    self.date() || self.time() || self.phone() || self.code() || self.quantity()
                }
                'a'..='z' | 'A'..='Z' => self.address() || self.code() || self.word(),
                '(' | '（' | '[' | '〔' | '【' => self.bracketed_year(),
                '¥' => self.quantity(),
                _ => false,
            };
            if !taken {
                self.sign(c);
            }
        }
        self.out
    }

    pub(super) fn peek(&self, ahead: usize) -> Option<char> {
        self.text.get(self.at + ahead).copied()
    }

    pub(super) fn before(&self) -> Option<char> {
        self.at
            .checked_sub(1)
            .and_then(|at| self.text.get(at))
            .copied()
    }

    /// The characters from here on that are of a kind.
    pub(super) fn run(&self, from: usize, is: impl Fn(char) -> bool) -> String {
        let rest = self.text.get(self.at + from..).unwrap_or_default();
        rest.iter().copied().take_while(|c| is(*c)).collect()
    }

    pub(super) fn digits(&self, from: usize) -> String {
        self.run(from, |c| c.is_ascii_digit())
    }

    fn starts(&self, from: usize, word: &str) -> bool {
        word.chars()
            .enumerate()
            .all(|(n, c)| self.peek(from + n) == Some(c))
    }

    pub(super) fn say(&mut self, words: &str, length: usize) -> bool {
        self.out += words;
        self.at += length;
        true
    }

    /// `2026-11-25`, with strokes of any kind.
    fn date(&mut self) -> bool {
        let year = self.digits(0);
        let Some(stroke @ ('-' | '/' | '.')) = self.peek(4) else {
            return false;
        };
        let month = self.digits(5);
        if year.len() != 4 || self.peek(5 + month.len()) != Some(stroke) {
            return false;
        }
        let day = self.digits(6 + month.len());
        let valid = |text: &str, most: u32| {
            (1..=2).contains(&text.len())
                && text.parse().is_ok_and(|n: u32| (1..=most).contains(&n))
        };
        let is_year = year.starts_with("19") || year.starts_with("20");
        if !is_year || !valid(&month, 12) || !valid(&day, 31) {
            return false;
        }
        let length = 6 + month.len() + day.len();
        let bare = |text: &str| text.trim_start_matches('0').to_owned();
        let said = format!("{year}年{}月{}日", bare(&month), bare(&day));
        self.say(&said, length);
        if self.peek(0) == Some('T') && self.peek(1).is_some_and(|c| c.is_ascii_digit()) {
            self.say(" ", 1);
        }
        self.after_number = false;
        true
    }

    /// `09:30`, also with seconds.
    fn time(&mut self) -> bool {
        let hour = self.digits(0);
        let minute = self.digits(hour.len() + 1);
        let is_time = self
            .peek(hour.len())
            .is_some_and(|c| matches!(c, ':' | '：'))
            && hour.len() <= 2
            && minute.len() == 2
            && hour.parse().is_ok_and(|h: u32| h <= 24)
            && minute.parse().is_ok_and(|m: u32| m < 60);
        if !is_time {
            return false;
        }
        let mut length = hour.len() + 3;
        let second = self.digits(length + 1);
        let has_second = self.peek(length) == Some(':') && second.len() == 2;
        length += if has_second { 3 } else { 0 };
        let bare = hour.trim_start_matches('0');
        let bare = if bare.is_empty() { "0" } else { bare };
        let mut said = format!("{bare}点");
        if minute != "00" || (has_second && second != "00") {
            said += &format!("{minute}分");
        }
        if has_second && second != "00" {
            said += &format!("{second}秒");
        }
        self.after_number = false;
        self.say(&said, length)
    }

    /// The length of the number here, with groups and decimals.
    pub(super) fn number_length(&self) -> usize {
        self.number().2
    }

    /// The number here: whole part, decimals, length as written.
    fn number(&self) -> (String, String, usize) {
        let mut whole = self.digits(0);
        let mut length = whole.len();
        // Groups of three after the first, as in 1,234,567.
        if (1..=3).contains(&whole.len()) {
            while self.peek(length) == Some(',') && self.digits(length + 1).len() == 3 {
                whole += &self.digits(length + 1);
                length += 4;
            }
        }
        let mut decimals = String::new();
        if self.peek(length) == Some('.') {
            decimals = self.digits(length + 1);
            if !decimals.is_empty() {
                length += 1 + decimals.len();
            }
        }
        (whole, decimals, length)
    }

    /// The unit that stands so far ahead: its words and its length.
    pub(super) fn unit(&self, from: usize) -> Option<(&'static str, usize)> {
        let from = if self.peek(from) == Some(' ') {
            from + 1
        } else {
            from
        };
        let (written, said) = UNITS
            .iter()
            .find(|(written, _)| self.starts(from, written))?;
        let length = written.chars().count();
        // Not the beginning of a longer word.
        let next = self.peek(from + length);
        (!next.is_some_and(|c| c.is_ascii_alphanumeric())).then_some((*said, from + length))
    }

    /// A number with what it counts.
    fn quantity(&mut self) -> bool {
        let sign = usize::from(self.peek(0) == Some('¥'));
        self.at += sign;
        let (whole, decimals, mut length) = self.number();
        if whole.is_empty() {
            self.at -= sign;
            return false;
        }
        let next = self.peek(length);
        let after = if next == Some(' ') {
            length + 1
        } else {
            length
        };
        let said = match next {
            Some('%') => {
                length += 1;
                format!("百分之{}", decimal(&whole, &decimals))
            }
            Some('‰') => {
                length += 1;
                format!("千分之{}", decimal(&whole, &decimals))
            }
            // A year is said by every voice as one.
            Some('年') if whole.len() == 4 && decimals.is_empty() => whole,
            Some('-' | '~') if self.leads_to_year(length) => whole,
            Some('年' | '月' | '日' | '时' | '点' | '分' | '秒')
                if decimals.is_empty() && whole.len() <= 2 && self.is_in_date() =>
            {
                whole
            }
            _ if self.peek(after) == Some('元') => {
                length = after + 1;
                yuan(&whole, &decimals)
            }
            _ if sign == 1 && !matches!(next, Some('万' | '亿')) => yuan(&whole, &decimals),
            _ if sign == 1 => {
                let unit = next.map(String::from).unwrap_or_default();
                length += 1;
                length += usize::from(self.peek(length) == Some('元'));
                format!("{}{unit}元", decimal(&whole, &decimals))
            }
            Some(':') if self.peek(length + 1).is_some_and(|c| c.is_ascii_digit()) => {
                length += 1;
                format!("{}比", decimal(&whole, &decimals))
            }
            _ => match self.unit(length) {
                Some((unit, end)) => {
                    length = end;
                    decimal(&whole, &decimals) + unit
                }
                // 1.5.2 is no decimal: its parts are said as they stand.
                None if decimals.starts_with('0') || self.peek(length) == Some('.') => {
                    format!("{}点{}", integer(&whole), one_by_one(&decimals))
                }
                None => decimal(&whole, &decimals),
            },
        };
        self.after_number = true;
        self.say(&said, length)
    }

    /// Whether a stroke here leads from one year to another.
    fn leads_to_year(&self, from: usize) -> bool {
        let next = self.digits(from + 1);
        from == 4 && next.len() == 4 && self.peek(from + 5) == Some('年')
    }

    /// Whether the number here is a part of a written date, 2026年11月25日: those are said right.
    fn is_in_date(&self) -> bool {
        matches!(self.before(), Some('年' | '月' | '日' | '时' | '点'))
            || self.peek(1) == Some('月')
            || self.peek(2) == Some('月')
    }

    /// One character that is neither letter nor digit.
    fn sign(&mut self, c: char) {
        let before_number = self.peek(1).is_some_and(|c| c.is_ascii_digit());
        let unit = self.unit(0);
        let said = match c {
            '-' | '~' if self.after_number && before_number => "到",
            '.' if self.after_number && before_number => "点",
            '-' if before_number && !self.before().is_some_and(char::is_alphanumeric) => "负",
            '-' | '—' | '~' if self.out.ends_with('，') || self.out.is_empty() => "",
            '-' | '—' | '~' | '|' => "，",
            '·' => {
                let end = self.out.trim_end().len();
                self.out.truncate(end);
                self.at += usize::from(self.peek(1) == Some(' '));
                "，"
            }
            '/' if self.before().is_some_and(|c| "元吨米人次".contains(c)) => "每",
            '/' => "、",
            '≥' => "不少于",
            '≤' => "不超过",
            '×' | '*' if self.after_number && before_number => "乘",
            '±' => "正负",
            '+' if before_number => "加",
            '&' => "和",
            '*' | '#' | '_' | '<' | '>' | '\\' | '^' | '=' | '￥' | '¥' => "",
            '\0' => "",
            _ => {
                if let Some((unit, length)) = unit {
                    self.say(unit, length);
                } else {
                    self.say(&c.to_string(), 1);
                }
                // A unit or a word may stand between the numbers of a range.
                self.after_number &= c == '万' || c == '亿' || c == '元' || c == '米';
                return;
            }
        };
        self.after_number &= said == "到" || said == "乘";
        self.say(said, 1);
    }
}
