//! The calendar of a domain and region: what is due within the next weeks.

use super::Maker;
use super::choose::Due;
use crate::publish::PublishError;
use record::calendar::{Event, calendar};

/// What the list of feeds calls a calendar.
pub(super) const KIND: &str = "deadlines";

/// Writes the calendar of a shape, which may have nothing due.
pub(super) fn file(
    maker: &mut Maker<'_>,
    title: &str,
    due: &[Due],
) -> Result<String, PublishError> {
    let mut events = Vec::with_capacity(due.len());
    for one in due {
        maker.read(one.id)?;
        let detail = &maker.details[&one.id];
        let region = detail.notice.region.and_then(|c| maker.regions().get(c));
        let latest = detail.revisions.last().map(|r| r.first_seen);
        let seen = latest.max(one.cancelled).map(|when| when.start());
        events.extend(Event::of(
            &detail.notice,
            seen.unwrap_or_default(),
            region.map(|region| region.name.as_str()),
            detail.official_url.clone(),
            one.cancelled.is_some(),
        ));
    }
    Ok(calendar(title, &events))
}
