//! The disclosure catalogue (公开目录清单): what is to be public, by whom, when and where; and the
//! bodies that answer for it. Data, not code: an operator edits one file. It judges nothing.

mod checklist;

pub use checklist::{Given, checklist};

use crate::{Domain, Stage, Text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The catalogue of a place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Catalogue {
    /// Its rows, by domain and in the order of a transaction.
    pub items: Vec<Item>,
    /// The bodies that lead, join in and supervise, as the work plan assigns them.
    pub bodies: Vec<Body>,
    /// What changed in the catalogue and when (动态调整), newest first; at least one.
    pub changes: Vec<Change>,
}

/// A row (公开事项).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Item {
    /// Its stable name: `works-tender`.
    pub id: String,
    /// The domain that it belongs to.
    pub domain: Domain,
    /// What is to be public: 招标公告.
    pub name: Text,
    /// The stages whose notices carry it. Empty where no notice of this record can: it is
    /// published elsewhere, as `channel` says.
    #[serde(default)]
    pub stages: Vec<Stage>,
    /// What it must say (公开内容).
    #[serde(default)]
    pub content: Vec<Element>,
    /// When, in words (公开时限).
    pub limit: Text,
    /// The limits of the law that time it, by their ids in `limits.json`; may be empty.
    #[serde(default)]
    pub limits: Vec<String>,
    /// Why this body owes it: who approves, who runs, who made it.
    pub duty: Duty,
    /// Who publishes it, in words (公开主体): 招标人或其代理机构.
    pub publisher: Text,
    /// Where (公开渠道).
    pub channel: Text,
    /// The ids of the bodies that supervise it, the first in the lead (监督渠道).
    pub supervision: Vec<String>,
    /// By what (公开依据): laws and documents.
    pub basis: Vec<String>,
    /// For whom (公开对象): 全社会.
    pub audience: Text,
    /// On whose initiative (公开方式).
    pub initiative: Initiative,
    /// Where this row was read: a section of the work plan, or the address of a catalogue.
    pub source: String,
}

/// Something that a notice must say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Element {
    /// Its name: 投标人资格要求.
    pub name: Text,
    /// The fields of the data standard that hold it (`BID_QUALIFICATION`), any of them; or, with
    /// an `@`, what every notice has: `@buyer`, `@agency`, `@money`, `@candidates`, `@deadline`,
    /// `@publicity`, `@title`, `@attachments`.
    #[serde(default)]
    pub codes: Vec<String>,
    /// Words by which a text shows that it speaks of it, any of them: 资格要求.
    #[serde(default)]
    pub words: Vec<String>,
    /// The law or reason by which it is not public, where it is not: private contact data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withheld: Option<Text>,
}

/// The work plan's three principles (二(二)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Duty {
    /// 谁批准、谁公开
    Approves,
    /// 谁实施、谁公开
    Runs,
    /// 谁制作、谁公开
    Makes,
}

/// On whose initiative something is public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Initiative {
    /// 主动公开
    Active,
    /// 依申请公开
    OnRequest,
}

/// A body with a duty of its own (责任主体).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Body {
    /// Its stable name: `finance`.
    pub id: String,
    /// Its name: 市财政局.
    pub name: Text,
    /// Its telephone for complaints and questions; empty where no source gives one.
    #[serde(default)]
    pub phone: String,
    /// The domains that it leads (牵头).
    #[serde(default)]
    pub leads: Vec<Domain>,
    /// The domains that it takes part in (会同).
    #[serde(default)]
    pub joins: Vec<Domain>,
    /// What the work plan gives it to do, in words.
    pub duties: Vec<Text>,
    /// Where that stands.
    pub source: String,
}

/// A change of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Change {
    /// When.
    pub day: NaiveDate,
    /// What.
    pub what: Text,
    /// The rows that it touched; empty for all.
    #[serde(default)]
    pub items: Vec<String>,
}

impl Catalogue {
    /// Reads `catalogue-….json` of the site data, or an operator's file.
    ///
    /// # Errors
    /// If it is not of that shape; if an id stands twice, or two rows are of one domain and
    /// stage; if a row names a body that is not there; if there is no change, so that it has no date. The message names the place.
    pub fn from_json(json: &[u8]) -> serde_json::Result<Self> {
        let catalogue: Self = serde_json::from_slice(json)?;
        match catalogue.fault() {
            Some(fault) => Err(serde::de::Error::custom(fault)),
            None => Ok(catalogue),
        }
    }

    fn fault(&self) -> Option<String> {
        let twice = |ids: Vec<&str>| {
            let mut ids = ids;
            ids.sort_unstable();
            let pair = ids.windows(2).find(|pair| pair[0] == pair[1])?;
            Some(format!("the id {} stands twice", pair[0]))
        };
        let unknown = || {
            self.items.iter().find_map(|item| {
                let missing = item.supervision.iter().find(|id| self.body(id).is_none())?;
                Some(format!("{} names {missing}, which is no body", item.id))
            })
        };
        let shared = || {
            let kinds = |item: &Item| {
                let domain = item.domain.code();
                let stages = item.stages.iter();
                stages
                    .map(|s| format!("{domain} {}", s.code()))
                    .collect::<Vec<_>>()
            };
            let mut kinds: Vec<String> = self.items.iter().flat_map(kinds).collect();
            kinds.sort_unstable();
            let pair = kinds.windows(2).find(|pair| pair[0] == pair[1])?;
            Some(format!("two rows are of {}", pair[0]))
        };
        twice(self.items.iter().map(|i| &*i.id).collect())
            .or_else(|| twice(self.bodies.iter().map(|b| &*b.id).collect()))
            .or_else(unknown)
            .or_else(shared)
            .or_else(|| {
                self.changes
                    .is_empty()
                    .then(|| "it has no change".to_owned())
            })
    }

    /// The body of an id.
    pub fn body(&self, id: &str) -> Option<&Body> {
        self.bodies.iter().find(|body| body.id == id)
    }

    /// The row that a notice of that domain and stage belongs to.
    pub fn item(&self, domain: Domain, stage: Option<Stage>) -> Option<&Item> {
        let stage = stage?;
        let of = |item: &&Item| item.domain == domain && item.stages.contains(&stage);
        self.items.iter().find(of)
    }

    /// The rows of a domain.
    pub fn of(&self, domain: Domain) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| item.domain == domain)
    }

    /// The day of its newest change: its version.
    pub fn version(&self) -> Option<NaiveDate> {
        self.changes.iter().map(|change| change.day).max()
    }
}
