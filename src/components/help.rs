//! The help line, at the same place on every page (WCAG 3.2.6).

use super::{Glyph, Icon};
use crate::locales::use_words;
use crate::state::use_record;
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// 12345 and the centre's telephone; nothing until the record says which.
#[component]
pub fn Help() -> impl IntoView {
    let class = style_sheet!("./src/components/help.css");
    let words = use_words();
    let record = use_record();
    let lines = move || {
        let manifest = record.manifest()?;
        let instance = &manifest.instance;
        let all = [
            (words.hotline, instance.hotline.clone()),
            (words.centre, instance.phone.clone()),
        ];
        let shown = all
            .into_iter()
            .filter(|(_, number)| !number.is_empty())
            .map(|(name, number)| {
                let href = dial(&number);
                view! { class = class,
                    <a class="line" href=href>
                        <Glyph icon=Icon::Phone />
                        <span>{name}" "<b class="amount">{number}</b></span>
                    </a>
                }
            })
            .collect_view();
        Some(shown)
    };
    view! { class = class,
        <footer class="help chrome" aria-label=words.help>{lines}</footer>
    }
}

/// The address that dials a number: the first of several, without its extension.
pub fn dial(number: &str) -> String {
    let end = |c: char| matches!(c, '转' | '、' | '/' | '，' | ',' | '；' | ';');
    let number = number.split(end).next().unwrap_or_default();
    let kept = number.chars().filter(|c| c.is_ascii_digit() || *c == '+');
    format!("tel:{}", kept.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_dialled_without_what_follows_it() {
        assert_eq!(dial("12345"), "tel:12345");
        assert_eq!(dial("0660-338 1234 转 8"), "tel:06603381234");
        assert_eq!(dial("+86 660 3381234、3385678"), "tel:+866603381234");
    }
}
