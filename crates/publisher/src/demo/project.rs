//! A project, and the maker that publishes its notices one after another.

use super::calendar;
use super::correct::correct;
use super::fate::Fate;
use super::names::{Place, chance, firm};
use super::words::firms::AGENCIES;
use super::{price, text, title};
use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};
use fastrand::Rng;
use record::upstream::Draft;
use record::{
    Attachment, Body, Candidate, Domain, Field, Money, MoneyKind, Price, ProjectCode, RegionCode,
    Stage, UnifiedDealCode, When,
};

/// A notice as it is made.
pub(super) struct Made {
    /// The notice.
    pub(super) draft: Draft,
    /// Its text.
    pub(super) body: Body,
    /// When the record first sees it in this form.
    pub(super) seen: NaiveDateTime,
    /// Whether it corrects a notice made before, under the same key.
    pub(super) again: bool,
}

/// What all notices of a project share.
#[derive(Clone)]
pub(super) struct Project {
    pub(super) domain: Domain,
    pub(super) category: &'static str,
    pub(super) place: Place,
    pub(super) name: String,
    pub(super) code: Option<String>,
    pub(super) deal_code: Option<String>,
    pub(super) buyer: String,
    pub(super) agency: String,
    /// In fen.
    pub(super) budget: i64,
    /// In fen; below the budget.
    pub(super) ceiling: i64,
    /// How it is tendered or offered.
    pub(super) method: &'static str,
    /// How titles are written.
    pub(super) style: title::Style,
    /// 依法必须招标: whether the law demands a tender, in the domain that asks.
    pub(super) by_law: Option<bool>,
}

/// A stage as a domain's source names it.
#[derive(Clone, Copy)]
pub(super) struct Step {
    pub(super) stage: Option<Stage>,
    pub(super) label: &'static str,
    /// The source's code, the end of the notice's key; may be empty.
    pub(super) process: &'static str,
    /// What titles of it end with.
    pub(super) tail: &'static str,
}

impl Step {
    /// The step of a stage.
    pub(super) const fn of(
        stage: Stage,
        label: &'static str,
        process: &'static str,
        tail: &'static str,
    ) -> Self {
        Self {
            stage: Some(stage),
            label,
            process,
            tail,
        }
    }
}

/// Makes the notices of one project.
pub(super) struct Maker {
    pub(super) rng: Rng,
    /// The project's number by its first day, and so the number in its code.
    pub(super) serial: u32,
    /// The project's first day.
    pub(super) start: NaiveDate,
    /// What becomes of it.
    pub(super) fate: Fate,
    /// Of how many firms suppliers are taken.
    pub(super) firms: u32,
    /// Nothing is published after this.
    pub(super) until: NaiveDateTime,
    /// Whether its source gives only days.
    pub(super) days_only: bool,
    /// Differs for each project and seed; keys are made from it.
    pub(super) salt: u64,
    pub(super) made: Vec<Made>,
    pub(super) drafted: u64,
}

impl Maker {
    /// The year in which the project began.
    pub(super) fn year(&self) -> i32 {
        self.start.year()
    }

    /// Somewhere in Shanwei, in the project's first year.
    pub(super) fn place(&mut self) -> Place {
        let year = self.year();
        Place::new(&mut self.rng, year)
    }

    /// An agency.
    pub(super) fn agency(&mut self) -> String {
        firm(&mut self.rng, 16 + self.firms / 12, &AGENCIES)
    }

    /// A notice of a project at a step; `nth` follows the title.
    pub(super) fn draft(
        &mut self,
        p: &Project,
        step: &Step,
        nth: &str,
        at: NaiveDateTime,
    ) -> Draft {
        let key = self.key(step.process);
        let unnamed = p.place.district.code == 441_500 || chance(&mut self.rng, 3);
        let (region, label) = if unnamed {
            (441_500, "汕尾市")
        } else {
            (p.place.district.code, p.place.district.label)
        };
        Draft {
            title: title::write(p, step.tail, nth),
            project: p.code.clone().map(ProjectCode),
            deal_code: p.deal_code.clone().map(UnifiedDealCode),
            domain: p.domain,
            category: p.category.to_owned(),
            stage: step.stage,
            stage_label: step.label.to_owned(),
            region: Some(RegionCode(region)),
            region_label: label.to_owned(),
            buyer: p.buyer.clone(),
            agency: p.agency.clone(),
            published: if self.days_only {
                When::Day(at.date())
            } else {
                When::At(at)
            },
            deadline: None,
            publicity_start: None,
            money: None,
            candidates: Vec::new(),
            official_url: Some(format!("https://example.invalid/notice/{key}")),
            fields: Vec::new(),
            html: Vec::new(),
            attachments: Vec::new(),
            complete: true,
            key,
        }
    }

