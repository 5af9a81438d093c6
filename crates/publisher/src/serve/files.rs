//! Sends a file, or its compressed copy, or word that the client already holds it.

use super::headers::{Kept, media_type};
use super::negotiate::{Encoding, accepted, holds};
use crate::publish::{blacklist_today, feed_today};
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use chrono::NaiveDate;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs::{File, Metadata};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// A file in one of its encodings.
struct Found {
    bytes: Option<Vec<u8>>,
    encoding: Option<Encoding>,
    tag: String,
}

/// The answer with a file; `None` where it is not there.
pub(super) async fn send(path: PathBuf, kept: Kept, asked: &HeaderMap) -> Option<Response<Body>> {
    let name = path.file_name()?.to_str()?.to_owned();
    let (encodings, asked) = (accepted(asked), asked.clone());
    // Files are read whole: the largest are a few megabytes, and most are kept by the system.
    let read = tokio::task::spawn_blocking(move || find(&path, &encodings, &asked)).await;
    let found = read.ok()??;

    let mut response = Response::new(Body::empty());
    let headers = response.headers_mut();
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static(kept.value()),
    );
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    headers.insert(header::ETAG, HeaderValue::from_str(&found.tag).ok()?);
    let Some(bytes) = found.bytes else {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return Some(response);
    };
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(media_type(&name)),
    );
    if let Some(encoding) = found.encoding {
        let name = HeaderValue::from_static(encoding.names().0);
        headers.insert(header::CONTENT_ENCODING, name);
    }
    *response.body_mut() = Body::from(bytes);
    Some(response)
}

/// The answer with a feed: the file, or what is left of it today.
pub(super) async fn feed(
    path: PathBuf,
    kept: Kept,
    asked: &HeaderMap,
    today: NaiveDate,
) -> Option<Response<Body>> {
    let name = path.file_name()?.to_str()?.to_owned();
    let (folder, of) = (path.parent()?.to_owned(), name.clone());
    let left = tokio::task::spawn_blocking(move || feed_today(&folder, &of, today)).await;
    let Some(bytes) = left.ok()? else {
        return send(path, kept, asked).await;
    };
    untagged(bytes, kept, media_type(&name), asked)
}

/// The answer with the light page of the blacklist: what is left of it today.
pub(super) async fn blacklist(
    path: PathBuf,
    kept: Kept,
    asked: &HeaderMap,
    today: NaiveDate,
) -> Option<Response<Body>> {
    let read = tokio::task::spawn_blocking(move || std::fs::read_to_string(path).ok());
    let page = read.await.ok()??;
    let left = blacklist_today(&page, today).into_bytes();
    let media_type = media_type(record::site::LIGHT_BLACKLIST);
    untagged(left, kept, media_type, asked)
}

/// An answer without a tag: that of the file would say that nothing changed. No compressed copy of
/// it lies ready, so it is compressed here.
fn untagged(
    mut bytes: Vec<u8>,
    kept: Kept,
    media_type: &'static str,
    asked: &HeaderMap,
) -> Option<Response<Body>> {
    let mut response = Response::new(Body::empty());
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, kept.value()),
        (header::CONTENT_TYPE, media_type),
        (header::VARY, "Accept-Encoding"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if accepted(asked).contains(&Encoding::Gzip) {
        let mut out = GzEncoder::new(Vec::new(), Compression::default());
        out.write_all(&bytes).ok()?;
        bytes = out.finish().ok()?;
        let name = HeaderValue::from_static(Encoding::Gzip.names().0);
        headers.insert(header::CONTENT_ENCODING, name);
    }
    *response.body_mut() = Body::from(bytes);
    Some(response)
}

/// Opens the best copy; reads it unless the client holds it already.
fn find(path: &Path, encodings: &[Encoding], asked: &HeaderMap) -> Option<Found> {
    let plain = open(path)?;
    let beside = |encoding: Encoding| {
        let copy = open(&PathBuf::from(format!(
            "{}.{}",
            path.display(),
            encoding.names().1
        )))?;
        Some((copy, Some(encoding)))
    };
    let ((mut file, facts), encoding) = encodings
        .iter()
        .find_map(|encoding| beside(*encoding))
        .unwrap_or((plain, None));
    let tag = tag(&facts, encoding)?;
    let bytes = if holds(asked, &tag) {
        None
    } else {
        let mut bytes = Vec::with_capacity(usize::try_from(facts.len()).ok()?);
        file.read_to_end(&mut bytes).ok()?;
        Some(bytes)
    };
    Some(Found {
        bytes,
        encoding,
        tag,
    })
}

fn open(path: &Path) -> Option<(File, Metadata)> {
    let file = File::open(path).ok()?;
    let facts = file.metadata().ok()?;
    facts.is_file().then_some((file, facts))
}

/// Time of writing to the nanosecond, and length: files are replaced, never written over.
fn tag(facts: &Metadata, encoding: Option<Encoding>) -> Option<String> {
    let written = facts.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let which = encoding.map_or("", |e| e.names().1);
    Some(format!(
        "\"{:x}-{:x}{which}\"",
        written.as_nanos(),
        facts.len()
    ))
}
