//! The texts of the pages about duties: catalogue, bulletin, bodies, gaps. Apart from
//! [`Words`](super::Words), so that they are loaded with those pages.

mod en;
mod zh;

use super::use_words;
use crate::route::{LetterKind, Met};
use crate::state::Lang;
use record::catalogue::{Duty, Initiative};
use record::clock::{Outcome, Unit};

/// Every text of these pages.
#[allow(missing_docs, reason = "the Chinese texts say what each is for")]
pub struct DutyWords {
    // 全过程
    pub life_due: fn(day: &str, expected: bool, verified: bool) -> String,
    pub life_overdue: fn(day: &str, only: Option<&str>) -> String,
    pub life_not_provided: &'static str,
    pub life_withheld: &'static str,

    // The columns of the counts
    pub met: fn(Option<Met>) -> &'static str,
    pub met_definition: fn(Met) -> &'static str,

    // 清单
    pub catalogue: &'static str,
    pub catalogue_lead: &'static str,
    pub catalogue_version: fn(day: &str, fingerprint: &str) -> String,
    pub catalogue_same: &'static str,
    pub catalogue_other: fn(fingerprint: &str) -> String,
    pub catalogue_changes: &'static str,
    pub catalogue_sheet: &'static str,
    pub catalogue_qr: &'static str,
    pub reference_missing: &'static str,
    pub reference_damaged: &'static str,
    pub still_loading: &'static str,
    pub elsewhere: &'static str,
    pub leads: &'static str,
    pub within: &'static str,
    pub span: &'static str,
    pub spans: [&'static str; 2],
    pub item: &'static str,
    pub content: &'static str,
    pub limit: &'static str,
    pub publisher: &'static str,
    pub duty: fn(Duty) -> &'static str,
    pub channel: &'static str,
    pub supervision: &'static str,
    pub basis: &'static str,
    pub audience: &'static str,
    pub initiative: fn(Initiative) -> &'static str,
    pub row_source: &'static str,
    pub more_of: &'static str,
    pub not_public: &'static str,

    // 定期通报
    pub bulletin: &'static str,
    pub bulletin_title: fn(span: &str, place: &str) -> String,
    pub bulletin_lead: &'static str,
    pub bulletin_all: &'static str,
    pub bulletin_none: &'static str,
    pub bulletin_bodies: fn(n: usize) -> String,
    pub bulletin_rate: fn(percent: u32, on_time: u32, told: u32) -> String,
    pub bulletin_few: &'static str,
    pub bulletin_more: fn(n: usize) -> String,
    pub bulletin_csv: &'static str,
    pub bulletin_json: &'static str,
    pub month: &'static str,
    pub month_name: fn(year: i32, month: u32) -> String,
    pub earlier: &'static str,
    pub later: &'static str,
    pub definitions: &'static str,
    pub unnamed: &'static str,

    // The list behind a number
    pub duties: &'static str,
    pub duties_none: &'static str,
    pub duties_count: fn(n: usize) -> String,
    pub outcome: fn(Outcome, Unit, due: &str) -> String,
    pub outcome_days: fn(formed: &str, published: &str) -> String,
    pub all_domains: &'static str,

    // 责任主体
    pub body_record: &'static str,
    pub body_record_year: &'static str,
    pub body_duties: &'static str,
    pub body_none: &'static str,
    pub body_newest: &'static str,
    pub body_domains: &'static str,
    pub call: fn(phone: &str) -> String,

    // 公告
    pub owed_title: &'static str,
    pub owed_by: &'static str,
    pub prepare_letter: &'static str,
    pub letter_names: fn(LetterKind) -> &'static str,
    pub checklist_title: &'static str,
    pub checklist_count: fn(given: usize, asked: usize) -> String,
    pub checklist_note: &'static str,
    pub given_text: &'static str,
    pub given_row: &'static str,
    pub given_missing: &'static str,
    pub given_not_provided: &'static str,
    pub given_files: &'static str,
    pub given_unread: &'static str,
    pub limit_due: fn(day: &str) -> String,
    pub peer: fn(place: &str, city: &str) -> String,
    pub elsewhere_body: &'static str,
    pub reaches: fn(day: &str) -> String,
    pub unfinished: &'static str,
    pub record_line: fn(sequence: u64, root: &str) -> String,
    pub given_withheld: fn(why: &str) -> String,
    pub inferred: fn(moment: &str) -> String,
    pub related_title: &'static str,
    pub related_note: &'static str,
    pub seen_before: &'static str,
    pub new_since: &'static str,
}

/// The texts of a language.
pub const fn of(lang: Lang) -> &'static DutyWords {
    match lang {
        Lang::ZhCn => &zh::WORDS,
        Lang::En => &en::WORDS,
    }
}

/// The texts of the language that the reader chose.
pub fn use_duty_words() -> &'static DutyWords {
    of(use_words().lang)
}
