//! The threads that send. One reads the outbox and notes the answers, a few carry: a message
//! waits for a push service most of its time, and threads that wait cost little.

use super::lanes::{Lanes, MOST};
use super::post::Post;
use super::registry::{Parcel, Registry};
use super::verdict::Answer;
use super::{Clock, alarm};
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often the outbox is looked at when nobody says that there is something.
const TICK: Duration = Duration::from_secs(1);
/// How often what has ended is dropped, in seconds.
const PURGE: i64 = 10;

/// What wakes the sender.
pub(super) enum Event {
    /// Something was queued.
    Queued,
    /// A message was answered.
    Answered(Box<Parcel>, Answer),
}

/// The sender's mail box: events go in here.
pub(super) type Mailbox = SyncSender<Event>;

/// Makes a mail box. More than it holds says nothing new.
pub(super) fn mailbox() -> (Mailbox, Receiver<Event>) {
    sync_channel(4 * MOST)
}

/// Starts sending, for as long as the process lives.
pub(super) fn start(
    registry: Registry,
    post: Arc<Post>,
    clock: Clock,
    (mailbox, events): (Mailbox, Receiver<Event>),
) -> std::io::Result<()> {
    let (jobs, waiting) = channel::<Parcel>();
    let waiting = Arc::new(Mutex::new(waiting));
    for _ in 0..MOST {
        let (waiting, post, clock) = (waiting.clone(), post.clone(), clock.clone());
        let mailbox = mailbox.clone();
        std::thread::Builder::new()
            .name("push".to_owned())
            .stack_size(512 * 1024)
            .spawn(move || {
                loop {
                    let next = waiting
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .recv();
                    let Ok(parcel) = next else { return };
                    let answer = post.send(&parcel, clock());
                    let event = Event::Answered(Box::new(parcel), answer);
                    if mailbox.send(event).is_err() {
                        return;
                    }
                }
            })?;
    }
    std::thread::Builder::new()
        .name("push outbox".to_owned())
        .spawn(move || {
            let mut lanes = Lanes::new(registry);
            let (mut purged, mut answered) = (i64::MIN, Vec::new());
            loop {
                let now = clock();
                if now >= purged.saturating_add(PURGE) || now < purged {
                    purged = now;
                    complain(lanes.registry().purge(now));
                }
                for parcel in complain(lanes.take(now)).unwrap_or_default() {
                    if jobs.send(parcel).is_err() {
                        return;
                    }
                }
                wait(&events, &mut answered);
                // What could not be noted is kept, or it would go out again.
                if let Some(alarms) = complain(lanes.settle(&answered, clock(), fastrand::f64)) {
                    answered.clear();
                    alarms.iter().for_each(|words| alarm(words));
                }
            }
        })?;
    Ok(())
}

/// Waits for something to do; then takes all that has come.
fn wait(events: &Receiver<Event>, answered: &mut Vec<(Parcel, Answer)>) {
    let began = Instant::now();
    let mut next = events.recv_timeout(TICK).ok();
    while let Some(event) = next {
        if let Event::Answered(parcel, answer) = event {
            answered.push((*parcel, answer));
        }
        next = events
            .try_recv()
            .ok()
            .filter(|_| began.elapsed() < 2 * TICK);
    }
}

/// A store that fails (a full disk) is tried again: what is queued is still there.
fn complain<T>(result: Result<T, super::registry::RegistryError>) -> Option<T> {
    result.map_err(|why| alarm(&why.to_string())).ok()
}
