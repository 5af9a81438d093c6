//! What the reader chose: text size, theme, language, home region. Kept on the device only.
//!
//! `public/boot.js` reads the same record before the first paint, so that nothing flashes; keep
//! the two in step.

use crate::platform::page;
use crate::platform::storage::{self, Key};
use leptos::prelude::*;
use record::RegionCode;
use serde::{Deserialize, Serialize};

/// How large text is: 标准, 大字, 特大.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextStep {
    /// 18 px
    #[default]
    Standard,
    /// 22 px
    Large,
    /// 30 px
    Largest,
}

impl TextStep {
    /// Every step, smallest first.
    pub const ALL: [Self; 3] = [Self::Standard, Self::Large, Self::Largest];

    /// The value of `data-text`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Large => "large",
            Self::Largest => "largest",
        }
    }
}

/// Light, dark, or as the system is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// As the system is.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Every theme.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The value of `data-theme`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The language of the app's own words; notices stay as they were published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// 简体中文
    #[default]
    #[serde(rename = "zh-CN")]
    ZhCn,
    /// English
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::ZhCn, Self::En];

    /// The value of `lang`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language for somebody who has not chosen: the first that they prefer and that there is.
    pub fn preferred(languages: &[String]) -> Self {
        let known = |l: &String| match l.split('-').next() {
            Some("zh") => Some(Self::ZhCn),
            Some("en") => Some(Self::En),
            _ => None,
        };
        languages.iter().find_map(known).unwrap_or_default()
    }
}

/// The record in storage. Every part is optional, so that a part added later loses nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Chosen {
    text: TextStep,
    theme: Theme,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<Lang>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<RegionCode>,
}

/// The settings, as signals. `Copy`; lives as long as the app.
#[derive(Clone, Copy)]
pub struct Settings {
    chosen: RwSignal<Chosen>,
    /// Whether nothing was ever chosen here, not even to leave everything as it is.
    is_new: RwSignal<bool>,
    preferred: Lang,
}

/// The settings of this app.
pub fn use_settings() -> Settings {
    expect_context()
}

impl Settings {
    pub(super) fn provide() -> Self {
        let kept: Option<Chosen> = storage::load(Key::Settings);
        let settings = Self {
            is_new: RwSignal::new(kept.is_none()),
            chosen: RwSignal::new(kept.unwrap_or_default()),
            preferred: Lang::preferred(&page::languages()),
        };
        settings.show();
        storage::on_change(move || settings.restore());
        provide_context(settings);
        settings
    }

    /// How large text is. Reactive, like all that follow.
    pub fn text(&self) -> TextStep {
        self.chosen.read().text
    }

    /// Light or dark.
    pub fn theme(&self) -> Theme {
        self.chosen.read().theme
    }

    /// The language of the app's words.
    pub fn lang(&self) -> Lang {
        self.chosen.read().lang.unwrap_or(self.preferred)
    }

    /// The region that the reader calls home, where it is not the instance's.
    pub fn region(&self) -> Option<RegionCode> {
        self.chosen.read().region
    }

    /// Whether nothing was ever chosen on this device, not even to leave everything as it is.
    pub fn is_new(&self) -> bool {
        self.is_new.get()
    }

    /// Leaves everything as it is, from now on by choice.
    pub fn keep(&self) {
        self.change(|_| {});
    }

    /// Chooses a text size.
    pub fn set_text(&self, text: TextStep) {
        self.change(|c| c.text = text);
    }

    /// Chooses a theme.
    pub fn set_theme(&self, theme: Theme) {
        self.change(|c| c.theme = theme);
    }

    /// Chooses a language.
    pub fn set_lang(&self, lang: Lang) {
        self.change(|c| c.lang = Some(lang));
    }

    /// Chooses a home region; `None` for the instance's.
    pub fn set_region(&self, region: Option<RegionCode>) {
        self.change(|c| c.region = region);
    }

    /// Goes back to what is kept on the device, which another tab may have changed; a public screen,
    /// which keeps nothing, forgets by it whatever was chosen.
    pub fn restore(&self) {
        let kept: Option<Chosen> = storage::load(Key::Settings);
        let is_new = kept.is_none();
        let kept = kept.unwrap_or_default();
        if self.is_new.try_get_untracked() == Some(!is_new) {
            self.is_new.set(is_new);
        }
        // Where all stays as it was nothing is drawn anew.
        if self.chosen.try_get_untracked().is_some_and(|c| c != kept) {
            self.chosen.set(kept);
            self.show();
        }
    }

    /// Whether something else is chosen than what is kept. Not reactive.
    pub fn is_changed(&self) -> bool {
        self.chosen.get_untracked() != storage::load(Key::Settings).unwrap_or_default()
    }

    fn change(&self, change: impl FnOnce(&mut Chosen)) {
        let ours = || self.chosen.get_untracked();
        let mut chosen = storage::latest(Key::Settings).unwrap_or_else(ours);
        change(&mut chosen);
        self.chosen.set(chosen);
        self.is_new.set(false);
        // Where nothing can be stored, the choice holds until the page closes.
        storage::save(Key::Settings, &chosen);
        self.show();
    }

    fn show(&self) {
        let chosen = self.chosen.get_untracked();
        page::set_root("data-text", chosen.text.code());
        page::set_root("data-theme", chosen.theme.code());
        page::set_root("lang", chosen.lang.unwrap_or(self.preferred).code());
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;

    #[test]
    fn a_record_of_an_earlier_app_keeps_what_it_says() {
        let chosen: Chosen = serde_json::from_str(r#"{"text":"largest","unknown":1}"#).unwrap();
        let wanted = Chosen {
            text: TextStep::Largest,
            ..Chosen::default()
        };
        assert_eq!(chosen, wanted);
    }

    #[test]
    fn stored_words_are_the_attributes_that_boot_js_copies() {
        let chosen = Chosen {
            text: TextStep::Large,
            theme: Theme::Dark,
            lang: Some(Lang::En),
            region: None,
        };
        let text = serde_json::to_string(&chosen).unwrap();
        let wanted = format!(
            r#"{{"text":"{}","theme":"{}","lang":"{}"}}"#,
            TextStep::Large.code(),
            Theme::Dark.code(),
            Lang::En.code()
        );
        assert_eq!(text, wanted);
    }

    #[test]
    fn the_first_known_language_wins() {
        let check = |languages: &[&str], wanted| {
            let owned: Vec<String> = languages.iter().map(|l| (*l).to_owned()).collect();
            assert_eq!(Lang::preferred(&owned), wanted, "{languages:?}");
        };
        check(&["de", "en-GB", "zh"], Lang::En);
        check(&["zh-HK"], Lang::ZhCn);
        check(&["fr"], Lang::ZhCn);
        check(&[], Lang::ZhCn);
    }
}
