//! The command line of `gongkai`: one subcommand a task, each with its own options.

use crate::{convert, demo, publish, serve, standin};
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
    /// Serve the app and the site data
    Serve(serve::Args),
    /// Play the existing APIs from recorded rows, to sync from
    StandIn(standin::Args),
}

/// Runs the command line: 0 when all went well, else one sentence on stderr and 1.
pub fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<(), String> {
    match command {
        Command::Convert(args) => convert::run(args).map_err(|e| e.to_string()),
        Command::Demo(args) => demo::run(args),
        Command::Publish(args) => publish::run(args).map_err(|e| e.to_string()),
        Command::Serve(args) => serve::run(args),
        Command::StandIn(args) => standin::run(args),
    }
}
