//! What a webmaster chose, as a value and as the fragment that keeps it.

use crate::state::{TextStep, Theme};
use record::site::Manifest;
use record::widget::{Index, Kind, MOST_ROWS, Shape, USUAL_ROWS, stem};
use record::{Domain, RegionCode};

/// How notices come into the other site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// The custom element, as tall as it needs to be.
    #[default]
    Element,
    /// A frame of a fixed height.
    Frame,
    /// A card, pasted as it is.
    Card,
    /// The feed, for programs.
    Feed,
}

impl Way {
    /// Every way, the best first.
    pub const ALL: [Self; 4] = [Self::Element, Self::Frame, Self::Card, Self::Feed];

    /// The word of it in the fragment.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Element => "element",
            Self::Frame => "frame",
            Self::Card => "card",
            Self::Feed => "feed",
        }
    }

    /// Whether count, colours and text size are the widget's own.
    pub const fn is_dressed(self) -> bool {
        matches!(self, Self::Element | Self::Frame)
    }
}

/// The choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// In this domain; in all where there is none.
    pub domain: Option<Domain>,
    /// Within this region; home where not said.
    pub region: Option<RegionCode>,
    /// Everywhere, whatever `region` says.
    pub everywhere: bool,
    /// What is told.
    pub kind: Kind,
    /// How many rows, from 1 to [`MOST_ROWS`].
    pub count: usize,
    /// Light, dark, or as the reader's system is.
    pub theme: Theme,
    /// How large the text is.
    pub text: TextStep,
    /// How it comes into the other site.
    pub way: Way,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            domain: None,
            region: None,
            everywhere: false,
            kind: Kind::default(),
            count: USUAL_ROWS,
            theme: Theme::default(),
            text: TextStep::default(),
            way: Way::default(),
        }
    }
}

impl Choices {
    /// The fragment, without its `#`; what is usual is not said.
    pub fn to_fragment(&self) -> String {
        let usual = Self::default();
        let mut said = Vec::new();
        said.extend(self.domain.map(|d| format!("domain={}", d.code())));
        if self.everywhere {
            said.push("region=all".to_owned());
        } else {
            said.extend(self.region.map(|code| format!("region={code}")));
        }
        let mut put = |differs: bool, name: &str, value: &str| {
            if differs {
                said.push(format!("{name}={value}"));
            }
        };
        put(self.kind != usual.kind, "kind", self.kind.code());
        let count = self.count.to_string();
        put(self.count != usual.count, "count", &count);
        put(self.theme != usual.theme, "theme", self.theme.code());
        put(self.text != usual.text, "text", self.text.code());
        put(self.way != usual.way, "way", self.way.code());
        said.join("&")
    }

    /// Reads a fragment; what it does not know is as usual.
    pub fn from_fragment(fragment: &str) -> Self {
        let mut choices = Self::default();
        for part in fragment.trim_start_matches('#').split('&') {
            let Some((key, value)) = part.split_once('=') else {
                continue;
            };
            match key {
                "domain" => choices.domain = Domain::from_code(value),
                "region" if value == "all" => choices.everywhere = true,
                "region" => choices.region = RegionCode::parse(value),
                "kind" => choices.kind = Kind::from_code(value).unwrap_or_default(),
                "count" => {
                    let count = value.parse().ok().filter(|n| (1..=MOST_ROWS).contains(n));
                    choices.count = count.unwrap_or(USUAL_ROWS);
                }
                "theme" => choices.theme = among(&Theme::ALL, value, |t| t.code()),
                "text" => choices.text = among(&TextStep::ALL, value, |t| t.code()),
                "way" => choices.way = among(&Way::ALL, value, |w| w.code()),
                _ => {}
            }
        }
        choices
    }

