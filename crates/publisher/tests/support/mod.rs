//! A small town with a store and a published folder, and the check that every publication must
//! pass at any moment.
#![allow(clippy::unwrap_used, reason = "a test may end here")]
#![allow(dead_code, reason = "each test file uses its part")]

use chrono::{DateTime, Duration, FixedOffset, NaiveDate};
use publisher::serve::{Config, app};
use publisher::store::{SourceMeta, Store};
use record::site::{self, FileEntry, Manifest, SourceState};
use record::upstream::Draft;
use record::{Block, Body, Inline, SourceId};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

pub(crate) struct Town {
    home: TempDir,
}

impl Town {
    pub(crate) fn new() -> Self {
        Self {
            home: tempfile::tempdir().unwrap(),
        }
    }

    /// The same town once more, elsewhere.
    pub(crate) fn copy(&self) -> Self {
        let copy = Self::new();
        for (name, bytes) in tree(self.home.path()) {
            let path = copy.home.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        copy
    }

    /// Everything that publishing writes: the folder, and its state beside it.
    pub(crate) fn folder(&self) -> PathBuf {
        self.home.path().join("public")
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.folder().join("site")
    }

    pub(crate) fn state(&self) -> PathBuf {
        self.folder().join("site.publish.json")
    }

    pub(crate) fn store_path(&self) -> PathBuf {
        self.home.path().join("town.sqlite")
    }

    pub(crate) fn store(&self) -> Store {
        Store::open(&self.store_path()).unwrap()
    }

    pub(crate) fn forget_store(&mut self) {
        for ending in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{ending}", self.store_path().display()));
        }
    }

    /// Puts notices by number: three months, a third each; from 300 on the newest alone.
    pub(crate) fn put(&mut self, numbers: Range<u32>) {
        self.put_after_days(numbers, 0);
    }

    /// The same, first seen so many days later.
    pub(crate) fn put_after_days(&mut self, numbers: Range<u32>, days: i64) {
        let (mut store, at) = (self.store(), now() + Duration::days(days));
        store
            .batch(|batch| {
                for n in numbers {
                    batch.put(&SourceId("ygp".into()), &draft(n), &body(n), at)?;
                }
                Ok(())
            })
            .unwrap();
    }

    /// A check of the source that found nothing new, so many days later.
    pub(crate) fn check_after_days(&mut self, days: i64) {
        self.check(SourceState::Ok, now() + Duration::days(days));
    }

    /// A check of the source that ended so.
    pub(crate) fn check(&mut self, state: SourceState, at: DateTime<FixedOffset>) {
        let meta = SourceMeta {
            id: SourceId("ygp".into()),
            name: "粤公平".into(),
            url: "https://ygp.gdzwfw.gov.cn".into(),
        };
        self.store().checked(&meta, state, at).unwrap();
    }

    /// Puts a built app of this version beside, and returns the options to publish with it.
    pub(crate) fn app(&self, version: &str) -> [String; 2] {
        let app = self.home.path().join("app");
        fs::create_dir_all(&app).unwrap();
        let page = |about: &str| {
            format!(
                "<!doctype html><html lang=\"zh-CN\"><head>{about}\
                 <script src=\"/g/boot-{version}.js\"></script></head><body>\
                 <div id=\"static-frame\"><!--newest--><!--/newest--></div></body></html>\n"
            )
        };
        let plain = page("<!--about--><title>公开</title><!--/about-->");
        let look = r#"{"src/components/notice_row.css":"l-1"}"#;
        let robots = "User-agent: *\nAllow: /\n";
        for (name, text) in [
            ("index.html", plain.as_str()),
            ("404.html", &plain),
            ("look.json", look),
            ("robots.txt", robots),
            ("sw.js", version),
        ] {
            fs::write(app.join(name), text).unwrap();
        }
        ["--app".into(), app.to_str().unwrap().into()]
    }

    pub(crate) fn publish(&self) -> Manifest {
        self.publish_with(&[])
    }

    pub(crate) fn publish_with(&self, options: &[&str]) -> Manifest {
        let (ok, said) = self.try_publish(options);
        assert!(ok, "{said}");
        manifest(&self.out())
    }

    pub(crate) fn try_publish(&self, options: &[&str]) -> (bool, String) {
        let done = self.command(options).output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        (done.status.success(), said)
    }

    /// Serves what is published, for as long as the test lives; returns the app's address.
    pub(crate) fn serve(&self) -> String {
        let config = Config {
            app: "nowhere".into(),
            data: self.out(),
            base: "/g/".into(),
            upstream: None,
            push: None,
        };
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                axum::serve(listener, app(config)).await.unwrap();
            });
        });
        format!("http://{address}/g/")
    }

    pub(crate) fn command(&self, options: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
        command
            // By the store's own days alone: these tests have no clock.
            .args([
                "publish",
                "--dataset",
                "real",
                "--today",
                "2018-01-01",
                "--store",
            ])
            .arg(self.store_path())
            .arg("--out")
            .arg(self.out())
            .args(options);
        command
    }
}

