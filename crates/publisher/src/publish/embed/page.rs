//! A widget's page: one file with its style, its script and its own content policy, which allows
//! these two by their hashes and nothing else.

use super::Widget;
use super::row::Row;
use super::words::{self, Bi};
use crate::publish::html::escape;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::sync::LazyLock;
use url::form_urlencoded::byte_serialize;

static STYLE: LazyLock<String> = LazyLock::new(|| squeezed(include_str!("page.css")));
static SCRIPT: LazyLock<String> = LazyLock::new(|| squeezed(include_str!("page.js")));

/// What the page may do: be dressed by its own style, and run its own script.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    format!(
        "default-src 'none'; script-src {}; style-src {}; img-src data:; base-uri 'none'; \
         form-action 'none'",
        hash(&SCRIPT),
        hash(&STYLE)
    )
});

const BELL: &str = "M6 16.5h12l-1.5-2.5v-3.5a4.5 4.5 0 0 0-9 0V14zM10 19.5a2 2 0 0 0 4 0M12 6V4";
const RIGHT: &str = "M9.5 6l6 6-6 6";
const WARNING: &str = "M12 4 2.5 20h19zM12 10v4.5M12 17.2v.1";

/// The page of a widget.
pub(super) fn html(widget: &Widget) -> String {
    let mut out = head(&widget.title, widget.checked.timestamp_millis());
    let search = format!("../search#{}", widget.search);
    let asked: String = byte_serialize(widget.search.as_bytes()).collect();
    let follow = format!("../follow#search={asked}");
    let checked = words::checked(widget.checked);
    // Writing to a string does not fail, here and below.
    let _ = write!(
        out,
        "<header><h1>{}</h1><p class=by>{} <time datetime=\"{}\">{}</time> <span id=ago></span></p></header>",
        link(&search, &widget.title.element("span", "")),
        widget.publisher.element("span", ""),
        widget.checked.to_rfc3339(),
        checked.element("span", ""),
    );
    let _ = write!(
        out,
        "<p id=stale class=warn hidden>{}<span></span></p>",
        glyph(WARNING)
    );
    if widget.demo {
        let demo = Bi::new(
            "演示数据：公告、单位和金额全部虚构",
            "Demo data: every notice, body and amount is fictitious",
        );
        let _ = write!(
            out,
            "<p class=warn>{}{}</p>",
            glyph(WARNING),
            demo.element("span", "")
        );
    }
    if widget.rows.is_empty() {
        out.push_str(&widget.nothing.element("p", "none"));
    } else {
        out.push_str("<ol>");
        for row in &widget.rows {
            put(&mut out, row, widget.mixed);
        }
        out.push_str("</ol>");
    }
    let _ = writeln!(
        out,
        "<nav>{}{}</nav></article>",
        button(&follow, BELL, &Bi::new("关注", "Follow")),
        button(&search, RIGHT, &Bi::new("查看全部", "See all")),
    );
    out
}

/// The page for a shape that is not there.
pub(super) fn missing(publisher: &Bi) -> String {
    let title = Bi::new("这里没有公告", "No notices here");
    let mut out = head(&title, 0);
    let text = Bi::new(
        "这个领域和地区现在没有公告，或者地址写错了。",
        "There are no notices of this domain and region now, or the address is wrong.",
    );
    let _ = writeln!(
        out,
        "<header><h1>{}</h1>{}</header>{}<nav>{}</nav></article>",
        title.element("span", ""),
        publisher.element("p", "by"),
        text.element("p", "none"),
        button("../search", RIGHT, &Bi::new("查询公告", "Search notices")),
    );
    out
}

/// Everything before the content. `at` is the time of the data, in milliseconds since 1970.
fn head(title: &Bi, at: i64) -> String {
    format!(
        "<!doctype html>\n<html lang=zh-CN data-theme=auto data-text=standard data-at={at}>\n\
         <meta charset=utf-8>\n\
         <meta http-equiv=Content-Security-Policy content=\"{}\">\n\
         <meta name=viewport content=\"width=device-width, initial-scale=1\">\n\
         <meta name=referrer content=no-referrer>\n<meta name=robots content=noindex>\n\
         {}\n<style>{}</style>\n<script>{}</script>\n<article><p class=away \
         data-en=\"Links open in a new window.\">链接在新窗口打开。</p>",
        *POLICY,
        title.element("title", ""),
        *STYLE,
        *SCRIPT
    )
}

