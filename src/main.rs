//! Doorlight: reads the arguments, runs, prints, exits. The only place that does any of these.

use doorlight::{cli, config::Environment};
use std::ffi::OsString;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let environment = Environment::read();
    let ended = cli::run(&arguments, &environment);
    let streams = (&mut std::io::stdout().lock(), &mut std::io::stderr().lock());
    let lang = || cli::language(&arguments, &environment);
    ExitCode::from(cli::deliver(&ended, lang, streams))
}
