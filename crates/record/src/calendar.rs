//! Deadlines as a calendar file (RFC 5545) for any calendar program. Only writes; no clock.
//!
//! Own code, since a file of one kind of event is a page of code and the app, which makes such
//! files on the phone, pays for each byte of a library.

use crate::facts::facts;
use crate::{Notice, NoticeId, When};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Timelike};

/// A deadline in a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Whose deadline it is; a calendar that meets it again replaces what it had.
    pub notice: NoticeId,
    /// The deadline.
    pub when: When,
    /// How often it was changed; a calendar heeds only what is not smaller than it had.
    pub sequence: u32,
    /// When that was seen, Beijing time.
    pub stamp: NaiveDateTime,
    /// The line that a calendar shows.
    pub summary: String,
    /// What it shows when the event is opened; lines are parted by line feeds.
    pub description: String,
    /// The page of the notice, absolute.
    pub url: Option<String>,
    /// Whether the transaction has ended without a result, so that nothing is due any more.
    pub cancelled: bool,
}

impl Event {
    /// The deadline of a notice, where it has one. `seen` is when this state of it was first seen;
    /// `region` the region's name; `cancelled` whether the project has ended without a result.
    pub fn of(
        notice: &Notice,
        seen: NaiveDateTime,
        region: Option<&str>,
        url: Option<String>,
        cancelled: bool,
    ) -> Option<Self> {
        let mut lines = facts(notice, region);
        lines.extend(notice.project.iter().map(|code| format!("编号：{code}")));
        lines.push("以官方公告为准。".to_owned());
        let mark = if cancelled { "已终止" } else { "截止" };
        Some(Self {
            notice: notice.id,
            when: notice.deadline?,
            // That it was cancelled is one change more.
            sequence: notice.revision.saturating_sub(1) + u32::from(cancelled),
            stamp: seen,
            summary: format!("{mark}：{}", notice.title),
            description: lines.join("\n"),
            url,
            cancelled,
        })
    }
}

