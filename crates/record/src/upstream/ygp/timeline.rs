//! The node id, and the timeline of a project. Ids are text: they exceed what a float holds.

use crate::Stage;
use crate::upstream::{Refusal, codes, read, text};
use serde::Deserialize;
use serde_json::Value;

/// A node of a project's timeline; one can hold several stages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineNode {
    /// Its id; empty where the answer gave none.
    pub id: String,
    /// Its name as sent: 招标公告/关联公告.
    pub name: String,
    /// What was published there.
    pub listed: Vec<Listed>,
}

/// Notices of one stage in a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The stage, where a table knows it.
    pub stage: Option<Stage>,
    /// Its name as sent.
    pub label: String,
    /// The ids of its notices.
    pub notices: Vec<String>,
}

/// The node id of a notice: a bare number, or one in an envelope, or text.
///
/// # Errors
/// If the platform refused, or sent something else.
pub fn decode_node(status: u16, body: &[u8]) -> Result<String, Refusal> {
    // Read as it is written: the general reader would round what exceeds 64 bits.
    #[derive(Deserialize)]
    struct Large {
        data: u128,
    }
    if status == 200 {
        if let Ok(id) = serde_json::from_slice::<u128>(body) {
            return Ok(id.to_string());
        }
        if let Ok(Large { data }) = serde_json::from_slice(body) {
            super::unwrap(status, body)?;
            return Ok(data.to_string());
        }
    }
    let data = super::unwrap(status, body)?;
    let id = match &data {
        Value::Object(_) => data.get("nodeId").map(read::scalar).unwrap_or_default(),
        other => read::scalar(other),
    };
    let id = id.trim();
    if id.is_empty() || !id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        let met = text::start(&data.to_string(), 120);
        return Err(Refusal::UnexpectedShape(format!("no node id: {met}")));
    }
    Ok(id.to_owned())
}

/// The timeline of a project, in the platform's order.
///
/// # Errors
/// If the platform refused, or sent something else.
pub fn decode_timeline(status: u16, body: &[u8]) -> Result<Vec<TimelineNode>, Refusal> {
    let nodes = match super::unwrap(status, body)? {
        Value::Array(nodes) => nodes,
        Value::Null => Vec::new(),
        other => {
            let met = text::start(&other.to_string(), 120);
            return Err(Refusal::UnexpectedShape(format!("no list of nodes: {met}")));
        }
    };
    let node = |value: &Value| -> Result<TimelineNode, Refusal> {
        let row = read::Row::new(value).map_err(|r| Refusal::UnexpectedShape(r.reason))?;
        let sets = row.list("dsList").filter_map(Value::as_object).flatten();
        Ok(TimelineNode {
            id: row.text("nodeId"),
            name: row.text("nodeName"),
            listed: sets.map(|(name, ids)| listed(name, ids)).collect(),
        })
    };
    nodes.iter().map(node).collect()
}

/// `3C14@招标公告、资格预审公告` with its ids.
fn listed(name: &str, ids: &Value) -> Listed {
    let (code, label) = name.split_once('@').unwrap_or(("", name));
    let ids = ids.as_array().into_iter().flatten().map(read::scalar);
    Listed {
        stage: codes::ygp_stage(code, label),
        label: text::plain(label),
        notices: ids.filter(|id| !id.is_empty()).collect(),
    }
}
