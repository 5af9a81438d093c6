//! 放到别的网站上: for the webmaster of a department who is no programmer. What is chosen here is
//! the fragment; what comes of it is seen at once, and copied.

pub mod choices;
pub mod code;
pub mod given;
pub mod select;

use crate::app::{TITLE_ID, use_title};
use crate::components::choice::Choice;
use crate::components::{Icon, Message};
use crate::locales::{names, use_embed_words, use_words};
use crate::pages::notice::Back;
use crate::platform::history;
use crate::platform::net::{self, Freshness};
use crate::route::{Route, Section};
use crate::state::{TextStep, Theme, loaded, use_record};
use choices::{Choices, Way};
use given::Given;
use leptos::prelude::*;
use record::widget::{FOLDER, INDEX, Index, Kind, Shape};
use record::{Domain, RegionCode};
use select::Select;
use std::sync::Arc;
use stylers_macro::style_sheet;

/// Longest wait for the list of shapes, in milliseconds.
const TIMEOUT: i32 = 20_000;
/// The counts that are offered.
const COUNTS: [usize; 6] = [3, 5, 8, 10, 15, 20];

/// Why the list is not here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Absent {
    Missing,
    Offline,
}

/// The page.
#[component]
pub fn EmbedPage() -> impl IntoView {
    let (words, more) = (use_words(), use_embed_words());
    use_title(move || more.title.to_owned());
    let again = RwSignal::new(());
    let index = loaded(move || {
        again.track();
        fetch()
    });
    let content = move || match index.get() {
        None => view! { <p class="slow soft" role="status">{words.loading}</p> }.into_any(),
        Some(Ok(index)) => view! { <Chooser index=Arc::new(index) /> }.into_any(),
        Some(Err(absent)) => {
            let title = match absent {
                Absent::Missing => more.missing,
                Absent::Offline => more.offline,
            };
            view! {
                <Message icon=Icon::Offline title=title>
                    <button type="button" class="button" on:click=move |_| again.set(())>
                        {words.retry}
                    </button>
                </Message>
            }
            .into_any()
        }
    };
    view! {
        <article class="page">
            <Back to=Route::More(Section::Top) />
            <h1 id=TITLE_ID tabindex="-1">{more.title}</h1>
            <p>{more.lead}</p>
            {content}
        </article>
    }
}

async fn fetch() -> Result<Index, Absent> {
    let path = format!("{FOLDER}{INDEX}");
    let answer = net::get(&path, Freshness::Ask(None), TIMEOUT).await;
    let answer = answer.map_err(|_| Absent::Offline)?;
    serde_json::from_slice(&answer.bytes).map_err(|_| Absent::Missing)
}

