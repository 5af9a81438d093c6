//! The command `gongkai demo`: makes a record and puts it into a store of its own.

use super::listed;
use super::plan::{NEWEST_DAY, Plan};
use super::project::Made;
use crate::store::{Put, SourceMeta, Store, StoreError};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use record::SourceId;
use record::site::SourceState;
use sha2::{Digest, Sha256};
use std::path::PathBuf;

/// Options of `demo`.
#[derive(clap::Args)]
pub struct Args {
    /// How many notices
    #[arg(long, default_value_t = 5000)]
    notices: u32,
    /// Another seed makes another record
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The newest day; deadlines may lie after it
    #[arg(long, value_name = "DATE", default_value_t = NEWEST_DAY, value_parser = newest)]
    until: NaiveDate,
    /// The store to make; it holds nothing else
    #[arg(long)]
    store: PathBuf,
}

/// So many puts in one transaction.
const BATCH: usize = 4_000;
/// Raised when what is made changes in what the first few notices do not show.
const GENERATION: u32 = 4;
/// A line of progress after so many.
const SAY_EVERY: u64 = 100_000;

fn newest(text: &str) -> Result<NaiveDate, String> {
    let first = NaiveDate::from_ymd_opt(2019, 1, 1);
    match text.parse() {
        Ok(day) if Some(day) >= first => Ok(day),
        Ok(_) => Err("the made-up record begins in 2018: take a day from 2019-01-01 on".to_owned()),
        Err(_) => Err("not a day such as 2026-11-24".to_owned()),
    }
}

/// Makes the record, or what an interrupted run left to make; nothing if it is there.
///
/// # Errors
/// One sentence: the store holds something else, or failed.
pub fn run(args: Args) -> Result<(), String> {
    let plan = Plan {
        notices: args.notices,
        seed: args.seed,
        until: args.until,
    };
    let mut store = Store::open(&args.store).map_err(|e| e.to_string())?;
    match make(&mut store, &plan).map_err(|e| e.to_string())? {
        Outcome::There => println!("{} made-up notices are there already", plan.notices),
        Outcome::Made {
            notices,
            duplicates,
        } => {
            println!("made {notices} notices, none of them real");
            if duplicates > 0 {
                println!("{duplicates} were twins of others, and the store kept one of each");
            }
        }
        Outcome::Foreign => {
            return Err(format!(
                "{} holds other notices, or a demo made otherwise: take another file, or delete this one",
                args.store.display()
            ));
        }
    }
    Ok(())
}

/// How making ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It was there, whole.
    There,
    /// It is there now.
    Made {
        /// What the store holds.
        notices: u64,
        /// Of the notices made now, those that the store took for the same as another.
        duplicates: u64,
    },
    /// The store holds something else, and was left alone.
    Foreign,
}

/// Makes a plan's record in a store.
pub(super) fn make(store: &mut Store, plan: &Plan) -> Result<Outcome, StoreError> {
    let source = SourceMeta {
        id: SourceId("demo".to_owned()),
        name: "演示数据（虚构）".to_owned(),
        url: "https://example.invalid/".to_owned(),
    };
    let parameters = parameters(plan);
    // The cursor is "what is made" and "how much of the stream is in", written with each batch,
    // so that a run that was cut off goes on where it stood.
    let cursor = store.progress(&source.id)?;
    let done = match &cursor {
        None if store.count()? == 0 => "0",
        None => return Ok(Outcome::Foreign),
        Some(cursor) => match cursor.split_once(" made ") {
            Some((made, done)) if made == parameters => done,
            _ => return Ok(Outcome::Foreign),
        },
    };
    let Ok(skip) = done.parse::<u64>() else {
        return Ok(Outcome::There);
    };
    let (mut met, mut duplicates) = (0, 0);
    let mut waiting = Vec::with_capacity(BATCH);
    plan.each(|made| {
        met += 1;
        if met > skip {
            waiting.push(made);
        }
        if waiting.len() == BATCH {
            duplicates += put(
                store,
                &source,
                &waiting,
                &format!("{parameters} made {met}"),
            )?;
            waiting.clear();
        }
        if met % SAY_EVERY == 0 {
            eprintln!("{met} of about {}", plan.notices);
        }
        Ok::<(), StoreError>(())
    })?;
    listed::put(store, plan)?;
    duplicates += put(
        store,
        &source,
        &waiting,
        &format!("{parameters} made {met}"),
    )?;
    store.batch(|batch| {
        // Projects came in no order of time, and a feed has one.
        batch.order_changes()?;
        batch.set_progress(&source.id, Some(&format!("{parameters} made all")))
    })?;
    store.checked(&source, SourceState::Ok, beijing(plan.evening()))?;
    let notices = store.count()?;
    Ok(Outcome::Made {
        notices,
        duplicates,
    })
}

