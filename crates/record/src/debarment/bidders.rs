//! Joint bidders (联合体), taken apart. What a field does not part stays one name.

/// The firms that a field names as one bidder (联合体): apart, and without their parts in it.
pub fn bidders(field: &str) -> Vec<String> {
    const PARTS: [&str; 6] = ["联合体", "牵头", "主体", "主办", "成员", "分包"];
    let is_part = |text: &str| PARTS.iter().any(|part| text.contains(part));
    // Not at a comma in brackets: 示例公司（牵头单位，施工单位）.
    let mut depth = 0_i32;
    let names = field.split(|c| {
        depth += match c {
            '（' | '(' => 1,
            '）' | ')' => -1,
            _ => 0,
        };
        depth <= 0
            && matches!(
                c,
                '、' | ';' | '；' | ',' | '，' | '\n' | '+' | '＋' | '/' | '／'
            )
    });
    let names = names.filter_map(|name| {
        // 联合体牵头人：示例公司
        let after = name
            .split_once(['：', ':'])
            .filter(|(before, _)| is_part(before));
        let mut name = after.map_or(name, |(_, after)| after).trim().to_owned();
        // 示例公司（联合体成员）
        if let Some((rest, part)) = name.rsplit_once(['（', '('])
            && part.ends_with(['）', ')'])
            && is_part(part)
        {
            name = rest.trim().to_owned();
        }
        // 示例公司、示例设计院联合体
        let name = name.strip_suffix("联合体").unwrap_or(&name).trim();
        (!name.is_empty()).then(|| name.to_owned())
    });
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joint_bidders_are_taken_apart() {
        let field = "联合体牵头人：示例一建有限公司（联合体主体），示例设计院（普通合伙）；示例（汕尾）监理公司(成员)、";
        let names = [
            "示例一建有限公司",
            "示例设计院（普通合伙）",
            "示例（汕尾）监理公司",
        ];
        assert_eq!(bidders(field), names);
        let field = "示例一建有限公司(牵头单位，施工单位)；联合体单位：示例设计有限公司、示例监理公司联合体";
        let names = ["示例一建有限公司", "示例设计有限公司", "示例监理公司"];
        assert_eq!(bidders(field), names);
    }
}
