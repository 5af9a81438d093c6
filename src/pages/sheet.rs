//! 查询结果 on paper: what was searched, the first hits, and what that rests on. Drawn only while
//! the browser prints.

use crate::components::Paper;
use crate::components::due::Due;
use crate::components::notice_row::form;
use crate::locales::{format, names, use_share_words, use_words};
use crate::pages::search::facets::Facet;
use crate::pages::search::use_finder;
use crate::platform::{clock, share};
use crate::route::{Route, address};
use crate::state::{Record, use_record};
use leptos::prelude::*;
use record::{Notice, Search};
use stylers_macro::style_sheet;

/// Hits on paper: two or three sheets.
const SHOWN: u32 = 40;

/// What is searched, in words; empty for everything.
pub fn said(search: &Search, record: Record) -> String {
    let words = use_words();
    let regions = record.regions();
    let text = Some(search.text.trim().to_owned()).filter(|text| !text.is_empty());
    let filters = Facet::ALL
        .into_iter()
        .filter_map(|facet| facet.chosen(search, words, &regions, clock::today()));
    let parts: Vec<String> = text.into_iter().chain(filters).collect();
    parts.join(" · ")
}

/// The sheet of the search in hand; nothing while nobody prints.
#[component]
pub fn SearchSheet() -> impl IntoView {
    let finder = use_finder();
    let printing = share::use_printing();
    move || {
        printing.get().then(|| {
            let search = finder.search();
            // As it is at this moment: paper does not follow.
            untrack(|| view! { <Sheet search /> })
        })
    }
}

/// The sheet of a search.
#[component]
pub fn Sheet(
    /// The search.
    search: Search,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/sheet.css");
    let (words, more) = (use_words(), use_share_words());
    let record = use_record();
    let said = match said(&search, record) {
        said if said.is_empty() => more.sheet_all.to_owned(),
        said => said,
    };
    let answer = record.search(&search, 0, SHOWN).map(|(results, _)| results);
    let notices = answer.as_ref().map_or_else(Vec::new, |r| r.notices.clone());
    let found = answer.map(|results| {
        let total = format::count(results.total);
        let oldest = record.progress().oldest;
        let oldest = oldest.map_or_else(String::new, |day| format::full_date(day, words.lang));
        let searched = format::count(results.searched);
        let since = (more.sheet_since)(&searched, &oldest);
        view! { <p>{(more.sheet_first)(results.notices.len(), &total)}</p><p>{since}</p> }
    });
    let rows = notices.into_iter().enumerate();
    let rows = rows.map(|(at, notice)| row(at + 1, notice, record));
    view! { class = class,
        <div class="print-only">
            <div class="results">
                <p>{more.sheet_title}</p>
                <h1>{said}</h1>
                {found}
                <table class="list">
                    <thead>
                        <tr>
                            <th class="cell number" scope="col">"#"</th>
                            <th class="cell" scope="col">{more.column_notice}</th>
                            <th class="cell" scope="col">{more.column_day}</th>
                            <th class="cell" scope="col">{more.column_until}</th>
                            <th class="cell" scope="col">{more.column_money}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
                <Paper address=address(&Route::Search(search)) />
            </div>
        </div>
    }
}

fn row(number: usize, notice: Notice, record: Record) -> impl IntoView {
    let class = style_sheet!("./src/pages/sheet.css");
    let words = use_words();
    let now = clock::now();
    let place = names::region(
        &record.regions(),
        notice.region,
        &notice.region_label,
        words.lang,
    );
    let kinds = [
        (words.domain)(notice.domain).to_owned(),
        names::stage(&notice, words),
        place,
        notice.buyer.clone(),
    ];
    let kinds: Vec<String> = kinds.into_iter().filter(|kind| !kind.is_empty()).collect();
    let until = notice.deadline.map(|deadline| {
        let when = format::when(deadline, now.date(), words.lang);
        match Due::of(deadline, now) {
            Due::Passed => (words.closed)(&when),
            Due::Soon(_) | Due::Later(_) => when,
        }
    });
    let money = notice.money.map(|money| {
        let kind = (words.money_kind)(money.kind);
        // An amount stays in one piece; words about a price do not fit one line.
        let whole = (form(&money.price) == "amount").then_some("amount");
        view! { <p>{kind}</p><p class=whole>{format::price(&money.price, words.lang)}</p> }
    });
    view! { class = class,
        <tr>
            <td class="cell number">{number.to_string()}</td>
            <td class="cell">
                <p class="title" lang="zh-CN">{notice.title}</p>
                <p class="kinds">{kinds.join(" · ")}</p>
            </td>
            <td class="cell day">{format::date(notice.published.date(), now.date(), words.lang)}</td>
            <td class="cell">{until}</td>
            <td class="cell">{money}</td>
        </tr>
    }
}
