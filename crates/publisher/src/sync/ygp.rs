//! Asks 粤公平: the list by region and domain, the detail in two steps.

use super::engine::{Adapter, Whole, ask};
use super::net::{Ask, Net, Reply};
use super::plan::Window;
use super::report::Stop;
use crate::document;
use record::upstream::ygp::{self, ListQuery, Row};
use record::upstream::{Page, Refusal};
use record::{Body, Domain, RegionCode, Regions};

/// The adapter.
pub(super) struct Ygp;

impl Adapter for Ygp {
    /// The largest that is known to work.
    fn page_size(&self) -> u32 {
        50
    }

    /// A hundred pages: nobody is known to have gone deeper into one list.
    fn most(&self) -> u64 {
        5000
    }

    /// A province as a whole holds no 工程建设: that is asked city by city.
    fn queries(&self, site: &str, regions: &Regions) -> Vec<(String, Option<Domain>)> {
        let mut queries = vec![(site.to_owned(), None)];
        if site.len() == 2 {
            let province = RegionCode::parse(&format!("{site}0000"));
            let cities = province.into_iter().flat_map(|p| regions.children(Some(p)));
            queries.extend(cities.map(|city| (city.code.to_string(), Some(Domain::Works))));
        }
        queries
    }

    fn list(&self, net: &mut dyn Net, window: &Window) -> Result<Page<Row>, Stop> {
        let query = ListQuery {
            keyword: String::new(),
            site: window.site.clone(),
            domain: window.domain,
            from: Some(window.from),
            to: Some(window.to),
            page: window.page,
            size: self.page_size(),
        };
        let request = Ask {
            path: ygp::LIST_PATH,
            body: Some(("application/json", ygp::list_body(&query).to_string())),
            page: None,
        };
        ask(net, &request, |reply| {
            ygp::decode_list(reply.status, &reply.body)
        })
    }

    /// A row that lacks what its detail is asked with stays as the list told it.
    fn whole(&self, net: &mut dyn Net, row: &Row) -> Result<Whole, Stop> {
        let mut draft = row.draft.clone();
        let Some(call) = &row.call else {
            return Ok((draft, Body::NotFetched, Vec::new()));
        };
        let path = format!("{}?{}", ygp::NODE_PATH, call.node_query());
        let node = ask(net, &Ask::get(&path), |reply| {
            of_one(reply, ygp::decode_node(reply.status, &reply.body))
        })?;
        let path = format!("{}?{}", ygp::DETAIL_PATH, call.detail_query(&node));
        let base = net.base().to_owned();
        let rejected = ask(net, &Ask::get(&path), |reply| {
            let read = ygp::decode_detail(reply.status, &reply.body, &mut draft, &base);
            of_one(reply, read)
        })?;
        let body = document::from_html(&draft.html);
        Ok((draft, body, rejected))
    }
}

/// An error code for one detail is no refusal of us: one bad notice must not hold up the rest.
fn of_one<T>(reply: &Reply, read: Result<T, Refusal>) -> Result<T, Refusal> {
    match read {
        Err(Refusal::Refused(words)) if ygp::refuses_one(reply.status, &reply.body) => {
            Err(Refusal::UnexpectedShape(words))
        }
        read => read,
    }
}
