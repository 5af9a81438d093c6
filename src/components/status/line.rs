//! What the status line says. Pure, because a line that lies is the worst bug (rule 4).

use crate::locales::{Words, format, names};
use crate::state::Health;
use chrono::{NaiveDateTime, TimeDelta};
use record::site::{Dataset, Manifest, Source, SourceState};

/// A live source that was not checked for so long counts as stale, whatever the manifest says:
/// the publisher itself may have stopped.
const STALE: TimeDelta = TimeDelta::hours(26);
/// More sources than this are counted, not named, unless something is wrong with them.
const NAMED: usize = 2;

/// The line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Whether something is wrong: amber.
    pub alert: bool,
    /// Whether that is only the network.
    pub offline: bool,
    /// How our copy stands.
    pub text: String,
    /// How the sources stand.
    pub marks: Vec<Mark>,
    /// What the reader can do.
    pub advice: Option<&'static str>,
    /// Whether asking again makes sense.
    pub retry: bool,
}

/// A source in a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its name.
    pub name: String,
    /// Whether it is in order.
    pub ok: bool,
    /// What is wrong with it; else empty.
    pub note: String,
}

impl Line {
    /// The line for a state of our copy and of the sources, on Beijing's clock.
    pub fn of(
        words: &'static Words,
        health: &Health,
        manifest: Option<&Manifest>,
        now: NaiveDateTime,
    ) -> Self {
        let age = |at: NaiveDateTime| format::moment(at, now.date(), words.lang);
        let alert = |text: String, retry| Self {
            alert: true,
            text,
            retry,
            ..Self::default()
        };
        match (health, manifest) {
            (Health::Missing, _) => alert(words.missing.to_owned(), true),
            (Health::TooNew, _) => alert(words.too_new.to_owned(), false),
            (Health::Offline { at }, _) => {
                let text = at.map_or(words.offline_never.to_owned(), |at| {
                    (words.offline)(&age(at))
                });
                Self {
                    offline: true,
                    ..alert(text, true)
                }
            }
            (Health::Damaged { at, .. }, _) => {
                let text = at.map_or(words.damaged_empty.to_owned(), |at| {
                    (words.damaged)(&age(at))
                });
                alert(text, true)
            }
            (Health::Starting, _) => Self {
                text: words.starting.to_owned(),
                ..Self::default()
            },
            (Health::Checking, None) => Self {
                text: words.checking.to_owned(),
                ..Self::default()
            },
            (Health::Checking | Health::Fresh { .. }, manifest) => {
                let sources = manifest.map_or(&[][..], |m| &m.sources);
                let dataset = manifest.map(|m| m.instance.dataset);
                let live = dataset == Some(Dataset::Live);
                let mut line = Self::of_sources(words, sources, live, now);
                if dataset == Some(Dataset::Demo) && !line.alert {
                    // The banner below says the same.
                    line.marks.clear();
                }
                line
            }
        }
    }

    fn of_sources(
        words: &'static Words,
        sources: &[Source],
        live: bool,
        now: NaiveDateTime,
    ) -> Self {
        let marks: Vec<Mark> = sources.iter().map(|s| mark(words, s, live, now)).collect();
        // Live data of no source is checked by nobody.
        let alert = marks.iter().any(|m| !m.ok) || (live && sources.is_empty());
        let text = match checked(sources) {
            Some(at) => (words.checked)(&format::moment(at, now.date(), words.lang)),
            None => words.never_checked.to_owned(),
        };
        let marks = match marks.len() {
            0..=NAMED => marks,
            n if !alert => vec![Mark {
                name: (words.sources_ok)(n),
                ok: true,
                note: String::new(),
            }],
            _ => marks.into_iter().filter(|m| !m.ok).collect(),
        };
        Self {
            alert,
            text,
            marks,
            advice: alert.then_some(words.use_official),
            ..Self::default()
        }
    }
}

/// The time that holds for all sources in order: the earliest of theirs. Where none is in order,
/// the latest that there is.
fn checked(sources: &[Source]) -> Option<NaiveDateTime> {
    let at = |s: &Source| s.last_ok_at.map(names::beijing);
    let in_order = sources.iter().filter(|s| s.state == SourceState::Ok);
    let earliest = in_order.filter_map(at).min();
    earliest.or_else(|| sources.iter().filter_map(at).max())
}

/// A source in a word, as the line and the sources page say it.
pub fn mark(words: &Words, source: &Source, live: bool, now: NaiveDateTime) -> Mark {
    let idle = source.last_ok_at.map(|at| now - names::beijing(at));
    let note = match (source.state, idle) {
        (SourceState::Ok, Some(idle)) if live && idle > STALE => {
            (words.days_unchecked)(idle.num_days())
        }
        (SourceState::Ok, None) => words.never_checked.to_owned(),
        (SourceState::Ok, Some(_)) => String::new(),
        (other, _) => state(words, other).to_owned(),
    };
    Mark {
        name: source.name.clone(),
        ok: note.is_empty(),
        note,
    }
}

