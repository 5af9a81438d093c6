//! One row of a widget: date, stage, title, place, amount or deadline. No person and no firm is
//! named but where a title itself does.

use super::words::{self, Bi};
use crate::publish::PublishError;
use crate::publish::feeds::Item;
use crate::store::Store;
use chrono::{DateTime, NaiveDate, NaiveTime};
use record::shown;
use record::widget::Kind;
use record::{Body, Money, NoticeDetail, NoticeId, Price, SourceId, Stage, When};
use std::collections::BTreeMap;

/// Labels of what changed that a row names.
const MOST_LABELS: usize = 3;
/// Characters of an amount that is told in words.
const MOST_WORDS: usize = 24;

/// A row.
#[derive(Clone)]
pub(super) struct Row {
    pub(super) id: NoticeId,
    pub(super) source: SourceId,
    pub(super) title: String,
    /// The day of publication, or of the change.
    pub(super) day: Bi,
    pub(super) stage: Bi,
    pub(super) tone: &'static str,
    pub(super) domain: Bi,
    /// Empty where it is not known.
    pub(super) place: Bi,
    pub(super) money: Option<Bi>,
    pub(super) due: Option<Due>,
}

/// A deadline.
#[derive(Clone)]
pub(super) struct Due {
    pub(super) text: Bi,
    /// When it has passed, in milliseconds since 1970.
    pub(super) over: i64,
}

/// Reads rows, each notice once.
pub(super) struct Rows<'s> {
    store: &'s Store,
    today: NaiveDate,
    details: BTreeMap<NoticeId, NoticeDetail>,
}

impl<'s> Rows<'s> {
    pub(super) const fn new(store: &'s Store, today: NaiveDate) -> Self {
        Self {
            store,
            today,
            details: BTreeMap::new(),
        }
    }

    pub(super) fn row(&mut self, kind: Kind, item: Item) -> Result<Row, PublishError> {
        if !self.details.contains_key(&item.id) {
            let missing = || PublishError::Empty(format!("id {}", item.id));
            let mut detail = self.store.get(item.id)?.ok_or_else(missing)?;
            // Rows hold facts, and texts are long.
            detail.body = Body::NotFetched;
            self.details.insert(item.id, detail);
        }
        Ok(self.of(&self.details[&item.id], kind, item.number))
    }

    fn of(&self, detail: &NoticeDetail, kind: Kind, number: u32) -> Row {
        let notice = &detail.notice;
        let region = notice
            .region
            .and_then(|code| self.store.regions().get(code));
        let place = region.map_or_else(
            || Bi::new(&notice.region_label, ""),
            |region| Bi::new(&region.name, &region.en),
        );
        let (mut day, mut stage) = (notice.published.date(), stage_name(detail));
        if kind == Kind::Changes
            && let Some(revision) = detail.revisions.iter().find(|r| r.number == number)
        {
            day = revision.first_seen.date();
            stage = changed(revision.changes.iter().map(|[label, ..]| label.as_str()));
        }
        Row {
            id: notice.id,
            source: notice.source.clone(),
            title: notice.title.clone(),
            day: words::date(day, self.today),
            stage,
            tone: match notice.stage {
                // What is told is the change.
                _ if kind == Kind::Changes => "",
                Some(Stage::Award) => "good",
                Some(Stage::Cancellation) => "ended",
                _ => "",
            },
            domain: Bi::new(shown::domain(notice.domain), words::domain(notice.domain)),
            place,
            money: notice.money.as_ref().map(amount),
            due: notice.deadline.map(|when| Due {
                text: words::deadline(when, self.today),
                over: over(when),
            }),
        }
    }
}

/// The stage; as its source called it where no table knows it.
fn stage_name(detail: &NoticeDetail) -> Bi {
    match detail.notice.stage {
        Some(stage) => words::stage(stage),
        None => Bi::new(&detail.notice.stage_label, ""),
    }
}

/// What changed: `变更：截止时间、金额`.
fn changed<'l>(labels: impl Iterator<Item = &'l str>) -> Bi {
    let labels: Vec<&str> = labels.collect();
    let mut named = labels[..labels.len().min(MOST_LABELS)].join("、");
    if labels.len() > MOST_LABELS {
        named.push('等');
    }
    if named.is_empty() {
        return Bi::new("变更", "Changed");
    }
    Bi {
        zh: format!("变更：{named}"),
        en: format!("Changed: {named}"),
    }
}

fn amount(money: &Money) -> Bi {
    let (zh, en) = words::money(money.kind);
    let (said_zh, said_en) = match &money.price {
        Price::Fen(fen) => (shown::money(*fen), shown::money_in_english(*fen)),
        Price::Rate(text) | Price::Text(text) => {
            let mut short: String = text.chars().take(MOST_WORDS).collect();
            if short.len() < text.len() {
                short.push('…');
            }
            (short.clone(), short)
        }
    };
    Bi {
        zh: format!("{zh} {said_zh}"),
        en: format!("{en} {said_en}"),
    }
}

/// The moment after a deadline: a day lasts until its end.
fn over(when: When) -> i64 {
    let end = match when {
        When::Day(day) => day.succ_opt().unwrap_or(day).and_time(NaiveTime::MIN),
        When::At(at) => at,
    };
    DateTime::<chrono::Utc>::from_naive_utc_and_offset(end, chrono::Utc).timestamp_millis()
        - 8 * 3_600_000
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;

    #[test]
    fn what_changed_is_named_shortly() {
        assert_eq!(changed([].into_iter()).zh, "变更");
        assert_eq!(changed(["截止时间"].into_iter()).zh, "变更：截止时间");
        let many = ["甲", "乙", "丙", "丁"];
        assert_eq!(changed(many.into_iter()).zh, "变更：甲、乙、丙等");
    }

    #[test]
    fn a_day_lasts_until_its_end_in_beijing() {
        let at = |text: &str| {
            DateTime::parse_from_rfc3339(text)
                .unwrap()
                .timestamp_millis()
        };
        let midnight = at("2026-12-02T00:00:00+08:00");
        assert_eq!(over(When::parse("2026-12-01").unwrap()), midnight);
        let exact = "2026-12-01T09:30:00+08:00";
        assert_eq!(over(When::parse(exact).unwrap()), at(exact));
    }
}
