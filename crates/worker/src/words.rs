//! The words of a notification, in the language of the page. Facts come from the device's own
//! copy; a push carries none.

use chrono::{NaiveDateTime, Timelike};
use record::follow::{Alert, Class};

/// A notification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its heading.
    pub title: String,
    /// Its text.
    pub body: String,
    /// The page that it opens, relative to the app's base.
    pub page: String,
}

/// The page of what is followed.
const FOLLOW: &str = "follow";
/// The page of one notice.
const NOTICE: &str = "notice";
/// Titles that a notification names.
const NAMED: usize = 3;

/// What a check found.
#[derive(Clone, Copy, Debug, Default)]
pub struct Found<'f> {
    /// Alerts that no notification has told.
    pub alerts: &'f [Alert],
    /// All that were not read: this notification replaces the last, and may not hide what that
    /// said.
    pub unread: &'f [Alert],
    /// How many changes there were in all, where that is known.
    pub news: Option<usize>,
    /// Whether something could not be compared.
    pub partly: bool,
}

/// What a check found, in words.
pub fn checked(english: bool, found: Found<'_>, at: NaiveDateTime) -> Notice {
    let Found { alerts, unread, .. } = found;
    let clock = format!("{:02}:{:02}", at.hour(), at.minute());
    let is_new = !alerts.is_empty();
    let shown = if is_new { alerts } else { unread };
    let Some(last) = shown.last() else {
        return nothing(english, &clock, found);
    };
    let count = shown.len();
    let title = match (is_new, count, english) {
        (true, 1, _) => class(last.class, english).to_owned(),
        (true, _, true) => format!("{count} changes in what you follow"),
        (true, _, false) => format!("与你有关 {count} 条"),
        (false, _, true) => format!("Checked at {clock} · {count} unread"),
        (false, _, false) => format!("今日已核对 {clock} · 未读 {count} 条"),
    };
    let line = |alert: &Alert| {
        let class = class(alert.class, english);
        match (is_new && count == 1, alert.title.is_empty()) {
            (_, true) => class.to_owned(),
            (true, _) => alert.title.clone(),
            _ => format!("{class}：{}", alert.title),
        }
    };
    let mut body: Vec<String> = shown.iter().rev().take(NAMED).map(line).collect();
    if count > NAMED {
        body.push("…".into());
    }
    let others = unread.len().saturating_sub(count);
    if others > 0 {
        body.push(if english {
            format!("{others} more unread")
        } else {
            format!("另有 {others} 条未读")
        });
    }
    if found.partly {
        body.push(partly(english).into());
    }
    let page = match (count, last.notice) {
        (1, Some(notice)) if others == 0 => format!("{NOTICE}/{notice}"),
        _ => FOLLOW.into(),
    };
    Notice {
        title,
        body: body.join("\n"),
        page,
    }
}

const fn partly(english: bool) -> &'static str {
    if english {
        "Not everything could be compared: open to see."
    } else {
        "有一部分未能核对，请打开查看。"
    }
}

fn nothing(english: bool, clock: &str, found: Found<'_>) -> Notice {
    let came = match (found.news, english) {
        (None, _) => String::new(),
        (Some(n), true) => format!(" · {n} changes in all"),
        (Some(n), false) => format!(" · {n} 条新变化"),
    };
    let (title, body) = if english {
        (
            format!("Checked at {clock}"),
            format!("0 of what you follow{came}"),
        )
    } else {
        (
            format!("今日已核对 {clock}"),
            format!("与你有关 0 条{came}"),
        )
    };
    let body = if found.partly {
        format!("{body}\n{}", partly(english))
    } else {
        body
    };
    Notice {
        title,
        body,
        page: FOLLOW.into(),
    }
}

