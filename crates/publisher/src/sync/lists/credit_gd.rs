//! Asks 信用广东 for its penalties: all, or those of the authorities whose name holds a word.

use super::List;
use crate::sync::engine::ask;
use crate::sync::net::{Ask, Net};
use crate::sync::report::Stop;
use record::upstream::credit_gd;
use record::upstream::listed::ListPage;

/// The adapter.
pub(in crate::sync) struct CreditGd {
    /// A word of the authorities' names; empty for all.
    pub(in crate::sync) authority: String,
}

impl List for CreditGd {
    fn page(&self, net: &mut dyn Net, number: u64) -> Result<ListPage, Stop> {
        let request = Ask {
            path: credit_gd::LIST_PATH,
            body: Some((
                "application/x-www-form-urlencoded",
                credit_gd::list_form(number, &self.authority),
            )),
            page: Some("/page/creditPublic/xzcf.html"),
        };
        let page = ask(net, &request, |reply| {
            credit_gd::decode_list(reply.status, &reply.body, &self.authority)
        })?;
        if number == 1 && page.is_empty() && !self.authority.is_empty() {
            // Whether nobody was penalised or the filter was not understood, nobody can tell.
            let met = format!(
                "no penalty at all by {}; try without --site",
                self.authority
            );
            return Err(Stop::Unexpected(met));
        }
        Ok(page)
    }
}
