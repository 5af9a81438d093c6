//! The result of checking many: counts by answer, the firms, the worst first, and a file of them.

use super::export::{self, Row};
use super::many::RESULT_ID;
use crate::components::{Glyph, Icon, Paper};
use crate::locales::{format, use_blacklist_words, use_words};
use crate::platform::{clock, download, share};
use crate::route::{Check, CheckView, Route, address};
use crate::state::debarments::Held;
use crate::state::suppliers::Verdict;
use leptos::prelude::*;
use std::sync::Arc;
use stylers_macro::style_sheet;

/// Firms that are drawn at once on the screen; paper has them all.
const PAGE: usize = 50;

/// The result.
#[component]
pub fn Table(
    /// The worst first.
    rows: Arc<Vec<Row>>,
    /// The list that was asked.
    held: Arc<Held>,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/blacklist/table.css");
    let words = use_blacklist_words();
    let at = clock::now();
    let only = RwSignal::new(None::<Verdict>);
    let printing = share::use_printing();
    let shown = RwSignal::new(PAGE);
    let count = |verdict| rows.iter().filter(|row| row.verdict == verdict).count();
    let chip = |verdict: Option<Verdict>, text: String| {
        let pressed = move || (only.get() == verdict).to_string();
        let choose = move |_| {
            only.set(verdict);
            shown.set(PAGE);
        };
        view! { class = class,
            <button type="button" class="button chip" aria-pressed=pressed on:click=choose>{text}</button>
        }
    };
    let all = chip(None, (words.verdict_count)(words.many_all, rows.len()));
    let chips = Verdict::ALL.into_iter().filter_map(|verdict| {
        let n = count(verdict);
        let text = (words.verdict_count)((words.verdict)(verdict), n);
        (n > 0).then(|| chip(Some(verdict), text))
    });
    let chips = chips.collect_view();
    let note = (count(Verdict::None) > 0).then_some(words.not_found_note);
    let total = rows.len();
    // What a filter leaves, and how much of that is drawn.
    let for_count = rows.clone();
    let chosen = Memo::new(move |_| {
        let only = only.get();
        for_count.iter().filter(|row| matches(row, only)).count()
    });
    let drawn = move || match printing.get() {
        true => chosen.get(),
        false => chosen.get().min(shown.get()),
    };
    let said = move || {
        let (chosen, drawn) = (chosen.get(), drawn());
        let only = only.get();
        let only = only.map(|only| (words.verdict_count)((words.verdict)(only), chosen));
        let part = (drawn < chosen).then(|| (words.many_shown)(drawn));
        let said = [Some((words.many_count)(total)), only, part];
        said.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    // Of the page alone: whom was checked stands in no address.
    let page = address(&Route::Blacklist(Check {
        view: CheckView::Many,
        ..Check::default()
    }));
    let hash = Some(held.sha256.clone());
    let for_file = rows.clone();
    let save = move |_| {
        let only = only.get_untracked();
        let chosen = for_file.iter().filter(|row| matches(row, only));
        let chosen: Vec<Row> = chosen.cloned().collect();
        let text = export::csv(&chosen, &held, at, words);
        download::save("gongkai-check-many.csv", "text/csv;charset=utf-8", &text);
    };
    let list = move || {
        let only = only.get();
        let chosen = rows.iter().filter(|row| matches(row, only));
        let items = chosen.take(drawn()).map(item).collect_view();
        view! { <ul class="rows">{items}</ul> }
    };
    let more = move || {
        let left = chosen.get() - drawn();
        (left > 0).then(|| {
            let n = u32::try_from(left.min(PAGE)).unwrap_or(0);
            view! {
                <button type="button" class="button chrome" on:click=move |_| shown.update(|n| *n += PAGE)>
                    {(use_words().show_more)(n)}
                </button>
            }
        })
    };
    view! {
        <section class="section">
            <h2 id=RESULT_ID tabindex="-1">{words.many_result}</h2>
            <p role="status">{said}</p>
            <div class="actions chrome" role="group" aria-label=words.many_only>{all}{chips}</div>
            <p class="soft">{note}</p>
            {list}
            {more}
            <div class="actions chrome">
                <button type="button" class="button" on:click=save>{words.many_csv}</button>
                <button type="button" class="button" on:click=|_| share::print()>
                    <Glyph icon=Icon::Print />
                    {use_words().print}
                </button>
            </div>
            <Paper address=page hash=Signal::stored(hash) />
        </section>
    }
}

fn matches(row: &Row, only: Option<Verdict>) -> bool {
    only.is_none_or(|only| row.verdict == only)
}

/// A firm, its answer, and the entry that it rests on. Its name leads to its check sheet.
fn item(row: &Row) -> impl IntoView + use<> {
    let class = style_sheet!("./src/pages/blacklist/table.css");
    let words = use_blacklist_words();
    // What the answer was found by.
    let by_code = row.verdict == Verdict::Listed || row.name.is_empty();
    let text = if by_code { &row.code } else { &row.name };
    let href = Route::Blacklist(Check {
        text: text.clone(),
        view: CheckView::Sheet,
        printed: None,
    });
    let title = match &*row.name {
        "" => row.code.clone(),
        name => name.to_owned(),
    };
    let code = (!row.name.is_empty() && !row.code.is_empty())
        .then(|| view! { <p class="soft small">{row.code.clone()}</p> });
    let note = (!row.note.is_empty()).then(|| view! { <p class="small">{row.note.clone()}</p> });
    let entry = row.entry.as_ref().map(|hit| {
        let until = hit.until.parse().ok();
        let until = until.map(|day| format::date(day, clock::today(), use_words().lang));
        let others = (row.others > 0).then(|| (words.row_others)(row.others));
        view! {
            <p class="small">
                <span class="soft">{words.row_entry}" "</span>
                <span lang="zh-CN">{hit.name.clone()}</span>" · "{hit.kind}" "{others}
            </p>
            <p class="small"><span class="soft">{words.until}" "</span>{until}</p>
        }
    });
    view! { class = class,
        <li class="row">
            <div>
                <a class="who" href=href.href() lang="zh-CN">{title}</a>
                {code}
            </div>
            <div>
                <p class="said" data-answer=row.verdict.code()>{(words.verdict)(row.verdict)}</p>
                {note}
                {entry}
            </div>
        </li>
    }
}
