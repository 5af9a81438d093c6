//! The sources' code tables as data. A code that is not here is not guessed: its label is shown.
//!
//! The codes of 粤公平 are those that several of its readers have seen in live answers; those of
//! three digits are the data-set numbers of 《公共资源交易平台系统数据规范》, which its oldest rows
//! carry. The national platform's are those of its own search page.

use crate::{Domain, Stage};

use Stage::{
    Amendment, Award, AwardPending, Cancellation, Contract, Evaluation, Implementation, Opening,
    Planning, Qualification, Tender,
};

/// 粤公平's stage codes.
const YGP_STAGES: &[(&str, Stage)] = &[
    ("3C14", Tender),
    ("3C16", Amendment),
    ("3C31", Opening),
    ("3C42", Evaluation),
    ("3C51", AwardPending),
    ("3C52", Award),
    ("3C53", Contract),
    ("3C54", Contract),
    ("3C61", Contract),
    ("3C73", Qualification),
    ("3C81", Cancellation),
    ("3812", Planning),
    ("3822", Tender),
    ("3871", Award),
    ("2871", Award),
    ("2873", Award),
    ("3881", Contract),
    ("38A1", Cancellation),
    ("38B1", Amendment),
    ("3111", Tender),
    ("3161", Contract),
    ("3I11", Tender),
    ("503", Tender),
    ("504", Amendment),
    ("506", Opening),
    ("509", Evaluation),
    ("511", AwardPending),
    ("512", Contract),
    ("513", Award),
    ("517", Cancellation),
    ("551", Tender),
    ("552", Amendment),
    ("553", Award),
    ("554", Contract),
    ("600", Tender),
    ("601", Award),
    ("650", Tender),
    ("651", Tender),
    ("652", Award),
    ("653", Award),
    ("700", Tender),
    ("701", Award),
    ("750", Tender),
    ("753", Award),
];

/// The national platform's stage codes. 0403 公开信息 and 0404 登记公告信息 are no stage of ours.
const GGZY_STAGES: &[(&str, Stage)] = &[
    ("0101", Tender),
    ("0102", Opening),
    ("0104", Award),
    ("0105", Amendment),
    ("0106", Qualification),
    ("0201", Tender),
    ("0202", Award),
    ("0203", Contract),
    ("0204", Amendment),
    ("0301", Tender),
    ("0302", Award),
    ("0401", Tender),
    ("0402", Award),
    ("0501", Tender),
    ("0502", Award),
    ("9001", Tender),
    ("9002", AwardPending),
];

/// Words of a stage's name, the telling ones first: 采购失败公告 is no 公告 of a tender.
const LABELS: &[(&str, Stage)] = &[
    ("终止", Cancellation),
    ("流标", Cancellation),
    ("废标", Cancellation),
    ("失败", Cancellation),
    ("异常", Cancellation),
    ("更正", Amendment),
    ("澄清", Amendment),
    ("变更", Amendment),
    ("答疑", Amendment),
    ("意向", Planning),
    ("计划", Planning),
    ("预披露", Planning),
    ("开标", Opening),
    ("资格审查", Qualification),
    ("资格预审结果", Qualification),
    ("资审结果", Qualification),
    ("评标报告", Evaluation),
    ("候选人", AwardPending),
    ("成交公示", AwardPending),
    ("履约", Implementation),
    ("验收", Implementation),
    ("合同", Contract),
    ("结果", Award),
    ("成交", Award),
    ("中标", Award),
    ("招标公告", Tender),
    ("采购公告", Tender),
    ("资格预审", Tender),
    ("出让公告", Tender),
    ("交易公告", Tender),
    ("挂牌", Tender),
    ("信息披露", Tender),
];

/// 粤公平's codes of domains. `B` is land and mining together and is split by words.
const YGP_DOMAINS: &[(&str, Domain)] = &[
    ("A", Domain::Works),
    ("C", Domain::StateAssets),
    ("D", Domain::Procurement),
];

/// The national platform's domains, by code and by name.
const GGZY_DOMAINS: &[(&str, &str, Domain)] = &[
    ("01", "工程建设", Domain::Works),
    ("02", "政府采购", Domain::Procurement),
    ("03", "土地使用权", Domain::Land),
    ("04", "矿业权", Domain::Mining),
    ("05", "国有产权", Domain::StateAssets),
];

