//! How works are awarded: candidates publicised, the winner named, the contract, acceptance.

use super::works::later;
use crate::demo::calendar::{add, at as time_of, publish};
use crate::demo::names::chance;
use crate::demo::project::{Maker, Project, Step, field, price_field, priced, time};
use chrono::{Days, NaiveDate};
use record::{Candidate, Money, MoneyKind, Price, Stage, When};

const PENDING: Step = Step::of(
    Stage::AwardPending,
    "中标候选人公示",
    "3C51",
    "中标候选人公示",
);
const AWARD: Step = Step::of(Stage::Award, "中标结果公告", "3C52", "中标结果公告");
const CONTRACT: Step = Step::of(Stage::Contract, "合同", "3C61", "合同公开");
const ACCEPT: Step = Step::of(
    Stage::Implementation,
    "合同订立及履约",
    "3C54",
    "竣工验收情况公开",
);

/// From the candidates on; the first of them wins.
pub(super) fn run(m: &mut Maker, p: &Project, last: NaiveDate, ranked: &[(Candidate, Price)]) {
    let at = later(m, last, 1, 4);
    let mut pending = m.draft(p, &PENDING, "", at);
    // Three days at least, in hours; it ends when offices close.
    let end = at
        .checked_add_days(Days::new(m.rng.u64(3..6)))
        .unwrap_or(at);
    let end = if chance(&mut m.rng, 40) {
        end
    } else {
        time_of(add(end.date(), 1), 17, 30, 0)
    };
    pending.publicity_start = Some(When::At(at));
    pending.deadline = Some(When::At(end));
    pending.candidates = priced(ranked, MoneyKind::Bid);
    pending.money = pending.candidates.first().and_then(|c| c.money.clone());
    pending.fields = vec![
        field("BID_SECTION_NAME", "标段名称", &p.name),
        field("PUBLICITY_START_TIME", "公示开始时间", time(at)),
        field("PUBLICITY_END_TIME", "公示结束时间", time(end)),
        field(
            "OBJECTION_METHOD",
            "提出异议的渠道和方式",
            "通过交易系统在线提出",
        ),
    ];
    m.publish(p, pending);
    let (winner, price) = (&ranked[0].0.name, &ranked[0].1);
    let won = |kind, step: &Step, m: &mut Maker, at| {
        let mut draft = m.draft(p, step, "", at);
        draft.money = Some(Money {
            kind,
            price: price.clone(),
        });
        draft.candidates = vec![Candidate {
            rank: None,
            name: winner.clone(),
            money: draft.money.clone(),
        }];
        draft
    };
    let mut last = end.date();
    if chance(&mut m.rng, 95) {
        let at = later(m, last, 1, 5);
        last = at.date();
        let mut award = won(MoneyKind::Award, &AWARD, m, at);
        award.fields = vec![
            field("WIN_BIDDER_NAME", "中标人", winner),
            price_field(&mut m.rng, "BID_AMOUNT", "中标价", price),
        ];
        m.publish(p, award);
    }
    if chance(&mut m.rng, 66) {
        let late = chance(&mut m.rng, 6);
        let wait = if late {
            m.rng.u32(31..90)
        } else {
            m.rng.u32(5..24)
        };
        let at = publish(&mut m.rng, add(last, wait));
        last = at.date();
        let mut contract = won(MoneyKind::Contract, &CONTRACT, m, at);
        contract.fields = vec![
            field("CONTRACT_NAME", "合同名称", format!("{}合同", p.name)),
            field("TENDERER_NAME", "甲方", &p.buyer),
            field("BIDDER_NAME", "乙方", winner),
            price_field(&mut m.rng, "CONTRACT_PRICE", "合同价", price),
            field(
                "LIMITE_TIME",
                "合同期限",
                format!("{}日历天", m.rng.u32(3..40) * 15),
            ),
        ];
        m.publish(p, contract);
    }
    if chance(&mut m.rng, 24) {
        let wait = m.rng.u32(90..600);
        let at = publish(&mut m.rng, add(last, wait));
        let mut accept = won(MoneyKind::Contract, &ACCEPT, m, at);
        accept.fields = vec![field("", "验收结论", "合格")];
        m.publish(p, accept);
    }
}
