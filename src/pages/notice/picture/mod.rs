//! A notice as a picture, made on the device, to send where links are not opened.

pub mod layout;

use super::telling;
use crate::components::qr::code_path;
use crate::components::{Glyph, Icon};
use crate::locales::{format, names, use_share_words, use_words};
use crate::platform::agent::Agent;
use crate::platform::canvas::{ImageFile, Pen};
use crate::platform::{clock, download, share};
use crate::route::{Route, address};
use crate::state::use_record;
use layout::{Said, lay_out};
use leptos::prelude::*;
use leptos::task::spawn_local;
use record::site::Dataset;
use record::{Notice, NoticeDetail, When};
use stylers_macro::style_sheet;

/// The picture, and what to do with it.
#[component]
pub fn PictureCard(
    /// What the list knows.
    notice: Notice,
    /// The whole, once it is here.
    detail: Option<NoticeDetail>,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/notice/picture/picture.css");
    let (words, more) = (use_words(), use_share_words());
    let record = use_record();
    let id = notice.id;
    let said = Memo::new(move |_| {
        let manifest = record.manifest();
        let regions = record.regions();
        let today = clock::today();
        let age = manifest.as_ref().map(|manifest| {
            let made = When::At(names::beijing(manifest.generated_at));
            (more.picture_data)(&format::when(made, today, words.lang))
        });
        let notes = [
            Some(more.picture_scan.to_owned()),
            age,
            Some(more.official.to_owned()),
        ];
        let is_demo = manifest
            .as_ref()
            .is_some_and(|m| m.instance.dataset == Dataset::Demo);
        Said {
            demo: is_demo.then_some(words.demo),
            kinds: telling::kinds(&notice, &regions, words),
            title: notice.title.trim().to_owned(),
            lines: telling::lines(&notice, detail.as_ref(), today, words).into(),
            bold: 2,
            instance: manifest.map_or_else(String::new, |m| names::instance(&m, words)),
            notes: notes.into_iter().flatten().collect(),
            code: code_path(&address(&Route::Notice(id))),
        }
    });
    let canvas = NodeRef::<leptos::html::Canvas>::new();
    // Inside WeChat nothing is saved or shared but a picture that is held down, and no canvas is.
    let in_wechat = Agent::here() == Agent::WeChat;
    let held = RwSignal::new(None::<String>);
    let failed = RwSignal::new(false);
    let file = RwSignal::new_local(None::<ImageFile>);
    Effect::new(move |_| {
        let Some(canvas) = canvas.get() else { return };
        let Some(pen) = Pen::of(&canvas) else {
            failed.set(true);
            return;
        };
        let picture = said.with(|said| lay_out(said, |text, ink| pen.width(text, ink)));
        pen.paint(&picture);
        if in_wechat {
            held.set(pen.data());
        }
        spawn_local(async move {
            let made = pen.file(&format!("gongkai-{id}.png")).await;
            failed.try_set(made.is_none());
            file.try_set(made);
        });
    });
    let alt = move || {
        said.with(|said| {
            let lines = said.lines.iter();
            let lines = lines.map(|(name, value)| {
                let value = value.as_deref().unwrap_or_else(|missing| *missing);
                format!("{name}{}{value}", words.colon)
            });
            let first = [said.demo.unwrap_or_default(), &said.kinds, &said.title];
            let first = first
                .map(str::to_owned)
                .into_iter()
                .filter(|text| !text.is_empty());
            let all: Vec<String> = first.chain(lines).collect();
            format!("{}{}{}", more.picture_title, words.colon, all.join("；"))
        })
    };
    let done = RwSignal::new("");
    let on_save = move |_| {
        if let Some(file) = file.get_untracked() {
            download::save_image(&file);
            done.set(more.picture_saved);
        }
    };
    let on_share = move |_| {
        let Some(file) = file.get_untracked() else {
            return;
        };
        spawn_local(async move {
            if !share::share_image(&file).await {
                done.try_set(more.picture_failed);
            }
        });
    };
    let ways = move || {
        let takes = file.with(|file| file.as_ref().map(share::takes))?;
        let share = takes.then(|| {
            view! {
                <button type="button" class="button" on:click=on_share>
                    <Glyph icon=Icon::Share />
                    {more.picture_share}
                </button>
            }
        });
        (!in_wechat).then(|| {
            view! {
                {share}
                <button type="button" class="button" on:click=on_save>
                    <Glyph icon=Icon::Picture />
                    {more.picture_save}
                </button>
            }
        })
    };
    let image = move || {
        let data = held.get()?;
        Some(view! { class = class,
            <img class="picture" src=data alt=alt />
            <p>{more.picture_hold}</p>
        })
    };
    let hidden = move || in_wechat && held.with(Option::is_some);
    let note = move || {
        if failed.get() {
            more.picture_failed
        } else {
            done.get()
        }
    };
    view! { class = class,
        <section class="section chrome" aria-label=more.picture_title>
            <canvas class="picture" node_ref=canvas role="img" aria-label=alt hidden=hidden></canvas>
            {image}
            <div class="actions">
                {ways}
                <span role="status" class="soft small">{note}</span>
            </div>
        </section>
    }
}
