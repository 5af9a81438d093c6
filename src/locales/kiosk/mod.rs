//! The texts of 自助终端, loaded with its page.

mod en;
mod zh;

use super::use_words;
use crate::state::Lang;

/// Every text of this page.
#[allow(missing_docs, reason = "the Chinese texts say what each is for")]
pub struct KioskWords {
    pub title: &'static str,
    pub what: &'static str,
    pub holds: fn(n: u64) -> String,
    pub begin: &'static str,
    pub newest: &'static str,
    pub privacy: &'static str,
    pub full_screen: &'static str,
    pub start: &'static str,
    pub step: fn(n: u32) -> String,
    pub pick_region: &'static str,
    pub pick_domain: &'static str,
    pub pick_stage: &'static str,
    pub all_regions: &'static str,
    pub all_domains: &'static str,
    pub all_stages: &'static str,
    pub notices: fn(n: &str) -> String,
    pub everything: &'static str,
    pub results: &'static str,
    pub former: &'static str,
    pub next: &'static str,
    pub page: fn(at: u32, of: u32) -> String,
    pub choose_again: &'static str,
    pub take_home: &'static str,
    pub take_home_note: &'static str,
    pub take_home_code: &'static str,
    pub print: &'static str,
    pub elsewhere: &'static str,
    pub elsewhere_note: &'static str,
    pub scan: &'static str,
    pub scan_hint: &'static str,
    pub scan_note: &'static str,
    pub found_notice: &'static str,
    pub found_project: &'static str,
    pub found_search: &'static str,
    pub found_firm: &'static str,
    pub found_page: &'static str,
    pub foreign: &'static str,
    pub wrong_code: &'static str,
    pub unknown: &'static str,
    pub not_yet: &'static str,
    pub firm: &'static str,
    pub leaving: fn(seconds: u32) -> String,
    pub leaving_how: &'static str,
    pub go_on: &'static str,
    pub settings_link: &'static str,
}

/// The texts of the language that the reader chose.
pub fn use_kiosk_words() -> &'static KioskWords {
    match use_words().lang {
        Lang::ZhCn => &zh::WORDS,
        Lang::En => &en::WORDS,
    }
}