/// Writes a calendar, its events in the order given.
pub fn calendar<'e>(name: &str, events: impl IntoIterator<Item = &'e Event>) -> String {
    let mut out = String::new();
    let mut line = |text: &str| fold(&mut out, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//gongkai//gongkai//ZH");
    line("METHOD:PUBLISH");
    line(&format!("X-WR-CALNAME:{}", escaped(name)));
    // How often to ask again (RFC 7986, 5.7).
    line("REFRESH-INTERVAL;VALUE=DURATION:PT6H");
    // A calendar has at least one component (3.6), also when nothing is due.
    for text in [
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Shanghai",
        "BEGIN:STANDARD",
        "DTSTART:19910915T000000",
        "TZOFFSETFROM:+0800",
        "TZOFFSETTO:+0800",
        "END:STANDARD",
        "END:VTIMEZONE",
    ] {
        line(text);
    }
    for event in events {
        line("BEGIN:VEVENT");
        line(&format!("UID:notice-{}-deadline@gongkai", event.notice));
        line(&format!("SEQUENCE:{}", event.sequence));
        line(&format!("DTSTAMP:{}", utc(event.stamp)));
        match event.when {
            When::Day(first) => {
                // The day on which it ends is not in it (3.6.1).
                let end = first.checked_add_days(Days::new(1)).unwrap_or(first);
                line(&format!("DTSTART;VALUE=DATE:{}", day(first)));
                line(&format!("DTEND;VALUE=DATE:{}", day(end)));
            }
            When::At(at) => line(&format!("DTSTART:{}", utc(at))),
        }
        line(&format!("SUMMARY:{}", escaped(&event.summary)));
        line(&format!("DESCRIPTION:{}", escaped(&event.description)));
        if let Some(url) = &event.url {
            // An address is not escaped (3.3.13); one that would end the line is none.
            if !url.contains(char::is_control) {
                line(&format!("URL:{url}"));
            }
        }
        let status = if event.cancelled {
            "CANCELLED"
        } else {
            "CONFIRMED"
        };
        line(&format!("STATUS:{status}"));
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    out
}

fn day(day: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// Beijing's clock in UTC (3.3.5, form 2).
fn utc(beijing: NaiveDateTime) -> String {
    let at = beijing - TimeDelta::hours(8);
    let (hour, minute, second) = (at.hour(), at.minute(), at.second());
    format!("{}T{hour:02}{minute:02}{second:02}Z", day(at.date()))
}

/// Text as a value (3.3.11). Control characters cannot stand in one and are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Adds a line, cut where it is longer than 75 octets (3.1), never inside a character.
fn fold(out: &mut String, line: &str) {
    const MOST: usize = 75;
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > MOST {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use proptest::prelude::*;

    fn event(when: &str) -> Event {
        Event {
            notice: NoticeId::from_bits(1),
            when: When::parse(when).unwrap(),
            sequence: 2,
            stamp: When::parse("2026-11-24T07:00:00+08:00").unwrap().start(),
            summary: "截止：甲,乙;丙\\".to_owned(),
            description: "一\n二\r".to_owned(),
            url: Some("https://example.invalid/notice/0000000001".to_owned()),
            cancelled: false,
        }
    }

    #[test]
    fn a_deadline_is_an_event_of_a_day_or_of_a_moment() {
        let text = calendar("示例", [&event("2026-12-31")]);
        let expected = "BEGIN:VEVENT\r\nUID:notice-0000000001-deadline@gongkai\r\nSEQUENCE:2\r\n\
            DTSTAMP:20261123T230000Z\r\nDTSTART;VALUE=DATE:20261231\r\n\
            DTEND;VALUE=DATE:20270101\r\nSUMMARY:截止：甲\\,乙\\;丙\\\\\r\nDESCRIPTION:一\\n二\r\n\
            URL:https://example.invalid/notice/0000000001\r\nSTATUS:CONFIRMED\r\n\
            TRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
        assert!(text.ends_with(expected), "{text}");
        let cancelled = Event {
            cancelled: true,
            ..event("2026-12-31T08:30:05+08:00")
        };
        let text = calendar("示例", [&cancelled]);
        assert!(text.contains("\r\nDTSTART:20261231T003005Z\r\nSUMMARY"));
        assert!(text.contains("\r\nSTATUS:CANCELLED\r\n"));
    }

    #[test]
    fn a_notice_gives_its_deadline_and_cancelling_is_a_change() {
        let json = serde_json::json!({
            "id": "0000000001", "source": "ygp", "title": "甲", "domain": "works",
            "stage_label": "招标公告", "published": "2026-11-01", "deadline": "2026-12-31",
            "project": "E44-1", "revision": 3,
        });
        let mut notice: Notice = serde_json::from_value(json).unwrap();
        let seen = event("2026-12-31").stamp;
        let of = |notice: &Notice, over| Event::of(notice, seen, Some("海丰县"), None, over);
        let event = of(&notice, false).unwrap();
        assert_eq!((event.sequence, event.summary.as_str()), (2, "截止：甲"));
        assert!(event.description.contains("\n地区：海丰县\n编号：E44-1\n"));
        assert_eq!(of(&notice, true).unwrap().sequence, 3);
        notice.deadline = None;
        assert_eq!(of(&notice, false), None);
    }

    proptest! {
        #[test]
        fn lines_are_short_and_unfold_to_what_was_written(text in "[a,;\\\\公𠮷\n\t]{0,200}") {
            let mut event = event("2026-12-31");
            event.summary = text.clone();
            let out = calendar("", [&event]);
            for line in out.strip_suffix("\r\n").unwrap().split("\r\n") {
                prop_assert!(line.len() <= 75 && !line.contains(['\r', '\n']));
            }
            let whole = out.replace("\r\n ", "");
            let line = whole.split("\r\n").find_map(|l| l.strip_prefix("SUMMARY:")).unwrap();
            let mut read = String::new();
            let mut chars = line.chars();
            while let Some(c) = chars.next() {
                read.push(match c {
                    '\\' => match chars.next().unwrap() { 'n' => '\n', c => c },
                    c => { prop_assert!(c != ',' && c != ';'); c }
                });
            }
            prop_assert_eq!(read, text.replace('\t', ""));
        }
    }
}
