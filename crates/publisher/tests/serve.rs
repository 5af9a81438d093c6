//! The server over a small app and a small publication (scenario S2: a header audit of every
//! kind of path).
#![allow(clippy::unwrap_used, reason = "a test may end here")]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use publisher::serve::{Config, app};
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use tower::ServiceExt;

const HASHED: &str = "gongkai-app-1a2b3c4d5e6f7a8b.js";

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[rustfmt::skip]
const APP: [&str; 8] = ["index.html", "404.html", "sw.js", "boot.js", HASHED, "a.wasm", "icon.svg", "app.webmanifest"];

fn site(base: &str) -> (TempDir, Router) {
    let folder = tempfile::tempdir().unwrap();
    let (app_folder, data) = (folder.path().join("app"), folder.path().join("data"));
    for name in APP {
        write(&app_folder, name, name);
    }
    write(&app_folder, &format!("{HASHED}.br"), "as brotli");
    write(&app_folder, &format!("{HASHED}.gz"), "as gzip");
    write(&app_folder, ".secret", "x");
    write(folder.path(), "outside.txt", "x");
    write(&data, "data/v1/manifest.json", "{}");
    write(&data, "data/v1/packs/2026-10-0a1b2c.pack", "pack");
    write(&data, "data/v1/notices/ab/abc.json", "{}");
    let config = Config {
        app: app_folder,
        data,
        base: base.into(),
        upstream: None,
        push: None,
        embed_hosts: Vec::new(),
    };
    (folder, app(config))
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }
}

async fn ask(app: &Router, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).unwrap();
    let response = app.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 1 << 20).await.unwrap();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

async fn get(app: &Router, path: &str) -> Answer {
    ask(app, "GET", path, &[]).await
}

