//! Pushes, for whoever turned them on: what the server was told, and keeping that true.
//!
//! The server learns an endpoint, coarse topics and a rhythm, nothing else (rule 3).

mod upkeep;

pub use upkeep::start;

use crate::platform::clock;
use crate::platform::net::{self, NetError};
use crate::platform::push::{self, Endpoint, Permission, PushError};
use crate::platform::storage::{self, Key};
use crate::state::Record;
use chrono::NaiveDateTime;
use leptos::prelude::*;
use record::follow::{Following, topics};
use record::site::{PUSH_KEY, PUSH_SUBSCRIPTIONS};
use serde::{Deserialize, Serialize};

/// Milliseconds that the server may take.
const PATIENCE: i32 = 15_000;
/// Seconds between the looks for the echo of the first push.
const LOOKS: [i32; 6] = [1, 2, 4, 6, 8, 12];

/// How often the reader wants to be told at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Every {
    /// Each time, at once.
    Once,
    /// Once a day at this hour, 0 to 23, Beijing time.
    Daily(u8),
}

/// How a registration stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// The server does not know of it yet, or not of its last change.
    Untold,
    /// The server waits for the echo of its first push.
    Pending,
    /// A first push came through; it counts.
    Confirmed,
}

/// What this device told the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Where pushes arrive; absent where the browser has dropped it.
    pub endpoint: Option<Endpoint>,
    /// The server's public key that the endpoint was made for: the push service takes pushes that
    /// are signed with it alone. Absent in what older versions kept.
    #[serde(default)]
    pub key: Option<String>,
    /// What for, as the server reads it.
    pub topics: Vec<String>,
    /// How often at most.
    pub every: Every,
    /// How the registration stands.
    pub standing: Standing,
    /// When the server last answered, on Beijing's clock.
    pub at: NaiveDateTime,
}

/// Why pushes cannot be turned on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// This site sends none.
    NoServer,
    /// The site cannot be reached.
    Offline,
    /// Nothing is followed that could be told.
    Nothing,
    /// The browser gives no endpoint.
    Browser(PushError),
    /// The site wants so many seconds of peace first.
    Wait(u32),
    /// The site does not take this browser's push service, or failed.
    Refused(u16),
}

/// A step of turning pushes on, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The site has a key, so it sends pushes.
    Server,
    /// The reader allows notifications.
    Permission,
    /// The browser's push service gives an endpoint.
    Endpoint,
    /// The site takes the registration.
    Register,
    /// A first push came through and was said back.
    Echo,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 5] = [
        Self::Server,
        Self::Permission,
        Self::Endpoint,
        Self::Register,
        Self::Echo,
    ];
}

thread_local! {
    /// Counts the changes to what is stored, which is the state.
    static CHANGED: ArcRwSignal<u32> = ArcRwSignal::new(0);
}

/// What the server was told; `None` where pushes are off. Reactive.
pub fn kept() -> Option<Kept> {
    CHANGED.with(Clone::clone).track();
    storage::load(Key::Push)
}

fn keep(kept: Option<&Kept>) {
    match kept {
        Some(kept) => {
            storage::save(Key::Push, kept);
        }
        None => storage::remove(Key::Push),
    }
    CHANGED.with(Clone::clone).update(|n| *n += 1);
}

/// The topics that wake this device for all that is followed. Reactive in the region tree.
pub fn wanted(following: &Following, record: Record) -> Vec<String> {
    let regions = record.regions();
    let home = record.manifest.try_get_untracked().flatten();
    let home = home.map(|manifest| manifest.instance.home_region);
    home.map_or_else(Vec::new, |home| {
        let all = topics(&following.subscriptions, &regions, home);
        all.iter().map(ToString::to_string).collect()
    })
}

#[derive(Deserialize)]
struct ServerKey {
    key: String,
}

/// The server's public key, which also says that there is one.
///
/// # Errors
/// If the site sends no pushes, or cannot be reached.
pub async fn server_key() -> Result<String, Trouble> {
    let answer = net::get(PUSH_KEY, net::Freshness::Never, PATIENCE).await;
    let answer = answer.map_err(unreachable)?;
    if answer.status != 200 {
        return Err(Trouble::NoServer);
    }
    // A static host may answer any address with a page.
    let key = serde_json::from_slice::<ServerKey>(&answer.bytes);
    key.map(|key| key.key).map_err(|_| Trouble::NoServer)
}

