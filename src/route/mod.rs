//! Every address of the app, written and read. The only strings here that start with a slash.

mod check;
mod follow;
mod inquiry;
mod letter;

pub use check::{Check, CheckView, Printed};
pub use follow::Follow;
pub use inquiry::{Inquiry, Met, Span};
pub use letter::{Letter, LetterKind};

use crate::platform::page;
use record::{NoticeId, ProjectCode, Search};
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
    /// 更多, at one of its parts
    More(Section),
}

/// A part of 更多.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The page from its beginning.
    Top,
    /// 设置
    Settings,
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
    /// Every part that has an anchor, in the order of the page.
    pub const ALL: [Self; 5] = [
        Self::Settings,
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
            Self::More(section) => {
                out += "more";
                fragment(&mut out, section.anchor());
            }
        }
        out
    }

    /// Reads an address; `None` where nothing lives there.
    pub fn read(base: &str, path: &str, fragment: &str) -> Option<Self> {
        let rest = path
            .strip_prefix(base)
            .or_else(|| (path == base.trim_end_matches('/')).then_some(""))?;
        let fragment = fragment.trim_start_matches('#');
        match rest.trim_end_matches('/').split_once('/') {
            None => match rest.trim_end_matches('/') {
                "" | "index.html" => Some(Self::Home),
                "search" => Some(Self::Search(Search::from_fragment(fragment))),
                "follow" => Some(Self::Follow(Follow::from_fragment(fragment))),
                "blacklist" => Some(Self::Blacklist(Check::from_fragment(fragment))),
                "catalogue" => Some(Self::Catalogue(Inquiry::from_fragment(fragment))),
                "bulletin" => Some(Self::Bulletin(Inquiry::from_fragment(fragment))),
                "duties" => Some(Self::Duties(Inquiry::from_fragment(fragment))),
                "body" => Some(Self::Body(decode(fragment).unwrap_or_default())),
                "progress" => Some(Self::Progress(decode(fragment).unwrap_or_default())),
                "guide" => Some(Self::Guide),
                "letter" => Some(Self::Letter(Letter::from_fragment(fragment))),
                "more" => {
                    let named = |s: &Section| s.anchor() == fragment;
                    let section = Section::ALL.into_iter().find(named);
                    Some(Self::More(section.unwrap_or(Section::Top)))
                }
                _ => None,
            },
            Some(("notice", id)) => NoticeId::parse(id).map(Self::Notice),
            Some(("project", code)) => {
                let code = decode(code).filter(|c| !c.is_empty())?;
                Some(Self::Project(ProjectCode(code)))
            }
            Some(_) => None,
        }
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
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may end here")]
    use super::*;
    use record::{Domain, RegionCode};

    fn routes() -> Vec<Route> {
        let search = Search {
            text: "污水 -设计".into(),
            domains: [Domain::Works, Domain::Land].into(),
            region: Some(RegionCode(441_500)),
            ..Search::default()
        };
        let mut all = vec![
            Route::Home,
            Route::Search(Search::default()),
            Route::Search(search),
            Route::Notice(NoticeId::from_bits(0x2_dead_beef_cafe)),
            Route::More(Section::Top),
        ];
        let codes = ["JG2026-1234", "汕公易 [2026]/7号#?%", "a&b=c", "…"];
        all.extend(codes.map(|c| Route::Project(ProjectCode(c.into()))));
        all.extend(codes.map(|c| Route::Body(c.into())));
        all.extend(codes.map(|c| Route::Progress(c.into())));
        let inquiry = Inquiry {
            span: Span::All,
            outcome: Some(Met::Late),
            ..Inquiry::default()
        };
        all.extend([
            Route::Blacklist(Check::default()),
            Route::Follow(Follow::default()),
            Route::Catalogue(Inquiry::default()),
            Route::Bulletin(inquiry.clone()),
            Route::Duties(inquiry),
            Route::Guide,
        ]);
        all.extend(LetterKind::ALL.map(|kind| {
            let notice = Some(NoticeId::from_bits(7));
            Route::Letter(Letter { kind, notice })
        }));
        all.extend(Section::ALL.map(Route::More));
        all
    }

    #[test]
    fn an_address_reads_back_as_what_wrote_it() {
        for base in ["/", "/gongkai/", "/a/b/"] {
            for route in routes() {
                let href = route.under(base);
                assert!(href.starts_with(base), "{href}");
                let (path, fragment) = href.split_once('#').unwrap_or((&href, ""));
                assert_eq!(Route::read(base, path, fragment), Some(route), "{href}");
            }
        }
    }

    #[test]
    fn servers_know_every_page() {
        use record::site::{PAGES, PAGES_OF};
        for route in routes() {
            let href = route.under("/");
            let path = href.split('#').next().unwrap_or_default();
            let path = path.trim_matches('/');
            let known = match path.split_once('/') {
                None => path.is_empty() || PAGES.contains(&path),
                Some((page, _)) => PAGES_OF.contains(&page),
            };
            assert!(known, "{href}");
        }
        for page in PAGES {
            assert!(
                Route::read("/", &format!("/{page}"), "").is_some(),
                "{page}"
            );
        }
    }

    #[test]
    fn addresses_are_read_generously() {
        let check = |path: &str, wanted| assert_eq!(Route::read("/g/", path, ""), wanted, "{path}");
        check("/g", Some(Route::Home));
        check("/g/index.html", Some(Route::Home));
        check("/g/search/", Some(Route::Search(Search::default())));
        check("/g/more/", Some(Route::More(Section::Top)));
    }

    #[test]
    fn nothing_lives_elsewhere() {
        for path in [
            "/",
            "/gg/search",
            "/g/notice",
            "/g/notice/x",
            "/g/notice/00000000l0",
            "/g/project/",
            "/g/project/%",
            "/g/project/%ff",
            "/g/followed",
            "/g/search/more",
        ] {
            assert_eq!(Route::read("/g/", path, ""), None, "{path}");
        }
    }
}
