//! Asks the national platform: its list, by province and day. Its details are not asked.

use super::engine::{Adapter, Whole, ask};
use super::net::{Ask, Net};
use super::plan::Window;
use super::report::Stop;
use record::upstream::ygp::Row;
use record::upstream::{Page, ggzy};
use record::{Body, Domain, Regions};

/// The adapter.
pub(super) struct Ggzy;

impl Adapter for Ggzy {
    fn page_size(&self) -> u32 {
        20
    }

    /// It counts to 1000 and shows no more.
    fn most(&self) -> u64 {
        1000
    }

    fn queries(&self, site: &str, _regions: &Regions) -> Vec<(String, Option<Domain>)> {
        vec![(site.to_owned(), None)]
    }

    fn list(&self, net: &mut dyn Net, window: &Window) -> Result<Page<Row>, Stop> {
        let form = ggzy::list_form(window.from, window.to, &window.site, window.page);
        let request = Ask {
            path: ggzy::LIST_PATH,
            body: Some(("application/x-www-form-urlencoded", form)),
            page: Some("/deal/dealList.html"),
        };
        let page = ask(net, &request, |reply| {
            ggzy::decode_list(reply.status, &reply.body)
        })?;
        let row = |draft| Row { draft, call: None };
        Ok(Page {
            total: page.total,
            rows: page.rows.into_iter().map(row).collect(),
            rejected: page.rejected,
        })
    }

    fn whole(&self, _net: &mut dyn Net, row: &Row) -> Result<Whole, Stop> {
        Ok((row.draft.clone(), Body::NotFetched, Vec::new()))
    }
}
