//! How works are awarded: candidates publicised, the winner named, the contract, acceptance.

use super::contract::{self, Signing};
use super::gaps::gappy;
use super::invitation::by_law;
use crate::demo::calendar::{add, at as time_of, publish, workdays};
use crate::demo::codes;
use crate::demo::lag::{Lag, Within};
use crate::demo::names::{chance, pick};
use crate::demo::project::{Maker, Project, Step, day_field, field, price_field, priced, time};
use crate::demo::words::clauses::{EVALUATIONS, RESPONSES, leaders};
use crate::demo::words::works::Trade;
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

/// From the report on the bids to the candidates (招标投标法实施条例 §54).
const REPORTED: Lag = Lag {
    within: Within::Days(3),
    usual: (1, 3),
    late: [30, 15, 5],
};
/// From the award to its publication (政府信息公开条例 §26).
const AWARDED: Lag = Lag {
    within: Within::Workdays(20),
    usual: (1, 4),
    late: [20, 10, 5],
};
/// From the signature to the publication of the contract, likewise.
const SIGNED: Lag = Lag {
    within: Within::Workdays(20),
    usual: (1, 15),
    late: [50, 10, 20],
};

/// From the candidates on; the first of them wins.
pub(super) fn run(
    m: &mut Maker,
    p: &Project,
    last: NaiveDate,
    ranked: &[(Candidate, Price)],
    trade: Trade,
) {
    let term = format!("{}日历天", m.rng.u32(3..40) * 15);
    let mut last = pending(m, p, last, ranked, trade, &term);
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
    if m.happens(95) {
        let awarded = workdays(last, m.rng.u32(0..3));
        let at = AWARDED.time(&mut m.rng, awarded, last);
        last = at.date();
        let mut award = won(MoneyKind::Award, &AWARD, m, at);
        award.fields = vec![
            field("WIN_BIDDER_NAME", "中标人", winner),
            price_field(&mut m.rng, "BID_AMOUNT", "中标价", price),
        ];
        let told = day_field(&mut m.rng, 25, "AWARD_TIME", "定标日期", awarded);
        award.fields.extend(told);
        award
            .fields
            .extend(codes::fields("WIN_BIDDER_CODE", [winner.as_str()]));
        m.publish(p, award);
    }
    if m.signs(78) {
        let signing = Signing::new(m, last, SIGNED);
        last = signing.at.date();
        let step = contract::step(m, &CONTRACT);
        let mut contract = won(MoneyKind::Contract, &step, m, signing.at);
        contract.fields = vec![
            field("CONTRACT_NAME", "合同名称", format!("{}合同", p.name)),
            field("TENDERER_NAME", "甲方", &p.buyer),
            field("BIDDER_NAME", "乙方", winner),
            price_field(&mut m.rng, "CONTRACT_PRICE", "合同价", price),
            field("LIMITE_TIME", "合同期限", &term),
        ];
        contract.fields.extend(signing.notice(m));
        let signed = signing.signed(m, "CONTRACT_SIGN_TIME", "合同签署时间");
        contract.fields.extend(signed);
        contract::withhold(m, &mut contract);
        m.publish(p, contract);
    }
    if m.fulfils(26) {
        let wait = m.rng.u32(90..600);
        let at = publish(&mut m.rng, add(last, wait));
        let mut accept = won(MoneyKind::Contract, &ACCEPT, m, at);
        accept.fields = vec![field("", "验收结论", "合格")];
        m.publish(p, accept);
    }
}

/// The candidates are named; the day on which objections end.
fn pending(
    m: &mut Maker,
    p: &Project,
    last: NaiveDate,
    ranked: &[(Candidate, Price)],
    trade: Trade,
    term: &str,
) -> NaiveDate {
    let reported = workdays(last, m.rng.u32(0..3));
    let at = REPORTED.time(&mut m.rng, reported, last);
    let mut pending = m.draft(p, &PENDING, "", at);
    // Three days at least, in hours, but for a few; it ends when offices close.
    let least = if chance(&mut m.rng, 2) { 1 } else { 3 };
    let end = at
        .checked_add_days(Days::new(least + m.rng.u64(..3)))
        .unwrap_or(at);
    let end = if least < 3 || chance(&mut m.rng, 40) {
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
    let (code, label) = ("REPORT_TIME", "收到评标报告时间");
    let told = day_field(&mut m.rng, 12, code, label, reported);
    pending.fields.extend(told.into_iter().chain(by_law(p)));
    let rng = &mut m.rng;
    let leader = pick(rng, leaders(trade));
    let number = rng.u32(100_000..1_000_000);
    let asked = vec![
        field("LIMITE_TIME", "工期（服务期）", term),
        field("EVALUATION_STATUS", "评标情况", pick(rng, &EVALUATIONS)),
        field(
            "PM_CERTIFICATES",
            "项目负责人相关证书和编号",
            format!("{leader}，编号示例{number}"),
        ),
        field(
            "WIN_CANDIDATE_QUALIFICATION",
            "响应招标文件要求的资格能力条件",
            pick(rng, &RESPONSES),
        ),
    ];
    pending.fields.extend(gappy(rng, asked));
    let names = ranked.iter().map(|(candidate, _)| candidate.name.as_str());
    pending
        .fields
        .extend(codes::fields("WIN_BIDDER_CODE", names));
    m.publish(p, pending);
    end.date()
}
