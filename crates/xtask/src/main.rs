//! Set-up, build, serve, test, check and bench, each in one command.
//!
//! Every command does its own set-up first, says what takes long, and does nothing where all
//! is there. What it cannot install it names, with the way to get it.

mod bench;
mod budgets;
mod build;
mod check;
mod invariants;
mod look;
mod paths;
mod proc;
mod serve;
mod setup;
mod split;
mod stamp;
mod styles;
mod test;
mod worker;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// What can go wrong: always a sentence for a person.
type Result<T = ()> = std::result::Result<T, String>;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "Set up, build, serve, test, check and measure Gongkai"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything, load data and serve the app; prints its address when ready
    Serve(serve::Args),
    /// Build the app into dist/
    Build(build::Args),
    /// Run the tests: all of them, or one kind
    Test(test::Args),
    /// Format, clippy, invariants and byte budgets
    Check,
    /// Measure: `size` or `search`, or both
    Bench(bench::Args),
    /// Take pictures of every page and of the gallery of components
    Look(look::Args),
    /// Write the app's one style sheet into target/style/app.css
    Styles,
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Serve(args) => serve::run(&args),
        Command::Build(args) => build::run(&args),
        Command::Test(args) => test::run(&args),
        Command::Check => check::run(),
        Command::Bench(args) => bench::run(&args),
        Command::Look(args) => look::run(&args),
        Command::Styles => styles::write(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("\nxtask: {sentence}");
            ExitCode::FAILURE
        }
    }
}
