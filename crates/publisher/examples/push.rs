//! Measures pushes beside `web-push-native` with a signature for each message, as it does: how many are made ready in
//! a second of one core, and how many reach a push service on this machine. Half of the push
//! services misbehave meanwhile; nobody may be lost and nothing hammered. Prints the design's JSON.
#![allow(clippy::unwrap_used, reason = "a benchmark may end here")]

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use p256::elliptic_curve::sec1::ToEncodedPoint;
use p256::{PublicKey, SecretKey};
use publisher::push::{Options, Registered, Service, Subscription, system_clock};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};
use web_push_native::{Auth, WebPushBuilder, decrypt};

const AUTH: [u8; 16] = [7; 16];
const RUNS: usize = 7;
/// How long the misbehaving are watched after the others have everything.
const WATCHED: Duration = Duration::from_secs(30);
/// As many connections as a lane of ours has.
const THREADS: usize = 16;

/// What a stand-in does once devices are registered, and with how many devices.
const SERVICES: [(&str, usize); 7] = [
    ("201", 8000),
    ("404", 250),
    ("410", 250),
    ("429", 500),
    ("500", 500),
    ("hang", 250),
    ("close", 250),
];

fn private() -> SecretKey {
    SecretKey::from_slice(&[9; 32]).unwrap()
}

fn subscription(endpoint: &str) -> Subscription {
    let point = private().public_key().to_encoded_point(false);
    let encode = |bytes: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(bytes);
    serde_json::from_value(json!({
        "endpoint": endpoint, "every": "once", "topics": ["works.441500.awards"],
        "keys": { "p256dh": encode(point.as_bytes()), "auth": encode(&AUTH) },
    }))
    .unwrap()
}

/// A push service: while `quiet`, everything is 201 and echoes are read; then as its name says.
struct StandIn {
    origin: String,
    tries: Arc<AtomicUsize>,
}

fn stand_in(
    name: &'static str,
    quiet: Arc<AtomicBool>,
    tell: Sender<(String, Vec<u8>)>,
) -> StandIn {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let tries = Arc::new(AtomicUsize::new(0));
    let counted = tries.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (quiet, tell, tries) = (quiet.clone(), tell.clone(), counted.clone());
            std::thread::spawn(move || serve(&stream, name, &quiet, &tell, &tries));
        }
    });
    StandIn { origin, tries }
}

fn serve(
    stream: &TcpStream,
    name: &str,
    quiet: &AtomicBool,
    tell: &Sender<(String, Vec<u8>)>,
    tries: &AtomicUsize,
) -> Option<()> {
    let mut reader = BufReader::new(stream);
    stream.set_nodelay(true).ok()?;
    loop {
        let (path, body) = read(&mut reader)?;
        let quiet = quiet.load(Ordering::SeqCst);
        if !quiet {
            tries.fetch_add(1, Ordering::SeqCst);
        }
        let code = match name {
            _ if quiet => 201,
            "hang" => {
                // Until the other side gives up.
                let _ = stream.peek(&mut [0]);
                return None;
            }
            "close" => return None,
            code => code.parse().ok()?,
        };
        let mut out = stream;
        let answer = format!("HTTP/1.1 {code} X\r\ncontent-length: 0\r\n\r\n");
        out.write_all(answer.as_bytes()).ok()?;
        if code == 201 {
            tell.send((path, body)).ok()?;
        }
    }
}

