//! Web Push (RFC 8030, 8291, 8292): wakes the devices of those who registered for a coarse topic
//! that changed. A push carries no fact; the device looks at the signed site data itself.
//!
//! Here is all but HTTP towards the app, which is `serve`'s. Nothing is kept about a person but
//! the endpoint, its keys, the topics, the rhythm and the end; only [`registry`] knows SQL.

mod address;
mod command;
mod endpoint;
mod lanes;
mod message;
mod post;
mod registry;
mod seal;
mod sender;
#[cfg(test)]
mod tests;
mod vapid;
mod verdict;
mod watch;

pub(crate) use command::{Args as CommandArgs, day, run, status};
pub(crate) use message::public_url;
pub use registry::RegistryError;
pub(crate) use registry::Status;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use endpoint::Allowed;
use post::{PATIENCE, Post};
use record::Topic;
use registry::{Every, Put, Registry, Wish};
use ring::rand::{SecureRandom, SystemRandom};
use seal::{Keys, decode};
use sender::{Event, Mailbox};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use vapid::Vapid;

/// Most topics of a registration.
pub const MOST_TOPICS: usize = 50;

/// The time in Unix seconds; tests bring their own.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// The system's clock.
pub fn system_clock() -> Clock {
    Arc::new(|| chrono::Utc::now().timestamp())
}

/// Options of `serve` that turn pushes on
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {
    /// The file that holds the server's key and who wants pushes; without it none are sent
    #[arg(long, value_name = "FILE")]
    pub push: Option<PathBuf>,
    /// Where push services reach you, as mailto: or https:; required with --push
    #[arg(long, value_name = "ADDRESS", requires = "push")]
    pub push_contact: Option<String>,
    /// Another push service that may be sent to: its host, or a dot and the end of such
    #[arg(long, value_name = "HOST", requires = "push")]
    pub push_host: Vec<String>,
    /// Tests only: hosts of --push-host may be plain HTTP, on any port, and on this machine
    #[arg(long, hide = true, requires = "push_host")]
    pub push_insecure: bool,
    /// Where people reach the app, so that Safari can show a push by itself
    #[arg(long, value_name = "URL", requires = "push")]
    pub public_url: Option<String>,
}

/// What a device sends to register.
#[derive(Clone, Debug, Deserialize)]
pub struct Subscription {
    endpoint: String,
    keys: SubscriptionKeys,
    topics: Vec<Topic>,
    every: Every,
}

#[derive(Clone, Debug, Deserialize)]
struct SubscriptionKeys {
    p256dh: String,
    auth: String,
}

/// What a registration came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registered {
    /// It counts; topics and rhythm are renewed.
    Confirmed,
    /// A first push is on its way.
    Pending,
    /// Not now; seconds to wait.
    Wait(i64),
}

/// Why a registration was not taken.
#[derive(Debug)]
pub enum Refused {
    /// What was sent is at fault: how.
    Wrong(String),
    /// The push file failed.
    Failed(RegistryError),
}

impl From<RegistryError> for Refused {
    fn from(why: RegistryError) -> Self {
        Self::Failed(why)
    }
}

/// The counter at which devices register.
pub struct Service {
    allowed: Allowed,
    post: Arc<Post>,
    registry: Mutex<Registry>,
    file: PathBuf,
    clock: Clock,
    mailbox: Mailbox,
    /// Until sending starts.
    events: Mutex<Option<Receiver<Event>>>,
}

impl std::fmt::Debug for Service {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Service").field("file", &self.file).finish()
    }
}

impl Service {
    /// Opens the push file as the options say; `None` where they turn pushes off. The server's
    /// key is made at the first start.
    ///
    /// # Errors
    /// If an option is at fault or the file fails; one sentence.
    pub fn open(args: &Options, clock: Clock) -> Result<Option<Self>, String> {
        let Some(file) = &args.push else {
            return Ok(None);
        };
        let Some(contact) = &args.push_contact else {
            return Err("--push needs --push-contact: where push services reach you.".to_owned());
        };
        vapid::contact(contact)?;
        let public_url = args.public_url.as_deref().map(message::public_url);
        let allowed = Allowed::new(&args.push_host, args.push_insecure)?;
        let words = |why: RegistryError| format!("{}: {why}", file.display());
        let mut registry = Registry::open(file).map_err(words)?;
        let key = registry.key(Vapid::make).map_err(words)?;
        let vapid = Vapid::new(&key, contact).ok_or_else(|| words(RegistryError::Key))?;
        let post = Post::new(allowed.clone(), vapid, public_url.transpose()?, PATIENCE);
        let (mailbox, events) = sender::mailbox();
        Ok(Some(Self {
            allowed,
            post: Arc::new(post),
            registry: Mutex::new(registry),
            file: file.clone(),
            clock,
            mailbox,
            events: Mutex::new(Some(events)),
        }))
    }

