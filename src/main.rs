//! Doorlight: reads the arguments, runs, prints, exits. The only place that does any of these.

use doorlight::{cli, config::Environment};
use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let ended = cli::run(&arguments, &Environment::read());
    // A closed pipe (`| head`) is no error of ours.
    let _ = write_line(&mut std::io::stdout().lock(), &ended.out);
    let _ = write_line(&mut std::io::stderr().lock(), &ended.err);
    ExitCode::from(ended.code)
}

fn write_line(to: &mut impl Write, text: &str) -> std::io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    to.write_all(text.as_bytes())?;
    if text.ends_with('\n') {
        Ok(())
    } else {
        to.write_all(b"\n")
    }
}
