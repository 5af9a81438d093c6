//! The law's limits as data: from which moment to which, how long at least or at most.

use super::course::AWAITING;
use super::{Due, Workdays};
use crate::{Domain, Field, Stage, Text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A limit of the law (公开时限、法定期限).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
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
    /// The field of the data standard by which a source says whether it does: `IS_TO_LAW`.
    #[serde(default)]
    pub only_field: Option<String>,
}

impl Limit {
    /// The last day of its time, counted from a day.
    pub fn due(&self, from: NaiveDate, workdays: &Workdays) -> Due {
        match self.unit {
            Unit::Days => workdays.after_days(from, self.count),
            Unit::Workdays => workdays.after(from, self.count),
        }
    }

    /// Whether it holds for a notice with these fields, as far as its source says: yes, no, or it
    /// does not say.
    pub fn holds(&self, fields: &[Field]) -> Option<bool> {
        if self.only.is_none() {
            return Some(true);
        }
        let name = self.only_field.as_deref()?;
        let said = fields.iter().find(|f| f.code == name)?;
        match said.value.trim() {
            "1" | "是" | "true" => Some(true),
            "0" | "否" | "false" => Some(false),
            _ => None,
        }
    }
}

/// When a stage is to be public, counted from the publication of another (过程的下一步).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Expectation {
    /// Its stable name: `procurement-contract-due`.
    pub id: String,
    /// The domain that it holds for.
    pub domain: Domain,
    /// The stage from whose publication it counts.
    pub after: Stage,
    /// The stage that is to follow.
    pub expected: Stage,
    /// What it is about, in words.
    pub name: Text,
    /// The periods, one after another: thirty days to sign, two working days to publish.
    pub periods: Vec<Period>,
    /// Where it stands.
    pub law: String,
    /// Whether that was checked; if not it never makes anything overdue.
    pub verified: bool,
    /// What alone it holds for, where no source says so: then nothing is overdue for certain.
    #[serde(default)]
    pub only: Option<Text>,
}

/// So many days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Period {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// 日: natural days.
    Days,
    /// 工作日.
    Workdays,
}

/// Which way a limit binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// 不少于.
    AtLeast,
    /// 不超过.
    AtMost,
}

/// A moment in the course of a transaction, as the fields of the data standard give it. Sources give a few of them; the others are named
/// here so that it can be said what is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
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
    /// How many there are.
    pub(super) const COUNT: usize = Self::Formed as usize + 1;

    /// The moment that a field of the data standard gives, by its name. `AWARD_TIME`,
    /// `AWARD_NOTICE_TIME`, `REPORT_TIME` and `FORMED_TIME` are ours: the standard has none for
    /// them, and a department that feeds its own rows can give them.
    pub fn of_field(code: &str) -> Option<Self> {
        Some(match code {
            "DOC_GET_START_TIME" => Self::DocumentsIssued,
            "DOC_GET_END_TIME" => Self::DocumentsClosed,
            "PUBLICITY_START_TIME" | "ANNOUNCEMENT_START_TIME" => Self::PublicityStart,
            "PUBLICITY_END_TIME" | "ANNOUNCEMENT_DEADLINE" => Self::PublicityEnd,
            "CLARIFY_TIME" | "MODIFICATION_START_TIME" => Self::AmendmentIssued,
            "REPORT_TIME" => Self::ReportReceived,
            "AWARD_TIME" | "TRADE_DATE" | "DT_BUY_DATE" | "DEAL_TIME" => Self::Awarded,
            "AWARD_NOTICE_TIME" => Self::Notified,
            "SIGNING_TIME" | "CONTRACT_SIGN_TIME" => Self::Signed,
            "LISTING_START_TIME" => Self::Begun,
            "APPROVAL_TIME" | "FORMED_TIME" => Self::Formed,
            _ => return None,
        })
    }

    /// The moment at which what a notice of a stage says came about (信息形成), and from which
    /// the time to publish it runs.
    pub const fn of_formation(domain: Domain, stage: Option<Stage>) -> Self {
        match (domain, stage) {
            (_, Some(Stage::Contract)) => Self::Signed,
            (Domain::Works, Some(Stage::AwardPending)) => Self::ReportReceived,
            (_, Some(Stage::AwardPending | Stage::Award)) => Self::Awarded,
            _ => Self::Formed,
        }
    }

    /// Whether an amendment can move it. What is done is done.
    pub const fn may_move(self) -> bool {
        matches!(
            self,
            Self::DocumentsIssued | Self::DocumentsClosed | Self::BidDeadline | Self::PublicityEnd
        )
    }
}

/// All limits, in the order of a transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Limits {
    /// One a row.
    pub limits: Vec<Limit>,
    /// Which stage is to follow which, and by when.
    #[serde(default)]
    pub expectations: Vec<Expectation>,
}

impl Limits {
    /// Reads `rules-….json` of the site data.
    ///
    /// # Errors
    ///
    /// If it is not of that shape, or a limit is of no days or of more than a year.
    pub fn from_json(json: &[u8]) -> serde_json::Result<Self> {
        let limits: Self = serde_json::from_slice(json)?;
        let sane = |count: u32| (1..=366).contains(&count);
        let odd = limits.limits.iter().find(|l| !sane(l.count)).map(|l| &l.id);
        let strange = |e: &&Expectation| {
            let periods = !e.periods.is_empty() && e.periods.iter().all(|p| sane(p.count));
            !periods || !AWAITING.contains(&e.after)
        };
        let odd = odd.or_else(|| limits.expectations.iter().find(strange).map(|e| &e.id));
        let mut ids: Vec<&String> = limits.limits.iter().map(|l| &l.id).collect();
        ids.extend(limits.expectations.iter().map(|e| &e.id));
        ids.sort_unstable();
        if let Some(twice) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
            let text = format!("{} stands twice", twice[0]);
            return Err(serde::de::Error::custom(text));
        }
        match odd {
            Some(id) => Err(serde::de::Error::custom(format!(
                "{id} is of no days, or of too many"
            ))),
            None => Ok(limits),
        }
    }

    /// The verified limit by which a notice of that domain and stage must be public once what it
    /// says has come about: the domain's own, else the general one.
    pub fn publication(&self, domain: Domain, stage: Option<Stage>) -> Option<&Limit> {
        let formation = Moment::of_formation(domain, stage);
        let timed = |limit: &&Limit| {
            let from = limit.from == formation || limit.from == Moment::Formed;
            limit.verified && from && limit.to == Moment::Published && limit.bound == Bound::AtMost
        };
        let mut own = self.of(domain, stage).filter(|l| l.domain.is_some());
        let own = own.find(timed);
        own.or_else(|| self.of(domain, stage).find(timed))
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
