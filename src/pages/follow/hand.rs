//! 备份、交给另一台设备: what is followed as codes, a link or a file, and the way in for what
//! another device hands over. Nothing of it passes a server: a link keeps it in its fragment.

pub mod codes;
pub mod preview;
pub mod receive;
pub mod scan;

use crate::app::{TITLE_ID, use_title};
use crate::components::{Glyph, Icon};
use crate::locales::use_hand_words;
use crate::platform::{clock, download, page, share};
use crate::route::{Follow, Route};
use crate::state::use_follows;
use codes::Codes;
use leptos::prelude::*;
use leptos::task::spawn_local;
use receive::{Receive, Received};
use record::follow::hand::{Frame, Handed, pack, to_file};
use std::sync::Arc;
use stylers_macro::style_sheet;

/// The page.
#[component]
pub fn HandPage() -> impl IntoView {
    let class = style_sheet!("./src/pages/follow/hand/hand.css");
    let words = use_hand_words();
    use_title(move || words.hand.to_owned());
    let follows = use_follows();
    let all = Memo::new(move |_| {
        let held = follows.get()?;
        let all = held.subscriptions.iter().map(Handed::of);
        Some(Arc::new(all.collect::<Vec<_>>()))
    });
    let received = RwSignal::new(Received::Nothing);
    let out = move || match all.get() {
        None => ().into_any(),
        Some(all) if all.is_empty() => view! { <p>{words.hand_none}</p> }.into_any(),
        Some(all) => view! { <Give all /> }.into_any(),
    };
    // What came in is looked at before anything else.
    let giving = move || {
        let idle = received.with(|r| !matches!(r, Received::Whole(_)));
        idle.then(|| view! { class = class, <div class="groups">{out}</div> })
    };
    view! {
        <header class="section">
            <h1 id=TITLE_ID tabindex="-1">{words.hand}</h1>
            <p>{words.hand_lead}</p>
        </header>
        {giving}
        <Receive received />
        <Ways />
    }
}

/// What arrives by a link: the text of the code or link.
#[component]
pub fn ReceivePage(
    /// The text.
    text: String,
) -> impl IntoView {
    let words = use_hand_words();
    use_title(move || words.receive.to_owned());
    let received = RwSignal::new(Received::Nothing);
    received.set(received.get_untracked().and(&text));
    view! {
        <header class="section">
            <h1 id=TITLE_ID tabindex="-1">{words.receive}</h1>
            <p>{words.receive_lead}</p>
        </header>
        <Receive received />
        <Ways />
    }
}

#[component]
fn Ways() -> impl IntoView {
    let words = use_hand_words();
    view! {
        <div class="actions chrome">
            <a class="button" href=Route::Follow(Follow::Inbox).href()>{words.back}</a>
        </div>
    }
}

/// The ways out.
#[component]
fn Give(all: Arc<Vec<Handed>>) -> impl IntoView {
    let words = use_hand_words();
    let frames = pack(&all).unwrap_or_default();
    let links: Vec<String> = frames.iter().map(link).collect();
    let one = (links.len() == 1).then(|| links.first().cloned()).flatten();
    let one = one.map(|address| view! { <Link address /> });
    let count = all.len();
    let save = move |_| {
        let day = clock::today();
        let name = format!("gongkai-{day}.json");
        download::save(&name, "application/json", &to_file(&all));
    };
    view! {
        <p>{(words.hand_count)(count)}</p>
        <Codes links />
        {one}
        <section class="section">
            <h2>{words.file}</h2>
            <p class="soft">{words.file_note}</p>
            <div class="actions">
                <button type="button" class="button" on:click=save>{words.file_save}</button>
            </div>
        </section>
    }
}

/// The address that any camera opens: the frame is its fragment, which no server sees.
fn link(frame: &Frame) -> String {
    Route::Follow(Follow::Receive(frame.to_string())).under(&page::public_base())
}

/// What a button did, to be said beside it.
#[derive(Clone)]
enum Said {
    Nothing,
    Copied,
    ByHand,
}

/// The link, where one holds it all.
#[component]
fn Link(address: String) -> impl IntoView {
    let words = use_hand_words();
    let said = RwSignal::new(Said::Nothing);
    let say = move |what| {
        // The page may be gone by the time the browser answers.
        let _ = said.try_set(what);
    };
    let (to_share, to_copy) = (address.clone(), address.clone());
    let on_share = move |_| {
        let address = to_share.clone();
        spawn_local(async move {
            say(match share::share(words.hand, "", &address).await {
                share::Shared::Sheet => Said::Nothing,
                share::Shared::Copied => Said::Copied,
                share::Shared::Failed => Said::ByHand,
            });
        });
    };
    let on_copy = move |_| {
        let address = to_copy.clone();
        spawn_local(async move {
            let copied = share::copy(&address).await;
            say(if copied { Said::Copied } else { Said::ByHand });
        });
    };
    let text = move || match said.get() {
        Said::Nothing => String::new(),
        Said::Copied => words.copied.to_owned(),
        Said::ByHand => format!("{}{address}", words.copy_by_hand),
    };
    view! {
        <section class="section">
            <h2>{words.link}</h2>
            <p class="soft">{words.link_note}</p>
            <div class="actions">
                <button type="button" class="button" on:click=on_share>
                    <Glyph icon=Icon::Share />
                    {words.link_share}
                </button>
                <button type="button" class="button" on:click=on_copy>
                    <Glyph icon=Icon::Copy />
                    {words.link_copy}
                </button>
                <span role="status" class="soft small">{text}</span>
            </div>
        </section>
    }
}
