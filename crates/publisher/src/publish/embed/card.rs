//! A card without script: a piece of HTML that a webmaster pastes into a page, or includes by SSI.
//! No class of ours is needed and no style is set: it looks like the page around it.

use super::Widget;
use super::words;
use crate::publish::html::{ascii, escape};
use record::widget::USUAL_ROWS;
use std::fmt::Write;
use url::form_urlencoded::byte_serialize;

/// The card of a widget. Its links begin with `public`, and are relative to `embed/` without.
pub(super) fn html(widget: &Widget, public: Option<&str>) -> String {
    let base = escape(public.unwrap_or("../"));
    let title = escape(&widget.title.zh);
    let search = escape(&widget.search);
    let asked: String = byte_serialize(widget.search.as_bytes()).collect();
    let link = |path: &str, text: &str| {
        format!("<a href=\"{base}{path}\" target=\"_blank\" rel=\"noopener\">{text}</a>")
    };
    let mut out = format!(
        "<aside class=\"gongkai-card\" lang=\"zh-CN\" aria-label=\"{title}\">\n<p><strong>{}</strong></p>\n",
        link(&format!("search#{search}"), &title),
    );
    if widget.demo {
        out.push_str("<p><strong>演示数据：公告、单位和金额全部虚构</strong></p>\n");
    }
    if widget.rows.is_empty() {
        // Writing to a string does not fail, here and below.
        let _ = writeln!(out, "<p>{}</p>", escape(&widget.nothing.zh));
    } else {
        out.push_str("<ul>\n");
        for row in widget.rows.iter().take(USUAL_ROWS) {
            let due = row.due.as_ref().map(|due| format!("截止 {}", due.text.zh));
            let money = row.money.as_ref().map(|money| money.zh.clone());
            let facts = [
                Some(row.day.zh.clone()),
                Some(row.stage.zh.clone()),
                Some(row.place.zh.clone()),
                money,
                due,
            ];
            let facts = facts.into_iter().flatten().filter(|fact| !fact.is_empty());
            let facts = facts.collect::<Vec<_>>().join(" · ");
            let title = link(&format!("notice/{}", row.id), &escape(&row.title));
            let _ = writeln!(out, "<li>{title}<br><small>{}</small></li>", escape(&facts));
        }
        out.push_str("</ul>\n");
    }
    let _ = write!(
        out,
        "<p>{} {}</p>\n<p><small>{} · {}，此后的公告请看“查看全部”。</small></p>\n</aside>\n",
        link(&format!("search#{search}"), "查看全部"),
        link(&format!("follow#search={asked}"), "关注"),
        escape(&widget.publisher.zh),
        escape(&words::checked(widget.checked).zh),
    );
    ascii(&out)
}
