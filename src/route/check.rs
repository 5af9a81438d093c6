//! What is being checked against the blacklist, and how the answer is shown, as a fragment: the
//! query never reaches a server.

use super::{decode, put};
use chrono::NaiveDate;

/// A check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// What was typed: a name or a code.
    pub text: String,
    /// How it is shown.
    pub view: CheckView,
    /// What a printed sheet says, to be compared with this device's own list.
    pub printed: Option<Printed>,
}

/// How a check is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CheckView {
    /// The field, the answer, the list.
    #[default]
    Page,
    /// 核查单: the answer alone, for paper.
    Sheet,
    /// Many firms at once.
    Many,
}

/// What a printed sheet says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// The start of the list's hash.
    pub list: String,
    /// The day of the check.
    pub day: NaiveDate,
    /// The answer's word: `listed`, `namesake`, `none`.
    pub answer: String,
}

impl Check {
    /// The fragment, without its `#`.
    pub fn to_fragment(&self) -> String {
        let mut out = String::new();
        if !self.text.is_empty() {
            put(&mut out, "q", &self.text);
        }
        match self.view {
            CheckView::Page => {}
            CheckView::Sheet => put(&mut out, "view", "sheet"),
            CheckView::Many => put(&mut out, "view", "many"),
        }
        if let Some(Printed { list, day, answer }) = &self.printed {
            put(&mut out, "list", list);
            put(&mut out, "day", &day.to_string());
            put(&mut out, "answer", answer);
        }
        out
    }

    /// Reads a fragment; what it does not know it leaves out. `code=` and `name=` are what links
    /// from other sites write.
    pub fn from_fragment(fragment: &str) -> Self {
        let mut check = Self::default();
        let (mut list, mut day, mut answer) = (None, None, None);
        for part in fragment.trim_start_matches('#').split('&') {
            let Some((key, value)) = part.split_once('=') else {
                continue;
            };
            let Some(value) = decode(value) else {
                continue;
            };
            match (key, &*value) {
                ("q" | "code" | "name", _) => check.text = value,
                ("view", "sheet") => check.view = CheckView::Sheet,
                ("view", "many") => check.view = CheckView::Many,
                ("list", _) => list = Some(value),
                ("day", day_text) => day = day_text.parse().ok(),
                ("answer", _) => answer = Some(value),
                _ => {}
            }
        }
        if let (Some(list), Some(day), Some(answer)) = (list, day, answer) {
            check.printed = Some(Printed { list, day, answer });
        }
        check
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_reads_back_as_what_wrote_it() {
        let printed = Printed {
            list: "0a1b".into(),
            day: NaiveDate::from_ymd_opt(2026, 11, 26).unwrap_or_default(),
            answer: "none".into(),
        };
        for view in [CheckView::Page, CheckView::Sheet, CheckView::Many] {
            let check = Check {
                text: "示例（汕尾）&=#%公司".into(),
                view,
                printed: Some(printed.clone()),
            };
            assert_eq!(Check::from_fragment(&check.to_fragment()), check);
        }
        assert_eq!(Check::from_fragment("code=91X").text, "91X");
        // As another site may write it: in lower case, full width, escaped.
        for code in [
            "91441500ma0000001b",
            "９１４４１５００ＭＡ００００００１Ｂ",
            "%EF%BC%991441500MA0000001B",
        ] {
            let check = Check::from_fragment(&format!("#code={code}"));
            let read = record::debarment::Query::parse(&check.text);
            assert_eq!(
                read.as_ref().map(|query| query.text()),
                Some("91441500MA0000001B"),
                "{code}"
            );
        }
        for odd in ["day=x&list=a&answer=b", "%ff", "view=other", ""] {
            assert_eq!(Check::from_fragment(odd), Check::default(), "{odd}");
        }
    }
}
