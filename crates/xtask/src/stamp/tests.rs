//! What is made of two builds.

#![allow(clippy::unwrap_used, reason = "a test may end here")]
use super::*;

/// A build as Trunk leaves it.
fn built(dir: &Path, variant: &str) -> PathBuf {
    let dist = dir.join(variant);
    let write = |name: &str, text: &str| proc::write(&dist.join(name), text).unwrap();
    let page = "<!-- why -->\n<script src=\"/BASE/first.js\"></script>\n<script src=\"/BASE/boot.js\" defer></script>\n\
         <link rel=\"stylesheet\" href=\"/BASE/app-0.css\" integrity=\"x\"/>\n<link data-trunk rel=\"rust\">\n";
    write(
        "index.html",
        &format!("{page}{}<!-- not this -->\n", MARKS.concat()),
    );
    write("first.js", "first();\n");
    write("app-0.css", "a{color:red}\n");
    write("boot.js", &format!("const builds = {PLACEHOLDER};"));
    write("sw.js", &format!("/*GLUE*/const release = {PLACEHOLDER};"));
    write("icons/icon.svg", "<svg/>");
    write("manifest.webmanifest", r#"{"id":"/BASE/"}"#);
    write("icons/icon-512.png", "png");
    write(&format!("gongkai-{variant}.js"), variant);
    write(&format!("gongkai-{variant}_bg.wasm"), variant);
    write(&format!("gongkai-{variant}_split_pages.wasm"), "later");
    dist
}

/// What a stamped file says: the first value of JSON in it.
fn facts(out: &Path, start: &str) -> Value {
    let name = names(out, out)
        .into_iter()
        .find(|n| n.starts_with(start) && n.ends_with(".js"));
    let text = proc::read(&out.join(name.unwrap())).unwrap();
    let json = &text[text.find('{').unwrap()..];
    let mut values = serde_json::Deserializer::from_str(json).into_iter();
    values.next().unwrap().unwrap()
}

#[test]
fn one_app_is_made_of_the_builds() {
    let dir = tempfile::tempdir().unwrap();
    let dists = ["simd", "plain"].map(|v| (v, built(dir.path(), v)));
    let background = dir.path().join("worker");
    proc::write(&background.join("worker.js"), "glue;").unwrap();
    proc::write(&background.join("worker_bg.wasm"), "worker").unwrap();
    let out = merge(
        &dists,
        &dir.path().join("public"),
        "/town/",
        Some(&background),
    )
    .unwrap();

    let boot = facts(&out, "boot-");
    let integrity = boot["simd"]["wasm_integrity"].as_str().unwrap();
    assert_eq!(boot["simd"]["js"], "gongkai-simd.js");
    assert_eq!(boot["plain"]["wasm_bytes"], 5);
    assert_eq!(
        integrity,
        format!("sha384-{}", base64(&Sha384::digest("simd")))
    );

    let worker = facts(&out, "sw");
    assert_eq!(worker["version"], boot["version"]);
    assert_eq!(
        worker["integrity"]["gongkai-simd_bg.wasm"],
        boot["simd"]["wasm_integrity"]
    );
    assert_eq!(
        worker["plain"],
        json!([
            "gongkai-plain.js",
            "gongkai-plain_bg.wasm",
            "gongkai-plain_split_pages.wasm"
        ])
    );
    let shell: Vec<&str> = worker["shell"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| n.as_str().unwrap())
        .collect();
    assert!(shell[0].starts_with("boot-"), "{shell:?}");
    assert_eq!(
        shell[1..],
        [
            "icons/icon.svg",
            "index.html",
            "manifest.webmanifest",
            worker["worker"].as_str().unwrap()
        ]
    );
    assert!(worker["integrity"][&shell[4]].is_string());

    let page = proc::read(&out.join("index.html")).unwrap();
    assert_eq!(
        page,
        format!(
            "<script>first();</script>\n<script src=\"/town/{}\" defer></script>\n\
             <style data-href=\"/town/app-0.css\">a{{color:red}}</style>\n{}\n",
            shell[0],
            MARKS.concat()
        )
    );
    assert_eq!(page, proc::read(&out.join("404.html")).unwrap());
    let look = proc::read(&out.join(LOOK)).unwrap();
    assert!(look.contains("src/components/notice_row.css"), "{look}");
    let manifest = proc::read(&out.join("manifest.webmanifest")).unwrap();
    assert_eq!(manifest, r#"{"id":"/town/"}"#);
    assert!(out.join("index.html.br").is_file() && out.join("sw.js.gz").is_file());
}
