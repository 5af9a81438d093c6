//! Addresses as they are written and read.

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
        Route::Kiosk,
        Route::Embed("region=441521&kind=awards".into()),
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
    check(
        "/g/blacklist.html",
        Some(Route::Blacklist(Check::default())),
    );
    let id = NoticeId::from_bits(0x2_dead_beef_cafe);
    check(&format!("/g/notice/{id}.html"), Some(Route::Notice(id)));
    let search = |fragment| Some(Route::Search(Search::from_fragment(fragment)));
    check("/g/list/all-all-notices.html", search(""));
    check(
        "/g/list/works-441521-changes",
        search("domain=works&region=441521"),
    );
    let awards = search("domain=state-assets&region=441500&stage=award");
    check("/g/list/state-assets-441500-awards.html", awards);
    check("/g/list/works-all-all.html", None);
    check("/g/list/word-all-notices", None);
    check("/g/list/works", None);
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
