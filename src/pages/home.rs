//! 首页: the field, what is new since the last visit, what closes soon, the five domains.

pub mod near;

use crate::app::{TITLE_ID, use_title};
use crate::components::choice::TextSize;
use crate::components::{Glyph, Icon, Nothing, NoticeRows};
use crate::locales::{format, names, use_words};
use crate::pages::search::use_finder;
use crate::platform::clock;
use crate::route::{Follow, Inquiry, Route};
use crate::state::{Lang, use_follows, use_record};
use chrono::{NaiveDate, TimeDelta};
use leptos::ev;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use near::{First, Near};
use record::{Domain, Search};
use stylers_macro::style_sheet;

/// Notices in each short list.
const FEW: u32 = 3;
/// Of the newest, on a first visit: as many as the publisher writes into `index.html`.
const NEWEST: u32 = 20;

/// The first page.
#[component]
pub fn Home() -> impl IntoView {
    let words = use_words();
    let record = use_record();
    use_title(move || words.home.to_owned());
    // Who was here before looks for what is new; who was not, for what there is.
    let returns = record.is_return();
    let name = move || {
        let manifest = record.manifest();
        manifest.map_or_else(|| words.app.to_owned(), |m| names::instance(&m, words))
    };
    let near = Near::new();
    view! {
        <div class="page">
            <h1 id=TITLE_ID tabindex="-1">{name}</h1>
            <Ask />
            <First near />
            <Waiting />
            <Followed />
            {returns.then(|| view! { <News near /> })}
            <Closing near />
            <Domains near />
            {(!returns).then(|| view! { <Newest near /> })}
            <Services />
            <Progress />
            <TextSize />
        </div>
    }
}

/// The search field; its words go to 查询, where the hits come while typing.
#[component]
fn Ask() -> impl IntoView {
    let class = style_sheet!("./src/pages/home.css");
    let words = use_words();
    let navigate = use_navigate();
    let input = NodeRef::<leptos::html::Input>::new();
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let text = input.get_untracked().map(|i| i.value()).unwrap_or_default();
        let search = Search {
            text,
            ..Search::default()
        };
        let options = leptos_router::NavigateOptions {
            resolve: false,
            ..Default::default()
        };
        navigate(&Route::Search(search).href(), options);
    };
    view! { class = class,
        <form class="ask" role="search" on:submit=on_submit>
            <input
                class="input"
                type="search"
                enterkeyhint="search"
                autocomplete="off"
                spellcheck="false"
                aria-label=words.search_label
                placeholder=words.search_hint
                node_ref=input
            />
            <button type="submit" class="go">
                <Glyph icon=Icon::Search />
                {words.search}
            </button>
        </form>
    }
}

/// What to say and do while nothing is loaded.
#[component]
fn Waiting() -> impl IntoView {
    let record = use_record();
    move || (record.progress().packs_done == 0).then(|| view! { <Nothing /> })
}

/// How much of the record is loaded, while it is not all. Below the rest, so that nothing moves
/// when it goes.
#[component]
fn Progress() -> impl IntoView {
    let words = use_words();
    let record = use_record();
    let part = Memo::new(move |_| {
        let p = record.progress();
        (p.packs_done > 0 && !p.done && p.notices_done < p.notices_all).then_some(p)
    });
    let shown = Memo::new(move |_| part.with(Option::is_some));
    let oldest = move |p: &crate::state::Progress| {
        let oldest = p.oldest.map(|d| format::full_date(d, words.lang));
        (words.progress)(p.notices_done, p.notices_all, &oldest.unwrap_or_default())
    };
    let number = move |pick: fn(&crate::state::Progress) -> u32| {
        move || part.with(|p| p.as_ref().map(|p| pick(p).to_string()))
    };
    move || {
        shown.get().then(|| {
            view! {
                <div class="slow">
                    <progress
                        aria-label=words.progress_label
                        max=number(|p| p.notices_all)
                        value=number(|p| p.notices_done)
                    ></progress>
                    <p class="soft small">{move || part.with(|p| p.as_ref().map(oldest))}</p>
                </div>
            }
        })
    }
}

/// The newest notices, for a first visit.
#[component]
fn Newest(near: Near) -> impl IntoView {
    let words = use_words();
    let record = use_record();
    let newest = Memo::new(move |_| {
        let (newest, _) = record.search(&near.search(), 0, NEWEST)?;
        (!newest.notices.is_empty()).then_some(newest.notices)
    });
    move || {
        let notices = newest.get()?;
        Some(view! {
            <section class="section">
                <NewsHead title=words.newest_title near />
                <NoticeRows notices />
            </section>
        })
    }
}

/// The head of a list of new notices, with the way to all of them.
#[component]
fn NewsHead(title: &'static str, near: Near) -> impl IntoView {
    let words = use_words();
    view! {
        <div class="section-head">
            <h2>{title}</h2>
            <a
                class="button"
                data-kind="plain"
                href=move || Route::Search(near.search()).href()
            >
                {words.all_newest}
            </a>
        </div>
    }
}

