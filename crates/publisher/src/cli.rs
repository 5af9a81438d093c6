//! The command line of `gongkai`: one subcommand a task, each with its own options.

use crate::{demo, publish, serve, standin};
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
<<<<<<< HEAD
    /// Make a fictitious record of any size
    Demo(demo::Args),
=======
    /// Write the site data from a store
    Publish(publish::Args),
>>>>>>> h-publish
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
<<<<<<< HEAD
        Command::Demo(args) => demo::run(args),
=======
        Command::Publish(args) => publish::run(args).map_err(|e| e.to_string()),
>>>>>>> h-publish
        Command::Serve(args) => serve::run(args),
        Command::StandIn(args) => standin::run(args),
    }
}
