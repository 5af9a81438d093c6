//! What a device would register for with a push server (rule 3): of each subscription only its
//! domain, its region and the kind of change. No word, firm, body or project leaves the device.

use super::{Class, Classes, Subscription, Target};
use crate::{Domain, RegionCode, Regions, Topic, TopicKind};
use std::collections::BTreeSet;

/// Topics that a server takes from one device.
pub const TOPICS: usize = 50;

/// The fewest topics that wake the device for everything that is followed. What has no region of
/// its own matches whatever the record holds, which may be more than home (a publisher can take
/// in a whole province): it is asked for in the topmost region that holds home. Where there would
/// be more than [`TOPICS`], domains are given up first, then regions.
pub fn topics(followed: &[Subscription], regions: &Regions, home: RegionCode) -> Vec<Topic> {
    let root = regions.path(home).last().map_or(home, |root| root.code);
    let full = gather(followed, |domain, region| (domain, region.unwrap_or(root)));
    if full.len() <= TOPICS {
        return full;
    }
    let without_domains = gather(followed, |_, region| (None, region.unwrap_or(root)));
    if without_domains.len() <= TOPICS {
        return without_domains;
    }
    gather(followed, |_, _| (None, root))
}

fn gather(
    followed: &[Subscription],
    coarse: impl Fn(Option<Domain>, Option<RegionCode>) -> (Option<Domain>, RegionCode),
) -> Vec<Topic> {
    let mut all = BTreeSet::new();
    for subscription in followed {
        let search = subscription.target.search();
        let mut domains: Vec<Option<Domain>> = search.domains.iter().copied().map(Some).collect();
        if domains.is_empty() {
            domains.push(None);
        }
        for kind in kinds(&subscription.target, subscription.classes) {
            if kind == TopicKind::Blacklist {
                // One list: neither domain nor region narrows it.
                let (_, region) = coarse(None, None);
                all.insert(topic(None, region, kind));
                continue;
            }
            for domain in &domains {
                let (domain, region) = coarse(*domain, search.region);
                all.insert(topic(domain, region, kind));
            }
        }
    }
    let is_needed = |t: &&Topic| {
        let within = |domain, kind| domain != t.domain || kind != t.kind;
        let held =
            |domain, kind| within(domain, kind) && all.contains(&topic(domain, t.region, kind));
        // Every award is a new notice too.
        let wider = [
            Some(TopicKind::Notices).filter(|_| t.kind == TopicKind::Awards),
            Some(t.kind),
        ];
        !wider
            .into_iter()
            .flatten()
            .any(|kind| held(t.domain, kind) || held(None, kind))
    };
    all.iter().filter(is_needed).copied().collect()
}

const fn topic(domain: Option<Domain>, region: RegionCode, kind: TopicKind) -> Topic {
    Topic {
        domain,
        region,
        kind,
    }
}

fn kinds(target: &Target, classes: Classes) -> BTreeSet<TopicKind> {
    let kind = |class| match class {
        Class::Candidates | Class::Award => TopicKind::Awards,
        Class::Notice | Class::Contract | Class::Implementation => TopicKind::Notices,
        Class::Amendment | Class::Cancelled | Class::Deadline | Class::Amount | Class::Text => {
            TopicKind::Changes
        }
        Class::Listed | Class::Delisted => TopicKind::Blacklist,
    };
    classes.and(target.possible()).iter().map(kind).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Region;
    use crate::follow::Firm;

    const HOME: RegionCode = RegionCode(441_500);

    fn follows(target: Target, classes: &[Class]) -> Subscription {
        Subscription {
            id: 1,
            name: "不该离开本机的名字".into(),
            target,
            classes: classes.iter().copied().collect(),
            created: Default::default(),
            since: 0,
            muted_until: None,
        }
    }

    fn tree() -> Regions {
        let region = |code, parent: Option<u32>| Region {
            code: RegionCode(code),
            name: String::new(),
            en: String::new(),
            parent: parent.map(RegionCode),
            aliases: Vec::new(),
        };
        Regions::new([region(440_000, None), region(441_500, Some(440_000))])
    }

    fn written(followed: &[Subscription]) -> Vec<String> {
        let mut all: Vec<String> = topics(followed, &tree(), HOME)
            .iter()
            .map(ToString::to_string)
            .collect();
        all.sort();
        all
    }

    #[test]
    fn only_domain_region_and_kind_leave() {
        let search = |text: &str| Target::Search(text.into());
        let awards = [Class::Award, Class::Candidates];
        let one = follows(
            search("q=污水&domain=works,land&region=441521&min=5"),
            &awards,
        );
        assert_eq!(
            written(&[one]),
            ["land.441521.awards", "works.441521.awards"]
        );
        let firm = Target::Firm(Firm {
            name: "示例公司".into(),
            code: String::new(),
        });
        let all = [
            follows(firm, &[Class::Award, Class::Listed]),
            follows(Target::Body("示例局".into()), &[Class::Deadline]),
            follows(Target::Blacklist, &[Class::Listed, Class::Award]),
        ];
        let wanted = [
            "all.440000.awards",
            "all.440000.blacklist",
            "all.440000.changes",
        ];
        assert_eq!(written(&all), wanted);
        assert!(written(&[]).is_empty());
        assert!(written(&[follows(search(""), &[])]).is_empty());
    }

    #[test]
    fn what_a_wider_topic_wakes_for_is_not_asked_for_again() {
        let search = |text: &str| Target::Search(text.into());
        let all = [
            follows(search("domain=works"), &[Class::Award]),
            follows(search(""), &[Class::Award]),
        ];
        assert_eq!(written(&all), ["all.440000.awards"]);
        let both = [follows(
            search("domain=works"),
            &[Class::Award, Class::Notice],
        )];
        assert_eq!(written(&both), ["works.440000.notices"]);
        let apart = [
            follows(search("domain=works"), &[Class::Notice]),
            follows(search("domain=works&region=441521"), &[Class::Notice]),
        ];
        assert_eq!(written(&apart).len(), 2, "regions are the server's to fold");
    }

    #[test]
    fn what_has_no_region_wakes_for_all_of_the_province() {
        let all = [follows(Target::Search("q=污水".into()), &[Class::Notice])];
        let elsewhere = [RegionCode(440_300), RegionCode(440_000)];
        let wakes = |regions: &Regions| {
            let topics = topics(&all, regions, HOME);
            let covers = |t: &Topic| t.covers(TopicKind::Notices, Domain::Works, &elsewhere);
            topics.iter().any(covers)
        };
        assert!(wakes(&tree()));
        assert!(!wakes(&Regions::default()), "without a tree home is all");
    }

    #[test]
    fn there_are_never_too_many() {
        let search = |n: u32| {
            let domains = "works,procurement,land,mining,state-assets";
            Target::Search(format!("domain={domains}&region={}", 441_500 + n))
        };
        let followed: Vec<_> = (1..=20)
            .map(|n| follows(search(n), &[Class::Award]))
            .collect();
        assert_eq!(written(&followed).len(), 20, "domains were given up");
        let followed: Vec<_> = (1..=90)
            .map(|n| follows(search(n), &[Class::Award]))
            .collect();
        assert_eq!(written(&followed), ["all.440000.awards"]);
    }
}