/// What came since the last visit.
#[component]
fn News(near: Near) -> impl IntoView {
    let words = use_words();
    let record = use_record();
    let news = Memo::new(move |_| {
        let (since, notices) = record.since_last_visit(near.region(), FEW as usize)?;
        let at = format::moment(since.at, clock::today(), words.lang);
        let text = match since.count {
            0 => (words.since_none)(&at),
            n => (words.since_count)(n, since.or_more, &at),
        };
        Some((text, notices))
    });
    move || {
        let (since, notices) = news.get()?;
        let list = (!notices.is_empty()).then(|| view! { <NoticeRows notices /> });
        Some(view! {
            <section class="section">
                <NewsHead title=words.since_title near />
                <p>{since}</p>
                {list}
            </section>
        })
    }
}

/// What changed in what is followed; nothing where nothing is.
#[component]
fn Followed() -> impl IntoView {
    let words = use_words();
    let follows = use_follows();
    let news = Memo::new(move |_| {
        let held = follows
            .get()
            .filter(|held| !held.subscriptions.is_empty())?;
        let mut projects = Vec::<(String, String)>::new();
        for alert in held.alerts.iter().rev().filter(|alert| alert.counts()) {
            if projects.len() < FEW as usize && projects.iter().all(|(of, _)| *of != alert.project)
            {
                let class = worker::words::class(alert.class, words.lang == Lang::En);
                let text = match &*alert.title {
                    "" => class.to_owned(),
                    title => format!("{class}{}{title}", words.colon),
                };
                projects.push((alert.project.clone(), text));
            }
        }
        Some((held.badge(), projects))
    });
    move || {
        let (unread, projects) = news.get()?;
        let inbox = Route::Follow(Follow::Inbox).href();
        let items = projects
            .into_iter()
            .map(|(_, text)| view! { <li>{text}</li> });
        Some(view! {
            <section class="section">
                <div class="section-head">
                    <h2>{words.follow_news}</h2>
                    <a class="button" data-kind="plain" href=inbox>{words.follow_all}</a>
                </div>
                <p>{(words.unread)(unread)}</p>
                <ul class="bullets">{items.collect_view()}</ul>
            </section>
        })
    }
}

/// What must be met within a week.
#[component]
fn Closing(near: Near) -> impl IntoView {
    let words = use_words();
    let record = use_record();
    let closing = Memo::new(move |_| {
        let now = clock::now();
        record.closing_soon(now, now + TimeDelta::days(7), near.region(), FEW)
    });
    move || {
        if record.progress().packs_done == 0 {
            return None;
        }
        let notices = closing.get();
        let list = if notices.is_empty() {
            view! { <p class="soft">{words.closing_none}</p> }.into_any()
        } else {
            view! { <NoticeRows notices /> }.into_any()
        };
        Some(view! {
            <section class="section">
                <h2>{words.closing_title}</h2>
                {list}
            </section>
        })
    }
}

/// The five domains with their counts of today and of seven days.
#[component]
fn Domains(near: Near) -> impl IntoView {
    let class = style_sheet!("./src/pages/home.css");
    let words = use_words();
    let record = use_record();
    let finder = use_finder();
    let counts = Memo::new(move |_| {
        let today = clock::today();
        let since = |from: NaiveDate| {
            let search = Search {
                from: Some(from),
                ..near.search()
            };
            record.search(&search, 0, 0).map(|(r, _)| r.facets.domains)
        };
        Some((since(today)?, since(today - TimeDelta::days(7))?))
    });
    let tile = move |domain: Domain| {
        let search = move || Search {
            domains: [domain].into(),
            ..near.search()
        };
        let at = domain as usize;
        let numbers = move || {
            let (day, week) = counts.get()?;
            let number = |name: &'static str, n: u32| {
                view! { class = class,
                    <span class="count">{name}" "<b>{format::short_count(n, words.lang)}</b></span>
                }
            };
            Some((
                number(words.today, day[at]),
                number(words.seven_days, week[at]),
            ))
        };
        view! { class = class,
            <li class="cell">
                <a
                    class="domain"
                    href=move || Route::Search(search()).href()
                    on:click=move |_| finder.follow(search())
                >
                    <span class="glyph"><Glyph icon=Icon::Domain(domain) /></span>
                    <span class="name">{(words.domain)(domain)}</span>
                    <span class="counts">{numbers}</span>
                </a>
            </li>
        }
    };
    let five = Domain::ALL.into_iter().filter(|d| *d != Domain::Other);
    view! { class = class,
        <section class="section">
            <h2>{words.domains_title}</h2>
            <ul class="rows">{five.map(tile).collect_view()}</ul>
        </section>
    }
}

/// The pages about who owes what, and how to ask.
#[component]
fn Services() -> impl IntoView {
    let words = use_words();
    let links = [
        (Route::Progress(String::new()), words.progress_query),
        (Route::Catalogue(Inquiry::default()), words.catalogue),
        (Route::Bulletin(Inquiry::default()), words.bulletin),
        (Route::Guide, words.guide),
    ];
    let links = links.map(|(route, name)| {
        view! { <a class="button" data-kind="tile" href=route.href()>{name}</a> }
    });
    view! {
        <section class="section">
            <h2>{words.services}</h2>
            <div class="actions">{links.into_iter().collect_view()}</div>
        </section>
    }
}
