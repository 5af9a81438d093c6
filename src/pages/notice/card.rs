//! The five lines: 谁 · 做什么 · 多少钱 · 什么时候截止 · 找谁问.

use super::said::Lines;
use crate::components::due::{self, Due};
use crate::components::notice_row::form;
use crate::locales::{Words, format, use_words};
use crate::platform::clock;
use crate::state::use_record;
use leptos::prelude::*;
use record::shown::{ask, contacts, subject};
use record::{Money, Notice, NoticeDetail};
use stylers_macro::style_sheet;

/// The id of the five lines, for what reads them aloud.
pub const ID: &str = "card";

/// The five lines of a notice. What it does not say is said to be missing.
#[component]
pub fn Card(
    /// What the list knows.
    notice: Notice,
    /// The whole, once it is here.
    detail: Option<NoticeDetail>,
) -> impl IntoView {
    let class = style_sheet!("./src/pages/notice/card.css");
    let words = use_words();
    let record = use_record();
    let now = clock::now();
    let missing = |text: &'static str| {
        view! { class = class, <span class="missing">{text}</span> }.into_any()
    };
    let or_missing = |text: &str| match text {
        "" => missing(words.not_said),
        text => view! { class = class, <span lang="zh-CN">{text.to_owned()}</span> }.into_any(),
    };
    let who = if notice.domain.is_sale() {
        words.who_sells
    } else {
        words.who
    };
    let money = match &notice.money {
        Some(money) => view! { class = class,
            <span class="money" data-form=form(&money.price)>{amount(money, words)}</span>
        }
        .into_any(),
        None => missing(words.not_said),
    };
    let until = match notice.deadline {
        Some(deadline) => {
            let due = Due::of(deadline, now);
            view! { class = class,
                <span class="due" data-due=due.code()>{due::text(due, deadline, now.date(), words)}</span>
            }
            .into_any()
        }
        None => missing(words.no_deadline),
    };
    let this = notice.clone();
    let amended = move || {
        let all = record.project(this.project.as_ref()?);
        record::clock::amended(&this, &all).then(|| {
            view! { class = class, <span class="hotline">{words.amended}</span> }
        })
    };
    let contacts = detail.as_ref().map(contacts).unwrap_or_default();
    let said = Lines::in_mandarin();
    let asked = ask(&notice, &contacts);
    let ask_said = {
        let asked = asked.clone();
        move || {
            let hotline = record.manifest().map(|m| m.instance.hotline.clone());
            Lines::in_mandarin().whom_to_ask(asked.as_deref(), &hotline.unwrap_or_default())
        }
    };
    let ask = match asked {
        Some(text) => view! { class = class, <span lang="zh-CN">{text}</span> }.into_any(),
        None => missing(words.not_said),
    };
    let hotline = move || {
        let manifest = record.manifest()?;
        let number = manifest.instance.hotline.clone();
        (!number.is_empty()).then(|| {
            view! { class = class,
                <span class="hotline">{(words.or_call)(&number)}</span>
            }
        })
    };
    let subject = subject(&notice);
    view! { class = class,
        <dl class="card lines" id=ID aria-label=words.card_label>
            <div class="line" data-said=said.who(&notice)>
                <dt>{who}</dt><dd>{or_missing(&notice.buyer)}</dd>
            </div>
            <div class="line" data-said=said.what(&subject)>
                <dt>{words.what}</dt><dd>{or_missing(&subject)}</dd>
            </div>
            <div class="line" data-said=said.how_much(notice.money.as_ref())>
                <dt>{words.how_much}</dt><dd>{money}</dd>
            </div>
            <div class="line" data-said=said.until(&notice, now)>
                <dt>{words.until}</dt><dd>{until}{amended}</dd>
            </div>
            <div class="line" data-said=ask_said>
                <dt>{words.whom_to_ask}</dt><dd>{ask}{hotline}</dd>
            </div>
        </dl>
    }
}

/// An amount at a glance and, where that was rounded, to the fen.
pub(super) fn amount(money: &Money, words: &Words) -> String {
    let short = format::price(&money.price, words.lang);
    let kind = (words.money_kind)(money.kind);
    match money.fen() {
        Some(fen) if fen % 10_000 != 0 && fen.abs() >= 1_000_000 => {
            format!("{kind} {short} ({})", format::exact_money(fen, words.lang))
        }
        _ => format!("{kind} {short}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Lang;
    use record::{MoneyKind, Price};

    #[test]
    fn a_rounded_amount_is_also_given_exactly() {
        let words = Words::of(Lang::ZhCn);
        let show = |price| {
            let kind = MoneyKind::Budget;
            amount(&Money { kind, price }, words).replace('\u{202f}', " ")
        };
        assert_eq!(show(Price::Fen(215_900_000)), "预算 215.9万元");
        assert_eq!(
            show(Price::Fen(215_912_345)),
            "预算 215.91万元 (2 159 123.45 元)"
        );
        assert_eq!(show(Price::Rate("下浮3%".into())), "预算 下浮3%");
    }
}
