//! The texts of newer versions, of what changed, and of what is kept on the device.

mod en;
mod zh;

use super::use_words;
use crate::state::Lang;
use crate::state::keep::Halt;

/// Every text of these parts.
#[allow(missing_docs, reason = "the Chinese texts say what each is for")]
pub struct KeepWords {
    pub about_app: &'static str,
    pub ready: &'static str,
    pub take: &'static str,
    pub later: &'static str,
    pub too_old: &'static str,
    pub newer_data: &'static str,
    pub look: &'static str,
    pub looking: &'static str,
    pub no_newer: &'static str,
    pub updated: &'static str,
    pub what_changed: &'static str,
    pub noted: &'static str,

    pub changes: &'static str,
    pub changes_note: &'static str,
    pub changes_read: &'static str,
    pub changes_missing: &'static str,
    pub new_to_you: &'static str,

    pub kept: &'static str,
    pub kept_since: fn(at: &str) -> String,
    pub oldest: fn(record: &str, text: Option<&str>) -> String,
    pub app: &'static str,
    pub record_of: fn(year: i32) -> String,
    pub texts: fn(n: usize) -> String,
    pub blacklist: &'static str,
    pub reference: &'static str,
    pub personal: &'static str,
    pub together: &'static str,
    pub full: &'static str,
    pub promised: fn(bool) -> &'static str,

    pub years: &'static str,
    pub years_note: &'static str,
    pub year_choices: [&'static str; 4],
    pub left_out: &'static str,
    pub left_out_next: &'static str,

    pub whole_texts: &'static str,
    pub texts_note: &'static str,
    pub year: fn(year: i32, notices: u32) -> String,
    pub to_fetch: fn(size: &str) -> String,
    pub all_here: fn(size: &str) -> String,
    pub fetch: &'static str,
    pub no_longer: &'static str,
    pub fetching: fn(done: &str, all: &str) -> String,
    pub progress: &'static str,
    pub pause: &'static str,
    pub go_on: &'static str,
    pub halted: fn(Halt) -> &'static str,
    pub followed: &'static str,
    pub followed_note: &'static str,
    pub free_lines: &'static str,
    pub free_lines_note: &'static str,
    pub free_lines_untold: &'static str,

    pub delete: &'static str,
    pub kinds: [&'static str; 4],
    pub sure: [&'static str; 4],
    pub followed_too: &'static str,
    pub followed_stays: &'static str,
}

/// The texts of a language.
pub const fn of(lang: Lang) -> &'static KeepWords {
    match lang {
        Lang::ZhCn => &zh::WORDS,
        Lang::En => &en::WORDS,
    }
}

/// The texts of the language that the reader chose.
pub fn use_keep_words() -> &'static KeepWords {
    of(use_words().lang)
}
