//! When what a notice says came about (信息形成): from then the time to publish it runs. Given only
//! where the source says it plainly, and nothing about it looks wrong.

use super::{Moment, Moments};
use crate::NoticeDetail;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// The longest time between the two that is believed; more is a slip of somebody's pen.
const LONGEST: u64 = 366;
/// The fields by which a source says that the condition of a limit holds for a notice: 依法必须招标,
/// and that it was first published here (ours, for departments that feed their own rows).
const CONDITIONS: [&str; 2] = ["IS_TO_LAW", "FIRST_PUBLISHED"];
/// Words of titles that say something again.
const AGAIN: [&str; 5] = ["更正", "变更", "补充", "重新", "修正"];

/// When what a notice says came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Formation {
    /// The day.
    pub day: NaiveDate,
    /// Whether the source says that the condition of the limit holds, where there is one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub applies: bool,
}

/// When what a notice says came about; `None` where the source does not give it, gives several,
/// gives one that cannot be, or says the notice again.
pub fn formed(detail: &NoticeDetail) -> Option<Formation> {
    let notice = &detail.notice;
    let moment = Moment::of_formation(notice.domain, notice.stage);
    let day = Moments::of(detail).get(moment)?.date();
    let published = notice.published.date();
    let earliest = published.checked_sub_days(Days::new(LONGEST))?;
    let again = AGAIN.iter().any(|word| notice.title.contains(word));
    // A source that moves the day of publication when it mends a text says nothing of the first.
    let moved = |change: &[String; 3]| change[0] == "发布时间";
    let moved = detail.revisions.iter().any(|r| r.changes.iter().any(moved));
    let known = (earliest..=published).contains(&day) && !again && !moved;
    let said = |field: &crate::Field| {
        CONDITIONS.contains(&&*field.code) && matches!(field.value.trim(), "1" | "是" | "true")
    };
    known.then(|| Formation {
        day,
        applies: detail.fields.iter().any(said),
    })
}
