//! All months: which are as before, and the others made anew on as many threads as there are.

use super::month::{self, Month};
use super::tree::Tree;
use super::{PublishError, merkle_root};
use crate::store::Store;
use record::NoticeDetail;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, sync_channel};

/// What came of the months.
pub(super) struct Done {
    /// By name, each with the mark of what it was made of.
    pub(super) months: BTreeMap<String, (String, Month)>,
    pub(super) written: usize,
    /// The store's sequence at the newest change of a notice.
    pub(super) head: u64,
    pub(super) root: [u8; 32],
}

/// A month to be made.
struct Work {
    name: String,
    mark: String,
    when: (i32, u32),
    details: Vec<NoticeDetail>,
}

type Made = Mutex<BTreeMap<String, Result<(String, Month), PublishError>>>;

/// Writes the months that are not as they were.
pub(super) fn write(
    store: &Store,
    tree: &Tree,
    before: &BTreeMap<String, (String, Month)>,
    threads: NonZeroUsize,
) -> Result<Done, PublishError> {
    let leaves = store.leaves()?;
    let root = merkle_root(leaves.iter().map(|leaf| leaf.sha256));
    let mut contents: BTreeMap<(i32, u32), Sha256> = BTreeMap::new();
    for leaf in &leaves {
        let hasher = contents.entry(leaf.month).or_default();
        hasher.update(leaf.id.bits().to_be_bytes());
        hasher.update(leaf.sha256);
    }
    drop(leaves);

    let mut months = BTreeMap::new();
    let mut wanted = Vec::new();
    let mut head = 0;
    for (year, month, changed) in store.months()? {
        head = head.max(changed);
        let name = format!("{year:04}-{month:02}");
        // The content too, not only its age: another store may lie at the same place by now.
        let content = contents.remove(&(year, month)).unwrap_or_default();
        let mark = format!("{changed} {:x}", content.finalize());
        match before.get(&name) {
            Some((known, month)) if *known == mark && month.is_whole(tree) => {
                months.insert(name, (mark, month.clone()));
            }
            _ => wanted.push((name, mark, (year, month))),
        }
    }

    let written = wanted.len();
    let made = Made::default();
    if threads.get() == 1 {
        for month in wanted {
            make(tree, read(store, month)?, &made);
        }
    } else {
        // One month waits while the others are made: months are large.
        let (send, receive) = sync_channel(1);
        let receive = Mutex::new(receive);
        std::thread::scope(|scope| {
            for _ in 0..threads.get() {
                scope.spawn(|| work(tree, &receive, &made));
            }
            for month in wanted {
                if send.send(read(store, month)?).is_err() {
                    break;
                }
            }
            drop(send);
            Ok::<_, PublishError>(())
        })?;
    }
    for (name, month) in made.into_inner().unwrap_or_else(|e| e.into_inner()) {
        months.insert(name, month?);
    }
    Ok(Done {
        months,
        written,
        head,
        root,
    })
}

fn read(
    store: &Store,
    (name, mark, when): (String, String, (i32, u32)),
) -> Result<Work, PublishError> {
    let details = store.month(when.0, when.1)?;
    Ok(Work {
        name,
        mark,
        when,
        details,
    })
}

/// Makes months until there are no more, or one fails.
fn work(tree: &Tree, receive: &Mutex<Receiver<Work>>, made: &Made) {
    loop {
        let next = receive.lock().unwrap_or_else(|e| e.into_inner()).recv();
        let Ok(work) = next else { return };
        make(tree, work, made);
    }
}

fn make(tree: &Tree, work: Work, made: &Made) {
    let month = month::write(tree, work.when, work.details).map(|m| (work.mark, m));
    let mut made = made.lock().unwrap_or_else(|e| e.into_inner());
    made.insert(work.name, month);
}
