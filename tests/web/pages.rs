//! Pages as readers meet them: what is typed, what is shown, what the address then says.

use crate::life::fresh;
use crate::town::Town;
use gongkai_app::app::App;
use gongkai_app::platform::{clock, history, page};
use js_sys::{Function, Reflect};
use leptos::mount::mount_to;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

/// The whole app on a page, taken away when dropped.
pub(crate) struct Screen {
    host: Element,
    _mounted: Box<dyn std::any::Any>,
}

impl Screen {
    /// Opens the app at an address under its base.
    pub(crate) fn open(relative: &str) -> Self {
        let window = web_sys::window().unwrap();
        let url = page::under_base(relative);
        let history = window.history().unwrap();
        history
            .push_state_with_url(&"".into(), "", Some(&url))
            .unwrap();
        let document = window.document().unwrap();
        let host = document.create_element("div").unwrap();
        document.body().unwrap().append_child(&host).unwrap();
        let mounted = mount_to(host.clone().unchecked_into::<HtmlElement>(), App);
        Self {
            host,
            _mounted: Box::new(mounted),
        }
    }

    /// The titles of the hits, from the top.
    fn hits(&self) -> Vec<String> {
        let list = self.host.query_selector("main ul.rows").unwrap();
        let first = list.and_then(|list| list.first_element_child());
        let rows = std::iter::successors(first, |row| row.next_element_sibling());
        let title = |row: Element| row.query_selector(".title").unwrap()?.text_content();
        rows.filter_map(title).collect()
    }

    /// How many elements there are.
    pub(crate) fn count(&self, selector: &str) -> u32 {
        // By hand: the app itself has no use for lists of nodes, and its features are this build's.
        let find = Reflect::get(&self.host, &"querySelectorAll".into()).unwrap();
        let find: Function = find.unchecked_into();
        let found = find.call1(&self.host, &selector.into()).unwrap();
        let length = Reflect::get(&found, &"length".into()).unwrap();
        length.as_f64().unwrap() as u32
    }

    /// All that is written on the page.
    pub(crate) fn text(&self) -> String {
        self.host.text_content().unwrap_or_default()
    }

    /// Taps an element.
    pub(crate) fn click(&self, selector: &str) {
        let element = self.host.query_selector(selector).unwrap().unwrap();
        element.unchecked_into::<HtmlElement>().click();
    }

    async fn shows(&self, wanted: &[&str]) {
        for _ in 0..200 {
            if self.hits() == wanted {
                return;
            }
            clock::sleep(20).await;
        }
        panic!("{:?}, not {wanted:?}", self.hits());
    }

    fn field(&self) -> HtmlInputElement {
        let field = self.host.query_selector("input[type=search]").unwrap();
        field.unwrap().unchecked_into()
    }

    /// Types, as a keyboard does.
    fn types(&self, text: &str) {
        let field = self.field();
        field.set_value(text);
        let event = Event::new("input").unwrap();
        event.init_event_with_bubbles("input", true);
        field.dispatch_event(&event).unwrap();
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.host.remove();
    }
}

async fn opened(relative: &str) -> (Town, Screen) {
    let town = fresh().await;
    (town, Screen::open(relative))
}

#[wasm_bindgen_test]
async fn hits_come_while_typing_and_the_address_follows() {
    let (_town, screen) = opened("search").await;
    screen.shows(&["污水处理厂", "小学校舍", "污水管网"]).await;
    let entries = web_sys::window()
        .unwrap()
        .history()
        .unwrap()
        .length()
        .unwrap();
    for (typed, wanted) in [
        ("污", &["污水处理厂", "污水管网"][..]),
        ("污水 -管网", &["污水处理厂"]),
        ("医院", &[]),
        ("", &["污水处理厂", "小学校舍", "污水管网"]),
    ] {
        screen.types(typed);
        screen.shows(wanted).await;
        let search = record::Search::from_fragment(&history::fragment());
        assert_eq!(search.text, typed);
    }
    let after = web_sys::window()
        .unwrap()
        .history()
        .unwrap()
        .length()
        .unwrap();
    assert_eq!(after, entries, "typing must not fill the history");
}

#[wasm_bindgen_test]
async fn an_address_opens_its_search() {
    let search = record::Search {
        text: "校舍".into(),
        ..record::Search::default()
    };
    let (_town, screen) = opened(&format!("search#{}", search.to_fragment())).await;
    screen.shows(&["小学校舍"]).await;
    assert_eq!(screen.field().value(), "校舍");
}
