//! The pass-through, before the stand-in upstream in all its moods.
#![allow(clippy::unwrap_used, reason = "a test may end here")]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use publisher::serve::{Config, app};
use publisher::standin::{Mood, Rows, StandIn};
use record::upstream::ygp::{self, ListQuery};
use serde_json::{Value, json};
use tower::ServiceExt;

const PATH: &str = "/api/v1/upstream/ygp";

/// A server whose upstream is the stand-in in these moods.
async fn server(moods: &[&str]) -> (StandIn, Router) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/real");
    let standin = StandIn::new(Rows::load(folder.as_ref()).unwrap());
    let moods: Vec<Mood> = moods.iter().map(|mood| mood.parse().unwrap()).collect();
    standin.set_moods(&moods);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let upstream = format!("http://{}", listener.local_addr().unwrap());
    let answers = standin.app();
    tokio::spawn(async { axum::serve(listener, answers).await });
    (standin, before(&upstream))
}

fn before(upstream: &str) -> Router {
    app(Config {
        app: "nowhere".into(),
        data: "nowhere".into(),
        base: "/".into(),
        upstream: Some(upstream.into()),
        push: None,
        embed_hosts: Vec::new(),
    })
}

struct Answer {
    status: StatusCode,
    kind: String,
    wait: Option<u64>,
    body: Vec<u8>,
}

impl Answer {
    fn problem(&self) -> Value {
        assert_eq!(self.kind, "application/problem+json");
        let problem: Value = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(problem["status"], self.status.as_u16());
        assert!(problem["title"].is_string() && problem["detail"].is_string());
        problem
    }
}

async fn ask(app: &Router, body: impl Into<String>, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::post(PATH);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::from(body.into())).unwrap();
    let (parts, body) = app.clone().oneshot(request).await.unwrap().into_parts();
    let text = |name| {
        parts
            .headers
            .get(name)
            .map(|v| v.to_str().unwrap().to_owned())
    };
    assert!(text("content-security-policy").is_some());
    assert_eq!(text("cache-control").as_deref(), Some("no-store"));
    Answer {
        status: parts.status,
        kind: text("content-type").unwrap_or_default(),
        wait: text("retry-after").map(|seconds| seconds.parse().unwrap()),
        body: to_bytes(body, 1 << 22).await.unwrap().to_vec(),
    }
}

fn search(keyword: &str) -> String {
    let query = ListQuery {
        keyword: keyword.into(),
        site: "44".into(),
        page: 1,
        size: 20,
        ..Default::default()
    };
    ygp::list_body(&query).to_string()
}

#[tokio::test]
async fn a_search_goes_through_and_its_answer_is_kept() {
    let (standin, app) = server(&[]).await;
    let first = ask(&app, search(""), &[("sec-fetch-site", "same-origin")]).await;
    assert_eq!(
        (first.status, &*first.kind),
        (StatusCode::OK, "application/json")
    );
    let page = ygp::decode_list(200, &first.body).unwrap();
    assert!(!page.rows.is_empty() && page.rejected.is_empty());
    let again = ask(&app, search(""), &[]).await;
    assert_eq!(again.body, first.body);
    assert_eq!(standin.requests(), [ygp::LIST_PATH], "asked once");
}

/// An upstream that answers with what it was asked.
#[tokio::test]
async fn only_known_fields_of_known_kinds_go_out() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let (send, mut asked) = tokio::sync::mpsc::unbounded_channel();
    let echo = Router::new().fallback(async move |request: Request<Body>| {
        let (parts, body) = request.into_parts();
        let body = to_bytes(body, 1 << 20).await.unwrap();
        send.send((parts, body)).unwrap();
        json!({ "errcode": 0, "data": { "total": 0, "pageData": [] } }).to_string()
    });
    tokio::spawn(async { axum::serve(listener, echo).await });
    let app = before(&url);

    let mut given: Value = serde_json::from_str(&search("污水")).unwrap();
    given["secret"] = "x".into();
    let headers = [
        ("cookie", "a=b"),
        ("authorization", "c"),
        ("x-forwarded-for", "10.1.2.3"),
    ];
    assert_eq!(ask(&app, given.to_string(), &headers).await.status, 200);
    let (parts, body) = asked.recv().await.unwrap();
    assert_eq!(parts.uri.path(), ygp::LIST_PATH);
    let body: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(
        body,
        serde_json::from_str::<Value>(&search("污水")).unwrap()
    );
    for name in ["cookie", "authorization", "x-forwarded-for", "referer"] {
        assert!(!parts.headers.contains_key(name), "{name}");
    }

    let known = body.as_object().unwrap().clone();
    for (name, value) in known {
        let wrong = match value {
            Value::Number(_) => vec![json!(0), json!(51_000), json!(-1), json!("1"), json!(1.5)],
            Value::String(_) => vec![json!(1), json!("长".repeat(101)), json!({ "a": 1 })],
            _ => vec![json!("true"), json!(null)],
        };
        for value in wrong {
            let mut given = given.clone();
            given[&name] = value;
            let answer = ask(&app, given.to_string(), &headers).await;
            assert_eq!(
                answer.status,
                StatusCode::BAD_REQUEST,
                "{name} {}",
                given[&name]
            );
            answer.problem();
        }
    }
    assert!(asked.try_recv().is_err(), "none of these went out");
}

