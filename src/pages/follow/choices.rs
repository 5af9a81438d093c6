//! What can be chosen of what is followed: a search's words and filters, the kinds of change; and
//! how a firm stands now.

use super::describe::{GROUPS, Speech, check_of, firm_name};
use super::terms;
use crate::components::follow_link::search_target;
use crate::components::text_field::TextField;
use crate::components::{Glyph, Icon};
use crate::locales::{use_blacklist_words, use_follow_words, use_words};
use crate::platform::clock;
use crate::route::Route;
use crate::state::suppliers::{self, Verdict};
use crate::state::{use_debarments, use_record};
use leptos::prelude::*;
use record::Search;
use record::debarment::Screen;
use record::follow::{Class, Classes, Firm, Target};
use stylers_macro::style_sheet;

/// The words and filters of a search.
#[component]
pub fn SearchPart(
    /// The search.
    target: RwSignal<Target>,
) -> impl IntoView {
    let (words, more) = (use_words(), use_follow_words());
    let record = use_record();
    let text = Memo::new(move |_| target.with(|target| target.search().text));
    // What is typed stands as it is typed, spaces at its end too.
    let written = RwSignal::new(text.get_untracked());
    Effect::new(move |_| {
        let text = text.get();
        if written.with_untracked(|written| *written.trim() != *text.trim()) {
            written.set(text);
        }
    });
    let write = Callback::new(move |typed: String| {
        written.set(typed.clone());
        target.update(|target| {
            let search = Search {
                text: typed.trim().to_owned(),
                ..target.search()
            };
            *target = search_target(&search);
        });
    });
    let conditions = move || {
        let regions = record.regions();
        let speech = Speech {
            words,
            more,
            regions: &regions,
            today: clock::today(),
        };
        let conditions = target.with(|target| speech.conditions(&target.search()));
        match conditions.is_empty() {
            true => more.no_conditions.to_owned(),
            false => (more.conditions)(&conditions.join(" · ")),
        }
    };
    let search = move || Route::Search(target.with(Target::search)).href();
    let left_out = move || {
        let excluded = target.with(|target| target.search().terms().exclude);
        let chips = excluded.into_iter().map(|word| {
            let label = (more.let_in)(&word);
            let tapped = word.clone();
            let again = move |_| {
                target.update(|target| {
                    *target = search_target(&terms::again(&target.search(), &tapped))
                });
            };
            view! {
                <button type="button" class="button" aria-label=label on:click=again>
                    "−"{word}
                    <Glyph icon=Icon::Cross />
                </button>
            }
        });
        chips.collect_view()
    };
    view! {
        <TextField label=more.words_label hint=words.search_hint text=written write />
        <p class="soft small">{more.words_note}</p>
        <div class="actions chrome">{left_out}</div>
        <p>{conditions}</p>
        <div class="actions chrome"><a class="button" href=search>{more.change_conditions}</a></div>
    }
}

/// Which changes: in four groups, with two short ways.
#[component]
pub fn ClassChoice(
    /// Those that are chosen.
    classes: RwSignal<Classes>,
    /// Those that can happen.
    possible: Classes,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/follow/follow.css");
    let more = use_follow_words();
    let groups = GROUPS
        .iter()
        .zip(more.class_groups)
        .filter_map(|(group, name)| {
            let shown = group.iter().copied().filter(|class| possible.has(*class));
            let boxes: Vec<_> = shown
                .map(|one| {
                    let toggle = move |event| {
                        let on = event_target_checked(&event);
                        classes.update(|classes| {
                            *classes = if on {
                                classes.with(one)
                            } else {
                                classes.without(one)
                            };
                        });
                    };
                    view! { class = class,
                        <label class="check">
                            <input
                                class="box"
                                type="checkbox"
                                prop:checked=move || classes.get().has(one)
                                on:change=toggle
                            />
                            <span>{(more.class)(one)}</span>
                        </label>
                    }
                })
                .collect();
            (!boxes.is_empty()).then(|| {
                view! { class = class,
                    <fieldset class="checks">
                        <legend class="name">{name}</legend>
                        {boxes}
                    </fieldset>
                }
            })
        });
    let groups = groups.collect_view();
    let presets = possible.has(Class::Award).then(|| {
        let preset = |text: &'static str, to: Classes| {
            let is_set = move || (classes.get().and(possible) == to).to_string();
            view! {
                <button
                    type="button"
                    class="button"
                    aria-pressed=is_set
                    on:click=move |_| classes.set(to)
                >
                    {text}
                </button>
            }
        };
        view! {
            <div class="actions chrome">
                {preset(more.only_awards, Classes::one(Class::Award))}
                {preset(more.all_classes, possible)}
            </div>
        }
    });
    view! {
        <section class="section">
            <h2>{more.which}</h2>
            {presets}
            {groups}
        </section>
    }
}

/// Whether a firm is on the blacklist now.
#[component]
pub fn OnList(
    /// The firm.
    firm: Firm,
) -> impl IntoView {
    let (more, list) = (use_follow_words(), use_blacklist_words());
    let debarments = use_debarments();
    let href = check_of(match firm.code.trim() {
        "" => firm_name(&firm),
        code => code,
    });
    let asked = suppliers::Firm {
        name: firm.name,
        code: firm.code,
    };
    move || {
        let Some(held) = debarments.held() else {
            return view! { <p class="soft">{more.list_away}</p> }.into_any();
        };
        let screen = Screen::new(&held.list, held.day);
        let (verdict, _) = asked.judge(&screen);
        let note = match verdict {
            Verdict::Listed => list.listed_note,
            Verdict::Namesake => list.namesakes_note,
            Verdict::Unasked | Verdict::None => list.not_found_note,
        };
        view! {
            <p>
                {more.now_on_list}
                <a href=href.clone()>{(list.verdict)(verdict)}</a>
            </p>
            <p class="soft small">{note}</p>
        }
        .into_any()
    }
}
