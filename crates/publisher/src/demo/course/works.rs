//! 工程建设项目招标投标: approval, plan, tender, opening, candidates and on; some fail and are
//! tendered again, some stages are late or never come.

use super::{awarding, invitation, planning};
use crate::demo::calendar::{add, publish, workdays};
use crate::demo::names::{chance, pick, weighted};
use crate::demo::price::{Bidding, Form, amount, share};
use crate::demo::project::{Maker, Project, Step, fen, field, money_field, priced, time};
use crate::demo::title::Style;
use crate::demo::words::firms::{BUILDERS, CONSULTANTS};
use crate::demo::words::texts::REASONS;
use crate::demo::words::works::{KINDS, Kind, MATERIALS, TRADES, Trade};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use record::{Domain, MoneyKind, Stage};

const PLAN: Step = Step::of(Stage::Planning, "招标计划", "3C11", "招标计划");
const OPENING: Step = Step::of(Stage::Opening, "开标记录", "3C31", "开标记录");
const QUALIFY: Step = Step::of(
    Stage::Qualification,
    "资格审查结果",
    "3C73",
    "资格审查结果公示",
);
const EVALUATE: Step = Step::of(Stage::Evaluation, "评标报告", "3C42", "评标报告");
const FAILED: Step = Step::of(
    Stage::Cancellation,
    "招标异常情况报告",
    "3C81",
    "招标异常情况报告",
);

pub(super) fn run(m: &mut Maker) {
    let kind = weighted(&mut m.rng, &KINDS, |k| k.share);
    let &(tail, trade, _) = weighted(&mut m.rng, &TRADES, |t| t.2);
    let p = project(m, kind, tail, trade);
    let mut day = m.start;
    if chance(&mut m.rng, 35) {
        let public = planning::approved(m, &p, day);
        day = add(public, m.rng.u32(2..20));
    }
    if m.happens(55) {
        let at = publish(&mut m.rng, day);
        let mut plan = m.draft(&p, &PLAN, "", at);
        plan.money = fen(MoneyKind::Budget, p.budget);
        plan.agency.clear();
        let month = add(at.date(), 40).format("%Y年%-m月").to_string();
        plan.fields = vec![
            field("TENDERER_NAME", "招标人", &p.buyer),
            money_field(&mut m.rng, "TOTAL_INVESTMENT", "项目总投资", p.budget),
            field("", "招标公告预计发布时间", month),
        ];
        m.publish(&p, plan);
        day = add(at.date(), m.rng.u32(10..70));
    }
    // A whole history is that of one code.
    let lots = if m.strays(7) { m.rng.u32(2..5) } else { 1 };
    for lot in 1..=lots {
        let mut p = p.clone();
        if lots > 1 {
            p.name = format!(
                "{}（{}标段）",
                p.name,
                ["一", "二", "三", "四"][lot as usize - 1]
            );
            p.code = p.code.map(|c| format!("{}{lot:03}", &c[..c.len() - 3]));
        }
        tendering(m, &mut p, day, trade, 1);
    }
}

fn project(m: &mut Maker, kind: &Kind, tail: &str, trade: Trade) -> Project {
    let place = m.place();
    let pattern = pick(&mut m.rng, kind.names);
    let mut name = place.fill(&mut m.rng, pattern) + tail;
    match m.rng.u32(..100) {
        0..=4 if trade == Trade::Build => {
            let material = pick(&mut m.rng, &MATERIALS);
            name += &place.fill(&mut m.rng, &format!("配套材料设备采购（{material}）"));
        }
        5..=9 => {
            // A joint project with two names, as they come: past eighty characters.
            let second = pick(&mut m.rng, kind.names);
            name = format!("{}、{name}", place.fill(&mut m.rng, second));
        }
        _ => {}
    }
    let whole = amount(&mut m.rng, kind.least, kind.span);
    let budget = if trade == Trade::Advise {
        whole / 20
    } else {
        whole
    };
    let cut = m.rng.i64(8_800..9_990);
    let code = place.district.code;
    let day = m.start.format("%Y%m%d");
    // The classes that are known; the standard's dictionary is not public.
    let class = match kind.category {
        "房屋建筑" => "A01",
        "市政" => "A02",
        "公路" => "A03",
        "水利" => "A07",
        _ => "A99",
    };
    let deal_code =
        chance(&mut m.rng, 20).then(|| format!("{class}{code}{day}{:08}000000000000001", m.serial));
    Project {
        domain: Domain::Works,
        category: kind.category,
        buyer: place.body(&mut m.rng, kind.sector),
        agency: m.agency(),
        code: Some(format!("E{code}{:010}001", 1_000_000 + m.serial)),
        deal_code,
        by_law: Some(chance(&mut m.rng, 80)),
        style: Style::new(&mut m.rng),
        method: if chance(&mut m.rng, 94) {
            "公开招标"
        } else {
            "邀请招标"
        },
        ceiling: share(budget, cut),
        budget,
        name,
        place,
    }
}

