//! Names of firms, compared: what is alike although it is written otherwise, and how it differs.
//! Alike never means the same firm.

use crate::fold;

/// Forms of a firm, the longest first: what names are told apart by least.
const FORMS: [&str; 6] = [
    "股份有限责任公司",
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "集团公司",
    "公司",
];

/// Endings by which a name is that of a legal person.
const LEGAL: [&str; 24] = [
    "公司",
    "集团",
    "厂",
    "院",
    "所",
    "中心",
    "学校",
    "大学",
    "协会",
    "学会",
    "商会",
    "基金会",
    "合作社",
    "联合社",
    "事务所",
    "银行",
    "分行",
    "支行",
    "局",
    "站",
    "社",
    "部",
    "场",
    "店",
];

/// Names of regions with which firms' names begin.
const REGIONS: [&str; 12] = [
    "中国",
    "广东省",
    "广东",
    "汕尾市",
    "汕尾",
    "海丰县",
    "海丰",
    "陆丰市",
    "陆丰",
    "陆河县",
    "陆河",
    "汕尾市城区",
];

/// How two names that are alike differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// 全角、半角、大小写、繁简、空格
    Writing,
    /// 括号
    Brackets,
    /// 有限公司、有限责任公司 …
    Form,
    /// 地区前缀
    Region,
}

/// Whether a name is that of a legal person, as far as a name shows it. Lists of penalties hold
/// natural persons too, and those are not carried.
pub fn is_legal_person(name: &str) -> bool {
    let bare = without_brackets(&fold(name));
    LEGAL.iter().any(|end| bare.ends_with(end)) || bare.chars().count() > 5
}

/// What is left of a name when everything is taken off in which alike names may differ. Empty
/// where nothing is left, and then nothing is alike.
pub fn stem(name: &str) -> String {
    let bare = without_brackets(&fold(name)).replace(' ', "");
    let formless = FORMS.iter().find_map(|form| bare.strip_suffix(form));
    let mut rest = formless.unwrap_or(&bare);
    while let Some(next) = REGIONS.iter().find_map(|region| rest.strip_prefix(region)) {
        rest = next;
    }
    rest.to_owned()
}

/// In what two names of the same [`stem`] differ; empty where they are written alike.
pub fn differences(one: &str, other: &str) -> Vec<Difference> {
    let mut found = Vec::new();
    let plain = |name: &str| fold(name).replace(' ', "");
    let (a, b) = (plain(one), plain(other));
    if a == b {
        found.extend((one != other).then_some(Difference::Writing));
        return found;
    }
    let brackets = |name: &str| name.contains(['(', ')', '[', ']', '【', '】']);
    if brackets(&a) != brackets(&b) || without_brackets(&a) == without_brackets(&b) {
        found.push(Difference::Brackets);
    }
    let (a, b) = (without_brackets(&a), without_brackets(&b));
    let form = |name: &str| FORMS.iter().find(|form| name.ends_with(**form)).copied();
    if form(&a) != form(&b) {
        found.push(Difference::Form);
    }
    let formless = |name: &str| {
        let form = form(name).unwrap_or_default();
        name.strip_suffix(form).unwrap_or(name).to_owned()
    };
    if formless(&a) != formless(&b) {
        found.push(Difference::Region);
    }
    found
}

/// The brackets themselves go, what stands in them stays.
fn without_brackets(name: &str) -> String {
    name.replace(
        [
            '(', ')', '[', ']', '【', '】', '〔', '〕', '《', '》', '"', '“', '”', '·',
        ],
        "",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alike_names_have_one_stem_and_say_how_they_differ() {
        use Difference::{Brackets, Form, Region, Writing};
        let name = "广东示例建设有限公司";
        for (other, how) in [
            ("广东示例建设有限公司", &[][..]),
            ("廣東示例建設有限公司", &[Writing]),
            ("广东示例建设 有限公司", &[Writing]),
            ("（广东）示例建设有限公司", &[Brackets]),
            ("广东示例建设有限责任公司", &[Form]),
            ("示例建设有限公司", &[Region]),
            ("汕尾市示例建设股份有限公司", &[Form, Region]),
            ("示例（广东）建设有限公司", &[]),
        ] {
            let alike = stem(name) == stem(other);
            let inside = other == "示例（广东）建设有限公司";
            assert_eq!(alike, !inside, "{other}");
            if alike {
                assert_eq!(differences(name, other), how, "{other}");
            }
        }
    }

    #[test]
    fn persons_are_told_from_firms() {
        for firm in [
            "示例建设有限公司",
            "海丰县示例加工厂",
            "示例合作社",
            "示例（汕尾）设计院",
        ] {
            assert!(is_legal_person(firm), "{firm}");
        }
        for person in ["张三", "欧阳示例", "李四（个体）", ""] {
            assert!(!is_legal_person(person), "{person}");
        }
    }
}
