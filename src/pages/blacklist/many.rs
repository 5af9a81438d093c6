//! 核对多家: paste or open a list of firms, see who is on the blacklist, keep the list.

use super::AsOf;
use super::export::Row;
use super::rows::{self, LONGEST, Unread};
use super::standing::{Keep, StandingLists};
use super::table::Table;
use super::workbook;
use crate::locales::blacklist::BlacklistWords;
use crate::locales::use_blacklist_words;
use crate::platform::open::{self, OpenError};
use crate::platform::{clock, focus};
use crate::route::{Check, Route};
use crate::state::debarments::Held;
use crate::state::suppliers::Firm;
use leptos::prelude::*;
use leptos::task::spawn_local;
use record::debarment::Screen;
use std::sync::Arc;
use stylers_macro::style_sheet;

/// Firms that are asked for before the browser may paint again.
const AT_ONCE: usize = 250;
const TEXT_ID: &str = "many-text";
/// The heading of the result, which takes the focus.
pub const RESULT_ID: &str = "many-result";

/// What is being checked. Kept while the app is open, so that neither another page nor a newer
/// list of entries takes it away; never stored.
#[derive(Clone, Default)]
pub struct Draft {
    text: ArcRwSignal<String>,
    /// The firms under check.
    pub firms: ArcRwSignal<Arc<Vec<Firm>>>,
}

thread_local! {
    static DRAFT: Draft = Draft::default();
}

/// The one draft of this app.
pub fn draft() -> Draft {
    DRAFT.with(Clone::clone)
}

/// How far a check is.
#[derive(Clone, PartialEq)]
enum Progress {
    Nothing,
    Checking(usize, usize),
    Done(Arc<Vec<Row>>),
}

/// The page.
#[component]
pub fn Many(
    /// The list.
    held: Arc<Held>,
) -> impl IntoView {
    let words = use_blacklist_words();
    let progress = RwSignal::new(Progress::Nothing);
    let firms = draft().firms;
    let list = held.clone();
    // Which check is the last: an earlier one that still runs says nothing any more.
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let firms = firms.get();
        turn.update_value(|n| *n += 1);
        let mine = turn.get_value();
        let is_last = move || turn.try_get_value() == Some(mine);
        spawn_local(run(list.clone(), firms, words, progress, is_last));
    });
    let of = held.clone();
    let result = move || match progress.get() {
        Progress::Nothing => ().into_any(),
        Progress::Checking(done, all) => view! {
            <div class="slow section" role="status">
                <p>{(words.many_checking)(done, all)}</p>
                <progress max=all value=done aria-label=words.many_result></progress>
            </div>
        }
        .into_any(),
        Progress::Done(rows) => {
            let held = of.clone();
            view! {
                <Table rows held=held.clone() />
                <Keep held />
            }
            .into_any()
        }
    };
    view! {
        <section class="section">
            <h2>{words.many}</h2>
            <Input />
            <AsOf held=held.clone() />
            <div class="actions chrome">
                <a class="button" href=Route::Blacklist(Check::default()).href()>{words.sheet_page}</a>
            </div>
        </section>
        {result}
        <StandingLists held />
    }
}

/// Asks for all firms, a part at a time, and shows the worst first.
async fn run(
    held: Arc<Held>,
    firms: Arc<Vec<Firm>>,
    words: &'static BlacklistWords,
    progress: RwSignal<Progress>,
    is_last: impl Fn() -> bool,
) {
    if firms.is_empty() {
        progress.try_set(Progress::Nothing);
        return;
    }
    let screen = Screen::new(&held.list, held.day);
    let mut rows = Vec::with_capacity(firms.len());
    for part in firms.chunks(AT_ONCE) {
        progress.try_set(Progress::Checking(rows.len(), firms.len()));
        clock::sleep(0).await;
        if !is_last() {
            return;
        }
        let part = part.iter();
        rows.extend(part.map(|firm| Row::new(firm, firm.judge(&screen), words)));
    }
    rows.sort_by_key(|row| row.verdict);
    progress.try_set(Progress::Done(Arc::new(rows)));
}

