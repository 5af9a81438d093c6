//! Reads the platform's sets 300, 302 and 303, and what courts list, as JSON Lines from a file or
//! an address: the whole current list, each time.

use super::List;
use crate::sync::jsonl::read;
use crate::sync::net::{Manners, Net};
use crate::sync::report::Stop;
use record::upstream::jsonl;
use record::upstream::listed::ListPage;

/// The adapter.
pub(in crate::sync) struct Platform {
    /// The file or address.
    pub(in crate::sync) upstream: String,
    /// How an address is asked.
    pub(in crate::sync) manners: Manners,
}

impl List for Platform {
    fn page(&self, _net: &mut dyn Net, _number: u64) -> Result<ListPage, Stop> {
        let text = read(&self.upstream, &self.manners)?;
        let mut lines = text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .peekable();
        let total = lines.peek().and_then(|line| jsonl::decode_total(line));
        if total.is_some() {
            lines.next();
        }
        let mut page = ListPage {
            pages: Some(1),
            total,
            ..ListPage::default()
        };
        for line in lines {
            match jsonl::decode_list_line(line) {
                Ok(row) => page.rows.push(row),
                Err(rejected) => page.rejected.push(rejected),
            }
        }
        Ok(page)
    }
}
