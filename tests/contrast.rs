//! The colours of `style/tokens.css`, checked in pairs: text must be readable, light and dark.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may end here")]

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../style/tokens.css");

type Palette = BTreeMap<String, [u8; 3]>;

/// The colours that one rule sets.
fn palette(selector: &str) -> Palette {
    let start = TOKENS.find(selector).expect(selector) + selector.len();
    let block = TOKENS[start..].split('}').next().unwrap();
    let colour = |line: &str| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(": #")?;
        let bits = u32::from_str_radix(value.strip_suffix(';')?, 16).ok()?;
        let [_, rgb @ ..] = bits.to_be_bytes();
        Some((name.to_owned(), rgb))
    };
    block.lines().filter_map(colour).collect()
}

/// Relative luminance as WCAG 2 defines it.
fn luminance(rgb: [u8; 3]) -> f64 {
    let linear = rgb.map(|c| {
        let c = f64::from(c) / 255.0;
        if c <= 0.04045 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn light_and_dark() -> [(&'static str, Palette); 2] {
    [
        ("light", palette(":root {")),
        ("dark", palette(":root[data-theme=\"dark\"] {")),
    ]
}

#[test]
fn the_measure_is_right() {
    assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
    assert!((contrast([0x76; 3], [255; 3]) - 4.54).abs() < 0.01);
}

#[test]
fn text_stands_out_from_what_it_lies_on() {
    let check = |texts: &[&str], grounds: &[&str], least: f64| {
        for (theme, colours) in light_and_dark() {
            for text in texts {
                for ground in grounds {
                    let found = contrast(colours[*text], colours[*ground]);
                    assert!(
                        found >= least,
                        "{theme}: {text} on {ground} is {found:.2}, wants {least}"
                    );
                }
            }
        }
    };
    check(&["ink"], &["paper", "raised", "sunken", "sea-wash"], 7.0);
    check(
        &["ink"],
        &["amber-wash", "vermilion-wash", "jade-wash"],
        7.0,
    );
    check(&["soft", "sea"], &["paper", "raised", "sunken"], 4.5);
    check(&["amber", "vermilion", "jade"], &["paper", "raised"], 4.5);
    check(&["sea"], &["sea-wash"], 4.5);
    check(&["soft"], &["sea-wash", "amber-wash"], 4.5);
    check(&["on-sea"], &["sea"], 4.5);
    check(&["amber"], &["amber-wash"], 4.5);
    check(&["vermilion"], &["vermilion-wash"], 4.5);
    check(&["jade"], &["jade-wash"], 4.5);
    // The edge of a control must be seen, though it is no text.
    check(&["edge"], &["paper", "raised"], 3.0);
}

#[test]
fn dark_is_the_same_whether_chosen_or_the_systems() {
    let systems = palette(":root:not([data-theme=\"light\"]) {");
    let chosen = palette(":root[data-theme=\"dark\"] {");
    assert_eq!(systems, chosen);
    assert_eq!(
        systems.keys().collect::<Vec<_>>(),
        palette(":root {").keys().collect::<Vec<_>>(),
        "a colour of one theme is missing in the other"
    );
}
