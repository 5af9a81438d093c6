//! The text of a notice as HTML, from its closed tree: what is no variant there cannot be here.

use super::frame::{Site, out_link};
use super::words;
use maud::{Markup, html};
use record::{Block, Body, Cell, Inline, shown};

/// The text, or why there is none.
pub(super) fn text(site: &Site<'_>, body: &Body) -> Markup {
    let why = match body {
        Body::Document(blocks) => {
            let sheet = site.template.sheet("src/pages/notice/text.css");
            return html! {
                div class=(sheet.class("text")) { @for one in blocks { (block(site, one)) } }
            };
        }
        Body::NotProvided => words::NOT_PROVIDED,
        Body::NotFetched => words::NOT_FETCHED,
        Body::Unreadable => words::UNREADABLE,
    };
    html! { p.soft { (why) } }
}

fn block(site: &Site<'_>, block: &Block) -> Markup {
    let sheet = site.template.sheet("src/pages/notice/text.css");
    let class = |class| sheet.class(class);
    html! {
        @match block {
            Block::Heading(line) => { h3 class=(class("heading")) { (inlines(site, line)) } }
            Block::Paragraph(line) => { p { (inlines(site, line)) } }
            Block::List(items) => {
                ul class=(class("list")) { @for item in items { li { (inlines(site, item)) } } }
            }
            Block::Table(rows) => {
                // Scrolls inside its own box, so it must be reachable by keyboard.
                div class=(class("box")) role="region" tabindex="0" aria-label=(words::TABLE) {
                    table class=(class("table")) {
                        tbody { @for row in rows { tr { @for one in row { (cell(site, one)) } } } }
                    }
                }
            }
        }
    }
}

fn cell(site: &Site<'_>, cell: &Cell) -> Markup {
    let class = site
        .template
        .sheet("src/pages/notice/text.css")
        .class("cell");
    let span = |n: u8| (n > 1).then_some(n);
    html! {
        @if cell.head {
            th class=(class) colspan=[span(cell.cols)] rowspan=[span(cell.rows)] {
                (inlines(site, &cell.text))
            }
        } @else {
            td class=(class) colspan=[span(cell.cols)] rowspan=[span(cell.rows)] {
                (inlines(site, &cell.text))
            }
        }
    }
}

fn inlines(site: &Site<'_>, line: &[Inline]) -> Markup {
    html! {
        @for inline in line {
            @match inline {
                Inline::Text(text) => { (text) }
                Inline::Strong(text) => { strong { (text) } }
                Inline::Link { text, href } if shown::host(href).is_some() => {
                    (out_link(site, href, text, true))
                }
                Inline::Link { text, .. } => { (text) }
                Inline::Break => { br; }
                Inline::Image(alt) => {
                    span.soft {
                        @if alt.is_empty() { (words::IMAGE) } @else { "［图片：" (alt) "］" }
                    }
                }
            }
        }
    }
}
