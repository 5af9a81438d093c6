//! Work that is read one by one and made on as many threads as there are.

use super::PublishError;
use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::mpsc::sync_channel;

/// Makes something of each piece of work, in no certain order. One piece waits while others are
/// made, since pieces are large. With one thread everything happens in the order of the work.
///
/// # Errors
/// The first of reading, or one of making.
pub(super) fn each<W: Send, M: Send>(
    threads: NonZeroUsize,
    mut wanted: impl Iterator<Item = Result<W, PublishError>>,
    make: impl Fn(W) -> Result<M, PublishError> + Sync,
) -> Result<Vec<M>, PublishError> {
    if threads.get() == 1 {
        return wanted.map(|work| make(work?)).collect();
    }
    let (send, receive) = sync_channel(1);
    let receive = Mutex::new(receive);
    let made = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..threads.get() {
            scope.spawn(|| {
                loop {
                    let next = receive.lock().unwrap_or_else(|e| e.into_inner()).recv();
                    let Ok(work) = next else { return };
                    let one = make(work);
                    made.lock().unwrap_or_else(|e| e.into_inner()).push(one);
                }
            });
        }
        // Dropped at the end, or by an error: then the threads end too.
        let send = send;
        wanted.try_for_each(|work| {
            // The threads take until there is no more.
            let _ = send.send(work?);
            Ok::<_, PublishError>(())
        })
    })?;
    let made = made.into_inner().unwrap_or_else(|e| e.into_inner());
    made.into_iter().collect()
}
