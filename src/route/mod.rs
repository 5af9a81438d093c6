//! Every address of the app, written and read. The only strings here that start with a slash.

mod check;
mod follow;
mod inquiry;
mod letter;

pub use check::{Check, CheckView, Printed};
pub use follow::Follow;
pub use inquiry::{Inquiry, Met, Span};
pub use letter::{Letter, LetterKind};

use crate::platform::{history, page};
use record::{NoticeId, ProjectCode, Search, Stage};
use std::fmt::Write;

/// A place in the app, as its address says it (rule 7: the URL is the state).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// 首页
    Home,
    /// 查询; the search is the fragment, which no server sees.
    Search(Search),
    /// 公告
    Notice(NoticeId),
    /// 项目
    Project(ProjectCode),
    /// 关注: what is followed; what is about to be is the fragment
    Follow(Follow),
    /// 黑名单: checking firms; what is checked is the fragment, which no server sees
    Blacklist(Check),
    /// 清单: the disclosure catalogue, with its counts
    Catalogue(Inquiry),
    /// 定期通报: who published in time
    Bulletin(Inquiry),
    /// The list behind a number of the two
    Duties(Inquiry),
    /// 责任主体: a body, with its duties and its record; its name is the fragment
    Body(String),
    /// 进度查询: where a project stands; what was typed is the fragment
    Progress(String),
    /// 办事
    Guide,
    /// A letter being prepared
    Letter(Letter),
    /// Handing notices to other sites; what is chosen is the fragment, as it is written
    Embed(String),
    /// 更多, at one of its parts
    More(Section),
    /// 自助终端: the app on a public screen. What is looked at there is not in the address: it would
    /// be kept in the history.
    Kiosk,
    /// Every component in every state; not in the release build
    #[cfg(debug_assertions)]
    Gallery,
}

/// A part of 更多.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The page from its beginning.
    Top,
    /// 设置
    Settings,
    /// The first choices, a screen of their own
    Welcome,
    /// 装到桌面
    Install,
    /// 数据来源
    Sources,
    /// 离线与存储
    Storage,
    /// 更新记录
    Changes,
    /// 关于
    About,
}

impl Section {
    /// Every part that has an anchor.
    pub const ALL: [Self; 7] = [
        Self::Settings,
        Self::Welcome,
        Self::Install,
        Self::Sources,
        Self::Storage,
        Self::Changes,
        Self::About,
    ];

    /// The parts that stand one after the other, in the order of the page.
    pub const PARTS: [Self; 6] = [
        Self::Settings,
        Self::Install,
        Self::Sources,
        Self::Storage,
        Self::Changes,
        Self::About,
    ];

    /// The anchor: the fragment, and the id of the part's heading. Empty for the top.
    pub const fn anchor(self) -> &'static str {
        match self {
            Self::Top => "",
            Self::Settings => "settings",
            Self::Welcome => "welcome",
            Self::Install => "install",
            Self::Sources => "sources",
            Self::Storage => "storage",
            Self::Changes => "changes",
            Self::About => "about",
        }
    }
}

/// The whole address of a place, for paper and for others.
pub fn address(route: &Route) -> String {
    let base = page::base();
    let href = route.under(&base);
    page::public_base() + href.strip_prefix(&base).unwrap_or(&href)
}

impl Route {
    /// The address, for a link inside the app.
    pub fn href(&self) -> String {
        self.under(&page::base())
    }

    /// The address under a base, which has a slash at both ends.
    pub fn under(&self, base: &str) -> String {
        let mut out = base.to_owned();
        match self {
            Self::Home => {}
            Self::Search(search) => {
                out += "search";
                fragment(&mut out, &search.to_fragment());
            }
            Self::Notice(id) => out += &format!("notice/{id}"),
            Self::Project(code) => {
                out += "project/";
                encode(&mut out, code.as_str());
            }
            Self::Follow(follow) => {
                out += "follow";
                fragment(&mut out, &follow.to_fragment());
            }
            Self::Blacklist(check) => {
                out += "blacklist";
                fragment(&mut out, &check.to_fragment());
            }
            Self::Catalogue(inquiry) => {
                out += "catalogue";
                fragment(&mut out, &inquiry.to_fragment());
            }
            Self::Bulletin(inquiry) => {
                out += "bulletin";
                fragment(&mut out, &inquiry.to_fragment());
            }
            Self::Duties(inquiry) => {
                out += "duties";
                fragment(&mut out, &inquiry.to_fragment());
            }
            Self::Body(name) => {
                out += "body";
                let mut said = String::new();
                encode(&mut said, name);
                fragment(&mut out, &said);
            }
            Self::Progress(text) => {
                out += "progress";
                let mut said = String::new();
                encode(&mut said, text);
                fragment(&mut out, &said);
            }
            Self::Guide => out += "guide",
            Self::Letter(letter) => {
                out += "letter";
                fragment(&mut out, &letter.to_fragment());
            }
            Self::Embed(chosen) => {
                out += "embed";
                fragment(&mut out, chosen);
            }
            Self::More(section) => {
                out += "more";
                fragment(&mut out, section.anchor());
            }
            Self::Kiosk => out += "kiosk",
            #[cfg(debug_assertions)]
            Self::Gallery => out += "_gallery",
        }
        out
    }

