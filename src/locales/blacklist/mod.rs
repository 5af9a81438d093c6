//! The texts of the blacklist, loaded with its pages.

mod en;
mod zh;

use super::use_words;
use crate::pages::blacklist::rows::Unread;
use crate::state::Lang;
use crate::state::suppliers::{Refusal, Verdict};
use record::debarment::{DebarmentKind, Difference};

/// Every text of these pages.
#[allow(missing_docs, reason = "the Chinese texts say what each is for")]
pub struct BlacklistWords {
    pub title: &'static str,
    pub lead: &'static str,
    pub field: &'static str,
    pub hint: &'static str,
    pub privacy: &'static str,
    pub wrong_code: &'static str,

    pub listed: &'static str,
    pub listed_note: &'static str,
    pub namesakes: &'static str,
    pub namesakes_note: &'static str,
    pub not_found: &'static str,
    pub not_found_note: &'static str,
    pub same_writing: &'static str,
    pub differs: fn(how: &str) -> String,
    pub difference: fn(Difference) -> &'static str,

    pub as_of: fn(list: &str, at: &str) -> String,
    pub cached: fn(at: &str) -> String,
    pub current: &'static str,
    pub no_list: &'static str,
    pub damaged_list: &'static str,
    pub source_verified: fn(name: &str, at: &str) -> String,
    pub source_stale: fn(name: &str, at: &str) -> String,
    pub source_forgotten: fn(name: &str) -> String,

    pub list_title: &'static str,
    pub list_none: &'static str,
    pub list_count: fn(n: usize) -> String,
    pub kind: fn(DebarmentKind) -> &'static str,
    pub code: &'static str,
    pub wrong_code_sent: fn(code: &str) -> String,
    pub no_code: &'static str,
    pub reason: &'static str,
    pub result: &'static str,
    pub basis: &'static str,
    pub authority: &'static str,
    pub decision: &'static str,
    pub decided: &'static str,
    pub published: &'static str,
    pub until: &'static str,
    pub until_longest: fn(day: &str) -> String,
    pub scope: &'static str,
    pub source: &'static str,
    pub details: &'static str,

    pub on_that_day: &'static str,
    pub on_that_day_note: &'static str,
    pub sheet: &'static str,
    pub many: &'static str,

    pub sheet_empty: &'static str,
    pub sheet_asked: &'static str,
    pub sheet_answer: &'static str,
    pub row_kind: &'static str,
    pub sheet_by_code: fn(code: &str) -> String,
    pub sheet_by_name: fn(name: &str) -> String,
    pub sheet_time: &'static str,
    pub sheet_list: &'static str,
    pub sheet_day: fn(day: &str) -> String,
    pub sheet_sources: &'static str,
    pub sheet_entries: &'static str,
    pub sheet_json: &'static str,
    pub sheet_page: &'static str,
    pub sheet_qr: &'static str,
    pub sheet_qr_note: &'static str,
    pub compare_title: &'static str,
    pub compare_same: fn(day: &str) -> String,
    pub compare_lists: fn(theirs: &str, ours: &str) -> String,
    pub compare_now: fn(theirs: &str, ours: &str) -> String,
    pub compare_now_same: fn(answer: &str) -> String,
    pub compare_changed: fn(day: &str, theirs: &str, ours: &str) -> String,
    pub compare_gone: fn(day: &str) -> String,
    pub compare_come: &'static str,
    pub compare_odd: &'static str,

    pub many_lead: &'static str,
    pub many_text: &'static str,
    pub many_hint: &'static str,
    pub many_check: &'static str,
    pub many_open: &'static str,
    pub many_opened: fn(file: &str) -> String,
    pub many_clear: &'static str,
    pub many_cleared: &'static str,
    pub many_unread: fn(Unread) -> String,
    pub many_reading: &'static str,
    pub many_checking: fn(done: usize, all: usize) -> String,
    pub many_result: &'static str,
    pub many_count: fn(n: usize) -> String,
    pub many_only: &'static str,
    pub many_all: &'static str,
    pub many_csv: &'static str,
    pub many_shown: fn(n: usize) -> String,
    pub verdict: fn(Verdict) -> &'static str,
    pub verdict_count: fn(verdict: &str, n: usize) -> String,
    pub row_wrong_code: fn(code: &str) -> String,
    pub row_other_code: &'static str,
    pub row_entry: &'static str,
    pub row_others: fn(n: usize) -> String,
    pub row_name: &'static str,
    pub row_note: &'static str,

    pub standing: &'static str,
    pub standing_note: &'static str,
    pub standing_none: &'static str,
    pub standing_name: &'static str,
    pub standing_keep: &'static str,
    pub standing_kept: &'static str,
    pub standing_unnamed: &'static str,
    pub standing_refused: fn(Refusal) -> &'static str,
    pub standing_count: fn(n: usize) -> String,
    pub standing_checked: fn(at: &str, list: &str) -> String,
    pub standing_changed: fn(since: &str) -> String,
    pub standing_newly: &'static str,
    pub standing_no_longer: &'static str,
    pub standing_otherwise: &'static str,
    pub standing_same: fn(since: &str) -> String,
    pub standing_noted: &'static str,
    pub standing_show: &'static str,
    pub standing_rename: &'static str,
    pub standing_save: &'static str,
    pub standing_delete: &'static str,
    pub standing_deleted: fn(name: &str) -> String,
    pub undo: &'static str,
}

/// The texts of a language.
pub const fn of(lang: Lang) -> &'static BlacklistWords {
    match lang {
        Lang::ZhCn => &zh::WORDS,
        Lang::En => &en::WORDS,
    }
}

/// The texts of the language that the reader chose.
pub fn use_blacklist_words() -> &'static BlacklistWords {
    of(use_words().lang)
}
