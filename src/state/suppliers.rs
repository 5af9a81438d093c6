//! 常查名单: firms that the reader checks again and again, with what the last check found. Kept on
//! the device only.
//!
//! In storage under [`Key::Suppliers`], for whoever raises alerts to read too:
//!
//! ```json
//! {"v":1,"data":{"lists":[{
//!   "id":3,"name":"2026 年供应商",
//!   "checked":{"at":"2026-11-26T09:12:00","list":"0a1b…","day":"2026-11-26"},
//!   "since":"2026-11-20T08:00:00",
//!   "firms":[{"name":"示例公司","code":"91…","answer":"listed","seen":"none"}]}]}}
//! ```
//!
//! `answer` is what the check of `checked` found, `seen` what the reader has taken note of, at
//! `since`; where they differ there is something to tell ([`Standing::changes`]). Nothing of an
//! entry is kept: a list that forgets must find nothing here.

use crate::platform::clock;
use crate::platform::storage::{self, Key};
use crate::state::debarments::Held;
use chrono::{NaiveDate, NaiveDateTime};
use record::debarment::{Answer, CreditCode, Difference, Found, Query, Screen};
use serde::{Deserialize, Serialize};

/// Lists that are kept at most.
pub const LISTS: usize = 20;
/// Firms in all lists together.
pub const FIRMS: usize = 5_000;

/// A firm to be checked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Firm {
    /// Its name; may be empty.
    pub name: String,
    /// Its credit code as written; may be empty or wrong.
    pub code: String,
}

impl From<Firm> for record::follow::Firm {
    fn from(Firm { name, code }: Firm) -> Self {
        Self { name, code }
    }
}

/// What a check of a firm comes to; the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Its code is listed.
    Listed,
    /// Its name is like a listed one.
    Namesake,
    /// It cannot be asked for: a wrong code and no name.
    Unasked,
    /// Not found, which is not the same as clean.
    None,
}

impl Verdict {
    /// Every one, the worst first.
    pub const ALL: [Self; 4] = [Self::Listed, Self::Namesake, Self::Unasked, Self::None];

    /// Its word in addresses and files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Listed => "listed",
            Self::Namesake => "namesake",
            Self::Unasked => "unasked",
            Self::None => "none",
        }
    }

    /// The one of a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// That of an answer.
    pub const fn of(answer: &Answer<'_>) -> Self {
        match answer {
            Answer::Listed(_) => Self::Listed,
            Answer::Namesakes(_) => Self::Namesake,
            Answer::NotFound => Self::None,
        }
    }
}

/// An answer about a firm, with the entries that it rests on.
pub type Judged<'l> = (Verdict, Vec<(Found<'l>, Vec<Difference>)>);

impl Firm {
    /// Its code, where the check character holds.
    pub fn sound_code(&self) -> Option<CreditCode> {
        CreditCode::parse(&self.code)
    }

    /// Asks for the code, and where that is not found also for the name: only a code can be listed.
    pub fn judge<'l>(&self, screen: &Screen<'l>) -> Judged<'l> {
        let code = self.sound_code();
        if let Some(code) = &code
            && let Answer::Listed(found) = screen.ask(&Query::Code(code.clone()))
        {
            let found = found.into_iter().map(|found| (found, Vec::new()));
            return (Verdict::Listed, found.collect());
        }
        let name = self.name.trim();
        if name.is_empty() {
            let verdict = code.map_or(Verdict::Unasked, |_| Verdict::None);
            return (verdict, Vec::new());
        }
        match screen.ask(&Query::Name(name.to_owned())) {
            Answer::Namesakes(alike) => (Verdict::Namesake, alike),
            _ => (Verdict::None, Vec::new()),
        }
    }
}

/// A firm in a standing list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watched {
    /// Which.
    #[serde(flatten)]
    pub firm: Firm,
    /// What the last check found; absent before the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Verdict>,
    /// What the reader has taken note of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Verdict>,
}

/// When, and against which list, something was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// When, on Beijing's clock.
    pub at: NaiveDateTime,
    /// The hash of the list.
    pub list: String,
    /// The day for which the list was asked.
    pub day: NaiveDate,
}

/// A standing list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Tells lists apart, also in what is followed; never given twice.
    pub id: u32,
    /// What the reader calls it.
    pub name: String,
    /// The last check.
    #[serde(default)]
    pub checked: Option<Checked>,
    /// When the reader last took note: what changed, changed since then.
    #[serde(default)]
    pub since: Option<NaiveDateTime>,
    /// Its firms, in the reader's order.
    pub firms: Vec<Watched>,
}

impl Standing {
    /// Whether it was not yet checked against this list on this day.
    pub fn is_due(&self, held: &Held) -> bool {
        let is_done = |c: &Checked| c.list == held.sha256 && c.day == held.day;
        !self.checked.as_ref().is_some_and(is_done)
    }

    /// Asks for every firm. What a first check finds is no change.
    fn check(&mut self, screen: &Screen<'_>, list: &str, at: NaiveDateTime) {
        for watched in &mut self.firms {
            let (answer, _) = watched.firm.judge(screen);
            watched.answer = Some(answer);
            watched.seen.get_or_insert(answer);
        }
        self.since.get_or_insert(at);
        self.checked = Some(Checked {
            at,
            list: list.to_owned(),
            day: screen.today(),
        });
    }

