//! Registering for pushes over HTTP, abuse included (scenario P4), with a clock of our own.
#![allow(clippy::unwrap_used, reason = "a test may end here")]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use p256::SecretKey;
use p256::elliptic_curve::sec1::ToEncodedPoint;
use publisher::publish::{self, Files, Reference};
use publisher::push::{Options, Service};
use publisher::serve::{Config, app};
use publisher::store::Store;
use record::site::{Dataset, Instance};
use record::upstream::Draft;
use record::{RegionCode, SourceId};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use tempfile::TempDir;
use tower::ServiceExt;
use web_push_native::{Auth, decrypt};

const NOW: i64 = 1_795_651_200;
const ANNA: [u8; 4] = [9, 9, 9, 1];

struct Server {
    folder: TempDir,
    app: Router,
    service: Arc<Service>,
    clock: Arc<AtomicI64>,
}

/// A server whose push file is fresh; `hosts` may be plain and on this machine.
fn server(hosts: &[&str]) -> Server {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(AtomicI64::new(NOW));
    let shared = clock.clone();
    let args = Options {
        push: Some(folder.path().join("push.sqlite")),
        push_contact: Some("mailto:ops@example.gov.cn".into()),
        push_host: hosts.iter().map(|host| (*host).to_owned()).collect(),
        push_insecure: !hosts.is_empty(),
        public_url: Some("https://gongkai.example.cn/g".into()),
    };
    let tick = Arc::new(move || shared.load(Ordering::SeqCst));
    let service = Arc::new(Service::open(&args, tick).unwrap().unwrap());
    let app = served(Some(service.clone()));
    Server {
        folder,
        app,
        service,
        clock,
    }
}

fn served(push: Option<Arc<Service>>) -> Router {
    app(Config {
        app: "nowhere".into(),
        data: "nowhere".into(),
        base: "/g/".into(),
        upstream: None,
        push,
        embed_hosts: Vec::new(),
    })
}

struct Answer {
    status: StatusCode,
    wait: Option<i64>,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

async fn ask(app: &Router, from: [u8; 4], method: &str, path: &str, body: &str) -> Answer {
    let mut request = Request::builder()
        .method(method)
        .uri(format!("/g/api/v1/push/{path}"))
        .header("content-type", "application/json")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body.to_owned()))
        .unwrap();
    let from = SocketAddr::new(IpAddr::V4(Ipv4Addr::from(from)), 1234);
    request.extensions_mut().insert(ConnectInfo(from));
    let (parts, body) = app.clone().oneshot(request).await.unwrap().into_parts();
    let wait = parts.headers.get("retry-after");
    Answer {
        status: parts.status,
        wait: wait.map(|v| v.to_str().unwrap().parse().unwrap()),
        body: String::from_utf8(to_bytes(body, 1 << 20).await.unwrap().to_vec()).unwrap(),
    }
}

fn private() -> SecretKey {
    SecretKey::from_slice(&[9; 32]).unwrap()
}

fn keys() -> Value {
    let point = private().public_key().to_encoded_point(false);
    let encode = |bytes: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(bytes);
    json!({ "p256dh": encode(point.as_bytes()), "auth": encode(&[7; 16]) })
}

fn registration(endpoint: &str) -> Value {
    json!({ "endpoint": endpoint, "keys": keys(), "topics": ["works.441500.awards"],
            "every": { "daily": 9 } })
}

async fn register(server: &Server, from: [u8; 4], asked: &Value) -> Answer {
    ask(
        &server.app,
        from,
        "POST",
        "subscriptions",
        &asked.to_string(),
    )
    .await
}

