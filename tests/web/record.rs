//! Our copy of the record: first visit, second visit, new publications, damage.

use crate::life::{Life, fresh, two_months};
use crate::town::{Reply, notice};
use gongkai_app::platform::{cache, clock};
use gongkai_app::state::{self, Damage, Health};
use leptos::prelude::*;
use record::NoticeId;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_first_visit_loads_all_and_a_second_needs_no_network() {
    let town = fresh().await;
    let life = Life::begin();
    life.settled().await;
    assert_eq!(life.titles(), ["污水处理厂", "小学校舍", "污水管网"]);
    assert!(matches!(life.health(), Health::Fresh { .. }));
    assert!(
        untrack(|| life.record.regions())
            .get(record::RegionCode(441_500))
            .is_some()
    );
    drop(life);

    town.put("manifest.json", Reply::HangUp);
    town.asked.borrow_mut().clear();
    let life = Life::begin();
    life.settled().await;
    assert_eq!(life.titles().len(), 3);
    assert!(matches!(life.health(), Health::Offline { at: Some(_) }));
    assert_eq!(*town.asked.borrow(), ["manifest.json"]);
}

#[wasm_bindgen_test]
async fn a_check_that_finds_nothing_new_is_one_request() {
    let town = fresh().await;
    let life = Life::begin();
    life.settled().await;
    town.asked.borrow_mut().clear();
    life.check().await;
    assert_eq!(*town.asked.borrow(), ["manifest.json"]);
    assert!(matches!(life.health(), Health::Fresh { .. }));
}

#[wasm_bindgen_test]
async fn a_new_month_takes_over_whole_and_the_old_files_go() {
    let town = fresh().await;
    let life = Life::begin();
    life.settled().await;
    let [(month, mut notices), october] = two_months();
    notices.push(notice(4, "2026-11-05", "医院设备"));
    town.publish(2, &[(month, notices), october]);
    life.check().await;
    assert_eq!(
        life.titles(),
        ["医院设备", "污水处理厂", "小学校舍", "污水管网"]
    );
    for _ in 0..50 {
        let packs = cache::list()
            .await
            .iter()
            .filter(|f| f.contains("/packs/"))
            .count();
        if packs == 2 {
            return;
        }
        clock::sleep(20).await;
    }
    panic!("old packs stay: {:?}", cache::list().await);
}

/// Scenario R2: whatever comes instead of what was promised is refused, and what we had stays.
#[wasm_bindgen_test]
async fn damage_is_refused_and_what_we_had_stays() {
    let town = fresh().await;
    let life = Life::begin();
    life.settled().await;
    let [(month, mut notices), october] = two_months();
    notices.push(notice(4, "2026-11-05", "医院设备"));
    let packs = town.publish(2, &[(month, notices), october]);
    let (manifest, pack) = (town.bytes("manifest.json"), town.bytes(&packs[0]));
    let mut flipped = pack.clone();
    flipped[pack.len() / 2] ^= 1;
    let old = String::from_utf8(manifest.clone()).unwrap();
    let old = old.replace("\"sequence\":2", "\"sequence\":0");
    let login = b"<!doctype html><title>login</title>".to_vec();
    let damaged = Damage::File(packs[0].clone());
    let cases = [
        (
            "a short file",
            &packs[0],
            Reply::File(pack[..pack.len() - 1].to_vec()),
            damaged.clone(),
        ),
        (
            "a flipped bit",
            &packs[0],
            Reply::File(flipped),
            damaged.clone(),
        ),
        (
            "a log-in page",
            &packs[0],
            Reply::File(login.clone()),
            damaged,
        ),
        (
            "no pack",
            &packs[0],
            Reply::Status(404),
            Damage::Status(404),
        ),
        (
            "an old head",
            &"manifest.json".to_owned(),
            Reply::File(old.into_bytes()),
            Damage::OldHead,
        ),
        (
            "a log-in page",
            &"manifest.json".to_owned(),
            Reply::File(login),
            Damage::Manifest,
        ),
    ];
    for (case, path, reply, wanted) in cases {
        let whole = town.bytes(path);
        town.put(path, reply);
        life.check().await;
        let health = life.health();
        assert!(
            matches!(&health, Health::Damaged { what, at: Some(_) } if *what == wanted),
            "{case}: {health:?}"
        );
        assert_eq!(
            life.titles(),
            ["污水处理厂", "小学校舍", "污水管网"],
            "{case}"
        );
        town.put(path, Reply::File(whole));
    }
    life.check().await;
    assert!(matches!(life.health(), Health::Fresh { .. }));
    assert_eq!(life.titles().len(), 4);
}

