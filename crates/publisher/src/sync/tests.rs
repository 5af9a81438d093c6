//! The engine against the stand-in without a network, so that any request can be made to fail.

#![allow(clippy::unwrap_used, reason = "a test may end here")]

mod odd;

use super::engine::{Adapter, Engine, Options, Whole};
use super::net::{Ask, Net, Reply};
use super::plan::Window;
use super::report::{Outcome, Report, Stop};
use super::ygp::Ygp;
use crate::standin::{Kind, Mood, Rows, StandIn};
use crate::store::{SourceMeta, Store};
use axum::body::{Body, to_bytes};
use axum::http::Request;
use chrono::{DateTime, FixedOffset, TimeDelta};
use record::site::SourceState;
use record::upstream::Page;
use record::upstream::ygp::Row;
use record::{Domain, Regions, SourceId};
use tower::ServiceExt;

/// Asks the stand-in by a function call; the request of a number fails.
struct Direct {
    standin: StandIn,
    runtime: tokio::runtime::Runtime,
    asked: u64,
    fails: u64,
    /// Changes an answer: the number of the request, its path, and what was answered.
    bend: fn(u64, &str, &mut Reply),
}

impl Direct {
    fn new(rows: Rows) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread();
        Self {
            standin: StandIn::new(rows),
            runtime: { runtime }.enable_time().build().unwrap(),
            asked: 0,
            fails: 0,
            bend: |_, _, _| {},
        }
    }

    fn mood(&mut self, kind: Kind, from: u64) {
        self.standin.set_moods(&[Mood { kind, from }]);
    }
}

impl Net for Direct {
    fn base(&self) -> &str {
        "https://upstream.example"
    }

    fn ask(&mut self, ask: &Ask<'_>) -> Result<Reply, String> {
        self.asked += 1;
        if self.asked == self.fails {
            return Err("cut on purpose".to_owned());
        }
        let request = match &ask.body {
            Some((_, body)) => Request::post(ask.path).body(Body::from(body.clone())),
            None => Request::get(ask.path).body(Body::empty()),
        };
        let app = self.standin.app();
        let mut reply = self.runtime.block_on(async {
            let answer = app.oneshot(request.unwrap()).await.unwrap();
            let header = answer.headers().get("retry-after");
            let retry_after = header.and_then(|v| v.to_str().ok()?.parse().ok());
            Reply {
                status: answer.status().as_u16(),
                retry_after,
                body: to_bytes(answer.into_body(), 1 << 24)
                    .await
                    .unwrap()
                    .to_vec(),
            }
        });
        (self.bend)(self.asked, ask.path, &mut reply);
        Ok(reply)
    }
}

struct Case {
    store: Store,
    net: Direct,
    site: &'static str,
    most: u64,
}

/// 粤公平 with lists that are cut earlier.
struct Cut(u64);

impl Adapter for Cut {
    fn page_size(&self) -> u32 {
        Ygp.page_size()
    }

    fn most(&self) -> u64 {
        self.0
    }

    fn queries(&self, site: &str, regions: &Regions) -> Vec<(String, Option<Domain>)> {
        Ygp.queries(site, regions)
    }

    fn list(&self, net: &mut dyn Net, window: &Window) -> Result<Page<Row>, Stop> {
        Ygp.list(net, window)
    }

    fn whole(&self, net: &mut dyn Net, row: &Row) -> Result<Whole, Stop> {
        Ygp.whole(net, row)
    }
}

impl Case {
    fn new(rows: Rows, site: &'static str) -> Self {
        Self {
            store: Store::in_memory(),
            net: Direct::new(rows),
            site,
            most: Ygp.most(),
        }
    }

    fn run_with(&mut self, full: bool, hours: i64) -> Report {
        let source = SourceMeta {
            id: SourceId("ygp".to_owned()),
            name: "粤公平".to_owned(),
            url: String::new(),
        };
        let options = Options {
            site: self.site.to_owned(),
            since: "2018-01-01".parse().unwrap(),
            full,
        };
        let now: DateTime<FixedOffset> = "2026-11-24T09:12:00+08:00".parse().unwrap();
        let later = || now + TimeDelta::hours(hours);
        Engine::new(
            &mut self.store,
            &source,
            &Cut(self.most),
            &mut self.net,
            &later,
        )
        .run(&options)
        .unwrap()
    }

    fn run(&mut self) -> Report {
        self.run_with(false, 0)
    }

    fn state(&self) -> SourceState {
        self.store.sources().unwrap()[0].state
    }
}

