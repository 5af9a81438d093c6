//! The words of a search text. What they are matched against is the archive's business.

use crate::fold::half_width;

/// The words of a search: all of `include` must occur, none of `exclude` may. Raw, not folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Words and quoted phrases that must occur.
    pub include: Vec<String>,
    /// Words and quoted phrases, written `-word`, that must not.
    pub exclude: Vec<String>,
}

impl Terms {
    /// Splits a text at white space. Quotes (`"…"` or `“…”`) group; one left open runs to the end.
    /// A `-` before a word excludes it; inside a word, or alone, it means nothing.
    pub fn parse(text: &str) -> Self {
        let mut terms = Self::default();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let mut word = rest;
            let mut chars = word.chars();
            let minus = chars.next().map(half_width) == Some('-');
            if minus {
                word = chars.as_str();
            }
            let (term, after) = quoted(word).unwrap_or_else(|| {
                word.split_at(word.find(char::is_whitespace).unwrap_or(word.len()))
            });
            let list = if minus {
                &mut terms.exclude
            } else {
                &mut terms.include
            };
            let term = term.trim();
            if !term.is_empty() {
                list.push(term.to_owned());
            }
            rest = after.trim_start();
        }
        terms
    }
}

/// The inside of the quotes that a text begins with, and what follows them.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix(is_quote)?;
    let end = inner.find(is_quote).unwrap_or(inner.len());
    let (term, after) = inner.split_at(end);
    Some((term, after.strip_prefix(is_quote).unwrap_or("")))
}

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '＂')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_by_example() {
        for (text, include, exclude) in [
            ("", &[][..], &[][..]),
            ("污水 管网", &["污水", "管网"], &[]),
            ("污水\u{3000}-设计 －监理", &["污水"], &["设计", "监理"]),
            ("\"海丰县 污水\" 管网", &["海丰县 污水", "管网"], &[]),
            ("-“中 标”后", &["后"], &["中 标"]),
            ("\"没有合上", &["没有合上"], &[]),
            ("GZZJ-ZG-2026338", &["GZZJ-ZG-2026338"], &[]),
            (" - \"\" \" \" --x", &[], &["-x"]),
        ] {
            let terms = Terms::parse(text);
            assert_eq!(terms.include, include, "{text}");
            assert_eq!(terms.exclude, exclude, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_ends_and_gives_no_blank_word(text in "[-\"“” a汕\u{3000}\\n]*|\\PC*") {
            let Terms { include, exclude } = Terms::parse(&text);
            for term in include.iter().chain(&exclude) {
                prop_assert!(!term.trim().is_empty());
            }
        }
    }
}
