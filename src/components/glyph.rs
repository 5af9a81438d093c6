//! Glyphs: one stroke weight, never without their word, so hidden from screen readers.

use leptos::prelude::*;
use record::Domain;

/// A glyph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A domain: crane, cart, parcel of land, pick, certificate, and the rest.
    Domain(Domain),
    /// 首页
    Home,
    /// 查询
    Search,
    /// 关注
    Bell,
    /// 黑名单
    Shield,
    /// 更多
    More,
    /// Going back
    Back,
    /// Clearing, closing
    Cross,
    /// In order
    Tick,
    /// Still running
    Clock,
    /// Cannot be told
    Question,
    /// Something needs attention
    Warning,
    /// Opens below
    Down,
    /// Leads below a region
    Right,
    /// Telephone
    Phone,
    /// Leaves the app
    Out,
    /// Sharing
    Share,
    /// Copying
    Copy,
    /// Printing
    Print,
    /// A picture
    Picture,
    /// A code to scan
    Code,
    /// No network
    Offline,
}

impl Icon {
    /// The strokes, in a square of 24.
    const fn strokes(self) -> &'static str {
        match self {
            Self::Domain(Domain::Works) => {
                "M8 21V3.5M5 21h6M8 3.5 20.5 8M3 8h18M8 3.5 3 8M17.5 8v4.5M16 14.5a1.5 1.5 0 1 0 1.5-2M8 12l-2.5 9M8 12l2.5 9"
            }
            Self::Domain(Domain::Procurement) => {
                "M2.5 4h2.7l2.4 11h10.2L20 7.5H6M8.1 19.3a1.2 1.2 0 1 0 2.4 0 1.2 1.2 0 1 0-2.4 0M15.1 19.3a1.2 1.2 0 1 0 2.4 0 1.2 1.2 0 1 0-2.4 0"
            }
            Self::Domain(Domain::Land) => {
                "M9 12.3 2.5 15.5 12 20.5l9.5-5-6.5-3.2M12 16V3.5l6 2.8-6 2.8"
            }
            Self::Domain(Domain::Mining) => {
                "M4 20.5 16 8M7.5 4.5C13.5 3 20.5 9 19.5 16.5M14.5 6.5l3 3"
            }
            Self::Domain(Domain::StateAssets) => {
                "M4 4h16v12h-3.5M11 16H4V4M7.5 8h9M7.5 11.5h4M11.7 14.5a2.4 2.4 0 1 0 4.8 0 2.4 2.4 0 1 0-4.8 0M12.5 16.5V21l1.6-1.2 1.6 1.2v-4.5"
            }
            Self::Domain(Domain::Other) => {
                "M4.5 4.5h6v6h-6zM13.5 4.5h6v6h-6zM4.5 13.5h6v6h-6zM13.5 16.5h6M16.5 13.5v6"
            }
            Self::Home => "M3.5 11.5 12 4l8.5 7.5M6 9.5V20h12V9.5M10 20v-5.5h4V20",
            Self::Bell => {
                "M6 16.5h12l-1.5-2.5v-3.5a4.5 4.5 0 0 0-9 0V14zM10 19.5a2 2 0 0 0 4 0M12 6V4"
            }
            Self::Shield => {
                "M12 3 5 5.5V11c0 4.5 3 8 7 10 4-2 7-5.5 7-10V5.5zM9 12l2.2 2.2L15.5 10"
            }
            Self::Search => "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.3 15.3 20.5 20.5",
            Self::More => "M4 7h16M4 12h16M4 17h16",
            Self::Back => "M11 5.5 4.5 12l6.5 6.5M4.5 12h15",
            Self::Cross => "M6 6l12 12M18 6 6 18",
            Self::Tick => "M5 12.5 10 17.5 19.5 7",
            Self::Clock => "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 7.5V12l3 2",
            Self::Question => "M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1.2-1.5 2.3M12 18v.1",
            Self::Warning => "M12 4 2.5 20h19zM12 10v4.5M12 17.2v.1",
            Self::Down => "M6 9.5l6 6 6-6",
            Self::Right => "M9.5 6l6 6-6 6",
            Self::Phone => {
                "M5 3.5h4l1.6 4.6-2.3 1.7a12 12 0 0 0 5.9 5.9l1.7-2.3 4.6 1.6v4a1.5 1.5 0 0 1-1.5 1.5A15.5 15.5 0 0 1 3.5 5 1.5 1.5 0 0 1 5 3.5"
            }
            Self::Out => "M14 4h6v6M20 4l-9 9M17.5 14v6H4V6.5h6",
            Self::Share => "M12 15V4M8 8l4-4 4 4M7 11.5H5V20h14v-8.5h-2",
            Self::Copy => "M9 9h11v11H9zM15 5.5V4H4v11h1.5",
            Self::Print => "M7 9V4h10v5M7 17H4V9h16v8h-3M7 13.5h10V20H7z",
            Self::Picture => "M4 5h16v14H4zM4 16l4.5-4.5 3.5 3.5 2.5-2.5L20 18M15.5 8.8v.1",
            Self::Code => {
                "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5H14zM17.5 17.5H20V20h-2.5M20 14v.1M14 20v.1M7 7v.1M17 7v.1M7 17v.1"
            }
            Self::Offline => "M3 9.5a13 13 0 0 1 18 0M6.5 13.2a8 8 0 0 1 11 0M12 18v.1M4.5 4l15 16",
        }
    }
}

/// Draws a glyph as tall as the text beside it.
#[component]
pub fn Glyph(
    /// Which one.
    icon: Icon,
) -> impl IntoView {
    view! {
        <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d={icon.strokes()}></path>
        </svg>
    }
}