/// How a source's last check ended, in words.
const fn state(words: &Words, state: SourceState) -> &'static str {
    match state {
        SourceState::Ok => words.source_ok,
        SourceState::Stale => words.source_stale,
        SourceState::Refused => words.source_refused,
        SourceState::Unreachable => words.source_unreachable,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use crate::state::Lang;
    use chrono::DateTime;
    use record::SourceId;

    fn now() -> NaiveDateTime {
        "2026-11-25T10:00:00".parse().unwrap()
    }

    fn source(name: &str, state: SourceState, at: &str) -> Source {
        Source {
            id: SourceId(name.into()),
            name: name.into(),
            url: String::new(),
            last_ok_at: DateTime::parse_from_rfc3339(at).ok(),
            last_item_at: None,
            rhythm_days: None,
            state,
        }
    }

    /// The line as one string: what a reader sees.
    fn shown(sources: &[Source], live: bool) -> (bool, String) {
        let line = Line::of_sources(Words::of(Lang::ZhCn), sources, live, now());
        let marks = line.marks.iter().map(|m| {
            let sign = if m.ok { "✓" } else { "!" };
            format!(" · {} {sign}{}", m.name, m.note)
        });
        (line.alert, line.text.clone() + &marks.collect::<String>())
    }

    #[test]
    fn all_is_well() {
        let one = [source(
            "粤公平",
            SourceState::Ok,
            "2026-11-25T09:12:00+08:00",
        )];
        let wanted = (false, "上次核对 09:12 · 粤公平 ✓".to_owned());
        assert_eq!(shown(&one, true), wanted);
        let three =
            ["甲", "乙", "丙"].map(|n| source(n, SourceState::Ok, "2026-11-25T08:30:00+08:00"));
        let wanted = (false, "上次核对 08:30 · 3 个来源都正常 ✓".to_owned());
        assert_eq!(shown(&three, true), wanted);
    }

    #[test]
    fn what_failed_is_named_and_its_time_does_not_count_as_a_check() {
        let mixed = [
            source("甲", SourceState::Ok, "2026-11-25T09:12:00+08:00"),
            source("乙", SourceState::Refused, "2026-11-20T09:00:00+08:00"),
            source("丙", SourceState::Unreachable, "never"),
        ];
        let wanted = "上次核对 09:12 · 乙 !来源拒绝访问 · 丙 !来源连不上";
        assert_eq!(shown(&mixed, true), (true, wanted.to_owned()));
    }

    #[test]
    fn a_publisher_that_stopped_is_not_fresh() {
        let old = [source(
            "粤公平",
            SourceState::Ok,
            "2026-11-22T09:00:00+08:00",
        )];
        let wanted = "上次核对 11月22日 周日 09:00 · 粤公平 !已有 3 天没有核对";
        assert_eq!(shown(&old, true), (true, wanted.to_owned()));
        // Recorded and generated data has no one who checks it daily.
        assert!(!shown(&old, false).0);
    }

    #[test]
    fn a_reader_that_is_up_to_date_with_a_silent_publisher_is_warned() {
        let ok_at = |hours: i64| {
            let at = now() - TimeDelta::hours(hours);
            source(
                "粤公平",
                SourceState::Ok,
                &format!("{}+08:00", at.format("%FT%T")),
            )
        };
        assert!(!shown(&[ok_at(26)], true).0);
        assert!(shown(&[ok_at(27)], true).0);
        // One of several is enough, and live data of no source is checked by nobody.
        assert!(shown(&[ok_at(1), ok_at(1), ok_at(27)], true).0);
        let (alert, text) = shown(&[], true);
        assert!(alert && text.contains(Words::of(Lang::ZhCn).never_checked));
        assert!(!shown(&[], false).0);
    }

    #[test]
    fn nothing_new_and_could_not_check_never_look_alike() {
        let words = Words::of(Lang::ZhCn);
        let line = |health| Line::of(words, &health, None, now());
        let offline = line(Health::Offline { at: Some(now()) });
        assert!(offline.alert && offline.retry && offline.text.contains("10:00"));
        assert!(line(Health::Missing).alert);
        assert!(line(Health::TooNew).alert && !line(Health::TooNew).retry);
        assert!(!line(Health::Checking).alert);
        assert!(
            line(Health::Fresh { at: now() })
                .text
                .contains(words.never_checked)
        );
    }
}
