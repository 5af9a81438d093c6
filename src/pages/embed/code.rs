//! The code that a webmaster copies, as text. It is shown and copied, and never set as HTML.

use super::choices::Choices;
use crate::state::TextStep;
use record::widget::{FOLDER, SCRIPT, Shape};

/// What may be done by a frame: run its script, and open the app by itself.
pub const SANDBOX: &str = "allow-scripts allow-popups allow-popups-to-escape-sandbox";
/// For which width the height of a plain frame is reckoned, in CSS pixels.
const WIDTH: f64 = 360.0;

/// The custom element with its script; `site` is the app's whole address, ending with a slash.
/// What stands inside is shown until the script is there, and where it never comes. It keeps the
/// place by an attribute, which no policy forbids, so that nothing moves when the script comes.
pub fn element(choices: &Choices, shape: &Shape, site: &str, name: &str, lang: &str) -> String {
    let domain = shape.domain.map_or("all", |domain| domain.code());
    let region = shape.region.map_or("all".into(), |code| code.to_string());
    let mut attributes = format!("domain=\"{domain}\" region=\"{region}\"");
    attributes += &format!(" kind=\"{}\"", choices.kind.code());
    // The rest as in the fragment of the page: name=value, what is usual left out.
    for part in choices
        .dress(lang)
        .split('&')
        .filter(|part| !part.is_empty())
    {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        attributes += &format!(" {name}=\"{value}\"");
    }
    let search = search(shape);
    format!(
        "<script src=\"{site}{SCRIPT}\" async></script>\n<gongkai-notices {attributes}>\n  \
         <table width=\"100%\" height=\"{}\" role=\"presentation\"><tr><td>\
         <a href=\"{site}search{search}\">{}</a></td></tr></table>\n</gongkai-notices>",
        tall(choices),
        escaped(name)
    )
}

/// A plain frame, as tall as it most likely has to be.
pub fn frame(choices: &Choices, shape: &Shape, site: &str, name: &str, lang: &str) -> String {
    let page = page(choices, shape, lang);
    format!(
        "<iframe src=\"{site}{}\" title=\"{}\"\n  width=\"100%\" height=\"{}\" frameborder=\"0\" \
         loading=\"lazy\"\n  sandbox=\"{SANDBOX}\" referrerpolicy=\"no-referrer\"></iframe>",
        escaped(&page),
        escaped(name),
        tall(choices)
    )
}

/// The page of the widget, relative to the app's base, with how it is to be dressed.
pub fn page(choices: &Choices, shape: &Shape, lang: &str) -> String {
    let dress = match choices.dress(lang) {
        dress if dress.is_empty() => dress,
        dress => format!("#{dress}"),
    };
    format!("{FOLDER}{}.html{dress}", choices.stem(shape))
}

/// The card, relative to the app's base.
pub fn card(choices: &Choices, shape: &Shape) -> String {
    format!("{FOLDER}{}.card.html", choices.stem(shape))
}

/// A card with whole addresses, wherever it is pasted.
pub fn at_home(card: &str, site: &str) -> String {
    card.replace("href=\"../", &format!("href=\"{site}"))
}

/// How tall a page most likely is at a usual width: as `public/gongkai-notices.js` reckons.
pub fn tall(choices: &Choices) -> u32 {
    let size = match choices.text {
        TextStep::Standard => 16.0,
        TextStep::Large => 20.0,
        TextStep::Largest => 30.0,
    };
    let small = 0.875 * size;
    let room = WIDTH - 2.0 - 2.0 * f64::min(size, 0.04 * WIDTH);
    let lines = |characters: f64, size: f64| f64::max(1.0, characters * size / room + 0.4);
    let row = 19.0
        + lines(32.0, size) * 1.4 * size
        + (lines(15.0, small) + lines(18.0, small)) * 1.5 * small;
    let head = f64::max(44.0, lines(14.0, 1.06 * size) * 1.43 * size)
        + (lines(14.0, small) + lines(24.0, small)) * 1.5 * small
        + size / 2.0;
    let count = u32::try_from(choices.count).unwrap_or(1);
    // Small and whole: the cast loses nothing.
    (head + f64::from(count) * row * 1.1 + 50.0).ceil() as u32
}

/// The shape as a search of the app.
fn search(shape: &Shape) -> String {
    let mut search = record::Search {
        region: shape.region,
        ..record::Search::default()
    };
    search.domains.extend(shape.domain);
    match search.to_fragment() {
        said if said.is_empty() => said,
        said => format!("#{}", escaped(&said)),
    }
}

/// Text in HTML code.
fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Domain, RegionCode};

    const SITE: &str = "https://gongkai.example.gov.cn/sw/";

    fn shape() -> Shape {
        Shape {
            domain: Some(Domain::Works),
            region: Some(RegionCode(441_521)),
            rows: [3, 2, 1],
        }
    }

    #[test]
    fn the_code_says_what_was_chosen_and_nothing_usual() {
        let usual = Choices::default();
        assert_eq!(
            element(&usual, &shape(), SITE, "海丰县 <工程>", "zh-CN"),
            "<script src=\"https://gongkai.example.gov.cn/sw/gongkai-notices.js\" async></script>\n\
             <gongkai-notices domain=\"works\" region=\"441521\" kind=\"notices\">\n  \
             <table width=\"100%\" height=\"753\" role=\"presentation\"><tr><td>\
             <a href=\"https://gongkai.example.gov.cn/sw/search#domain=works&amp;region=441521\">\
             海丰县 &lt;工程&gt;</a></td></tr></table>\n</gongkai-notices>"
        );
        let chosen = Choices::from_fragment("kind=awards&count=8&theme=dark&text=large");
        assert!(
            element(&chosen, &shape(), SITE, "", "en")
                .contains("kind=\"awards\" count=\"8\" theme=\"dark\" text=\"large\" lang=\"en\">")
        );
        assert!(
            frame(&chosen, &shape(), SITE, "\"名\"", "zh-CN").starts_with(
                "<iframe src=\"https://gongkai.example.gov.cn/sw/embed/works-441521-awards.html\
                 #count=8&amp;theme=dark&amp;text=large\" title=\"&quot;名&quot;\""
            )
        );
    }

    #[test]
    fn a_card_leads_home_from_anywhere() {
        let card = "<a href=\"../notice/1\">../</a><a href=\"https://x.example/\">";
        let home = "<a href=\"https://gongkai.example.gov.cn/sw/notice/1\">../</a>\
            <a href=\"https://x.example/\">";
        assert_eq!(at_home(card, SITE), home);
    }

    #[test]
    fn more_rows_and_larger_text_are_taller() {
        let tall = |fragment: &str| tall(&Choices::from_fragment(fragment));
        assert!(tall("count=1") < tall(""));
        assert!(tall("") < tall("text=large"));
        assert!(tall("text=large") < tall("text=largest"));
    }
}