/// A push service that takes everything and passes on what devices read.
fn push_service() -> (String, Receiver<Value>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let (tell, heard) = channel();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let mut length = 0;
            for line in reader.by_ref().lines() {
                let line = line.unwrap().to_ascii_lowercase();
                if let Some(value) = line.strip_prefix("content-length: ") {
                    length = value.parse().unwrap();
                }
                if line.is_empty() {
                    break;
                }
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body).unwrap();
            let text = decrypt(body, &private(), &Auth::from([7; 16])).unwrap();
            let answer = "HTTP/1.1 201 Created\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
            stream.write_all(answer.as_bytes()).unwrap();
            tell.send(serde_json::from_slice(&text).unwrap()).unwrap();
        }
    });
    (origin, heard)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_registers_says_back_refreshes_and_leaves() {
    let server = server(&["127.0.0.1"]);
    let (origin, heard) = push_service();
    let key = ask(&server.app, ANNA, "GET", "key", "").await;
    assert_eq!(key.status, StatusCode::OK);
    let point = key.json()["key"].as_str().unwrap().to_owned();
    let point = BASE64_URL_SAFE_NO_PAD.decode(point).unwrap();
    assert_eq!((point.len(), point[0]), (65, 4));

    server.service.start(server.folder.path().into()).unwrap();
    let asked = registration(&format!("{origin}/device"));
    let first = register(&server, ANNA, &asked).await;
    assert_eq!(first.status, StatusCode::ACCEPTED, "{}", first.body);
    assert_eq!(first.json(), json!({ "state": "pending" }));
    let pushed = heard.recv_timeout(Duration::from_secs(20)).unwrap();
    let url = "https://gongkai.example.cn/g/follow";
    assert_eq!(pushed["notification"]["navigate"], url);
    let token = pushed["echo"].as_str().unwrap();
    let echo = |token: &str| json!({ "token": token }).to_string();
    let wrong = ask(&server.app, ANNA, "POST", "echo", &echo("x")).await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
    let right = ask(&server.app, ANNA, "POST", "echo", &echo(token)).await;
    assert_eq!(right.status, StatusCode::NO_CONTENT);

    let again = register(&server, ANNA, &asked).await;
    assert_eq!(
        (again.status, again.json()),
        (StatusCode::OK, json!({ "state": "confirmed" }))
    );
    let leave = |auth: &str| {
        json!({ "endpoint": format!("{origin}/device"), "keys": { "auth": auth } }).to_string()
    };
    let auth = keys()["auth"].as_str().unwrap().to_owned();
    // Whoever does not know the secret learns nothing and changes nothing.
    for secret in ["AAAAAAAAAAAAAAAAAAAAAA", "x"] {
        let other = ask(&server.app, ANNA, "DELETE", "subscriptions", &leave(secret)).await;
        assert_eq!(other.status, StatusCode::NO_CONTENT);
    }
    assert_eq!(register(&server, ANNA, &asked).await.status, StatusCode::OK);
    for _ in 0..2 {
        let left = ask(&server.app, ANNA, "DELETE", "subscriptions", &leave(&auth)).await;
        assert_eq!(
            (left.status, left.body.as_str()),
            (StatusCode::NO_CONTENT, "")
        );
    }
    assert_eq!(
        register(&server, ANNA, &asked).await.status,
        StatusCode::ACCEPTED
    );
}

