//! What the stand-ins send is what the record's decoders read.

#![allow(clippy::unwrap_used, reason = "a test may end here")]

use super::*;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request};
use record::upstream::ygp::{self, ListQuery};
use record::upstream::{Refusal, ggzy};
use record::{Domain, RegionCode};
use tower::ServiceExt;

fn standin(moods: &[&str]) -> StandIn {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/real");
    let standin = StandIn::new(Rows::load(folder.as_ref()).unwrap());
    let moods: Vec<Mood> = moods.iter().map(|mood| mood.parse().unwrap()).collect();
    standin.set_moods(&moods);
    standin
}

async fn ask(standin: &StandIn, method: Method, path: &str, body: String) -> (u16, Vec<u8>) {
    let request = Request::builder().method(method).uri(path);
    let request = request.body(Body::from(body)).unwrap();
    let answer = standin.app().oneshot(request).await.unwrap();
    let status = answer.status().as_u16();
    let body = to_bytes(answer.into_body(), 1 << 24).await.unwrap();
    (status, body.to_vec())
}

async fn list(standin: &StandIn, query: ListQuery) -> Result<Vec<ygp::Row>, Refusal> {
    let body = ygp::list_body(&query).to_string();
    let (status, body) = ask(standin, Method::POST, ygp::LIST_PATH, body).await;
    ygp::decode_list(status, &body).map(|page| {
        assert_eq!(page.rejected, []);
        page.rows
    })
}

fn all(site: &str) -> ListQuery {
    ListQuery {
        site: site.to_owned(),
        page: 1,
        size: 50,
        ..ListQuery::default()
    }
}

#[tokio::test]
async fn the_list_filters_as_the_platform_does() {
    let it = standin(&[]);
    let rows = list(&it, all("441500")).await.unwrap();
    assert_eq!(rows.len(), 8);
    assert!(
        rows.iter()
            .all(|row| row.draft.region == Some(RegionCode(441_500)))
    );
    assert!(rows.is_sorted_by_key(|row| std::cmp::Reverse(row.draft.published)));
    let works = |site: &str| ListQuery {
        domain: Some(Domain::Works),
        ..all(site)
    };
    assert_eq!(list(&it, works("44")).await.unwrap().len(), 0);
    assert_eq!(list(&it, works("440100")).await.unwrap().len(), 2);
    let words = ListQuery {
        keyword: "医院".to_owned(),
        ..all("44")
    };
    let hits = list(&it, words).await.unwrap();
    assert!(!hits.is_empty() && hits.iter().all(|row| row.draft.title.contains("医院")));
    let day = "2026-07-07".parse().ok();
    let of_day = ListQuery {
        from: day,
        to: day,
        ..all("44")
    };
    assert_eq!(list(&it, of_day).await.unwrap().len(), 5);
}

#[tokio::test]
async fn the_detail_is_reached_in_two_steps_and_invents_nothing() {
    for moods in [&[][..], &["big-ids"]] {
        let it = standin(moods);
        let rows = list(&it, all("441500")).await.unwrap();
        let row = rows
            .iter()
            .find(|r| r.draft.title.starts_with("海丰县妇幼保健院"));
        let (mut draft, call) = (
            row.unwrap().draft.clone(),
            row.unwrap().call.clone().unwrap(),
        );
        let path = format!("{}?{}", ygp::NODE_PATH, call.node_query());
        let (status, body) = ask(&it, Method::GET, &path, String::new()).await;
        let node = ygp::decode_node(status, &body).unwrap();
        assert_eq!(node.parse::<u64>().unwrap() > 1 << 53, !moods.is_empty());
        let path = format!("{}?{}", ygp::DETAIL_PATH, call.detail_query(&node));
        let (status, body) = ask(&it, Method::GET, &path, String::new()).await;
        assert_eq!(
            ygp::decode_detail(status, &body, &mut draft, "http://x").unwrap(),
            []
        );
        assert!(draft.complete && draft.money.is_none() && draft.attachments.is_empty());
        assert!(draft.html.concat().contains("441521-2026-01361"));
        let path = format!("{}?{}", ygp::DETAIL_PATH, call.detail_query("7"));
        let (status, body) = ask(&it, Method::GET, &path, String::new()).await;
        assert!(ygp::decode_detail(status, &body, &mut draft, "http://x").is_err());
        let path = format!("{}?{}", ygp::TIMELINE_PATH, call.timeline_query());
        let (status, body) = ask(&it, Method::GET, &path, String::new()).await;
        let nodes = ygp::decode_timeline(status, &body).unwrap();
        assert_eq!(nodes[0].listed[0].notices, [draft.key]);
    }
}

#[tokio::test]
async fn the_national_list_pages_by_twenty() {
    let it = standin(&["total-string"]);
    let day = |text: &str| text.parse().unwrap();
    let mut seen = Vec::new();
    for page in 1..=6 {
        let form = ggzy::list_form(day("2026-03-01"), day("2026-03-31"), "", page);
        let (status, body) = ask(&it, Method::POST, ggzy::LIST_PATH, form).await;
        let page = ggzy::decode_list(status, &body).unwrap();
        assert_eq!((page.total, page.rejected), (Some(100), vec![]));
        seen.extend(page.rows);
    }
    assert_eq!(seen.len(), 100);
    assert!(
        seen.iter()
            .any(|draft| !draft.buyer.is_empty() && draft.money.is_some())
    );
}

#[tokio::test]
async fn bad_moods_are_told_apart() {
    let too_frequent = |r: &Refusal| matches!(r, Refusal::TooFrequent(Some(7)));
    let refused = |r: &Refusal| matches!(r, Refusal::Refused(_));
    let captcha = |r: &Refusal| matches!(r, Refusal::Captcha);
    let odd = |r: &Refusal| matches!(r, Refusal::UnexpectedShape(_));
    type Is = fn(&Refusal) -> bool;
    let cases: [(&str, Is); 6] = [
        ("too-frequent=7", too_frequent),
        ("anti-crawler", refused),
        ("captcha", captcha),
        ("html", odd),
        ("truncated", odd),
        ("http-500", odd),
    ];
    for (mood, is) in cases {
        let refusal = list(&standin(&[mood]), all("44")).await.unwrap_err();
        assert!(is(&refusal), "{mood}: {refusal:?}");
    }
    let later = standin(&["captcha@2"]);
    assert!(list(&later, all("44")).await.is_ok());
    assert_eq!(list(&later, all("44")).await, Err(Refusal::Captcha));
    assert_eq!(later.requests().len(), 2);
}

#[tokio::test]
async fn moods_change_the_rows() {
    let good = list(&standin(&[]), all("44")).await.unwrap();
    assert_eq!(list(&standin(&["empty"]), all("44")).await.unwrap(), []);
    let twice = list(&standin(&["duplicates"]), all("44")).await.unwrap();
    // Those whose id was recorded.
    assert_eq!(twice.len(), good.len() + 18);
    let corrected = list(&standin(&["corrected"]), all("44")).await.unwrap();
    let changed = corrected.iter().zip(&good).filter(|(a, b)| a != b);
    assert_eq!(changed.count(), 1);
}
