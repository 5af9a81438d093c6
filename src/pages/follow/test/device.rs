//! What the device itself brings: the icon and its badge, a calendar, a feed reader, storage.

use super::rung::{Rung, Verdict};
use crate::locales::{use_hand_words, use_people_words};
use crate::platform::agent::Agent;
use crate::platform::{clock, download, net, page, probe, storage};
use crate::route::{Route, Section};
use crate::state::loaded;
use leptos::prelude::*;
use leptos::task::spawn_local;
use record::calendar::{Event, calendar};
use record::{NoticeId, When};

/// Where the feed of the blacklist is, relative to the app's base: the one that every site has.
const FEED: &str = "feeds/debarments.atom";
/// Milliseconds that the publisher may take to answer for it.
const PATIENCE: i32 = 10_000;

/// 安装成应用
#[component]
pub fn Installed() -> impl IntoView {
    let (words, more) = (use_hand_words(), use_people_words());
    let is_installed = probe::is_installed();
    let (verdict, why, next) = if is_installed {
        (Verdict::Works, words.installed_yes, "")
    } else {
        let note = (more.install_note)(Agent::here());
        (Verdict::Off, words.installed_no, note)
    };
    let how = (!is_installed).then(|| {
        let href = Route::More(Section::Install).href();
        view! { <div class="actions"><a class="button" href=href>{more.install_how}</a></div> }
    });
    view! {
        <Rung
            code="installed"
            name=words.installed
            verdict=verdict
            why=why.to_owned()
            next=next.to_owned()
        >
            {how}
        </Rung>
    }
}

/// 图标上的数字
#[component]
pub fn Badge() -> impl IntoView {
    let words = use_hand_words();
    let (verdict, why) = match (probe::has_badge(), probe::is_installed()) {
        (true, true) => (Verdict::Works, words.badge_works),
        (true, false) => (Verdict::Off, words.badge_browser),
        (false, _) => (Verdict::No, words.badge_absent),
    };
    view! { <Rung code="badge" name=words.badge verdict=verdict why=why.to_owned() /> }
}

/// 微信
#[component]
pub fn WeChat() -> impl IntoView {
    let words = use_hand_words();
    let (verdict, why, next) = match Agent::here() {
        Agent::WeChat => (Verdict::No, words.wechat_in, words.wechat_next),
        _ => (Verdict::Works, words.wechat_no, ""),
    };
    view! {
        <Rung
            code="wechat"
            name=words.wechat
            verdict=verdict
            why=why.to_owned()
            next=next.to_owned()
        />
    }
}

/// 关注的内容不被清理
#[component]
pub fn Kept() -> impl IntoView {
    let words = use_hand_words();
    let asked = RwSignal::new(false);
    let kept = loaded(move || {
        asked.track();
        probe::is_kept()
    });
    let verdict = move || match kept.get() {
        None => Verdict::Trying,
        Some(Some(true)) => Verdict::Works,
        Some(Some(false)) => Verdict::Off,
        Some(None) => Verdict::Unknown,
    };
    let why = move || {
        let why = match kept.get() {
            None => "",
            Some(Some(true)) => words.kept_yes,
            Some(Some(false)) => words.kept_no,
            Some(None) => words.kept_unknown,
        };
        why.to_owned()
    };
    let ask = move |_| {
        spawn_local(async move {
            storage::persist().await;
            asked.try_set(true);
        });
    };
    let button = move || {
        (kept.get() == Some(Some(false))).then(|| {
            view! { <button type="button" class="button" on:click=ask>{words.kept_ask}</button> }
        })
    };
    let said = move || {
        let refused = asked.get() && kept.get() == Some(Some(false));
        refused.then_some(words.kept_refused)
    };
    view! {
        <Rung
            code="kept"
            name=words.kept
            verdict=Signal::derive(verdict)
            why=Signal::derive(why)
        >
            <div class="actions">{button} <span role="status" class="soft small">{said}</span></div>
        </Rung>
    }
}

/// 日历文件
#[component]
pub fn Calendar() -> impl IntoView {
    let words = use_hand_words();
    let said = RwSignal::new("");
    let save = move |_| {
        let now = clock::now();
        let event = Event {
            notice: NoticeId::from_bits(0),
            when: When::Day(now.date()),
            sequence: 0,
            stamp: now,
            summary: words.calendar_event.to_owned(),
            description: words.calendar_event.to_owned(),
            url: None,
            cancelled: false,
        };
        let text = calendar(words.calendar, [&event]);
        download::save("gongkai-test.ics", "text/calendar", &text);
        said.set(words.calendar_saved);
    };
    view! {
        <Rung
            code="calendar"
            name=words.calendar
            verdict=Verdict::Unknown
            why=words.calendar_why.to_owned()
        >
            <div class="actions">
                <button type="button" class="button" on:click=save>{words.calendar_try}</button>
                <span role="status">{said}</span>
            </div>
        </Rung>
    }
}

/// 订阅源
#[component]
pub fn Feeds() -> impl IntoView {
    let words = use_hand_words();
    let tried = loaded(|| async {
        let answer = net::get(FEED, net::Freshness::Ask(None), PATIENCE).await;
        // A static host may answer any address with a page.
        answer.is_ok_and(|a| a.status == 200 && a.bytes.starts_with(b"<?xml"))
    });
    let verdict = move || match tried.get() {
        None => Verdict::Trying,
        Some(true) => Verdict::Works,
        Some(false) => Verdict::No,
    };
    let why = move || {
        let is_there = tried.get() != Some(false);
        let why = if is_there {
            words.feeds_works
        } else {
            words.feeds_none
        };
        why.to_owned()
    };
    let link = move || {
        (tried.get() == Some(true)).then(|| {
            let address = page::public_base() + FEED;
            view! {
                <p>{words.feeds_link}" "<a href=address.clone() rel="external">{address.clone()}</a></p>
            }
        })
    };
    view! {
        <Rung
            code="feeds"
            name=words.feeds
            verdict=Signal::derive(verdict)
            why=Signal::derive(why)
        >
            {link}
        </Rung>
    }
}
