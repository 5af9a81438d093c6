//! The store as its users see it.

#![allow(clippy::unwrap_used, reason = "a test may end here")]

use super::*;
use chrono::NaiveDate;
use record::site::SourceState;
use record::upstream::Rejected;
use record::{Block, Inline, NoticeId, RegionCode, When};
use rusqlite::params;

fn at(hour: u32) -> DateTime<FixedOffset> {
    format!("2026-11-24T{hour:02}:00:00+08:00").parse().unwrap()
}

fn ygp() -> SourceId {
    SourceId("ygp".to_owned())
}

fn draft(key: &str, title: &str) -> Draft {
    let json = serde_json::json!({
        "key": key, "title": title, "project": "441521-2026-01361", "domain": "procurement",
        "stage": "tender", "stage_label": "采购公告", "region": 441_521, "region_label": "海丰县",
        "published": "2026-07-07", "complete": true,
    });
    serde_json::from_value(json).unwrap()
}

fn text(text: &str) -> Body {
    Body::Document(vec![Block::Paragraph(vec![Inline::Text(text.to_owned())])])
}

#[test]
fn a_notice_is_new_once_and_then_unchanged() {
    let mut store = Store::in_memory();
    let draft = draft("a", "污水处理厂");
    let put = |store: &mut Store, hour| {
        store
            .put(&ygp(), &draft, &Body::NotProvided, at(hour))
            .unwrap()
    };
    assert_eq!(put(&mut store, 1), Put::New);
    let sequence = store.sequence().unwrap();
    assert_eq!(put(&mut store, 2), Put::Unchanged);
    assert_eq!(store.sequence().unwrap(), sequence);
    assert_eq!(store.changed_at().unwrap(), at(1));
    let months = store.months().unwrap();
    assert_eq!(months, [(2026, 7, sequence)]);
    let detail = store.month(2026, 7).unwrap().remove(0);
    assert_eq!(detail.notice.region, Some(RegionCode(441_521)));
    assert_eq!(detail.source_key, "a");
    assert_eq!(
        detail.revisions[0].first_seen,
        When::parse("2026-11-24T01:00:00+08:00").unwrap()
    );
}

#[test]
fn a_change_is_a_revision_that_says_what_changed() {
    let mut store = Store::in_memory();
    let mut draft = draft("a", "污水处理厂");
    store.put(&ygp(), &draft, &text("甲"), at(1)).unwrap();
    let id = store.month(2026, 7).unwrap()[0].notice.id;
    draft.title = "污水处理厂（更正）".to_owned();
    draft.published = When::Day(NaiveDate::from_ymd_opt(2026, 8, 1).unwrap());
    let put = store.put(&ygp(), &draft, &text("乙"), at(2)).unwrap();
    assert_eq!(put, Put::Changed);
    assert_eq!(store.month(2026, 7).unwrap(), []);
    let detail = store.get(id).unwrap().unwrap();
    assert_eq!(detail.notice.revision, 2);
    assert_eq!(detail.revisions.len(), 2);
    let change = |label: &str, before: &str, after: &str| [label, before, after].map(str::to_owned);
    assert_eq!(
        detail.revisions[1].changes,
        [
            change("标题", "污水处理厂", "污水处理厂（更正）"),
            change("发布时间", "2026-07-07", "2026-08-01"),
            change("正文", "甲", "乙"),
        ]
    );
    // The month that it left has changed as well, and is empty now.
    assert_eq!(
        store.months().unwrap(),
        [(2026, 8, store.sequence().unwrap())]
    );
}

#[test]
fn the_same_notice_published_twice_is_kept_once() {
    let mut store = Store::in_memory();
    let put = |store: &mut Store, draft: &Draft| {
        store.put(&ygp(), draft, &Body::NotProvided, at(1)).unwrap()
    };
    assert_eq!(put(&mut store, &draft("a", "合同公告")), Put::New);
    let mut twin = draft("b", "合同公告");
    assert_eq!(put(&mut store, &twin), Put::Duplicate);
    assert_eq!(put(&mut store, &twin), Put::Duplicate);
    assert_eq!(store.count().unwrap(), 1);
    // The first is corrected: the second still is what it was, and no news.
    assert_eq!(
        put(&mut store, &draft("a", "合同公告（更正）")),
        Put::Changed
    );
    assert_eq!(put(&mut store, &twin), Put::Duplicate);
    // The second itself says something else now, so it is a notice of its own.
    twin.title = "合同公告（二）".to_owned();
    assert_eq!(put(&mut store, &twin), Put::New);
    // Without a project, or from another source, nothing is taken for a twin.
    let mut bare = draft("c", "合同公告（二）");
    bare.project = None;
    assert_eq!(put(&mut store, &bare), Put::New);
    let other = SourceId("ggzy".to_owned());
    let twin = store.put(
        &other,
        &draft("d", "合同公告（二）"),
        &Body::NotProvided,
        at(1),
    );
    assert_eq!(twin.unwrap(), Put::New);
}

