//! The five lines: 谁 · 做什么 · 多少钱 · 什么时候截止 · 找谁问.

use crate::components::due::Due;
use crate::components::notice_row::form;
use crate::locales::{Words, format, use_words};
use crate::platform::clock;
use crate::state::use_record;
use leptos::prelude::*;
use record::{Money, Notice, NoticeDetail};
use stylers_macro::style_sheet;

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
                <span class="due" data-due=due.code()>{due.text(deadline, now.date(), words)}</span>
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
    let ask = match ask(&notice, &contacts) {
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
    view! { class = class,
        <dl class="card lines" aria-label=words.card_label>
            <div class="line"><dt>{who}</dt><dd>{or_missing(&notice.buyer)}</dd></div>
            <div class="line"><dt>{words.what}</dt><dd>{or_missing(&subject(&notice))}</dd></div>
            <div class="line"><dt>{words.how_much}</dt><dd>{money}</dd></div>
            <div class="line"><dt>{words.until}</dt><dd>{until}{amended}</dd></div>
            <div class="line"><dt>{words.whom_to_ask}</dt><dd>{ask}{hotline}</dd></div>
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

/// What the notice is about: its title without the words that only name the kind of notice.
pub(super) fn subject(notice: &Notice) -> String {
    let title = notice.title.trim();
    let short = record::title_stem(title);
    let what = if short.chars().count() >= 4 {
        short
    } else {
        title
    };
    match notice.category.as_str() {
        "" => what.to_owned(),
        category => format!("{what}（{category}）"),
    }
}

/// How to reach somebody, as the structured fields say: at most two.
pub(super) fn contacts(detail: &NoticeDetail) -> Vec<String> {
    let says_how = |label: &str| ["电话", "联系方式"].iter().any(|w| label.contains(w));
    detail
        .fields
        .iter()
        .filter(|f| says_how(&f.label) && f.value.chars().any(|c| c.is_ascii_digit()))
        .map(|f| f.value.trim().to_owned())
        .take(2)
        .collect()
}

/// Whom to ask: the agency, else the buyer, with what is known of how.
pub(super) fn ask(notice: &Notice, contacts: &[String]) -> Option<String> {
    let name = [&notice.agency, &notice.buyer]
        .into_iter()
        .find(|name| !name.is_empty());
    let mut parts: Vec<String> = name.cloned().into_iter().collect();
    parts.extend_from_slice(contacts);
    (!parts.is_empty()).then(|| parts.join("，"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Lang;
    use chrono::NaiveDate;
    use record::{Domain, MoneyKind, NoticeId, Price, SourceId, When};

    fn notice(title: &str, category: &str) -> Notice {
        Notice {
            id: NoticeId::from_bits(1),
            source: SourceId("demo".into()),
            title: title.into(),
            project: None,
            deal_code: None,
            domain: Domain::Works,
            category: category.into(),
            stage: None,
            stage_label: String::new(),
            region: None,
            region_label: String::new(),
            buyer: "示例局".into(),
            agency: String::new(),
            suppliers: Vec::new(),
            published: When::Day(NaiveDate::default()),
            deadline: None,
            formed: None,
            money: None,
            revision: 1,
        }
    }

    #[test]
    fn what_it_is_about_leaves_out_the_kind_of_notice() {
        let check = |title, category, wanted: &str| {
            assert_eq!(subject(&notice(title, category)), wanted);
        };
        check("污水处理厂工程招标公告", "市政", "污水处理厂工程（市政）");
        check("污水处理厂工程-公告", "", "污水处理厂工程");
        check("公告", "", "公告");
        check("污水处理厂工程", "", "污水处理厂工程");
    }

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

    #[test]
    fn somebody_to_ask_is_named_where_anybody_is() {
        let mut notice = notice("甲", "");
        let phone = ["0660-3361234".to_owned()];
        assert_eq!(
            ask(&notice, &phone).as_deref(),
            Some("示例局，0660-3361234")
        );
        notice.agency = "示例代理".into();
        assert_eq!(ask(&notice, &[]).as_deref(), Some("示例代理"));
        (notice.agency, notice.buyer) = (String::new(), String::new());
        assert_eq!(ask(&notice, &[]), None);
    }
}