    /// What the reader has not taken note of: firm, then, now.
    pub fn changes(&self) -> impl Iterator<Item = (&Firm, Verdict, Verdict)> {
        self.firms.iter().filter_map(|watched| {
            let (seen, answer) = (watched.seen?, watched.answer?);
            (seen != answer).then_some((&watched.firm, seen, answer))
        })
    }

    fn note(&mut self, at: NaiveDateTime) {
        for watched in &mut self.firms {
            watched.seen = watched.answer;
        }
        self.since = Some(at);
    }
}

/// Why a list was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There are [`LISTS`] already.
    Lists,
    /// There would be more than [`FIRMS`] firms.
    Firms,
    /// The device does not store it.
    Device,
}

/// The record in storage. Every part is optional, so that a part added later loses nothing.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Suppliers {
    lists: Vec<Standing>,
    /// The highest number that a list ever had.
    last: u32,
}

impl Suppliers {
    /// Adds a list, or puts one back at its place.
    fn put(&mut self, at: usize, mut list: Standing) -> Result<(), Refusal> {
        if self.lists.len() >= LISTS {
            return Err(Refusal::Lists);
        }
        let kept: usize = self.lists.iter().map(|list| list.firms.len()).sum();
        if kept + list.firms.len() > FIRMS {
            return Err(Refusal::Firms);
        }
        // Put back twice, in two tabs.
        if self.lists.iter().any(|other| other.id == list.id) {
            list.id = self.next_id();
        }
        self.last = self.last.max(list.id);
        self.lists.insert(at.min(self.lists.len()), list);
        Ok(())
    }

    fn next_id(&self) -> u32 {
        let used = self.lists.iter().map(|list| list.id);
        let used = used.max().unwrap_or_default().max(self.last);
        used.saturating_add(1)
    }
}

/// The standing lists, in the reader's order.
pub fn lists() -> Vec<Standing> {
    read().lists
}

/// Keeps firms under a name and checks them at once.
///
/// # Errors
/// If there is no room, or the device refuses; then nothing changed.
pub fn keep(name: String, firms: Vec<Firm>, held: &Held) -> Result<(), Refusal> {
    let mut all = read();
    let watched = firms.into_iter().map(|firm| Watched {
        firm,
        answer: None,
        seen: None,
    });
    let mut list = Standing {
        id: all.next_id(),
        name,
        checked: None,
        since: None,
        firms: watched.collect(),
    };
    let screen = Screen::new(&held.list, held.day);
    list.check(&screen, &held.sha256, clock::now());
    all.put(usize::MAX, list)?;
    write(&all)
}

/// Keeps firms that another device handed over, to be checked with all the others; the number of
/// their list.
///
/// # Errors
/// If there is no room, or the device refuses; then nothing changed.
pub fn adopt(name: &str, firms: &[record::follow::Firm]) -> Result<u32, Refusal> {
    let mut all = read();
    let watched = firms.iter().map(|firm| Watched {
        firm: Firm {
            name: firm.name.clone(),
            code: firm.code.clone(),
        },
        answer: None,
        seen: None,
    });
    let id = all.next_id();
    let list = Standing {
        id,
        name: name.to_owned(),
        checked: None,
        since: None,
        firms: watched.collect(),
    };
    all.put(usize::MAX, list)?;
    write(&all).map(|()| id)
}

/// Gives a list another name.
///
/// # Errors
/// If the device refuses.
pub fn rename(id: u32, name: &str) -> Result<(), Refusal> {
    change(id, |list| name.clone_into(&mut list.name))
}

/// Notes that the reader has seen what changed.
///
/// # Errors
/// If the device refuses.
pub fn note(id: u32) -> Result<(), Refusal> {
    change(id, |list| list.note(clock::now()))
}

/// Deletes a list; what is needed to put it back.
pub fn delete(id: u32) -> Option<(usize, Standing)> {
    let mut all = read();
    let at = all.lists.iter().position(|list| list.id == id)?;
    let list = all.lists.remove(at);
    // Written by an older app, which did not count.
    all.last = all.last.max(id);
    write(&all).ok().map(|()| (at, list))
}

/// Puts a deleted list back.
///
/// # Errors
/// If there is no room any more, or the device refuses.
pub fn restore((at, list): (usize, Standing)) -> Result<(), Refusal> {
    let mut all = read();
    all.put(at, list)?;
    write(&all)
}

/// Checks every list that was not yet checked against this list of entries on this day; true if
/// there was any.
pub fn check_again(held: &Held) -> bool {
    let mut all = read();
    if !all.lists.iter().any(|list| list.is_due(held)) {
        return false;
    }
    let screen = Screen::new(&held.list, held.day);
    let now = clock::now();
    for list in all.lists.iter_mut().filter(|list| list.is_due(held)) {
        list.check(&screen, &held.sha256, now);
    }
    // A device that stores nothing checks them again the next time.
    write(&all).is_ok()
}

fn change(id: u32, how: impl FnOnce(&mut Standing)) -> Result<(), Refusal> {
    let mut all = read();
    if let Some(list) = all.lists.iter_mut().find(|list| list.id == id) {
        how(list);
    }
    write(&all)
}

fn read() -> Suppliers {
    storage::load(Key::Suppliers).unwrap_or_default()
}

fn write(all: &Suppliers) -> Result<(), Refusal> {
    let is_kept = storage::save(Key::Suppliers, all);
    is_kept.then_some(()).ok_or(Refusal::Device)
}

#[cfg(test)]
#[path = "suppliers_test.rs"]
mod tests;
