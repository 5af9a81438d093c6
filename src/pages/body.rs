//! 责任主体: what a body has to do, and its record. A body of the catalogue by its name, or
//! whoever notices name.

use super::duties::{StillLoading, absent};
use crate::app::{TITLE_ID, use_title};
use crate::components::help::dial;
use crate::components::{Counts, FollowLink, Icon, Message, NoticeRows};
use crate::locales::{said, use_duty_words, use_follow_words, use_words};
use crate::pages::notice::Back;
use crate::platform::{clock, page};
use crate::route::{Inquiry, Route};
use crate::state::duties;
use crate::state::reference::{use_catalogue, use_law};
use crate::state::use_record;
use leptos::prelude::*;
use leptos_router::hooks::use_url;
use record::Search;
use record::catalogue::Body;
use record::clock::Tally;
use record::follow::Target;

/// Notices that show here; the search has all.
const FEW: u32 = 5;

/// The page.
#[component]
pub fn BodyPage() -> impl IntoView {
    let record = use_record();
    let url = use_url();
    let name = Memo::new(move |_| {
        url.with(|u| match Route::read(&page::base(), u.path(), u.hash()) {
            Some(Route::Body(name)) => name,
            _ => String::new(),
        })
    });
    use_title(move || name.get());
    let catalogue = use_catalogue(record);
    let official = Memo::new(move |_| {
        let catalogue = catalogue.get()?.ok()?;
        let mut bodies = catalogue.bodies.iter();
        name.with(|name| {
            bodies
                .find(|b| b.name.zh == *name || b.id == *name)
                .cloned()
        })
    });
    let own = move || official.get().map(|body| view! { <Official body /> });
    let of = move || {
        let name = name.get();
        view! {
            <OwnRecord name=name.clone() official />
            <Newest name official />
        }
    };
    view! {
        <article class="page">
            <Back to=Route::Catalogue(Inquiry::default()) />
            <h1 id=TITLE_ID tabindex="-1" lang="zh-CN">{name}</h1>
            <div class="actions chrome">
                <FollowLink
                    target=Signal::derive(move || Target::Body(name.get()))
                    what=use_follow_words().link_this_body
                />
            </div>
            {own}
            {of}
        </article>
    }
}

/// What the work plan gives it to do, and the record of what it leads.
#[component]
fn Official(body: Body) -> impl IntoView {
    let (words, more) = (use_words(), use_duty_words());
    let record = use_record();
    let law = use_law(record);
    let duties_of = body
        .duties
        .iter()
        .map(|duty| view! { <li>{said(duty)}</li> });
    let duties_of = duties_of.collect_view();
    let phone = (!body.phone.is_empty()).then(|| {
        let href = dial(&body.phone);
        view! { <a class="button" href=href>{(more.call)(&body.phone)}</a> }
    });
    let leads = body.leads.clone();
    let led = move || {
        let read = law.get();
        if let Some(absent) = absent(&read) {
            return Some(absent);
        }
        let law = read?.ok()?;
        let counts = duties::by_stage(record, &law, &Inquiry::default(), None, clock::today());
        let domains = leads.iter().map(|&domain| {
            let mut tally = Tally::default();
            let of = counts.iter().filter(|((of, _), _)| *of == domain);
            of.for_each(|(_, one)| tally.merge(one));
            let inquiry = Inquiry {
                domain: Some(domain),
                everywhere: true,
                ..Inquiry::default()
            };
            view! {
                <h3>{(words.domain)(domain)}</h3>
                <Counts tally inquiry of=(words.domain)(domain) />
            }
        });
        Some(domains.collect_view().into_any())
    };
    let has_led = !body.leads.is_empty();
    view! {
        <section class="section">
            <h2>{more.body_duties}</h2>
            <ul class="bullets">{duties_of}</ul>
            <p class="soft small" lang="zh-CN">{body.source.clone()}</p>
            <div class="actions">{phone}</div>
        </section>
        {has_led.then(|| view! {
            <section class="section">
                <h2>{more.body_domains}</h2>
                <p class="soft">{more.body_record_year}</p>
                <StillLoading />
                {led}
            </section>
        })}
    }
}

/// How it met its duties of the last twelve months, where notices name it.
#[component]
fn OwnRecord(name: String, official: Memo<Option<Body>>) -> impl IntoView {
    let more = use_duty_words();
    let record = use_record();
    let law = use_law(record);
    let of = name.clone();
    let inquiry = Inquiry {
        body: Some(name),
        everywhere: true,
        ..Inquiry::default()
    };
    let asked = inquiry.clone();
    let tally = Memo::new(move |_| {
        let law = law.get()?.ok()?;
        let bodies = duties::by_body(record, &law, &asked, None, clock::today());
        Some(bodies.first().map(|(_, tally)| *tally).unwrap_or_default())
    });
    move || {
        if let Some(absent) = absent(&law.get()) {
            return Some(absent);
        }
        let tally = tally.get()?;
        if tally.owed() == 0 && official.get().is_some() {
            return None;
        }
        let numbers = if tally.owed() == 0 {
            view! { <p>{more.body_none}</p> }.into_any()
        } else {
            view! { <Counts tally inquiry=inquiry.clone() of=of.clone() /> }.into_any()
        };
        Some(
            view! {
                <section class="section">
                    <h2>{more.body_record}</h2>
                    <p class="soft">{more.body_record_year}</p>
                    <StillLoading />
                    {numbers}
                </section>
            }
            .into_any(),
        )
    }
}

/// Its newest notices: those whose words hold its name.
#[component]
fn Newest(name: String, official: Memo<Option<Body>>) -> impl IntoView {
    let (words, more) = (use_words(), use_duty_words());
    let record = use_record();
    let search = Search {
        text: format!("\"{}\"", name.replace('"', " ")),
        ..Search::default()
    };
    let all = Route::Search(search.clone()).href();
    move || {
        let (found, _) = record.search(&search, 0, FEW)?;
        // Notices name buyers; a bureau that only supervises stands in none.
        if found.notices.is_empty() && official.get().is_some() {
            return None;
        }
        let list = if found.notices.is_empty() {
            view! { <Message icon=Icon::Search title=more.duties_none /> }.into_any()
        } else {
            view! { <NoticeRows notices=found.notices /> }.into_any()
        };
        Some(view! {
            <section class="section">
                <div class="section-head">
                    <h2>{more.body_newest}</h2>
                    <a class="button" data-kind="plain" href=all.clone()>{words.all_newest}</a>
                </div>
                {list}
            </section>
        })
    }
}