#[wasm_bindgen_test]
async fn a_stored_pack_that_was_damaged_is_fetched_again() {
    let town = fresh().await;
    drop({
        let life = Life::begin();
        life.settled().await;
        life
    });
    let packs = cache::list().await;
    let pack = packs.iter().find(|f| f.contains("/packs/2026-10")).unwrap();
    assert!(cache::put(pack, b"rubbish", None).await);
    town.asked.borrow_mut().clear();
    let life = Life::begin();
    life.settled().await;
    assert_eq!(life.titles().len(), 3);
    let path = pack.trim_start_matches("data/v1/").to_owned();
    assert_eq!(*town.asked.borrow(), ["manifest.json".to_owned(), path]);
}

#[wasm_bindgen_test]
async fn with_no_data_and_no_network_the_record_is_missing() {
    let town = fresh().await;
    town.put("manifest.json", Reply::HangUp);
    let life = Life::begin();
    life.settled().await;
    assert_eq!(life.health(), Health::Missing);
}

#[wasm_bindgen_test]
async fn a_later_format_asks_for_an_update() {
    let town = fresh().await;
    town.put("manifest.json", Reply::File(br#"{"format":2}"#.to_vec()));
    let life = Life::begin();
    life.settled().await;
    assert_eq!(life.health(), Health::TooNew);
}

#[wasm_bindgen_test]
async fn an_opened_notice_can_be_read_again_without_a_network() {
    let town = fresh().await;
    let life = Life::begin();
    life.settled().await;
    let load = |number| state::detail::load(life.record, NoticeId::from_bits(number));
    assert_eq!(load(3).await.unwrap().notice.title, "污水管网");
    assert_eq!(load(9).await, Err(state::DetailError::NotFound));
    let bundles: Vec<String> = town
        .asked
        .borrow()
        .iter()
        .filter(|p| p.starts_with("notices/"))
        .cloned()
        .collect();
    town.put(&bundles[0], Reply::HangUp);
    assert_eq!(load(3).await.unwrap().notice.title, "污水管网");
}

#[wasm_bindgen_test]
async fn what_is_new_since_the_last_visit_is_counted_by_notice() {
    let town = fresh().await;
    let life = Life::begin();
    life.settled().await;
    assert_eq!(untrack(|| life.record.since_last_visit(None, 5)), None);
    state::visit::remember(life.record);
    drop(life);
    back_date_the_visit();

    let [(month, mut notices), october] = two_months();
    notices.push(notice(4, "2026-11-03", "医院设备"));
    town.publish(2, &[(month, notices), october]);
    let life = Life::begin();
    life.until("the new notice", |l| l.titles().len() == 4)
        .await;
    let (since, news) = untrack(|| life.record.since_last_visit(None, 5)).unwrap();
    assert_eq!((since.count, since.or_more), (1, false));
    assert_eq!(news[0].title, "医院设备");
}

/// As if the visit that is remembered had ended years ago.
fn back_date_the_visit() {
    let area = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    let text = area.get_item("gongkai.visit").unwrap().unwrap();
    let year = clock::today().format("\"at\":\"%Y-").to_string();
    assert!(text.contains(&year), "{text}");
    area.set_item("gongkai.visit", &text.replace(&year, "\"at\":\"2020-"))
        .unwrap();
}
