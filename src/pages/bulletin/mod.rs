//! 定期通报: for a month and a region, per body, how many items were owed and how they were met.
//! Definition and denominator stand beside every number; small numbers show no rate.

pub mod export;

use super::duties::{
    Definitions, StillLoading, Within, absent, place, span_name, use_ask, use_inquiry,
};
use crate::app::{TITLE_ID, use_title};
use crate::components::{Counts, Glyph, Icon, Message, Qr};
use crate::locales::{format, use_duty_words, use_words};
use crate::pages::notice::Back;
use crate::platform::{clock, download, share};
use crate::route::{Inquiry, Route, Span, address};
use crate::state::duties;
use crate::state::reference::use_law;
use crate::state::{use_record, use_settings};
use export::Export;
use leptos::prelude::*;
use record::clock::Tally;
use stylers_macro::style_sheet;

/// Below so many that can be told, a rate would say more than is known.
const LEAST: u32 = 10;
/// Bodies that are drawn at once.
const PAGE: usize = 30;

/// The page.
#[component]
pub fn BulletinPage() -> impl IntoView {
    let (words, more) = (use_words(), use_duty_words());
    let record = use_record();
    let settings = use_settings();
    let asked = use_inquiry();
    // A bulletin is of a month: of the last whole one where the address says none.
    let inquiry = Memo::new(move |_| {
        let inquiry = asked.get();
        let future = inquiry.span.days(clock::today()).start > clock::today();
        match inquiry.span {
            Span::Year | Span::Month(..) if future || inquiry.span == Span::Year => Inquiry {
                span: Span::month(clock::today(), 1),
                ..inquiry
            },
            _ => inquiry,
        }
    });
    let law = use_law(record);
    let bodies = Memo::new(move |_| {
        let law = law.get()?.ok()?;
        let inquiry = inquiry.get();
        let region = duties::region(&inquiry, record, settings);
        Some(duties::by_body(
            record,
            &law,
            &inquiry,
            region,
            clock::today(),
        ))
    });
    let title = move || {
        let inquiry = inquiry.get();
        (more.bulletin_title)(&span_name(inquiry.span), &place(&inquiry, words))
    };
    use_title(title);
    let content =
        move || absent(&law.get()).unwrap_or_else(|| view! { <Whole bodies inquiry /> }.into_any());
    view! {
        <div class="page">
            <Back to=Route::Catalogue(Inquiry::default()) />
            <header class="section">
                <h1 id=TITLE_ID tabindex="-1">{title}</h1>
                <p class="soft">{more.bulletin_lead}</p>
            </header>
            <div class="section chrome">
                <Within inquiry to=Route::Bulletin />
                <Months inquiry />
                <StillLoading />
            </div>
            {content}
            <Definitions />
        </div>
    }
}

/// The month before and after.
#[component]
fn Months(inquiry: Memo<Inquiry>) -> impl IntoView {
    let more = use_duty_words();
    let ask = use_ask();
    let step = move |back: bool| {
        let ask = ask.clone();
        move |_| {
            let inquiry = inquiry.get_untracked();
            let span = beside(inquiry.span, back);
            ask(&Route::Bulletin(Inquiry { span, ..inquiry }));
        }
    };
    // There is no bulletin of a month that has not begun.
    let newest = move || inquiry.get().span == Span::month(clock::today(), 0);
    view! {
        <div class="actions">
            <button type="button" class="button" on:click=step(true)>{more.earlier}</button>
            <button type="button" class="button" on:click=step(false) disabled=newest>
                {more.later}
            </button>
        </div>
    }
}

const fn beside(span: Span, back: bool) -> Span {
    match (span, back) {
        (Span::Month(year, 1), true) => Span::Month(year - 1, 12),
        (Span::Month(year, month), true) => Span::Month(year, month - 1),
        (Span::Month(year, 12), false) => Span::Month(year + 1, 1),
        (Span::Month(year, month), false) => Span::Month(year, month + 1),
        (other, _) => other,
    }
}

type Bodies = Memo<Option<Vec<(String, Tally)>>>;

