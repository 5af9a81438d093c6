//! The texts of what leaves the app: shared text, pictures, paper. Loaded with the other pages.

mod en;
mod zh;

use super::use_words;
use crate::state::Lang;

/// Every text of these.
#[allow(missing_docs, reason = "the Chinese texts say what each is for")]
pub struct ShareWords {
    pub until: fn(at: &str) -> String,
    pub official: &'static str,
    pub picture: &'static str,
    pub picture_away: &'static str,
    pub picture_title: &'static str,
    pub picture_save: &'static str,
    pub picture_share: &'static str,
    pub picture_saved: &'static str,
    pub picture_hold: &'static str,
    pub picture_failed: &'static str,
    pub picture_scan: &'static str,
    pub picture_data: fn(at: &str) -> String,
    pub paper_address: &'static str,
    pub paper_hash: &'static str,
    pub paper_record: fn(sequence: u64, at: &str) -> String,
    pub paper_root: &'static str,
    pub paper_code: &'static str,
    pub sheet_title: &'static str,
    pub sheet_all: &'static str,
    pub sheet_first: fn(shown: usize, of: &str) -> String,
    pub sheet_since: fn(n: &str, oldest: &str) -> String,
    pub column_notice: &'static str,
    pub column_day: &'static str,
    pub column_until: &'static str,
    pub column_money: &'static str,
}

/// The texts of the language that the reader chose.
pub fn use_share_words() -> &'static ShareWords {
    match use_words().lang {
        Lang::ZhCn => &zh::WORDS,
        Lang::En => &en::WORDS,
    }
}
