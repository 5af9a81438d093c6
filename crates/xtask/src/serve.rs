//! `serve`: from nothing to the app in a browser, in one command.

use crate::proc::{Background, cargo, free_port, program, say, step, wait_for};
use crate::{Result, build, paths};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Options of `serve`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// What to show: generated, recorded real rows, or the live API
    #[arg(long, value_enum, default_value = "demo")]
    data: Data,
    /// How many notices the demo has
    #[arg(long, default_value_t = 5000)]
    notices: u32,
    /// The port on 127.0.0.1
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

/// The data sets.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Data {
    Demo,
    Real,
    Live,
}

/// The live list; siteCode 441500 is Shanwei.
const YGP: &str = "https://ygp.gdzwfw.gov.cn";
/// Makes the app offer the search beyond the archive: the whole province.
const ONLINE: [&str; 2] = ["--online", "ygp:440000"];

/// The `serve` command.
pub(crate) fn run(args: &Args) -> Result {
    build::run_with("/", &paths::dist())?;
    publisher()?;
    let (data, upstream) = match args.data {
        Data::Demo => (demo(args.notices, true)?, None),
        Data::Real => {
            let standin = StandIn::start()?;
            (real(&standin, true)?, Some(standin))
        }
        Data::Live => (live()?, None),
    };
    let mut serve = gongkai("serve");
    serve
        .arg("--app")
        .arg(paths::dist())
        .arg("--data")
        .arg(&data);
    serve.args(["--port", &args.port.to_string()]);
    let online = match (&upstream, args.data) {
        (Some(standin), _) => Some(standin.ygp()),
        (None, Data::Live) => Some(YGP.to_owned()),
        (None, _) => None,
    };
    if let Some(url) = online {
        serve.args(["--upstream", &url]);
    }
    say("Serving; end with Ctrl-C");
    Background::start(&mut serve)?.wait()
}

/// Builds the publisher's program.
pub(crate) fn publisher() -> Result {
    let mut build = cargo();
    build.args(["build", "--locked", "--quiet", "--package", "publisher"]);
    if !paths::is_publisher_quick() {
        build.arg("--release");
    }
    step(
        "Building the publisher (minutes the first time: it brings its own SQLite)",
        &mut build,
    )
}

/// A folder with a demo of so many notices; made once. With the `app` it has light pages too.
pub(crate) fn demo(notices: u32, app: bool) -> Result<PathBuf> {
    let (store, out) = places(&format!("demo-{notices}"))?;
    let what = format!("Generating {notices} fictitious notices");
    let generate = || {
        let mut demo = gongkai("demo");
        demo.args(["--notices", &notices.to_string(), "--seed", "1", "--store"]);
        step(&what, demo.arg(&store))
    };
    if let Err(refused) = generate() {
        if !store.exists() {
            return Err(refused);
        }
        // Made by an earlier version of the generator: ours to make anew.
        std::fs::remove_file(&store).map_err(|e| format!("{}: {e}", store.display()))?;
        generate()?;
    }
    publish(&store, &out, "demo", &[], app)
}

/// The recorded real rows, through the stand-in upstreams and the department's way (JSON Lines).
pub(crate) fn real(standin: &StandIn, app: bool) -> Result<PathBuf> {
    let (store, out) = places("real")?;
    let rows = paths::root().join("tests/data/real");
    let sources: [(&str, &str, PathBuf, &str); 4] = [
        ("ygp", "ygp", standin.ygp().into(), "44"),
        ("ggzy", "ggzy", standin.ggzy().into(), ""),
        ("jsonl", "yichang", rows.join("yichang.drafts.jsonl"), ""),
        ("jsonl", "jiangxi", rows.join("jiangxi.drafts.jsonl"), ""),
    ];
    for (kind, id, upstream, site) in sources {
        let mut sync = gongkai("sync");
        sync.args(["--source", kind, "--id", id, "--pause-ms", "0", "--store"])
            .arg(&store);
        sync.arg("--upstream").arg(upstream);
        if !site.is_empty() {
            sync.args(["--site", site]);
        }
        step(&format!("Pulling {id} from its upstream"), &mut sync)?;
    }
    publish(&store, &out, "real", &ONLINE, app)
}

fn live() -> Result<PathBuf> {
    let (store, out) = places("live")?;
    // Further back would be hours of requests before anything is served.
    let sync = step(
        "Pulling Shanwei's notices of the last 60 days from the live API, one request at a time",
        gongkai("sync")
            .args([
                "--source",
                "ygp",
                "--upstream",
                YGP,
                "--site",
                "441500",
                "--since",
                "60d",
                "--store",
            ])
            .arg(&store),
    );
    if let Err(e) = sync {
        // What an earlier run brought is still there, and the status line tells its age.
        eprintln!("{e}\nServing what the store already holds.");
    }
    publish(&store, &out, "live", &ONLINE, true)
}

/// Publishes and returns where. What has the `app` beside it, and so light pages, has a folder of
/// its own: a publication without it would take them away.
fn publish(store: &Path, out: &Path, dataset: &str, more: &[&str], app: bool) -> Result<PathBuf> {
    let mut out = out.to_path_buf();
    let mut publish = gongkai("publish");
    publish.args(["--dataset", dataset]).args(more);
    if app {
        out.as_mut_os_string().push("-site");
        publish.arg("--app").arg(paths::dist());
    }
    publish.arg("--store").arg(store).arg("--out").arg(&out);
    step("Writing the site data", &mut publish)?;
    Ok(out)
}

fn places(name: &str) -> Result<(PathBuf, PathBuf)> {
    let folder = paths::target().join("serve");
    std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
    Ok((folder.join(format!("{name}.sqlite")), folder.join(name)))
}

/// The publisher's program with a subcommand.
pub(crate) fn gongkai(subcommand: &str) -> Command {
    let mut command = program(paths::gongkai());
    command.arg(subcommand);
    command
}

/// Both stand-in upstreams, speaking from the recorded rows over HTTP.
pub(crate) struct StandIn {
    port: u16,
    _server: Background,
}

impl StandIn {
    /// Starts them on a free port.
    pub(crate) fn start() -> Result<Self> {
        let port = free_port()?;
        let rows = paths::root().join("tests/data/real");
        let mut command = gongkai("stand-in");
        command
            .arg("--rows")
            .arg(rows)
            .args(["--port", &port.to_string()]);
        let server = Background::start(&mut command)?;
        wait_for(port)?;
        Ok(Self {
            port,
            _server: server,
        })
    }

    /// Where 粤公平 is.
    pub(crate) fn ygp(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Where the national platform is: the same server, other paths.
    pub(crate) fn ggzy(&self) -> String {
        self.ygp()
    }
}
