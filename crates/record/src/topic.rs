//! What a device may register for with a push server: coarse on purpose, so that the server
//! learns no interest finer than a domain, a region and a kind (rule 3).

use crate::{Domain, RegionCode};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A topic of pushes, written `domain.region.kind`: `works.441521.awards`, `all.441500.notices`.
/// In JSON that text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Topic {
    /// The domain; `None` is written `all`.
    pub domain: Option<Domain>,
    /// The region, with everything inside it.
    pub region: RegionCode,
    /// What must have happened.
    pub kind: TopicKind,
}

/// What must have happened for a topic to have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TopicKind {
    /// A result or its candidates: the one that most wait for, so it comes first.
    Awards,
    /// A notice was amended, or something of it changed.
    Changes,
    /// A new notice of any stage.
    Notices,
    /// The blacklist changed. It is one list, so domain and region do not narrow it.
    Blacklist,
}

impl TopicKind {
    /// Every kind, what matters most first.
    pub const ALL: [Self; 4] = [Self::Awards, Self::Changes, Self::Notices, Self::Blacklist];

    /// The stable word.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Awards => "awards",
            Self::Changes => "changes",
            Self::Notices => "notices",
            Self::Blacklist => "blacklist",
        }
    }

    /// The kind of a [`code`](Self::code).
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

impl Topic {
    /// Reads exactly what [`Display`](fmt::Display) writes.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let (domain, region, kind) = (parts.next()?, parts.next()?, parts.next()?);
        let domain = match domain {
            "all" => None,
            code => Some(Domain::from_code(code)?),
        };
        parts.next().is_none().then_some(Self {
            domain,
            region: RegionCode::parse(region)?,
            kind: TopicKind::from_code(kind)?,
        })
    }

    /// Whether something of this kind, that happened in a domain and in a region which lies in
    /// `regions` (itself and what holds it), is of this topic. What has no region may be
    /// anywhere: rather a push too many than silence.
    pub fn covers(&self, kind: TopicKind, domain: Domain, regions: &[RegionCode]) -> bool {
        self.kind == kind
            && self.domain.is_none_or(|own| own == domain)
            && (regions.is_empty() || regions.contains(&self.region))
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let domain = self.domain.map_or("all", Domain::code);
        write!(f, "{domain}.{}.{}", self.region, self.kind.code())
    }
}

impl Serialize for Topic {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Topic {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Sent;
        impl serde::de::Visitor<'_> for Sent {
            type Value = Topic;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a topic like works.441521.awards")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Topic, E> {
                let topic = Topic::parse(text);
                topic.ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
            }
        }
        d.deserialize_str(Sent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_is_read_as_it_is_written() {
        for domain in Domain::ALL.map(Some).into_iter().chain([None]) {
            for kind in TopicKind::ALL {
                let region = RegionCode(4_415);
                let topic = Topic {
                    domain,
                    region,
                    kind,
                };
                assert_eq!(Topic::parse(&topic.to_string()), Some(topic));
            }
        }
        let text = "works.441521.awards";
        assert_eq!(Topic::parse(text).map(|t| t.to_string()), Some(text.into()));
        for wrong in [
            "",
            "works",
            "works.441521",
            "works.441521.award",
            "works.44152.awards",
            "Works.441521.awards",
            "works.441521.awards.",
            "works.441521.awards.x",
            " works.441521.awards",
            "all.*.notices",
        ] {
            assert_eq!(Topic::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_region_covers_what_is_inside_it() {
        let inside = [
            RegionCode(441_521),
            RegionCode(441_500),
            RegionCode(440_000),
        ];
        for (topic, domain, want) in [
            ("works.441500.awards", Domain::Works, true),
            ("works.441521.awards", Domain::Works, true),
            ("all.440000.awards", Domain::Land, true),
            ("works.441500.awards", Domain::Land, false),
            ("works.441502.awards", Domain::Works, false),
            ("works.441500.notices", Domain::Works, false),
        ] {
            let covers = Topic::parse(topic).map(|t| t.covers(TopicKind::Awards, domain, &inside));
            assert_eq!(covers, Some(want), "{topic}");
        }
    }

    #[test]
    fn what_has_no_region_is_of_every_topic_of_its_kind_and_domain() {
        for (topic, want) in [
            ("works.441500.awards", true),
            ("all.110000.awards", true),
            ("land.441500.awards", false),
            ("works.441500.changes", false),
        ] {
            let covers = Topic::parse(topic);
            let covers = covers.map(|t| t.covers(TopicKind::Awards, Domain::Works, &[]));
            assert_eq!(covers, Some(want), "{topic}");
        }
    }
}
