//! 政府采购: intention, notice, correction, opening; some fail and are tried again.

use super::supply;
use crate::demo::calendar::{add, at, closing, publish, workdays};
use crate::demo::names::{chance, pick, weighted};
use crate::demo::price::{Bidding, Form, amount, share};
use crate::demo::project::{Maker, Project, Step, fen, field, money_field, time};
use crate::demo::title::Style;
use crate::demo::words::firms::{BUILDERS, DEALERS};
use crate::demo::words::goods::{KINDS, METHODS};
use crate::demo::words::texts::REASONS;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use record::{Domain, MoneyKind, Stage, When};

const PLAN: Step = Step::of(Stage::Planning, "采购计划公告", "3812", "采购意向公告");
const CHANGE: Step = Step::of(Stage::Amendment, "更正公告", "38B1", "采购更正公告");
const OPENING: Step = Step::of(Stage::Opening, "开标记录", "3831", "开标记录");
const STOPPED: Step = Step::of(Stage::Cancellation, "终止公告", "38A1", "终止公告");
const FAILED: Step = Step::of(Stage::Cancellation, "终止公告", "38A1", "采购失败公告");

pub(super) fn run(m: &mut Maker) {
    let (mut p, wait) = project(m);
    let mut day = m.start;
    if m.happens(38) {
        let at = publish(&mut m.rng, day);
        let mut plan = m.draft(&p, &PLAN, "", at);
        plan.agency.clear();
        plan.money = fen(MoneyKind::Budget, p.budget);
        plan.fields = vec![
            field("PURCHASER_NAME", "采购单位", &p.buyer),
            money_field(&mut m.rng, "PROGRAM_BUDGET", "预算金额", p.budget),
            field(
                "",
                "预计采购时间",
                add(at.date(), 35).format("%Y-%m").to_string(),
            ),
        ];
        m.publish(&p, plan);
        // Thirty days by rule; some do not wait.
        let rest = if m.strays(8) { 12 } else { 30 };
        day = add(at.date(), rest + m.rng.u32(..40));
    }
    for round in ["（第二次）", "（第三次）", ""] {
        match buying(m, &p, day, wait) {
            Some(failed) if !round.is_empty() && chance(&mut m.rng, 70) => {
                let base = p.name.split("（第二").next().unwrap_or_default();
                p.name = format!("{base}{round}");
                day = add(failed, m.rng.u32(4..30));
            }
            _ => return,
        }
    }
}

/// The project, and the least days from its notice to the deadline.
fn project(m: &mut Maker) -> (Project, u32) {
    let kind = weighted(&mut m.rng, &KINDS, |k| k.share);
    let &(method, wait, _) = weighted(&mut m.rng, &METHODS, |x| x.2);
    let place = m.place();
    let buyer = place.body(&mut m.rng, kind.sector);
    let item = pick(&mut m.rng, kind.items);
    let item = place.fill(&mut m.rng, item);
    let year = m.year();
    let (area, serial) = (place.district.code, m.serial);
    let subject = match m.rng.u32(..10) {
        0..=5 => format!("{buyer}{item}项目"),
        6 => format!("{buyer}{year}年{item}项目"),
        7 => format!("{}{}{item}项目", place.district.prefix, place.town),
        8 => format!("{year}年{buyer}{item}帮扶项目（{}）", place.villages[0]),
        _ => format!("{buyer}{}{item}", place.villages[1]),
    };
    let code = match m.rng.u32(..10) {
        0..=6 => format!("{area}-{year}-{:05}", serial % 100_000),
        7 => format!("SWSL-ZG-{year}{serial:05}"),
        8 => format!("0724-{}20SW{serial:06}", year % 100),
        _ => format!("SLZB{}-{}-{serial:04}", year % 100, area % 100),
    };
    let budget = amount(&mut m.rng, kind.least, kind.span);
    let project = Project {
        domain: Domain::Procurement,
        category: kind.category,
        agency: if chance(&mut m.rng, 90) {
            m.agency()
        } else {
            String::new()
        },
        style: Style::new(&mut m.rng),
        ceiling: if chance(&mut m.rng, 70) {
            budget
        } else {
            share(budget, 9_500)
        },
        name: subject,
        code: Some(code),
        deal_code: None,
        by_law: None,
        buyer,
        budget,
        method,
        place,
    };
    (project, wait)
}

