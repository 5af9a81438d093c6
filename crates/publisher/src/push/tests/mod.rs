//! Pushes against a stand-in of a push service (scenario P3), with a clock of our own. How
//! devices register, abuse included (P4), is tested over HTTP in `tests/serve_push.rs`.
#![allow(clippy::unwrap_used, reason = "a test may end here")]

mod answers;
mod milestones;
mod queue;
mod standin;
mod watching;

use super::endpoint::Allowed;
use super::lanes::Lanes;
use super::post::Post;
use super::registry::{Every, Put, Registry, Touched, Wish};
use super::seal::Keys;
use super::vapid::Vapid;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use p256::SecretKey;
use p256::elliptic_curve::sec1::ToEncodedPoint;
use record::Topic;
use serde_json::Value;
use std::path::PathBuf;
use std::time::Duration;
use tempfile::TempDir;
use web_push_native::{Auth, decrypt};

/// 2026-11-26 08:00 in Beijing.
const NOW: i64 = 1_795_651_200;
const AUTH: [u8; 16] = [7; 16];
const TOPICS: [&str; 2] = ["works.441500.awards", "all.441500.notices"];

/// All devices have these keys.
fn private() -> SecretKey {
    SecretKey::from_slice(&[9; 32]).unwrap()
}

fn keys() -> Keys {
    let point = private().public_key().to_encoded_point(false);
    let encode = |bytes: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(bytes);
    Keys::parse(&encode(point.as_bytes()), &encode(&AUTH)).unwrap()
}

/// What a device reads.
fn open(body: &[u8]) -> Value {
    let text = decrypt(body.to_vec(), &private(), &Auth::from(AUTH)).unwrap();
    serde_json::from_slice(&text).unwrap()
}

/// A push file, its sender without threads, and a clock that is set by hand.
struct Rig {
    folder: TempDir,
    desk: Registry,
    lanes: Lanes,
    post: Post,
    now: i64,
    alarms: Vec<String>,
}

impl Rig {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("push.sqlite");
        let mut desk = Registry::open(&file).unwrap();
        let key = desk.key(Vapid::make).unwrap();
        let vapid = Vapid::new(&key, "mailto:ops@example.cn").unwrap();
        let allowed = Allowed::new(&["127.0.0.1".to_owned()], true).unwrap();
        // Longer than an answer on this machine takes, however busy it is.
        let post = Post::new(allowed, vapid, None, Duration::from_millis(700));
        Self {
            lanes: Lanes::new(Registry::open(&file).unwrap()),
            folder,
            desk,
            post,
            now: NOW,
            alarms: Vec::new(),
        }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("push.sqlite")
    }

    /// What a device asks for.
    fn wish(&self, url: &str, every: Every) -> Wish {
        let allowed = Allowed::new(&["127.0.0.1".to_owned()], true).unwrap();
        Wish {
            endpoint: allowed.endpoint(url).unwrap(),
            keys: keys(),
            topics: TOPICS
                .iter()
                .map(|text| Topic::parse(text).unwrap())
                .collect(),
            every,
        }
    }

    /// Registers a device that has said its first push back.
    fn register(&mut self, url: &str, every: Every) {
        let wish = self.wish(url, every);
        assert_eq!(
            self.desk.await_echo(&wish, url, self.now).unwrap(),
            Put::Pending
        );
        assert!(self.desk.confirm(url, self.now).unwrap());
    }

    /// Announces a publication in which everything changed.
    fn publish(&mut self, sequence: u64) -> usize {
        let all = Touched {
            everything: true,
            ..Touched::default()
        };
        self.desk.announce((sequence, ""), &all, self.now).unwrap()
    }

    /// Sends what is due now, once. Returns how many.
    fn step(&mut self) -> usize {
        self.lanes.registry().purge(self.now).unwrap();
        let parcels = self.lanes.take(self.now).unwrap();
        let sent = parcels.into_iter().map(|parcel| {
            let answer = self.post.send(&parcel, self.now);
            (parcel, answer)
        });
        let answered: Vec<_> = sent.collect();
        let mut random = fastrand::Rng::with_seed(answered.len() as u64);
        let alarms = self.lanes.settle(&answered, self.now, || random.f64());
        self.alarms.extend(alarms.unwrap());
        answered.len()
    }

    /// Lets time pass in steps, sending what is due. Returns when something was sent, and how
    /// many: seconds from `NOW`.
    fn pass(&mut self, seconds: i64, step: i64) -> Vec<(i64, usize)> {
        let (end, mut sent) = (self.now + seconds, Vec::new());
        while self.now < end {
            let count = self.step();
            if count > 0 {
                sent.push((self.now - NOW, count));
            }
            self.now += step;
        }
        sent
    }

    /// How many registrations count, and how many messages wait.
    fn counts(&self) -> (i64, i64) {
        let status = self.desk.status(self.now).unwrap();
        (status.confirmed, status.due + status.later)
    }
}
