//! What a letter rests on (the notice, the catalogue, the law), and the letter made from it once
//! all that can be had is there: a letter that changed while somebody reads it would confuse.

use super::addressee::{Addressee, Supervision, addressee};
use super::compose::{Content, compose};
use super::late::{by_row, late};
use crate::locales::{GuideWords, Words};
use crate::pages::progress::course;
use crate::platform::clock;
use crate::route::LetterKind;
use crate::state::course::read_until;
use crate::state::reference::{Reference, ReferenceError, use_catalogue};
use crate::state::{DetailError, Lang, detail, loaded, use_record};
use leptos::prelude::*;
use record::clock::{Facts, Law};
use record::{Notice, NoticeDetail, NoticeId};
use std::sync::Arc;

/// What is known of the notice that a letter is about.
#[derive(Clone, PartialEq, Eq)]
pub enum Base {
    /// It is about none.
    None,
    /// Still loading.
    Coming,
    /// All of it.
    Whole(Arc<NoticeDetail>),
    /// Only its row, and why.
    Row(Arc<Notice>, DetailError),
    /// Nothing, and why.
    Failed(DetailError),
}

impl Base {
    /// The notice's row.
    pub fn notice(&self) -> Option<&Notice> {
        match self {
            Self::Whole(detail) => Some(&detail.notice),
            Self::Row(notice, _) => Some(notice),
            _ => None,
        }
    }
}

/// Loads what a letter is about.
pub fn use_base(id: Signal<Option<NoticeId>>) -> Memo<Base> {
    let record = use_record();
    let detail = loaded(move || {
        let id = id.get();
        async move {
            match id {
                Some(id) => Some((id, detail::load(record, id).await.map(Arc::new))),
                None => None,
            }
        }
    });
    Memo::new(move |_| {
        let Some(id) = id.get() else {
            return Base::None;
        };
        match detail.get().flatten() {
            Some((of, Ok(detail))) if of == id => Base::Whole(detail),
            Some((of, Err(error))) if of == id => match record.find(id) {
                Some(notice) => Base::Row(Arc::new(notice), error),
                None => Base::Failed(error),
            },
            _ => Base::Coming,
        }
    })
}

/// A letter as it was prepared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prepared {
    /// The letter, which is in Chinese.
    pub text: String,
    /// The same in English, for a reader of English.
    pub english: Option<String>,
    /// Whom it is addressed to.
    pub to: Addressee,
    /// What a report of what is late could not tell.
    pub doubt: Option<Doubt>,
}

/// What a report of what is late could not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// All was here, and nothing was found to be late.
    NotLate,
    /// The notice's text is not on the device, so that nothing can be told.
    NoText,
    /// Nor is it, but its row alone shows it late.
    RowOnly,
    /// The law is not on the device.
    NoLaw,
}

/// The letter of a kind; `None` while something that it rests on is still coming.
pub fn use_prepared(
    kind: LetterKind,
    base: Memo<Base>,
    law: Reference<Law>,
    lang: Lang,
) -> Memo<Option<Prepared>> {
    let record = use_record();
    let catalogue = use_catalogue(record);
    Memo::new(move |_| {
        let base = base.get();
        let notice = base.notice();
        let (law, catalogue) = match (&base, law.get(), catalogue.get()) {
            (Base::Coming, _, _) => return None,
            (Base::None | Base::Failed(_), _, _) => (None, None),
            (_, law, catalogue) if coming(&law) || coming(&catalogue) => return None,
            (_, law, catalogue) => (law.and_then(Result::ok), catalogue.and_then(Result::ok)),
        };
        let (law, regions) = (law.as_deref(), record.regions());
        let home = record.manifest().map(|m| m.instance.home_region);
        let supervision = catalogue.as_deref().zip(home);
        let supervision = supervision.map(|(catalogue, home)| Supervision {
            catalogue,
            regions: &regions,
            home,
        });
        let report = kind == LetterKind::ReportLate;
        let write = |lang| {
            let (words, more) = (Words::of(lang), GuideWords::of(lang));
            let late = match (notice, law) {
                (Some(notice), Some(law)) if report => {
                    let project = notice.project.as_ref();
                    let project = project.map(|code| record.project(code)).unwrap_or_default();
                    let judged = match &base {
                        Base::Whole(detail) => {
                            let facts = Facts::of(detail, &project, clock::now());
                            law.limits.judge(&facts, &law.workdays)
                        }
                        _ => by_row(notice, &project, law).into_iter().collect(),
                    };
                    let steps = course(record, &project, Some(law));
                    late(&judged, &steps, read_until(record, &project), words, more)
                }
                _ => Vec::new(),
            };
            let to = notice.map(|notice| addressee(kind, notice, supervision, lang, more));
            let to = to.unwrap_or_default();
            let official = match &base {
                Base::Whole(detail) => detail.official_url.as_deref(),
                _ => None,
            };
            let content = Content {
                kind,
                notice,
                official,
                to: &to.name,
                late: &late,
            };
            (compose(&content, words, more), to, late.is_empty())
        };
        let (text, to, none_late) = write(Lang::ZhCn);
        let doubt = match &base {
            _ if notice.is_none() || !report => None,
            _ if law.is_none() => Some(Doubt::NoLaw),
            Base::Whole(_) => none_late.then_some(Doubt::NotLate),
            _ if none_late => Some(Doubt::NoText),
            _ => Some(Doubt::RowOnly),
        };
        Some(Prepared {
            text,
            english: (lang == Lang::En).then(|| write(Lang::En).0),
            to,
            doubt,
        })
    })
}

fn coming<T>(reference: &Option<Result<T, ReferenceError>>) -> bool {
    matches!(reference, None | Some(Err(ReferenceError::Coming)))
}