#[test]
fn a_list_row_never_replaces_a_whole_notice_and_a_whole_notice_completes_it() {
    let mut store = Store::in_memory();
    let whole = draft("a", "污水处理厂");
    let row = Draft {
        complete: false,
        ..whole.clone()
    };
    let mut put = |draft: &Draft, body: &Body| store.put(&ygp(), draft, body, at(1)).unwrap();
    assert_eq!(put(&row, &Body::NotFetched), Put::New);
    assert_eq!(put(&whole, &text("甲")), Put::Changed);
    assert_eq!(put(&row, &Body::NotFetched), Put::Unchanged);
    let detail = store.month(2026, 7).unwrap().remove(0);
    assert_eq!(detail.body, text("甲"));
    assert_eq!(
        detail.revisions.len(),
        1,
        "completing is no revision of the source's"
    );
}

#[test]
fn what_waits_for_its_detail_is_told_once_with_all_that_happened() {
    use record::follow::{Class, Classes};
    let mut store = Store::in_memory();
    let mut row = draft("a", "污水处理厂");
    row.published = When::Day(at(1).date_naive());
    row.complete = false;
    let put_row = |store: &mut Store, row: &Draft, hour| {
        let put = store.batch(|batch| batch.put_row(&ygp(), row, at(hour)));
        put.unwrap()
    };
    assert_eq!(put_row(&mut store, &row, 1), Put::New);
    row.title = "污水处理厂（更正）".to_owned();
    assert_eq!(put_row(&mut store, &row, 2), Put::Changed);
    assert_eq!(store.change_days().unwrap(), []);
    let whole = Draft {
        complete: true,
        title: "污水处理厂（终止）".to_owned(),
        ..row.clone()
    };
    store.put(&ygp(), &whole, &text("甲"), at(3)).unwrap();
    let mut told = store.changes(0, u64::MAX >> 1).unwrap();
    assert_eq!(told.len(), 1);
    let told = told.remove(0).read(store.regions()).unwrap();
    let classes = Classes::one(Class::Notice).with(Class::Cancelled);
    assert_eq!((told.classes, told.notice.revision), (classes, 3));
    assert_eq!(told.sequence, store.sequence().unwrap());

    // One that turns out to have no detail waits no longer.
    (row.key, row.project) = ("b".to_owned(), None);
    put_row(&mut store, &row, 4);
    let put = store.put(&ygp(), &row, &Body::NotFetched, at(5)).unwrap();
    assert_eq!(put, Put::Unchanged);
    assert_eq!(store.change_days().unwrap().len(), 2);
}

#[test]
fn ids_that_collide_are_settled_and_never_change() {
    let mut store = Store::in_memory();
    let wanted = content::notice_id(&ygp(), "b", 0);
    store
        .put(&ygp(), &draft("a", "甲"), &Body::NotProvided, at(1))
        .unwrap();
    let sql = "UPDATE notices SET id = ?1";
    store
        .db
        .execute(sql, params![wanted.bits().cast_signed()])
        .unwrap();
    store
        .put(&ygp(), &draft("b", "乙"), &Body::NotProvided, at(1))
        .unwrap();
    let ids: Vec<NoticeId> = store.hashes().unwrap().iter().map(|(id, _)| *id).collect();
    assert!(ids.contains(&wanted) && ids.contains(&content::notice_id(&ygp(), "b", 1)));
}

#[test]
fn a_failed_batch_leaves_nothing() {
    let mut store = Store::in_memory();
    let failed: Result<(), _> = store.batch(|batch| {
        batch.put(&ygp(), &draft("a", "甲"), &Body::NotProvided, at(1))?;
        Err(StoreError::Damaged("on purpose".to_owned()))
    });
    assert!(failed.is_err());
    assert_eq!((store.count().unwrap(), store.sequence().unwrap()), (0, 0));
}

#[test]
fn a_source_keeps_its_last_full_answer_when_a_check_fails() {
    let mut store = Store::in_memory();
    let meta = SourceMeta {
        id: ygp(),
        name: "粤公平".to_owned(),
        url: "https://ygp.gdzwfw.gov.cn".to_owned(),
    };
    store
        .put(&ygp(), &draft("a", "甲"), &Body::NotProvided, at(1))
        .unwrap();
    assert_eq!(store.sources().unwrap(), [], "not checked yet");
    store.checked(&meta, SourceState::Ok, at(2)).unwrap();
    store.checked(&meta, SourceState::Refused, at(3)).unwrap();
    let source = store.sources().unwrap().remove(0);
    assert_eq!(
        (source.last_ok_at, source.state),
        (Some(at(2)), SourceState::Refused)
    );
    assert_eq!(source.last_item_at, When::parse("2026-07-07"));
    assert_eq!((source.name, source.url), (meta.name, meta.url));
}

