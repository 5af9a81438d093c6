//! The app's shared state in a browser tab, from opening to closing.

use crate::town::{Town, notice};
use gongkai_app::platform::{cache, clock};
use gongkai_app::state::{self, Health, Record, use_record};
use leptos::prelude::*;
use record::Search;

/// A page's life: its shared state, ended when dropped.
pub(crate) struct Life {
    pub(crate) owner: Owner,
    pub(crate) record: Record,
}

impl Life {
    pub(crate) fn begin() -> Self {
        // Already set by an earlier test of this page is as good.
        let _ = leptos::task::Executor::init_wasm_bindgen();
        let owner = Owner::new();
        let record = owner.with(|| {
            state::provide();
            use_record()
        });
        Self { owner, record }
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

impl Drop for Life {
    fn drop(&mut self) {
        self.owner.cleanup();
        // Ends its task, which waits for this.
        self.owner.unset_with_forced_cleanup();
    }
}

/// A device that has never seen the app, and an open publisher with two months.
pub(crate) async fn fresh() -> Town {
    cache::clear().await;
    web_sys::window()
        .unwrap()
        .local_storage()
        .unwrap()
        .unwrap()
        .clear()
        .unwrap();
    let town = Town::default();
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
