//! Scenario S1: a hostile corpus (after Miniflux' sanitiser tests and the mXSS classics), honest
//! markup, limits, and a property that holds for any input.
#![allow(clippy::unwrap_used, reason = "a test may end here")]

use super::*;
use proptest::prelude::*;
use record::{Block, Inline};
use std::time::Instant;

/// A body in a short notation: `#` heading, `*strong*`, `[text](href)`, `{image}`, `/` break,
/// `-` item, `,` between cells and `;` after rows.
fn shown(html: &str) -> String {
    match from_html(&[html.to_owned()]) {
        Body::Document(blocks) => blocks.iter().map(block).collect::<Vec<_>>().join(" | "),
        other => format!("{other:?}"),
    }
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(l) => format!("#{}", line(l)),
        Block::Paragraph(l) => line(l),
        Block::List(items) => items.iter().map(|l| format!("-{}", line(l))).collect(),
        Block::Table(rows) => {
            let row = |cells: &Vec<record::Cell>| {
                let cells = cells.iter().map(|c| line(&c.text)).collect::<Vec<_>>();
                cells.join(",") + ";"
            };
            rows.iter().map(row).collect()
        }
    }
}

fn line(pieces: &[Inline]) -> String {
    let piece = |p: &Inline| match p {
        Inline::Text(t) => t.clone(),
        Inline::Strong(t) => format!("*{t}*"),
        Inline::Link { text, href } => format!("[{text}]({href})"),
        Inline::Break => "/".into(),
        Inline::Image(alt) => format!("{{{alt}}}"),
    };
    pieces.iter().map(piece).collect()
}

#[track_caller]
fn all(table: &[(&str, &str, &str)]) {
    for (name, html, expected) in table {
        assert_eq!(&shown(html), expected, "{name}: {html}");
    }
}

#[test]
#[rustfmt::skip]
fn honest_markup_keeps_its_shape() {
    all(&[
        ("paragraphs", "<p>甲</p><div>乙<p>丙</p>丁</div>", "甲 | 乙 | 丙 | 丁"),
        ("breaks", "甲<br>乙<br><br>丙<br>", "甲/乙 | 丙"),
        ("heading", "<h2>第一章 <b>公告</b></h2>文", "#第一章 *公告* | 文"),
        ("emphasis", "<p>预算<strong>100</strong>万<em>元</em></p>", "预算*100*万*元*"),
        ("list", "<ul><li>甲</li><li>乙<ul><li>丙</li></ul></li></ul>", "-甲-乙-丙"),
        ("table", "<table><tr><th>名次</th><th>单位</th></tr><tr><td>1</td><td><p>甲</p><p>乙</p></td></tr></table>", "名次,单位;1,甲/乙;"),
        ("caption", "<table><caption>表一</caption><tr><td>a<td>b</table>", "表一 | a,b;"),
        ("frame table", "<table><tr><td><p>甲</p><table><tr><td>1<td>2</table></td></tr></table>", "甲 | 1,2;"),
        ("table in a cell", "<table><tr><td>甲<td><table><tr><td>1<td>2<tr><td>3<td>4</table></table>", "甲,1 2/3 4;"),
        ("empty cell", "<table><tr><td>a<td></table>", "a,;"),
        ("white space", "<p>\u{3000}\u{3000}甲&nbsp;&nbsp;\n 乙 </p>", "甲 乙"),
        ("space and emphasis", "a <b> b </b> c", "a *b *c"),
        ("lines kept", "<pre>甲\n乙</pre>", "甲/乙"),
        ("nothing", " <p>&nbsp;</p> ", "NotProvided"),
        ("form pages", "<form><p>正文</p><input value=x></form>", "正文"),
        ("noscript", "<noscript><p>甲</p></noscript>", "甲"),
        ("image in text", "见<img alt=' 红线 图 ' src='https://t.example/x.png'>。", "见{红线 图}。"),
    ]);
}

#[test]
fn spans_are_kept_within_their_bounds() {
    let html = "<table><tr><td colspan=2 rowspan=3>a<td colspan=9999 rowspan=9999>b<td colspan=-1 rowspan=0>c</table>";
    let Body::Document(blocks) = from_html(&[html.into()]) else {
        panic!("a document")
    };
    let Block::Table(rows) = &blocks[0] else {
        panic!("a table")
    };
    let spans: Vec<_> = rows[0].iter().map(|c| (c.cols, c.rows)).collect();
    assert_eq!(spans, [(2, 3), (64, 255), (1, 1)]);
}

