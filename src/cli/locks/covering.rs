//! Whether a file that names children gets a password, said with the call.

use super::person::read_secret;
use crate::cli::call::Trouble;
use crate::desk::papers::cover::Cover;
use clap::Args;
use std::path::PathBuf;

/// How a file that names children may be read.
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct Covering {
    /// Where its password stands; `-` is standard input.
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// By whoever has it.
    #[arg(long, conflicts_with = "password_file")]
    plain: bool,
}

impl Covering {
    /// What was said; `None` if nothing was.
    pub(in crate::cli) fn cover(&self) -> Result<Option<Cover>, Trouble> {
        if self.plain {
            return Ok(Some(Cover::Plain));
        }
        let Some(file) = &self.password_file else {
            return Ok(None);
        };
        let cover = read_secret(file).and_then(Cover::password);
        Ok(Some(cover?))
    }
}