/// Turns pushes on, by a tap; `on` hears of each step that is done.
///
/// # Errors
/// If a step fails; what was on before stays on.
pub async fn turn_on(
    wanted: Vec<String>,
    every: Every,
    on: impl Fn(Step),
) -> Result<Standing, Trouble> {
    if wanted.is_empty() {
        return Err(Trouble::Nothing);
    }
    // First, while the tap still counts as one.
    let permission = push::ask().await;
    let key = server_key().await?;
    on(Step::Server);
    match permission {
        Permission::Granted => on(Step::Permission),
        Permission::Absent => return Err(Trouble::Browser(PushError::Absent)),
        Permission::Open | Permission::Denied => return Err(Trouble::Browser(PushError::Denied)),
    }
    let endpoint = push::subscribe(&key).await.map_err(Trouble::Browser)?;
    on(Step::Endpoint);
    let mut now = Kept {
        endpoint: Some(endpoint),
        key: Some(key),
        topics: wanted,
        every,
        standing: Standing::Untold,
        at: clock::now(),
    };
    keep(Some(&now));
    tell(&mut now).await?;
    on(Step::Register);
    for seconds in LOOKS {
        if now.standing == Standing::Confirmed {
            on(Step::Echo);
            break;
        }
        clock::sleep(seconds * 1_000).await;
        // Turned off meanwhile.
        if storage::load::<Kept>(Key::Push).is_none() {
            return Ok(Standing::Untold);
        }
        tell(&mut now).await?;
    }
    Ok(now.standing)
}

/// Turns pushes off, here and at the server. Where the server cannot be reached, the endpoint is
/// given up all the same, and the server forgets it when its next push is refused.
pub async fn turn_off() {
    let Some(old) = storage::load::<Kept>(Key::Push) else {
        return;
    };
    keep(None);
    if let Some(endpoint) = old.endpoint {
        take_back(&endpoint).await;
    }
    push::unsubscribe().await;
}

async fn take_back(endpoint: &Endpoint) {
    #[derive(Serialize)]
    struct Forget<'e> {
        endpoint: &'e str,
        keys: Auth<'e>,
    }
    #[derive(Serialize)]
    struct Auth<'e> {
        auth: &'e str,
    }
    let auth = Auth {
        auth: &endpoint.keys.auth,
    };
    let body = Forget {
        endpoint: &endpoint.endpoint,
        keys: auth,
    };
    if let Ok(body) = serde_json::to_string(&body) {
        // What fails now ends by itself: the server forgets an endpoint that is gone.
        let _ = net::delete_json(PUSH_SUBSCRIPTIONS, body, PATIENCE).await;
    }
}

/// Tells the server, and keeps what it answers.
async fn tell(kept: &mut Kept) -> Result<(), Trouble> {
    #[derive(Serialize)]
    struct Registration<'k> {
        endpoint: &'k str,
        keys: &'k push::Keys,
        topics: &'k [String],
        every: Every,
    }
    let Some(endpoint) = &kept.endpoint else {
        return Err(Trouble::Browser(PushError::Failed));
    };
    let body = Registration {
        endpoint: &endpoint.endpoint,
        keys: &endpoint.keys,
        topics: &kept.topics,
        every: kept.every,
    };
    let body = serde_json::to_string(&body).unwrap_or_default();
    let answer = net::post_json(PUSH_SUBSCRIPTIONS, body, PATIENCE).await;
    let answer = answer.map_err(unreachable)?;
    kept.standing = match answer.status {
        200 => Standing::Confirmed,
        202 => Standing::Pending,
        404 => return Err(Trouble::NoServer),
        429 | 503 => return Err(Trouble::Wait(answer.retry_after.unwrap_or(60))),
        status => return Err(Trouble::Refused(status)),
    };
    kept.at = clock::now();
    // Turned off while the server was answering.
    if storage::load::<Kept>(Key::Push).is_some() {
        keep(Some(kept));
    }
    Ok(())
}

const fn unreachable(why: NetError) -> Trouble {
    match why {
        NetError::Offline | NetError::Timeout => Trouble::Offline,
    }
}
