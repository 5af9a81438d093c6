//! 粤公平, the Guangdong provincial platform: list v2, the detail's two steps, the timeline.
//!
//! Asked without a signature, as its readers do; whatever it refuses is told apart, never taken
//! for an empty result.

mod call;
mod detail;
mod list;
mod money;
mod personal;
mod timeline;

pub use call::DetailCall;
pub use detail::decode_detail;
pub use list::{ListQuery, Row, decode_list, list_body};
pub use timeline::{Listed, TimelineNode, decode_node, decode_timeline};

use super::{Refusal, answer, read};
use serde_json::Value;

/// The list: POST, JSON.
pub const LIST_PATH: &str = "/ggzy-portal/search/v2/items";
/// The node id that the detail is asked with: GET.
pub const NODE_PATH: &str = "/ggzy-portal/center/apis/trading-notice/new/singleNode";
/// The detail: GET.
pub const DETAIL_PATH: &str = "/ggzy-portal/center/apis/trading-notice/new/detail";
/// A project's timeline: GET.
pub const TIMELINE_PATH: &str = "/ggzy-portal/center/apis/trading-notice/new/nodeList";

/// What every notice of today carries; the oldest are `v1`.
const EDITION: &str = "v3";

/// Its answer to robots.
const ANTI_CRAWLER: &str = "90104";

/// Whether a detail's answer refuses that notice only: an error code in a good answer, which
/// says nothing against whoever asks.
pub fn refuses_one(status: u16, body: &[u8]) -> bool {
    let Ok(answer) = answer::json(status, body) else {
        return false;
    };
    let code = answer.get("errcode").map(read::scalar).unwrap_or_default();
    let of_us = ["", "0", "401", "403", "429", ANTI_CRAWLER];
    !of_us.contains(&code.as_str())
        && matches!(
            answer::refused(&code, &answer::words(&answer)),
            Refusal::Refused(_)
        )
}

/// The answer without its envelope, or the refusal that the envelope holds.
fn unwrap(status: u16, body: &[u8]) -> Result<Value, Refusal> {
    let mut answer = answer::json(status, body)?;
    let code = answer.get("errcode").map(read::scalar).unwrap_or_default();
    if code == ANTI_CRAWLER {
        return Err(Refusal::Refused(format!(
            "anti-crawler: {}",
            answer::words(&answer)
        )));
    }
    if !matches!(code.as_str(), "" | "0") {
        return Err(answer::refused(&code, &answer::words(&answer)));
    }
    Ok(match answer.get_mut("data") {
        Some(data) => data.take(),
        None => answer,
    })
}

#[cfg(test)]
mod tests;
