//! What a source puts right in a notice that it has published: each class of change occurs.

use super::names::{chance, pick};
use super::price;
use super::project::field;
use chrono::{Days, NaiveDateTime};
use fastrand::Rng;
use record::upstream::Draft;
use record::{Price, Stage, Unit, When};

/// The same notice as its source gives it later.
pub(super) fn correct(rng: &mut Rng, draft: &Draft) -> Draft {
    let mut next = draft.clone();
    match (draft.deadline, draft.money.as_ref().and_then(|m| m.fen())) {
        (Some(When::At(at)), _) if chance(rng, 50) => put_off(rng, &mut next, at),
        (_, Some(fen)) if chance(rng, 30) => reprice(rng, &mut next, fen),
        // One of those who were to win is out.
        _ if draft.stage == Some(Stage::AwardPending)
            && draft.candidates.len() > 1
            && chance(rng, 60) =>
        {
            next.candidates.pop();
        }
        _ if chance(rng, 50) => next.title = format!("{}（更正）", draft.title),
        _ => {
            let said = pick(rng, &["增加附件", "更正联系方式", "更正项目概况"]);
            next.fields
                .push(field("MODIFICATION_CONTENT", "更正内容", said));
        }
    }
    next
}

fn put_off(rng: &mut Rng, draft: &mut Draft, at: NaiveDateTime) {
    let moved = at.checked_add_days(Days::new(rng.u64(3..11))).unwrap_or(at);
    draft.deadline = Some(When::At(moved));
    for field in &mut draft.fields {
        if field.value == super::project::time(at) {
            field.value = super::project::time(moved);
        }
    }
}

/// Lowers the amount by a few in a hundred, wherever the notice gives it.
fn reprice(rng: &mut Rng, draft: &mut Draft, fen: i64) {
    let less = fen / 100 * rng.i64(90..99);
    if let Some(money) = &mut draft.money {
        money.price = Price::Fen(less);
    }
    for field in &mut draft.fields {
        if Price::parse(&field.value, Unit::Yuan) == Price::Fen(fen) {
            field.value = price::write(rng, less);
        }
    }
    for candidate in &mut draft.candidates {
        if let Some(money) = &mut candidate.money
            && money.price == Price::Fen(fen)
        {
            money.price = Price::Fen(less);
        }
    }
}
