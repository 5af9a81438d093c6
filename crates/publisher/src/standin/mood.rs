//! The bad moods of an upstream, as they were met in the field.

use axum::Json;
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde_json::{Value, json};
use std::str::FromStr;
use std::time::Duration;

/// A mood, and the request (from 1) with which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mood {
    /// What it is.
    pub kind: Kind,
    /// The first request that meets it.
    pub from: u64,
}

/// What an upstream may do to whoever asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 429 with the seconds to wait.
    TooFrequent(u32),
    /// Its answer to robots, errcode 90104, with status 200.
    AntiCrawler,
    /// It wants a captcha solved.
    Captcha,
    /// A page where JSON was asked for.
    Html,
    /// Half of the answer, well formed as HTTP.
    Truncated,
    /// Half of the answer, and then the line breaks.
    Broken,
    /// It takes the request and never answers.
    Hang,
    /// It sends the answer a byte at a time, with so many milliseconds between.
    Drip(u32),
    /// A list each of whose pages lacks its second half, in good order otherwise.
    Gap,
    /// It does not look at the filter.
    NoFilter,
    /// Each answer takes so many seconds.
    Slow(u32),
    /// `total` is text.
    TotalString,
    /// Node ids are bare numbers above 2^53.
    BigIds,
    /// Every notice is published twice, under two ids.
    Duplicates,
    /// The newest notice has been corrected.
    Corrected,
    /// No rows at all.
    Empty,
    /// A list of debarments of which two rows in three are gone, in good order otherwise.
    Fewer,
    /// A page to log in on.
    Login,
    /// Status 500.
    Http500,
}

impl FromStr for Mood {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |text: &str| {
            text.parse::<u32>()
                .map_err(|_| format!("no number: {text}"))
        };
        let (text, from) = match text.split_once('@') {
            Some((text, from)) => (text, number(from)?.into()),
            None => (text, 1),
        };
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(number(value)?)),
            None => (text, None),
        };
        let kind = match name {
            "too-frequent" => Kind::TooFrequent(value.unwrap_or(60)),
            "anti-crawler" => Kind::AntiCrawler,
            "captcha" => Kind::Captcha,
            "html" => Kind::Html,
            "truncated" => Kind::Truncated,
            "broken" => Kind::Broken,
            "hang" => Kind::Hang,
            "drip" => Kind::Drip(value.unwrap_or(100)),
            "gap" => Kind::Gap,
            "no-filter" => Kind::NoFilter,
            "slow" => Kind::Slow(value.unwrap_or(3)),
            "total-string" => Kind::TotalString,
            "big-ids" => Kind::BigIds,
            "duplicates" => Kind::Duplicates,
            "corrected" => Kind::Corrected,
            "empty" => Kind::Empty,
            "fewer" => Kind::Fewer,
            "login" => Kind::Login,
            "http-500" => Kind::Http500,
            _ => return Err(format!("no such mood: {name}")),
        };
        Ok(Self { kind, from })
    }
}

const LOGIN: &str = "<html><body><form action=\"/login\">请登录</form></body></html>";

/// The page as the moods leave it.
pub(super) async fn page(kinds: &[Kind], good: String) -> Response {
    slow(kinds).await;
    let of = |status: StatusCode, said: &str| {
        (status, Html(format!("<html><body>{said}</body></html>"))).into_response()
    };
    let bad = kinds.iter().find_map(|kind| match kind {
        Kind::TooFrequent(seconds) => Some(too_frequent(*seconds)),
        Kind::AntiCrawler => Some(of(StatusCode::FORBIDDEN, "访问异常，请稍后再试")),
        Kind::Captcha => Some(of(StatusCode::OK, "请输入验证码")),
        Kind::Html => Some(of(StatusCode::OK, "系统维护中")),
        Kind::Login => Some(Html(LOGIN).into_response()),
        Kind::Truncated => Some(truncated(&good, "text/html; charset=utf-8")),
        Kind::Broken => Some(broken(&good)),
        Kind::Drip(ms) => Some(dripping(&good, *ms)),
        Kind::Http500 => Some((StatusCode::INTERNAL_SERVER_ERROR, "error").into_response()),
        _ => None,
    });
    bad.unwrap_or_else(|| Html(good).into_response())
}

