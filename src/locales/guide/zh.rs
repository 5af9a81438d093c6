//! 简体中文

use super::GuideWords;
use crate::route::LetterKind;
use record::clock::Unit;
use record::guide::PolicyState;

pub(super) static WORDS: GuideWords = GuideWords {
    guide: "办事",
    guide_ask: "打电话问",
    guide_letters: "代拟一封信",
    guide_missing: "办事指南不在本机，联网后可以查看",
    guide_damaged: "办事指南有损坏，没有采用",
    procedures: "怎么办",
    procedures_none: "这里还没有办事指南，请打电话问",
    reference: "参考",
    reference_note: "条文还没有核对，仅供参考",
    reference_legend: "标着“参考”的：条文没有逐字核对。",
    may: "谁可以",
    by_when: "什么时候",
    steps: "怎么做",
    answer: "多久答复",
    basis: "依据",
    prepare: |kind| format!("代拟：{kind}"),

    sent: "我写的信",
    sent_note: "只记在这台设备上，别人看不到，也没有替您寄出。",
    sent_none: "还没有写过信",
    sent_none_next: "改动过的信会作为草稿列在这里。自己寄出以后，在那一页点“我已寄出”，这里会记下日期；有答复期限的会提醒。",
    sent_day: |day| format!("{day} 寄出"),
    sent_open: "看这封信",
    sent_gone: "已删除一条记录",
    draft: "草稿",
    draft_open: "接着写",
    draft_gone: "已删除一份草稿",
    delete: "删除",
    undo: "撤销",
    reply_due: |day, expected| {
        let about = if expected { "预计" } else { "" };
        format!("答复期限：{about}{day}")
    },
    reply_left: |days| match days {
        0 => "今天到期".into(),
        1.. => format!("还有 {days} 天"),
        _ => format!("已过 {} 天", -days),
    },
    reply_law: |count, unit, law, verified| {
        let unit = match unit {
            Unit::Days => "日",
            Unit::Workdays => "个工作日",
        };
        let reference = if verified {
            ""
        } else {
            "（条文还没有核对，仅供参考）"
        };
        format!(
            "从您记下的寄出日起算 {count} {unit}，实际从对方收到之日起算。依据：{law}{reference}"
        )
    },
    reply_untold: "这种信多久答复因情况而定，这里不推算。",
    reply_missing: "工作日历不在本机，联网后可以算出答复期限",

    policies: "规范文件",
    policies_note: "清理结果按核实时的公开文本；没有核实的照实写明。",
    policy_label: "查规范文件",
    policy_hint: "名称、文号",
    policy_count: |found, all| {
        if found == all {
            format!("共 {all} 份")
        } else {
            format!("{all} 份中有 {found} 份")
        }
    },
    policy_more: |n| format!("再看 {n} 份"),
    policy_none: "没有符合的文件",
    policy_none_next: "少写几个字，或换一个说法",
    policy_state: |state| match state {
        PolicyState::InForce => "现行有效",
        PolicyState::Amended => "已修改",
        PolicyState::Repealed => "已废止",
        PolicyState::Unverified => "未核实",
    },
    policy_result: "清理结果",
    policy_checked: |day| format!("{day} 核实"),
    policy_source: "出处",

    letter: "写信",
    letter_kind: "写什么信",
    kind: |kind| match kind {
        LetterKind::Question => "咨询",
        LetterKind::ReportLate => "反映未按时公开",
        LetterKind::AccessRequest => "申请公开",
        LetterKind::Objection => "异议、质疑",
        LetterKind::Complaint => "投诉",
    },
    kind_note: |kind| match kind {
        LetterKind::Question => "对公告有不明白的地方，向采购人、招标人或代理机构询问。",
        LetterKind::ReportLate => "公告比法定时限晚，或该公开的没有见到，向监督部门反映。",
        LetterKind::AccessRequest => "没有主动公开的政府信息，可以依法申请。",
        LetterKind::Objection => {
            "由供应商、投标人或者其他利害关系人，向招标人、采购人提出。政府采购叫“质疑”。不属于这些人的，可以改写“咨询”。"
        }
        LetterKind::Complaint => {
            "由供应商、投标人或者其他利害关系人提出：对异议、质疑的答复不满意，或有违法情况，向监督部门投诉。不属于这些人的，可以改写“反映未按时公开”。"
        }
    },
    letter_about: "关于这条公告",
    letter_no_notice: "没有选公告，信里留了空格。从公告打开，会替您填好标题和编号。",
    letter_never_sends: "本应用不会替您寄出任何东西。请自己复制、打印或用邮件寄出。",
    letter_publicity_over: |at| {
        format!("公示期到 {at} 为止，已经过了。过期的异议可能不予受理，可以改写咨询或者投诉。")
    },
    letter_publicity_until: |at| format!("公示期到 {at} 为止，请在此之前提出。"),
    time_until: |kind, day, expected, passed| {
        let (name, rule) = match kind {
            LetterKind::Complaint => (
                "投诉",
                "自知道或者应当知道之日起 10 日内提出，异议答复的时间不算在内",
            ),
            _ => ("质疑", "自知道或者应当知道权益受损之日起 7 个工作日内提出"),
        };
        let about = if expected { "预计" } else { "" };
        if passed {
            format!(
                "{name}要{rule}。从这条公告发布算起，{about}{day} 已经期满；知道得更晚的，请在信里写明。过期的可能不予受理，可以改写咨询。"
            )
        } else {
            format!("{name}要{rule}。从这条公告发布算起，{about}到 {day} 为止。")
        }
    },
    time_procurement_complaint: "政府采购要先质疑；质疑答复期满后 15 个工作日内，才可以投诉，过期不予受理。",
    letter_no_text: "这条公告的全文不在这台设备上，所以没有判断是否超期。联网打开这条公告后再写，或者在空格里写明您知道的情况。",
    letter_row_only: "这条公告的全文不在这台设备上，只按列表里的日期作了判断；其他时限没有判断。",
    letter_no_law: "时限表不在这台设备上，所以没有判断是否超期。联网后再打开这一页，或者在空格里写明您知道的情况。",
    letter_not_late: "按读到的时间，没有算出超过时限的地方；如果您知道别的情况，请在空格里写明。",
    letter_not_authority: "采购人（招标人）看名称不是行政机关，所以这封信写给主管部门。",
    letter_text: "信的内容（可以修改）",
    letter_kept: "改动已存在这台设备上",
    letter_not_kept: "这台设备不能保存，离开本页前请先复制",
    letter_reset: "恢复原稿",
    letter_was_reset: "已恢复原稿",
    letter_copy: "复制全文",
    letter_copied: "全文已复制",
    letter_copy_by_hand: "浏览器不让复制，请长按上面的文字，自己复制",
    letter_share: "分享全文",
    letter_mail: "用邮件写",
    letter_ways: "分享的是信的全文，包括您写的内容，交给您选的应用。邮件程序若放不下全文，请先复制再粘贴。",
    letter_sent: "我已寄出",
    letter_sent_note: |has_clock| {
        if has_clock {
            "自己寄出以后再点，从今天起算答复期限。"
        } else {
            "自己寄出以后再点，记下今天的日期。"
        }
    },
    letter_was_sent: |day| format!("已记下：{day} 寄出"),
    letter_guide: "看办事指南",
    letter_read_along: "英文对照",

    said_title: |kind, procurement, of| {
        let name = match (kind, procurement) {
            (LetterKind::Question, _) => "咨询函",
            (LetterKind::ReportLate, _) => "公开时限情况反映",
            (LetterKind::AccessRequest, _) => return "政府信息公开申请书".into(),
            (LetterKind::Objection, true) => "质疑函",
            (LetterKind::Objection, false) => "异议书",
            (LetterKind::Complaint, _) => "投诉书",
        };
        match of {
            "" => name.to_owned(),
            of => format!("关于“{of}”的{name}"),
        }
    },
    said_to: |to| format!("{to}："),
    said_through: |to, agency| format!("{to}（代理机构：{agency}）"),
    said_opening: |kind, procurement| match (kind, procurement) {
        (LetterKind::Question, _) => "我看到下面的公告，有问题请教：",
        (LetterKind::ReportLate, _) => "现向贵单位反映下面的公告，请核实是否按法定时限公开：",
        (LetterKind::AccessRequest, _) => {
            "根据《中华人民共和国政府信息公开条例》第二十七条、第二十九条，申请公开下列政府信息："
        }
        (LetterKind::Objection, true) => {
            "我方是（请选一项）：□供应商 □潜在供应商。现对下面的采购项目提出质疑："
        }
        (LetterKind::Objection, false) => {
            "我方是（请选一项）：□投标人 □潜在投标人 □其他利害关系人＿＿＿＿。现对下面的项目提出异议："
        }
        (LetterKind::Complaint, true) => {
            "我方是（请选一项）：□提出过质疑的供应商 □其他＿＿＿＿。现对下面的采购项目提出投诉："
        }
        (LetterKind::Complaint, false) => {
            "我方是（请选一项）：□投标人 □其他利害关系人＿＿＿＿。现对下面的项目提出投诉："
        }
    },
    said_notice: "公告标题",
    said_buyer: "采购人、招标人或出让人",
    said_official: "官方页面",
    said_due: |[from, due, to], published, by| {
        let done = if published { " 公开" } else { "" };
        format!("从 {from} 起算，最迟应于 {due}{done}，实际 {to}{done}，{by}")
    },
    said_late: "按公告所写的时间计算（仅供核实，不是认定）：",
    said_broken: |what, amount, standing, law| {
        format!("{what}，应{amount}；{standing}。依据：{law}")
    },
    said_missing: |stage, day, only, until, law| {
        let only = only.map_or(String::new(), |only| format!("如属{only}，"));
        let until = match until {
            Some(until) => format!("按 {until} 前公开的信息"),
            None => "至今".to_owned(),
        };
        format!("{only}“{stage}”最迟应于 {day} 公开，{until}没有见到。依据：{law}")
    },
    said_blanks: |kind| match kind {
        LetterKind::Question => &["我的问题：＿＿＿＿＿＿＿＿＿＿"],
        LetterKind::ReportLate => &["其他情况：＿＿＿＿＿＿＿＿＿＿"],
        LetterKind::AccessRequest => &[
            "申请的信息名称、文号或者其他特征：＿＿＿＿＿＿＿＿＿＿",
            "希望的形式（纸质、电子）：＿＿＿＿",
            "获取方式（邮寄、自取、电子邮件）：＿＿＿＿",
            "身份证明（种类和号码，另附复印件）：＿＿＿＿＿＿＿＿",
        ],
        LetterKind::Objection => &[
            "异议（质疑）的事项：＿＿＿＿＿＿＿＿＿＿",
            "事实和依据：＿＿＿＿＿＿＿＿＿＿",
            "请求：＿＿＿＿＿＿＿＿＿＿",
        ],
        LetterKind::Complaint => &[
            "被投诉人：＿＿＿＿＿＿＿＿",
            "提出异议（质疑）的时间和答复：＿＿＿＿＿＿＿＿",
            "投诉的事项和基本事实：＿＿＿＿＿＿＿＿＿＿",
            "请求：＿＿＿＿＿＿＿＿＿＿",
            "线索和证明材料：＿＿＿＿＿＿＿＿",
        ],
    },
    said_signature: &[
        "姓名（单位）：＿＿＿＿＿＿",
        "电话：＿＿＿＿＿＿",
        "地址或邮箱：＿＿＿＿＿＿＿＿",
        "日期：＿＿＿＿年＿＿月＿＿日",
    ],

    progress: "进度查询",
    progress_label: "查项目进度",
    progress_hint: "编号或名称",
    progress_examples: "可以写项目编号、统一交易标识码，或者名称里的几个字。例如：",
    progress_found: |projects, notices, more| {
        let least = if more { " 至少" } else { "" };
        match (projects, notices) {
            (_, 0) => format!("找到{least} {projects} 个项目"),
            (0, _) => format!("找到{least} {notices} 条没有项目编号的公告"),
            _ => format!("找到{least} {projects} 个项目，另有 {notices} 条没有项目编号的公告"),
        }
    },
    progress_none: "没有找到这个项目",
    progress_none_next: "核对一下编号，或者换成名称里的几个字。",
    progress_coming: "较早的公告还在载入，会自动补上",
    progress_more: "还有更多，请把编号或名称写得更完整。",
    progress_now: "现在",
    progress_next: "下一步",
    progress_done: "没有必经的下一环节",
    progress_loose: "没有项目编号的公告",
};
