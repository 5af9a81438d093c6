//! One run over one source: lists, details, puts, and where it stands, row by row.

use super::net::{Ask, Net, Reply};
use super::plan::{Progress, Scope, Window};
use super::report::{Counts, Outcome, Report, Stop};
use crate::store::{Put, SourceMeta, Store, StoreError};
use chrono::{DateTime, FixedOffset, NaiveDate};
use record::upstream::ygp::Row;
use record::upstream::{Draft, Page, Refusal, Rejected};
use record::{Body, Domain, Regions};
use sha2::{Digest, Sha256};

/// Details in a row that may be unreadable before the upstream is taken to have changed.
const ODD_DETAILS: u32 = 5;

/// Rows of a page without a readable one from which the upstream is taken to have changed: of
/// fewer, each may be odd by itself, and they must not hold up the rest.
const ODD_ROWS: usize = 5;

/// What one run is asked to do.
pub(super) struct Options {
    pub(super) site: String,
    pub(super) since: NaiveDate,
    pub(super) full: bool,
}

/// A notice with its text, and the parts of it that could not be read.
pub(super) type Whole = (Draft, Body, Vec<Rejected>);

/// How one kind of upstream is asked.
pub(super) trait Adapter {
    /// Rows of a full page.
    fn page_size(&self) -> u32;
    /// The total from which a list is cut into shorter spans.
    fn most(&self) -> u64;
    /// The lists that together hold a site: regions with domains.
    fn queries(&self, site: &str, regions: &Regions) -> Vec<(String, Option<Domain>)>;
    /// One page.
    fn list(&self, net: &mut dyn Net, window: &Window) -> Result<Page<Row>, Stop>;
    /// A row made whole.
    fn whole(&self, net: &mut dyn Net, row: &Row) -> Result<Whole, Stop>;
}

/// Asks, and reads the answer with a decoder.
pub(super) fn ask<T>(
    net: &mut dyn Net,
    ask: &Ask<'_>,
    decode: impl FnOnce(&Reply) -> Result<T, Refusal>,
) -> Result<T, Stop> {
    let reply = net.ask(ask).map_err(Stop::Unreachable)?;
    decode(&reply).map_err(|refusal| Stop::of(refusal, reply.retry_after))
}

/// A run.
pub(super) struct Engine<'a> {
    store: &'a mut Store,
    source: &'a SourceMeta,
    adapter: &'a dyn Adapter,
    net: &'a mut dyn Net,
    now: &'a dyn Fn() -> DateTime<FixedOffset>,
    progress: Progress,
    counts: Counts,
    notes: Vec<String>,
    odd_details: u32,
}

impl<'a> Engine<'a> {
    pub(super) fn new(
        store: &'a mut Store,
        source: &'a SourceMeta,
        adapter: &'a dyn Adapter,
        net: &'a mut dyn Net,
        now: &'a dyn Fn() -> DateTime<FixedOffset>,
    ) -> Self {
        Self {
            store,
            source,
            adapter,
            net,
            now,
            progress: Progress::default(),
            counts: Counts::default(),
            notes: Vec::new(),
            odd_details: 0,
        }
    }

    /// Runs to the end or to the first refusal. Only the store's own failure is an error.
    pub(super) fn run(mut self, options: &Options) -> Result<Report, StoreError> {
        let kept = self.store.progress(&self.source.id)?;
        // What does not read back is of another version: then everything is listed once more.
        let kept = kept.and_then(|text| serde_json::from_str(&text).ok());
        self.progress = kept.unwrap_or_default();
        let now = (self.now)();
        let cooling = self.progress.cool_until.filter(|until| now < *until);
        let outcome = match cooling {
            Some(until) => Outcome::Cooling(until),
            None => self.go(options, now)?,
        };
        if let Some(state) = outcome.state() {
            let now = (self.now)();
            self.progress.cool_until = outcome.wait(now);
            let progress = serde_json::to_string(&self.progress)?;
            let source = self.source;
            self.store.batch(|batch| {
                batch.set_progress(&source.id, Some(&progress))?;
                batch.tell_held(now)?;
                batch.checked(source, state, now)
            })?;
        }
        Ok(Report {
            name: self.source.name.clone(),
            counts: self.counts,
            notes: self.notes,
            outcome,
        })
    }