async fn slow(kinds: &[Kind]) {
    for kind in kinds {
        match kind {
            Kind::Slow(seconds) => {
                tokio::time::sleep(Duration::from_secs((*seconds).into())).await;
            }
            Kind::Hang => std::future::pending().await,
            _ => {}
        }
    }
}

/// The answer as the moods leave it.
pub(super) async fn answer(kinds: &[Kind], national: bool, good: Value) -> Response {
    slow(kinds).await;
    let bad = kinds.iter().find_map(|kind| match kind {
        Kind::TooFrequent(seconds) => Some(too_frequent(*seconds)),
        Kind::AntiCrawler => Some(refusal(national, 90104, "访问异常，请稍后再试")),
        Kind::Captcha => Some(refusal(national, 829, "请输入验证码")),
        Kind::Html => Some(Html("<html><body>系统维护中</body></html>").into_response()),
        Kind::Login => Some(Html(LOGIN).into_response()),
        Kind::Truncated => Some(truncated(&good.to_string(), "application/json")),
        Kind::Broken => Some(broken(&good.to_string())),
        Kind::Drip(ms) => Some(dripping(&good.to_string(), *ms)),
        Kind::Http500 => Some((StatusCode::INTERNAL_SERVER_ERROR, "error").into_response()),
        _ => None,
    });
    bad.unwrap_or_else(|| Json(good).into_response())
}

fn too_frequent(seconds: u32) -> Response {
    let words = format!("访问频率过高，请{seconds}秒后重试");
    let body = Json(json!({ "errcode": 429, "errmsg": words }));
    let wait = [(header::RETRY_AFTER, HeaderValue::from(seconds))];
    (StatusCode::TOO_MANY_REQUESTS, wait, body).into_response()
}

fn refusal(national: bool, code: u32, words: &str) -> Response {
    let (code_name, words_name) = if national {
        ("code", "message")
    } else {
        ("errcode", "errmsg")
    };
    Json(json!({ code_name: code, words_name: words })).into_response()
}

fn truncated(good: &str, kind: &'static str) -> Response {
    let mut bytes = good.as_bytes().to_vec();
    bytes.truncate(bytes.len() / 2);
    let kind = [(header::CONTENT_TYPE, kind)];
    (kind, Body::from(bytes)).into_response()
}

/// The length is promised for the whole, and the line breaks in its middle.
fn broken(good: &str) -> Response {
    let half = Bytes::copy_from_slice(&good.as_bytes()[..good.len() / 2]);
    let parts = [Ok(half), Err(std::io::Error::other("the line broke"))];
    let length = [(header::CONTENT_LENGTH, HeaderValue::from(good.len()))];
    (length, Body::from_stream(futures_util::stream::iter(parts))).into_response()
}

fn dripping(good: &str, ms: u32) -> Response {
    let (pause, bytes) = (Duration::from_millis(ms.into()), good.as_bytes().to_vec());
    let drops = futures_util::stream::unfold(bytes.into_iter(), move |mut left| async move {
        let byte = left.next()?;
        tokio::time::sleep(pause).await;
        Some((
            Ok::<_, std::io::Error>(Bytes::copy_from_slice(&[byte])),
            left,
        ))
    });
    Body::from_stream(drops).into_response()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;

    #[test]
    fn moods_are_read() {
        let mood = |kind, from| Ok(Mood { kind, from });
        assert_eq!("too-frequent".parse(), mood(Kind::TooFrequent(60), 1));
        assert_eq!("too-frequent=5@3".parse(), mood(Kind::TooFrequent(5), 3));
        assert_eq!("corrected@9".parse(), mood(Kind::Corrected, 9));
        for text in ["cheerful", "slow=x", "empty@x", ""] {
            assert!(text.parse::<Mood>().is_err(), "{text}");
        }
    }
}