pub(crate) fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-24T09:12:00+08:00").unwrap()
}

fn draft(n: u32) -> Draft {
    let month = if n < 300 { 9 + n % 3 } else { 11 };
    let day = NaiveDate::from_ymd_opt(2026, month, 1 + n % 20).unwrap();
    let row = serde_json::json!({
        "key": format!("k{n}"), "title": format!("示例污水处理工程第{n}标段招标公告"),
        "project": format!("E4415-{n}"), "domain": "works", "stage": "tender",
        "stage_label": "招标公告", "region": "441521", "region_label": "海丰县",
        "buyer": "示例局", "published": day.to_string(), "complete": true,
    });
    serde_json::from_value(row).unwrap()
}

fn body(n: u32) -> Body {
    let text = format!("第{n}标段。").repeat(20);
    Body::Document(vec![Block::Paragraph(vec![Inline::Text(text)])])
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn manifest(out: &Path) -> Manifest {
    let bytes = fs::read(out.join(site::ROOT).join(site::MANIFEST)).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

/// All files below a folder by their paths, unfinished ones aside.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut edge = vec![folder.to_path_buf()];
    while let Some(at) = edge.pop() {
        for entry in fs::read_dir(&at).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                edge.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap();
                files.insert(name.to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    files.retain(|path, _| !path.starts_with(".partial"));
    files
}

/// That every file which a manifest names is there with its length and hash, in all three forms,
/// and every bundle which a pack names too; returns the manifest. Each form of the manifest is
/// checked, since a reader may get any.
pub(crate) fn verify(out: &Path) -> Manifest {
    let root = out.join(site::ROOT);
    for ending in ["br", "gz"] {
        let name = format!("{}.{ending}", site::MANIFEST);
        let bytes = unpacked(&fs::read(root.join(name)).unwrap(), ending);
        named(&root, &serde_json::from_slice(&bytes).unwrap());
    }
    let manifest = manifest(out);
    named(&root, &manifest);
    manifest
}

fn named(root: &Path, manifest: &Manifest) {
    for entry in &manifest.packs {
        let pack = archive::Pack::decode(&file(root, &entry.file)).unwrap();
        assert_eq!(pack.len(), entry.count);
        for row in 0..pack.len() {
            let bundle = pack.bundle_of(row).unwrap();
            let sha256 = hex(&bundle.sha256);
            let path = site::bundle_path(&sha256);
            let bytes = u64::from(bundle.bytes);
            let entry = FileEntry {
                path,
                bytes,
                sha256,
            };
            file(root, &entry);
        }
    }
    for entry in manifest.reference.values() {
        file(root, entry);
    }
    feed(root, manifest);
}

/// The feed as its files tell it, oldest first: each whole, none overlapping another.
pub(crate) fn feed(root: &Path, manifest: &Manifest) -> Vec<archive::Change> {
    let mut told: Vec<archive::Change> = Vec::new();
    for entry in manifest.changes.iter().rev() {
        let changes = archive::Changes::decode(&file(root, &entry.file())).unwrap();
        let changes: Vec<_> = changes.iter().collect();
        assert_eq!(changes.len(), entry.count as usize, "{}", entry.path);
        assert_eq!(changes[0].sequence, entry.first, "{}", entry.path);
        assert_eq!(changes[changes.len() - 1].sequence, entry.last);
        told.extend(changes);
    }
    assert!(
        told.is_sorted_by(|a, b| a.sequence < b.sequence),
        "no overlap"
    );
    assert!(told.iter().all(|change| change.sequence > 0
        && change.sequence <= manifest.sequence
        && !change.classes.is_empty()));
    told
}

fn file(root: &Path, entry: &FileEntry) -> Vec<u8> {
    let read = |path: &Path| fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let path = root.join(&entry.path);
    let bytes = read(&path);
    for (ending, copy) in [("", bytes.clone())]
        .into_iter()
        .chain(["br", "gz"].map(|ending| {
            let packed = read(Path::new(&format!("{}.{ending}", path.display())));
            (ending, unpacked(&packed, ending))
        }))
    {
        assert_eq!(copy.len() as u64, entry.bytes, "{} {ending}", entry.path);
        assert_eq!(
            hex(&Sha256::digest(&copy)),
            entry.sha256,
            "{} {ending}",
            entry.path
        );
    }
    bytes
}

fn unpacked(bytes: &[u8], ending: &str) -> Vec<u8> {
    use std::io::Read;
    let mut out = Vec::new();
    match ending {
        "br" => brotli::BrotliDecompress(&mut &*bytes, &mut out).unwrap(),
        _ => drop(
            flate2::read::GzDecoder::new(bytes)
                .read_to_end(&mut out)
                .unwrap(),
        ),
    }
    out
}
