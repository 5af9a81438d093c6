//! What a run has to go through, and where it stands: pure, and kept in the store as JSON.

use chrono::{DateTime, Days, FixedOffset, NaiveDate};
use record::Domain;
use serde::{Deserialize, Serialize};

/// Days that each run lists in full. A notice without a time of day stands below the timed ones
/// of its day, and some are published late: a first page without news proves nothing for these.
const RECENT: Days = Days::new(3);

/// A part of the upstream's list: a region, a domain, a span of days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Window {
    pub(super) site: String,
    pub(super) domain: Option<Domain>,
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
    /// The page to ask for next, from 1.
    pub(super) page: u32,
    /// Whether a page without news ends it: true once everything older has been gone through.
    pub(super) known_ends: bool,
    /// Whether rows of it have been put.
    #[serde(default)]
    pub(super) started: bool,
    /// Whether this page has brought news. Kept, since a page that is read again after a break
    /// is all known, and would end the window.
    #[serde(default)]
    pub(super) news: bool,
}

impl Window {
    /// Two halves, the older first; `None` for a single day.
    pub(super) fn halves(&self) -> Option<[Self; 2]> {
        let days = self.to.signed_duration_since(self.from).num_days();
        let middle = self.from + Days::new((days.max(0) / 2).cast_unsigned());
        let part = |from, to| Self {
            from,
            to,
            ..self.clone()
        };
        let next = middle + Days::new(1);
        (days > 0).then(|| [part(self.from, middle), part(next, self.to)])
    }
}

/// What all runs together are to cover. Another scope begins anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Scope {
    pub(super) site: String,
    pub(super) since: NaiveDate,
}

/// Where the runs of a source stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Progress {
    /// No request before this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) cool_until: Option<DateTime<FixedOffset>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    scope: Option<Scope>,
    /// Whether all of the scope has been gone through once.
    #[serde(default)]
    swept: bool,
    /// The day on which the unfinished run began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    began: Option<NaiveDate>,
    /// A day of which the source shows only a part, since the last full check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) cut_day: Option<NaiveDate>,
    /// What is left, the next last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) left: Vec<Window>,
}

impl Progress {
    /// Plans a run; `queries` are regions with domains. Answers whether this run alone covers
    /// the whole scope, rather than continuing another.
    pub(super) fn begin(
        &mut self,
        scope: Scope,
        queries: &[(String, Option<Domain>)],
        today: NaiveDate,
        full: bool,
    ) -> bool {
        if self.scope.as_ref() != Some(&scope) || full {
            self.swept = false;
            self.left.clear();
        }
        if self.left.is_empty() {
            self.cut_day = None;
        }
        let unfinished = self.began.filter(|_| !self.left.is_empty());
        // What an unfinished run left may be old; what came since it began is asked first.
        let from = unfinished.unwrap_or(scope.since).min(today);
        let known_ends = self.swept || unfinished.is_some();
        // Of runs that broke off at once nothing must pile up: these are asked again below, and
        // in full where they were to be read in full.
        let (kept, dropped) = std::mem::take(&mut self.left)
            .into_iter()
            .partition::<Vec<_>, _>(|window| window.started || window.from < from);
        self.left = kept;
        let window = |(site, domain): &(String, Option<Domain>), from, to, known_ends| Window {
            site: site.clone(),
            domain: *domain,
            from,
            to,
            page: 1,
            known_ends,
            started: false,
            news: false,
        };
        for query in queries.iter().rev() {
            let unread = |w: &Window| !w.known_ends && (&w.site, w.domain) == (&query.0, query.1);
            let known_ends = known_ends && !dropped.iter().any(unread);
            let recent = today - RECENT;
            if known_ends && from < recent {
                self.left
                    .push(window(query, from, recent - Days::new(1), true));
                self.left.push(window(query, recent, today, false));
            } else {
                self.left.push(window(query, from, today, false));
            }
        }
        self.scope = Some(scope);
        self.began = Some(unfinished.map_or(today, |day| day.min(today)));
        unfinished.is_none()
    }

    /// The window at hand is to be cut in two, the newer half first. Answers whether it could.
    pub(super) fn split(&mut self) -> bool {
        let Some(halves) = self.left.last().and_then(Window::halves) else {
            return false;
        };
        self.left.pop();
        self.left.extend(halves);
        true
    }

    /// The page at hand has brought news. Answers whether that was not known yet.
    pub(super) fn note_news(&mut self) -> bool {
        let Some(window) = self.left.last_mut().filter(|window| !window.news) else {
            return false;
        };
        window.news = true;
        window.started = true;
        true
    }

    /// The page at hand is done, and there is another. Only so many rows of a list can be read,
    /// so one that still brings news there has to be gone through like an unknown one.
    pub(super) fn turn(&mut self, page_size: u32, most: u64) {
        let Some(window) = self.left.last_mut() else {
            return;
        };
        let read = u64::from(window.page) * u64::from(page_size);
        window.started = true;
        window.news = false;
        if window.known_ends && read >= most {
            window.known_ends = false;
            window.page = 1;
        } else {
            window.page += 1;
        }
    }