fn put(out: &mut String, row: &Row, mixed: bool) {
    let mut kinds = row.stage.element("b", row.tone);
    for part in [mixed.then_some(&row.domain), Some(&row.place)]
        .into_iter()
        .flatten()
    {
        if !part.zh.is_empty() {
            kinds.push_str("&nbsp;· ");
            kinds.push_str(&part.element("span", ""));
        }
    }
    let money = row
        .money
        .as_ref()
        .map(|money| money.element("span", "money"));
    let due = row.due.as_ref().map(|due| {
        let text = Bi {
            zh: format!("截止 {}", due.text.zh),
            en: format!("Due {}", due.text.en),
        };
        let over = Bi {
            zh: format!("已于 {} 截止", due.text.zh),
            en: format!("Closed {}", due.text.en),
        };
        format!(
            "<span class=due data-over={} data-zh=\"{}\" data-en=\"{}\" data-then=\"{}\" \
             data-then-en=\"{}\">{1}</span>",
            due.over,
            escape(&text.zh),
            escape(&text.en),
            escape(&over.zh),
            escape(&over.en),
        )
    });
    let facts: Vec<String> = [due, money].into_iter().flatten().collect();
    let facts = match facts.concat() {
        facts if facts.is_empty() => facts,
        facts => format!("<span class=facts>{facts}</span>"),
    };
    let inside = format!(
        "<span class=kinds>{}{kinds}</span><span class=title lang=zh-CN>{}</span>{facts}",
        row.day.element("span", "day"),
        escape(&row.title),
    );
    out.push_str("<li>");
    out.push_str(&link(&format!("../notice/{}", row.id), &inside));
}

/// A link that leaves the frame, for the app, which no frame may hold.
fn link(href: &str, inside: &str) -> String {
    let href = escape(href);
    format!("<a href=\"{href}\" target=_blank rel=noopener>{inside}</a>")
}

fn button(href: &str, strokes: &str, text: &Bi) -> String {
    link(
        href,
        &format!("{}{}", glyph(strokes), text.element("span", "")),
    )
}

fn glyph(strokes: &str) -> String {
    format!("<svg viewBox=\"0 0 24 24\" aria-hidden=true><path d=\"{strokes}\"/></svg>")
}

/// A source by which a policy allows an inline text.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// Style or script without what is there for its readers: indentation, and comments that have a
/// line of their own.
fn squeezed(text: &str) -> String {
    let lines = text.lines().map(str::trim);
    let kept =
        lines.filter(|line| !line.is_empty() && !line.starts_with("//") && !line.starts_with("/*"));
    kept.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_colours_are_the_apps() {
        let tokens = include_str!("../../../../../style/tokens.css");
        let colour = |line: &&str| line.starts_with("--") && line.contains(": #");
        let mut seen = 0;
        for line in include_str!("page.css")
            .lines()
            .map(str::trim)
            .filter(colour)
        {
            assert!(tokens.contains(line), "{line}");
            seen += 1;
        }
        assert!(seen > 30, "{seen}");
    }

    #[test]
    fn the_policy_allows_just_what_stands_in_the_page() {
        let page = missing(&Bi::new("某地", ""));
        for (start, end) in [("<style>", "</style>"), ("<script>", "</script>")] {
            let inside = page
                .split_once(start)
                .and_then(|(_, rest)| rest.split_once(end));
            let inside = inside.map_or("", |(inside, _)| inside);
            assert!(inside.len() > 100, "{start}");
            assert!(page.contains(&hash(inside)), "{start}");
            assert_eq!(page.matches(start).count(), 1);
        }
        // Each comment in the two has lines of its own, whole.
        assert!(!page.contains("/*") && !page.contains("*/") && !page.contains("//"));
        for forbidden in [
            "fetch(",
            "import",
            "localStorage",
            "cookie",
            "innerHTML",
            "url(",
        ] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
    }
}