/// A publication of a store that holds so many awards of one county.
fn publication(folder: &Path, awards: u8) {
    let instance = Instance {
        name: BTreeMap::from([("zh-CN".to_owned(), "示例".to_owned())]),
        home_region: RegionCode(441_500),
        hotline: "12345".to_owned(),
        phone: String::new(),
        dataset: Dataset::Demo,
        min_app: "0.1.0".to_owned(),
        no_worker: false,
        online: None,
    };
    let options = publish::Options {
        instance,
        reference: Reference::read(&Files::default()).unwrap(),
        app: None,
        public_url: None,
        threads: NonZeroUsize::MIN,
    };
    let mut store = Store::open(&folder.join("store.sqlite")).unwrap();
    let now = "2026-11-26T08:00:00+08:00".parse().unwrap();
    for key in 0..awards {
        let draft = json!({
            "key": key.to_string(), "title": format!("示例工程{key}中标结果公告"),
            "domain": "works", "stage": "award", "stage_label": "中标结果", "region": "441521",
            "region_label": "海丰县", "published": "2026-11-26", "complete": true,
        });
        let draft: Draft = serde_json::from_value(draft).unwrap();
        let source = SourceId("示例".into());
        store
            .put(&source, &draft, &record::Body::NotFetched, now)
            .unwrap();
    }
    publish::publish(&mut store, &folder.join("site"), &options).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_published_reaches_those_who_asked_for_it() {
    let server = server(&["127.0.0.1"]);
    let (origin, heard) = push_service();
    publication(server.folder.path(), 1);
    server
        .service
        .start(server.folder.path().join("site"))
        .unwrap();
    for topic in ["works.441500.awards", "land.441500.awards"] {
        let mut asked = registration(&format!("{origin}/{topic}"));
        asked["topics"] = json!([topic]);
        asked["every"] = json!("once");
        assert_eq!(
            register(&server, ANNA, &asked).await.status,
            StatusCode::ACCEPTED
        );
        let pushed = heard.recv_timeout(Duration::from_secs(20)).unwrap();
        let echo = json!({ "token": pushed["echo"] }).to_string();
        let echoed = ask(&server.app, ANNA, "POST", "echo", &echo).await;
        assert_eq!(echoed.status, StatusCode::NO_CONTENT);
    }
    publication(server.folder.path(), 2);
    let pushed = heard.recv_timeout(Duration::from_secs(20)).unwrap();
    assert_eq!(pushed["topic"], "works.441500.awards");
    assert!(pushed["sequence"].as_u64().unwrap() > 0);
    assert!(!pushed.to_string().contains("示例"), "no fact");
    publication(server.folder.path(), 3);
    let pushed = heard.recv_timeout(Duration::from_secs(20)).unwrap();
    assert_eq!(
        pushed["topic"], "works.441500.awards",
        "and nobody else between"
    );
}

#[tokio::test]
async fn what_is_no_registration_is_refused_with_its_reason() {
    let server = server(&[]);
    let good = registration("https://fcm.googleapis.com/fcm/send/a");
    let with = |name: &str, value: Value| {
        let mut changed = good.clone();
        changed[name] = value;
        changed.to_string()
    };
    let many: Vec<String> = (0..51)
        .map(|n| format!("all.{:06}.awards", 441_500 + n))
        .collect();
    for body in [
        String::new(),
        "[]".into(),
        "{}".into(),
        with("endpoint", json!("https://127.0.0.1/x.google.com/")),
        with("endpoint", json!("https://fcm.googleapis.com:8443/x")),
        with("endpoint", json!(7)),
        with("keys", json!({ "p256dh": "", "auth": "" })),
        with("topics", json!([])),
        with("topics", json!(["works.441500.award"])),
        with("topics", json!(["某某公司"])),
        with("topics", json!(many)),
        with("every", json!("hourly")),
        with("every", json!({ "daily": 24 })),
    ] {
        let answer = ask(&server.app, ANNA, "POST", "subscriptions", &body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body}");
        assert_eq!(answer.json()["status"], 400);
        assert!(!answer.json()["detail"].as_str().unwrap().is_empty());
    }
    let long = with("endpoint", json!("x".repeat(9000)));
    let answer = ask(&server.app, ANNA, "POST", "subscriptions", &long).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);

    let foreign = Request::post("/g/api/v1/push/subscriptions")
        .header("sec-fetch-site", "cross-site")
        .body(Body::from(good.to_string()))
        .unwrap();
    let answer = server.app.clone().oneshot(foreign).await.unwrap();
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_server_without_pushes_says_so() {
    let app = served(None);
    for (method, path) in [
        ("GET", "key"),
        ("POST", "subscriptions"),
        ("DELETE", "subscriptions"),
        ("POST", "echo"),
    ] {
        let answer = ask(&app, ANNA, method, path, "{}").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{method} {path}");
        assert_eq!(answer.json()["title"], "No such service");
    }
}

#[tokio::test]
async fn ten_thousand_made_up_endpoints_are_bounded_and_an_honest_one_is_served() {
    let server = server(&[]);
    let mut taken = 0;
    for n in 0..10_000 {
        let made_up = registration(&format!("https://fcm.googleapis.com/fcm/send/{n}"));
        let answer = register(&server, ANNA, &made_up).await;
        match answer.status {
            StatusCode::ACCEPTED => taken += 1,
            StatusCode::TOO_MANY_REQUESTS => assert!(answer.wait.unwrap() <= 5),
            other => panic!("{other}: {}", answer.body),
        }
    }
    assert_eq!(taken, 60);
    // An honest device behind the same address waits as long as it is told, and is served.
    let honest = registration("https://updates.push.services.mozilla.com/wpush/v2/honest");
    let refused = register(&server, ANNA, &honest).await;
    let wait = refused.wait.unwrap();
    server.clock.fetch_add(wait, Ordering::SeqCst);
    assert_eq!(
        register(&server, ANNA, &honest).await.status,
        StatusCode::ACCEPTED
    );
    // Another address was never held up.
    let other = registration("https://web.push.apple.com/other");
    assert_eq!(
        register(&server, [9, 9, 9, 2], &other).await.status,
        StatusCode::ACCEPTED
    );

    let db = rusqlite::Connection::open(server.folder.path().join("push.sqlite")).unwrap();
    let count = |sql: &str| db.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count("SELECT count(*) FROM registrations"), 62);
    assert_eq!(
        count("SELECT count(*) FROM registrations WHERE token IS NULL"),
        0
    );
    assert!(count("SELECT max(expires) FROM registrations") <= NOW + wait + 600);
    let bytes = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
    assert!(count(bytes) < 1 << 20);
}
