//! The texts of 办事, of letters and of 进度查询. Apart from [`Words`](super::Words), so that they
//! are loaded with those pages.

mod en;
mod zh;

use super::use_words;
use crate::route::LetterKind;
use crate::state::Lang;
use record::clock::Unit;
use record::guide::PolicyState;

/// Every text of these pages.
#[allow(missing_docs, reason = "the Chinese texts say what each is for")]
pub struct GuideWords {
    // 办事
    pub guide: &'static str,
    pub guide_ask: &'static str,
    pub guide_letters: &'static str,
    pub guide_missing: &'static str,
    pub guide_damaged: &'static str,
    pub procedures: &'static str,
    pub procedures_none: &'static str,
    pub reference: &'static str,
    pub reference_note: &'static str,
    pub reference_legend: &'static str,
    pub may: &'static str,
    pub by_when: &'static str,
    pub steps: &'static str,
    pub answer: &'static str,
    pub basis: &'static str,
    pub prepare: fn(kind: &str) -> String,

    // 我写的信
    pub sent: &'static str,
    pub sent_note: &'static str,
    pub sent_none: &'static str,
    pub sent_none_next: &'static str,
    pub sent_day: fn(day: &str) -> String,
    pub sent_open: &'static str,
    pub sent_gone: &'static str,
    pub draft: &'static str,
    pub draft_open: &'static str,
    pub draft_gone: &'static str,
    pub delete: &'static str,
    pub undo: &'static str,
    pub reply_due: fn(day: &str, expected: bool) -> String,
    pub reply_left: fn(days: i64) -> String,
    pub reply_law: fn(count: u32, unit: Unit, law: &str, verified: bool) -> String,
    pub reply_untold: &'static str,
    pub reply_missing: &'static str,

    // 规范文件
    pub policies: &'static str,
    pub policies_note: &'static str,
    pub policy_label: &'static str,
    pub policy_hint: &'static str,
    pub policy_count: fn(found: usize, all: usize) -> String,
    pub policy_more: fn(n: usize) -> String,
    pub policy_none: &'static str,
    pub policy_none_next: &'static str,
    pub policy_state: fn(PolicyState) -> &'static str,
    pub policy_result: &'static str,
    pub policy_checked: fn(day: &str) -> String,
    pub policy_source: &'static str,

    // 写信
    pub letter: &'static str,
    pub letter_kind: &'static str,
    pub kind: fn(LetterKind) -> &'static str,
    pub kind_note: fn(LetterKind) -> &'static str,
    pub letter_about: &'static str,
    pub letter_no_notice: &'static str,
    pub letter_never_sends: &'static str,
    pub letter_publicity_over: fn(at: &str) -> String,
    pub letter_publicity_until: fn(at: &str) -> String,
    pub time_until: fn(kind: LetterKind, day: &str, expected: bool, passed: bool) -> String,
    pub time_procurement_complaint: &'static str,
    pub letter_not_late: &'static str,
    pub letter_no_text: &'static str,
    pub letter_row_only: &'static str,
    pub letter_no_law: &'static str,
    pub letter_not_authority: &'static str,
    pub letter_text: &'static str,
    pub letter_kept: &'static str,
    pub letter_not_kept: &'static str,
    pub letter_reset: &'static str,
    pub letter_was_reset: &'static str,
    pub letter_copy: &'static str,
    pub letter_copied: &'static str,
    pub letter_copy_by_hand: &'static str,
    pub letter_share: &'static str,
    pub letter_mail: &'static str,
    pub letter_ways: &'static str,
    pub letter_sent: &'static str,
    pub letter_sent_note: fn(has_clock: bool) -> &'static str,
    pub letter_was_sent: fn(day: &str) -> String,
    pub letter_guide: &'static str,
    pub letter_read_along: &'static str,

    // The letter itself.
    pub said_title: fn(kind: LetterKind, procurement: bool, of: &str) -> String,
    pub said_to: fn(to: &str) -> String,
    pub said_through: fn(to: &str, agency: &str) -> String,
    pub said_opening: fn(kind: LetterKind, procurement: bool) -> &'static str,
    pub said_notice: &'static str,
    pub said_buyer: &'static str,
    pub said_official: &'static str,
    pub said_late: &'static str,
    pub said_broken: fn(what: &str, amount: &str, standing: &str, law: &str) -> String,
    pub said_due: fn(days: &[String; 3], published: bool, by: &str) -> String,
    pub said_missing:
        fn(stage: &str, day: &str, only: Option<&str>, until: Option<&str>, law: &str) -> String,
    pub said_blanks: fn(kind: LetterKind) -> &'static [&'static str],
    pub said_signature: &'static [&'static str],

    // 进度查询
    pub progress: &'static str,
    pub progress_label: &'static str,
    pub progress_hint: &'static str,
    pub progress_examples: &'static str,
    pub progress_found: fn(projects: usize, notices: usize, more: bool) -> String,
    pub progress_none: &'static str,
    pub progress_none_next: &'static str,
    pub progress_coming: &'static str,
    pub progress_more: &'static str,
    pub progress_now: &'static str,
    pub progress_next: &'static str,
    pub progress_done: &'static str,
    pub progress_loose: &'static str,
}

impl GuideWords {
    /// The texts of a language: a letter is always written in Chinese.
    pub const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::ZhCn => &zh::WORDS,
            Lang::En => &en::WORDS,
        }
    }
}

/// The texts of the language that the reader chose.
pub fn use_guide_words() -> &'static GuideWords {
    GuideWords::of(use_words().lang)
}
