//! What the reader chose, and where in the app the reader is.

use crate::life::{Life, fresh};
use gongkai_app::platform::{clock, history, storage};
use gongkai_app::state::{Lang, TextStep, Theme, use_settings};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn settings_persist_and_show_on_the_root_element() {
    fresh().await;
    let life = Life::begin();
    let settings = life.owner.with(use_settings);
    settings.set_text(TextStep::Largest);
    settings.set_theme(Theme::Dark);
    settings.set_lang(Lang::En);
    drop(life);
    let root = web_sys::window()
        .unwrap()
        .document()
        .unwrap()
        .document_element()
        .unwrap();
    for (name, value) in [
        ("data-text", "largest"),
        ("data-theme", "dark"),
        ("lang", "en"),
    ] {
        assert_eq!(root.get_attribute(name).as_deref(), Some(value));
        root.remove_attribute(name).unwrap();
    }
    let life = Life::begin();
    let settings = life.owner.with(use_settings);
    assert_eq!(untrack(|| settings.text()), TextStep::Largest);
    assert_eq!(untrack(|| settings.lang()), Lang::En);
    assert_eq!(root.get_attribute("data-theme").as_deref(), Some("dark"));
}

#[wasm_bindgen_test]
fn a_record_of_a_newer_app_is_neither_read_nor_overwritten() {
    let area = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    let newer = r#"{"v":2,"data":{"text":"huge"}}"#;
    area.set_item("gongkai.settings", newer).unwrap();
    assert_eq!(storage::load::<String>(storage::Key::Settings), None);
    assert!(!storage::save(storage::Key::Settings, &"standard"));
    assert_eq!(
        area.get_item("gongkai.settings").unwrap().as_deref(),
        Some(newer)
    );
    area.clear().unwrap();
}

#[wasm_bindgen_test]
async fn the_fragment_follows_back_and_typing_adds_no_entry() {
    let owner = Owner::new();
    history::push_fragment("q=a");
    let fragment = owner.with(history::use_fragment);
    history::replace_fragment("q=ab");
    history::push_fragment("q=abc");
    assert_eq!(history::fragment(), "q=abc");
    history::back();
    for _ in 0..50 {
        if fragment.get_untracked() == "q=ab" {
            return;
        }
        clock::sleep(20).await;
    }
    panic!("{}", fragment.get_untracked());
}
