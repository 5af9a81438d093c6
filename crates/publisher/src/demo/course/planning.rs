//! What is public before a project: that an authority approved it, and the plans of land supply.

use crate::demo::calendar::{add, open};
use crate::demo::lag::{Lag, Within};
use crate::demo::project::{Maker, Project, Step, day_field, field};
use chrono::{Datelike, NaiveDate};
use record::{Domain, Stage};

/// An approval, and how long after it is published.
struct Approval {
    step: Step,
    /// Who approves, after the district's name and 示例.
    office: &'static str,
    lag: Lag,
}

/// A permit: seven working days (国办发〔2017〕97号).
const PERMIT: Approval = Approval {
    step: Step::of(
        Stage::Planning,
        "审批核准备案公开",
        "",
        "审批（核准、备案）信息公开",
    ),
    office: "发展和改革局",
    lag: Lag {
        within: Within::Workdays(7),
        usual: (1, 7),
        late: [35, 15, 10],
    },
};
const DECISION: Approval = Approval {
    step: Step::of(
        Stage::Planning,
        "产权转让决策批准信息公开",
        "",
        "决策及批准信息公开",
    ),
    office: "国有资产监督管理局",
    lag: GENERAL,
};
const SCHEME: Approval = Approval {
    step: Step::of(Stage::Planning, "出让方案公开", "", "出让方案批准信息公开"),
    office: "人民政府",
    lag: GENERAL,
};
const SUPPLY: Approval = Approval {
    step: Step::of(Stage::Planning, "土地供应计划", "", "供应计划"),
    office: "人民政府",
    lag: GENERAL,
};
/// Twenty working days (政府信息公开条例 §26).
const GENERAL: Lag = Lag {
    within: Within::Workdays(20),
    usual: (1, 15),
    late: [40, 15, 10],
};

/// That the project was approved; the day on which that is public.
pub(super) fn approved(m: &mut Maker, p: &Project, day: NaiveDate) -> NaiveDate {
    let approval = match p.domain {
        Domain::Works => &PERMIT,
        Domain::Land | Domain::Mining => &SCHEME,
        _ => &DECISION,
    };
    publish(m, p, approval, day)
}

/// The plan of a district and quarter, which belongs to no project.
pub(super) fn supply(m: &mut Maker, p: &Project, day: NaiveDate) {
    let (year, quarter) = (day.year(), day.month().div_ceil(3));
    let district = p.place.district.prefix;
    let plan = Project {
        name: format!("{district}{year}年第{quarter}季度国有建设用地"),
        category: "土地供应计划",
        code: None,
        ..p.clone()
    };
    publish(m, &plan, &SUPPLY, day);
}

fn publish(m: &mut Maker, p: &Project, approval: &Approval, day: NaiveDate) -> NaiveDate {
    let day = open(day);
    let at = approval.lag.time(&mut m.rng, day, day);
    let mut draft = m.draft(p, &approval.step, "", at);
    draft.agency.clear();
    let office = format!("{}示例{}", p.place.district.prefix, approval.office);
    draft.fields = vec![field("APPROVE_DEPT_NAME", "审批（批准）部门", office)];
    draft
        .fields
        .extend(day_field(&mut m.rng, 10, "APPROVAL_TIME", "批复日期", day));
    draft
        .fields
        .push(field("APPROVAL_RESULT", "审批结果", "同意"));
    if p.domain == Domain::Works {
        draft.fields.extend([
            field("TENDER_MODE", "核准的招标方式", p.method),
            field("TENDER_ORGANIZE_FORM", "招标组织形式", "委托招标"),
        ]);
    }
    m.publish(p, draft);
    add(at.date(), 1)
}