fn tendering(m: &mut Maker, p: &mut Project, day: NaiveDate, trade: Trade, round: u32) {
    let open = invitation::run(m, p, day, trade);
    let bidding = bidding(m, p, trade);
    let bidders = m.rng.u32(3..8);
    let ranked = bidding.candidates(&mut m.rng, bidders);
    if m.strays(7) {
        failed(m, p, open.date(), trade, round);
        return;
    }
    if m.happens(62) {
        let at = open + TimeDelta::minutes(m.rng.i64(60..240));
        let mut opening = m.draft(p, &OPENING, "", at);
        opening.candidates = priced(&ranked, MoneyKind::Bid);
        opening.candidates.iter_mut().for_each(|c| c.rank = None);
        opening.money = fen(MoneyKind::Ceiling, p.ceiling);
        opening.fields = vec![field("BID_OPEN_TIME", "开标时间", time(open))];
        m.publish(p, opening);
    }
    let mut last = open.date();
    for (step, percent) in [(&QUALIFY, 14), (&EVALUATE, 8)] {
        if m.happens(percent) {
            let at = later(m, last, 1, 2);
            last = at.date();
            let mut draft = m.draft(p, step, "", at);
            draft.candidates = ranked.iter().map(|(c, _)| c.clone()).collect();
            m.publish(p, draft);
        }
    }
    awarding::run(m, p, last, &ranked[..ranked.len().min(3)], trade);
}

fn bidding(m: &mut Maker, p: &Project, trade: Trade) -> Bidding<'static> {
    let roll = m.rng.u32(..100);
    let (form, joint) = match (trade, roll) {
        (Trade::Build, 0..=5) => (Form::Discount, 3),
        (Trade::Advise, 0..=17) => (Form::Discount, 12),
        (Trade::Advise, 18..=32) => (Form::Rate, 12),
        (Trade::DesignBuild, 0..=49) => (Form::Parts, 60),
        (Trade::DesignBuild, 50..=59) => (Form::Discount, 60),
        (Trade::DesignBuild, _) => (Form::Amount, 60),
        (Trade::Build, _) => (Form::Amount, 3),
        (Trade::Advise, _) => (Form::Amount, 12),
    };
    Bidding {
        ceiling: p.ceiling,
        low: if trade == Trade::Advise { 7_000 } else { 8_700 },
        form,
        trades: if trade == Trade::Advise {
            &CONSULTANTS
        } else {
            &BUILDERS
        },
        joint,
        pool: m.firms,
    }
}

fn failed(m: &mut Maker, p: &mut Project, open: NaiveDate, trade: Trade, round: u32) {
    let at = later(m, open, 1, 3);
    let mut failed = m.draft(p, &FAILED, "", at);
    let (code, reason) = pick(&mut m.rng, &REASONS);
    failed.fields = vec![
        field("EXCEPITON_TYPE", "异常类型", code),
        field("EXCEPITON_INFOR", "异常情况描述", reason),
    ];
    m.publish(p, failed);
    if round < 3 && chance(&mut m.rng, 75) {
        let base = p.name.split("（第").next().unwrap_or_default();
        let again = ["（第二次）", "（第3次招标）"][round as usize - 1];
        p.name = format!("{base}{again}");
        let day = add(at.date(), m.rng.u32(5..40));
        tendering(m, p, day, trade, round + 1);
    }
}

/// Published some working days after another day.
pub(super) fn later(m: &mut Maker, day: NaiveDate, least: u32, most: u32) -> NaiveDateTime {
    let ready = workdays(day, m.rng.u32(least..=most));
    publish(&mut m.rng, ready)
}
