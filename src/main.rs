//! Doorlight: reads the arguments, runs, prints, exits. The only place that does any of these.

use doorlight::{cli, config::Environment};
use std::ffi::OsString;
use std::io::{stderr, stdin, stdout};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    if let Some(answered) = cli::read_aside(&arguments, &mut stdin().lock(), &mut stdout().lock()) {
        return if answered {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        };
    }
    let environment = Environment::read();
    let ended = cli::run(&arguments, &environment);
    let streams = (&mut stdout().lock(), &mut stderr().lock());
    let lang = || cli::language(&arguments, &environment);
    ExitCode::from(cli::deliver(&ended, lang, streams))
}
