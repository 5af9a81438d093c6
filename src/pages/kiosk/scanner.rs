//! A field for a scanner of QR and bar codes, which types like a keyboard and ends with Enter.
//! What is typed anywhere lands in it; it never calls up a keyboard on the screen.

use super::code::{Code, notice_id};
use super::walk::{Step, Walk, use_walk};
use super::{Glyph, Icon, show};
use crate::locales::{KioskWords, use_kiosk_words};
use crate::platform::{page, public};
use crate::state::{Record, use_record};
use leptos::ev;
use leptos::prelude::*;
use record::{ProjectCode, UnifiedDealCode};
use stylers_macro::style_sheet;

/// The field's id.
const FIELD: &str = "scan";

/// The field.
#[component]
pub fn Scanner() -> impl IntoView {
    let class = style_sheet!("./src/pages/kiosk/kiosk.css");
    let words = use_kiosk_words();
    let (walk, record) = (use_walk(), use_record());
    StoredValue::new_local(public::type_into(FIELD));
    let input = NodeRef::<leptos::html::Input>::new();
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(input) = input.get_untracked() else {
            return;
        };
        let typed = input.value();
        input.set_value("");
        walk.typed.set(String::new());
        let said = look(walk, record, &typed, words);
        // The way there clears what was said before.
        walk.said.set(said.to_owned());
    };
    view! { class = class,
        <form class="scan" autocomplete="off" on:submit=on_submit>
            <label class="label" for=FIELD><Glyph icon=Icon::Code />{words.scan}</label>
            <input
                class="field"
                id=FIELD
                node_ref=input
                type="text"
                inputmode="none"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                lang="en"
                placeholder=words.scan_hint
                prop:value=walk.typed
                on:input=move |event| walk.typed.set(event_target_value(&event))
            />
        </form>
    }
}

/// Looks for what a code says, goes there, and says what it was.
fn look(walk: Walk, record: Record, typed: &str, words: &'static KioskWords) -> &'static str {
    let text = match Code::read(typed, &page::public_base(), &page::base()) {
        Code::Empty => return "",
        Code::Foreign => return words.foreign,
        Code::Miswritten => return words.wrong_code,
        Code::Page(route) => return show(walk, route, String::new())(words),
        Code::Credit(code) => {
            walk.go(Step::Firm(code.to_string()));
            return words.found_firm;
        }
        Code::Text(text) => text,
    };
    if let Some(id) = notice_id(&text).filter(|id| record.find(*id).is_some()) {
        walk.go(Step::Notice(id));
        return words.found_notice;
    }
    // As it is printed, and as a scanner with its capitals on types it.
    for code in [text.clone(), text.to_uppercase()] {
        let code = ProjectCode(code);
        if !record.project(&code).is_empty() {
            walk.go(Step::Project(code));
            return words.found_project;
        }
    }
    let deal = record.by_deal(&UnifiedDealCode(text.clone()));
    let project = deal.iter().find_map(|notice| notice.project.clone());
    if let Some(code) = project {
        walk.go(Step::Project(code));
        return words.found_project;
    }
    if let Some(notice) = deal.last() {
        walk.go(Step::Notice(notice.id));
        return words.found_notice;
    }
    match Code::unknown(&text) {
        Some(_) => words.wrong_code,
        None if !record.progress().done => words.not_yet,
        None => words.unknown,
    }
}
