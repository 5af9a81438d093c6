//! The amounts of a detail, and the one of them that lists show.

use crate::{Money, MoneyKind, Price, Stage, Unit};

/// Field codes of amounts. 513's BID_AMOUNT is the winning one.
const KINDS: [(&str, MoneyKind); 13] = [
    ("BUDGET_PRICE", MoneyKind::Budget),
    ("PROGRAM_BUDGET", MoneyKind::Budget),
    ("UNIT_BUDGET", MoneyKind::Budget),
    ("CONTRACT_RECKON_PRICE", MoneyKind::Budget),
    ("MAX_BID_LIMIT_PRICE", MoneyKind::Ceiling),
    ("PROJECT_PRICE", MoneyKind::Ceiling),
    ("BID_PRICE", MoneyKind::Bid),
    ("WIN_BID_PRICE", MoneyKind::Award),
    ("BID_AMOUNT", MoneyKind::Award),
    ("DEAL_PRICE", MoneyKind::Award),
    ("TRADE_VALUE", MoneyKind::Award),
    ("CONTRACT_PRICE", MoneyKind::Contract),
    ("CONTRACT_AMOUNT", MoneyKind::Contract),
];

/// What the amount of a field code is.
pub(super) fn kind(code: &str) -> Option<MoneyKind> {
    KINDS
        .iter()
        .find(|(known, _)| *known == code)
        .map(|(_, kind)| *kind)
}

/// The price of a field: its unit stands in the value, in the label, or in a field beside it.
/// A number whose unit nothing tells stays text, since a guess would be wrong ten thousandfold.
/// `None` for nothing and for zero, which is how the platform writes nothing.
pub(super) fn price(value: &str, label: &str, beside: Option<Unit>) -> Option<Price> {
    let in_label = if label.contains("万元") {
        Some(Unit::TenThousandYuan)
    } else if label.contains('元') {
        Some(Unit::Yuan)
    } else {
        None
    };
    let unit = in_label.or(beside);
    let says_unit = value.contains(['元', '万', '亿', '¥', '￥']);
    let price = match (unit, says_unit) {
        (Some(unit), _) => Price::parse(value, unit),
        (None, true) => Price::parse(value, Unit::Yuan),
        (None, false) => match Price::parse(value, Unit::Yuan) {
            Price::Fen(0) => Price::Fen(0),
            Price::Fen(_) => Price::Text(value.to_owned()),
            other => other,
        },
    };
    match price {
        Price::Fen(0) => None,
        Price::Text(text) if text.is_empty() => None,
        other => Some(other),
    }
}

/// The amount that a list shows, of all that a notice of this stage names. Several lots are
/// several amounts: they are listed, not summed, and none passes for the whole.
pub(super) fn main(stage: Option<Stage>, all: &[Money]) -> Option<Money> {
    use MoneyKind::{Award, Bid, Budget, Ceiling, Contract};
    let order = match stage {
        Some(Stage::AwardPending | Stage::Award) => [Award, Bid, Ceiling, Budget, Contract],
        Some(Stage::Contract | Stage::Implementation) => [Contract, Award, Bid, Ceiling, Budget],
        _ => [Budget, Ceiling, Award, Bid, Contract],
    };
    let kind = order
        .into_iter()
        .find(|kind| all.iter().any(|m| m.kind == *kind))?;
    let mut prices: Vec<&Price> = Vec::new();
    for money in all.iter().filter(|m| m.kind == kind) {
        if !prices.contains(&&money.price) {
            prices.push(&money.price);
        }
    }
    let price = match prices.as_slice() {
        [one] => (*one).clone(),
        several => Price::Text(
            several
                .iter()
                .map(|p| written(p))
                .collect::<Vec<_>>()
                .join("；"),
        ),
    };
    Some(Money { kind, price })
}

fn written(price: &Price) -> String {
    match price {
        Price::Fen(fen) => format!("{}.{:02}元", fen / 100, fen % 100),
        Price::Rate(text) | Price::Text(text) => text.clone(),
    }
}
