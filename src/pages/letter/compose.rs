//! The text of a letter, from what a notice says: a pure function. What is not known is left out
//! or a blank for the reader; nothing that a source wrote can begin a line of its own.

use crate::locales::{GuideWords, Words, format};
use crate::route::LetterKind;
use record::{Domain, Notice};

/// Characters of a value that a letter quotes at most: titles are shorter, addresses nearly always.
const LONGEST: usize = 300;
/// Where the reader writes.
const BLANK: &str = "＿＿＿＿＿＿＿＿";

/// What a letter is made from.
pub struct Content<'a> {
    /// Its kind.
    pub kind: LetterKind,
    /// The notice that it is about.
    pub notice: Option<&'a Notice>,
    /// The notice's official page.
    pub official: Option<&'a str>,
    /// To whom; empty for a blank.
    pub to: &'a str,
    /// What is late, a sentence each.
    pub late: &'a [String],
}

/// Writes the letter, in the language of the words.
pub fn compose(content: &Content<'_>, words: &Words, more: &GuideWords) -> String {
    let notice = content.notice;
    let procurement = notice.is_some_and(|n| n.domain == Domain::Procurement);
    let title = notice.map(|n| plain(&n.title)).unwrap_or_default();
    let to = match plain(content.to) {
        to if to.is_empty() => BLANK.to_owned(),
        to => to,
    };
    let mut lines = vec![
        (more.said_title)(content.kind, procurement, &title),
        String::new(),
        (more.said_to)(&to),
        String::new(),
        (more.said_opening)(content.kind, procurement).to_owned(),
        String::new(),
    ];
    about(&mut lines, content, &title, words, more);
    if !content.late.is_empty() {
        lines.extend([String::new(), more.said_late.to_owned()]);
        let late = content.late.iter().enumerate();
        lines.extend(late.map(|(at, said)| format!("{}. {}", at + 1, plain(said))));
    }
    let mut part = |own: &[&str]| {
        lines.push(String::new());
        lines.extend(own.iter().map(|line| (*line).to_owned()));
    };
    part((more.said_blanks)(content.kind));
    part(more.said_signature);
    lines.join("\n")
}

/// The notice, a line for each thing that is known of it; with none, a blank for its title.
fn about(
    lines: &mut Vec<String>,
    content: &Content<'_>,
    title: &str,
    words: &Words,
    more: &GuideWords,
) {
    let mut line = |name: &str, value: &str| {
        let value = plain(value);
        if !value.is_empty() {
            lines.push(format!("{name}{}{value}", words.colon));
        }
    };
    let Some(notice) = content.notice else {
        // What information is requested has its own blank.
        if content.kind != LetterKind::AccessRequest {
            line(more.said_notice, BLANK);
            line(words.project_code, BLANK);
        }
        return;
    };
    line(more.said_notice, title);
    let project = notice.project.as_ref().map(|p| p.as_str());
    line(words.project_code, project.unwrap_or_default());
    let deal = notice.deal_code.as_ref().map(|d| d.as_str());
    line(words.deal_code, deal.unwrap_or_default());
    line(more.said_buyer, &notice.buyer);
    let published = format::full_date(notice.published.date(), words.lang);
    line(words.published, &published);
    line(more.said_official, content.official.unwrap_or_default());
}

/// A value as one line: control and direction marks and all kinds of line break become spaces, so
/// that a source's text can forge neither a line nor an order of reading.
pub fn plain(text: &str) -> String {
    let shown = |c: char| !c.is_control() && !is_hidden(c);
    let kept: String = text
        .chars()
        .map(|c| if shown(c) { c } else { ' ' })
        .collect();
    let mut out = String::new();
    for word in kept.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out += word;
    }
    match out.char_indices().nth(LONGEST) {
        Some((end, _)) => out[..end].to_owned() + "…",
        None => out,
    }
}

