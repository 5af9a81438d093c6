//! Lists of debarments as they are pulled by the program itself: whole, in part, cut off, and over
//! HTTP in every mood.
#![allow(clippy::unwrap_used, reason = "a test may end here")]

#[allow(dead_code, reason = "each test file uses its part")]
#[path = "sync/support.rs"]
mod upstream;

use publisher::standin::{Kind, Mood, Rows, StandIn};
use publisher::store::Store;
use record::SourceId;
use upstream::{Server, gongkai, rows, told};

#[test]
fn lists_are_pulled_over_http_and_bad_moods_withdraw_nothing() {
    let lists = rows().join("../listed");
    let standin = StandIn::new(Rows::default().with_lists(&lists).unwrap());
    let server = Server::start(standin.app());
    for (kind, entries, persons, end) in [
        ("ccgp-cr", 128, 2, "2028-02-14"),
        ("credit-gd", 109, 11, "2027-03-14"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lists.sqlite");
        let run = |moods: &[&str]| {
            let moods: Vec<_> = moods.iter().map(|m| m.parse().unwrap()).collect();
            standin.set_moods(&moods);
            let mut sync = gongkai("sync");
            sync.args([
                "--source",
                kind,
                "--upstream",
                &server.url,
                "--pause-ms=0",
                "--store",
            ]);
            sync.arg(&path);
            // Who hangs or drips is not waited for any longer than this.
            if moods
                .iter()
                .any(|m: &Mood| matches!(m.kind, Kind::Hang | Kind::Drip(_)))
            {
                sync.arg("--timeout-ms=150");
            }
            told(sync)
        };
        let held = || {
            let store = Store::open(&path).unwrap();
            let all = store.debarments(&SourceId(kind.into())).unwrap();
            all.into_iter()
                .filter(|k| k.entry.withdrawn.is_none())
                .collect::<Vec<_>>()
        };
        let (code, said) = run(&[]);
        assert_eq!(code, 0, "{said}");
        assert!(said.contains(&format!("{entries} new")), "{said}");
        assert!(
            said.contains(&format!("{persons} natural persons")),
            "{said}"
        );
        let all = held();
        assert_eq!(all.len(), entries);
        assert!(
            !serde_json::to_string(&all.iter().map(|k| &k.entry).collect::<Vec<_>>())
                .unwrap()
                .contains("示例法人")
        );
        let thirteenth = all.iter().find(|k| k.entry.key.ends_with("0013")).unwrap();
        assert_eq!(thirteenth.entry.until.unwrap().to_string(), end);
        // Once more: nothing new, and no page of an entry is asked again.
        let (code, said) = run(&[]);
        assert_eq!(
            (code, said.contains(&format!("{entries} unchanged"))),
            (0, true),
            "{said}"
        );
        assert!(standin.requests().len() <= 4, "{:?}", standin.requests());
        let verified = Store::open(&path).unwrap().listings().unwrap()[0].verified;
        for (mood, exit) in [
            ("captcha", 77),
            ("captcha@2", 77),
            ("html", 76),
            ("login@2", 76),
            ("truncated", 76),
            ("truncated@2", 76),
            ("gap", 76),
            ("gap@2", 76),
            ("broken", 69),
            ("broken@2", 69),
            ("hang", 69),
            ("hang@2", 69),
            ("drip=1", 69),
            ("drip=1@2", 69),
            ("http-500@2", 76),
            ("anti-crawler", 77),
            ("empty", 75),
            ("fewer", 75),
            ("too-frequent=1@2", 75),
        ] {
            let (code, said) = run(&[mood]);
            assert_eq!(code, exit, "{kind} {mood}: {said}");
            assert_eq!(held().len(), entries, "{kind} {mood}: {said}");
            let store = Store::open(&path).unwrap();
            let last = store.listings().unwrap()[0].verified;
            assert_eq!(last, verified, "{kind} {mood}: not verified by it");
        }
    }
}

#[test]
fn a_part_of_the_penalties_is_read_whether_or_not_the_server_filters() {
    let lists = rows().join("../listed");
    let standin = StandIn::new(Rows::default().with_lists(&lists).unwrap());
    let server = Server::start(standin.app());
    let folder = tempfile::tempdir().unwrap();
    let run = |store: &str, site: &str, moods: &[Mood]| {
        standin.set_moods(moods);
        let mut sync = gongkai("sync");
        sync.args(["--source", "credit-gd", "--pause-ms=0"]);
        sync.args(["--upstream", &server.url, "--site", site, "--store"]);
        let path = folder.path().join(store);
        let (code, said) = told({
            sync.arg(&path);
            sync
        });
        let store = Store::open(&path).unwrap();
        let kept = store.debarments(&SourceId("credit-gd".into())).unwrap();
        let entries: Vec<_> = kept.into_iter().map(|kept| kept.entry).collect();
        (code, said, entries)
    };
    let (code, said, filtered) = run("filtered", "汕尾", &[]);
    assert_eq!(code, 0, "{said}");
    assert!(!filtered.is_empty() && filtered.iter().all(|e| e.authority.starts_with("汕尾")));
    let deaf = ["no-filter".parse().unwrap()];
    for (store, site, moods) in [
        ("deaf", "汕尾", &deaf[..]),
        ("filtered", "汕尾", &deaf),
        ("words", "汕尾,陆河", &[]),
    ] {
        let (code, said, entries) = run(store, site, moods);
        assert_eq!((code, &entries), (0, &filtered), "{store}: {said}");
        assert!(said.contains("30 of other authorities"), "{said}");
    }
    // A word of which the server finds nothing: whether there is nothing, nobody can tell.
    let (code, said, entries) = run("other", "示例外", &[]);
    assert_eq!((code, entries.len()), (76, 0), "{said}");
}

#[test]
fn a_list_that_counts_its_lines_is_noticed_where_it_is_cut() {
    let folder = tempfile::tempdir().unwrap();
    let (path, file) = (
        folder.path().join("lists.sqlite"),
        folder.path().join("list.jsonl"),
    );
    let line = |n: u32| {
        format!(
            r#"{{"set":"court","key":"（2026）粤1502执{n}号","name":"示例第{n}建设有限公司","published":"2026-04-01"}}"#
        )
    };
    let all: Vec<String> = (1..=8).map(line).collect();
    let run = |lines: &[String]| {
        std::fs::write(&file, lines.join("\n") + "\n").unwrap();
        let mut sync = gongkai("sync");
        sync.args(["--source", "debarments", "--id", "court", "--upstream"]);
        sync.arg(&file).arg("--store").arg(&path);
        let (code, said) = told(sync);
        let kept = Store::open(&path)
            .unwrap()
            .debarments(&SourceId("court".into()))
            .unwrap();
        let held = kept.iter().filter(|k| k.entry.withdrawn.is_none()).count();
        (code, held, said)
    };
    let whole = [&["{\"total\":8}".to_owned()], &all[..]].concat();
    let (code, held, said) = run(&whole);
    assert_eq!((code, held), (0, 8), "{said}");
    for cut in 0..8 {
        let (code, held, said) = run(&whole[..=cut]);
        assert_eq!((code, held), (76, 8), "{said}");
    }
    // In the middle of a line, and with nothing left of it.
    let mut broken = whole.clone();
    broken.truncate(5);
    broken[4].truncate(20);
    assert_eq!(run(&broken).1, 8);
    assert_eq!(run(&[]).1, 8);
    // A list that says that it is shorter is.
    let shorter = [&["{\"total\":7}".to_owned()], &all[1..]].concat();
    let (code, held, said) = run(&shorter);
    assert_eq!((code, held), (0, 7), "{said}");
    // Persons are counted and in no file of the store.
    let person = line(9).replace("示例第9建设有限公司", "示例独人");
    let with = [&["{\"total\":8}".to_owned()], &all[1..], &[person]].concat();
    let (code, held, said) = run(&with);
    assert_eq!((code, held), (0, 7), "{said}");
    assert!(
        said.contains("1 natural persons") && !said.contains("示例独人"),
        "{said}"
    );
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let path = file.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let is_store = path.to_string_lossy().contains("sqlite");
        let name = "示例独人".as_bytes();
        assert!(!is_store || !bytes.windows(name.len()).any(|part| part == name));
    }
}
