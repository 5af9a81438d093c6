//! A printed sheet, whose address was scanned, beside this device's own list. What the address
//! says is a claim: it may be of another list, or made up.

use super::export::fingerprint;
use crate::locales::{format, use_blacklist_words, use_words};
use crate::route::Printed;
use crate::state::debarments::Held;
use crate::state::suppliers::Verdict;
use leptos::prelude::*;
use std::sync::Arc;

/// What the comparison comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// Same list, same answer.
    Same,
    /// Same list, another answer: an entry ended or began since, or the sheet is not true.
    Changed(Verdict),
    /// Another list; what the sheet says.
    OtherList(Verdict),
    /// The sheet cannot be read.
    Odd,
}

/// Compares.
pub fn compare(printed: &Printed, sha256: &str, ours: Verdict) -> Compared {
    let theirs = Verdict::from_code(&printed.answer).filter(|said| *said != Verdict::Unasked);
    let fingerprint = fingerprint(sha256);
    let is_hash = printed.list.len() == fingerprint.len()
        && printed.list.bytes().all(|b| b.is_ascii_hexdigit());
    match theirs {
        Some(theirs) if is_hash => match (printed.list == fingerprint, theirs == ours) {
            (true, true) => Compared::Same,
            (true, false) => Compared::Changed(theirs),
            (false, _) => Compared::OtherList(theirs),
        },
        _ => Compared::Odd,
    }
}

/// The comparison, in words.
#[component]
pub fn Comparison(
    /// What the sheet says.
    printed: Printed,
    /// The list.
    held: Arc<Held>,
    /// This device's answer.
    ours: Verdict,
) -> impl IntoView {
    let words = use_blacklist_words();
    let day = format::full_date(printed.day, use_words().lang);
    let name = |verdict| (words.verdict)(verdict);
    let compared = compare(&printed, &held.sha256, ours);
    let (code, lines) = match compared {
        Compared::Same => ("same", vec![(words.compare_same)(&day)]),
        Compared::Changed(theirs) => {
            let why = if theirs < ours {
                (words.compare_gone)(&day)
            } else {
                words.compare_come.to_owned()
            };
            let what = (words.compare_changed)(&day, name(theirs), name(ours));
            ("changed", vec![what, why])
        }
        Compared::OtherList(theirs) => {
            let lists = (words.compare_lists)(&printed.list, &fingerprint(&held.sha256));
            let now = if theirs == ours {
                (words.compare_now_same)(name(ours))
            } else {
                (words.compare_now)(name(theirs), name(ours))
            };
            ("other-list", vec![lists, now])
        }
        Compared::Odd => ("odd", vec![words.compare_odd.to_owned()]),
    };
    let class = if compared == Compared::Same {
        "card"
    } else {
        "card loud"
    };
    let lines = lines.into_iter().map(|line| view! { <p>{line}</p> });
    view! {
        <section class="section chrome">
            <h2>{words.compare_title}</h2>
            <div class=class role="status" data-compared=code>{lines.collect_view()}</div>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn a_sheet_agrees_only_with_its_own_list_and_answer() {
        let sha256 = "0123456789abcdef".repeat(4);
        let printed = |list: &str, answer: &str| Printed {
            list: list.into(),
            day: NaiveDate::default(),
            answer: answer.into(),
        };
        let own = "0123456789abcdef";
        let other = "fedcba9876543210";
        for (list, answer, ours, is) in [
            (own, "listed", Verdict::Listed, Compared::Same),
            (own, "none", Verdict::None, Compared::Same),
            (
                own,
                "listed",
                Verdict::None,
                Compared::Changed(Verdict::Listed),
            ),
            (
                other,
                "none",
                Verdict::None,
                Compared::OtherList(Verdict::None),
            ),
            (own, "clean", Verdict::None, Compared::Odd),
            (own, "unasked", Verdict::None, Compared::Odd),
            ("0123", "none", Verdict::None, Compared::Odd),
            (
                "已由财政局盖章核实通过了没有问题",
                "none",
                Verdict::None,
                Compared::Odd,
            ),
        ] {
            assert_eq!(
                compare(&printed(list, answer), &sha256, ours),
                is,
                "{list} {answer}"
            );
        }
    }
}
