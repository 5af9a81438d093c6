//! 关注 in a real browser: what is followed lies in the device's own database, and stays.

use crate::life::fresh;
use crate::pages::Screen;
use gongkai_app::platform::clock;
use gongkai_app::route::{Follow, Route};
use record::follow::Target;
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
