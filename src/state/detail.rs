//! One notice whole: its bundle fetched, checked and kept on the device.

use crate::platform::clock;
use crate::state::files::{self, FileError};
use crate::state::loaded;
use crate::state::record::{Health, Record};
use leptos::prelude::*;
use record::site::DetailBundle;
use record::{Notice, NoticeDetail, NoticeId};

/// Why a notice cannot be shown whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DetailError {
    /// The record does not hold it.
    NotFound,
    /// It may be of a year that the reader does not keep.
    LeftOut,
    /// It is not on the device, and there is no network.
    Offline,
    /// What came was damaged.
    Damaged,
}

/// A notice that is open: its row at once, the whole when it is here. `Copy`; lives as long as the
/// page that opened it.
#[derive(Clone, Copy)]
pub struct Opened {
    attempt: RwSignal<u32>,
    answer: ReadSignal<Option<(u32, Result<NoticeDetail, DetailError>)>>,
    /// The list's row until the detail is here; the same notice in both, so nothing jumps.
    pub notice: Memo<Option<Notice>>,
}

impl Opened {
    /// Begins to load it.
    pub fn new(record: Record, id: NoticeId) -> Self {
        let attempt = RwSignal::new(0);
        let answer = loaded(move || {
            let of = attempt.get();
            async move { (of, load(record, id).await) }
        });
        let notice = Memo::new(move |_| match current(attempt, answer) {
            Some(Ok(detail)) => Some(detail.notice),
            _ => record.find(id),
        });
        Self {
            attempt,
            answer,
            notice,
        }
    }

    /// The whole, or why it is not to be had. While another attempt runs there is no answer, not
    /// the old one.
    pub fn detail(self) -> Option<Result<NoticeDetail, DetailError>> {
        current(self.attempt, self.answer)
    }

    /// The fingerprint of its latest revision.
    pub fn hash(self) -> Option<String> {
        let detail = self.detail()?.ok()?;
        detail.revisions.last().map(|r| r.sha256.clone())
    }

    /// Tries again.
    pub fn retry(self) {
        self.attempt.update(|n| *n += 1);
    }
}

fn current(
    attempt: RwSignal<u32>,
    answer: ReadSignal<Option<(u32, Result<NoticeDetail, DetailError>)>>,
) -> Option<Result<NoticeDetail, DetailError>> {
    let (of, detail) = answer.get()?;
    (of == attempt.get()).then_some(detail)
}

/// Loads a notice. While the record is still loading it waits until the notice turns up; not
/// reactive, so that packs that arrive later do not load it again.
pub async fn load(record: Record, id: NoticeId) -> Result<NoticeDetail, DetailError> {
    let (_, bundle) = loop {
        if let Some(place) = record.place(id) {
            break place;
        }
        settled(record)?;
        clock::sleep(100).await;
    };
    let bundle = bundle.ok_or(DetailError::NotFound)?;
    let bytes = files::open(&files::of_bundle(&bundle), id).await;
    let bytes = bytes.map_err(|e| match e {
        FileError::Offline => DetailError::Offline,
        FileError::Damaged(_) => DetailError::Damaged,
    })?;
    let bundle: DetailBundle = serde_json::from_slice(&bytes).map_err(|_| DetailError::Damaged)?;
    let mut notices = bundle.notices.into_iter();
    notices
        .find(|n| n.notice.id == id)
        .ok_or(DetailError::Damaged)
}

/// An error once no more packs will come by themselves soon.
fn settled(record: Record) -> Result<(), DetailError> {
    let (Some(progress), Some(health)) = (
        record.progress.try_get_untracked(),
        record.health.try_get_untracked(),
    ) else {
        return Err(DetailError::NotFound);
    };
    match health {
        Health::Starting | Health::Checking => Ok(()),
        _ if progress.whole => Err(DetailError::NotFound),
        _ if progress.done => Err(DetailError::LeftOut),
        Health::Fresh { .. } => Ok(()),
        Health::Offline { .. } | Health::Missing => Err(DetailError::Offline),
        Health::Damaged { .. } | Health::TooNew => Err(DetailError::Damaged),
    }
}