#[tokio::test]
async fn what_is_no_search_is_refused() {
    let (standin, app) = server(&[]).await;
    for body in ["", "x", "{", "\u{0}"] {
        let answer = ask(&app, body, &[]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body}");
        answer.problem();
    }
    let long = ask(&app, format!("{{\"a\":\"{}\"}}", "x".repeat(5000)), &[]).await;
    assert_eq!(long.status, StatusCode::PAYLOAD_TOO_LARGE);
    let other = ask(&app, search(""), &[("sec-fetch-site", "cross-site")]).await;
    assert_eq!(other.status, StatusCode::FORBIDDEN);
    assert!(standin.requests().is_empty());
}

#[tokio::test]
async fn the_upstreams_moods_are_told_apart() {
    let unexpected = (StatusCode::BAD_GATEWAY, "The existing API answered oddly");
    let refused = (StatusCode::SERVICE_UNAVAILABLE, "The existing API refused");
    for (mood, (status, title)) in [
        ("anti-crawler", refused),
        ("captcha", refused),
        ("html", unexpected),
        ("truncated", unexpected),
    ] {
        let (standin, app) = server(&[mood]).await;
        let answer = ask(&app, search(""), &[]).await;
        assert_eq!(answer.status, status, "{mood}");
        assert_eq!(
            answer.problem()["title"],
            title,
            "{mood}: {}",
            answer.problem()
        );
        standin.set_moods(&[]);
        let later = ask(&app, search(""), &[]).await;
        assert_eq!(
            later.status,
            StatusCode::OK,
            "{mood}: a refusal is not kept"
        );
    }
    let gone = ask(&before("http://127.0.0.1:1"), search(""), &[]).await;
    assert_eq!(gone.status, StatusCode::GATEWAY_TIMEOUT);
    assert_eq!(
        gone.problem()["title"],
        "The existing API could not be reached"
    );
}

#[tokio::test]
async fn too_frequent_is_honoured_for_everybody() {
    let (standin, app) = server(&["too-frequent=77"]).await;
    let first = ask(&app, search("甲"), &[("x-forwarded-for", "10.0.0.1")]).await;
    assert_eq!((first.status.as_u16(), first.wait), (429, Some(77)));
    first.problem();
    let second = ask(&app, search("乙"), &[("x-forwarded-for", "10.0.0.2")]).await;
    assert_eq!(second.status, StatusCode::TOO_MANY_REQUESTS);
    assert!((76..=77).contains(&second.wait.unwrap()));
    assert_eq!(standin.requests().len(), 1, "the second was not passed on");
}

#[tokio::test]
async fn one_client_cannot_ask_for_all() {
    let (standin, app) = server(&[]).await;
    let mut refused = 0;
    for n in 0..15 {
        let headers = [("x-forwarded-for", "6.6.6.6, 10.0.0.1")];
        let answer = ask(&app, search(&format!("第{n}标段")), &headers).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            answer.problem();
            assert!(answer.wait.unwrap() >= 1);
            refused += 1;
        }
    }
    assert!((4..=5).contains(&refused), "{refused}");
    assert_eq!(standin.requests().len(), 15 - refused);
    let other = ask(&app, search("乙"), &[("x-forwarded-for", "10.0.0.2")]).await;
    assert_eq!(other.status, StatusCode::OK);
}
