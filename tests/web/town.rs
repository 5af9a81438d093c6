//! A made-up publisher for component tests: its files, and a `fetch` that answers with them.

use archive::Bundle;
use js_sys::{Promise, Reflect, Uint8Array};
use record::site::{self, DetailBundle, ROOT};
use record::{Body, Domain, Notice, NoticeDetail, NoticeId, Revision, SourceId, Stage, When};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Response, ResponseInit};

/// What a server does when it is asked for a file.
#[derive(Clone)]
pub(crate) enum Reply {
    File(Vec<u8>),
    Status(u16),
    HangUp,
}

/// A publisher. Clones share its files and its log.
#[derive(Clone, Default)]
pub(crate) struct Town {
    root: String,
    files: Rc<RefCell<BTreeMap<String, Reply>>>,
    pub(crate) asked: Rc<RefCell<Vec<String>>>,
}

/// A notice of a day, `2026-11-03`, numbered so that ids differ.
pub(crate) fn notice(number: u64, day: &str, title: &str) -> Notice {
    Notice {
        id: NoticeId::from_bits(number),
        source: SourceId("demo".into()),
        title: title.into(),
        project: None,
        deal_code: None,
        domain: Domain::Works,
        category: String::new(),
        stage: Some(Stage::Tender),
        stage_label: "招标公告".into(),
        region: None,
        region_label: String::new(),
        buyer: String::new(),
        agency: String::new(),
        suppliers: Vec::new(),
        published: When::Day(day.parse().unwrap()),
        deadline: None,
        formed: None,
        money: None,
        revision: 1,
    }
}

impl Town {
    /// A publisher whose site lies at an address.
    pub(crate) fn new(base: &str) -> Self {
        Self {
            root: format!("{base}{ROOT}"),
            ..Self::default()
        }
    }

    /// Answers the page's `fetch` from now on, with 404 for what is not there.
    pub(crate) fn open(&self) {
        let town = self.clone();
        let fetch = Closure::<dyn Fn(web_sys::Request) -> Promise>::new(move |request| {
            town.answer(&request)
        });
        let window = web_sys::window().unwrap();
        Reflect::set(&window, &"fetch".into(), fetch.as_ref()).unwrap();
        fetch.forget();
    }

    /// Publishes months, newest first, under a sequence; returns the paths of the packs.
    pub(crate) fn publish(&self, sequence: u64, months: &[(&str, Vec<Notice>)]) -> Vec<String> {
        let regions = br#"[{"code":441500,"name":"\u6c55\u5c3e","en":"Shanwei"}]"#;
        let regions = self.file("regions", "json", regions.to_vec());
        let packs: Vec<Value> = months
            .iter()
            .map(|(month, notices)| self.pack(month, notices))
            .collect();
        let manifest = json!({
            "format": 1, "sequence": sequence, "generated_at": "2026-11-24T09:12:00+08:00",
            "instance": {
                "name": {"zh-CN": "示例"}, "home_region": 441_500, "hotline": "12345",
                "dataset": "demo", "min_app": "0.1.0"
            },
            "sources": [], "packs": packs, "reference": {"regions": regions},
            "head": sequence.to_string(), "root": ""
        });
        self.put(
            "manifest.json",
            Reply::File(manifest.to_string().into_bytes()),
        );
        packs
            .iter()
            .map(|p| p["path"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Puts a file or a fault in place, relative to the site data's root.
    pub(crate) fn put(&self, path: &str, reply: Reply) {
        self.files.borrow_mut().insert(path.into(), reply);
    }

    /// The bytes of a file.
    pub(crate) fn bytes(&self, path: &str) -> Vec<u8> {
        match self.files.borrow().get(path) {
            Some(Reply::File(bytes)) => bytes.clone(),
            _ => panic!("no file {path}"),
        }
    }

    fn pack(&self, month: &str, notices: &[Notice]) -> Value {
        let mut notices = notices.to_vec();
        notices.sort_by(archive::newest_first);
        let bundle = DetailBundle {
            notices: notices.iter().map(detail).collect(),
        };
        let bytes = serde_json::to_vec(&bundle).unwrap();
        let sha256: [u8; 32] = Sha256::digest(&bytes).into();
        let path = site::bundle_path(&format!("{:x}", Sha256::digest(&bytes)));
        let covers = Bundle {
            rows: notices.len() as u32,
            bytes: bytes.len() as u32,
            sha256,
        };
        self.put(&path, Reply::File(bytes));
        let mut entry = self.file(
            &format!("packs/{month}"),
            "pack",
            archive::encode(&notices, &[covers]),
        );
        entry["kind"] = "notices".into();
        entry["first"] = format!("{month}-01").into();
        entry["last"] = format!("{month}-28").into();
        entry["count"] = notices.len().into();
        entry
    }

    fn file(&self, start: &str, ending: &str, bytes: Vec<u8>) -> Value {
        let sha256 = format!("{:x}", Sha256::digest(&bytes));
        let path = format!("{start}-{}.{ending}", &sha256[..12]);
        let entry = json!({ "path": path, "bytes": bytes.len(), "sha256": sha256 });
        self.put(&path, Reply::File(bytes));
        entry
    }

    fn answer(&self, request: &web_sys::Request) -> Promise {
        let url = request.url();
        let Some(path) = url.strip_prefix(&self.root) else {
            return hang_up();
        };
        self.asked.borrow_mut().push(path.to_owned());
        let (status, mut body) = match self.files.borrow().get(path) {
            Some(Reply::File(bytes)) => (200, bytes.clone()),
            Some(Reply::Status(status)) => (*status, Vec::new()),
            Some(Reply::HangUp) => return hang_up(),
            None => (404, Vec::new()),
        };
        let tag = format!("\"{:x}\"", Sha256::digest(&body));
        let known = request.headers().get("if-none-match").unwrap();
        let same = status == 200 && known.as_ref() == Some(&tag);
        if same {
            body.clear();
        }
        let init = ResponseInit::new();
        init.set_status(if same { 304 } else { status });
        let body = (!same).then(|| Uint8Array::from(&body[..]));
        let response = Response::new_with_opt_js_u8_array_and_init(body.as_ref(), &init).unwrap();
        response.headers().set("etag", &tag).unwrap();
        Promise::resolve(&JsValue::from(response))
    }
}

fn detail(notice: &Notice) -> NoticeDetail {
    NoticeDetail {
        notice: notice.clone(),
        source_key: notice.id.to_string(),
        official_url: None,
        fields: Vec::new(),
        candidates: Vec::new(),
        publicity_start: None,
        body: Body::NotProvided,
        attachments: Vec::new(),
        revisions: vec![Revision {
            number: 1,
            first_seen: notice.published,
            sha256: String::new(),
            changes: Vec::new(),
        }],
    }
}

fn hang_up() -> Promise {
    Promise::reject(&js_sys::TypeError::new("Failed to fetch"))
}
