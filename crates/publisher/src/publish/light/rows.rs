//! Notices one under the other, as the app draws them (`src/components/notice_row.rs`).

use super::frame::{Site, file, glyph};
use super::words::strokes;
use chrono::NaiveDateTime;
use maud::{Markup, html};
use record::shown::{self, Due};
use record::{Notice, When, site};

/// Of the newest, in a list and on the first page: as many as the app draws at first, which so
/// takes their place without a jump.
pub(super) const NEWEST: usize = 20;

/// From when days are counted.
#[derive(Clone, Copy)]
pub(super) enum Days {
    /// From this time, as the app counts from its own.
    From(NaiveDateTime),
    /// From nowhere: a page that stays as it is says no more than the days themselves.
    Plain,
}

impl Days {
    pub(super) fn day(self, when: When) -> String {
        match self {
            Self::From(now) => shown::date(when.date(), now.date()),
            Self::Plain => shown::full_date(when.date()),
        }
    }

    /// A deadline, and how near it is.
    pub(super) fn due(self, deadline: When) -> (&'static str, String) {
        match self {
            Self::From(now) => {
                let due = Due::of(deadline, now);
                let mut at = shown::date(deadline.date(), now.date());
                if let When::At(time) = deadline {
                    at = format!("{at} {}", shown::time(time));
                }
                (due.code(), due.text(&at))
            }
            Self::Plain => ("later", format!("{} 截止", shown::full_when(deadline))),
        }
    }
}

/// The address of a notice's page, relative to the base.
pub(super) fn address(notice: &Notice) -> String {
    format!("{}{}", site::LIGHT_NOTICES, notice.id)
}

/// Where a notice is read: its page, or the app's address of it where it may have none.
pub(super) fn to_read(site: &Site<'_>, notice: &Notice) -> String {
    let published = notice.published.date();
    match site.paged_from {
        Some(from) if published >= from => file(&address(notice)),
        _ => address(notice),
    }
}

/// Rows, each with what may be said below it.
pub(super) fn rows<'n>(
    site: &Site<'_>,
    notices: impl Iterator<Item = (&'n Notice, Markup)>,
    days: Days,
) -> Markup {
    html! {
        ul.rows { @for (notice, more) in notices { (row(site, notice, &more, days)) } }
    }
}

fn row(site: &Site<'_>, notice: &Notice, more: &Markup, days: Days) -> Markup {
    let sheet = site.template.sheet("src/components/notice_row.css");
    let class = |class| sheet.class(class);
    let stage = shown::stage_of(notice);
    let place = site.place(notice);
    let due = notice.deadline.map(|deadline| days.due(deadline));
    html! {
        li class=(class("row")) {
            a class=(class("link")) href=(site.href(&to_read(site, notice))) {
                span class=(class("meta")) {
                    (glyph(strokes::domain(notice.domain)))
                    span class=(class("kinds")) {
                        (shown::domain(notice.domain)) " · "
                        span class=(class("stage")) data-tone=(shown::tone(notice.stage)) {
                            (stage)
                        }
                        @if !place.is_empty() { " · " (place) }
                    }
                }
                span class=(class("title")) { (notice.title) }
                span class=(class("tail")) {
                    span class=(class("date")) { (days.day(notice.published)) }
                    @if let Some((code, text)) = due {
                        span class=(class("due")) data-due=(code) { (text) }
                    }
                    @if let Some(money) = &notice.money {
                        span class=(class("money")) data-form=(shown::form(&money.price)) {
                            span class=(class("kind")) { (shown::money_kind(money.kind)) }
                            " " (shown::price(&money.price))
                        }
                    }
                }
            }
            (more)
        }
    }
}
