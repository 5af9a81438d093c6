//! `look`: pictures of every page and of the gallery of components, for eyes to judge.

use crate::proc::{Background, free_port, program, step, wait_for};
use crate::{Result, build, paths, serve, setup};
use std::path::Path;

/// Options of `look`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only pages whose name holds this, such as `gallery` or `search`
    only: Option<String>,
}

/// The `look` command.
pub(crate) fn run(args: &Args) -> Result {
    paths::use_quick_publisher();
    let chromium = setup::chromium()?;
    setup::node_modules(Path::new("tests/e2e"))?;
    let app = paths::target().join("look-app");
    build::for_looking(&app)?;
    serve::publisher()?;
    let data = serve::demo(5000, true)?;
    let port = free_port()?;
    let mut server = serve::gongkai("serve");
    server.arg("--app").arg(app).arg("--data").arg(data);
    server.args(["--port", &port.to_string()]);
    let _server = Background::start(&mut server)?;
    wait_for(port)?;
    let folder = paths::target().join("look");
    let mut looks = program("node");
    looks
        .arg("tests/e2e/look.mjs")
        .arg(format!("http://127.0.0.1:{port}/"))
        .arg(&folder)
        .args(&args.only)
        .env("CHROMIUM", chromium);
    step("Taking pictures (minutes for all pages)", &mut looks)?;
    eprintln!("The pictures are in {}", folder.display());
    Ok(())
}