    /// Starts to watch the site data in a folder, and to send. Once.
    ///
    /// # Errors
    /// If threads or the push file fail; one sentence.
    pub fn start(&self, data: PathBuf) -> Result<(), String> {
        let events = lock(&self.events).take();
        let Some(events) = events else { return Ok(()) };
        let open = || Registry::open(&self.file).map_err(|e| e.to_string());
        let registry = open()?.relaxed().map_err(|e| e.to_string())?;
        let ends = (self.mailbox.clone(), events);
        let watched = open()?;
        sender::start(registry, self.post.clone(), self.clock.clone(), ends)
            .and_then(|()| watch::start(watched, data, self.clock.clone(), self.mailbox.clone()))
            .map_err(|e| format!("Pushes cannot be sent: {e}"))
    }

    /// The public key that a browser needs, base64url.
    pub fn key(&self) -> &str {
        self.post.key()
    }

    /// The time as this service has it.
    pub fn now(&self) -> i64 {
        (self.clock)()
    }

    /// Registers a device, or renews one. `spend` is asked for leave before anything goes out to
    /// an endpoint that is not known yet, or where one is renewed again and again; its error is
    /// how many seconds to wait.
    ///
    /// # Errors
    /// If what was sent is at fault, or the file failed.
    pub fn register(
        &self,
        asked: Subscription,
        spend: impl FnOnce() -> Result<(), i64>,
    ) -> Result<Registered, Refused> {
        let wish = self.read(asked)?;
        let now = self.now();
        let mut registry = lock(&self.registry);
        let refreshed = registry.refreshed(&wish)?;
        let seldom = refreshed.is_some_and(|at| now - at >= RENEW_EVERY);
        if !seldom && let Err(wait) = spend() {
            return Ok(Registered::Wait(wait));
        }
        if refreshed.is_some() && registry.refresh(&wish, now)? {
            return Ok(Registered::Confirmed);
        }
        let token = token().ok_or(RegistryError::Key)?;
        Ok(match registry.await_echo(&wish, &token, now)? {
            Put::Wait(seconds) => Registered::Wait(seconds),
            Put::Pending => {
                // A full box is looked at anyway.
                let _ = self.mailbox.try_send(Event::Queued);
                Registered::Pending
            }
        })
    }

    fn read(&self, asked: Subscription) -> Result<Wish, Refused> {
        let wrong = |why: &str| Refused::Wrong(why.to_owned());
        let endpoint = self.allowed.endpoint(&asked.endpoint).map_err(wrong)?;
        let SubscriptionKeys { p256dh, auth } = &asked.keys;
        let keys = Keys::parse(p256dh, auth)
            .ok_or_else(|| wrong("The keys are not a point on P-256 and 16 bytes."))?;
        let topics: BTreeSet<Topic> = asked.topics.into_iter().collect();
        if topics.is_empty() || topics.len() > MOST_TOPICS {
            return Err(wrong("A registration has 1 to 50 topics."));
        }
        if matches!(asked.every, Every::Daily(24..)) {
            return Err(wrong("A day has the hours 0 to 23."));
        }
        let every = asked.every;
        Ok(Wish {
            endpoint,
            keys,
            topics,
            every,
        })
    }

    /// One message made ready, as each is before it is sent: the word that says who sends, and
    /// the sealed body. For measuring.
    #[doc(hidden)]
    pub fn ready(&self, asked: &Prepared, now: i64) -> Option<(String, Vec<u8>)> {
        self.post.ready(&asked.0, now)
    }

    /// What [`ready`](Self::ready) takes: reading keys and topic is no part of sending.
    #[doc(hidden)]
    pub fn prepare(&self, asked: Subscription) -> Option<Prepared> {
        let wish = self.read(asked).ok()?;
        registry::Parcel::of(&wish).map(Prepared)
    }

    /// Makes the registration count whose first push brought this token. False where there is
    /// none.
    ///
    /// # Errors
    /// If the file failed.
    pub fn echo(&self, token: &str) -> Result<bool, RegistryError> {
        lock(&self.registry).confirm(token, self.now())
    }

    /// Forgets an endpoint. Says nothing about whether it was known.
    ///
    /// # Errors
    /// If the file failed.
    pub fn forget(&self, endpoint: &str, auth: &str) -> Result<(), RegistryError> {
        match decode(auth) {
            Some(auth) => lock(&self.registry).forget(endpoint, &auth),
            None => Ok(()),
        }
    }
}

/// A message and whom it is for, out of the store.
#[doc(hidden)]
pub struct Prepared(registry::Parcel);

/// A registration is renewed as often as this for nothing, in seconds.
const RENEW_EVERY: i64 = 10;

/// 32 random bytes, base64url.
fn token() -> Option<String> {
    let mut bytes = [0; 32];
    SystemRandom::new().fill(&mut bytes).ok()?;
    Some(BASE64_URL_SAFE_NO_PAD.encode(bytes))
}

/// A sentence that an operator must see.
fn alarm(words: &str) {
    eprintln!("{words}");
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
