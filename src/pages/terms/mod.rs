//! 词语解释: the words that notices use and nobody else does, in plain language, one tap away where
//! they stand.

mod table;

use crate::components::Glyph;
use crate::components::glyph::Icon;
use crate::locales::{use_people_words, use_words};
use crate::state::Lang;
use leptos::prelude::*;
use record::{Notice, NoticeDetail, Stage};
use stylers_macro::style_sheet;
use table::{STAGES, TERMS};

/// Terms that a notice explains at most: more would bury it.
const MOST: usize = 8;

/// A word with what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The word, as notices write it.
    pub word: &'static str,
    /// Other writings of it.
    pub also: &'static [&'static str],
    /// Its usual name in English.
    pub en: &'static str,
    /// What it means, in plain Chinese.
    pub zh_means: &'static str,
    /// What it means, in plain English.
    pub en_means: &'static str,
}

impl Term {
    fn means(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::ZhCn => self.zh_means,
            Lang::En => self.en_means,
        }
    }

    fn is_in(&self, text: &str) -> bool {
        text.contains(self.word) || self.also.iter().any(|word| text.contains(word))
    }
}

/// What a stage means.
pub fn of_stage(stage: Stage) -> &'static Term {
    &STAGES[stage as usize]
}

/// The words of a notice that want explaining: its stage first, then those in its title and facts.
pub fn of_notice(notice: &Notice, detail: Option<&NoticeDetail>) -> Vec<&'static Term> {
    let stage = notice.stage.map(of_stage);
    let mut text = format!(
        "{} {} {}",
        notice.title, notice.stage_label, notice.category
    );
    for field in detail.iter().flat_map(|detail| &detail.fields) {
        text = text + " " + &field.label + " " + &field.value;
    }
    let found = TERMS.iter().filter(|term| term.is_in(&text));
    stage.into_iter().chain(found).take(MOST).collect()
}

/// The words of a notice, folded away until somebody wants them.
#[component]
pub fn TermsOf(
    /// The notice.
    notice: Notice,
    /// The whole, once it is here.
    detail: Option<NoticeDetail>,
) -> impl IntoView {
    let words = use_people_words();
    let terms = of_notice(&notice, detail.as_ref());
    (!terms.is_empty()).then(|| {
        view! {
            <details class="chrome">
                <summary class="button" data-kind="plain">
                    <Glyph icon=Icon::Question />
                    {(words.terms_here)(terms.len())}
                </summary>
                <Terms terms />
            </details>
        }
    })
}

/// Every word, for the page of procedures.
#[component]
pub fn AllTerms() -> impl IntoView {
    let words = use_people_words();
    let terms: Vec<&'static Term> = STAGES.iter().chain(TERMS).collect();
    view! {
        <section class="section">
            <h2>{words.terms}</h2>
            <p class="soft">{words.terms_lead}</p>
            <details>
                <summary class="button" data-kind="plain">{words.terms_all}</summary>
                <Terms terms />
            </details>
        </section>
    }
}

#[component]
fn Terms(terms: Vec<&'static Term>) -> impl IntoView {
    let class = style_sheet!("./src/pages/terms/terms.css");
    let lang = use_words().lang;
    let terms = terms.into_iter().map(|term| {
        let en = (lang == Lang::En).then(|| format!(" {}", term.en));
        view! { class = class,
            <div>
                <dt><b lang="zh-CN">{term.word}</b>{en}</dt>
                <dd>{term.means(lang)}</dd>
            </div>
        }
    });
    view! { class = class, <dl class="terms">{terms.collect_view()}</dl> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_stands_once_and_says_something() {
        let all: Vec<&Term> = STAGES.iter().chain(TERMS).collect();
        for (at, term) in all.iter().enumerate() {
            assert!(term.zh_means.chars().count() > 8, "{}", term.word);
            assert!(
                !term.en.is_empty() && term.en_means.len() > 15,
                "{}",
                term.word
            );
            assert!(
                all[..at].iter().all(|t| t.word != term.word),
                "{}",
                term.word
            );
        }
    }

    #[test]
    fn a_stage_is_explained_as_itself() {
        assert_eq!(Stage::ALL.len(), STAGES.len());
        assert_eq!(of_stage(Stage::AwardPending).word, "中标候选人公示");
        assert_eq!(of_stage(Stage::Cancellation).word, "终止、流标、废标");
    }

    #[test]
    fn words_are_found_in_every_writing() {
        let found = |text: &str| -> Vec<&str> {
            let found = TERMS.iter().filter(|term| term.is_in(text));
            found.map(|term| term.word).collect()
        };
        assert_eq!(found("道路工程EPC招标，最高投标限价"), ["最高限价", "EPC"]);
        assert_eq!(found("污水管网"), [""; 0]);
    }
}
