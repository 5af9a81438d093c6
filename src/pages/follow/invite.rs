//! Once somebody follows something: the offer to put the app on the home screen. Once, until they
//! say no; it can be found again in 更多.

use crate::components::sign::{Sign, SignGlyph};
use crate::locales::use_people_words;
use crate::pages::more::install::Offer;
use crate::platform::{install, probe};
use crate::route::{Route, Section};
use crate::state::{inbox, use_follows};
use leptos::prelude::*;

/// The invitation; nothing where the app is installed, nothing is followed, or they said no.
#[component]
pub fn Invitation() -> impl IntoView {
    let words = use_people_words();
    let follows = use_follows();
    let may = RwSignal::new(inbox::may_invite() && !probe::is_installed());
    let shown = Memo::new(move |_| {
        may.get()
            && follows
                .get()
                .is_some_and(|held| !held.subscriptions.is_empty())
    });
    let never = move || {
        inbox::invite_never();
        may.set(false);
    };
    install::on_installed(move || _ = may.try_set(false));
    move || {
        shown.get().then(|| {
            view! {
                <section class="card section chrome" aria-labelledby="invite">
                    <h2 id="invite"><SignGlyph sign=Sign::Phone />" "{words.install_invite}</h2>
                    <p>{words.install_invite_text}</p>
                    <Offer />
                    <div class="actions">
                        <a
                            class="button"
                            href=Route::More(Section::Install).href()
                            on:click=move |_| inbox::invite_never()
                        >
                            {words.install_how}
                        </a>
                        <button type="button" class="button" on:click=move |_| never()>
                            {words.install_never}
                        </button>
                    </div>
                </section>
            }
        })
    }
}
