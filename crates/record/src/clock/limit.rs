//! The law's limits as data: from which moment to which, how long at least or at most.

use crate::{Domain, Stage};
use serde::Deserialize;

/// A limit of the law (公开时限、法定期限).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Limit {
    /// Its stable name: `works-candidates-publicity`.
    pub id: String,
    /// The domain that it holds for; absent for all.
    #[serde(default)]
    pub domain: Option<Domain>,
    /// The stages on whose notices it is asked about; empty for all.
    #[serde(default)]
    pub stages: Vec<Stage>,
    /// What it is about, in words.
    pub name: Text,
    /// When the time begins; that day does not count.
    pub from: Moment,
    /// What must happen by then, or not before.
    pub to: Moment,
    /// So many of `unit`.
    pub count: u32,
    /// What is counted.
    pub unit: Unit,
    /// Whether at least or at most so many.
    pub bound: Bound,
    /// Where it stands: 招标投标法实施条例 第五十四条.
    pub law: String,
    /// Whether its wording was checked against the law; if not it is shown as reference only.
    pub verified: bool,
    /// What alone it holds for, where the law says so and no source does: then nothing is broken
    /// for certain.
    #[serde(default)]
    pub only: Option<Text>,
}

/// Words in the app's two languages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Text {
    /// Chinese.
    #[serde(rename = "zh-CN")]
    pub zh: String,
    /// English.
    pub en: String,
}

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// 日: natural days.
    Days,
    /// 工作日.
    Workdays,
}

/// Which way a limit binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// 不少于.
    AtLeast,
    /// 不超过.
    AtMost,
}

/// A moment in the course of a transaction. Sources give a few of them; the others are named
/// here so that it can be said what is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Moment {
    /// 公告发布
    Published,
    /// 招标（采购）文件开始发出
    DocumentsIssued,
    /// 招标（采购）文件停止发出
    DocumentsClosed,
    /// 投标截止
    BidDeadline,
    /// 公示开始
    PublicityStart,
    /// 公示结束
    PublicityEnd,
    /// 发出澄清或者修改
    AmendmentIssued,
    /// 收到评标报告
    ReportReceived,
    /// 确定中标（成交）人
    Awarded,
    /// 发出中标通知书
    Notified,
    /// 签订合同
    Signed,
    /// 采购活动开始
    Begun,
    /// 信息形成或者变更
    Formed,
}

impl Moment {
    /// Whether an amendment can move it. What is done is done.
    pub const fn may_move(self) -> bool {
        matches!(
            self,
            Self::DocumentsIssued | Self::DocumentsClosed | Self::BidDeadline | Self::PublicityEnd
        )
    }
}

/// All limits, in the order of a transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Limits {
    /// One a row.
    pub limits: Vec<Limit>,
}

impl Limits {
    /// Reads `rules-….json` of the site data.
    ///
    /// # Errors
    ///
    /// If it is not of that shape, or a limit is of no days or of more than a year.
    pub fn from_json(json: &[u8]) -> serde_json::Result<Self> {
        let limits: Self = serde_json::from_slice(json)?;
        let odd = limits.limits.iter().find(|l| !(1..=366).contains(&l.count));
        match odd {
            Some(limit) => Err(serde::de::Error::custom(&limit.id)),
            None => Ok(limits),
        }
    }

    /// The limits to ask about on a notice of that domain and stage.
    pub fn of(&self, domain: Domain, stage: Option<Stage>) -> impl Iterator<Item = &Limit> {
        self.limits.iter().filter(move |limit| {
            let stages = &limit.stages;
            limit.domain.is_none_or(|of| of == domain)
                && (stages.is_empty() || stage.is_some_and(|stage| stages.contains(&stage)))
        })
    }
}