    /// Reads an address; `None` where nothing lives there.
    pub fn read(base: &str, path: &str, fragment: &str) -> Option<Self> {
        let rest = path
            .strip_prefix(base)
            .or_else(|| (path == base.trim_end_matches('/')).then_some(""))?;
        let fragment = fragment.trim_start_matches('#');
        let rest = rest.trim_end_matches('/');
        // As the publisher's light pages lie on a host that knows only files.
        let plain = rest.strip_suffix(".html").unwrap_or(rest);
        match rest.split_once('/') {
            None => match plain {
                "" | "index" => Some(Self::Home),
                "search" => Some(Self::Search(Search::from_fragment(fragment))),
                "follow" => Some(Self::Follow(Follow::from_fragment(fragment))),
                "blacklist" => Some(Self::Blacklist(Check::from_fragment(fragment))),
                "catalogue" => Some(Self::Catalogue(Inquiry::from_fragment(fragment))),
                "bulletin" => Some(Self::Bulletin(Inquiry::from_fragment(fragment))),
                "duties" => Some(Self::Duties(Inquiry::from_fragment(fragment))),
                "body" => Some(Self::Body(decode(fragment).unwrap_or_default())),
                "progress" => Some(Self::Progress(decode(fragment).unwrap_or_default())),
                "guide" => Some(Self::Guide),
                "kiosk" => Some(Self::Kiosk),
                "letter" => Some(Self::Letter(Letter::from_fragment(fragment))),
                "embed" => Some(Self::Embed(fragment.to_owned())),
                "more" => {
                    let named = |s: &Section| s.anchor() == fragment;
                    let section = Section::ALL.into_iter().find(named);
                    Some(Self::More(section.unwrap_or(Section::Top)))
                }
                #[cfg(debug_assertions)]
                "_gallery" => Some(Self::Gallery),
                _ => None,
            },
            Some(("notice", _)) => {
                let (_, id) = plain.split_once('/')?;
                NoticeId::parse(id).map(Self::Notice)
            }
            Some(("list", _)) => {
                let (_, shape) = plain.split_once('/')?;
                list(shape).map(Self::Search)
            }
            Some(("project", code)) => {
                let code = decode(code).filter(|c| !c.is_empty())?;
                Some(Self::Project(ProjectCode(code)))
            }
            Some(_) => None,
        }
    }
}

/// The search that a list of the publisher's shows: `works-441521-awards`. What was changed in
/// notices is no search, so its list leads to all of them.
fn list(shape: &str) -> Option<Search> {
    let mut parts = shape.rsplitn(3, '-');
    let (kind, region, domain) = (parts.next()?, parts.next()?, parts.next()?);
    let mut out = String::new();
    for (key, value) in [("domain", domain), ("region", region)] {
        if value != "all" {
            put(&mut out, key, value);
        }
    }
    match kind {
        "notices" | "changes" => {}
        "awards" => put(&mut out, "stage", Stage::Award.code()),
        _ => return None,
    }
    let search = Search::from_fragment(&out);
    // A word that no search knows is no such list.
    (search.to_fragment() == out).then_some(search)
}

/// Puts the app's own address of a list in place of the page's, before anything reads it. A list
/// of what was changed stays, since the app has no like of it.
pub fn settle() {
    let base = page::base();
    let path = page::path();
    let is_search = |p: &str| p.starts_with("list/") && !p.contains("-changes");
    if path.strip_prefix(&base).is_some_and(is_search)
        && let Some(route) = Route::read(&base, &path, "")
    {
        history::replace(&route.href());
    }
}

fn fragment(out: &mut String, fragment: &str) {
    if !fragment.is_empty() {
        out.push('#');
        out.push_str(fragment);
    }
}

/// Adds a key with its value to a fragment.
fn put(out: &mut String, key: &str, value: &str) {
    if !out.is_empty() {
        out.push('&');
    }
    out.push_str(key);
    out.push('=');
    encode(out, value);
}

/// Adds free text to an address: all but plain letters and digits is escaped, a slash too.
pub fn encode(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(byte as char);
        } else {
            // A String takes whatever is written.
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        if *first == b'%' {
            let digits = std::str::from_utf8(after.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests;
