//! The texts of the page that hands notices to other sites, loaded with it.

mod en;
mod zh;

use super::use_words;
use crate::state::Lang;

/// Every text of the page.
#[allow(missing_docs, reason = "the Chinese texts say what each is for")]
pub struct EmbedWords {
    pub title: &'static str,
    pub lead: &'static str,
    pub missing: &'static str,
    pub offline: &'static str,
    pub what: &'static str,
    pub region: &'static str,
    pub everywhere: &'static str,
    pub domain: &'static str,
    pub all_domains: &'static str,
    pub kind: &'static str,
    pub kinds: [&'static str; 3],
    pub nothing_yet: &'static str,
    pub way: &'static str,
    pub way_label: &'static str,
    pub ways: [&'static str; 4],
    pub way_notes: [&'static str; 4],
    pub looks: &'static str,
    pub count: &'static str,
    pub rows: fn(n: usize) -> String,
    pub preview: &'static str,
    pub preview_note: &'static str,
    pub card_note: &'static str,
    pub code: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub by_hand: &'static str,
    pub steps: [&'static [&'static str]; 4],
    pub policy: &'static str,
    pub policy_note: &'static str,
    pub policy_none: &'static str,
    pub promises: &'static str,
    pub promise_list: &'static [&'static str],
    pub calendar: &'static str,
    pub no_feed: &'static str,
    pub name: fn(place: &str, domain: &str, kind: &str) -> String,
}

/// The texts of the language that the reader chose.
pub fn use_embed_words() -> &'static EmbedWords {
    match use_words().lang {
        Lang::ZhCn => &zh::WORDS,
        Lang::En => &en::WORDS,
    }
}
