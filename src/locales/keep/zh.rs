//! 简体中文

use super::KeepWords;

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
};
