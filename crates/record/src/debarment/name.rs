//! Names of firms, compared: what is alike although it is written otherwise, and how it differs.
//! Alike never means the same firm.

use crate::fold;
use crate::fold::hides;

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

/// Regions with which firms' names begin, also without their 省、市、县: the provinces, the cities
/// of Guangdong, the counties of Shanwei.
const REGIONS: [&str; 56] = [
    "中国",
    "北京",
    "天津",
    "河北",
    "山西",
    "内蒙古",
    "辽宁",
    "吉林",
    "黑龙江",
    "上海",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "广西",
    "海南",
    "重庆",
    "四川",
    "贵州",
    "云南",
    "西藏",
    "陕西",
    "甘肃",
    "青海",
    "宁夏",
    "新疆",
    "广州",
    "深圳",
    "珠海",
    "汕头",
    "佛山",
    "韶关",
    "湛江",
    "肇庆",
    "江门",
    "茂名",
    "惠州",
    "梅州",
    "汕尾",
    "河源",
    "阳江",
    "清远",
    "东莞",
    "中山",
    "潮州",
    "揭阳",
    "云浮",
    "海丰",
    "陆丰",
    "陆河",
];
/// What may stand after a region's name.
const RANKS: [&str; 9] = [
    "壮族自治区",
    "回族自治区",
    "维吾尔自治区",
    "自治区",
    "市城区",
    "城区",
    "省",
    "市",
    "县",
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

/// What is left of a name when everything is taken off in which alike names may differ; but never
/// so much that nothing is left. Empty for an empty name, and then nothing is alike.
pub fn stem(name: &str) -> String {
    let bare = without_brackets(&plain(name));
    let formless = FORMS.iter().find_map(|form| bare.strip_suffix(form));
    let mut rest = formless.filter(|rest| !rest.is_empty()).unwrap_or(&bare);
    while let Some(next) = without_region(rest) {
        rest = next;
    }
    rest.to_owned()
}

/// A name without the region that it begins with; `None` where it begins with none, or is one.
fn without_region(name: &str) -> Option<&str> {
    let known = REGIONS.iter().find_map(|region| name.strip_prefix(region));
    let known = known.map(|rest| {
        let rank = RANKS.iter().find_map(|rank| rest.strip_prefix(rank));
        // One character is no name.
        rank.filter(|rest| rest.chars().nth(1).is_some())
            .unwrap_or(rest)
    });
    known
        .or_else(|| elsewhere(name))
        .filter(|rest| !rest.is_empty())
}

/// A name after the 省、市 or 县 of which its beginning says that it is one: 昆明市, 海盐县. Words
/// that end so and are no place stay (超市, 城市).
fn elsewhere(name: &str) -> Option<&str> {
    const NO_PLACE: [char; 8] = ['城', '超', '都', '门', '股', '夜', '花', '上'];
    let mut before = name.chars().next()?;
    for (nth, (at, c)) in name.char_indices().enumerate().skip(1).take(3) {
        if nth >= 2 && matches!(c, '省' | '市' | '县') && !NO_PLACE.contains(&before) {
            let rest = &name[at + c.len_utf8()..];
            return rest.chars().nth(1).is_some().then_some(rest);
        }
        before = c;
    }
    None
}

/// A name in one writing: without gaps, and without marks that nobody sees.
fn plain(name: &str) -> String {
    let kept = fold(name);
    kept.chars().filter(|c| *c != ' ' && !hides(*c)).collect()
}

/// In what two names of the same [`stem`] differ; empty where they are written alike.
pub fn differences(one: &str, other: &str) -> Vec<Difference> {
    let mut found = Vec::new();
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
            ("深圳示例建设有限公司", &[Region]),
            ("广西壮族自治区示例建设有限公司", &[Region]),
            ("昆明市示例建设有限公司", &[Region]),
            ("云南省昆明市示例建设有限公司", &[Region]),
            ("广东示例建设\u{200b}有限公司", &[Writing]),
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
    fn something_is_left_of_every_name() {
        for (name, left) in [
            ("有限公司", "有限公司"),
            ("汕尾有限公司", "汕尾"),
            ("汕尾市城区公司", "市城区"),
            ("中国（深圳）有限公司", "深圳"),
            ("华联超市有限公司", "华联超市"),
            ("新城市建设有限公司", "新城市建设"),
            ("海丰区块链有限公司", "区块链"),
            ("", ""),
            ("（）", ""),
        ] {
            assert_eq!(stem(name), left, "{name}");
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