/// The choices, and what comes of them.
#[component]
fn Chooser(index: Arc<Index>) -> impl IntoView {
    let class = style_sheet!("./src/pages/embed/embed.css");
    let (words, more) = (use_words(), use_embed_words());
    let record = use_record();
    let fragment = history::use_fragment();
    let choices = RwSignal::new(Choices::default());
    Effect::new(move |_| choices.set(Choices::from_fragment(&fragment.get())));
    let choose = move |change: &dyn Fn(&mut Choices)| {
        choices.update(|choices| change(choices));
        choices.with_untracked(|choices| history::replace_fragment(&choices.to_fragment()));
    };
    let chosen_shape = {
        let index = Arc::clone(&index);
        Memo::new(move |_| {
            let manifest = record.manifest()?;
            choices.with(|choices| choices.shape(&index, &manifest).cloned())
        })
    };
    let regions = {
        let index = Arc::clone(&index);
        Signal::derive(move || {
            let tree = record.regions();
            let here = index.shapes.iter().filter(|shape| shape.domain.is_none());
            here.map(|shape| match shape.region {
                Some(code) => {
                    let name = names::region(&tree, Some(code), &code.to_string(), words.lang);
                    (code.to_string(), name)
                }
                None => ("all".to_owned(), more.everywhere.to_owned()),
            })
            .collect::<Vec<_>>()
        })
    };
    let domains = Signal::derive(move || {
        let region = chosen_shape.get().and_then(|shape| shape.region);
        let here = index.shapes.iter().filter(|shape| shape.region == region);
        here.map(|shape| match shape.domain {
            Some(domain) => (domain.code().to_owned(), (words.domain)(domain).to_owned()),
            None => ("all".to_owned(), more.all_domains.to_owned()),
        })
        .collect::<Vec<_>>()
    });
    let shape_part = move |of: fn(&Shape) -> Option<String>| {
        Signal::derive(move || {
            let part = chosen_shape.with(|shape| shape.as_ref().and_then(of));
            part.unwrap_or_else(|| "all".to_owned())
        })
    };
    let counts = COUNTS.map(|n| (n.to_string(), (more.rows)(n)));
    let at = move |of: fn(&Choices) -> usize| Signal::derive(move || choices.with(of));
    let looks = move || {
        choices.with(|choices| choices.way.is_dressed()).then(|| {
            view! { class = class,
                <section class="section">
                    <h2>{more.looks}</h2>
                    <Select
                        label=more.count
                        options=Signal::stored(counts.to_vec())
                        chosen=Signal::derive(move || choices.with(|c| c.count.to_string()))
                        choose=Callback::new(move |value: String| {
                            choose(&|c| c.count = value.parse().unwrap_or(c.count));
                        })
                    />
                    <Choice
                        label=words.theme
                        name="embed-theme"
                        options=words.themes.to_vec()
                        chosen=at(|c| Theme::ALL.iter().position(|t| *t == c.theme).unwrap_or(0))
                        choose=Callback::new(move |at: usize| {
                            choose(&|c| c.theme = Theme::ALL.get(at).copied().unwrap_or_default());
                        })
                    />
                    <Choice
                        label=words.text_size
                        name="embed-text"
                        options=words.text_steps.to_vec()
                        chosen=at(|c| TextStep::ALL.iter().position(|t| *t == c.text).unwrap_or(0))
                        choose=Callback::new(move |at: usize| {
                            choose(&|c| c.text = TextStep::ALL.get(at).copied().unwrap_or_default());
                        })
                    />
                </section>
            }
        })
    };
    let given = move || {
        let shape = chosen_shape.get()?;
        let choices = choices.get();
        Some(view! { <Given choices shape /> })
    };
    view! { class = class,
        <section class="section">
            <h2>{more.what}</h2>
            <div class="pair">
                <Select
                    label=more.region
                    options=regions
                    chosen=shape_part(|shape| shape.region.map(|code| code.to_string()))
                    choose=Callback::new(move |value: String| {
                        choose(&|c| {
                            c.everywhere = value == "all";
                            c.region = RegionCode::parse(&value);
                        });
                    })
                />
                <Select
                    label=more.domain
                    options=domains
                    chosen=shape_part(|shape| shape.domain.map(|domain| domain.code().to_owned()))
                    choose=Callback::new(move |value: String| {
                        choose(&|c| c.domain = Domain::from_code(&value));
                    })
                />
            </div>
            <Choice
                label=more.kind
                name="embed-kind"
                options=more.kinds.to_vec()
                chosen=at(|c| c.kind as usize)
                choose=Callback::new(move |at: usize| {
                    choose(&|c| c.kind = Kind::ALL.get(at).copied().unwrap_or_default());
                })
            />
            {move || {
                let rows = chosen_shape.get()?.rows;
                let none = choices.with(|c| rows[c.kind as usize] == 0);
                none.then(|| view! { <p class="soft" role="status">{more.nothing_yet}</p> })
            }}
        </section>
        <section class="section">
            <h2>{more.way}</h2>
            <Choice
                label=more.way_label
                name="embed-way"
                options=more.ways.to_vec()
                chosen=at(|c| c.way as usize)
                choose=Callback::new(move |at: usize| {
                    choose(&|c| c.way = Way::ALL.get(at).copied().unwrap_or_default());
                })
            />
            <p class="soft">{move || choices.with(|c| more.way_notes[c.way as usize])}</p>
        </section>
        {looks}
        {given}
    }
}
