//! The handling guide (办事指南、业务咨询) and the policy documents with their clean-up state
//! (清理规范文件): reference data, as an operator edits it.

use crate::{Domain, Text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The guide of a place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Guide {
    /// What people come for, most wanted first.
    pub procedures: Vec<Procedure>,
    /// The documents that govern the field, newest first.
    pub policies: Vec<Policy>,
}

/// How to do something (办事).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Procedure {
    /// Its stable name: `objection`.
    pub id: String,
    /// What for, as people ask: 对中标候选人有异议.
    pub name: Text,
    /// The domains that it holds for; empty for all.
    #[serde(default)]
    pub domains: Vec<Domain>,
    /// Who may.
    pub who: Text,
    /// By when.
    pub when: Text,
    /// What to do, step by step.
    pub steps: Vec<Text>,
    /// When an answer is due, in words.
    pub answer: Text,
    /// By what law.
    pub basis: Vec<String>,
    /// Whether that was checked against the text of the law; else it is reference only.
    pub verified: bool,
}

/// A policy document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Policy {
    /// Its title.
    pub title: String,
    /// Its number: 发改办法规〔2018〕94号; may be empty.
    #[serde(default)]
    pub number: String,
    /// Who issued it.
    pub issuer: String,
    /// When, as exactly as is known: a year, a month or a day.
    #[serde(default)]
    pub date: String,
    /// Whether it is in force.
    pub state: PolicyState,
    /// What the clean-up found (清理结果); may be empty.
    #[serde(default)]
    pub result: Option<Text>,
    /// When the state was last checked.
    #[serde(default)]
    pub checked: Option<NaiveDate>,
    /// Where that was read.
    pub source: String,
}

/// Whether a document is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PolicyState {
    /// 现行有效
    InForce,
    /// 已修改
    Amended,
    /// 已废止
    Repealed,
    /// 未核实
    Unverified,
}

impl Guide {
    /// Reads `policies-….json` of the site data, or an operator's file.
    ///
    /// # Errors
    /// If it is not of that shape.
    pub fn from_json(json: &[u8]) -> serde_json::Result<Self> {
        serde_json::from_slice(json)
    }
}