/// One attempt; the day on which it failed, if it did.
fn buying(m: &mut Maker, p: &Project, day: NaiveDate, wait: u32) -> Option<NaiveDate> {
    let sent = publish(&mut m.rng, day);
    let ready = add(sent.date(), wait + m.rng.u32(..8));
    let mut open = closing(&mut m.rng, ready);
    notice(m, p, sent, open);
    let mut last = sent.date();
    for nth in ["（第一次）", "（第二次）"] {
        let ready = workdays(last, m.rng.u32(1..5));
        let at = publish(&mut m.rng, ready);
        if !chance(&mut m.rng, 17) || at >= open {
            break;
        }
        last = at.date();
        open = open.max(closing(&mut m.rng, add(last, wait.min(15))));
        if chance(&mut m.rng, 30) {
            // Put off, also where nothing demanded it.
            let more = m.rng.u32(3..12);
            open = closing(&mut m.rng, add(open.date(), more));
        }
        let mut change = m.draft(p, &CHANGE, nth, at);
        change.deadline = Some(When::At(open));
        change.money = fen(MoneyKind::Budget, p.budget);
        change.fields = vec![
            field("MODIFICATION_START_TIME", "更正日期", time(at)),
            field("POST_BID_CLOSING_TIME", "变更后投标截止时间", time(open)),
        ];
        m.publish(p, change);
    }
    if m.strays(9) {
        let ready = workdays(open.date(), m.rng.u32(1..4));
        let at = publish(&mut m.rng, ready);
        let step = if m.rng.bool() { &STOPPED } else { &FAILED };
        let mut stopped = m.draft(p, step, "", at);
        let reason = pick(&mut m.rng, &REASONS).1;
        stopped.fields = vec![field("EXCEPITON_INFOR", "终止（失败）原因", reason)];
        m.publish(p, stopped);
        return Some(at.date());
    }
    let parcels = if chance(&mut m.rng, 10) {
        m.rng.u32(2..4)
    } else {
        1
    };
    let form = if chance(&mut m.rng, 5) {
        Form::Discount
    } else {
        Form::Amount
    };
    let bidding = Bidding {
        ceiling: p.ceiling / i64::from(parcels),
        low: 8_200,
        form,
        trades: if p.category == "工程" {
            &BUILDERS
        } else {
            &DEALERS
        },
        joint: 2,
        pool: m.firms,
    };
    if m.happens(8) {
        let at = open + TimeDelta::minutes(m.rng.i64(40..200));
        let mut opening = m.draft(p, &OPENING, "", at);
        opening.fields = vec![field("BID_OPEN_TIME", "开标时间", time(open))];
        m.publish(p, opening);
    }
    let winners = bidding.candidates(&mut m.rng, parcels);
    supply::run(m, p, open.date(), &winners);
    None
}

fn notice(m: &mut Maker, p: &Project, sent: NaiveDateTime, open: NaiveDateTime) {
    let tail = match (p.method, m.rng.u32(..3)) {
        ("公开招标", 0) => "招标公告",
        ("公开招标", 1) => "公开招标公告",
        ("公开招标", _) => "采购公告",
        ("竞争性磋商", _) => "竞争性磋商公告",
        ("竞争性谈判", _) => "的竞争性谈判公告",
        ("询价", _) => "询价公告",
        _ => "单一来源采购公示",
    };
    let step = Step::of(Stage::Tender, "采购（资格预审）公告", "3822", tail);
    let mut draft = m.draft(p, &step, "", sent);
    draft.deadline = Some(When::At(open));
    draft.money = if chance(&mut m.rng, 94) {
        fen(MoneyKind::Budget, p.budget)
    } else {
        None
    };
    draft.fields = vec![
        field("PURCHASE_PROJECT_NAME", "采购项目名称", &p.name),
        field("PURCHASER_NAME", "采购人", &p.buyer),
        field("AGENCY_NAME", "采购代理机构", &p.agency),
        field("PURCHASER_MODE", "采购方式", p.method),
        money_field(&mut m.rng, "BUDGET_PRICE", "预算金额", p.budget),
        money_field(&mut m.rng, "MAX_BID_LIMIT_PRICE", "最高限价", p.ceiling),
        field("BULLETIN_START_TIME", "公告开始时间", time(sent)),
        field("BID_CLOSING_TIME", "投标截止时间", time(open)),
        field("BID_OPEN_TIME", "开标时间", time(open)),
    ];
    draft.fields.retain(|f| !f.value.is_empty());
    if p.method == "公开招标" && chance(&mut m.rng, 75) {
        // Five working days at least; a few are short.
        let length = if chance(&mut m.rng, 5) { 3 } else { 5 };
        let end = workdays(sent.date(), length + m.rng.u32(..2));
        let got = time(at(end, 17, 30, 0));
        draft.fields.extend([
            field("DOC_GET_START_TIME", "招标文件获取开始时间", time(sent)),
            field("DOC_GET_END_TIME", "招标文件获取截止时间", got),
        ]);
    }
    m.publish(p, draft);
}
