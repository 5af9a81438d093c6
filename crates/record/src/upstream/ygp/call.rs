//! What the calls for one notice's detail need, all of it from its row.

use super::EDITION;
use crate::upstream::read::{Row, query};

/// The parts of a row that its detail is asked with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DetailCall {
    edition: String,
    kind: String,
    notice: String,
    project: String,
    step: String,
    city: String,
    class: String,
}

impl DetailCall {
    /// The parts of a row; `None` if it lacks one, since a guess opens another notice's page.
    pub(super) fn of(row: Row<'_>) -> Option<Self> {
        let part = |names: &[&str]| {
            let found = names.iter().map(|name| row.text(name));
            found.into_iter().find(|text| !text.is_empty())
        };
        Some(Self {
            edition: part(&["edition"])?,
            kind: part(&["noticeSecondType"])?,
            notice: part(&["noticeId"])?,
            project: part(&["projectCode"])?,
            step: part(&["bizCode", "tradingProcess"])?,
            city: part(&["regionCode"])?,
            class: part(&["projectType"])?,
        })
    }

    /// The query string of [`super::NODE_PATH`].
    pub fn node_query(&self) -> String {
        query(&[
            ("siteCode", &self.city),
            ("tradingType", &self.kind),
            ("bizCode", &self.step),
            ("classify", &self.class),
        ])
    }

    /// The query string of [`super::DETAIL_PATH`], with the answer of the first call.
    pub fn detail_query(&self, node_id: &str) -> String {
        query(&[
            ("nodeId", node_id),
            ("version", &self.edition),
            ("tradingType", &self.kind),
            ("noticeId", &self.notice),
            ("bizCode", &self.step),
            ("projectCode", &self.project),
            ("siteCode", &self.city),
        ])
    }

    /// The query string of [`super::TIMELINE_PATH`].
    pub fn timeline_query(&self) -> String {
        query(&[
            ("siteCode", &self.city),
            ("tradingType", &self.kind),
            ("bizCode", &self.step),
            ("projectCode", &self.project),
            ("classify", &self.class),
        ])
    }

    /// The official page, as the platform's own front end spells it.
    pub(super) fn official_url(&self, row: Row<'_>) -> String {
        let page = "https://ygp.gdzwfw.gov.cn/ggzy-portal/#/new/jygg";
        let parts = query(&[
            ("noticeId", &self.notice),
            ("projectCode", &self.project),
            ("bizCode", &self.step),
            ("siteCode", &self.city),
            ("publishDate", &row.text("publishDate")),
            ("source", &row.text("pubServicePlat")),
            ("titleDetails", &row.text("noticeSecondTypeDesc")),
            ("classify", &self.class),
        ]);
        format!("{page}/{}/{}?{parts}", self.edition, self.kind)
    }
}

/// The key of a notice: its id, and its edition unless that is today's.
pub(super) fn key(notice: &str, edition: &str) -> String {
    match edition {
        "" | EDITION => notice.to_owned(),
        other => format!("{notice}@{other}"),
    }
}

/// The edition that a key tells.
pub(super) fn edition_of(key: &str) -> &str {
    key.rsplit_once('@').map_or(EDITION, |(_, edition)| edition)
}
