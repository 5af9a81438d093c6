//! 简体中文

use super::DutyWords;
use crate::locales::format::count;
use crate::route::{LetterKind, Met};
use record::catalogue::{Duty, Initiative};
use record::clock::{Outcome, Unit};

pub(super) static WORDS: DutyWords = DutyWords {
    life_due: |day, expected, verified| {
        let about = if expected { "预计" } else { "" };
        let reference = if verified {
            ""
        } else {
            "（条文未核对，仅供参考）"
        };
        format!("未到期，{about}最迟 {day}{reference}")
    },
    life_overdue: |day, only| {
        let only = only.map_or(String::new(), |only| format!("如属{only}，"));
        format!("{only}最迟应于 {day} 公开，至今没有见到")
    },
    life_not_provided: "这个来源不提供这一环节",
    life_withheld: "依法不予公开",

    met: |met| match met {
        None => "应公开",
        Some(Met::OnTime) => "按时",
        Some(Met::Late) => "超期",
        Some(Met::LateIf) => "或超期",
        Some(Met::Missing) => "未见",
        Some(Met::MissingIf) => "或未见",
        Some(Met::Untold) => "说不准",
    },
    met_definition: |met| match met {
        Met::OnTime => "公告写明信息何时形成（签订、成交、决定之日），并在法定时限内公开。",
        Met::Late => {
            "公告写明信息何时形成，但公开时已超过法定时限；放假和调休按国务院办公厅通知计算，当日不计。"
        }
        Met::LateIf => "时限有适用条件（如依法必须招标），公告没有写明是否适用；如适用则超期。",
        Met::Missing => {
            "按法定时限在这段时间里应当公开，到来源上次完整核对时仍没有见到；来源不提供的环节不计。"
        }
        Met::MissingIf => {
            "至今没有见到；但时限有适用条件（如已签合同并在本来源公告），公告没有写明是否适用。"
        }
        Met::Untold => {
            "已经公开，但无法判断是否按时：公告没有写信息何时形成，或是重复、更正的公告，或没有核对过的时限，或当年放假安排还没有公布。"
        }
    },

    catalogue: "公开清单",
    catalogue_lead: "哪些信息要公开、由谁公开、何时公开、向谁投诉。数字在本机计算，点数字看是哪些公告。",
    catalogue_version: |day, fingerprint| format!("清单版本 {day}，指纹 {fingerprint}"),
    catalogue_same: "与您手中的纸面清单一致。",
    catalogue_other: |fingerprint| {
        format!("您手中的纸面清单（指纹 {fingerprint}）不是现行版本，请以本页为准。")
    },
    catalogue_changes: "清单的变动",
    catalogue_sheet: "打印清单",
    catalogue_qr: "扫码核对这份清单是否现行",
    reference_missing: "这部分资料不在本机，联网后可以查看。",
    reference_damaged: "收到的资料不完整，没有采用。",
    still_loading: "公告还在载入，数字会变。",
    elsewhere: "不在本应用读取的公告里，请到公开渠道查看",
    leads: "牵头部门：",
    all_domains: "全部领域",
    within: "地区",
    span: "时间",
    spans: ["近十二个月", "全部"],
    item: "公开事项",
    content: "公开内容",
    limit: "公开时限",
    publisher: "公开主体",
    duty: |duty| match duty {
        Duty::Approves => "谁批准、谁公开",
        Duty::Runs => "谁实施、谁公开",
        Duty::Makes => "谁制作、谁公开",
    },
    channel: "公开渠道",
    supervision: "监督渠道",
    basis: "公开依据",
    audience: "公开对象",
    initiative: |initiative| match initiative {
        Initiative::Active => "主动公开",
        Initiative::OnRequest => "依申请公开",
    },
    row_source: "出处",
    more_of: "内容、时限、主体、渠道",
    not_public: "不公开",

    bulletin: "定期通报",
    bulletin_title: |span, place| format!("{place} {span} 公开情况通报"),
    bulletin_lead: "由本机按公开数据重算，不是考核结论。每个数字都能点开看是哪些公告。",
    bulletin_all: "合计",
    bulletin_none: "这段时间没有应公开的事项。",
    bulletin_bodies: |n| format!("{} 个单位，按应公开数量排列，不是排名", count(n as u64)),
    bulletin_rate: |percent, on_time, told| {
        format!("能判断的 {told} 项中 {on_time} 项按时（{percent}%）")
    },
    bulletin_few: "能判断的不足 10 项，不算比例",
    bulletin_more: |n| format!("再看 {} 个单位", count(n as u64)),
    bulletin_csv: "导出 CSV",
    bulletin_json: "导出 JSON",
    month: "月份",
    month_name: |year, month| format!("{year}年{month}月"),
    earlier: "上一月",
    later: "下一月",
    definitions: "这些数字怎么算",
    unnamed: "（公告没有写单位）",

    duties: "公开事项",
    duties_none: "没有这样的公告。",
    duties_count: |n| format!("共 {} 项", count(n as u64)),
    outcome: |outcome, unit, due| {
        let unit = match unit {
            Unit::Days => "日",
            Unit::Workdays => "个工作日",
        };
        match outcome {
            Outcome::OnTime => "按时公开".into(),
            Outcome::Late(by) => format!("超期 {by} {unit}"),
            Outcome::LateIf(by) => format!("如时限适用，则超期 {by} {unit}"),
            Outcome::Untold => {
                "说不准：没有写信息何时形成，或是重复的公告，或没有核对过的时限".into()
            }
            Outcome::Missing(_) => format!("最迟应于 {due} 公开，至今没有见到"),
            Outcome::MissingIf(_) => format!("如时限适用，最迟应于 {due} 公开，至今没有见到"),
        }
    },

    outcome_days: |formed, published| format!("{formed} 形成，{published} 公开"),

    body_record: "公开情况",
    body_record_year: "近十二个月，各地区合计",
    body_duties: "职责",
    body_none: "近十二个月没有这个单位应公开的事项。",
    body_newest: "最新公告",
    body_domains: "牵头领域的公开情况",
    call: |phone| format!("拨打 {phone}"),

    owed_title: "谁负责公开、找谁监督",
    owed_by: "本公告的公开主体",
    prepare_letter: "写信",
    letter_names: |kind| match kind {
        LetterKind::Question => "咨询",
        LetterKind::Objection => "提出异议（质疑）",
        LetterKind::Complaint => "投诉",
        LetterKind::AccessRequest => "申请公开",
        LetterKind::ReportLate => "反映未按时公开",
    },
    checklist_title: "应公开的内容",
    checklist_count: |given, asked| format!("清单要求 {asked} 项，已给出 {given} 项"),
    checklist_note: "按公开清单逐项对照，只计数、不打分。正文提到的也算给出。",
    given_text: "见正文",
    given_row: "见上文",
    given_missing: "没有见到",
    given_not_provided: "来源没有提供正文，说不准",
    given_files: "可能在附件或图片里，这里不读，请打开看",
    given_unread: "正文还没有读到，说不准",
    limit_due: |day| format!("最迟应于 {day} 公开"),
    peer: |place, city| format!("{place}同级主管部门（市级主管部门：{city}）"),
    elsewhere_body: "项目所在地的同级主管部门",
    reaches: |day| format!("数据截至 {day}"),
    unfinished: "这个月还没有结束，数字会变。",
    record_line: |sequence, root| format!("数据序号 {sequence}，指纹 {root}"),
    given_withheld: |why| format!("依法不公开：{why}"),
    inferred: |moment| format!("以{moment}之日为信息形成之日"),
    related_title: "可能相关",
    related_note: "名称和单位相近，项目编号不同或没有编号，不一定是同一个项目。",
    seen_before: "您上次看过之后没有变动。",
    new_since: "您上次看过之后的变动",
};
