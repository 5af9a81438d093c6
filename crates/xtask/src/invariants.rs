//! The invariants of ARCHITECTURE.md that text can show. Each names its offenders.

use crate::proc::say;
use crate::{Result, paths, proc};
use std::path::Path;

/// A rule about what must not stand where.
struct Rule {
    what: &'static str,
    /// Folders that it covers.
    inside: &'static [&'static str],
    /// Path beginnings that it spares.
    except: &'static [&'static str],
    /// What must not occur in code, comments aside.
    never: &'static [&'static str],
}

const RULES: [Rule; 5] = [
    Rule {
        what: "record and archive do no I/O and never read a clock",
        inside: &["crates/record/src", "crates/archive/src"],
        except: &[],
        never: &[
            "std::fs",
            "std::net",
            "std::io",
            "SystemTime",
            "Instant::now",
            "Utc::now",
            "Local::now",
            "std::env",
            "web_sys",
            "js_sys",
        ],
    },
    Rule {
        what: "web_sys appears only under src/platform and in the worker",
        inside: &["src", "crates"],
        except: &["src/platform", "crates/worker", "crates/xtask"],
        never: &["web_sys", "js_sys"],
    },
    Rule {
        what: "an address that starts with a slash stands only in route and in the contract",
        inside: &["src", "crates/record/src", "crates/archive/src"],
        except: &[
            "src/route/mod.rs",
            "src/route/tests.rs",
            "crates/record/src/site.rs",
            "crates/record/src/upstream",
        ],
        never: &[
            "\"/a", "\"/b", "\"/c", "\"/d", "\"/e", "\"/f", "\"/g", "\"/h", "\"/k", "\"/m", "\"/n",
            "\"/p", "\"/s",
        ],
    },
    Rule {
        what: "nothing under src knows an upstream's field names",
        inside: &["src"],
        except: &[],
        never: &[
            "noticeTitle",
            "pageData",
            "tradingProcess",
            "noticeSecondType",
            "projectOwner",
            "informationType",
            "tenderProjectCode",
            "siteCode",
        ],
    },
    Rule {
        what: "HTML is never set",
        inside: &["src", "public"],
        except: &[],
        never: &[
            "inner_html",
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
        ],
    },
];

/// The longest that a source file may be, in lines.
const LONGEST: usize = 400;

/// Checks every rule.
pub(crate) fn check() -> Result {
    say("Invariants");
    let mut broken = Vec::new();
    for rule in RULES {
        println!("    {}", rule.what);
        for folder in rule.inside {
            broken.extend(offenders(&rule, folder)?);
        }
    }
    println!("    no source file past {LONGEST} lines");
    for folder in ["src", "crates", "public", "style", "tests"] {
        for file in sources(&paths::root().join(folder)) {
            let lines = proc::read(&file)?.lines().count();
            if lines > LONGEST {
                broken.push(format!("{}: {lines} lines", file.display()));
            }
        }
    }
    if broken.is_empty() {
        Ok(())
    } else {
        Err(format!("invariants broken:\n  {}", broken.join("\n  ")))
    }
}

fn offenders(rule: &Rule, folder: &str) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for file in sources(&paths::root().join(folder)) {
        let relative = file.strip_prefix(paths::root()).unwrap_or(&file);
        if rule.except.iter().any(|e| relative.starts_with(e)) {
            continue;
        }
        for (number, line) in proc::read(&file)?.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if let Some(word) = rule.never.iter().find(|w| code.contains(**w)) {
                found.push(format!(
                    "{}:{}: {word} ({})",
                    relative.display(),
                    number + 1,
                    rule.what
                ));
            }
        }
    }
    Ok(found)
}

fn sources(dir: &Path) -> Vec<std::path::PathBuf> {
    let kept = |f: &std::path::PathBuf| {
        let code = f
            .extension()
            .is_some_and(|e| ["rs", "js", "mjs", "ts", "css"].iter().any(|k| e == *k));
        code && !f.components().any(|c| {
            c.as_os_str() == "node_modules" || c.as_os_str() == "target" || c.as_os_str() == "dist"
        })
    };
    paths::files(dir).into_iter().filter(kept).collect()
}
