//! Glyphs of pages that are loaded apart, in the stroke of [`Glyph`](super::Glyph): here, so that a
//! first visit does not pay for them.

use leptos::prelude::*;

/// A glyph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// 朗读
    Speak,
    /// 停止
    Stop,
    /// 暂停
    Pause,
    /// 继续
    Play,
    /// The square with an arrow up: sharing on iPhone and Mac
    ShareUp,
    /// A square with a plus: adding to the home screen
    AddBox,
    /// Three dots one over the other: the menu of Android's browsers
    DotsUp,
    /// Three dots in a row: the menu of WeChat and Edge
    DotsAcross,
    /// Three lines: the menu of browsers made in China
    Lines,
    /// A compass: opening in the browser
    Compass,
    /// A screen with an arrow down: installing on a computer
    ScreenDown,
    /// A phone with a tile on it: the icon on the home screen
    Phone,
}

impl Sign {
    /// The strokes, in a square of 24.
    const fn strokes(self) -> &'static str {
        match self {
            Self::Speak => {
                "M11 5 6.5 9H3v6h3.5l4.5 4zM15 9.2a4 4 0 0 1 0 5.6M17.8 6.4a8 8 0 0 1 0 11.2"
            }
            Self::Stop => "M6.5 6.5h11v11h-11z",
            Self::Pause => "M8.5 5.5v13M15.5 5.5v13",
            Self::Play => "M8 5.5v13l10.5-6.5z",
            Self::ShareUp => "M12 15V3.5M8.5 7 12 3.5 15.5 7M8 10.5H5.5v10h13v-10H16",
            Self::AddBox => "M4.5 4.5h15v15h-15zM12 8.5v7M8.5 12h7",
            Self::DotsUp => "M12 5.5v.1M12 12v.1M12 18.5v.1",
            Self::DotsAcross => "M5.5 12v.1M12 12v.1M18.5 12v.1",
            Self::Lines => "M4.5 7h15M4.5 12h15M4.5 17h15",
            Self::Compass => "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M15.5 8.5l-2 5-5 2 2-5z",
            Self::ScreenDown => "M13 5H3.5v12h17V13M8 20.5h8M18 3.5v6.5M15.5 7.5 18 10l2.5-2.5",
            Self::Phone => "M7 3h10v18H7zM10.5 9.5h3v3h-3zM11 18.2h2",
        }
    }
}

/// Draws a glyph as tall as the text beside it. Never without its word, so hidden from screen
/// readers.
#[component]
pub fn SignGlyph(
    /// Which one.
    sign: Sign,
) -> impl IntoView {
    view! {
        <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d={sign.strokes()}></path>
        </svg>
    }
}
