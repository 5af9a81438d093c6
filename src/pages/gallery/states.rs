//! The status line and what stands in place of content, for each way the record can be.

use super::Group;
use crate::components::status::Status;
use crate::components::{Icon, Message, Nothing};
use crate::platform::clock;
use crate::state::{Damage, Health, use_record};
use chrono::TimeDelta;
use leptos::context::Provider;
use leptos::prelude::*;

/// Every health, with its name.
fn healths() -> Vec<(&'static str, Health)> {
    let now = clock::now();
    let file = || Damage::File("packs/2026-10-0123456789abcdef.pack".to_owned());
    let damaged = |what| Health::Damaged {
        what,
        at: Some(now - TimeDelta::hours(3)),
    };
    vec![
        ("Starting", Health::Starting),
        ("Checking", Health::Checking),
        ("Fresh", Health::Fresh { at: now }),
        (
            "Fresh, three days ago",
            Health::Fresh {
                at: now - TimeDelta::days(3),
            },
        ),
        (
            "Offline, a copy of today",
            Health::Offline {
                at: Some(now - TimeDelta::hours(3)),
            },
        ),
        (
            "Offline, a copy of last year",
            Health::Offline {
                at: Some(now - TimeDelta::days(400)),
            },
        ),
        ("Offline, never compared", Health::Offline { at: None }),
        ("Damaged: manifest", damaged(Damage::Manifest)),
        ("Damaged: old head", damaged(Damage::OldHead)),
        ("Damaged: file", damaged(file())),
        ("Damaged: status", damaged(Damage::Status(502))),
        ("TooNew", Health::TooNew),
        ("Missing", Health::Missing),
    ]
}

/// The samples.
#[component]
pub fn States() -> impl IntoView {
    let record = use_record();
    let lines = healths().into_iter().map(move |(name, health)| {
        view! {
            <div data-sample=name>
                <p class="soft small">{name}</p>
                <Provider value=record.with_health(health)>
                    <Status />
                    <Nothing />
                </Provider>
            </div>
        }
    });
    let long = "一句很长的话，说明这里为什么什么都没有，接下来可以怎么办，以及在哪里可以继续查。"
        .repeat(3);
    view! {
        <Group name="状态行与空白页">{lines.collect_view()}</Group>
        <Group name="说明">
            <Message icon=Icon::Search title="没有找到" text="换一个词，或者去掉一个条件。">
                <button type="button" class="button">"去掉全部条件"</button>
                <a class="button" href="#title">"到全省去找"</a>
            </Message>
            <Message icon=Icon::Question title="标题也可能很长，长到一行放不下的时候要好好地折行" text=long />
            <p class="loud">"需要留意的话：名单已有 3 天没有核实。"</p>
            <p class="slow soft" role="status">"正在读取……"</p>
            <progress aria-label="进度" max="100" value="38"></progress>
        </Group>
    }
}