    fn go(&mut self, options: &Options, now: DateTime<FixedOffset>) -> Result<Outcome, StoreError> {
        self.progress.cool_until = None;
        let queries = self.adapter.queries(&options.site, self.store.regions());
        let scope = Scope {
            site: options.site.clone(),
            since: options.since,
        };
        let today = now.date_naive();
        let whole_scope = self.progress.begin(scope, &queries, today, options.full);
        self.save()?;
        let mut before = Vec::new();
        while let Some(window) = self.progress.left.last().cloned() {
            let page = match self.adapter.list(self.net, &window) {
                Ok(page) => page,
                Err(stop) => return Ok(Outcome::Stopped(stop)),
            };
            if let Err(stop) = self.page(&window, page, &mut before)? {
                return Ok(Outcome::Stopped(stop));
            }
            self.save()?;
        }
        let known = self.store.count_of(&self.source.id)?;
        if self.counts.met() == 0 && known > 0 {
            if !whole_scope {
                // What another run had left has been taken off by empty answers.
                self.progress.sweep_anew();
            }
            return Ok(Outcome::NothingThere(known));
        }
        let cut_day = self.progress.cut_day;
        self.progress.finish();
        Ok(cut_day.map_or(Outcome::Complete, Outcome::CutShort))
    }

    /// Takes a page in, and decides what comes next. `before` holds the keys of the page before.
    fn page(
        &mut self,
        window: &Window,
        page: Page<Row>,
        before: &mut Vec<String>,
    ) -> Result<Result<(), Stop>, StoreError> {
        let most = self.adapter.most();
        let too_many = page.total.is_some_and(|total| total >= most);
        let first = window.page == 1;
        // Of a day that cannot be cut the source may show no more than this.
        let cut_day = too_many && window.halves().is_none();
        if first && too_many && !window.known_ends && self.progress.split() {
            return Ok(Ok(()));
        }
        let keys: Vec<String> = page.rows.iter().map(|row| row.draft.key.clone()).collect();
        let again = !first && !keys.is_empty() && keys == *before;
        if again && cut_day {
            self.cut_short(window, page.total);
            return Ok(Ok(()));
        }
        if again {
            let met = format!("page {} is page {} again", window.page, window.page - 1);
            return Ok(Err(Stop::Unexpected(met)));
        }
        let rows = page.rows.len() + page.rejected.len();
        let read = u64::from(window.page - 1) * u64::from(self.adapter.page_size());
        let missing = page.total.filter(|total| rows == 0 && *total > read);
        if let Some(total) = missing.filter(|_| first || !cut_day) {
            let met = format!(
                "page {} is empty, though there are {total} rows",
                window.page
            );
            return Ok(Err(Stop::Unexpected(met)));
        }
        let readable = !page.rows.is_empty();
        for rejected in page.rejected {
            self.reject(rejected)?;
        }
        if rows >= ODD_ROWS && !readable {
            let reason = self.counts.rejected.last().map(|r| r.reason.clone());
            let met = format!("none of {rows} rows: {}", reason.unwrap_or_default());
            return Ok(Err(Stop::Unexpected(met)));
        }
        if let Err(stop) = self.take(page.rows)? {
            return Ok(Err(stop));
        }
        let news = self.progress.left.last().is_some_and(|window| window.news);
        let seen = u64::from(window.page) * u64::from(self.adapter.page_size());
        let full_page = rows as u64 >= u64::from(self.adapter.page_size());
        let more = rows > 0 && (full_page || page.total.is_some_and(|total| total > seen));
        if window.known_ends && !news {
            self.progress.left.pop();
        } else if more {
            self.progress.turn(self.adapter.page_size(), most);
        } else if cut_day
            && page
                .total
                .is_none_or(|total| total == most || total > read + rows as u64)
        {
            self.cut_short(window, page.total);
        } else {
            self.progress.left.pop();
        }
        *before = keys;
        Ok(Ok(()))
    }

