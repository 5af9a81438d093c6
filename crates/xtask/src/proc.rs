//! Running other programs, aloud.

use crate::{Result, paths};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

/// Says what is happening.
pub(crate) fn say(what: &str) {
    eprintln!("\x1b[1m==> {what}\x1b[0m");
}

/// A program to run from the repository's root, with the project's own tools first on the path.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(paths::root());
    let own = [
        paths::target().join("tools/bin"),
        paths::root().join("crates/xtask/node/node_modules/.bin"),
    ];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = own.into_iter().chain(std::env::split_paths(&path));
    if let Ok(path) = std::env::join_paths(all) {
        command.env("PATH", path);
    }
    command
}

/// Cargo itself.
pub(crate) fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs to the end and says how long it took; a failure names the program.
pub(crate) fn step(what: &str, command: &mut Command) -> Result {
    say(what);
    let start = Instant::now();
    let status = command
        .status()
        .map_err(|e| format!("{} did not start: {e}", name(command)))?;
    if !status.success() {
        return Err(format!("{what}: {} ended with {status}", name(command)));
    }
    let seconds = start.elapsed().as_secs();
    if seconds >= 5 {
        eprintln!("    took {seconds} s");
    }
    Ok(())
}

/// What a program prints, or `None` if it is missing or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let out = command.stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&out.stdout).trim().to_owned();
    out.status.success().then_some(text)
}

/// Where a program of this name lies, on the path or among the project's own tools.
pub(crate) fn which(name: &str) -> Option<PathBuf> {
    output(program("sh").args(["-c", "command -v \"$1\"", "sh", name])).map(PathBuf::from)
}

/// A program in the background, ended when dropped.
pub(crate) struct Background(Child);

impl Background {
    /// Starts it.
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let started = command.spawn();
        started
            .map(Self)
            .map_err(|e| format!("{} did not start: {e}", name(command)))
    }

    /// Waits until it ends by itself.
    pub(crate) fn wait(mut self) -> Result {
        let status = self.0.wait().map_err(|e| e.to_string())?;
        if status.success() {
            Ok(())
        } else {
            Err(format!("the server ended with {status}"))
        }
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        // Already ended is as good as ended.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A loopback port that is free now.
pub(crate) fn free_port() -> Result<u16> {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).map_err(|e| e.to_string())?;
    let address = listener.local_addr().map_err(|e| e.to_string())?;
    Ok(address.port())
}

/// Waits until something listens on a loopback port; at most 20 seconds.
pub(crate) fn wait_for(port: u16) -> Result {
    for _ in 0..200 {
        if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Ok(());
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    Err(format!("nothing listens on port {port} after 20 s"))
}

/// Reads a file, naming it on failure.
pub(crate) fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

/// Writes a file and the folders above it.
pub(crate) fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    std::fs::write(path, bytes).map_err(|e| format!("{}: {e}", path.display()))
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}
