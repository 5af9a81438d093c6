//! Where somebody is at the public screen, and the way back. In memory alone: not in the address,
//! which the browser's history would keep, and not in the app's own search.

use crate::platform::{focus, history};
use leptos::prelude::*;
use record::{NoticeId, ProjectCode, Search};

/// What the screen shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// What this is, and where to begin.
    #[default]
    Start,
    /// 地区
    Region,
    /// 领域
    Domain,
    /// 环节
    Stage,
    /// What was found.
    Results,
    /// A notice.
    Notice(NoticeId),
    /// A project.
    Project(ProjectCode),
    /// 黑名单核对 of a code or a name.
    Firm(String),
    /// A page that only the reader's own device opens.
    Elsewhere {
        /// Its whole address.
        address: String,
        /// What it is called.
        name: String,
    },
}

/// A step with what was chosen by then.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct At {
    step: Step,
    search: Search,
    /// The page of results, from 0.
    page: u32,
}

/// The walk of whoever stands at the screen. `Copy`; lives as long as the page.
#[derive(Clone, Copy)]
pub struct Walk {
    at: RwSignal<At>,
    way: RwSignal<Vec<At>>,
    /// What lies in the field for codes.
    pub typed: RwSignal<String>,
    /// What became of the last code.
    pub said: RwSignal<String>,
}

/// The walk at this screen.
pub fn use_walk() -> Walk {
    expect_context()
}

impl Walk {
    /// Begins one and puts it into the context.
    pub fn provide() -> Self {
        let walk = Self {
            at: RwSignal::default(),
            way: RwSignal::default(),
            typed: RwSignal::default(),
            said: RwSignal::default(),
        };
        provide_context(walk);
        walk
    }

    /// What the screen shows. Reactive, like all that are read.
    pub fn step(self) -> Step {
        self.at.with(|at| at.step.clone())
    }

    /// What was chosen so far.
    pub fn search(self) -> Search {
        self.at.with(|at| at.search.clone())
    }

    /// The page of results, from 0.
    pub fn page(self) -> u32 {
        self.at.with(|at| at.page)
    }

    /// Goes on.
    pub fn go(self, step: Step) {
        let search = self.at.with_untracked(|at| at.search.clone());
        self.go_with(step, search);
    }

    /// Goes on with another search.
    pub fn go_with(self, step: Step, search: Search) {
        let former = self.at.get_untracked();
        // The same code scanned twice is one step.
        if former.step != step || former.search != search {
            self.way.update(|way| way.push(former));
        }
        self.show(At {
            step,
            search,
            page: 0,
        });
    }

    /// Turns to a page of the results.
    pub fn turn(self, page: u32) {
        let at = self.at.get_untracked();
        self.show(At { page, ..at });
    }

    /// One step back.
    pub fn back(self) {
        let former = self.way.try_update(Vec::pop).flatten();
        self.said.set(String::new());
        self.show(former.unwrap_or_default());
    }

    /// Back to the start; everything is forgotten.
    pub fn home(self) {
        self.way.set(Vec::new());
        self.typed.set(String::new());
        self.said.set(String::new());
        self.show(At::default());
    }

    /// Whether nobody has done anything since the start. Not reactive.
    pub fn is_untouched(self) -> bool {
        self.at.with_untracked(|at| at.step == Step::Start)
            && self.typed.with_untracked(String::is_empty)
            && self.said.with_untracked(String::is_empty)
            && history::scroll() < 1.0
    }

    fn show(self, at: At) {
        self.at.set(at);
        request_animation_frame(|| {
            focus::move_to(crate::app::TITLE_ID);
            history::scroll_to(0.0);
        });
    }
}