    /// The window at hand, a day, is done as far as the source shows it.
    fn cut_short(&mut self, window: &Window, total: Option<u64>) {
        let (day, total) = (window.from, total.unwrap_or_default());
        self.notes.push(format!(
            "{day}: the list says {total} and may hold more than it shows"
        ));
        self.progress.cut_day = Some(day);
        self.progress.left.pop();
    }

    /// Puts the rows of a page. What is news is noted in the window at hand.
    fn take(&mut self, rows: Vec<Row>) -> Result<Result<(), Stop>, StoreError> {
        let mut rows = rows.into_iter();
        while let Some(row) = rows.next() {
            let print = fingerprint(&row.draft)?;
            if self
                .store
                .list_fingerprint(&self.source.id, &row.draft.key)?
                == Some(print)
            {
                self.counts.unchanged += 1;
                continue;
            }
            match self.adapter.whole(self.net, &row) {
                Ok((draft, body, rejected)) => {
                    self.odd_details = 0;
                    self.put(&draft, &body, Some(print), rejected)?;
                }
                Err(Stop::Unexpected(met)) => {
                    self.odd_details += 1;
                    self.counts.without_detail += 1;
                    self.put(&row.draft, &Body::NotFetched, None, Vec::new())?;
                    if self.odd_details >= ODD_DETAILS {
                        return Ok(Err(Stop::Unexpected(format!(
                            "{ODD_DETAILS} details in a row, the last: {met}"
                        ))));
                    }
                }
                Err(stop) => {
                    // No more questions; but what the list told is kept.
                    for row in std::iter::once(row).chain(rows) {
                        self.put(&row.draft, &Body::NotFetched, None, Vec::new())?;
                    }
                    return Ok(Err(stop));
                }
            }
        }
        Ok(Ok(()))
    }

    /// Puts one notice with all that belongs to it, in one transaction. Without a fingerprint
    /// the row counts as not yet seen, and its detail is asked for again.
    fn put(
        &mut self,
        draft: &Draft,
        body: &Body,
        print: Option<[u8; 32]>,
        rejected: Vec<Rejected>,
    ) -> Result<(), StoreError> {
        let (source, now) = (&self.source.id, (self.now)());
        let progress = &mut self.progress;
        let put = self.store.batch(|batch| {
            let put = match print {
                Some(_) => batch.put(source, draft, body, now)?,
                None => batch.put_row(source, draft, now)?,
            };
            if matches!(put, Put::New | Put::Changed) && progress.note_news() {
                batch.set_progress(source, Some(&serde_json::to_string(progress)?))?;
            }
            if let Some(print) = print {
                batch.listed(source, &draft.key, print)?;
            }
            for rejected in &rejected {
                batch.reject(source, rejected, now)?;
            }
            Ok(put)
        })?;
        self.counts.count(put);
        self.counts.rejected.extend(rejected);
        Ok(())
    }

    fn reject(&mut self, rejected: Rejected) -> Result<(), StoreError> {
        self.store
            .reject(&self.source.id, &rejected, (self.now)())?;
        self.counts.rejected.push(rejected);
        Ok(())
    }

    fn save(&mut self) -> Result<(), StoreError> {
        let progress = serde_json::to_string(&self.progress)?;
        self.store.set_progress(&self.source.id, Some(&progress))
    }
}

/// The form in which the list shows a row.
fn fingerprint(draft: &Draft) -> Result<[u8; 32], StoreError> {
    Ok(Sha256::digest(serde_json::to_vec(draft)?).into())
}
