//! The archive's search, opened to `search.mjs`. Nothing is measured here.

use archive::{Archive, Pack};
use chrono::NaiveDate;
use record::{Notice, Regions, Search, fold};
use wasm_bindgen::prelude::*;

/// An archive and the page size of a list.
#[wasm_bindgen]
#[derive(Default)]
pub struct Engine(Archive);

/// Notices on a page, as the app asks for them.
const PAGE: u32 = 20;

#[wasm_bindgen]
impl Engine {
    /// Without packs.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a pack.
    pub fn load(&mut self, key: String, bytes: &[u8]) -> Result<(), JsError> {
        self.0.insert(key, Pack::decode(bytes)?);
        Ok(())
    }

    /// Searches with facet counts and one page of notices; how many were found.
    pub fn search(&self, text: &str) -> u32 {
        self.find(text, PAGE).total
    }

    /// The ids of everything that a search finds, in order, a line each.
    pub fn hits(&self, text: &str) -> String {
        let all = self.find(text, u32::MAX).notices;
        all.iter().map(|n| format!("{}\n", n.id)).collect()
    }

    /// Every notice for the other engines, newest first: `id TAB title and names`, a line each,
    /// folded as the archive folds, with a unit separator between fields.
    pub fn rows(&self) -> String {
        let all = self.find("", u32::MAX).notices;
        all.iter()
            .map(|n| format!("{}\t{}\n", n.id, words_of(n)))
            .collect()
    }

    /// A word as the archive folds it.
    pub fn fold(&self, word: &str) -> String {
        fold(word)
    }

    fn find(&self, text: &str, limit: u32) -> archive::Results {
        let search = Search {
            text: text.to_owned(),
            ..Search::default()
        };
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default();
        self.0.search(&search, &Regions::default(), today, 0, limit)
    }
}

fn words_of(n: &Notice) -> String {
    let names = [&n.title, &n.buyer, &n.agency].into_iter();
    let names = names.chain(&n.suppliers).map(String::as_str);
    let all = names.chain(n.project.iter().map(|p| p.as_str()));
    all.map(fold).collect::<Vec<_>>().join("\u{1f}")
}
