//! The blacklist as a light page. It names only who may be named, and forgets as the feeds do:
//! each entry says until when it may stand, and whoever serves the page leaves out what has ended
//! since it was written.

use super::frame::{Page, Place, Site, out_link, page, publisher};
use super::words;
use chrono::{DateTime, FixedOffset, NaiveDate};
use maud::{Markup, html};
use record::debarment::{Debarment, DebarmentKind, DebarmentList, ListSource};
use record::shown;
use serde_json::json;

/// What an entry begins with, up to its day. Nothing that a source wrote can look like it: there
/// every quotation mark is escaped.
const ENTRY: &str = "<li data-until=\"";
/// What it ends with; no entry holds a list.
const END: &str = "</li>";

/// Entries of a source on the page, the newest; the app and the files have all.
const MOST: usize = 100;

/// Writes the page.
pub(super) fn debarments(
    site: &Site<'_>,
    list: &DebarmentList,
    at: DateTime<FixedOffset>,
) -> String {
    page(
        site,
        &Page {
            path: "blacklist".to_owned(),
            place: Place::Blacklist,
            title: words::BLACKLIST.to_owned(),
            description: format!("{}{}", words::LIST_LEAD, words::NOT_CLEAN),
            status: format!(
                "数据截至 {} {}",
                shown::full_date(at.date_naive()),
                shown::time(at.naive_local())
            ),
            data: json!({
                "@context": "https://schema.org", "@type": "WebPage", "name": words::BLACKLIST,
                "url": site.absolute(record::site::LIGHT_BLACKLIST), "inLanguage": "zh-CN",
                "publisher": publisher(site),
            }),
            own: false,
            forgets: true,
            content: content(site, list),
        },
    )
}

fn content(site: &Site<'_>, list: &DebarmentList) -> Markup {
    let table = format!("{}{}.csv", crate::publish::FEEDS, record::site::DEBARMENTS);
    html! {
        div.page {
            header.section {
                h1 { (words::BLACKLIST) }
                p { (words::LIST_LEAD) }
                p { (words::NOT_CLEAN) }
            }
            @for source in &list.sources {
                section.section {
                    h2 { (words::LIST_TITLE) " · " (source.name) }
                    p.soft.small { (verified(source)) }
                    @if source.entries.is_empty() {
                        p { (words::LIST_NONE) }
                    } @else {
                        ul.section {
                            @for entry in newest(source) { (listed(site, source, entry)) }
                        }
                        @if source.entries.len() > MOST {
                            p.soft { "以上是最新的 " (MOST) " 条。全部 " (source.entries.len())
                                " 条可以在应用中查看，或者下载表格。" }
                        }
                    }
                }
            }
            @if list.sources.is_empty() { p { (words::LIST_NONE) } }
            div.links {
                a.button rel="external" href=(site.href(&table)) { "下载全部（CSV）" }
            }
        }
    }
}

fn newest(source: &ListSource) -> impl Iterator<Item = &Debarment> {
    let mut entries: Vec<&Debarment> = source.entries.iter().collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.begins()));
    entries.into_iter().take(MOST)
}

fn verified(source: &ListSource) -> String {
    let name = &source.name;
    match source.verified {
        Some(at) => {
            let day = shown::full_date(at.date_naive());
            format!(
                "{name}：来源于 {day} {} 核实，请以来源网站为准",
                shown::time(at.naive_local())
            )
        }
        None => format!("{name}：太久没有核实，条目不再显示"),
    }
}

fn listed(site: &Site<'_>, source: &ListSource, entry: &Debarment) -> Markup {
    let sheet = site.template.sheet("src/components/facts.css");
    let class = |class| sheet.class(class);
    // Without an end it stands until the next publication.
    let until = source
        .last_day(entry)
        .map(|day| day.to_string())
        .unwrap_or_default();
    let code = entry.code.as_ref().map_or("", |code| code.as_str());
    let facts = [
        (words::CREDIT_CODE, code.to_owned()),
        (words::REASON, entry.reason.clone()),
        (words::RESULT, entry.result.clone()),
        (words::AUTHORITY, entry.authority.clone()),
        (words::DECISION, entry.decision.clone()),
        (
            words::LISTED_UNTIL,
            entry.ends().map(shown::full_date).unwrap_or_default(),
        ),
        (words::SCOPE, entry.scope.clone()),
    ];
    html! {
        li data-until=(until) {
            div.card {
                h3 { (entry.name) }
                p { (kind(entry.kind)) }
                dl class=(class("facts")) {
                    @for (name, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
                        div class=(class("fact")) {
                            dt class=(class("")) { (name) }
                            dd class=(class("")) { (value) }
                        }
                    }
                }
                (out_link(site, entry.url.as_deref().unwrap_or(&source.url), words::SOURCE, false))
            }
        }
    }
}

const fn kind(kind: DebarmentKind) -> &'static str {
    match kind {
        DebarmentKind::SeriousViolation => "政府采购严重违法失信",
        DebarmentKind::Penalty => "行政处罚",
        DebarmentKind::Blacklist => "公共资源交易黑名单",
        DebarmentKind::Violation => "违法违规",
        DebarmentKind::CourtListed => "失信被执行人",
    }
}

/// The page as it may be shown on a day: without the entries that have ended since.
pub(crate) fn today(page: &str, today: NaiveDate) -> String {
    let mut parts = page.split(ENTRY);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let day = part.split('"').next().and_then(|day| day.parse().ok());
        let has_ended = day.is_some_and(|day: NaiveDate| day < today);
        match part.split_once(END) {
            Some((_, rest)) if has_ended => out.push_str(rest),
            _ => {
                out.push_str(ENTRY);
                out.push_str(part);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;

    #[test]
    fn what_has_ended_is_left_out_and_nothing_else() {
        let page = "<ul><li data-until=\"2026-11-30\"><p>甲</p></li>\
            <li data-until=\"2026-12-01\">乙</li><li data-until=\"\">丙</li></ul><p>尾</p>";
        let on = |day: &str| today(page, day.parse().unwrap());
        assert_eq!(on("2026-11-30"), page);
        let later = on("2026-12-01");
        assert!(!later.contains("甲") && later.contains("乙"), "{later}");
        assert_eq!(
            on("2027-01-01"),
            "<ul><li data-until=\"\">丙</li></ul><p>尾</p>"
        );
    }
}
