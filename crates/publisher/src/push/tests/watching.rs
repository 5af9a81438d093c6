//! From a publication's files to messages.

use super::standin::{StandIn, status};
use super::{NOW, Rig, open};
use crate::push::registry::{Every, Registry};
use crate::push::watch::Watch;
use archive::{Change, encode_changes};
use record::follow::{Class, Classes};
use record::site::{ChangesEntry, Manifest};
use record::{Domain, Notice, NoticeId, RegionCode, SourceId, Stage, Topic, When};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

fn change(sequence: u64, domain: Domain, class: Class) -> Change {
    let notice = Notice {
        id: NoticeId::from_bits(sequence),
        source: SourceId("ygp".into()),
        title: "示例项目公告".into(),
        project: None,
        deal_code: None,
        domain,
        category: String::new(),
        stage: Some(Stage::Award),
        stage_label: "公告".into(),
        region: Some(RegionCode(441_521)),
        region_label: String::new(),
        buyer: String::new(),
        agency: String::new(),
        suppliers: Vec::new(),
        published: When::Day("2026-11-26".parse().unwrap()),
        deadline: None,
        formed: None,
        money: None,
        revision: 1,
    };
    Change {
        sequence,
        notice,
        classes: Classes::one(class),
        deadline_before: None,
        fen_before: None,
    }
}

/// Writes a publication: its changes in one file, and the manifest.
fn publish(data: &Path, after: u64, changes: &[Change], list: &str) {
    let root = data.join("data/v1");
    fs::create_dir_all(&root).unwrap();
    let parent = |region: RegionCode| (region.0 == 441_521).then_some(RegionCode(441_500));
    let bytes = encode_changes(changes, parent);
    let last = changes.last().map_or(after, |change| change.sequence);
    let path = format!("changes-{last}.bin");
    fs::write(root.join(&path), &bytes).unwrap();
    let entry = ChangesEntry {
        path,
        bytes: bytes.len() as u64,
        sha256: format!("{:x}", Sha256::digest(&bytes)),
        first: changes.first().map_or(after, |change| change.sequence),
        last,
        count: changes.len() as u32,
    };
    let mut manifest: Manifest = serde_json::from_str(
        r#"{"format":1,"sequence":0,"generated_at":"2026-11-26T08:00:00+08:00",
            "instance":{"name":{},"home_region":"441500","hotline":"12345","dataset":"demo",
            "min_app":"0.1.0"},"sources":[],"packs":[],"reference":{},"head":"","root":""}"#,
    )
    .unwrap();
    manifest.sequence = last;
    manifest.changes_after = after;
    manifest
        .changes
        .extend((!changes.is_empty()).then(|| entry.clone()));
    if !list.is_empty() {
        let mut file = entry.file();
        file.path = list.into();
        manifest.reference.insert("debarments".into(), file);
    }
    // Of another length each time, so that even a coarse clock of files shows it.
    manifest.head = "x".repeat(last as usize);
    fs::write(
        root.join("manifest.json"),
        serde_json::to_string(&manifest).unwrap(),
    )
    .unwrap();
}

#[test]
fn a_publication_is_announced_once_to_those_it_concerns() {
    let (mut rig, service) = (Rig::new(), StandIn::start(status(201)));
    for topic in [
        "works.441500.awards",
        "land.441500.changes",
        "all.441500.blacklist",
    ] {
        let mut wish = rig.wish(&format!("{}/{topic}", service.origin), Every::Once);
        wish.topics = [Topic::parse(topic).unwrap()].into();
        rig.desk.await_echo(&wish, topic, NOW).unwrap();
        rig.desk.confirm(topic, NOW).unwrap();
    }
    let data = rig.folder.path().join("site");
    let mut watch = Watch::new(Registry::open(&rig.file()).unwrap(), &data);
    assert!(watch.look(NOW).is_err(), "nothing there yet");
    publish(&data, 0, &[change(5, Domain::Works, Class::Award)], "a");
    assert_eq!(
        watch.look(NOW).unwrap(),
        0,
        "what was there before the first start"
    );

    let mut told = |changes: &[Change], after, list| {
        publish(&data, after, changes, list);
        let queued = watch.look(NOW).unwrap();
        assert_eq!(watch.look(NOW).unwrap(), 0, "once");
        rig.pass(60, 1);
        let heard = service.all();
        assert_eq!(queued, heard.len());
        let mut told: Vec<_> = heard
            .iter()
            .map(|h| open(&h.body)["topic"].as_str().unwrap().to_owned())
            .collect();
        told.sort();
        told
    };
    let mut all = vec![change(5, Domain::Works, Class::Award)];
    all.push(change(6, Domain::Works, Class::Award));
    assert_eq!(told(&all, 0, "a"), ["works.441500.awards"]);
    all.push(change(7, Domain::Land, Class::Deadline));
    assert_eq!(
        told(&all, 0, "b"),
        ["all.441500.blacklist", "land.441500.changes"]
    );
    all.push(change(8, Domain::Land, Class::Award));
    assert_eq!(told(&all, 0, "b"), [""; 0]);
    // Too long ago to be told exactly: rather a push too many than silence.
    let none = told(&[change(20, Domain::Land, Class::Text)], 15, "b");
    assert_eq!(none.len(), 3);

    // A damaged file announces nothing, and is looked at again.
    publish(&data, 15, &[change(21, Domain::Works, Class::Award)], "b");
    let file = data.join("data/v1/changes-21.bin");
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[1..]).unwrap();
    assert!(watch.look(NOW).is_err());
    fs::write(&file, whole).unwrap();
    assert_eq!(watch.look(NOW).unwrap(), 1);
    // An older publication is not news, but somebody should know.
    publish(&data, 0, &[change(9, Domain::Works, Class::Award)], "b");
    assert!(
        watch
            .look(NOW)
            .unwrap_err()
            .to_string()
            .contains("of sequence 9")
    );
}