#[rustfmt::skip]
const SECURITY: [(&str, &str); 6] = [
    ("content-security-policy", "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types boot"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"),
];

#[tokio::test]
async fn every_answer_carries_the_whole_policy() {
    let (_folder, app) = site("/");
    let hashed = format!("/{HASHED}");
    let paths = [
        ("GET", "/", 200),
        ("GET", "/sw.js", 200),
        ("GET", "/boot.js", 200),
        ("GET", "/a.wasm", 200),
        ("GET", &hashed, 200),
        ("GET", "/notice/0123456789", 200),
        ("GET", "/data/v1/manifest.json", 200),
        ("GET", "/data/v1/packs/2026-10-0a1b2c.pack", 200),
        ("GET", "/data/v1/packs/none.pack", 404),
        ("GET", "/none", 404),
        ("HEAD", "/", 200),
        ("POST", "/", 405),
        ("POST", "/api/v1/upstream/ygp", 404),
    ];
    for (method, path, status) in paths {
        let answer = ask(&app, method, path, &[]).await;
        assert_eq!(answer.status, status, "{method} {path}");
        for (name, value) in SECURITY {
            assert_eq!(answer.header(name), value, "{method} {path}: {name}");
        }
        assert_eq!(answer.headers.get("set-cookie"), None, "{path}");
    }
}

#[tokio::test]
#[rustfmt::skip]
async fn the_apps_pages_answer_with_the_app_and_nothing_else_does() {
    let (_folder, app) = site("/");
    let pages = [
        "/", "/index.html", "/search", "/search/", "/notice/0123456789", "/notice/0123456789/",
        "/project/E44-%2F%E6%B1%95", "/follow", "/body", "/catalogue", "/letter", "/more", "/more/", "/search?utm=x", "/kiosk",
    ];
    for page in pages {
        let answer = get(&app, page).await;
        assert_eq!((answer.status.as_u16(), answer.body.as_str()), (200, "index.html"), "{page}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{page}");
    }
    let nowhere = [
        "/notice", "/notice/", "/notice/a/b", "/searching", "/admin", "/Search", "/x.php", "//",
        "/data/v1/", "/data/v2/manifest.json", "/data", "/kiosks",
    ];
    for path in nowhere {
        let answer = get(&app, path).await;
        assert_eq!((answer.status.as_u16(), answer.body.as_str()), (404, "404.html"), "{path}");
    }
}

#[tokio::test]
#[rustfmt::skip]
async fn no_path_leads_outside() {
    let (_folder, app) = site("/");
    let paths = [
        "/../outside.txt", "/..%2foutside.txt", "/%2e%2e/outside.txt", "/data/v1/../../../outside.txt",
        "/data/v1/..%2F..%2F..%2Foutside.txt", "/%00", "/.secret", "/./index.html",
        "/data/v1//manifest.json", "/C:/outside.txt", "/data/v1/packs", "/%2Fetc%2Fpasswd",
    ];
    for path in paths {
        assert_eq!(get(&app, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
#[rustfmt::skip]
async fn what_is_named_by_its_hash_is_kept_and_the_rest_is_asked_for() {
    let (_folder, app) = site("/");
    let forever = "public, max-age=31536000, immutable";
    let hashed = format!("/{HASHED}");
    for (path, kept, media) in [
        (hashed.as_str(), forever, "text/javascript; charset=utf-8"),
        ("/data/v1/packs/2026-10-0a1b2c.pack", forever, "application/octet-stream"),
        ("/data/v1/notices/ab/abc.json", forever, "application/json"),
        ("/data/v1/manifest.json", "no-cache", "application/json"),
        ("/", "no-cache", "text/html; charset=utf-8"),
        ("/sw.js", "no-cache", "text/javascript; charset=utf-8"),
        ("/boot.js", "no-cache", "text/javascript; charset=utf-8"),
        ("/a.wasm", "no-cache", "application/wasm"),
        ("/icon.svg", "no-cache", "image/svg+xml"),
        ("/app.webmanifest", "no-cache", "application/manifest+json"),
        ("/none", "no-cache", "text/html; charset=utf-8"),
    ] {
        let answer = get(&app, path).await;
        assert_eq!(answer.header("cache-control"), kept, "{path}");
        assert_eq!(answer.header("content-type"), media, "{path}");
    }
}

#[tokio::test]
async fn compressed_copies_are_sent_to_those_who_accept_them() {
    let (_folder, app) = site("/");
    let path = format!("/{HASHED}");
    for (accept, encoding, body) in [
        ("gzip, deflate, br, zstd", "br", "as brotli"),
        ("gzip", "gzip", "as gzip"),
        ("br;q=0, gzip;q=0.5", "gzip", "as gzip"),
        ("*", "br", "as brotli"),
        ("br;q=0, gzip;q=0.0", "", HASHED),
        ("identity", "", HASHED),
        ("br;q=x", "", HASHED),
    ] {
        let answer = ask(&app, "GET", &path, &[("accept-encoding", accept)]).await;
        assert_eq!(answer.header("content-encoding"), encoding, "{accept}");
        assert_eq!(answer.body, body, "{accept}");
        assert_eq!(answer.header("vary"), "Accept-Encoding");
    }
}

#[tokio::test]
async fn what_the_client_holds_is_not_sent_again() {
    const PATH: &str = "/data/v1/manifest.json";
    let (folder, app) = site("/");
    let first = get(&app, PATH).await;
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with('"'), "a strong validator, not {tag}");
    for held in [tag.clone(), format!("\"x\", W/{tag}"), "*".into()] {
        let again = ask(&app, "GET", PATH, &[("if-none-match", &held)]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{held}");
        assert_eq!((again.body.as_str(), again.header("etag")), ("", &*tag));
    }
    write(&folder.path().join("data"), "data/v1/manifest.json", "{ }");
    let newer = ask(&app, "GET", PATH, &[("if-none-match", &tag)]).await;
    assert_eq!((newer.status.as_u16(), &*newer.body), (200, "{ }"));
    let missing = ask(&app, "GET", "/none", &[("if-none-match", "*")]).await;
    assert_eq!((missing.status.as_u16(), &*missing.body), (404, "404.html"));
    let encoded = ask(
        &app,
        "GET",
        &format!("/{HASHED}"),
        &[("accept-encoding", "br")],
    )
    .await;
    let plain = get(&app, &format!("/{HASHED}")).await;
    assert_ne!(encoded.header("etag"), plain.header("etag"));
}

#[tokio::test]
async fn the_app_lives_under_a_sub_path() {
    let (_folder, app) = site("/towns/shanwei/");
    for path in [
        "/towns/shanwei/",
        "/towns/shanwei/search",
        "/towns/shanwei/more",
    ] {
        assert_eq!(get(&app, path).await.body, "index.html", "{path}");
    }
    let manifest = get(&app, "/towns/shanwei/data/v1/manifest.json").await;
    assert_eq!(manifest.body, "{}");
    let base = get(&app, "/towns/shanwei").await;
    assert_eq!(
        (base.status.as_u16(), base.header("location")),
        (308, "/towns/shanwei/")
    );
    assert_eq!(get(&app, "/search").await.status, StatusCode::NOT_FOUND);
}
