//! 本机存储: what is kept on the device, how large it is, and how to delete it.

use super::Part;
use crate::components::{Fact, Facts};
use crate::locales::{format, use_words};
use crate::platform::{cache, storage};
use crate::route::Section;
use crate::state::{following, loaded, push, use_follows, use_record};
use leptos::prelude::*;
use leptos::task::spawn_local;
use record::site::{Manifest, ROOT};

/// How far the deletion is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deletion {
    Offered,
    Asked,
    Done,
    Failed,
}

/// What is stored.
#[component]
pub fn Storage() -> impl IntoView {
    let words = use_words();
    let record = use_record();
    let deletion = RwSignal::new(Deletion::Offered);
    let files = loaded(move || {
        deletion.track();
        record.progress();
        cache::list()
    });
    let facts = move || {
        let files = files.get()?;
        let size = record.manifest().map_or(0, |m| known_size(&files, &m));
        let facts = vec![Fact::new(
            (words.stored_files)(files.len()),
            (words.stored_size)(&format::bytes(size)),
        )];
        Some(view! { <Facts facts /> })
    };
    let follows = use_follows();
    let delete = move |_| {
        spawn_local(async move {
            // First, while it is known what the server has to forget.
            push::turn_off().await;
            storage::clear();
            // Each is tried, whatever became of the other.
            let (followed, files) = (following::delete_all(follows).await, cache::clear().await);
            let done = if followed && files {
                Deletion::Done
            } else {
                Deletion::Failed
            };
            let _ = deletion.try_set(done);
        });
    };
    let ways = move || match deletion.get() {
        Deletion::Offered => view! {
            <button type="button" class="button" on:click=move |_| deletion.set(Deletion::Asked)>
                {words.delete_all}
            </button>
        }
        .into_any(),
        Deletion::Asked => view! {
            <p role="alert">{words.delete_sure}</p>
            <button type="button" class="button" on:click=delete>{words.delete_yes}</button>
            <button type="button" class="button" on:click=move |_| deletion.set(Deletion::Offered)>
                {words.keep}
            </button>
        }
        .into_any(),
        Deletion::Failed => view! { <p role="alert">{words.delete_failed}</p> }.into_any(),
        Deletion::Done => view! { <p role="status">{words.deleted}</p> }.into_any(),
    };
    view! {
        <Part section=Section::Storage>
            <p class="soft">{words.storage_note}</p>
            {facts}
            <div class="actions">{ways}</div>
        </Part>
    }
}

/// The bytes of the files whose length the manifest tells; read notices come on top.
fn known_size(files: &[String], manifest: &Manifest) -> u64 {
    let entries = manifest.packs.iter().map(|p| &p.file);
    let entries = entries.chain(manifest.reference.values());
    let kept = |path: &str| files.iter().any(|f| f.strip_prefix(ROOT) == Some(path));
    entries.filter(|e| kept(&e.path)).map(|e| e.bytes).sum()
}
