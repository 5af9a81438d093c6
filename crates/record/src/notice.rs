//! A notice as lists and searches know it; the whole of it is [`crate::NoticeDetail`].

use crate::clock::Formation;
use crate::{
    Domain, Money, NoticeId, ProjectCode, RegionCode, SourceId, Stage, UnifiedDealCode, When,
};
use serde::{Deserialize, Serialize};

/// One notice (公告), without its text: what a pack holds, a list shows and a search reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Its address in this record.
    pub id: NoticeId,
    /// Where it was read.
    pub source: SourceId,
    /// Its title, plain text.
    pub title: String,
    /// The code of its project, if the source gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectCode>,
    /// The unified deal code, if the source gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deal_code: Option<UnifiedDealCode>,
    /// Its domain (领域).
    pub domain: Domain,
    /// The kind of project within the domain as the source labels it: 市政, 水利; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub category: String,
    /// Its stage (环节); absent when no table knows the source's code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// The stage's name as the source sent it: 采购（资格预审）公告.
    pub stage_label: String,
    /// The most exact region known; absent when the source named none that the tree knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionCode>,
    /// The region's name as the source sent it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub region_label: String,
    /// 采购人、招标人; the seller where [`Domain::is_sale`]. Empty when unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub buyer: String,
    /// 代理机构; empty when unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agency: String,
    /// Names of suppliers, candidates by rank, or acquirers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suppliers: Vec<String>,
    /// When it was published, in Beijing.
    pub published: When,
    /// The next date that somebody must meet: end of bidding or of the publicity period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<When>,
    /// When what it says came about (信息形成), from which the time to publish it runs; absent
    /// where the source does not give it. The publisher fills it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formed: Option<Formation>,
    /// The one amount that a list shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub money: Option<Money>,
    /// How often its content changed since it was first seen; 1 is the first.
    pub revision: u32,
}

impl Notice {
    /// Whether all it says is that this stage is not public by law (依法不予公开): a statement
    /// that a department's own rows can make, told by the stage's label.
    pub fn withheld(&self) -> bool {
        self.stage_label.contains("不予公开")
    }
}
