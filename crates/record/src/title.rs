//! What a title is about, without the kind of notice at its end.

/// Ends that titles have by their stage, the longest first.
const TAILS: [&str; 41] = [
    "中标结果公示",
    "结果公示",
    "挂牌公告",
    "评标报告",
    "验收公告",
    "中标（成交）结果公告",
    "中标候选人公示",
    "资格预审公告",
    "竞争性磋商公告",
    "竞争性谈判公告",
    "竣工验收情况公开",
    "履约验收结果公告",
    "采购意向公告",
    "采购更正公告",
    "中标结果公告",
    "成交结果公告",
    "公开招标公告",
    "挂牌出让公告",
    "网上交易出让公告",
    "终止出让公告",
    "出让补充公告",
    "采购失败公告",
    "单一来源采购公示",
    "出让合同公示",
    "澄清公告",
    "更正公告",
    "招标公告",
    "采购公告",
    "出让公告",
    "结果公告",
    "终止公告",
    "询价公告",
    "合同公告",
    "交易公告",
    "成交公示",
    "合同公开",
    "开标记录",
    "合同",
    "公告",
    "公示",
    "公开",
];

/// The name of what a notice is about: without the kind of notice and the count of the attempt.
/// For finding what may be related, not for joining.
pub fn title_stem(title: &str) -> &str {
    let mut stem = title.trim();
    loop {
        let before = stem;
        for tail in TAILS {
            stem = stem.strip_suffix(tail).unwrap_or(stem);
        }
        stem = stem.trim_end_matches(['的', ' ', '-', '—', '_']);
        // （第二次）, （更正）
        if let Some(open) = stem.ends_with('）').then(|| stem.rfind('（')).flatten() {
            let inside = &stem[open + '（'.len_utf8()..];
            if inside.starts_with('第') || inside.starts_with("更正") || inside.starts_with("重新")
            {
                stem = &stem[..open];
            }
        }
        if stem == before {
            return stem;
        }
    }
}

/// Words of a title by which it says that the transaction has ended without a result (终止、流标).
const ENDED: [&str; 5] = ["终止", "取消", "流标", "废标", "流拍"];

/// Whether a title says that the transaction has ended without a result.
pub fn says_ended(title: &str) -> bool {
    ENDED.iter().any(|word| title.contains(word))
}

#[cfg(test)]
mod tests {
    use super::{says_ended, title_stem};

    #[test]
    fn a_title_may_say_that_it_is_over() {
        assert!(says_ended("海丰县污水管网工程流标公告"));
        assert!(!says_ended("海丰县污水管网工程招标公告"));
    }

    #[test]
    fn the_kind_of_notice_and_the_attempt_are_left_out() {
        for (title, stem) in [
            ("海丰县污水管网工程（第二次）招标公告", "海丰县污水管网工程"),
            ("海丰县污水管网工程招标公告（更正）", "海丰县污水管网工程"),
            ("设备采购项目的合同公告", "设备采购项目"),
            (
                "设备（含安装）采购项目中标（成交）结果公告",
                "设备（含安装）采购项目",
            ),
            ("公告", ""),
            ("", ""),
            ("（第", "（第"),
        ] {
            assert_eq!(title_stem(title), stem, "{title}");
        }
    }
}
