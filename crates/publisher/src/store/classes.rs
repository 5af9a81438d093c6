//! Which classes of change a put is: the rule by which the feed is told. Pure: no SQL here.

use super::content::Content;
use chrono::{Days, NaiveDate};
use record::follow::{Class, Classes};
use record::upstream::Draft;
use record::{Money, Stage, When, says_ended};

/// A notice that is seen for the first time more than so many days after its publication is no
/// news: its source was read for the first time, or for a time long past.
pub const NEWS_DAYS: u64 = 30;

/// What is told of a put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) classes: Classes,
    /// The deadline before, where it changed.
    pub(super) deadline_before: Option<When>,
    /// The amount in fen before, where it changed and was one.
    pub(super) fen_before: Option<i64>,
}

impl Change {
    /// Both as one, told at once: what was before is what was before the first.
    pub(super) fn then(self, later: Self) -> Self {
        let both = Classes(self.classes.0 | later.classes.0);
        // That nothing but the text differs is said only where that is all there is to say.
        let more = both.without(Class::Text);
        Self {
            classes: if more.is_empty() { both } else { more },
            deadline_before: self.deadline_before.or(later.deadline_before),
            fen_before: self.fen_before.or(later.fen_before),
        }
    }
}

/// That of a notice first seen on a day; `None` where it is no news.
pub(super) fn of_new(draft: &Draft, seen: NaiveDate) -> Option<Change> {
    let last = draft
        .published
        .date()
        .checked_add_days(Days::new(NEWS_DAYS));
    let is_news = last.is_none_or(|last| seen <= last);
    is_news.then(|| Change {
        classes: Classes::one(Class::of_new(draft.stage)),
        deadline_before: None,
        fen_before: None,
    })
}

/// That of a known notice whose content is another now.
pub(super) fn between(old: &Content, new: &Content) -> Change {
    let (old, new) = (&old.draft, &new.draft);
    // A list row says less than the detail: what it left open did not change.
    let told = |was_there: bool| was_there || old.complete || !new.complete;
    let price = |draft: &Draft| draft.money.as_ref().map(|money| money.price.clone());
    let happened = [
        (
            Class::Deadline,
            old.deadline != new.deadline && told(old.deadline.is_some()),
        ),
        (
            Class::Amount,
            price(old) != price(new) && told(old.money.is_some()),
        ),
        (
            Class::Candidates,
            old.candidates != new.candidates && told(!old.candidates.is_empty()),
        ),
        (Class::Cancelled, is_ended(new) && !is_ended(old)),
    ];
    let happened = happened.into_iter().filter(|(_, happened)| *happened);
    let mut classes: Classes = happened.map(|(class, _)| class).collect();
    if classes.is_empty() {
        classes = Classes::one(Class::Text);
    }
    let deadline = old.deadline.filter(|_| classes.has(Class::Deadline));
    let fen = old.money.as_ref().and_then(Money::fen);
    Change {
        classes,
        deadline_before: deadline,
        fen_before: fen.filter(|_| classes.has(Class::Amount)),
    }
}

fn is_ended(draft: &Draft) -> bool {
    draft.stage == Some(Stage::Cancellation) || says_ended(&draft.title)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use record::{Block, Body, Inline};

    fn content(change: serde_json::Value) -> Content {
        let mut json = serde_json::json!({
            "key": "a", "title": "污水处理厂招标公告", "domain": "works", "stage": "tender",
            "stage_label": "招标公告", "published": "2026-11-01", "complete": true,
            "deadline": "2026-11-20T09:00:00+08:00",
            "money": { "kind": "ceiling", "price": { "fen": 100 } },
            "candidates": [{ "rank": 1, "name": "示例公司" }],
        });
        let (json_map, change) = (json.as_object_mut().unwrap(), change);
        json_map.extend(change.as_object().unwrap().clone());
        let draft = serde_json::from_value(json).unwrap();
        Content::new(&draft, &Body::NotProvided)
    }

    fn classes(old: serde_json::Value, new: serde_json::Value) -> Vec<Class> {
        between(&content(old), &content(new))
            .classes
            .iter()
            .collect()
    }

    #[test]
    fn each_field_that_people_wait_for_has_its_class_and_the_rest_is_text() {
        use serde_json::json;
        for (new, expected) in [
            (json!({"deadline": "2026-11-25"}), vec![Class::Deadline]),
            (json!({"deadline": null}), vec![Class::Deadline]),
            (
                json!({"money": {"kind": "ceiling", "price": {"fen": 90}}}),
                vec![Class::Amount],
            ),
            (json!({"candidates": []}), vec![Class::Candidates]),
            (json!({"stage": "cancellation"}), vec![Class::Cancelled]),
            (
                json!({"title": "污水处理厂招标公告（终止）"}),
                vec![Class::Cancelled],
            ),
            (
                json!({"title": "污水处理厂招标公告（更正）"}),
                vec![Class::Text],
            ),
            (json!({"published": "2026-11-02"}), vec![Class::Text]),
            (
                json!({"money": {"kind": "budget", "price": {"fen": 100}}}),
                vec![Class::Text],
            ),
            (
                json!({"deadline": null, "money": null, "candidates": [], "title": "废标"}),
                vec![
                    Class::Candidates,
                    Class::Cancelled,
                    Class::Deadline,
                    Class::Amount,
                ],
            ),
        ] {
            assert_eq!(classes(json!({}), new.clone()), expected, "{new}");
        }
        // It was said before.
        let ended = json!({"title": "终止公告"});
        let still = json!({"title": "终止公告（更正）"});
        assert_eq!(classes(ended, still), [Class::Text]);
    }

    #[test]
    fn another_text_alone_is_text() {
        let old = content(serde_json::json!({}));
        let mut new = old.clone();
        let line = vec![Inline::Text("甲".to_owned())];
        new.body = Body::Document(vec![Block::Paragraph(line)]);
        assert_eq!(between(&old, &new).classes, Classes::one(Class::Text));
    }

    #[test]
    fn what_was_before_is_told_where_it_changed() {
        let old = content(serde_json::json!({}));
        let new = content(serde_json::json!({"deadline": null}));
        let change = between(&old, &new);
        assert_eq!(change.deadline_before, old.draft.deadline);
        assert_eq!(change.fen_before, None, "the amount is as it was");
        let new = content(serde_json::json!({"money": null}));
        assert_eq!(between(&old, &new).fen_before, Some(100));
        assert_eq!(between(&new, &old).fen_before, None);
    }

    #[test]
    fn what_a_list_row_did_not_say_is_no_change_of_its_detail() {
        use serde_json::json;
        let row = json!({"title": "旧", "complete": false, "deadline": null, "money": null,
            "candidates": []});
        assert_eq!(classes(row, json!({})), [Class::Text]);
        let row = json!({"complete": false, "deadline": "2026-11-19"});
        assert_eq!(classes(row, json!({})), [Class::Deadline]);
    }

    #[test]
    fn what_was_published_long_before_it_was_seen_is_no_news() {
        let draft = content(serde_json::json!({})).draft;
        let day = |text: &str| text.parse().unwrap();
        let news = of_new(&draft, day("2026-12-01")).unwrap();
        assert_eq!(news.classes, Classes::one(Class::Notice));
        assert_eq!(of_new(&draft, day("2026-12-02")), None);
        // A source's clock may be ahead.
        assert!(of_new(&draft, day("2026-10-01")).is_some());
    }
}