fn in_table<T: Copy>(table: &[(&str, T)], code: &str) -> Option<T> {
    table
        .iter()
        .find(|(known, _)| *known == code)
        .map(|(_, value)| *value)
}

/// The stage that a label names.
pub(super) fn stage_of_label(label: &str) -> Option<Stage> {
    LABELS
        .iter()
        .find(|(word, _)| label.contains(word))
        .map(|(_, stage)| *stage)
}

/// A stage of 粤公平: by its code where that is known, else by its label.
pub(super) fn ygp_stage(code: &str, label: &str) -> Option<Stage> {
    in_table(YGP_STAGES, code).or_else(|| stage_of_label(label))
}

/// A stage of the national platform: by its code where that is known, else by its label.
pub(super) fn ggzy_stage(code: &str, label: &str) -> Option<Stage> {
    match code {
        "0403" | "0404" => None,
        _ => in_table(GGZY_STAGES, code).or_else(|| stage_of_label(label)),
    }
}

/// A domain of 粤公平; `words` are labels and title, which alone tell land from mining.
pub(super) fn ygp_domain(code: &str, words: &[&str]) -> Domain {
    let says = |any: &[&str]| {
        any.iter()
            .any(|w| words.iter().any(|text| text.contains(w)))
    };
    if code != "B" {
        return in_table(YGP_DOMAINS, code).unwrap_or(Domain::Other);
    }
    if says(&["采矿", "探矿", "矿业权", "矿区", "矿产"]) {
        Domain::Mining
    } else if says(&["土地使用", "地块", "宗地", "用地", "土地出让", "国有土地"])
    {
        Domain::Land
    } else {
        Domain::Other
    }
}

/// The code by which 粤公平 is asked for a domain; empty for any.
pub(super) const fn ygp_domain_code(domain: Option<Domain>) -> &'static str {
    match domain {
        Some(Domain::Works) => "A",
        Some(Domain::Land | Domain::Mining) => "B",
        Some(Domain::StateAssets) => "C",
        Some(Domain::Procurement) => "D",
        Some(Domain::Other) | None => "",
    }
}

/// A domain of the national platform, by the code of the stage (its first half), else by name.
pub(super) fn ggzy_domain(stage: &str, label: &str) -> Domain {
    let half = stage.get(..2).unwrap_or_default();
    let found = GGZY_DOMAINS
        .iter()
        .find(|(code, name, _)| *code == half || label.contains(name));
    found.map_or(Domain::Other, |(_, _, domain)| *domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_stands_twice() {
        for table in [YGP_STAGES, GGZY_STAGES, LABELS] {
            for (i, (code, _)) in table.iter().enumerate() {
                assert!(table[..i].iter().all(|(other, _)| other != code), "{code}");
            }
        }
    }

    #[test]
    fn labels_name_stages() {
        for (label, stage) in [
            ("招标公告与资格预审公告", Some(Tender)),
            ("采购（资格预审）公告", Some(Tender)),
            ("资格预审结果公示", Some(Qualification)),
            ("中标（成交）结果公告", Some(Award)),
            ("国有土地使用权出让公告", Some(Tender)),
            ("产权预披露", Some(Planning)),
            ("采购失败公告", Some(Cancellation)),
            ("投标文件公开", None),
            ("土地登记", None),
            ("", None),
        ] {
            assert_eq!(stage_of_label(label), stage, "{label}");
        }
    }

    #[test]
    fn land_and_mining_are_told_apart_by_words_or_not_at_all() {
        for (words, domain) in [
            ("海丰县建筑用花岗岩矿采矿权挂牌出让", Domain::Mining),
            ("汕尾市区国有建设用地使用权网上挂牌出让公告", Domain::Land),
            ("关于某事的公告", Domain::Other),
        ] {
            assert_eq!(ygp_domain("B", &["土地矿业", words]), domain, "{words}");
        }
        assert_eq!(ygp_domain("Q", &[]), Domain::Other);
    }

    #[test]
    fn an_unknown_code_falls_back_on_its_label() {
        assert_eq!(ygp_stage("9X99", "中标候选人公示"), Some(AwardPending));
        assert_eq!(ygp_stage("9X99", "神秘公示"), None);
        assert_eq!(ggzy_stage("0404", "登记公告信息"), None);
    }
}
