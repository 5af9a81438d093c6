//! Words of a search and of titles: what can be tapped to be left out. Pure, and without a
//! dictionary.

use record::{Search, Terms, title_stem};

/// Characters of a word that is offered.
const SHORTEST: usize = 2;
const LONGEST: usize = 8;

/// The words of a title that may be tapped: runs of a few characters between punctuation, the
/// names of places' and bodies' kinds, and the search's own words, which are not offered.
pub fn words_of(title: &str, own: &[String]) -> Vec<String> {
    // Own words and the kind of notice part what stands beside them.
    let mut text = title_stem(title).to_owned();
    for word in own.iter().filter(|word| !word.is_empty()) {
        text = text.replace(word.as_str(), " ");
    }
    let mut words: Vec<String> = Vec::new();
    let mut run = String::new();
    let mut kind = None;
    for c in text.chars() {
        let now = Kind::of(c);
        if kind != Some(now) || now == Kind::Between {
            take(&mut words, &mut run);
        }
        kind = Some(now);
        if now != Kind::Between {
            run.push(c);
        }
        // 海丰县|示例镇|污水管网: a place ends with what it is.
        if "省市县区镇乡村局院校厂站路桥河".contains(c) {
            take(&mut words, &mut run);
        }
    }
    take(&mut words, &mut run);
    words
}

fn take(words: &mut Vec<String>, run: &mut String) {
    let word = std::mem::take(run);
    let fits = (SHORTEST..=LONGEST).contains(&word.chars().count());
    let counts = word.chars().any(|c| !c.is_ascii_digit());
    if fits && counts && !words.contains(&word) {
        words.push(word);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Between,
    Latin,
    Other,
}

impl Kind {
    fn of(c: char) -> Self {
        match c {
            _ if c.is_ascii_alphanumeric() => Self::Latin,
            // These join two things and are seldom in a name.
            '的' | '及' | '与' | '和' | '第' | '等' => Self::Between,
            _ if c.is_alphanumeric() => Self::Other,
            _ => Self::Between,
        }
    }
}

/// The search without what holds a word; as it was where that is excluded already, or is none.
pub fn without(search: &Search, word: &str) -> Search {
    let word = plain(word);
    let mut terms = search.terms();
    if word.is_empty() || terms.exclude.contains(&word) {
        return search.clone();
    }
    terms.exclude.push(word);
    with_terms(search, &terms)
}

/// The search with a word allowed again.
pub fn again(search: &Search, word: &str) -> Search {
    let mut terms = search.terms();
    terms.exclude.retain(|other| other != word);
    with_terms(search, &terms)
}

/// A word as it can stand in a search.
fn plain(word: &str) -> String {
    let is_quote = |c: char| matches!(c, '"' | '“' | '”' | '＂');
    let word = word.replace(is_quote, " ");
    word.trim()
        .trim_start_matches(['-', '－'])
        .trim()
        .to_owned()
}

fn with_terms(search: &Search, terms: &Terms) -> Search {
    let whole =
        |word: &String| match word.contains(char::is_whitespace) || word.starts_with(['-', '－']) {
            true => format!("\"{word}\""),
            false => word.clone(),
        };
    let include = terms.include.iter().map(whole);
    let exclude = terms.exclude.iter().map(|word| format!("-{}", whole(word)));
    Search {
        text: include.chain(exclude).collect::<Vec<_>>().join(" "),
        ..search.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(words: &[&str]) -> Vec<String> {
        words.iter().map(|w| (*w).to_owned()).collect()
    }

    #[test]
    fn titles_come_apart_without_a_dictionary() {
        for (title, mine, words) in [
            (
                "海丰县示例镇污水管网工程第12标段招标公告",
                &[][..],
                &["海丰县", "示例镇", "污水管网工程", "标段"][..],
            ),
            (
                "海丰县污水管网（监理）采购公告",
                &["污水"],
                &["海丰县", "管网", "监理"],
            ),
            ("DSA等8台医疗设备的采购", &[], &["DSA", "医疗设备", "采购"]),
            ("公告", &[], &[]),
            ("一个没有标点而又很长很长", &[], &[]),
        ] {
            let found = words_of(title, &own(mine));
            for word in words {
                assert!(found.iter().any(|f| f == word), "{title}: {found:?}");
            }
            assert!(
                found
                    .iter()
                    .all(|w| (SHORTEST..=LONGEST).contains(&w.chars().count()))
            );
        }
    }

    #[test]
    fn a_word_is_left_out_and_let_in_again() {
        let search = Search {
            text: "污水 \"海丰县 示例\"".into(),
            ..Search::default()
        };
        let less = without(&search, "监理");
        assert_eq!(less.text, "污水 \"海丰县 示例\" -监理");
        assert_eq!(without(&less, "监理"), less);
        let less = without(&less, " “两 词” ");
        assert_eq!(less.terms().exclude, ["监理", "两 词"]);
        assert_eq!(again(&less, "监理").terms().exclude, ["两 词"]);
        assert_eq!(without(&search, " \"- "), search);
        assert_eq!(again(&search, "监理").terms(), search.terms());
    }
}
