//! The texts of newer versions, of what changed, and of what is kept on the device.

mod en;
mod zh;

use super::use_words;
use crate::state::Lang;

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
