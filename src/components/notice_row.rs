//! A notice in a list: kind, title, date, deadline, amount.

use super::due::{self, Due};
use super::{Glyph, Icon};
use crate::locales::{format, names, use_words};
use crate::platform::clock;
use crate::route::Route;
use crate::state::use_record;
use leptos::prelude::*;
pub use record::shown::{form, tone};
use record::{Money, Notice, NoticeId};
use stylers_macro::style_sheet;

/// The id of a row's link: the focus goes back there from the notice.
pub fn row_id(id: NoticeId) -> String {
    format!("row-{id}")
}

/// Notices one under the other.
#[component]
pub fn NoticeRows(
    /// In the order in which they are shown.
    notices: Vec<Notice>,
) -> impl IntoView {
    let rows = notices
        .into_iter()
        .map(|notice| view! { <NoticeRow notice /> })
        .collect_view();
    view! { <ul class="rows">{rows}</ul> }
}

/// One notice, as a link to it.
#[component]
pub fn NoticeRow(
    /// The notice.
    notice: Notice,
    /// Whether it is the one that is open beside the list.
    #[prop(into, optional)]
    open: Signal<bool>,
    /// Whether the focus may come back to it: once a page, as it gives the row an id.
    #[prop(optional)]
    anchored: bool,
) -> impl IntoView {
    let class = style_sheet!("./src/components/notice_row.css");
    let words = use_words();
    let record = use_record();
    let now = clock::now();
    let (region, label) = (notice.region, notice.region_label.clone());
    let place = move || {
        let name = names::region(&record.regions(), region, &label, words.lang);
        (!name.is_empty()).then(|| format!("\u{a0}· {name}"))
    };
    let due = notice.deadline.map(|deadline| {
        let due = Due::of(deadline, now);
        view! { class = class,
            <span class="due" data-due=due.code()>{due::text(due, deadline, now.date(), words)}</span>
        }
    });
    let money = notice.money.as_ref().map(|Money { kind, price }| {
        view! { class = class,
            <span class="money" data-form=form(price)>
                <span class="kind">{(words.money_kind)(*kind)}</span>
                " "
                {format::price(price, words.lang)}
            </span>
        }
    });
    let current = move || open.get().then_some("true");
    view! { class = class,
        <li class="row">
            <a
                class="link"
                id=anchored.then(|| row_id(notice.id))
                href=Route::Notice(notice.id).href()
                aria-current=current
            >
                <span class="meta">
                    <Glyph icon=Icon::Domain(notice.domain) />
                    <span class="kinds">
                        {(words.domain)(notice.domain)}
                        // A dot ends a line and begins none.
                        "\u{a0}· "
                        <span class="stage" data-tone=tone(notice.stage)>
                            {names::stage(&notice, words)}
                        </span>
                        {place}
                    </span>
                </span>
                <span class="title" lang="zh-CN">{notice.title.clone()}</span>
                <span class="tail">
                    <span class="date">
                        {format::date(notice.published.date(), now.date(), words.lang)}
                    </span>
                    {due}
                    {money}
                </span>
            </a>
        </li>
    }
}