    /// What was gone through proves nothing: the next run begins anew.
    pub(super) fn sweep_anew(&mut self) {
        self.swept = false;
        self.began = None;
        self.left.clear();
    }

    /// Everything has been gone through.
    pub(super) fn finish(&mut self) {
        self.swept = true;
        self.began = None;
        self.left.clear();
        self.cut_day = None;
        self.cool_until = None;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn scope() -> Scope {
        Scope {
            site: "441500".to_owned(),
            since: day("2026-01-01"),
        }
    }

    fn begin(progress: &mut Progress, today: &str) -> bool {
        let queries = [("441500".to_owned(), None)];
        progress.begin(scope(), &queries, day(today), false)
    }

    #[test]
    fn halves_share_no_day_and_miss_none() {
        for to in ["2026-01-02", "2026-01-03", "2026-02-28"] {
            let mut progress = Progress::default();
            assert!(begin(&mut progress, to));
            assert!(progress.split());
            let [older, newer] = progress.left.as_slice() else {
                panic!("{:?}", progress.left)
            };
            assert_eq!((older.from, newer.to), (day("2026-01-01"), day(to)));
            assert_eq!(older.to + Days::new(1), newer.from);
        }
        let mut progress = Progress::default();
        begin(&mut progress, "2026-01-01");
        assert!(!progress.split());
    }

    fn spans(progress: &Progress) -> Vec<(String, String, bool)> {
        let span = |w: &Window| (w.from.to_string(), w.to.to_string(), w.known_ends);
        progress.left.iter().map(span).collect()
    }

    fn span(from: &str, to: &str, known_ends: bool) -> (String, String, bool) {
        (from.to_owned(), to.to_owned(), known_ends)
    }

    #[test]
    fn a_first_run_reads_everything_and_later_ones_the_last_days_and_what_is_new() {
        let mut progress = Progress::default();
        begin(&mut progress, "2026-07-07");
        assert_eq!(spans(&progress), [span("2026-01-01", "2026-07-07", false)]);
        progress.finish();
        assert!(begin(&mut progress, "2026-07-08"));
        assert_eq!(
            spans(&progress),
            [
                span("2026-01-01", "2026-07-04", true),
                span("2026-07-05", "2026-07-08", false)
            ]
        );
    }

    #[test]
    fn an_unfinished_run_is_continued_after_what_is_fresh() {
        let mut progress = Progress::default();
        begin(&mut progress, "2026-07-07");
        progress.left[0].page = 3;
        progress.left[0].started = true;
        progress.cut_day = Some(day("2026-07-07"));
        let left = progress.left[0].clone();
        assert!(!begin(&mut progress, "2026-07-09"));
        assert_eq!(progress.left[0], left);
        assert!(progress.cut_day.is_some(), "told when all is done");
        let fresh = span("2026-07-07", "2026-07-09", false);
        assert_eq!(spans(&progress)[1..], [fresh]);
        // Broken off again at once, it still began on the same day, and nothing piles up.
        begin(&mut progress, "2026-07-20");
        let fresh = span("2026-07-07", "2026-07-20", false);
        assert_eq!(spans(&progress)[1..], [fresh], "nobody has read it yet");
        // Once it has been read, a page without news ends it.
        progress.left.pop();
        begin(&mut progress, "2026-07-20");
        let fresh = [
            span("2026-07-07", "2026-07-16", true),
            span("2026-07-17", "2026-07-20", false),
        ];
        assert_eq!(spans(&progress)[1..], fresh);
        progress.left[2].started = true;
        progress.left.remove(1);
        begin(&mut progress, "2026-07-20");
        assert_eq!(spans(&progress)[1], fresh[1], "what was started is kept");
        assert_eq!(spans(&progress)[2..], fresh);
    }

    #[test]
    fn another_scope_or_a_full_run_begins_anew() {
        let mut progress = Progress::default();
        begin(&mut progress, "2026-07-07");
        progress.finish();
        let queries = [("441500".to_owned(), None)];
        assert!(progress.begin(scope(), &queries, day("2026-07-08"), true));
        assert!(progress.left.iter().all(|window| !window.known_ends));
        progress.finish();
        let earlier = Scope {
            since: day("2018-01-01"),
            ..scope()
        };
        assert!(progress.begin(earlier, &queries, day("2026-07-08"), false));
        assert!(!progress.left[0].known_ends);
    }

    #[test]
    fn it_reads_back() {
        let mut progress = Progress::default();
        begin(&mut progress, "2026-07-07");
        let text = serde_json::to_string(&progress).unwrap();
        assert_eq!(serde_json::from_str::<Progress>(&text).unwrap(), progress);
    }
}
