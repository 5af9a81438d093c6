//! The call for bids on works, and what changes it: clarifications, which may move the deadline.

use super::gaps::gappy;
use super::works::later;
use crate::demo::calendar::{add, at, closing, publish};
use crate::demo::names::{chance, pick};
use crate::demo::project::{Maker, Project, Step, fen, field, money_field, time};
use crate::demo::words::clauses::{GETTING, QUALIFICATIONS, SUBMITTING, scopes};
use crate::demo::words::works::Trade;
use chrono::{NaiveDate, NaiveDateTime};
use record::{Field, MoneyKind, Stage, When};

const TENDER: Step = Step::of(Stage::Tender, "招标公告、资格预审公告", "3C14", "招标公告");
const CLARIFY: Step = Step::of(
    Stage::Amendment,
    "招标文件、招标文件澄清与修改",
    "3C16",
    "招标文件澄清与修改",
);

/// Calls for bids; when they are opened in the end.
pub(super) fn run(m: &mut Maker, p: &Project, day: NaiveDate, trade: Trade) -> NaiveDateTime {
    let sent = publish(&mut m.rng, day);
    // At least twenty days by law; a few are short.
    let notice = if chance(&mut m.rng, 4) { 12 } else { 20 };
    let ready = add(sent.date(), notice + m.rng.u32(..10));
    let mut open = closing(&mut m.rng, ready);
    tender(m, p, sent, open, trade);
    let mut last = sent.date();
    for nth in ["（第1次）", "（第2次）"] {
        if !chance(&mut m.rng, 20) {
            break;
        }
        let at = later(m, last, 2, 8);
        if at >= open {
            break;
        }
        last = at.date();
        if chance(&mut m.rng, 80) {
            open = open.max(closing(&mut m.rng, add(last, 15)));
        }
        if chance(&mut m.rng, 30) {
            // Put off, also where nothing demanded it.
            let more = m.rng.u32(3..12);
            open = closing(&mut m.rng, add(open.date(), more));
        }
        clarify(m, p, nth, at, open);
    }
    open
}

fn clarify(m: &mut Maker, p: &Project, nth: &str, at: NaiveDateTime, open: NaiveDateTime) {
    let mut change = m.draft(p, &CLARIFY, nth, at);
    change.deadline = Some(When::At(open));
    change.fields = vec![
        field("BID_SECTION_NAME", "标段名称", &p.name),
        field("CLARIFY_TIME", "澄清修改时间", time(at)),
        field("BID_DOC_REFER_END_TIME", "投标文件递交截止时间", time(open)),
    ];
    change.fields.extend(by_law(p));
    m.publish(p, change);
}

fn tender(m: &mut Maker, p: &Project, sent: NaiveDateTime, open: NaiveDateTime, trade: Trade) {
    let mut draft = m.draft(p, &TENDER, "", sent);
    draft.deadline = Some(When::At(open));
    draft.money = match m.rng.u32(..20) {
        0 => None,
        1..=3 => fen(MoneyKind::Budget, p.budget),
        _ => fen(MoneyKind::Ceiling, p.ceiling),
    };
    let joint = if chance(&mut m.rng, 30) { "1" } else { "0" };
    let got = at(add(sent.date(), 6), 17, 30, 0);
    draft.fields = vec![
        field("TENDER_PROJECT_NAME", "招标项目名称", &p.name),
        field("TENDERER_NAME", "招标人", &p.buyer),
        field("TENDER_AGENCY_NAME", "招标代理机构", &p.agency),
        field("TENDER_MODE", "招标方式", p.method),
        money_field(&mut m.rng, "BUDGET_PRICE", "项目投资（预算金额）", p.budget),
        money_field(&mut m.rng, "MAX_BID_LIMIT_PRICE", "最高投标限价", p.ceiling),
        field("SYNDICATED_FLAG", "是否接受联合体投标", joint),
        field("DOC_GET_START_TIME", "招标文件获取开始时间", time(sent)),
        field("DOC_GET_END_TIME", "招标文件获取截止时间", time(got)),
        field("BID_DOC_REFER_END_TIME", "投标文件递交截止时间", time(open)),
        field("BID_OPEN_TIME", "开标时间", time(open)),
        field("NOTICE_NATURE", "公告性质", "正常公告"),
    ];
    draft.fields.extend(by_law(p));
    let asked = vec![
        field(
            "TENDER_CONTENT",
            "招标内容与范围",
            pick(&mut m.rng, scopes(trade)),
        ),
        field(
            "BID_QUALIFICATION",
            "投标人资格条件",
            pick(&mut m.rng, &QUALIFICATIONS),
        ),
        field("TENDER_DOC_GET_METHOD", "招标文件获取方法", GETTING),
        field("BID_DOC_REFER_METHOD", "投标文件递交方法", SUBMITTING),
    ];
    draft.fields.extend(gappy(&mut m.rng, asked));
    m.publish(p, draft);
}

/// 是否依法必须招标
pub(super) fn by_law(p: &Project) -> Option<Field> {
    let said = if p.by_law? { "是" } else { "否" };
    Some(field("IS_TO_LAW", "是否依法必须招标", said))
}