/// Moves the focus to the result once it is there.
pub fn show_result() {
    spawn_local(async {
        for _ in 0..100 {
            clock::sleep(20).await;
            if focus::go_to(RESULT_ID) {
                return;
            }
        }
    });
}

/// What was typed, or a file.
#[component]
fn Input() -> impl IntoView {
    let class = style_sheet!("./src/pages/blacklist/many.css");
    let words = use_blacklist_words();
    let Draft { text, firms } = draft();
    let said = RwSignal::new(String::new());
    let trouble = RwSignal::new(None::<Unread>);
    let take = Callback::new({
        let firms = firms.clone();
        move |read: Result<Vec<Firm>, Unread>| {
            let is_read = read.is_ok();
            trouble.try_set(read.as_ref().err().copied());
            if let Ok(all) = read {
                firms.set(Arc::new(all));
            }
            if is_read {
                show_result();
            }
        }
    });
    let check = {
        let text = text.clone();
        move |_| {
            said.set(String::new());
            take.run(text.with_untracked(|text| rows::read(text)));
        }
    };
    let write = text.clone();
    let on_input = move |event: leptos::ev::Event| write.set(event_target_value(&event));
    let input = NodeRef::<leptos::html::Input>::new();
    let on_file = move |_| {
        let Some(input) = input.get_untracked() else {
            return;
        };
        said.set(words.many_reading.to_owned());
        trouble.set(None);
        spawn_local(async move {
            let opened = open::chosen(&input, LONGEST).await;
            let (name, read) = match opened {
                Ok(file) => (file.name, read_file(&file.bytes).await),
                Err(OpenError::TooLarge) => (String::new(), Err(Unread::TooLarge)),
                Err(OpenError::None | OpenError::Refused) => {
                    (String::new(), Err(Unread::Unreadable))
                }
            };
            let opened = match read {
                Ok(_) => (words.many_opened)(&name),
                Err(_) => String::new(),
            };
            said.try_set(opened);
            take.try_run(read);
        });
    };
    let clear = {
        let text = text.clone();
        move |_| {
            text.set(String::new());
            firms.set(Arc::default());
            trouble.set(None);
            said.set(words.many_cleared.to_owned());
            focus::move_to(TEXT_ID);
        }
    };
    let alert = move || {
        let why = trouble.get()?;
        Some(view! { <p class="loud" role="alert">{(words.many_unread)(why)}</p> })
    };
    view! { class = class,
        <div class="section chrome">
            <p>{words.many_lead}" "{words.privacy}</p>
            <label class="name" for=TEXT_ID>{words.many_text}</label>
            <textarea
                class="text"
                id=TEXT_ID
                rows="5"
                spellcheck="false"
                autocomplete="off"
                placeholder=words.many_hint
                prop:value=move || text.get()
                on:input=on_input
            ></textarea>
            {alert}
            <div class="actions">
                <button type="button" class="button" data-kind="main" on:click=check>
                    {words.many_check}
                </button>
                <label class="button file">
                    {words.many_open}
                    <input
                        class="pick"
                        type="file"
                        accept=".csv,.tsv,.txt,.xlsx"
                        aria-label=words.many_open
                        node_ref=input
                        on:change=on_file
                    />
                </label>
                <button type="button" class="button" on:click=clear>{words.many_clear}</button>
                <span role="status" class="soft small">{move || said.get()}</span>
            </div>
        </div>
    }
}

async fn read_file(bytes: &[u8]) -> Result<Vec<Firm>, Unread> {
    if bytes.starts_with(workbook::MARK) {
        return rows::firms(workbook::table(bytes).await?);
    }
    // A text has no zero bytes, unless its mark says that it is of two-byte characters.
    let is_wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if bytes.contains(&0) && !is_wide {
        return Err(Unread::Unreadable);
    }
    let text = open::text(bytes).ok_or(Unread::Unreadable)?;
    rows::read(&text)
}
