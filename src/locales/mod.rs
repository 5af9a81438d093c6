//! Every word that the app itself says, zh-CN and en. A text missing in a language does not
//! compile. Notices stay as they were published.

pub mod blacklist;
pub mod duties;
pub mod embed;
mod en;
pub mod follow;
pub mod format;
pub mod guide;
pub mod hand;
pub mod keep;
pub mod kiosk;
pub mod names;
pub mod people;
pub mod share;
mod zh;

pub use blacklist::{BlacklistWords, use_blacklist_words};
pub use duties::{DutyWords, use_duty_words};
pub use embed::{EmbedWords, use_embed_words};
pub use follow::{FollowWords, use_follow_words};
pub use guide::{GuideWords, use_guide_words};
pub use hand::{HandWords, use_hand_words};
pub use keep::{KeepWords, use_keep_words};
pub use kiosk::{KioskWords, use_kiosk_words};
pub use people::{PeopleWords, use_people_words};
pub use share::{ShareWords, use_share_words};

use crate::state::Lang;
use record::clock::{Bound, Moment, Unit};
use record::{Domain, MoneyKind, Stage};

/// The texts of a language, by place and meaning.
#[allow(missing_docs, reason = "the texts themselves say what they are")]
pub struct Words {
    pub lang: Lang,

    // The frame.
    pub app: &'static str,
    pub skip: &'static str,
    pub nav: &'static str,
    pub home: &'static str,
    pub search: &'static str,
    pub more: &'static str,
    pub back: &'static str,
    pub services: &'static str,
    pub progress_query: &'static str,
    pub catalogue: &'static str,
    pub blacklist: &'static str,
    pub follow: &'static str,
    pub followed: &'static str,
    pub follow_this: &'static str,
    pub unread: fn(n: u32) -> String,
    pub follow_news: &'static str,
    pub follow_all: &'static str,
    pub bulletin: &'static str,
    pub guide: &'static str,
    pub demo: &'static str,
    pub help: &'static str,
    pub hotline: &'static str,
    pub centre: &'static str,
    pub loading: &'static str,
    pub retry: &'static str,

    // The status line.
    pub status_label: &'static str,
    pub checked: fn(at: &str) -> String,
    pub starting: &'static str,
    pub checking: &'static str,
    pub never_checked: &'static str,
    pub sources_ok: fn(n: usize) -> String,
    pub offline: fn(age: &str) -> String,
    pub offline_never: &'static str,
    pub damaged: fn(age: &str) -> String,
    pub damaged_empty: &'static str,
    pub too_new: &'static str,
    pub missing: &'static str,
    pub source_ok: &'static str,
    pub source_stale: &'static str,
    pub source_refused: &'static str,
    pub source_unreachable: &'static str,
    pub days_unchecked: fn(days: i64) -> String,
    pub use_official: &'static str,

    // 首页
    pub search_hint: &'static str,
    pub search_label: &'static str,
    pub since_title: &'static str,
    pub since_count: fn(n: u32, or_more: bool, at: &str) -> String,
    pub since_none: fn(at: &str) -> String,
    pub newest_title: &'static str,
    pub all_newest: &'static str,
    pub closing_title: &'static str,
    pub closing_none: &'static str,
    pub domains_title: &'static str,
    pub today: &'static str,
    pub seven_days: &'static str,
    pub progress: fn(done: u32, all: u32, oldest: &str) -> String,
    pub progress_label: &'static str,
    pub text_size: &'static str,
    pub welcome: &'static str,
    pub welcome_skip: &'static str,
    pub change_home: fn(home: &str) -> String,
    pub whole_city: &'static str,
    pub only_home: fn(home: &str) -> String,

    // 查询
    pub filters: &'static str,
    pub facet_domain: &'static str,
    pub facet_region: &'static str,
    pub facet_stage: &'static str,
    pub facet_time: &'static str,
    pub facet_amount: &'static str,
    pub any: &'static str,
    pub within: fn(days: u32) -> String,
    pub range: fn(from: &str, to: &str) -> String,
    pub below: fn(amount: &str) -> String,
    pub above: fn(amount: &str) -> String,
    pub clear_text: &'static str,
    pub clear_all: &'static str,
    pub found: fn(n: u32) -> String,
    pub searched: fn(place: &str, since: &str, n: u32, ms: &str) -> String,
    pub still_loading: fn(n: u32) -> String,
    pub show_more: fn(n: u32) -> String,
    pub none_found: &'static str,
    pub loosen: fn(filter: &str, gives: u32) -> String,
    pub loosen_words: &'static str,
    pub share_search: &'static str,
    pub copied: &'static str,
    pub copy_by_hand: &'static str,
    pub pick_one: &'static str,

    // Searching online.
    pub online_title: fn(place: &str) -> String,
    pub online_note: fn(source: &str) -> String,
    pub online_source: &'static str,
    pub online_go: &'static str,
    pub online_wait: &'static str,
    pub online_none: &'static str,
    pub online_found: fn(n: u64) -> String,
    pub online_unread: fn(n: usize) -> String,
    pub online_too_frequent: fn(seconds: Option<u32>) -> String,
    pub online_refused: &'static str,
    pub online_odd: &'static str,
    pub online_offline: &'static str,
    pub online_off: &'static str,