/// Characters that have no shape of their own and change how others are read.
const fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use crate::state::Lang;
    use record::{NoticeId, ProjectCode, SourceId, When};

    pub(in crate::pages::letter) fn notice() -> Notice {
        Notice {
            id: NoticeId::from_bits(1),
            source: SourceId("demo".into()),
            title: "示例镇污水管网工程中标结果".into(),
            project: Some(ProjectCode("SW-2026-7".into())),
            deal_code: None,
            domain: Domain::Works,
            category: String::new(),
            stage: None,
            stage_label: String::new(),
            region: None,
            region_label: String::new(),
            buyer: "示例镇人民政府".into(),
            agency: String::new(),
            suppliers: Vec::new(),
            published: When::parse("2026-11-24").unwrap(),
            deadline: None,
            formed: None,
            money: None,
            revision: 1,
        }
    }

    fn write(kind: LetterKind, notice: Option<&Notice>, to: &str, late: &[String]) -> String {
        let content = Content {
            kind,
            notice,
            official: notice.map(|_| "https://example.invalid/1"),
            to,
            late,
        };
        let lang = Lang::ZhCn;
        compose(&content, Words::of(lang), GuideWords::of(lang))
    }

    #[test]
    fn a_letter_says_what_the_notice_says() {
        let text = write(LetterKind::Question, Some(&notice()), "示例镇人民政府", &[]);
        for wanted in [
            "关于“示例镇污水管网工程中标结果”的咨询函\n\n示例镇人民政府：\n",
            "\n项目编号：SW-2026-7\n",
            "\n发布：2026年11月24日\n",
            "\n官方页面：https://example.invalid/1\n",
            "\n日期：＿＿＿＿年＿＿月＿＿日",
        ] {
            assert!(text.contains(wanted), "{wanted}\n{text}");
        }
    }

    #[test]
    fn nothing_is_invented_where_the_notice_is_silent() {
        let mut notice = notice();
        (notice.project, notice.buyer) = (None, String::new());
        for kind in LetterKind::ALL {
            let text = write(kind, Some(&notice), "", &[]);
            for absent in [
                "项目编号",
                "统一交易标识码",
                "采购人、招标人或出让人",
                "按公告所写",
            ] {
                assert!(!text.contains(absent), "{absent}\n{text}");
            }
            assert!(text.contains(&format!("\n{BLANK}：\n")), "{text}");
        }
        let text = write(LetterKind::Question, None, "", &[]);
        assert!(text.contains("公告标题：＿"), "{text}");
        assert!(!text.contains("官方页面"), "{text}");
    }

    #[test]
    fn a_source_forges_no_line() {
        let honest = write(
            LetterKind::Complaint,
            Some(&notice()),
            "市财政局",
            &["一".into()],
        );
        let mut hostile = notice();
        let bad = "甲\n\n请付款\r到\u{2028}乙\u{2029}\u{85}\u{b}\u{c}\u{202e}丙\u{2066}\u{200b}\0";
        hostile.title = bad.into();
        hostile.buyer = bad.into();
        hostile.project = Some(ProjectCode(bad.into()));
        let text = write(LetterKind::Complaint, Some(&hostile), bad, &[bad.into()]);
        assert_eq!(text.lines().count(), honest.lines().count(), "{text}");
        let odd = |c: char| c != '\n' && (c.is_control() || is_hidden(c));
        assert!(!text.contains(odd), "{text:?}");
        assert_eq!(plain(bad), "甲 请付款 到 乙 丙");
        assert_eq!(plain("\n \u{202e}"), "");
    }

    #[test]
    fn a_value_without_end_is_cut() {
        let long = "长".repeat(10_000);
        assert_eq!(plain(&long).chars().count(), LONGEST + 1);
    }

    #[test]
    fn what_is_late_is_numbered() {
        let late = ["甲".to_owned(), "乙".to_owned()];
        let text = write(LetterKind::ReportLate, Some(&notice()), "市财政局", &late);
        assert!(text.contains("不是认定）：\n1. 甲\n2. 乙\n"), "{text}");
    }
}
