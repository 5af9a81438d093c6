//! The text of a notice, drawn from its closed tree: whatever is not in the tree cannot show.

use crate::components::outlink::{OutLink, host};
use crate::locales::{Words, use_words};
use leptos::prelude::*;
use record::{Block, Cell, Inline};
use stylers_macro::style_sheet;

/// The id of the text, for what reads it aloud.
pub const ID: &str = "text";

/// The text.
#[component]
pub fn Document(
    /// Its blocks.
    blocks: Vec<Block>,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/notice/text.css");
    let words = use_words();
    let blocks = blocks.into_iter().map(|b| block(b, words)).collect_view();
    view! { class = class, <div class="text" id=ID lang="zh-CN">{blocks}</div> }
}

fn block(block: Block, words: &'static Words) -> AnyView {
    let class = style_sheet!("./src/pages/notice/text.css");
    match block {
        Block::Heading(line) => {
            view! { class = class, <h3 class="heading" data-said="">{inlines(line, words)}</h3> }
                .into_any()
        }
        Block::Paragraph(line) => {
            view! { class = class, <p class="paragraph" data-said="">{inlines(line, words)}</p> }
                .into_any()
        }
        Block::List(items) => {
            let items = items
                .into_iter()
                .map(|item| view! { class = class, <li class="item" data-said="">{inlines(item, words)}</li> })
                .collect_view();
            view! { class = class, <ul class="list">{items}</ul> }.into_any()
        }
        Block::Table(rows) => {
            let rows = rows
                .into_iter()
                .map(|row| {
                    let cells = row.into_iter().map(|c| cell(c, words)).collect_view();
                    view! { class = class, <tr data-said="">{cells}</tr> }
                })
                .collect_view();
            // Scrolls inside its own box, so it must be reachable by keyboard.
            view! { class = class,
                <div class="box" role="region" tabindex="0" aria-label=words.table_label>
                    <table class="table"><tbody>{rows}</tbody></table>
                </div>
            }
            .into_any()
        }
    }
}

fn cell(cell: Cell, words: &'static Words) -> AnyView {
    let class = style_sheet!("./src/pages/notice/text.css");
    let (cols, rows) = (cell.cols.to_string(), cell.rows.to_string());
    let text = inlines(cell.text, words);
    if cell.head {
        view! { class = class, <th class="cell" colspan=cols rowspan=rows>{text}</th> }.into_any()
    } else {
        view! { class = class, <td class="cell" colspan=cols rowspan=rows>{text}</td> }.into_any()
    }
}

fn inlines(line: Vec<Inline>, words: &'static Words) -> Vec<AnyView> {
    let one = |inline| match inline {
        Inline::Text(text) => text.into_any(),
        Inline::Strong(text) => view! { <strong>{text}</strong> }.into_any(),
        Inline::Link { text, href } if host(&href).is_some() => {
            view! { <OutLink href text inside=true /> }.into_any()
        }
        Inline::Link { text, .. } => text.into_any(),
        Inline::Break => view! { <br /> }.into_any(),
        Inline::Image(alt) => view! { <span class="soft">{(words.image)(&alt)}</span> }.into_any(),
    };
    line.into_iter().map(one).collect()
}
