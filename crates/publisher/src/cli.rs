//! The command line of `gongkai`: one subcommand a task, each with its own options.

use crate::{convert, demo, publish, push, serve, standin, sync, watch};
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Pulls from the existing API, keeps every revision, writes and serves the site data
#[derive(Parser)]
#[command(name = "gongkai", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// One line a task; the options stand in the task's own module, as does its `run`.
#[derive(Subcommand)]
enum Command {
    /// Turn recorded rows of other shapes into JSON Lines of our own schema
    Convert(convert::Args),
    /// Make a fictitious record of any size
    Demo(demo::Args),
    /// Write the site data from a store
    Publish(publish::Args),
    /// Look after the pushes that `serve --push` sends
    Push(push::CommandArgs),
    /// Serve the app and the site data
    Serve(serve::Args),
    /// Play the existing APIs from recorded rows, to sync from
    StandIn(standin::Args),
    /// Pull new and changed notices from an upstream into the store
    Sync(sync::Args),
    /// Look at a published site as a reader does, and say what is silent
    Watch(watch::Args),
}

/// Runs the command line: 0 when all went well, else one sentence on stderr and 1. What an
/// upstream did has codes of its own, see [`sync::run`], and so has what [`watch`] finds.
pub fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(code) => code,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode, String> {
    let done = |()| ExitCode::SUCCESS;
    match command {
        Command::Convert(args) => convert::run(args).map(done).map_err(|e| e.to_string()),
        Command::Demo(args) => demo::run(args).map(done),
        Command::Publish(args) => publish::run(args).map(done).map_err(|e| e.to_string()),
        Command::Push(args) => push::run(args),
        Command::Serve(args) => serve::run(args).map(done),
        Command::StandIn(args) => standin::run(args).map(done),
        Command::Sync(args) => sync::run(args),
        Command::Watch(args) => watch::run(args),
    }
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