    /// The shape that is meant, among those that there are: one that is not there gives way to all
    /// domains of its region, and that to everything.
    pub fn shape<'i>(&self, index: &'i Index, manifest: &Manifest) -> Option<&'i Shape> {
        let home = Some(manifest.instance.home_region);
        let region = match self {
            Self {
                everywhere: true, ..
            } => None,
            _ => self.region.or(home),
        };
        let find = |domain, region| {
            let is = |s: &&Shape| s.domain == domain && s.region == region;
            index.shapes.iter().find(is)
        };
        find(self.domain, region)
            .or_else(|| find(None, region))
            .or_else(|| find(None, None))
    }

    /// The name of the shape and kind in addresses: `works-441521-notices`.
    pub fn stem(&self, shape: &Shape) -> String {
        let stem = stem(shape.domain, shape.region);
        format!("{stem}-{}", self.kind.code())
    }

    /// How the page is to be dressed, as its fragment; what is usual is not said.
    pub fn dress(&self, lang: &str) -> String {
        let usual = Self::default();
        let parts = [
            (self.count != usual.count).then(|| format!("count={}", self.count)),
            (self.theme != usual.theme).then(|| format!("theme={}", self.theme.code())),
            (self.text != usual.text).then(|| format!("text={}", self.text.code())),
            (lang != "zh-CN").then(|| format!("lang={lang}")),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("&")
    }
}

fn among<T: Copy + Default>(all: &[T], code: &str, of: impl Fn(&T) -> &'static str) -> T {
    all.iter()
        .find(|one| of(one) == code)
        .copied()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::site::Dataset;

    #[test]
    fn a_fragment_reads_back_as_what_wrote_it() {
        let all = Choices {
            domain: Some(Domain::StateAssets),
            region: Some(RegionCode(441_521)),
            everywhere: false,
            kind: Kind::Awards,
            count: 20,
            theme: Theme::Dark,
            text: TextStep::Largest,
            way: Way::Card,
        };
        let everywhere = Choices {
            everywhere: true,
            ..Choices::default()
        };
        for choices in [Choices::default(), all, everywhere] {
            let fragment = choices.to_fragment();
            assert_eq!(Choices::from_fragment(&fragment), choices, "{fragment}");
        }
        assert_eq!(Choices::default().to_fragment(), "");
        for odd in [
            "count=0",
            "count=21",
            "count=x",
            "theme=blue",
            "kind=x",
            "way",
            "domain=x",
        ] {
            assert_eq!(Choices::from_fragment(odd), Choices::default(), "{odd}");
        }
    }

    #[test]
    fn what_is_not_there_gives_way_to_what_holds_it() {
        let shape = |domain, region: Option<u32>| Shape {
            domain,
            region: region.map(RegionCode),
            rows: [1, 0, 0],
        };
        let index = Index {
            dataset: Dataset::Real,
            shapes: vec![
                shape(None, None),
                shape(None, Some(441_500)),
                shape(Some(Domain::Works), Some(441_521)),
            ],
        };
        let manifest: Result<Manifest, _> = serde_json::from_str(
            r#"{"format":1,"sequence":1,"generated_at":"2026-11-24T09:12:00+08:00","sources":[],
            "instance":{"name":{},"home_region":"441500","hotline":"","dataset":"real","min_app":""},
            "packs":[],"reference":{},"head":"","root":""}"#,
        );
        let Ok(manifest) = manifest else {
            panic!("a manifest");
        };
        let found = |fragment: &str| {
            let choices = Choices::from_fragment(fragment);
            let shape = choices.shape(&index, &manifest);
            shape.map(|shape| choices.stem(shape)).unwrap_or_default()
        };
        assert_eq!(found(""), "all-441500-notices");
        assert_eq!(found("domain=works&region=441521"), "works-441521-notices");
        assert_eq!(found("domain=land&region=441500"), "all-441500-notices");
        assert_eq!(
            found("domain=land&region=999999&kind=awards"),
            "all-all-awards"
        );
        assert_eq!(found("region=all"), "all-all-notices");
    }
}
