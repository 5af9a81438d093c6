//! What comes of the choices: a preview, the code, how to use it, and what the host must allow.

use super::choices::{Choices, Way};
use super::code::{self, SANDBOX};
use crate::components::{Glyph, Icon};
use crate::locales::{names, use_embed_words, use_words};
use crate::platform::net::{self, Freshness};
use crate::platform::{frame, page, share};
use crate::state::{loaded, use_record};
use leptos::prelude::*;
use leptos::task::spawn_local;
use record::widget::{Shape, stem};
use stylers_macro::style_sheet;

/// Longest wait for a card, in milliseconds.
const TIMEOUT: i32 = 20_000;
/// Rows of the box that shows the code.
const LINES: usize = 6;
/// The id of the preview.
const PREVIEW: &str = "embed-preview";

/// The outcome.
#[component]
pub fn Given(
    /// What was chosen.
    choices: Choices,
    /// The shape that is meant by it.
    shape: Shape,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/embed/embed.css");
    let (words, more) = (use_words(), use_embed_words());
    let record = use_record();
    let site = page::public_base();
    let place = match shape.region {
        None => more.everywhere.to_owned(),
        code => names::region(&untrack(|| record.regions()), code, "", words.lang),
    };
    let domain = shape.domain.map_or(more.all_domains, words.domain);
    let name = (more.name)(&place, domain, more.kinds[choices.kind as usize]);
    let lang = words.lang.code();
    let way = choices.way;
    let has_feed = shape.rows[choices.kind as usize] > 0;
    let feed = has_feed.then(|| format!("{site}feeds/{}.atom", choices.stem(&shape)));
    let text: Signal<Option<String>> = match way {
        Way::Element => Signal::stored(Some(code::element(&choices, &shape, &site, &name, lang))),
        Way::Frame => Signal::stored(Some(code::frame(&choices, &shape, &site, &name, lang))),
        Way::Feed => Signal::stored(Some(feed.unwrap_or_else(|| more.no_feed.to_owned()))),
        Way::Card => {
            let (card, site) = (code::card(&choices, &shape), site.clone());
            let read = loaded(move || read_card(card.clone(), site.clone()));
            let offline = more.offline;
            Signal::derive(move || read.get().map(|text| text.unwrap_or(offline.to_owned())))
        }
    };
    let preview = match way {
        Way::Feed => None,
        Way::Card => Some((code::card(&choices, &shape), 480, more.card_note)),
        _ => Some((
            code::page(&choices, &shape, lang),
            code::tall(&choices),
            more.preview_note,
        )),
    };
    let preview = preview.map(|(path, height, note)| {
        let title = format!("{}: {name}", more.preview);
        let height = RwSignal::new(height);
        if way == Way::Element {
            frame::on_height(PREVIEW, move |told| _ = height.try_set(told));
        }
        view! { class = class,
            <section class="section">
                <h2>{more.preview}</h2>
                <p class="soft">{note}</p>
                // Another address is another frame: the same one would leave an entry for each
                // choice in the reader's history.
                <For each=move || [page::under_base(&path)] key=Clone::clone let:src>
                    <iframe
                        id=PREVIEW
                        class="preview"
                        data-plain=(way == Way::Card).to_string()
                        title=title.clone()
                        src=src
                        height=height
                        sandbox=SANDBOX
                        referrerpolicy="no-referrer"
                    ></iframe>
                </For>
            </section>
        }
    });
    let calendar = (way == Way::Feed).then(|| {
        let address = format!("{site}feeds/{}.ics", stem(shape.domain, shape.region));
        view! {
            <p>{more.calendar}": "<a href=address.clone()>{address.clone()}</a></p>
        }
    });
    let origin = origin(&site).to_owned();
    let policy = match way {
        Way::Element => Some(format!("script-src {origin}; frame-src {origin}")),
        Way::Frame => Some(format!("frame-src {origin}")),
        Way::Card | Way::Feed => None,
    };
    let policy = match policy {
        Some(policy) => view! { class = class,
            <p>{more.policy_note}</p>
            <p><code>{policy}</code></p>
        }
        .into_any(),
        None => view! { <p>{more.policy_none}</p> }.into_any(),
    };
    let list = move |items: &'static [&'static str], numbered: bool| {
        let items = items.iter().map(|item| view! { <li>{*item}</li> });
        view! { class = class,
            <ol class="list" data-numbered=numbered.to_string()>{items.collect_view()}</ol>
        }
    };
    view! { class = class,
        {preview}
        <section class="section">
            <h2>{more.code}</h2>
            <Copied text />
            {calendar}
            {list(more.steps[way as usize], true)}
        </section>
        <section class="section">
            <h2>{more.policy}</h2>
            {policy}
        </section>
        <section class="section">
            <h2>{more.promises}</h2>
            {list(more.promise_list, false)}
        </section>
    }
}

/// The code in a box, and a button that copies it.
#[component]
fn Copied(text: Signal<Option<String>>) -> impl IntoView {
    let class = style_sheet!("./src/pages/embed/embed.css");
    let (words, more) = (use_words(), use_embed_words());
    let said = RwSignal::new("");
    let copy = move |_| {
        let text = text.get_untracked().unwrap_or_default();
        spawn_local(async move {
            let done = share::copy(&text).await;
            // The page may be gone by the time the browser answers.
            let _ = said.try_set(if done { more.copied } else { more.by_hand });
        });
    };
    let shown = move || text.get().unwrap_or_else(|| words.loading.to_owned());
    view! { class = class,
        <textarea
            class="code"
            readonly
            rows=LINES
            spellcheck="false"
            aria-label=more.code
            prop:value=shown
        ></textarea>
        <div class="actions">
            <button type="button" class="button" data-kind="main" on:click=copy>
                <Glyph icon=Icon::Copy />
                {more.copy}
            </button>
            <span role="status" class="soft">{move || said.get()}</span>
        </div>
    }
}

/// A card with whole addresses; `None` where it could not be had.
async fn read_card(path: String, site: String) -> Option<String> {
    let answer = net::get(&path, Freshness::Ask(None), TIMEOUT).await.ok()?;
    let text = String::from_utf8(answer.bytes).ok()?;
    (answer.status == 200).then(|| code::at_home(&text, &site))
}

/// The start of an address, as policies name it.
fn origin(site: &str) -> &str {
    let from = site.find("//").map_or(0, |at| at + 2);
    let end = site[from..].find('/').map_or(site.len(), |at| from + at);
    &site[..end]
}
