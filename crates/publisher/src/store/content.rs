//! What a revision holds, its hash, and the identity of a notice. Pure: no SQL here.

use super::StoreError;
use record::upstream::Draft;
use record::{Body, Notice, NoticeDetail, NoticeId, Regions, Revision, SourceId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// One state of a notice. Its JSON has a fixed order of fields, so equal contents are equal bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Content {
    /// Without its HTML, whose meaning is in `body`.
    pub(super) draft: Draft,
    pub(super) body: Body,
}

impl Content {
    pub(super) fn new(draft: &Draft, body: &Body) -> Self {
        let mut draft = draft.clone();
        draft.html.clear();
        let body = body.clone();
        Self { draft, body }
    }

    pub(super) fn json(&self) -> Result<String, StoreError> {
        Ok(serde_json::to_string(self)?)
    }

    pub(super) fn from_json(text: &str) -> Result<Self, StoreError> {
        Ok(serde_json::from_str(text)?)
    }

    /// Whether this is what an earlier list row announced, now with its detail: no change of
    /// the source's, only of what was asked.
    pub(super) fn completes(&self, listed: &Self) -> bool {
        let (new, old) = (&self.draft, &listed.draft);
        let row = |d: &Draft| (d.title.clone(), d.stage_label.clone(), d.published.date());
        new.complete && !old.complete && row(new) == row(old)
    }

    /// The whole of a notice, from its latest content.
    pub(super) fn detail(
        self,
        id: NoticeId,
        source: SourceId,
        revisions: Vec<Revision>,
        regions: &Regions,
    ) -> NoticeDetail {
        let Self { draft, body } = self;
        let mut suppliers: Vec<String> = Vec::new();
        for candidate in &draft.candidates {
            if !suppliers.contains(&candidate.name) {
                suppliers.push(candidate.name.clone());
            }
        }
        let notice = Notice {
            id,
            source,
            title: draft.title,
            project: draft.project,
            deal_code: draft.deal_code,
            domain: draft.domain,
            category: draft.category,
            stage: draft.stage,
            stage_label: draft.stage_label,
            region: regions.resolve(draft.region, &draft.region_label),
            region_label: draft.region_label,
            buyer: draft.buyer,
            agency: draft.agency,
            suppliers,
            published: draft.published,
            deadline: draft.deadline,
            formed: None,
            money: draft.money,
            revision: revisions.last().map_or(1, |r| r.number),
        };
        let mut detail = NoticeDetail {
            notice,
            source_key: draft.key,
            official_url: draft.official_url,
            fields: draft.fields,
            candidates: draft.candidates,
            publicity_start: draft.publicity_start,
            body,
            attachments: draft.attachments,
            revisions,
        };
        detail.notice.formed = record::clock::formed(&detail);
        detail
    }
}

/// The SHA-256 of a content's JSON.
pub(super) fn hash(json: &str) -> [u8; 32] {
    Sha256::digest(json).into()
}

/// The id of a source's notice; `attempt` grows while another notice already has that id.
pub(super) fn notice_id(source: &SourceId, key: &str, attempt: u32) -> NoticeId {
    let mut hasher = Sha256::new();
    // A zero byte keeps the source and the key apart.
    hasher.update(source.as_str());
    hasher.update([0]);
    hasher.update(key);
    if attempt > 0 {
        hasher.update([0]);
        hasher.update(attempt.to_be_bytes());
    }
    NoticeId::from_bits(first_bits(hasher))
}

/// What two publications of one notice have in common: source, project, stage, title and day.
/// Without a project nothing is alike, since a title alone may be said of two things.
pub(super) fn alike(source: &SourceId, draft: &Draft) -> Option<i64> {
    let project = draft.project.as_ref()?;
    let stage = draft.stage.map_or("", record::Stage::code);
    let day = draft.published.date().to_string();
    let parts = [
        source.as_str(),
        project.as_str(),
        stage,
        &draft.stage_label,
        &draft.title,
        &day,
    ];
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
        hasher.update([0]);
    }
    Some(first_bits(hasher).cast_signed())
}

fn first_bits(hasher: Sha256) -> u64 {
    let digest: [u8; 32] = hasher.finalize().into();
    digest[..8]
        .iter()
        .fold(0, |bits, &byte| bits << 8 | u64::from(byte))
}