#[test]
#[rustfmt::skip]
fn hostile_markup_is_inert() {
    all(&[
        ("script", "甲<script>alert(1)</script>乙", "甲乙"),
        ("script in script", "<scr<script>ipt>alert(1)</script>甲", "ipt>alert(1)甲"),
        ("event handler", "<p onclick=alert(1)>甲</p>", "甲"),
        ("image with handler", "甲<img src=x onerror=alert(1)>", "甲{}"),
        ("pixel tracker", "甲<img src=https://t.example/1.gif width=1 height=1>", "甲"),
        ("srcset", "<img srcset='https://t.example/a 2x' alt=图>", "{图}"),
        ("iframe", "甲<iframe src='https://t.example'></iframe>", "甲"),
        ("iframe srcdoc", "甲<iframe srcdoc='<script>alert(1)</script>'></iframe>", "甲"),
        ("object and embed", "<object data=x>o</object><embed src=x>甲", "甲"),
        ("form controls", "<form action=https://t.example><button>交</button><select><option>a</select><textarea>b</textarea></form>甲", "甲"),
        ("meta refresh", "<meta http-equiv=refresh content='0;url=https://t.example'>甲", "甲"),
        ("base", "<base href=https://t.example/><a href=/x>甲</a>", "甲"),
        ("style", "<style>*{background:url(https://t.example)}</style><p style='position:fixed'>甲</p>", "甲"),
        ("link sheet", "<link rel=stylesheet href=https://t.example>甲", "甲"),
        ("comment", "甲<!-- <script>alert(1)</script> -->乙", "甲乙"),
        ("open comment", "甲<!-- 乙", "甲"),
        ("conditional comment", "<![if !supportLists]>甲<![endif]>", "甲"),
        ("javascript link", "<a href='javascript:alert(1)'>甲</a>", "甲"),
        ("javascript with a tab", "<a href='java\tscript:alert(1)'>甲</a>", "甲"),
        ("javascript with entity", "<a href='&#106;avascript:alert(1)'>甲</a>", "甲"),
        ("javascript after control", "<a href='\u{1}javascript:alert(1)'>甲</a>", "甲"),
        ("data link", "<a href='data:text/html,<script>alert(1)</script>'>甲</a>", "甲"),
        ("vbscript, file, blob, magnet", "<a href=vbscript:x>a</a><a href=file:///x>b</a><a href=blob:x>c</a><a href=magnet:?x>d</a>", "abcd"),
        ("relative link", "<a href='//t.example/x'>甲</a><a href=x>乙</a>", "甲乙"),
        ("user name in link", "<a href='https://bank.example@t.example/'>甲</a>", "甲"),
        ("good link", "<a href=' HTTPS://T.example/a b?c=1#d ' target=x onclick=y>甲</a>", "[甲](https://t.example/a%20b?c=1#d)"),
        ("link without text", "甲 <a href=https://t.example/x></a>", "甲 [t.example](https://t.example/x)"),
        ("punycode", "<a href='https://аррӏе.com/'>甲</a>", "[甲](https://xn--80ak6aa92e.com/)"),
        ("bidi in link", "<a href='https://t.example/\u{202e}x'>甲</a>", "[甲](https://t.example/%E2%80%AEx)"),
        ("id and class", "<p id=getElementById class=x>甲</p>", "甲"),
        ("svg", "甲<svg><script>alert(1)</script><text>x</text></svg>", "甲"),
        ("svg with html", "<svg><foreignObject><p>x</p></foreignObject></svg>甲", "甲"),
        ("math namespace", "<math><mi xlink:href='javascript:1'>x</mi></math>甲", "甲"),
        ("mxss math style", "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>", "NotProvided"),
        ("mxss form math", "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>", "NotProvided"),
        ("mxss svg p style", "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>", "{}'>"),
        ("mxss noscript", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>甲", "甲"),
        ("mxss template", "<template><img src=x onerror=alert(1)></template>甲", "甲"),
        ("mxss select", "<select><style><img src=x onerror=alert(1)></style></select>甲", "甲"),
        ("mxss textarea", "<textarea></textarea><img src=x onerror=alert(1)>", "{}"),
        ("mxss xmp", "<xmp><p title='</xmp><img src=x onerror=alert(1)>'>", "<p title=' | {}'>"),
        ("entities stay text", "&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>"),
        ("right to left", "报价\u{202e}exe.pdf\u{202c}", "报价exe.pdf"),
        ("isolates and marks", "a\u{2066}b\u{2069}\u{200e}\u{200f}\u{61c}c", "abc"),
        ("zero width", "污\u{200b}水\u{200d}\u{feff}\u{2060}", "污水"),
        ("control", "a\u{0}b\u{7f}\u{9f}\u{1b}[31mc", "ab[31mc"),
        ("tag characters", "a\u{e0041}\u{e007f}b", "ab"),
        ("only shapeless", "<p>\u{200b}\u{202e}</p>", "NotProvided"),
    ]);
}

#[test]
fn too_much_is_unreadable_and_soon() {
    let attributes: String = (0..250_000).map(|n| format!(" a{n}")).collect();
    let behind_quotes: String = (0..150_000).map(|n| format!(" a{n}='>'")).collect();
    let distinct_bold: String = (0..60_000).map(|n| format!("<p><b a={n}>x")).collect();
    let cases = [
        ("nesting", "<div>".repeat(200_000)),
        ("spans", "<span>".repeat(160_000)),
        ("tables", "<table><tr><td>".repeat(70_000)),
        ("lists", "<ul><li>".repeat(120_000)),
        ("formatting", "<b><i><u>".repeat(100_000)),
        ("formatting that comes again", distinct_bold),
        ("forms in tables", "<table><form>".repeat(110_000)),
        ("svg", "<svg>".repeat(200_000)),
        ("nodes", "<br>x".repeat(250_000)),
        ("attributes", format!("<p{attributes}>")),
        ("attributes behind quotes", format!("<p{behind_quotes}>")),
        ("size", "字".repeat(700_000)),
        (
            "links that grow",
            format!(
                "<a href='https://t.example/{}'>{}",
                "x".repeat(1900),
                "甲<br>".repeat(9000)
            ),
        ),
    ];
    for (name, html) in cases {
        let start = Instant::now();
        assert_eq!(shown(&html), "Unreadable", "{name}");
        let took = start.elapsed();
        assert!(took.as_millis() < 3000, "{name} took {took:?}");
    }
}

#[test]
fn long_but_honest_parts_are_read() {
    let picture = format!(
        "<p>甲<img src='data:image/png;base64,{}'>乙</p>",
        "A".repeat(3_000_000)
    );
    assert_eq!(shown(&picture), "甲{}乙");
    let comment = format!("甲<!--{}-->乙", "x".repeat(3_000_000));
    assert_eq!(shown(&comment), "甲乙");
    let sheet = format!("<style>{}</style>甲", "p{margin:0}".repeat(10_000));
    assert_eq!(shown(&sheet), "甲");
    let text = "字".repeat(100_000);
    assert_eq!(shown(&format!("<p>{text}</p>")), text);
    let deep = format!("{}甲{}", "<div>".repeat(150), "</div>".repeat(150));
    assert_eq!(shown(&deep), "甲");
    let rows = "<tr><td><p><span>甲</span></p></td><td>乙</td></tr>".repeat(3000);
    assert_eq!(
        shown(&format!("<table>{rows}</table>")),
        "甲,乙;".repeat(3000)
    );
}

#[test]
fn parts_follow_each_other() {
    let parts = ["<p>甲".to_owned(), "乙</p>".to_owned()];
    let Body::Document(blocks) = from_html(&parts) else {
        panic!("a document")
    };
    assert_eq!(blocks.len(), 2);
    assert_eq!(from_html(&[]), Body::NotProvided);
}

/// Every text and every address of a body.
fn strings(blocks: &[Block]) -> (Vec<&str>, Vec<&str>) {
    let lines = blocks.iter().flat_map(|block| match block {
        Block::Heading(l) | Block::Paragraph(l) => vec![l],
        Block::List(items) => items.iter().collect(),
        Block::Table(rows) => rows.iter().flatten().map(|c| &c.text).collect(),
    });
    let (mut texts, mut hrefs) = (Vec::new(), Vec::new());
    for piece in lines.flatten() {
        match piece {
            Inline::Text(t) | Inline::Strong(t) | Inline::Image(t) => texts.push(t.as_str()),
            Inline::Link { text, href } => {
                texts.push(text);
                hrefs.push(href.as_str());
            }
            Inline::Break => {}
        }
    }
    (texts, hrefs)
}

fn markup() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "<p>",
        "</p>",
        "<table>",
        "<tr>",
        "<td colspan=3>",
        "</table>",
        "<b>",
        "</b>",
        "<a href='",
        "https://t.example/",
        "javascript:",
        "'>",
        "</a>",
        "<svg>",
        "</svg>",
        "<math>",
        "<mtext>",
        "<style>",
        "</style>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<template>",
        "</template>",
        "<select>",
        "<li>",
        "<ul>",
        "</ul>",
        "<br>",
        "<img alt='",
        "<form>",
        "</form>",
        "<pre>",
        "&nbsp;",
        "&#x202e;",
        "\u{202e}",
        "\u{200b}",
        "&#0;",
        "\n",
        "甲",
        "<",
        ">",
        "'",
        "data:image/",
    ];
    let word = prop_oneof![
        4 => proptest::sample::select(WORDS).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    proptest::collection::vec(word, 0..60).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn whatever_comes_in_only_plain_text_comes_out(html in markup()) {
        if let Body::Document(blocks) = from_html(std::slice::from_ref(&html)) {
            let (texts, hrefs) = strings(&blocks);
            for text in texts {
                prop_assert!(!text.chars().any(text::is_shapeless), "{text:?}");
                prop_assert!(!text.contains("  "), "{text:?}");
            }
            for href in hrefs {
                let scheme = url::Url::parse(href).unwrap().scheme().to_owned();
                prop_assert!(scheme == "http" || scheme == "https", "{href:?}");
            }
        }
        let cleaned = clean(&html);
        prop_assert_eq!(&clean(&cleaned), &cleaned);
    }
}
