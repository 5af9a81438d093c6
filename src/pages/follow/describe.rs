//! Targets and classes in words, and where each leads. Pure but for the words' language.

use crate::components::follow_link::search_target;
use crate::locales::{FollowWords, Words};
use crate::pages::search::facets::Facet;
use crate::route::{Check, CheckView, Follow, Route};
use chrono::NaiveDate;
use record::follow::{Class, Classes, Firm, Subscription, Target};
use record::{ProjectCode, RegionCode, Regions, Search, Stage};

/// A group of classes, as the form shows them.
pub const GROUPS: [&[Class]; 4] = [
    &[Class::Notice],
    &[
        Class::Candidates,
        Class::Award,
        Class::Contract,
        Class::Implementation,
    ],
    &[
        Class::Amendment,
        Class::Cancelled,
        Class::Deadline,
        Class::Amount,
        Class::Text,
    ],
    &[Class::Listed, Class::Delisted],
];

/// What words are made with.
#[derive(Clone, Copy)]
pub struct Speech<'s> {
    /// The app's words.
    pub words: &'static Words,
    /// Those of following.
    pub more: &'static FollowWords,
    /// The names of places.
    pub regions: &'s Regions,
    /// The reader's day.
    pub today: NaiveDate,
}

impl Speech<'_> {
    /// A target in words: 污水 · 工程建设 · 海丰县.
    pub fn target(&self, target: &Target) -> String {
        match target {
            Target::Search(_) => self.search(&target.search()),
            Target::Project(code) => (self.more.of_project)(code),
            Target::Body(name) => (self.more.of_body)(name),
            Target::Firm(firm) => (self.more.of_firm)(firm_name(firm)),
            Target::Suppliers { firms, .. } => (self.more.of_list)(firms.len()),
            Target::Blacklist => self.more.of_blacklist.to_owned(),
        }
    }

    /// What a subscription is called: its name, else its target.
    pub fn name(&self, subscription: &Subscription) -> String {
        match subscription.name.trim() {
            "" => self.target(&subscription.target),
            name => name.to_owned(),
        }
    }

    /// A search in words.
    pub fn search(&self, search: &Search) -> String {
        let text = search.text.trim();
        let mut parts: Vec<String> = Vec::new();
        parts.extend((!text.is_empty()).then(|| text.to_owned()));
        parts.extend(self.conditions(search));
        match parts.is_empty() {
            true => self.more.of_everything.to_owned(),
            false => parts.join(" · "),
        }
    }

    /// Its filters in words.
    pub fn conditions(&self, search: &Search) -> Vec<String> {
        let chosen = |facet: Facet| facet.chosen(search, self.words, self.regions, self.today);
        [Facet::Region, Facet::Domain, Facet::Stage, Facet::Amount]
            .into_iter()
            .filter_map(chosen)
            .collect()
    }

    /// Classes in words.
    pub fn classes(&self, classes: Classes, possible: Classes) -> String {
        let chosen = classes.and(possible);
        if chosen == possible {
            return self.more.all_classes.to_owned();
        }
        if chosen == possible.without(Class::Text) {
            return self.more.usual_classes.to_owned();
        }
        let mut names = chosen.iter().map(self.more.class);
        let first = names.next().unwrap_or(self.more.no_classes).to_owned();
        names.fold(first, |all, name| all + self.words.pause + name)
    }
}

/// What a firm is called.
pub fn firm_name(firm: &Firm) -> &str {
    match firm.name.trim() {
        "" => &firm.code,
        name => name,
    }
}

/// The page that shows what a target is about.
pub fn page_of(target: &Target) -> Route {
    match target {
        Target::Search(_) => Route::Search(target.search()),
        Target::Project(code) => Route::Project(ProjectCode(code.clone())),
        Target::Body(name) => Route::Body(name.clone()),
        Target::Firm(firm) => Route::Search(named(firm)),
        Target::Suppliers { .. } => Route::Blacklist(Check {
            view: CheckView::Many,
            ..Check::default()
        }),
        Target::Blacklist => Route::Blacklist(Check::default()),
    }
}

