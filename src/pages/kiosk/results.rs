//! What was found: a few large rows, turned page by page.

use super::walk::{Step, use_walk};
use crate::app::TITLE_ID;
use crate::components::{Glyph, Icon, Message, Nothing, NoticeRow};
use crate::locales::{use_kiosk_words, use_words};
use crate::pages::sheet::said;
use crate::state::use_record;
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// Rows on a page: what a screen of 800 px shows with little scrolling.
const ROWS: u32 = 6;

/// The list.
#[component]
pub fn Results() -> impl IntoView {
    let class = style_sheet!("./src/pages/kiosk/kiosk.css");
    let (words, more) = (use_words(), use_kiosk_words());
    let (walk, record) = (use_walk(), use_record());
    let search = Memo::new(move |_| walk.search());
    let page = Memo::new(move |_| walk.page());
    let answer = Memo::new(move |_| {
        let from = page.get().saturating_mul(ROWS);
        search.with(|search| record.search(search, from, ROWS))
    });
    let so_far = move || match search.with(|search| said(search, record)) {
        said if said.is_empty() => more.everything.to_owned(),
        said => said,
    };
    let again = move |_| walk.go_with(Step::Region, record::Search::default());
    let shown = move || {
        let Some((results, _)) = answer.get() else {
            return view! { <Nothing /> }.into_any();
        };
        if results.total == 0 {
            return view! {
                <Message icon=Icon::Search title=words.none_found>
                    <button type="button" class="button" data-kind="main" on:click=again>
                        {more.choose_again}
                    </button>
                </Message>
            }
            .into_any();
        }
        let rows = results.notices.into_iter();
        let rows = rows.map(|notice| view! { <NoticeRow notice /> });
        let pages = results.total.div_ceil(ROWS);
        view! { class = class,
            <p class="found">{(words.found)(results.total)}</p>
            <ul class="rows">{rows.collect_view()}</ul>
            <Pager at=page.get() pages />
        }
        .into_any()
    };
    view! { class = class,
        <section class="question">
            <header class="asked">
                <p class="soft">{more.results}</p>
                <h1 class="name" id=TITLE_ID tabindex="-1">{so_far}</h1>
            </header>
            {shown}
        </section>
    }
}

/// One page back, one page on.
#[component]
fn Pager(at: u32, pages: u32) -> impl IntoView {
    let class = style_sheet!("./src/pages/kiosk/kiosk.css");
    let more = use_kiosk_words();
    let walk = use_walk();
    view! { class = class,
        <nav class="pager chrome" aria-label=more.results>
            <button
                type="button"
                class="button"
                disabled={at == 0}
                on:click=move |_| walk.turn(at.saturating_sub(1))
            >
                <Glyph icon=Icon::Back />
                {more.former}
            </button>
            <span class="which">{(more.page)(at + 1, pages)}</span>
            <button
                type="button"
                class="button"
                disabled={at + 1 >= pages}
                on:click=move |_| walk.turn(at + 1)
            >
                {more.next}
                <Glyph icon=Icon::Right />
            </button>
        </nav>
    }
}
