//! A text cut into what is said in one breath.

use super::spoken;
use std::ops::Range;

/// Characters said at once at most. Voices stop in silence when they speak for longer than a
/// quarter of a minute, and a sentence of a notice may go on for a page.
pub const BREATH: usize = 60;

/// The sentences of a text, as ranges of its bytes, each short enough for one breath. What says
/// nothing (blank, only marks) is in none.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for whole in cut(text, 0..text.len(), ends_sentence) {
        if fits(&text[whole.clone()]) {
            out.push(whole);
            continue;
        }
        // Clauses, joined again as long as they fit.
        let mut open: Option<Range<usize>> = None;
        for clause in cut(text, whole, ends_clause) {
            for part in crumble(text, clause) {
                open = match open {
                    Some(before) if fits(&text[before.start..part.end]) => {
                        Some(before.start..part.end)
                    }
                    before => {
                        out.extend(before);
                        Some(part)
                    }
                };
            }
        }
        out.extend(open);
    }
    out.retain(|range| text[range.clone()].chars().any(char::is_alphanumeric));
    for range in &mut out {
        let part = &text[range.clone()];
        let start = part.len() - part.trim_start().len();
        range.end = range.start + part.trim_end().len();
        range.start += start;
    }
    out
}

fn fits(text: &str) -> bool {
    // What is shorter in writing is only sometimes shorter when said.
    text.chars().count() <= BREATH && spoken(text).chars().count() <= BREATH
}

/// Cuts after every mark that ends something; `ends` also sees the characters around.
fn cut(
    text: &str,
    range: Range<usize>,
    ends: fn(before: Option<char>, mark: char, after: Option<char>) -> bool,
) -> Vec<Range<usize>> {
    let part = &text[range.clone()];
    let (mut out, mut start, mut before) = (Vec::new(), range.start, None);
    for (at, mark) in part.char_indices() {
        let end = range.start + at + mark.len_utf8();
        if ends(before, mark, text[end..].chars().next()) {
            out.push(start..end);
            start = end;
        }
        before = Some(mark);
    }
    if start < range.end {
        out.push(start..range.end);
    }
    out
}

fn ends_sentence(before: Option<char>, mark: char, after: Option<char>) -> bool {
    match mark {
        // A closing quotation mark belongs to what it closes.
        '。' | '！' | '？' | '；' | '!' | '?' | ';' => {
            !matches!(after, Some('”' | '’' | '」' | '）'))
        }
        '”' | '’' | '」' | '）' => matches!(before, Some('。' | '！' | '？' | '；')),
        '\n' => true,
        '.' => after.is_none_or(char::is_whitespace) && before.is_some_and(|c| !c.is_ascii_digit()),
        _ => false,
    }
}

fn ends_clause(_: Option<char>, mark: char, after: Option<char>) -> bool {
    match mark {
        '，' | '、' | '：' | '）' => true,
        ',' | ':' | ' ' => after.is_none_or(|c| !c.is_ascii_digit()),
        _ => false,
    }
}

/// A clause that is too long is cut between two characters that belong to no number or word.
fn crumble(text: &str, clause: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = clause.start;
    while !fits(&text[start..clause.end]) {
        let part = &text[start..clause.end];
        let glued =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ',' | '\u{202f}');
        let mut best = None;
        let mut before = None;
        for (count, (at, c)) in part.char_indices().enumerate() {
            let loose = before.is_none_or(|b: char| !(glued(b) && glued(c)));
            if at > 0 && (loose || count >= BREATH) {
                if !fits(&part[..at]) {
                    break;
                }
                best = Some(at);
            }
            before = Some(c);
        }
        // A single word that takes longer than a breath: half as many characters.
        let least = || {
            part.char_indices()
                .nth(BREATH / 2)
                .map_or(part.len(), |(at, _)| at)
        };
        let end = start + best.unwrap_or_else(least);
        out.push(start..end);
        start = end;
    }
    if start < clause.end {
        out.push(start..clause.end);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn a_text_is_cut_where_a_reader_breathes() {
        assert_eq!(
            parts("预算为1234.5元。请于2026-11-25前报名！（逾期不受理。）\n联系人：甲；"),
            [
                "预算为1234.5元。",
                "请于2026-11-25前报名！",
                "（逾期不受理。）",
                "联系人：甲；"
            ]
        );
        assert_eq!(
            parts("他说：“可以。”就这样。"),
            ["他说：“可以。”", "就这样。"]
        );
        assert_eq!(parts(" — 。\n\n"), [""; 0]);
        assert_eq!(parts("See item 1.5. Then go."), ["See item 1.5. Then go."]);
    }

    #[test]
    fn nothing_takes_longer_than_a_breath_and_nothing_is_lost() {
        let clause = "投标人应当具备建筑工程施工总承包二级以上资质";
        let long = [
            format!("{}。", [clause; 9].join("，")),
            clause.repeat(9),
            "9".repeat(400),
            "合同金额123456789.01元".repeat(20),
            format!("甲{}乙", "A1-".repeat(200)),
        ];
        for text in long {
            let found = sentences(&text);
            assert!(found.len() > 1, "{text}");
            let mut end = 0;
            for range in found {
                assert_eq!(range.start, end, "{text}");
                end = range.end;
                let said = spoken(&text[range]);
                assert!(said.chars().count() <= 2 * BREATH, "{said}");
            }
            assert_eq!(end, text.len());
        }
    }

    #[test]
    fn a_number_is_not_cut_in_two() {
        let text = "金额".to_owned() + &"为1234567.89元和".repeat(12);
        for part in parts(&text) {
            assert!(
                !part.starts_with(|c: char| c.is_ascii_digit() || c == '.'),
                "{part}"
            );
        }
    }
}
