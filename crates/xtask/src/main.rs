//! Set-up, build, serve, test, check and bench, each in one command.
fn main() {}