    /// Publishes a draft, unless its time lies after the newest day; seldom corrects it later, and
    /// one that sets a date more often.
    pub(super) fn publish(&mut self, p: &Project, mut draft: Draft) {
        let rng = &mut self.rng;
        let seen = match draft.published {
            When::Day(day) => calendar::at(day, 18, rng.u32(..60), 0),
            When::At(at) => at + TimeDelta::minutes(rng.i64(3..45)),
        };
        if draft.published.start() > self.until {
            return;
        }
        attach(rng, &mut draft);
        let body = text::body(rng, p, &draft);
        let seen = seen.min(self.until);
        let soon = calendar::add(seen.date(), 1 + rng.u32(..6));
        let later = calendar::publish(rng, soon);
        let often = if draft.deadline.is_some() { 60 } else { 15 };
        let corrected = (rng.u32(..1000) < often && later <= self.until).then(|| {
            let draft = correct(rng, &draft);
            Made {
                body: text::body(rng, p, &draft),
                draft,
                seen: later,
                again: true,
            }
        });
        self.made.push(Made {
            draft,
            body,
            seen,
            again: false,
        });
        self.made.extend(corrected);
    }

    /// Unlike any other key of the same seed: both halves are one-to-one in what they mix.
    fn key(&mut self, process: &str) -> String {
        let id = u64::from(self.serial) << 12 | self.drafted;
        self.drafted += 1;
        let (a, b) = (mix(id ^ self.salt), mix(id));
        if process.is_empty() {
            let (p, q, r) = (a >> 32, a >> 16 & 0xffff, a & 0xffff);
            let (s, t) = (b >> 48, b & 0xffff_ffff_ffff);
            return format!("{p:08x}-{q:04x}-{r:04x}-{s:04x}-{t:012x}");
        }
        format!("{a:016x}{b:016x}-{process}")
    }
}

/// One-to-one scrambling of a number (the finaliser of splitmix64).
pub(super) const fn mix(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

fn attach(rng: &mut Rng, draft: &mut Draft) {
    if gives(draft, WITHHELD) {
        return;
    }
    let names: &[&str] = match draft.stage {
        Some(Stage::Tender) => &[
            "文件.pdf",
            "工程量清单（需求清单）.xlsx",
            "图纸.rar",
            "合同范本.docx",
        ],
        Some(Stage::Amendment) => &["答疑澄清文件.pdf", "更正后清单.xlsx"],
        Some(Stage::AwardPending | Stage::Award) => &["评审结果表.pdf", "中小企业声明函.pdf"],
        Some(Stage::Contract) => &["合同扫描件（公开版）.pdf"],
        _ => &["附件1.pdf"],
    };
    let count = rng.usize(..=names.len());
    draft.attachments = names[..count]
        .iter()
        .zip(1..)
        .map(|(name, number)| Attachment {
            name: (*name).to_owned(),
            url: format!("https://example.invalid/files/{}/{number}", draft.key),
        })
        .collect();
}

/// 不予公开依据: the field by which a notice of a contract says that it is not public.
pub(super) const WITHHELD: &str = "WITHHELD_BASIS";

/// Whether a notice has a structured field.
pub(super) fn gives(draft: &Draft, code: &str) -> bool {
    draft.fields.iter().any(|f| f.code == code)
}

/// A structured field.
pub(super) fn field(code: &str, label: &str, value: impl Into<String>) -> Field {
    Field {
        code: code.to_owned(),
        label: label.to_owned(),
        value: value.into(),
    }
}

/// A structured field that holds an amount in fen.
pub(super) fn money_field(rng: &mut Rng, code: &str, label: &str, fen: i64) -> Field {
    field(code, label, price::write(rng, fen))
}

/// A structured field that holds a price of any form.
pub(super) fn price_field(rng: &mut Rng, code: &str, label: &str, price: &Price) -> Field {
    match price {
        Price::Fen(fen) => money_field(rng, code, label, *fen),
        Price::Rate(text) | Price::Text(text) => field(code, label, text),
    }
}

/// A structured field that holds a day; so many in a hundred leave it out.
pub(super) fn day_field(
    rng: &mut Rng,
    absent: u32,
    code: &str,
    label: &str,
    day: NaiveDate,
) -> Option<Field> {
    (!chance(rng, absent)).then(|| field(code, label, day.format("%Y-%m-%d").to_string()))
}

/// A time as sources write it in fields.
pub(super) fn time(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M:%S").to_string()
}

/// An amount in fen of a kind.
pub(super) const fn fen(kind: MoneyKind, fen: i64) -> Option<Money> {
    Some(Money {
        kind,
        price: Price::Fen(fen),
    })
}

/// Candidates with their prices as money of a kind.
pub(super) fn priced(ranked: &[(Candidate, Price)], kind: MoneyKind) -> Vec<Candidate> {
    ranked
        .iter()
        .map(|(candidate, price)| Candidate {
            money: Some(Money {
                kind,
                price: price.clone(),
            }),
            ..candidate.clone()
        })
        .collect()
}