fn read(reader: &mut BufReader<&TcpStream>) -> Option<(String, Vec<u8>)> {
    let (mut path, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
        let line = line.trim_end().to_ascii_lowercase();
        if let Some(rest) = line.strip_prefix("post ") {
            path = rest.split(' ').next()?.to_owned();
        } else if let Some(value) = line.strip_prefix("content-length: ") {
            length = value.parse().ok()?;
        } else if line.is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((path, body))
}

fn manifest(data: &Path, sequence: u64) {
    let root = data.join("data/v1");
    std::fs::create_dir_all(&root).unwrap();
    let text = json!({
        "format": 1, "sequence": sequence, "changes_after": sequence,
        "generated_at": "2026-11-26T08:00:00+08:00", "sources": [], "packs": [], "reference": {},
        "instance": { "name": {}, "home_region": "441500", "hotline": "12345", "dataset": "demo",
                      "min_app": "0.1.0" },
        "head": "x".repeat(sequence as usize), "root": "",
    });
    std::fs::write(root.join("new"), text.to_string()).unwrap();
    std::fs::rename(root.join("new"), root.join("manifest.json")).unwrap();
}

/// Messages made ready in a second of one core, ours and the peer's, in turn.
fn ready(service: &Service) -> [f64; 2] {
    let one = service
        .prepare(subscription("http://127.0.0.1:9/x"))
        .unwrap();
    let now = system_clock()();
    let ours = || drop(service.ready(&one, now).unwrap());
    let (key, public) = (signing_key(), private().public_key());
    let peers = || drop(message(&key, public, "http://127.0.0.1:9/x"));
    let mut rates = [Vec::new(), Vec::new()];
    for _ in 0..RUNS {
        for (rates, work) in rates.iter_mut().zip([&ours as &dyn Fn(), &peers]) {
            let (began, mut done) = (Instant::now(), 0);
            while began.elapsed() < Duration::from_millis(500) {
                work();
                done += 1;
            }
            rates.push(f64::from(done) / began.elapsed().as_secs_f64());
        }
    }
    rates.map(|mut rates| {
        rates.sort_by(f64::total_cmp);
        rates[RUNS / 2].round()
    })
}

fn signing_key() -> SigningKey {
    SigningKey::from_slice(&[5; 32]).unwrap()
}

/// A request as the peer makes it: its own encryption and a signature of its own. Its default
/// feature signs with the same crate.
fn message(key: &SigningKey, public: PublicKey, url: &str) -> Vec<(String, Vec<u8>)> {
    let builder = WebPushBuilder::new(url.parse().unwrap(), public, Auth::from(AUTH));
    let text = r#"{"v":1,"topic":"works.441500.awards","sequence":2}"#;
    let request = builder.build(text).unwrap();
    let headers = request.headers().iter();
    let mut parts: Vec<(String, Vec<u8>)> = headers
        .map(|(name, value)| (name.to_string(), value.as_bytes().to_vec()))
        .collect();
    let encode = |bytes: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(bytes);
    let now = system_clock()();
    let claims = json!({ "aud": url, "exp": now + 43_200, "sub": "mailto:ops@example.cn" });
    let header = encode(br#"{"alg":"ES256","typ":"JWT"}"#);
    let signed = format!("{header}.{}", encode(claims.to_string().as_bytes()));
    let signature: Signature = key.sign(signed.as_bytes());
    let own = key.verifying_key().to_encoded_point(false);
    let (signature, own) = (encode(&signature.to_bytes()), encode(own.as_bytes()));
    let word = format!("vapid t={signed}.{signature}, k={own}");
    parts.push(("authorization".into(), word.into_bytes()));
    parts.push((String::new(), request.into_body()));
    parts
}

/// The peer sends to so many devices, on as many threads as we have connections: a second's.
fn peer(origin: &str, devices: usize, heard: &Receiver<(String, Vec<u8>)>) -> f64 {
    let agent = ureq::Agent::config_builder().http_status_as_error(false);
    let agent: ureq::Agent = agent.max_idle_connections_per_host(THREADS).build().into();
    let key = signing_key();
    let next = AtomicUsize::new(0);
    let began = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                loop {
                    let n = next.fetch_add(1, Ordering::SeqCst);
                    if n >= devices {
                        return;
                    }
                    let url = format!("{origin}/{n}");
                    let mut post = agent.post(&url);
                    let mut body = Vec::new();
                    for (name, value) in message(&key, private().public_key(), &url) {
                        match name.as_str() {
                            "" => body = value,
                            // The client counts itself.
                            "content-length" => {}
                            _ => post = post.header(name, value),
                        }
                    }
                    post.send(&body[..]).unwrap();
                }
            });
        }
    });
    let rate = devices as f64 / began.elapsed().as_secs_f64();
    assert_eq!(heard.try_iter().count(), devices);
    rate.round()
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("push.sqlite");
    let args = Options {
        push: Some(file.clone()),
        push_contact: Some("mailto:ops@example.cn".into()),
        push_host: vec!["127.0.0.1".into()],
        push_insecure: true,
        public_url: None,
    };
    let service = Service::open(&args, system_clock()).unwrap().unwrap();
    let [ours_ready, peers_ready] = ready(&service);

    let quiet = Arc::new(AtomicBool::new(true));
    let (tell, heard) = channel();
    let services = SERVICES
        .map(|(name, devices)| (name, devices, stand_in(name, quiet.clone(), tell.clone())));
    let data = folder.path().join("site");
    manifest(&data, 1);
    service.start(data.clone()).unwrap();
    for (_, devices, stand_in) in &services {
        for n in 0..*devices {
            let asked = subscription(&format!("{}/{n}", stand_in.origin));
            assert_eq!(
                service.register(asked, || Ok(())).unwrap(),
                Registered::Pending
            );
        }
        for _ in 0..*devices {
            let (_, body) = heard.recv_timeout(Duration::from_secs(60)).unwrap();
            let text = decrypt(body, &private(), &Auth::from(AUTH)).unwrap();
            let said: Value = serde_json::from_slice(&text).unwrap();
            assert!(service.echo(said["echo"].as_str().unwrap()).unwrap());
        }
    }
    eprintln!("10 000 devices registered");

    // The first answers of the quiet time have been noted by now; then the weather changes.
    quiet.store(false, Ordering::SeqCst);
    manifest(&data, 2);
    let devices = SERVICES[0].1;
    let mut got: BTreeMap<String, usize> = BTreeMap::new();
    let mut began = None;
    while got.len() < devices {
        let (path, _) = heard.recv_timeout(Duration::from_secs(60)).unwrap();
        began.get_or_insert_with(Instant::now);
        *got.entry(path).or_default() += 1;
    }
    let rate = (devices as f64 / began.unwrap().elapsed().as_secs_f64()).round();
    let until = Instant::now() + WATCHED;
    while let Ok((path, _)) = heard.recv_timeout(until.saturating_duration_since(Instant::now())) {
        *got.entry(path).or_default() += 1;
    }
    let tries: BTreeMap<&str, usize> = services
        .iter()
        .map(|(name, _, stand_in)| (*name, stand_in.tries.load(Ordering::SeqCst)))
        .collect();
    let db = rusqlite::Connection::open(&file).unwrap();
    let count = |sql: &str| db.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    let kept = count("SELECT count(*) FROM registrations");
    let queued = count("SELECT count(*) FROM outbox");
    let lost = (9500 - kept).max(0) + (1500 - queued).max(0);
    let twice = got.values().filter(|times| **times > 1).count();

    let (told, alone) = channel();
    let well = stand_in("201", quiet, told);
    let peers = peer(&well.origin, devices, &alone);
    let run = json!({ "runs": [
        { "engine": "gongkai", "devices": 10_000, "ready_per_second": ours_ready,
          "sent_per_second": rate, "registrations_lost_or_messages_lost": lost,
          "sent_twice": twice, "tries": tries },
        { "engine": "web-push-native 0.5, a signature each, no store", "devices": devices,
          "ready_per_second": peers_ready, "sent_per_second": peers },
    ] });
    println!("{run}");
}
