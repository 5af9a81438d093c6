//! 简体中文

use super::KeepWords;
use crate::state::keep::Halt;

/// The texts.
pub(super) const WORDS: KeepWords = KeepWords {
    about_app: "应用的消息",
    ready: "有新版本",
    take: "现在更新",
    later: "稍后",
    too_old: "公告数据要用较新的应用才能读。本机已有的内容还能查。",
    newer_data: "本机有较新版本应用写下的内容，这个版本没有改动它。更新应用后照旧可用。",
    look: "更新应用",
    looking: "正在找新版本……",
    no_newer: "现在还没有新版本可装，请稍后再试。",
    updated: "应用已更新",
    what_changed: "看看变了什么",
    noted: "知道了",

    changes: "更新记录",
    changes_note: "应用变了什么，新的在前。",
    changes_read: "展开更新记录",
    changes_missing: "更新记录不在本机。联网后再看。",
    new_to_you: "您上次用过之后的",

    kept: "本机存了什么",
    kept_since: |at| format!("上次与发布方核对：{at}"),
    oldest: |record, text| match text {
        Some(text) => format!("公告数据最早存于 {record}，正文最早存于 {text}"),
        None => format!("公告数据最早存于 {record}"),
    },
    app: "应用",
    record_of: |year| format!("{year} 年公告"),
    texts: |n| format!("公告正文（{n} 份）"),
    blacklist: "黑名单",
    reference: "参考资料（法规期限、工作日、清单、办事）",
    personal: "设置、信、名单和关注的内容",
    together: "合计",
    full: "本机空间不够，放不下的数据只在这次打开时能用。腾出空间后会自动补上；已存的没有丢。",
    promised: |kept| {
        if kept {
            "浏览器答应不自动清除这些数据。"
        } else {
            "空间紧张时，浏览器可能清除这些数据。装到主屏幕、常常打开，能减少这种可能。"
        }
    },

    years: "保留几年的公告",
    years_note: "更早的公告和它们的正文从本机删除，也不再下载；查询会写明从哪一年起。少留几年时，缺了什么就不再推断。",
    year_choices: ["全部", "近 5 年", "近 3 年", "只留今年"],
    left_out: "这条公告可能在本机不保留的年份里",
    left_out_next: "在“离线与存储”里选更多年份，再打开一次。",

    whole_texts: "下载正文",
    texts_note: "打开过的公告，正文会自动留在本机。也可以先把一年的正文全部下载，断网时都能读。",
    year: |year, notices| format!("{year} 年，{notices} 条"),
    to_fetch: |size| format!("还要下载 {size}"),
    all_here: |size| format!("全在本机，{size}"),
    fetch: "下载全文",
    no_longer: "不再下载",
    fetching: |done, all| format!("已有 {done}，共 {all}"),
    progress: "正文下载进度",
    pause: "暂停",
    go_on: "继续",
    halted: |halt| match halt {
        Halt::Paused => "已暂停。",
        Halt::Metered => "现在不是 Wi-Fi，等连上 Wi-Fi 再下载。",
        Halt::Offline => "没有网络，联网后接着下载。",
        Halt::Refused => "服务器没有给出一些正文，稍后会再试。",
        Halt::Full => "本机空间不够，下载停了。已下载的都在；腾出空间后接着下载。",
    },
    followed: "关注的公告，正文也先下载",
    followed_note: "下载时，服务器看得到取了哪些公告的正文，可能猜到您关注什么，所以由您来选。",
    free_lines: "只用 Wi-Fi 下载正文",
    free_lines_note: "公告列表和核对照常进行，用量很小。",
    free_lines_untold: "这个浏览器不告诉应用用的是不是 Wi-Fi，所以选不了。",

    delete: "删除",
    kinds: [
        "公告正文",
        "全部公告数据",
        "信、名单、设置和浏览记录",
        "全部",
    ],
    sure: [
        "本机的公告正文都会删除，也不再自动下载整年的正文。确定删除？",
        "公告、正文、黑名单和参考资料都会删除，以后联网重新载入。确定删除？",
        "写过的信、常查名单、设置和浏览记录都会删除，找不回来。确定删除？",
        "公告、浏览记录、写过的信、常查名单和设置都会删除，以后要联网重新载入。确定删除？",
    ],
    followed_too: "关注的内容也删除",
    followed_stays: "关注的内容会留着，除非在这里勾选。",
};
