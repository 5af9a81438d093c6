//! The texts of what makes the app a person's own: reading aloud, the first choice of text size and
//! district, installing, and the words explained. Loaded with their pages.

mod en;
mod zh;

use super::use_words;
use crate::pages::more::install::Step;
use crate::state::Lang;

/// Every text of these pages.
#[allow(missing_docs, reason = "the Chinese texts say what each is for")]
pub struct PeopleWords {
    pub read: &'static str,
    pub read_text: &'static str,
    pub read_stop: &'static str,
    pub read_pause: &'static str,
    pub read_on: &'static str,
    pub read_at: fn(n: usize, of: usize) -> String,
    pub read_failed: &'static str,

    pub welcome: &'static str,
    pub welcome_lead: &'static str,
    pub welcome_sample: &'static str,
    pub welcome_sample_text: &'static str,
    pub welcome_district: &'static str,
    pub welcome_district_note: &'static str,
    pub welcome_whole: fn(city: &str) -> String,
    pub welcome_done: &'static str,
    pub welcome_skip: &'static str,
    pub welcome_wait: &'static str,

    pub install: &'static str,
    pub install_lead: &'static str,
    pub install_done: &'static str,
    pub install_now: &'static str,
    pub install_refused: &'static str,
    pub install_invite: &'static str,
    pub install_invite_text: &'static str,
    pub install_how: &'static str,
    pub install_never: &'static str,
    pub install_other: &'static str,
    pub install_steps: fn(Step) -> &'static str,
    pub install_browser: fn(crate::platform::agent::Agent) -> &'static str,
    pub install_note: fn(crate::platform::agent::Agent) -> &'static str,
    pub install_hand: &'static str,

    pub terms: &'static str,
    pub terms_here: fn(n: usize) -> String,
    pub terms_lead: &'static str,
    pub terms_all: &'static str,
}

/// The texts of a language.
pub const fn of(lang: Lang) -> &'static PeopleWords {
    match lang {
        Lang::ZhCn => &zh::WORDS,
        Lang::En => &en::WORDS,
    }
}

/// The texts of the language that the reader chose.
pub fn use_people_words() -> &'static PeopleWords {
    of(use_words().lang)
}
