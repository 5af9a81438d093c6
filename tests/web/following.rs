//! 关注 in a real browser: what is followed lies in the device's own database, and stays.

use crate::life::{Life, fresh};
use crate::pages::Screen;
use chrono::NaiveDateTime;
use gongkai_app::platform::clock;
use gongkai_app::route::{Follow, Route};
use gongkai_app::state::{following, use_follows};
use record::NoticeId;
use record::follow::{Alert, Class, Classes, Return, Subscription, Target};
use wasm_bindgen_test::wasm_bindgen_test;

/// The address of a part of 关注 under the app's base.
fn at(follow: Follow) -> String {
    Route::Follow(follow)
        .under("/")
        .trim_start_matches('/')
        .to_owned()
}

async fn has(screen: &Screen, selector: &str, count: u32) {
    for _ in 0..200 {
        if screen.count(selector) == count {
            return;
        }
        clock::sleep(20).await;
    }
    panic!("{} of {selector}, not {count}", screen.count(selector));
}

#[wasm_bindgen_test]
async fn what_is_followed_stays_and_leads_to_its_form() {
    let _town = fresh().await;
    let search = Target::Search("q=污水".into());
    let screen = Screen::open(&at(Follow::New(search.clone())));
    has(&screen, "form button[data-kind=main]", 1).await;
    screen.click("form button[data-kind=main]");
    has(&screen, "li.subscription", 1).await;
    drop(screen);

    // Another page of the same device.
    let screen = Screen::open(&at(Follow::Inbox));
    has(&screen, "li.subscription", 1).await;
    drop(screen);
    let screen = Screen::open(&at(Follow::New(search)));
    has(&screen, ".message a", 2).await;
    drop(screen);
    let screen = Screen::open(&at(Follow::Edit(1)));
    has(&screen, "input[type=checkbox]", 10).await;
    // A subscription that is not there says so.
    drop(screen);
    let screen = Screen::open(&at(Follow::Edit(99)));
    has(&screen, ".message", 1).await;
}

#[wasm_bindgen_test]
async fn a_digest_a_gap_and_folded_text_are_said_and_a_gap_is_dismissed_for_good() {
    let _town = fresh().await;
    let settings = r#"{"v":1,"data":{"lang":"zh-CN"}}"#;
    let window = web_sys::window().unwrap();
    let storage = window.local_storage().unwrap().unwrap();
    storage.set_item("gongkai.settings", settings).unwrap();
    let then: NaiveDateTime = "2026-11-24T09:00:00".parse().unwrap();
    let life = Life::begin();
    let follows = life.owner.with(use_follows);
    following::change(follows, move |f| {
        let target = Target::Search(String::new());
        f.subscriptions = vec![Subscription {
            id: 1,
            name: "全部".into(),
            classes: Classes::OF_NOTICES,
            target,
            created: then,
            since: 0,
            muted_until: None,
        }];
        f.gap = Some(then);
        f.checks.back = Some(Return { at: then, days: 32 });
        f.alerts.clear();
        for (sequence, class) in [(1, Class::Award), (2, Class::Text), (3, Class::Text)] {
            let mut alert = Alert::new(class, "P1".into(), then);
            (alert.sequence, alert.count, alert.why) = (sequence, 1, vec![1]);
            (alert.title, alert.notice) = ("污水".into(), Some(NoticeId::from_bits(1)));
            f.alerts.push(alert);
        }
    })
    .await;
    drop(life);

    let screen = Screen::open(&at(Follow::Inbox));
    has(&screen, "li.alerts", 1).await;
    has(&screen, "li.digest", 1).await;
    assert!(
        screen.text().contains("离开 32 天：3 项"),
        "{}",
        screen.text()
    );
    assert!(screen.text().contains("另有 2 处文字修改"));
    has(&screen, "p.loud", 1).await;
    assert!(screen.text().contains("离开太久：11月24日"));
    screen.click("p.loud + .actions button");
    has(&screen, "p.loud", 0).await;
    drop(screen);
    let screen = Screen::open(&at(Follow::Inbox));
    has(&screen, "li.alerts", 1).await;
    has(&screen, "p.loud", 0).await;
}
