//! The app's shared state in a browser tab, from opening to closing.

use crate::town::{Town, notice};
use gongkai_app::platform::{cache, clock, page};
use gongkai_app::state::{self, Health, Record, use_record};
use leptos::mount::mount_to;
use leptos::prelude::*;
use record::Search;
use std::cell::Cell;
use wasm_bindgen::JsCast;

/// A page's life: its shared state, ended when dropped.
pub(crate) struct Life {
    pub(crate) owner: Owner,
    pub(crate) record: Record,
    /// Unmounts when dropped.
    _mounted: Box<dyn std::any::Any>,
}

impl Life {
    pub(crate) fn begin() -> Self {
        let (sender, receiver) = std::sync::mpsc::channel();
        let document = web_sys::window().unwrap().document().unwrap();
        let host = document.create_element("div").unwrap().unchecked_into();
        let mounted = mount_to(host, move || {
            state::provide();
            sender
                .send((Owner::current().unwrap(), use_record()))
                .unwrap();
        });
        let (owner, record) = receiver.recv().unwrap();
        Self {
            owner,
            record,
            _mounted: Box::new(mounted),
        }
    }

    pub(crate) fn titles(&self) -> Vec<String> {
        let found = untrack(|| self.record.search(&Search::default(), 0, 50));
        let notices = found.map(|(results, _)| results.notices);
        notices.into_iter().flatten().map(|n| n.title).collect()
    }

    pub(crate) async fn until(&self, what: &str, is: impl Fn(&Self) -> bool) {
        for _ in 0..200 {
            if is(self) {
                return;
            }
            clock::sleep(20).await;
        }
        let health = untrack(|| self.record.health());
        panic!("never {what}: {health:?}, {:?}", self.titles());
    }

    pub(crate) async fn settled(&self) {
        self.until("settled", |life| {
            let health = untrack(|| life.record.health());
            let done = untrack(|| life.record.progress()).done;
            !matches!(health, Health::Starting | Health::Checking)
                && (done || !matches!(health, Health::Fresh { .. }))
        })
        .await;
    }

    pub(crate) async fn check(&self) {
        self.record.check_now();
        self.settled().await;
    }

    pub(crate) fn health(&self) -> Health {
        untrack(|| self.record.health())
    }
}

/// A device that has never seen the app, and an open publisher with two months.
///
/// Each test has a base of its own, and so its own stored files: the page of the test before may
/// still be writing.
pub(crate) async fn fresh() -> Town {
    thread_local!(static TESTS: Cell<u32> = const { Cell::new(0) });
    let number = TESTS.replace(TESTS.get() + 1);
    page::set_root("data-base", &format!("/town-{number}/"));
    cache::clear().await;
    let window = web_sys::window().unwrap();
    window.local_storage().unwrap().unwrap().clear().unwrap();
    let town = Town::new(&page::public_base());
    town.publish(1, &two_months());
    town.open();
    town
}

pub(crate) fn two_months() -> [(&'static str, Vec<record::Notice>); 2] {
    [
        (
            "2026-11",
            vec![
                notice(1, "2026-11-03", "污水处理厂"),
                notice(2, "2026-11-02", "小学校舍"),
            ],
        ),
        ("2026-10", vec![notice(3, "2026-10-09", "污水管网")]),
    ]
}