fn named(firm: &Firm) -> Search {
    Search {
        text: format!("\"{}\"", firm_name(firm).replace('"', " ")),
        ..Search::default()
    }
}

/// The check of a firm, or of an entry, on the blacklist.
pub fn check_of(text: &str) -> String {
    let check = Check {
        text: text.to_owned(),
        ..Check::default()
    };
    Route::Blacklist(check).href()
}

/// What somebody who follows nothing yet may begin with: awards at home, the blacklist, and what
/// can still be bid for at home.
pub fn suggestions(home: Option<RegionCode>) -> [Follow; 3] {
    let of_stage = |stage| {
        Follow::New(search_target(&Search {
            region: home,
            stages: [stage].into(),
            ..Search::default()
        }))
    };
    [
        of_stage(Stage::Award),
        Follow::New(Target::Blacklist),
        of_stage(Stage::Tender),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::follow;
    use crate::state::Lang;
    use record::{Domain, Region};

    fn regions() -> Regions {
        Regions::new([Region {
            code: RegionCode(441_521),
            name: "海丰县".into(),
            en: "Haifeng".into(),
            parent: None,
            aliases: Vec::new(),
        }])
    }

    #[test]
    fn targets_are_said_in_words() {
        let regions = regions();
        let speech = Speech {
            words: Words::of(Lang::ZhCn),
            more: follow::of(Lang::ZhCn),
            regions: &regions,
            today: NaiveDate::default(),
        };
        let search = Search {
            text: "污水 -监理".into(),
            domains: [Domain::Works].into(),
            region: Some(RegionCode(441_521)),
            ..Search::default()
        };
        let said = |target: &Target| speech.target(target);
        assert_eq!(
            said(&search_target(&search)),
            "污水 -监理 · 海丰县 · 工程建设"
        );
        assert_eq!(said(&search_target(&Search::default())), "全部公告");
        let firm = Firm {
            name: " ".into(),
            code: "91".into(),
        };
        assert_eq!(said(&Target::Firm(firm)), "单位：91");
        let named = Subscription {
            id: 1,
            name: "我家门口".into(),
            target: Target::Blacklist,
            classes: Classes::OF_LIST,
            created: NaiveDate::default().into(),
            since: 0,
            muted_until: None,
        };
        assert_eq!(speech.name(&named), "我家门口");
        let unnamed = Subscription {
            name: " ".into(),
            ..named
        };
        assert_eq!(speech.name(&unnamed), "黑名单的全部条目");
    }

    #[test]
    fn classes_are_said_and_none_is_said_too() {
        let regions = regions();
        let speech = Speech {
            words: Words::of(Lang::ZhCn),
            more: follow::of(Lang::ZhCn),
            regions: &regions,
            today: NaiveDate::default(),
        };
        let of = |classes| speech.classes(classes, Classes::OF_NOTICES);
        assert_eq!(of(Classes::OF_NOTICES), "全部变化");
        assert_eq!(of(Classes::OF_LIST), "没有选变化类别");
        assert_eq!(
            of(Classes::OF_NOTICES.without(Class::Text)),
            "全部变化，文字修改除外"
        );
        let two = Classes::one(Class::Award).with(Class::Contract);
        assert_eq!(of(two), "中标结果，合同");
    }

    #[test]
    fn every_class_has_its_place_in_the_form() {
        let all = GROUPS.iter().flat_map(|group| group.iter().copied());
        assert_eq!(all.collect::<Vec<_>>(), Class::ALL);
    }

    #[test]
    fn a_time_is_not_followed() {
        let search = Search {
            text: "污水".into(),
            from: NaiveDate::from_ymd_opt(2026, 1, 1),
            to: NaiveDate::from_ymd_opt(2026, 2, 1),
            ..Search::default()
        };
        assert_eq!(search_target(&search), Target::Search("q=污水".into()));
    }
}
