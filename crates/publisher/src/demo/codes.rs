//! Made-up credit codes of made-up firms: a code follows from the name alone, so that a notice
//! and the list of debarments mean the same firm.

use super::project::{field, mix};
use record::Field;
use record::debarment::CreditCode;

/// The code of a firm; another `nth` is that of a namesake.
pub(super) fn of(name: &str, nth: u64) -> Option<CreditCode> {
    const DIGITS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let mut rest = number(name, nth);
    let mut code = String::from("91441500MA");
    for _ in 0..7 {
        code.push(char::from(DIGITS[(rest % 31) as usize]));
        rest /= 31;
    }
    CreditCode::complete(&code)
}

/// A number that follows from a text.
pub(super) fn number(text: &str, nth: u64) -> u64 {
    text.bytes()
        .fold(mix(nth), |hash, byte| mix(hash ^ u64::from(byte)))
}

/// The field of a notice that gives the codes of those whom it names, one each: many sources
/// leave it out, so about half of the firms have none.
pub(super) fn fields<'n>(code: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<Field> {
    let label = "统一社会信用代码";
    let firms = names.into_iter().flat_map(members);
    let given = firms.filter(|firm| number(firm, 7) % 100 < 55);
    given
        .filter_map(|firm| Some(field(code, label, of(&firm, 0)?.as_str())))
        .collect()
}

/// The members of a joint bid, or the one who bids alone.
fn members(name: &str) -> Vec<String> {
    let mut bare = name.to_owned();
    for mark in [
        "(主)",
        "(成)",
        "（联合体牵头人）",
        "（联合体成员）",
        "联合体",
    ] {
        bare = bare.replace(mark, "");
    }
    bare.split([',', '、']).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_member_of_a_joint_bid_has_its_own_code() {
        let names = [
            "(主)汕尾市示例甲建设有限公司,(成)示例乙设计（广州）有限公司",
            "汕尾市示例甲建设有限公司（联合体牵头人）、示例乙设计（广州）有限公司（联合体成员）",
            "汕尾市示例甲建设有限公司、示例乙设计（广州）有限公司联合体",
        ];
        for name in names {
            let firms = ["汕尾市示例甲建设有限公司", "示例乙设计（广州）有限公司"];
            assert_eq!(members(name), firms);
        }
        let (one, other) = (of("示例公司", 0), of("示例公司", 1));
        assert!(one.is_some() && other.is_some() && one != other);
    }
}
