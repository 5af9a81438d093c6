//! The five lines as they are read aloud: always in Mandarin, amounts to the fen and once only.

use crate::components::due::{self, Due};
use crate::locales::Words;
use crate::state::Lang;
use chrono::NaiveDateTime;
use record::{Money, Notice, Price};

/// The words of the five lines: who, what, how much, until when, whom to ask.
pub struct Lines {
    words: &'static Words,
}

impl Lines {
    /// In Mandarin, whatever the app's own language is.
    pub const fn in_mandarin() -> Self {
        Self {
            words: Words::of(Lang::ZhCn),
        }
    }

    fn line(&self, name: &str, text: &str) -> String {
        let text = if text.is_empty() {
            self.words.not_said
        } else {
            text
        };
        format!("{name}：{text}。")
    }

    /// 谁
    pub fn who(&self, notice: &Notice) -> String {
        let name = if notice.domain.is_sale() {
            self.words.who_sells
        } else {
            self.words.who
        };
        self.line(name, &notice.buyer)
    }

    /// 做什么
    pub fn what(&self, subject: &str) -> String {
        self.line(self.words.what, subject)
    }

    /// 多少钱
    pub fn how_much(&self, money: Option<&Money>) -> String {
        let amount = money.map(|Money { kind, price }| {
            let price = match price {
                Price::Fen(fen) => {
                    let sign = if *fen < 0 { "-" } else { "" };
                    let size = fen.unsigned_abs();
                    format!("{sign}{}.{:02}元", size / 100, size % 100)
                }
                Price::Rate(text) | Price::Text(text) => text.clone(),
            };
            format!("{}，{price}", (self.words.money_kind)(*kind))
        });
        self.line(self.words.how_much, &amount.unwrap_or_default())
    }

    /// 什么时候截止
    pub fn until(&self, notice: &Notice, now: NaiveDateTime) -> String {
        let text = match notice.deadline {
            Some(deadline) => due::text(Due::of(deadline, now), deadline, now.date(), self.words),
            None => self.words.no_deadline.to_owned(),
        };
        self.line(self.words.until, &text)
    }

    /// 找谁问
    pub fn whom_to_ask(&self, ask: Option<&str>, hotline: &str) -> String {
        let mut text = ask.unwrap_or(self.words.not_said).to_owned();
        if !hotline.is_empty() {
            text += &(self.words.or_call)(hotline);
        }
        self.line(self.words.whom_to_ask, &text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::MoneyKind;
    use record::spoken::spoken;

    #[test]
    fn an_amount_is_said_once_and_to_the_fen() {
        let said = |price| {
            let kind = MoneyKind::Ceiling;
            spoken(&Lines::in_mandarin().how_much(Some(&Money { kind, price })))
        };
        assert_eq!(
            said(Price::Fen(215_912_345)),
            "多少钱：限价，二百一十五万九千一百二十三元四角五分。"
        );
        assert_eq!(said(Price::Fen(-500)), "多少钱：限价，负五元。");
        assert_eq!(
            said(Price::Rate("下浮3%".into())),
            "多少钱：限价，下浮百分之三。"
        );
        assert_eq!(Lines::in_mandarin().how_much(None), "多少钱：公告没有写。");
    }

    #[test]
    fn somebody_to_ask_is_said_with_the_help_line() {
        let said =
            spoken(&Lines::in_mandarin().whom_to_ask(Some("示例代理，0660-3361234"), "12345"));
        assert_eq!(
            said,
            "找谁问：示例代理，零六六零，三三六幺二三四，也可拨打 幺二三四五。"
        );
    }
}
