//! What of a detail is about a private person. It never enters the record.

/// Parts of field codes that name a person or how to reach one.
const CODES: [&str; 16] = [
    "CONTACT",
    "LINKMAN",
    "PHONE",
    "TEL",
    "MOBILE",
    "MAIL",
    "FAX",
    "MANAGER",
    "LEADER",
    "LEAD_ID",
    "DIRECTOR",
    "PRINCIPAL",
    "EXPERT",
    "ID_CARD",
    "IDCARD",
    "LEGAL_REP",
];

/// The same in labels.
const LABELS: [&str; 19] = [
    "联系",
    "电话",
    "手机",
    "邮箱",
    "邮件",
    "传真",
    "身份证",
    "证件号",
    "负责人",
    "经理",
    "建造师",
    "总监",
    "专家",
    "评委",
    "法定代表人",
    "法人代表",
    "经办人",
    "姓名",
    "资格证书",
];

/// Whether a field is personal, by its code, its label or the look of its value.
pub(super) fn is_personal(code: &str, label: &str, value: &str) -> bool {
    let code = code.to_ascii_uppercase();
    CODES.iter().any(|part| code.contains(part))
        || LABELS.iter().any(|part| label.contains(part))
        || value.contains('@')
        || runs(value).any(|run| is_mobile(run) || is_identity(run))
}

fn runs(value: &str) -> impl Iterator<Item = &str> {
    value.split(|c: char| !c.is_ascii_alphanumeric())
}

fn is_mobile(run: &str) -> bool {
    run.len() == 11 && run.starts_with('1') && run.bytes().all(|b| b.is_ascii_digit())
}

/// An identity card's number: region, date of birth from the 19th century on, and a check.
fn is_identity(run: &str) -> bool {
    let Some((digits, check)) = run.split_at_checked(17) else {
        return false;
    };
    let born = digits
        .get(6..8)
        .is_some_and(|century| matches!(century, "19" | "20"));
    let month = digits.get(10..12).and_then(|m| m.parse::<u8>().ok());
    digits.bytes().all(|b| b.is_ascii_digit())
        && matches!(check.as_bytes(), [b'0'..=b'9' | b'X' | b'x'])
        && born
        && month.is_some_and(|m| (1..=12).contains(&m))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_from_things() {
        for (code, label, value) in [
            ("TENDERER_CONTACT", "x", "y"),
            ("", "项目经理", "张三"),
            ("", "备注", "王五 13800138000"),
            ("", "备注", "a@example.com"),
            ("", "备注", "44150219900307123X"),
        ] {
            assert!(is_personal(code, label, value), "{code} {label} {value}");
        }
        for (code, label, value) in [
            ("TENDERER_NAME", "招标人名称", "汕尾市水务局"),
            ("", "项目编号", "E4415001234567890001"),
            ("", "统一社会信用代码", "11441500007242381A"),
            ("BUDGET_PRICE", "预算金额（元）", "1380013800.00"),
        ] {
            assert!(!is_personal(code, label, value), "{code} {label} {value}");
        }
    }
}
