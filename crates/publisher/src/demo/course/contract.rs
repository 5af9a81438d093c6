//! Contracts, of any domain: signed some days after the award, made public some days later, or
//! declared not to be public.

use crate::demo::fate::Fate;
use crate::demo::lag::{Lag, Within};
use crate::demo::names::pick;
use crate::demo::project::{Maker, Step, WITHHELD, day_field, field};
use chrono::{NaiveDate, NaiveDateTime};
use record::upstream::Draft;
use record::{Domain, Field};

/// From the notice of award to the signature.
const SIGN: Lag = Lag {
    within: Within::Days(30),
    usual: (1, 28),
    late: [20, 30, 10],
};
/// 政府采购法实施条例 §50; it is the rule, and names the exception.
const PURCHASES: [&str; 2] = [
    "《政府采购法实施条例》第五十条：合同涉及国家秘密的内容除外",
    "《政府采购法实施条例》第五十条：合同涉及商业秘密的内容除外",
];
const OTHERS: [&str; 2] = [
    "《政府信息公开条例》第十四条：涉及国家秘密的条款",
    "《政府信息公开条例》第十五条：涉及商业秘密的条款",
];

/// When a contract came about.
pub(super) struct Signing {
    notified: NaiveDate,
    signed: NaiveDate,
    /// When it is published.
    pub(super) at: NaiveDateTime,
}

impl Signing {
    /// After a notice of award, to be published within a time.
    pub(super) fn new(m: &mut Maker, notified: NaiveDate, lag: Lag) -> Self {
        let signed = SIGN.day(&mut m.rng, notified);
        let at = lag.time(&mut m.rng, signed, notified);
        Self {
            notified,
            signed,
            at,
        }
    }

    /// 中标通知书发出日期
    pub(super) fn notice(&self, m: &mut Maker) -> Option<Field> {
        let (code, label) = ("AWARD_NOTICE_TIME", "中标通知书发出日期");
        day_field(&mut m.rng, 8, code, label, self.notified)
    }

    /// The day of the signature, by the name that the domain's data standard has for it.
    pub(super) fn signed(&self, m: &mut Maker, code: &str, label: &str) -> Option<Field> {
        day_field(&mut m.rng, 10, code, label, self.signed)
    }
}

/// The step, as the source names it where the contract is not public.
pub(super) fn step(m: &Maker, usual: &Step) -> Step {
    match m.fate {
        Fate::Withheld => Step {
            label: "合同（依法不予公开说明）",
            tail: "合同依法不予公开的说明",
            ..*usual
        },
        Fate::Usual | Fate::Whole | Fate::Unsigned => *usual,
    }
}

/// Where the contract is not public, takes its terms away and says why.
pub(super) fn withhold(m: &mut Maker, draft: &mut Draft) {
    if m.fate != Fate::Withheld {
        return;
    }
    let basis = match draft.domain {
        Domain::Procurement => pick(&mut m.rng, &PURCHASES),
        _ => pick(&mut m.rng, &OTHERS),
    };
    draft.money = None;
    draft.candidates.iter_mut().for_each(|c| c.money = None);
    // What is left says that there is a contract, and since when.
    let kept = [
        "CONTRACT_NAME",
        "AWARD_NOTICE_TIME",
        "SIGNING_TIME",
        "CONTRACT_SIGN_TIME",
    ];
    draft.fields.retain(|f| kept.contains(&f.code.as_str()));
    draft.fields.push(field(WITHHELD, "不予公开依据", basis));
}