/// What a plan makes, told apart also from what an earlier version of this program made of it.
fn parameters(plan: &Plan) -> String {
    let mut hash = Sha256::new();
    hash.update(GENERATION.to_le_bytes());
    let mut left = 200;
    // An error is only the way to stop: these few stand for all.
    let _: Result<(), ()> = plan.each(|made| {
        hash.update(&made.draft.key);
        hash.update(&made.draft.title);
        hash.update(format!("{:?}{:?}", made.draft, made.body));
        left -= 1;
        if left > 0 { Ok(()) } else { Err(()) }
    });
    let start: String = hash.finalize()[..4]
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    let Plan {
        notices,
        seed,
        until,
    } = plan;
    format!("{notices} notices of seed {seed} until {until} ({start})")
}

fn put(
    store: &mut Store,
    source: &SourceMeta,
    made: &[Made],
    cursor: &str,
) -> Result<u64, StoreError> {
    store.batch(|batch| {
        let mut duplicates = 0;
        for m in made {
            let put = batch.put(&source.id, &m.draft, &m.body, beijing(m.seen))?;
            duplicates += u64::from(put == Put::Duplicate);
        }
        batch.set_progress(&source.id, Some(cursor))?;
        Ok(duplicates)
    })
}

pub(super) fn beijing(at: NaiveDateTime) -> DateTime<FixedOffset> {
    const EIGHT_HOURS: FixedOffset = FixedOffset::east_opt(8 * 3600).expect("an offset");
    DateTime::from_naive_utc_and_offset(at - EIGHT_HOURS, EIGHT_HOURS)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use chrono::Days;
    use record::follow::{Class, Classes};
    use std::collections::BTreeMap;

    #[test]
    fn a_store_is_made_once_and_never_mixed() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("demo.sqlite")).unwrap();
        let plan = |seed| Plan {
            notices: 300,
            seed,
            until: NEWEST_DAY,
        };
        let made = make(&mut store, &plan(1)).unwrap();
        let all = Outcome::Made {
            notices: 300,
            duplicates: 0,
        };
        assert_eq!(made, all);
        let sequence = store.sequence().unwrap();
        assert_eq!(make(&mut store, &plan(1)).unwrap(), Outcome::There);
        assert_eq!(make(&mut store, &plan(2)).unwrap(), Outcome::Foreign);
        assert_eq!(store.sequence().unwrap(), sequence);
        let sources = store.sources().unwrap();
        assert_eq!(sources[0].state, SourceState::Ok);
        let evening = "2026-11-24T18:30:00+08:00";
        assert_eq!(sources[0].last_ok_at.unwrap().to_rfc3339(), evening);
    }

    #[test]
    fn its_feed_is_in_the_order_of_time_and_has_every_class_of_late() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("demo.sqlite")).unwrap();
        let plan = Plan {
            notices: 5000,
            seed: 1,
            until: NEWEST_DAY,
        };
        make(&mut store, &plan).unwrap();
        let days = store.change_days().unwrap();
        assert!(days.is_sorted_by_key(|(_, day)| *day));
        let from = NEWEST_DAY - Days::new(90);
        let (first, _) = days[days.partition_point(|(_, day)| *day < from)];
        let mut met: BTreeMap<Class, usize> = BTreeMap::new();
        for told in store.changes(first, store.sequence().unwrap()).unwrap() {
            for class in told.read(store.regions()).unwrap().classes.iter() {
                *met.entry(class).or_default() += 1;
            }
        }
        let all: Vec<Class> = Classes::OF_NOTICES.iter().collect();
        assert_eq!(met.keys().copied().collect::<Vec<_>>(), all, "{met:?}");
    }

    #[test]
    fn a_run_that_was_cut_off_ends_like_one_that_was_not() {
        let folder = tempfile::tempdir().unwrap();
        let plan = Plan {
            notices: 400,
            seed: 5,
            until: NEWEST_DAY,
        };
        let mut whole = Store::open(&folder.path().join("whole.sqlite")).unwrap();
        make(&mut whole, &plan).unwrap();
        let mut cut = Store::open(&folder.path().join("cut.sqlite")).unwrap();
        let source = SourceMeta {
            id: SourceId("demo".to_owned()),
            name: String::new(),
            url: String::new(),
        };
        let mut first = Vec::new();
        let stopped = plan.each(|made| {
            first.push(made);
            if first.len() < 150 { Ok(()) } else { Err(()) }
        });
        assert_eq!(stopped, Err(()));
        let cursor = format!("{} made 150", parameters(&plan));
        put(&mut cut, &source, &first, &cursor).unwrap();
        make(&mut cut, &plan).unwrap();
        assert_eq!(cut.hashes().unwrap(), whole.hashes().unwrap());
        let days = |store: &Store| {
            let changes = store.change_days().unwrap().into_iter();
            changes.map(|(_, day)| day).collect::<Vec<_>>()
        };
        assert!(days(&cut) == days(&whole), "the same feed");
        assert_eq!(cut.count().unwrap(), 400);
    }
}