fn real() -> Rows {
    Rows::load(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/real").as_ref()).unwrap()
}

#[test]
fn a_run_brings_everything_once_and_the_next_asks_for_two_pages() {
    let mut case = Case::new(Rows::numbered(120), "441500");
    let report = case.run();
    assert_eq!(report.outcome, Outcome::Complete);
    assert_eq!((report.counts.new, case.state()), (120, SourceState::Ok));
    // Three pages, and two requests a detail.
    assert_eq!(case.net.asked, 3 + 240);
    case.net.asked = 0;
    let report = case.run();
    assert_eq!((report.counts.new, report.counts.unchanged), (0, 50));
    // The last days, and the newest page before them.
    assert_eq!(case.net.asked, 2);
    let detail = case.store.month(2026, 7).unwrap().remove(0);
    assert!(matches!(detail.body, record::Body::Document(_)));
}

#[test]
fn a_province_is_asked_city_by_city_for_works() {
    let mut case = Case::new(real(), "44");
    let report = case.run();
    // One of the 25 is published twice; 工程建设 comes by its cities only.
    assert_eq!((report.counts.new, report.counts.duplicate), (24, 1));
    assert_eq!(report.counts.rejected, []);
    assert_eq!(case.store.count().unwrap(), 24);
}

/// Wherever the network breaks, the next run brings the rest: the anomaly loop.
#[test]
fn a_break_at_any_request_loses_nothing() {
    let mut whole = Case::new(Rows::numbered(52), "441500");
    whole.run();
    let expected = whole.store.hashes().unwrap();
    let requests = whole.net.asked;
    for fails in 1..=requests {
        let mut case = Case::new(Rows::numbered(52), "441500");
        case.net.fails = fails;
        let report = case.run();
        assert!(matches!(
            report.outcome,
            Outcome::Stopped(Stop::Unreachable(_))
        ));
        assert_eq!(case.state(), SourceState::Unreachable);
        assert_eq!(case.run().outcome, Outcome::Complete);
        assert_eq!(
            case.store.hashes().unwrap(),
            expected,
            "cut at request {fails}"
        );
        assert_eq!(case.state(), SourceState::Ok);
    }
}

/// A page whose rows were all put, but which was not written down as done, must not end an
/// incremental run when it is read again.
#[test]
fn news_of_a_broken_page_is_remembered() {
    let mut case = Case::new(Rows::numbered(0), "441500");
    case.run();
    case.net = Direct::new(Rows::numbered(120));
    // The last days, the list, 50 details; then the second page fails.
    case.net.fails = 1 + 1 + 100 + 1;
    assert!(matches!(
        case.run().outcome,
        Outcome::Stopped(Stop::Unreachable(_))
    ));
    assert_eq!(case.store.count().unwrap(), 50);
    // What the store holds when the process is killed just before the page is turned.
    let source = SourceId("ygp".to_owned());
    let turned = case.store.progress(&source).unwrap().unwrap();
    let before = r#""page":1,"known_ends":true,"started":true,"news":true"#;
    let after = r#""page":2,"known_ends":true,"started":true,"news":false"#;
    assert!(turned.contains(after), "{turned}");
    let progress = turned.replace(after, before);
    case.store.set_progress(&source, Some(&progress)).unwrap();
    case.net.fails = 0;
    assert_eq!(case.run().outcome, Outcome::Complete);
    assert_eq!(case.store.count().unwrap(), 120);
}

#[test]
fn too_frequent_is_obeyed_across_runs() {
    let mut case = Case::new(Rows::numbered(52), "441500");
    case.net.mood(Kind::TooFrequent(7200), 4);
    let report = case.run();
    assert_eq!(report.outcome, Outcome::Stopped(Stop::TooFrequent(7200)));
    assert_eq!((report.exit_code(), case.state()), (75, SourceState::Stale));
    // What the list told is there, although no more details could be asked.
    assert_eq!((case.net.asked, case.store.count().unwrap()), (4, 50));
    let report = case.run_with(false, 1);
    assert!(matches!(report.outcome, Outcome::Cooling(_)));
    assert_eq!(
        (report.exit_code(), case.net.asked),
        (75, 4),
        "no request before its time"
    );
    case.net.standin.set_moods(&[]);
    assert_eq!(case.run_with(false, 3).outcome, Outcome::Complete);
    assert_eq!(
        (case.store.count().unwrap(), case.state()),
        (52, SourceState::Ok)
    );
}

#[test]
fn a_correction_is_a_revision_and_a_full_run_finds_old_ones() {
    let mut case = Case::new(Rows::numbered(52), "441500");
    case.run();
    case.net.mood(Kind::Corrected, 1);
    let report = case.run();
    assert_eq!((report.counts.changed, report.counts.new), (1, 0));
    let month = case.store.month(2026, 7).unwrap();
    let revised: Vec<_> = month.iter().filter(|d| d.notice.revision == 2).collect();
    assert_eq!(revised.len(), 1);
    assert!(
        revised[0].revisions[1]
            .changes
            .iter()
            .any(|[label, ..]| label == "标题")
    );
    case.net.asked = 0;
    assert_eq!(case.run_with(true, 0).counts.unchanged, 52);
    assert_eq!(case.net.asked, 2, "known rows need no detail");
}

#[test]
fn details_that_cannot_be_read_leave_the_row_and_stop_after_a_few() {
    let mut case = Case::new(Rows::numbered(20), "441500");
    // From the second request on, that is in every detail.
    case.net.mood(Kind::Html, 2);
    let report = case.run();
    assert!(matches!(
        report.outcome,
        Outcome::Stopped(Stop::Unexpected(_))
    ));
    assert_eq!((report.counts.without_detail, report.exit_code()), (5, 76));
    assert!(
        report
            .to_string()
            .contains("for older ones only with --full")
    );
    assert_eq!(case.net.asked, 6);
    case.net.standin.set_moods(&[]);
    assert_eq!(case.run().outcome, Outcome::Complete);
    let month = case.store.month(2026, 7).unwrap();
    assert_eq!(month.len(), 20);
    let whole = |d: &record::NoticeDetail| matches!(d.body, record::Body::Document(_));
    assert!(month.iter().all(|d| whole(d) && d.revisions.len() == 1));
}

/// What the feed tells: sequence, whether the detail was there, and how often it changed.
fn told(store: &Store) -> Vec<(u64, bool, u32)> {
    let told = store.changes(0, u64::MAX >> 1).unwrap().into_iter();
    let told = told.map(|told| told.read(store.regions()).unwrap());
    told.map(|change| {
        let detail = store.get(change.notice.id).unwrap().unwrap();
        let whole = matches!(detail.body, record::Body::Document(_));
        (change.sequence, whole, change.notice.revision)
    })
    .collect()
}

/// Hours from the runs' clock to a day on which the numbered rows are news.
const AS_NEWS: i64 = -137 * 24;

#[test]
fn a_row_whose_detail_failed_is_told_with_its_detail() {
    let mut case = Case::new(Rows::numbered(4), "441500");
    case.net.mood(Kind::Html, 2);
    let report = case.run_with(false, AS_NEWS);
    assert_eq!((report.counts.new, report.counts.without_detail), (4, 4));
    assert_eq!(case.store.count().unwrap(), 4, "they are there at once");
    assert_eq!(told(&case.store), [], "and told by what their details say");
    let known = case.store.sequence().unwrap();
    case.net.standin.set_moods(&[]);
    case.run_with(false, AS_NEWS + 1);
    let of_now = told(&case.store);
    assert_eq!(of_now.len(), 4);
    assert!(of_now.iter().all(|t| t.0 > known && t.1), "{of_now:?}");
    case.run_with(false, AS_NEWS + 48);
    assert_eq!(told(&case.store), of_now, "once");
}

#[test]
fn a_row_whose_detail_does_not_come_within_a_day_is_told_without() {
    let mut case = Case::new(Rows::numbered(4), "441500");
    case.net.mood(Kind::Html, 2);
    case.run_with(false, AS_NEWS);
    case.net.asked = 0;
    case.run_with(false, AS_NEWS + 23);
    assert_eq!(told(&case.store), []);
    let known = case.store.sequence().unwrap();
    case.run_with(false, AS_NEWS + 24);
    let of_now = told(&case.store);
    assert_eq!(of_now.len(), 4);
    assert!(of_now.iter().all(|t| t.0 > known && !t.1), "{of_now:?}");
    assert!(of_now.is_sorted_by(|a, b| a.0 < b.0));
    case.net.standin.set_moods(&[]);
    case.run_with(false, AS_NEWS + 25);
    assert_eq!(told(&case.store).len(), 4, "completing is no change");
}

#[test]
fn an_empty_list_withdraws_nothing() {
    let mut case = Case::new(Rows::numbered(20), "441500");
    case.run();
    let before = case.store.hashes().unwrap();
    case.net.mood(Kind::Empty, 1);
    let report = case.run();
    assert_eq!(report.outcome, Outcome::NothingThere(20));
    assert_eq!((report.exit_code(), case.state()), (75, SourceState::Stale));
    assert_eq!(case.store.hashes().unwrap(), before);
    // A source that never had anything may well have nothing.
    let mut case = Case::new(Rows::numbered(0), "441500");
    assert_eq!(case.run().outcome, Outcome::Complete);
    assert_eq!(case.state(), SourceState::Ok);
}

#[test]
fn a_long_list_is_cut_into_spans() {
    let mut case = Case::new(Rows::numbered(120), "441500");
    case.most = 20;
    let report = case.run();
    // A day that holds more than the list shows cannot be cut: it is told, and read to its end.
    assert_eq!(
        (report.outcome, report.counts.new),
        (Outcome::Complete, 120)
    );
    case.net = Direct::new(Rows::numbered(300));
    let report = case.run();
    assert_eq!(
        (report.outcome, report.counts.new),
        (Outcome::Complete, 180)
    );
}
