//! A QR code of an address, for paper: drawn as one path, so that no script or image is needed.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;
use stylers_macro::style_sheet;

/// The code; nothing where the text is longer than any code can hold.
#[component]
pub fn Qr(
    /// What it says.
    text: String,
    /// What it is for, to those who cannot see it.
    label: &'static str,
    /// Whether it holds much and is scanned off the screen.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let class = style_sheet!("./src/components/qr.css");
    let code = QrCode::encode_text(&text, QrCodeEcc::Medium).ok()?;
    // Four clear modules around it, as the standard asks.
    let size = code.size() + 8;
    Some(view! { class = class,
        <svg class="qr" data-large=large.to_string() viewBox=format!("0 0 {size} {size}") role="img" aria-label=label>
            <path d=path(&code)></path>
        </svg>
    })
}

/// The code of a text as a path, with how many modules it is wide: what a picture draws. Its four
/// clear modules are in both.
pub fn code_path(text: &str) -> Option<(String, u32)> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    Some((path(&code), u32::try_from(code.size() + 8).ok()?))
}

/// Its dark modules, row by row, runs of them as one stroke each.
fn path(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let start = x;
            while x < code.size() && code.get_module(x, y) {
                x += 1;
            }
            let run = x - start;
            if run > 0 {
                // A String takes whatever is written.
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", start + 4, y + 4);
            }
            x += 1;
        }
    }
    path
}