/// That checks have failed for a week (rule 4).
pub fn failing(english: bool, days: i64) -> Notice {
    let (title, body) = if english {
        (
            "Could not check",
            format!(
                "Nothing could be compared for {days} days: the publisher was not reached, or the app must be updated. That is not the same as nothing new."
            ),
        )
    } else {
        (
            "未能核对",
            format!("已有 {days} 天没能核对：连不上发布网站，或应用需要更新。这不等于没有新公告。"),
        )
    };
    Notice {
        title: title.into(),
        body,
        page: FOLLOW.into(),
    }
}

/// That a push came and this device could not compare.
pub fn unchecked(is_english: bool) -> Notice {
    let (title, body) = if is_english {
        (
            "Gongkai",
            "New notices were published. This device could not compare them; open to check.",
        )
    } else {
        ("公开", "有新公告，本机未能核对，请打开查看。")
    };
    Notice {
        title: title.into(),
        body: body.into(),
        page: FOLLOW.into(),
    }
}

/// A class of change in a few words.
pub const fn class(class: Class, is_english: bool) -> &'static str {
    let (zh, en) = match class {
        Class::Notice => ("新公告", "New notice"),
        Class::Candidates => ("中标候选人", "Candidates"),
        Class::Award => ("中标结果", "Award"),
        Class::Contract => ("合同", "Contract"),
        Class::Implementation => ("履约验收", "Acceptance"),
        Class::Amendment => ("澄清更正", "Amendment"),
        Class::Cancelled => ("终止、流标", "Cancelled"),
        Class::Deadline => ("截止时间改了", "Deadline changed"),
        Class::Amount => ("金额改了", "Amount changed"),
        Class::Text => ("文字改了", "Text changed"),
        Class::Listed => ("列入黑名单", "Blacklisted"),
        Class::Delisted => ("撤下或到期", "Taken off the blacklist"),
    };
    if is_english { en } else { zh }
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::NoticeId;

    fn alert(class: Class, title: &str) -> Alert {
        let mut alert = Alert::new(class, "P1".into(), NaiveDateTime::default());
        alert.title = title.into();
        alert.notice = Some(NoticeId::from_bits(7));
        alert
    }

    fn said(english: bool, alerts: &[Alert], unread: &[Alert], news: Option<usize>) -> Notice {
        let found = Found {
            alerts,
            unread,
            news,
            partly: false,
        };
        checked(english, found, NaiveDateTime::default())
    }

    #[test]
    fn one_change_is_named_and_opens_its_notice() {
        let award = [alert(Class::Award, "海丰县污水管网工程")];
        let one = said(false, &award, &award, Some(12));
        assert_eq!(
            (&*one.title, &*one.body),
            ("中标结果", "海丰县污水管网工程")
        );
        assert_eq!(one.page, format!("notice/{}", NoticeId::from_bits(7)));
        let two = [award[0].clone(), alert(Class::Listed, "")];
        let many = said(true, &two, &two, None);
        assert_eq!(many.title, "2 changes in what you follow");
        assert_eq!(many.body, "Blacklisted\nAward：海丰县污水管网工程");
        assert_eq!(many.page, "follow");
        // What the last notification said is not hidden.
        let more = said(false, &award, &two, None);
        assert_eq!(more.body, "海丰县污水管网工程\n另有 1 条未读");
        assert_eq!(more.page, "follow");
    }

    #[test]
    fn nothing_is_said_as_nothing_and_hides_no_unread_one() {
        let none = said(false, &[], &[], Some(12));
        assert_eq!(
            (&*none.title, &*none.body),
            ("今日已核对 00:00", "与你有关 0 条 · 12 条新变化")
        );
        let still = said(false, &[], &[alert(Class::Award, "甲")], None);
        assert_eq!(
            (&*still.title, &*still.body),
            ("今日已核对 00:00 · 未读 1 条", "中标结果：甲")
        );
        let partly = Found {
            partly: true,
            ..Found::default()
        };
        let partly = checked(false, partly, NaiveDateTime::default());
        assert!(partly.body.contains("一部分未能核对"));
    }
}
