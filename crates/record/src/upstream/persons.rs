//! Who is a natural person, so that nothing of them is kept. A list of firms that misses one is
//! mended at its source; a person published by us is not.

use super::listed::day;
use crate::debarment::{CreditCode, is_legal_person};
use chrono::NaiveDate;

/// What an organisation is called by, at its name's end.
const ORGANISATIONS: [&str; 27] = [
    "公司",
    "集团",
    "企业",
    "合伙",
    "厂",
    "院",
    "所",
    "中心",
    "学校",
    "大学",
    "中学",
    "小学",
    "幼儿园",
    "会",
    "社",
    "银行",
    "分行",
    "支行",
    "局",
    "站",
    "场",
    "矿",
    "队",
    "园",
    "委员会",
    "部",
    "店",
];
/// What an individual business (个体工商户) is called by, whose name is often its owner's.
const INDIVIDUAL: [&str; 12] = [
    "店",
    "经营部",
    "门市部",
    "服务部",
    "营业部",
    "商行",
    "档口",
    "摊",
    "铺",
    "馆",
    "个体工商户",
    "个体户",
];
/// What says that a person is meant, whatever firm stands beside.
const OF_A_PERSON: [&str; 9] = [
    "法定代表人",
    "负责人",
    "经营者",
    "身份证",
    "实际控制人",
    "股东",
    "员工",
    "业主",
    "先生",
];

/// Whether a name is a natural person's or an individual business's, as far as a name tells. With
/// a valid code only what is plainly a person's.
pub(super) fn is_person(name: &str, has_code: bool) -> bool {
    let bare = without_brackets(name);
    let bare = if bare.is_empty() { name } else { &bare };
    if OF_A_PERSON.iter().any(|word| name.contains(word)) || !is_legal_person(bare) {
        return true;
    }
    if has_code {
        return false;
    }
    let ends = |words: &[&str]| words.iter().any(|word| bare.ends_with(word));
    let latin = bare.to_ascii_lowercase();
    let latin = ["ltd", "inc", "co.", "llc", "gmbh", "corp"]
        .iter()
        .any(|word| latin.contains(word));
    let firm = ["公司", "集团", "合作社"]
        .iter()
        .any(|word| bare.contains(word));
    // 陈建社 ends like an organisation and is a person's name, as far as anybody can tell.
    let short = bare.chars().count() <= 4 && !ends(&["公司", "厂", "银行"]);
    let organisation = latin || (ends(&ORGANISATIONS) && !short);
    !organisation || (ends(&INDIVIDUAL) && !firm)
}

/// A name without what stands in brackets: a place, a form, or what somebody is to the firm.
fn without_brackets(name: &str) -> String {
    let mut depth = 0_u32;
    let outside = name.chars().filter(|c| match c {
        '(' | '（' | '[' | '【' | '〔' => {
            depth += 1;
            false
        }
        ')' | '）' | ']' | '】' | '〕' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    outside.collect::<String>().trim().to_owned()
}

/// Whether a text has the form of a resident's identity number: a date of birth inside, and its
/// check character; or the older one of fifteen digits, or one partly masked.
pub(super) fn is_resident_number(code: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let digits: Vec<u32> = code.chars().filter_map(|c| c.to_digit(10)).collect();
    let all_digits = code.bytes().all(|b| b.is_ascii_digit());
    if code.len() == 15 && all_digits {
        return read_date(&format!("19{}", &code[6..12]));
    }
    let body =
        code.is_ascii() && code.len() == 18 && code[..17].bytes().all(|b| b.is_ascii_digit());
    if !body || !read_date(&code[6..14]) {
        return false;
    }
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(d, w)| d * w).sum();
    let check = b"10X98765432"[(sum % 11) as usize];
    let last = code.as_bytes()[17].to_ascii_uppercase();
    // A slip of the pen in somebody's number is still somebody's number.
    last == check || CreditCode::parse(code).is_none()
}

fn read_date(digits: &str) -> bool {
    let year = digits.get(..4).and_then(|y| y.parse::<u32>().ok());
    year.is_some_and(|y| (1900..2100).contains(&y)) && day(digits).is_some()
        || digits.starts_with("19") && NaiveDate::parse_from_str(digits, "%Y%m%d").is_ok()
}