#[test]
fn progress_fingerprints_and_rejections_are_kept() {
    let mut store = Store::in_memory();
    assert_eq!(store.progress(&ygp()).unwrap(), None);
    store.set_progress(&ygp(), Some("page 3")).unwrap();
    assert_eq!(store.progress(&ygp()).unwrap().as_deref(), Some("page 3"));
    store
        .put(&ygp(), &draft("a", "甲"), &Body::NotProvided, at(1))
        .unwrap();
    store
        .put(&ygp(), &draft("b", "甲"), &Body::NotProvided, at(1))
        .unwrap();
    for (key, print) in [("a", [1; 32]), ("b", [2; 32])] {
        assert_eq!(store.list_fingerprint(&ygp(), key).unwrap(), None);
        store
            .batch(|batch| batch.listed(&ygp(), key, print))
            .unwrap();
        assert_eq!(store.list_fingerprint(&ygp(), key).unwrap(), Some(print));
    }
    let rejected = Rejected {
        key: None,
        reason: "no title".to_owned(),
        excerpt: "{}".to_owned(),
    };
    store.reject(&ygp(), &rejected, at(1)).unwrap();
    store.reject(&ygp(), &rejected, at(2)).unwrap();
    assert_eq!(store.rejected(&ygp()).unwrap(), [rejected]);
}

#[test]
fn a_newer_store_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.sqlite");
    drop(Store::open(&path).unwrap());
    let db = Connection::open(&path).unwrap();
    db.pragma_update(None, "user_version", 99).unwrap();
    drop(db);
    let before = std::fs::read(&path).unwrap();
    let refused = Store::open(&path).err().unwrap().to_string();
    assert!(refused.contains("version 99"), "{refused}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_store_of_an_older_program_says_from_when_on_its_feed_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.sqlite");
    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.told_after().unwrap(), 0, "nothing was missed");
    let body = Body::NotProvided;
    store.put(&ygp(), &draft("a", "甲"), &body, at(1)).unwrap();
    let sequence = store.sequence().unwrap();
    // As the step before left it.
    store
        .db
        .execute_batch(
            "DROP TABLE changes; DROP TABLE held; DROP TABLE publications;
             DELETE FROM counters WHERE name = 'told_after';
             PRAGMA user_version = 2;",
        )
        .unwrap();
    drop(store);
    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.told_after().unwrap(), sequence);
    assert_eq!(store.change_days().unwrap(), []);
    store.put(&ygp(), &draft("a", "乙"), &body, at(2)).unwrap();
    let days = store.change_days().unwrap();
    assert_eq!(days, [(store.sequence().unwrap(), at(2).date_naive())]);
}

#[test]
fn a_sequence_is_not_given_to_what_was_read_before_the_store_went_on() {
    let mut store = Store::in_memory();
    assert_eq!(store.raise_sequence("a", None, false, 0).unwrap(), None);
    let to = store.raise_sequence("b", None, false, 0).unwrap();
    assert_eq!(to, Some(Raised::To(1)));
    let read = store.sequence().unwrap();
    let body = Body::NotProvided;
    store.put(&ygp(), &draft("a", "甲"), &body, at(1)).unwrap();
    let past = store.raise_sequence("c", None, false, read).unwrap();
    assert_eq!(past, Some(Raised::Past));
    let read = store.sequence().unwrap();
    assert_eq!(store.raise_sequence("c", None, false, read).unwrap(), None);
    assert_eq!(store.told_after().unwrap(), 0);
}

#[test]
fn changes_may_be_put_into_the_order_of_their_time() {
    let mut store = Store::in_memory();
    for (key, hour) in [("a", 9), ("b", 3), ("c", 6)] {
        let mut draft = draft(key, key);
        draft.published = When::Day(at(hour).date_naive());
        store
            .put(&ygp(), &draft, &Body::NotProvided, at(hour))
            .unwrap();
    }
    store.batch(|batch| batch.order_changes()).unwrap();
    let told = store.changes(0, u64::MAX >> 1).unwrap();
    let told: Vec<_> = told
        .into_iter()
        .map(|told| told.read(store.regions()).unwrap())
        .map(|change| (change.sequence, change.notice.title))
        .collect();
    assert_eq!(told, [(1, "b".into()), (2, "c".into()), (3, "a".into())]);
}

#[test]
fn a_new_region_tree_changes_every_month() {
    let mut store = Store::in_memory();
    store
        .put(&ygp(), &draft("a", "甲"), &Body::NotProvided, at(1))
        .unwrap();
    let before = store.months().unwrap();
    schema::note_regions(&mut store.db, bundled_regions()).unwrap();
    assert_eq!(store.months().unwrap(), before);
    schema::note_regions(&mut store.db, "[]").unwrap();
    assert!(store.months().unwrap()[0].2 > before[0].2);
    assert_eq!(store.months().unwrap()[0].2, store.sequence().unwrap());
}