    // 公告
    pub notice: &'static str,
    pub card_label: &'static str,
    pub who: &'static str,
    pub who_sells: &'static str,
    pub what: &'static str,
    pub how_much: &'static str,
    pub until: &'static str,
    pub whom_to_ask: &'static str,
    pub not_said: &'static str,
    pub no_deadline: &'static str,
    pub closed: fn(at: &str) -> String,
    pub due: fn(at: &str, days: i64) -> String,
    pub agency: &'static str,
    pub or_call: fn(hotline: &str) -> String,
    pub published: &'static str,
    pub project_code: &'static str,
    pub deal_code: &'static str,
    pub fields_title: &'static str,
    pub candidates_title: &'static str,
    pub bidders_title: &'static str,
    pub winners_title: &'static str,
    pub rank: &'static str,
    pub name: &'static str,
    pub price: &'static str,
    pub suppliers_title: &'static str,
    pub publicity: fn(from: &str, to: &str) -> String,
    pub colon: &'static str,
    pub pause: &'static str,
    pub limits_title: &'static str,
    pub limits_note: &'static str,
    pub limits_missing: &'static str,
    pub limits_damaged: &'static str,
    pub limit_amount: fn(count: u32, unit: Unit, bound: Bound) -> String,
    pub limit_only: fn(of: &str) -> String,
    pub limit_kept: fn(Bound) -> &'static str,
    pub limit_broken: fn(by: u32, unit: Unit, bound: Bound) -> String,
    pub limit_broken_if: fn(of: &str, broken: &str) -> String,
    pub limit_first_day: &'static str,
    pub limit_calendar: &'static str,
    pub limit_amended: &'static str,
    pub amended: &'static str,
    pub limit_not_yet: fn(due: &str, expected: bool) -> String,
    pub limit_untold: fn(moment: &str) -> String,
    pub limit_reference: &'static str,
    pub limit_span: fn(said: &str, from: &str, to: &str) -> String,
    pub moment: fn(Moment) -> &'static str,
    pub text_title: &'static str,
    pub table_label: &'static str,
    pub image: fn(alt: &str) -> String,
    pub body_not_provided: &'static str,
    pub body_not_fetched: &'static str,
    pub body_unreadable: &'static str,
    pub files_title: &'static str,
    pub official_title: &'static str,
    pub official_page: &'static str,
    pub new_window: &'static str,
    pub no_official: &'static str,
    pub siblings_title: &'static str,
    pub whole_project: &'static str,
    pub revisions_title: &'static str,
    pub revision_one: fn(at: &str) -> String,
    pub revision_next: fn(number: u32, at: &str) -> String,
    pub before: &'static str,
    pub after: &'static str,
    pub empty_value: &'static str,
    pub share: &'static str,
    pub copy_link: &'static str,
    pub print: &'static str,
    pub notice_not_found: &'static str,
    pub notice_not_found_next: &'static str,
    pub page_offline: &'static str,
    pub page_offline_next: &'static str,
    pub notice_offline: &'static str,
    pub notice_offline_next: &'static str,
    pub notice_damaged: &'static str,
    pub notice_damaged_next: &'static str,

    // 项目
    pub project: &'static str,
    pub project_count: fn(n: usize) -> String,
    pub life: &'static str,
    pub life_unseen: &'static str,
    pub life_ahead: &'static str,
    pub life_ended: &'static str,
    pub project_none: &'static str,
    pub project_none_next: &'static str,

    // 更多
    pub settings: &'static str,
    pub text_steps: [&'static str; 3],
    pub text_elder: &'static str,
    pub theme: &'static str,
    pub themes: [&'static str; 3],
    pub language: &'static str,
    pub languages: [&'static str; 2],
    pub home_region: &'static str,
    pub home_region_note: &'static str,
    pub sources: &'static str,
    pub sources_note: &'static str,
    pub last_check: &'static str,
    pub newest_item: &'static str,
    pub never: &'static str,
    pub our_copy: &'static str,
    pub check_now: &'static str,
    pub storage: &'static str,
    pub storage_note: &'static str,
    pub stored_files: fn(n: usize) -> String,
    pub stored_size: fn(size: &str) -> String,
    pub delete_all: &'static str,
    pub delete_sure: &'static str,
    pub delete_yes: &'static str,
    pub keep: &'static str,
    pub delete_failed: &'static str,
    pub deleted: &'static str,
    pub about: &'static str,
    pub about_text: &'static str,
    pub version: &'static str,
    pub sequence: &'static str,
    pub data_of: &'static str,
    pub notices: &'static str,
    pub root_hash: &'static str,
    pub licence: &'static str,

    // Elsewhere.
    pub lost: &'static str,
    pub lost_next: &'static str,

    pub domain: fn(Domain) -> &'static str,
    pub stage: fn(Stage) -> &'static str,
    pub money_kind: fn(MoneyKind) -> &'static str,
}

impl Words {
    /// The texts of a language.
    pub const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::ZhCn => &zh::WORDS,
            Lang::En => &en::WORDS,
        }
    }
}

/// A text of reference data in the language that the reader chose.
pub fn said(text: &record::Text) -> String {
    match use_words().lang {
        Lang::ZhCn => text.zh.clone(),
        Lang::En => text.en.clone(),
    }
}

/// The texts of the language that the reader chose. The frame is drawn anew when that changes,
/// so these need not be signals.
pub fn use_words() -> &'static Words {
    leptos::prelude::expect_context()
}
