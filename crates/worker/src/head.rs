//! The manifest and the blacklist as a worker reads them: by the browser's own JSON, field by
//! field, and only what a check needs. A typed decoder would be most of the worker's bytes.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Offset, Utc};
use js_sys::{Array, JSON, Reflect};
use record::SourceId;
use record::debarment::{Debarment, DebarmentKind, ListSource, Status};
use record::follow::{Entry, Held, Subscription, held};
use record::site::{ChangesEntry, DEBARMENTS, Dataset, FORMAT, FileEntry};
use wasm_bindgen::prelude::*;
use worker::step::Head;

/// A manifest, as far as a check needs it.
pub(crate) struct Manifest {
    pub(crate) head: Head,
    pub(crate) changes: Vec<ChangesEntry>,
    pub(crate) list: Option<FileEntry>,
}

/// Reads a manifest; `None` for what is none, or of a newer format.
pub(crate) fn manifest(bytes: &[u8]) -> Option<Manifest> {
    let json = parse(bytes)?;
    if number(&json, "format")? > u64::from(FORMAT) {
        return None;
    }
    let dataset = match &*text(&get(&json, "instance")?, "dataset")? {
        "real" => Dataset::Real,
        "demo" => Dataset::Demo,
        "live" => Dataset::Live,
        _ => return None,
    };
    let head = Head {
        dataset,
        sequence: number(&json, "sequence")?,
        changes_after: number(&json, "changes_after").unwrap_or(0),
        day: day(&text(&json, "generated_at")?)?,
    };
    let entry = |value: JsValue| {
        let FileEntry {
            path,
            bytes,
            sha256,
        } = file(&value)?;
        let (first, last) = (number(&value, "first")?, number(&value, "last")?);
        let count = u32::try_from(number(&value, "count")?).ok()?;
        Some(ChangesEntry {
            path,
            bytes,
            sha256,
            first,
            last,
            count,
        })
    };
    // One that cannot be read means that not everything would be told.
    let changes: Option<Vec<_>> = array(&json, "changes").into_iter().map(entry).collect();
    let list = get(&json, "reference")
        .and_then(|r| get(&r, DEBARMENTS))
        .and_then(|l| file(&l));
    Some(Manifest {
        head,
        changes: changes?,
        list,
    })
}

/// The blacklist, as far as matching needs it.
pub(crate) struct List(Vec<ListSource>);

impl List {
    /// Reads a list; `None` for what is none.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let sources = array(&parse(bytes)?, "sources");
        let sources: Option<Vec<_>> = sources.into_iter().map(|s| source(&s)).collect();
        sources.map(Self)
    }

    /// Matches it against subscriptions as of a day.
    pub(crate) fn held(&self, subscriptions: &[Subscription], day: NaiveDate) -> Held {
        let (mut silent, mut heard, mut entries) = (Vec::new(), Vec::new(), Vec::new());
        for source in &self.0 {
            let id = source.id.as_str();
            if source.is_forgotten(day) {
                silent.push(id);
                continue;
            }
            heard.push(id);
            for entry in source
                .entries
                .iter()
                .filter(|e| e.status(day) == Status::Listed)
            {
                let code = Some(&*entry.code_as_sent).filter(|code| !code.is_empty());
                entries.push(Entry {
                    source: id,
                    key: &entry.key,
                    name: &entry.name,
                    code,
                });
            }
        }
        held(subscriptions, entries, &heard, &silent)
    }
}

fn source(value: &JsValue) -> Option<ListSource> {
    let entries: Option<Vec<_>> = array(value, "entries").iter().map(entry).collect();
    let verified = text(value, "verified").and_then(|at| day(&at));
    let verified = verified.map(|day| day.and_time(chrono::NaiveTime::MIN));
    Some(ListSource {
        id: SourceId(text(value, "id")?),
        name: String::new(),
        url: String::new(),
        verified: verified.map(beijing),
        entries: entries?,
        tombstones: Vec::new(),
    })
}

/// An entry with what its status follows from; its sound code stands in `code_as_sent`.
fn entry(value: &JsValue) -> Option<Debarment> {
    let date = |name: &str| text(value, name).and_then(|at| day(&at));
    Some(Debarment {
        key: text(value, "key")?,
        name: text(value, "name").unwrap_or_default(),
        code: None,
        code_as_sent: text(value, "code").unwrap_or_default(),
        kind: DebarmentKind::Blacklist,
        reason: String::new(),
        result: String::new(),
        basis: String::new(),
        authority: String::new(),
        decision: String::new(),
        decided: date("decided"),
        published: date("published"),
        until: date("until"),
        withdrawn: date("withdrawn"),
        scope: String::new(),
        url: None,
    })
}

fn beijing(local: NaiveDateTime) -> DateTime<FixedOffset> {
    DateTime::from_naive_utc_and_offset(local, Utc.fix())
}

fn parse(bytes: &[u8]) -> Option<JsValue> {
    JSON::parse(std::str::from_utf8(bytes).ok()?).ok()
}

fn get(value: &JsValue, name: &str) -> Option<JsValue> {
    let found = Reflect::get(value, &name.into()).ok()?;
    (!found.is_undefined() && !found.is_null()).then_some(found)
}

fn text(value: &JsValue, name: &str) -> Option<String> {
    get(value, name)?.as_string()
}

fn number(value: &JsValue, name: &str) -> Option<u64> {
    let number = get(value, name)?.as_f64()?;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked"
    )]
    let whole = number as u64;
    // What JSON's numbers hold exactly.
    ((0.0..=9e15).contains(&number) && number.fract() == 0.0).then_some(whole)
}

fn array(value: &JsValue, name: &str) -> Vec<JsValue> {
    let list = get(value, name).filter(Array::is_array);
    list.map(|list| Array::from(&list).to_vec())
        .unwrap_or_default()
}

fn file(value: &JsValue) -> Option<FileEntry> {
    let (path, sha256) = (text(value, "path")?, text(value, "sha256")?);
    Some(FileEntry {
        path,
        bytes: number(value, "bytes")?,
        sha256,
    })
}

/// The day that an ISO date or time begins with.
fn day(text: &str) -> Option<NaiveDate> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let year = i32::try_from(number(0, 4)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?)
}
