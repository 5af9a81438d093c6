//! Measures the search natively: `search_bench FOLDER`, where FOLDER holds `data/v1`.
//!
//! Prints one JSON object with one run. The queries are those of the browser's benchmark.
#![allow(clippy::unwrap_used, reason = "a benchmark may end here")]

use archive::{Archive, Pack, verify};
use chrono::NaiveDate;
use record::site::{MANIFEST, Manifest, ROOT};
use record::{Notice, Regions, Search, fold};
use std::path::Path;
use std::time::Instant;

const QUERIES: &str = include_str!("../../../tests/bench/queries.json");
/// How often each query is timed.
const ROUNDS: usize = 25;

fn main() {
    let folder = std::env::args_os().nth(1).unwrap();
    let root = Path::new(&folder).join(ROOT);
    let manifest = std::fs::read(root.join(MANIFEST)).unwrap();
    let manifest: Manifest = serde_json::from_slice(&manifest).unwrap();
    let mut wire = 0;
    let mut files = Vec::new();
    for entry in &manifest.packs {
        let path = root.join(&entry.file.path);
        let bytes = std::fs::read(&path).unwrap();
        assert!(verify(&bytes, &entry.file), "{}", path.display());
        let compressed = std::fs::metadata(format!("{}.br", path.display()));
        wire += compressed.map_or(bytes.len() as u64, |m| m.len());
        files.push((entry.file.path.clone(), bytes));
    }

    let before = resident();
    let start = Instant::now();
    let mut archive = Archive::new();
    for (key, bytes) in &files {
        archive.insert(key.clone(), Pack::decode(bytes).unwrap());
    }
    let ready = start.elapsed();
    let heap = resident() - before;

    let today = manifest.packs.first().map_or(NaiveDate::MIN, |p| p.last);
    let regions = Regions::default();
    let search = |text: &str, limit| {
        let search = Search {
            text: text.into(),
            ..Search::default()
        };
        archive.search(&search, &regions, today, 0, limit)
    };
    let queries: Vec<String> = serde_json::from_str(QUERIES).unwrap();
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        for query in &queries {
            let start = Instant::now();
            std::hint::black_box(search(query, 20));
            times.push(start.elapsed().as_secs_f64() * 1e3);
        }
    }
    times.sort_by(f64::total_cmp);
    let all = search("", u32::MAX).notices;
    let exact = queries.iter().all(|query| {
        search(query, u32::MAX)
            .notices
            .iter()
            .eq(plain(&all, query))
    });

    let run = serde_json::json!({
        "engine": "gongkai-native", "rows": archive.len(), "wire_bytes": wire,
        "ready_ms": round(ready.as_secs_f64() * 1e3), "heap_mb": round(heap),
        "query_ms": { "median": round(times[times.len() / 2]), "p99": round(times[times.len() * 99 / 100]) },
        "exact": exact,
    });
    println!("{}", serde_json::json!({ "runs": [run] }));
}

/// What a plain walk finds.
fn plain<'a>(all: &'a [Notice], text: &str) -> impl Iterator<Item = &'a Notice> {
    let search = Search {
        text: text.into(),
        ..Search::default()
    };
    let words: Vec<String> = search.terms().include.iter().map(|w| fold(w)).collect();
    all.iter().filter(move |n| {
        let names = [&n.title, &n.buyer, &n.agency].into_iter();
        let names = names.chain(&n.suppliers).map(String::as_str);
        let texts = names.chain(n.project.iter().map(|p| p.as_str()));
        let texts: Vec<String> = texts.map(fold).collect();
        words.iter().all(|w| texts.iter().any(|t| t.contains(w)))
    })
}

fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// Resident memory in MB of 1 000 000 bytes, where the system tells.
fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"));
    let number = line.and_then(|l| l.split_whitespace().next());
    number.and_then(|n| n.parse::<f64>().ok()).unwrap_or(0.0) * 1024.0 / 1e6
}
