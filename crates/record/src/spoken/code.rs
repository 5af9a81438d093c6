//! What is said digit by digit or letter by letter: telephone numbers, codes, names of documents,
//! addresses.

use super::number::{one_by_one, telephone};
use super::written::{COUNTED, Reader};

/// Words before a number that make it a code, to be said digit by digit.
const CODES: [&str; 7] = ["编号", "代码", "编码", "邮编", "账号", "证号", "流水号"];
/// Words before a number that make it a telephone's.
const PHONES: [&str; 7] = ["电话", "热线", "拨打", "手机", "传真", "致电", "联系方式"];
/// How far before a number such a word counts, in characters.
const NEAR: usize = 7;
impl Reader<'_> {
    /// A telephone number, by its form or by the word before it.
    pub(super) fn phone(&mut self) -> bool {
        let all = self.run(0, |c| c.is_ascii_digit() || c == '-');
        let all = all.trim_end_matches('-');
        let groups: Vec<usize> = all.split('-').map(str::len).collect();
        let formed = match groups[..] {
            [11] => all.starts_with('1') && !all.starts_with("10") && !all.starts_with("12"),
            [3 | 4, 7 | 8] => all.starts_with('0'),
            [3, 3 | 4, 3 | 4] => all.starts_with("400") || all.starts_with("800"),
            _ => false,
        };
        let named = all.len() >= 3 && self.follows(&PHONES);
        let next = self.peek(all.len());
        if !(formed || named) || next.is_some_and(|c| c.is_ascii_alphanumeric()) {
            return false;
        }
        let length = all.len();
        let said = match groups[..] {
            [11] => format!("{}，{}，{}", &all[..3], &all[3..7], &all[7..]),
            _ => all.replace('-', "，"),
        };
        self.after_number = false;
        self.say(&telephone(&said), length)
    }

    /// Whether one of these words stands shortly before.
    fn follows(&self, words: &[&str]) -> bool {
        let near: String = self.text[self.at.saturating_sub(NEAR)..self.at]
            .iter()
            .collect();
        // Another number in between has taken the word for itself.
        let near = near
            .rsplit(|c: char| c.is_ascii_digit())
            .next()
            .unwrap_or_default();
        words.iter().any(|word| near.contains(word))
    }

    /// A code: letters and digits mixed, groups with strokes, leading zeros, or so many digits
    /// that nothing counts.
    pub(super) fn code(&mut self) -> bool {
        let all = self.run(0, |c| c.is_ascii_alphanumeric() || c == '-');
        let all = all.trim_end_matches('-');
        let groups: Vec<&str> = all.split('-').collect();
        let has_digit = all.contains(|c: char| c.is_ascii_digit());
        let has_letter = all.contains(|c: char| c.is_ascii_alphabetic());
        if !has_digit || (has_letter && self.unit(self.number_length()).is_some()) {
            return false;
        }
        let next = self.peek(all.len());
        let counted = next == Some('.')
            || next == Some(',')
            || next.is_some_and(|c| COUNTED.contains(c) || "%‰㎡㎥℃".contains(c));
        let zero = |group: &&str| group.len() > 1 && group.starts_with('0');
        // Leading zeros of an amount say nothing, but in a court's code they do.
        let is_amount = next.is_some_and(|c| "元.%".contains(c));
        let one = has_letter
            || groups.iter().any(zero) && !is_amount
            || all.len() >= 6 && !counted
            || groups.len() == 1 && self.follows(&CODES);
        let is_code = match groups.len() {
            1 => one,
            2 => {
                has_letter
                    || groups.iter().any(zero)
                    || (!counted && groups.iter().any(|g| g.len() > 4))
            }
            _ => true,
        };
        if !is_code {
            return false;
        }
        let said = spelled(all);
        let length = all.len();
        // A letter beside Chinese is said on its own.
        let gap = has_letter && !matches!(next, None | Some(' '));
        let ends_in_letter = all.ends_with(|c: char| c.is_ascii_alphabetic());
        self.say(&said, length);
        if gap && ends_in_letter && next.is_some_and(char::is_alphanumeric) {
            self.out.push(' ');
        }
        self.after_number = false;
        true
    }

    /// `(2026)`, as in the names of documents and judgments.
    pub(super) fn bracketed_year(&mut self) -> bool {
        let year = self.digits(1);
        let is_year = year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
        let closed = matches!(self.peek(5), Some(')' | '）' | ']' | '〕' | '】'));
        if !is_year || !closed {
            return false;
        }
        self.after_number = false;
        self.say(&format!("{}年", one_by_one(&year)), 6)
    }

    /// An address of the web or of mail: nobody can follow one by ear.
    pub(super) fn address(&mut self) -> bool {
        let is_address = |c: char| c.is_ascii_graphic();
        let all = self.run(0, is_address);
        let web = ["http://", "https://", "www."]
            .iter()
            .any(|start| all.starts_with(start));
        let mail = all.contains('@') && all.contains('.');
        if !web && !mail {
            return false;
        }
        let said = if web { "网址" } else { "电子邮箱" };
        self.after_number = false;
        self.say(said, all.chars().count())
    }

    /// Letters: capitals one by one, anything else as a word.
    pub(super) fn word(&mut self) -> bool {
        let all = self.run(0, |c| c.is_ascii_alphabetic());
        let length = all.len();
        let is_short = length <= 5 && all.chars().all(|c| c.is_ascii_uppercase());
        if is_short && length > 0 {
            self.say(&spelled(&all), length);
            if self.peek(0).is_some_and(|c| c.is_alphanumeric()) {
                self.out.push(' ');
            }
        } else {
            self.say(&all, length.max(1));
        }
        self.after_number = false;
        true
    }
}

/// Letters and digits one by one: letters apart, strokes as 杠.
fn spelled(code: &str) -> String {
    let mut out = String::new();
    let mut before: Option<char> = None;
    for c in code.chars() {
        let is_letter = c.is_ascii_alphabetic();
        let touches = before.is_some_and(|b| b != '-' && (is_letter || b.is_ascii_alphabetic()));
        if touches && c != '-' {
            out.push(' ');
        }
        if c == '-' {
            out.push('杠');
        } else {
            out += &one_by_one(&c.to_string());
        }
        before = Some(c);
    }
    out
}
