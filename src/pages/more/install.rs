//! 装到桌面: how to put the app on the home screen, in the words and signs of the browser at hand,
//! and what each browser really makes of it.

use super::Part;
use crate::components::sign::{Sign, SignGlyph};
use crate::locales::use_people_words;
use crate::platform::agent::Agent;
use crate::platform::{install, probe};
use crate::route::{Follow, Route, Section};
use crate::state::inbox;
use leptos::prelude::*;
use leptos::task::spawn_local;
use stylers_macro::style_sheet;

/// One thing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Tap ··· at the top right of the chat's page.
    DotsTop,
    /// Choose "open in browser".
    OpenInBrowser,
    /// Tap the sharing button.
    Share,
    /// Choose 添加到主屏幕.
    AddToHome,
    /// Tap the browser's menu of three dots.
    DotsMenu,
    /// Tap the browser's menu of lines or dots at the bottom.
    LinesMenu,
    /// Choose 安装应用.
    InstallApp,
    /// Choose 添加到桌面.
    AddToDesk,
    /// Click the sign at the right of the address.
    AddressSign,
    /// Choose 添加到程序坞.
    AddToDock,
    /// Keep a bookmark.
    Bookmark,
    /// From now on open it by its icon.
    OpenByIcon,
}

impl Step {
    /// What it looks like.
    const fn sign(self) -> Sign {
        match self {
            Self::DotsTop => Sign::DotsAcross,
            Self::OpenInBrowser => Sign::Compass,
            Self::Share => Sign::ShareUp,
            Self::AddToHome | Self::AddToDesk => Sign::AddBox,
            Self::DotsMenu => Sign::DotsUp,
            Self::LinesMenu => Sign::Lines,
            Self::InstallApp | Self::AddressSign | Self::AddToDock => Sign::ScreenDown,
            Self::Bookmark => Sign::AddBox,
            Self::OpenByIcon => Sign::Phone,
        }
    }
}

/// What to do in a browser, in order.
const fn steps(agent: Agent) -> &'static [Step] {
    use Step::{
        AddToDesk, AddToDock, AddToHome, AddressSign, Bookmark, DotsMenu, DotsTop, InstallApp,
        LinesMenu, OpenByIcon, OpenInBrowser, Share,
    };
    match agent {
        Agent::WeChat | Agent::InApp => &[DotsTop, OpenInBrowser],
        Agent::Ios => &[Share, AddToHome, OpenByIcon],
        Agent::Android | Agent::AndroidFirefox => &[DotsMenu, InstallApp, OpenByIcon],
        Agent::Huawei | Agent::Vendor => &[LinesMenu, AddToDesk, OpenByIcon],
        Agent::Desktop => &[AddressSign, InstallApp, OpenByIcon],
        Agent::MacSafari => &[Share, AddToDock, OpenByIcon],
        Agent::DesktopFirefox => &[Bookmark],
    }
}

/// The part of 更多.
#[component]
pub fn Install() -> impl IntoView {
    let words = use_people_words();
    let content = if probe::is_installed() {
        view! { <p>{words.install_done}</p> }.into_any()
    } else {
        let here = Agent::here();
        let others = Agent::ALL.into_iter().filter(|agent| *agent != here);
        let others = others.map(|agent| {
            view! {
                <h3>{(words.install_browser)(agent)}</h3>
                <Steps agent />
            }
        });
        view! {
            <p>{words.install_lead}</p>
            <Offer />
            <h3>{(words.install_browser)(here)}</h3>
            <Steps agent=here />
            <details>
                <summary class="button" data-kind="plain">{words.install_other}</summary>
                <div class="section">{others.collect_view()}</div>
            </details>
        }
        .into_any()
    };
    view! { <Part section=Section::Install>{content}</Part> }
}

/// The steps in one browser, and what comes of them.
#[component]
fn Steps(agent: Agent) -> impl IntoView {
    let class = style_sheet!("./src/pages/more/install.css");
    let words = use_people_words();
    let steps = steps(agent).iter().map(|step| {
        view! { class = class,
            <li class="step">
                <span class="picture"><SignGlyph sign=step.sign() /></span>
                <span>{(words.install_steps)(*step)}</span>
            </li>
        }
    });
    // On an iPhone what was saved in the browser stays behind.
    let hand = (agent == Agent::Ios).then(|| {
        let href = Route::Follow(Follow::Hand).href();
        view! { class = class, <a class="button" href=href>{words.install_hand}</a> }
    });
    view! { class = class,
        <ol class="steps">{steps.collect_view()}</ol>
        <p class="soft small">{(words.install_note)(agent)}</p>
        <div class="actions chrome">{hand}</div>
    }
}

/// How far the browser's own question is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Not,
    Agreed,
    Refused,
}

/// The browser's own offer, where it made one.
#[component]
pub fn Offer() -> impl IntoView {
    let words = use_people_words();
    let offered = install::use_offered();
    let asked = RwSignal::new(Asked::Not);
    let ask = move |_| {
        spawn_local(async move {
            let agreed = install::ask().await;
            if agreed {
                inbox::invite_never();
            }
            asked.try_set(if agreed {
                Asked::Agreed
            } else {
                Asked::Refused
            });
        });
    };
    move || match asked.get() {
        Asked::Not if offered.get() => view! {
            <div class="actions chrome">
                <button type="button" class="button" data-kind="main" on:click=ask>
                    <SignGlyph sign=Sign::ScreenDown />
                    {words.install_now}
                </button>
            </div>
        }
        .into_any(),
        Asked::Not => ().into_any(),
        Asked::Agreed => view! { <p role="status">{words.install_done}</p> }.into_any(),
        Asked::Refused => view! { <p role="status">{words.install_refused}</p> }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_browser_has_steps_and_only_the_last_one_opens_it() {
        for agent in Agent::ALL {
            let steps = steps(agent);
            assert!(!steps.is_empty(), "{agent:?}");
            let opens = steps.iter().position(|s| *s == Step::OpenByIcon);
            assert!(opens.is_none_or(|at| at + 1 == steps.len()), "{agent:?}");
        }
    }
}
