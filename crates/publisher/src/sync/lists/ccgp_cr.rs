//! Asks 中国政府采购网 for its list, and for each entry's page, which alone says until when.

use super::List;
use crate::document;
use crate::sync::engine::ask;
use crate::sync::net::{Ask, Net};
use crate::sync::report::Stop;
use record::debarment::Debarment;
use record::upstream::listed::ListPage;
use record::upstream::{Refusal, ccgp_cr};
use scraper::{ElementRef, Html, Selector};

/// The adapter.
pub(in crate::sync) struct CcgpCr;

impl List for CcgpCr {
    fn page(&self, net: &mut dyn Net, number: u64) -> Result<ListPage, Stop> {
        let form = ccgp_cr::list_form(number);
        let request = Ask {
            path: ccgp_cr::LIST_PATH,
            body: Some(("application/x-www-form-urlencoded", form)),
            page: Some(ccgp_cr::LIST_PATH),
        };
        ask(net, &request, |reply| {
            rows(&ccgp_cr::page(reply.status, &reply.body)?)
        })
    }

    fn has_pages(&self) -> bool {
        true
    }

    fn complete(&self, net: &mut dyn Net, entry: &mut Debarment) -> Result<(), Stop> {
        if entry.url.is_none() {
            return Ok(());
        }
        let path = ccgp_cr::detail_query(&entry.key);
        let until = ask(net, &Ask::get(&path), |reply| {
            let html = ccgp_cr::page(reply.status, &reply.body)?;
            let page = tree(&html)?;
            let pairs = labels(&page);
            ccgp_cr::until(pairs.iter().map(|(l, v)| (l.as_str(), v.as_str())))
        })?;
        entry.until = Some(until);
        Ok(())
    }
}

fn rows(html: &str) -> Result<ListPage, Refusal> {
    let page = tree(html)?;
    let cells = selector("td, th");
    let link = selector("a[onclick], a[href]");
    let mut list = ListPage::default();
    for row in page.select(&selector(ccgp_cr::ROWS)) {
        let cells: Vec<String> = row.select(&cells).map(text).collect();
        let link = row.select(&link).next().map_or("", |a| {
            let attribute = a.attr("onclick").or_else(|| a.attr("href"));
            attribute.unwrap_or_default()
        });
        match ccgp_cr::row(&cells, link) {
            None => {}
            Some(Ok(row)) => list.rows.push(row),
            Some(Err(rejected)) => list.rejected.push(rejected),
        }
    }
    if list.is_empty() && !ccgp_cr::says_nothing(html) {
        let met = "a list without rows that does not say that there are none";
        return Err(Refusal::UnexpectedShape(met.to_owned()));
    }
    let pages = page.select(&selector(ccgp_cr::PAGES)).next();
    list.pages = pages.and_then(|element| {
        let said = element
            .attr("value")
            .map_or_else(|| text(element), str::to_owned);
        said.trim().parse().ok()
    });
    Ok(list)
}

/// Labels and values of an entry's page: the cells of its table's rows, two by two.
fn labels(page: &Html) -> Vec<(String, String)> {
    let (cells, rows) = (selector("td, th"), selector(ccgp_cr::DETAIL_ROWS));
    let rows = page.select(&rows).map(|row| {
        let cells: Vec<String> = row.select(&cells).map(text).collect();
        let pairs = cells.chunks(2).filter_map(|pair| match pair {
            [label, value] => Some((label.clone(), value.clone())),
            _ => None,
        });
        pairs.collect::<Vec<_>>()
    });
    rows.flatten().collect()
}

/// The text of a cell; long ones are shortened for show, with the whole in the title.
fn text(cell: ElementRef<'_>) -> String {
    let whole = cell.select(&selector("[title]")).next();
    let whole = whole
        .and_then(|inner| inner.attr("title"))
        .or_else(|| cell.attr("title"));
    match whole.filter(|title| !title.trim().is_empty()) {
        Some(title) => title.to_owned(),
        None => cell.text().collect(),
    }
}

fn tree(html: &str) -> Result<Html, Refusal> {
    let odd = || Refusal::UnexpectedShape("a page too large or too deep".to_owned());
    document::page(html).ok_or_else(odd)
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("the selectors here and of the adapter are valid")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use record::upstream::listed::Listed;

    const LIST: &[u8] = include_bytes!("../../../../../tests/data/listed/pages/ccgp-list.html");
    const EMPTY: &[u8] = include_bytes!("../../../../../tests/data/listed/pages/ccgp-empty.html");
    const DETAIL: &[u8] = include_bytes!("../../../../../tests/data/listed/pages/ccgp-detail.html");

    /// Answers each page of the list, and an entry's page, from the files.
    struct Files {
        asked: Vec<String>,
    }

    impl Net for Files {
        fn base(&self) -> &str {
            ""
        }

        fn ask(&mut self, ask: &Ask<'_>) -> Result<crate::sync::net::Reply, String> {
            let form = ask.body.as_ref().map_or("", |(_, form)| form);
            self.asked.push(format!("{} {form}", ask.path));
            let body = match ask.path {
                ccgp_cr::LIST_PATH if form.ends_with("gp=1") => LIST,
                ccgp_cr::LIST_PATH => EMPTY,
                _ => DETAIL,
            };
            Ok(crate::sync::net::Reply {
                status: 200,
                body: body.to_vec(),
                retry_after: None,
            })
        }
    }

    #[test]
    fn pages_that_no_stand_in_made_are_read() {
        let mut net = Files { asked: Vec::new() };
        let list = CcgpCr.page(&mut net, 1).unwrap();
        assert_eq!((list.len(), list.pages, &list.rejected), (4, None, &vec![]));
        assert_eq!(list.rows[3], Listed::Person);
        let Listed::Entry(entry) = &list.rows[0] else {
            panic!("{list:?}")
        };
        let mut entry = entry.clone();
        assert_eq!(entry.key, "2c83example0001");
        assert_eq!(entry.name, "汕尾市示例第1号建设有限公司");
        assert_eq!(entry.code.as_ref().unwrap().as_str(), "91441500MA0000001B");
        assert_eq!(
            entry.reason, "提供虚假材料谋取中标（示例1）",
            "the whole, not what is shown"
        );
        assert_eq!(entry.basis, "《中华人民共和国政府采购法》第七十七条");
        let days = [entry.decided, entry.published].map(|day| day.unwrap().to_string());
        assert_eq!(days, ["2026-02-02", "2026-03-02"]);
        assert_eq!(entry.authority, "汕尾市示例财政局");
        CcgpCr.complete(&mut net, &mut entry).unwrap();
        assert_eq!(entry.until.unwrap().to_string(), "2028-02-02");
        assert!(CcgpCr.page(&mut net, 2).unwrap().is_empty());
        let form = "orgName=&orgCode=&enforceUnit=&punishTime=&punishTimeMax=&gp=";
        let asked = [
            format!("/cr/list {form}1"),
            "/cr/list/detail?id=2c83example0001 ".to_owned(),
            format!("/cr/list {form}2"),
        ];
        assert_eq!(net.asked, asked);
    }
}