/// The sum, the bodies, and the ways to take them along.
#[component]
fn Whole(bodies: Bodies, inquiry: Memo<Inquiry>) -> impl IntoView {
    let class = style_sheet!("./src/pages/bulletin/bulletin.css");
    let (words, more) = (use_words(), use_duty_words());
    let shown = RwSignal::new(PAGE);
    let all = Memo::new(move |_| {
        let mut all = Tally::default();
        bodies.with(|bodies| {
            let tallies = bodies.iter().flatten().map(|(_, tally)| tally);
            tallies.for_each(|tally| all.merge(tally));
        });
        all
    });
    let list = move || {
        let bodies = bodies.get().unwrap_or_default();
        if bodies.is_empty() {
            let title = more.bulletin_none;
            return view! { <Message icon=Icon::Search title /> }.into_any();
        }
        let count = bodies.len();
        let left = count.saturating_sub(shown.get());
        let most = shown.get();
        let rows = bodies.into_iter().enumerate().map(|(at, (name, tally))| {
            // On paper stand all of them.
            let paper = (at >= most).then_some("print-only");
            let inquiry = Inquiry {
                body: Some(name.clone()),
                ..inquiry.get()
            };
            let of = if name.is_empty() {
                more.unnamed.to_owned()
            } else {
                name.clone()
            };
            let name = if name.is_empty() {
                view! { <span>{more.unnamed}</span> }.into_any()
            } else {
                let href = Route::Body(name.clone()).href();
                view! { <a href=href lang="zh-CN">{name}</a> }.into_any()
            };
            view! { class = class,
                <li class=paper>
                    <div class="body">
                    <h3>{name}</h3>
                    <Counts tally inquiry of />
                    <p class="soft small">{rate(&tally)}</p>
                    </div>
                </li>
            }
        });
        let rows = rows.collect_view();
        let rest = (left > 0).then(|| {
            view! {
                <button type="button" class="button chrome" on:click=move |_| shown.set(usize::MAX)>
                    {(more.bulletin_more)(left)}
                </button>
            }
        });
        view! {
            <section class="section">
                <h2>{(more.bulletin_bodies)(count)}</h2>
                <ul class="rows">{rows}</ul>
                {rest}
            </section>
        }
        .into_any()
    };
    let export = move || {
        let record = use_record();
        let manifest = record.manifest();
        Export {
            place: place(&inquiry.get_untracked(), words),
            span: inquiry.get_untracked().span,
            sequence: manifest.as_ref().map_or(0, |m| m.sequence),
            root: manifest.map(|m| m.root.clone()).unwrap_or_default(),
            bodies: bodies.get_untracked().unwrap_or_default(),
        }
    };
    let record = use_record();
    let record_line = move || {
        let manifest = record.manifest()?;
        let root: String = manifest.root.chars().take(16).collect();
        let day = duties::reaches(record)?;
        let day = (more.reaches)(&format::full_date(day, words.lang));
        Some(format!(
            "{day} · {}",
            (more.record_line)(manifest.sequence, &root)
        ))
    };
    // An inquiry that means the same on another device: with its region said.
    let settings = use_settings();
    let settled = move |inquiry: &Inquiry| Inquiry {
        region: duties::region(inquiry, record, settings),
        ..inquiry.clone()
    };
    let unfinished = move || {
        let days = inquiry.get().span.days(clock::today());
        let open = days.contains(&clock::today());
        open.then(|| view! { <p class="loud">{more.unfinished}</p> })
    };
    let loading = Memo::new(move |_| !record.progress().done);
    let stored = StoredValue::new(export);
    let csv = move |_| {
        let export = stored.with_value(|export| export());
        download::save(
            &export.file_name("csv"),
            "text/csv;charset=utf-8",
            &export.csv(more),
        );
    };
    let json = move |_| {
        let export = stored.with_value(|export| export());
        download::save(
            &export.file_name("json"),
            "application/json",
            &export.json(more),
        );
    };
    view! {
        <section class="section">
            <h2>{more.bulletin_all}</h2>
            {unfinished}
            {move || view! { <Counts tally=all.get() inquiry=inquiry.get() of=more.bulletin_all /> }}
            <p class="soft">{move || rate(&all.get())}</p>
            <div class="actions chrome">
                <button type="button" class="button" on:click=|_| share::print()>
                    <Glyph icon=Icon::Print />
                    {words.print}
                </button>
                <button type="button" class="button" disabled=loading on:click=csv>{more.bulletin_csv}</button>
                <button type="button" class="button" disabled=loading on:click=json>{more.bulletin_json}</button>
            </div>
        </section>
        {list}
        {move || {
            let inquiry = settled(&inquiry.get());
            let text = address(&Route::Bulletin(inquiry));
            view! {
                <div class="print-only">
                    <Qr text=text.clone() label=more.bulletin />
                    <p class="small">{text}</p>
                </div>
            }
        }}
        <p class="soft small">{record_line}</p>
    }
}

/// The share that was in time, with its denominator; none for small numbers.
fn rate(tally: &Tally) -> String {
    let words = use_duty_words();
    match tally.told() {
        told if told >= LEAST => {
            (words.bulletin_rate)(tally.on_time * 100 / told, tally.on_time, told)
        }
        _ => words.bulletin_few.to_owned(),
    }
}
