//! The options of `sync`, and who the known sources are.

use super::net::Manners;
use crate::store::SourceMeta;
use chrono::{Days, NaiveDate};
use record::SourceId;
use std::path::PathBuf;
use std::time::Duration;

/// Options of `sync`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What the upstream speaks
    #[arg(long, value_enum)]
    pub(super) source: Kind,
    /// The source's key in the record; the kind's own name if absent
    #[arg(long)]
    id: Option<String>,
    /// The source's name, for people
    #[arg(long)]
    name: Option<String>,
    /// The source's public page
    #[arg(long)]
    url: Option<String>,
    /// Where to ask: an address, for jsonl and debarments also a file
    #[arg(long, value_name = "URL|FILE")]
    pub(super) upstream: String,
    /// The store
    #[arg(long, value_name = "FILE")]
    pub(super) store: PathBuf,
    /// ygp: a city (441500), or 44 for the whole province; ggzy: a province (440000), or all;
    /// credit-gd: a word of the authorities' names, or several (汕尾,海丰,陆丰,陆河), or all
    #[arg(long, value_name = "CODE")]
    site: Option<String>,
    /// Nothing older than this day, or than so many days (`60d`). A first run lists everything
    /// since then and fetches each detail, newest first; a later day makes it short
    #[arg(long, value_name = "DATE|DAYS", default_value = "2018-01-01", value_parser = since)]
    pub(super) since: NaiveDate,
    /// The pause between two requests
    #[arg(long, value_name = "MS", default_value_t = 800)]
    pause_ms: u64,
    /// Longest time that one request may take; who has not answered in full by then is not reachable
    #[arg(long, value_name = "MS", default_value_t = 60_000, value_parser = clap::value_parser!(u64).range(1..))]
    timeout_ms: u64,
    /// Go through the whole list again, for changes to old notices. Of a list of debarments: ask
    /// each entry's page again, and believe that more than half are gone
    #[arg(long)]
    pub(super) full: bool,
    /// How the upstream's operators reach you; sent with each request
    #[arg(long, value_name = "TEXT")]
    contact: Option<String>,
}

/// What an upstream speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Kind {
    /// 粤公平, the Guangdong platform
    Ygp,
    /// 全国公共资源交易平台, the national platform
    Ggzy,
    /// JSON Lines of our own schema
    Jsonl,
    /// 中国政府采购网, its list of serious violations
    CcgpCr,
    /// 信用广东, its list of penalties
    CreditGd,
    /// JSON Lines of the platform's sets 300, 302 and 303 and of a court's list, whole each time
    Debarments,
}

/// Id, name and public page of the sources that this program knows.
const KNOWN: [(&str, &str, &str); 7] = [
    (
        "ccgp-cr",
        "中国政府采购网 政府采购严重违法失信行为记录名单",
        "https://www.ccgp.gov.cn/cr/list",
    ),
    (
        "credit-gd",
        "信用广东 行政处罚",
        "https://credit.gd.gov.cn/page/creditPublic/xzcf.html",
    ),
    ("debarments", "公共资源交易平台 黑名单", ""),
    ("ygp", "粤公平", "https://ygp.gdzwfw.gov.cn"),
    ("ggzy", "全国公共资源交易平台", "https://www.ggzy.gov.cn"),
    (
        "yichang",
        "宜昌市公共资源交易",
        "https://ggzyjy.yichang.gov.cn",
    ),
    ("jiangxi", "江西省公共资源交易", "https://www.jxsggzy.cn"),
];

/// A day as `2026-01-31`, or as `60d`: so many days before today.
fn since(text: &str) -> Result<NaiveDate, String> {
    let wrong = || format!("{text:?} is neither a day (2026-01-31) nor days back (60d)");
    match text.strip_suffix('d') {
        Some(days) => {
            let days = days.parse().map_err(|_| wrong())?;
            let today = super::now().date_naive();
            today.checked_sub_days(Days::new(days)).ok_or_else(wrong)
        }
        None => text.parse().map_err(|_| wrong()),
    }
}

impl Args {
    pub(super) fn meta(&self) -> Result<SourceMeta, String> {
        let own = match self.source {
            Kind::Ygp => "ygp",
            Kind::Ggzy => "ggzy",
            Kind::Jsonl => "jsonl",
            Kind::CcgpCr => "ccgp-cr",
            Kind::CreditGd => "credit-gd",
            Kind::Debarments => "debarments",
        };
        let id = self.id.as_deref().unwrap_or(own);
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || !id.chars().all(plain) {
            return Err(format!("--id {id}: only a-z, 0-9 and - are allowed"));
        }
        let known = KNOWN.iter().find(|(known, ..)| *known == id);
        let or = |given: &Option<String>, known: Option<&str>| {
            given
                .clone()
                .or_else(|| known.map(str::to_owned))
                .unwrap_or_default()
        };
        Ok(SourceMeta {
            id: SourceId(id.to_owned()),
            name: or(&self.name, known.map(|(_, name, _)| *name).or(Some(id))),
            url: or(&self.url, known.map(|(.., url)| *url)),
        })
    }

    pub(super) fn site_or_default(&self) -> String {
        let default = match self.source {
            Kind::Ygp => "441500",
            _ => "",
        };
        self.site.clone().unwrap_or_else(|| default.to_owned())
    }

    pub(super) fn manners(&self) -> Manners {
        Manners {
            pause: Duration::from_millis(self.pause_ms),
            patience: Duration::from_millis(self.timeout_ms),
            contact: self.contact.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;

    #[test]
    fn since_is_a_day_or_days_back() {
        assert_eq!(since("2026-01-31"), Ok("2026-01-31".parse().unwrap()));
        let today = super::super::now().date_naive();
        assert!((today - since("60d").unwrap()).num_days() >= 60);
        for bad in ["", "d", "60", "-3d", "2026-13-01", "99999999999999d"] {
            assert!(since(bad).is_err(), "{bad}");
        }
    }
}
