//! `doorlight fill`: fills a form that the township sent as .xlsx.

use super::trends::{chosen, period};
use crate::cli::call::{Call, Ended, Trouble};
use crate::cli::locks::covering::Covering;
use crate::cli::target::Target;
use crate::desk::command::Command;
use crate::desk::papers::cover::Cover;
use crate::domain::TagCode;
use crate::domain::mask::Mask;
use crate::reports::filling::FillOrder;
use crate::reports::make::fill;
use crate::store::StoreError;
use crate::t;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `fill`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Filling {
    #[arg(value_name = "FORM.xlsx")]
    pub form: PathBuf,
    #[arg(long, value_name = "FILE", required_unless_present = "dry_run")]
    pub out: Option<PathBuf>,
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
    #[arg(long, value_name = "CODE")]
    pub category: Option<String>,
    #[arg(long, value_name = "PROFILE", default_value = "middle")]
    pub mask: String,
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub reason: String,
    #[command(flatten)]
    pub covering: Covering,
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long)]
    pub force: bool,
}

/// Fills a form, or says what would be filled.
pub(in crate::cli) fn run(call: &Call, asked: &Filling) -> Result<Ended, Trouble> {
    let mask = chosen(
        &asked.mask,
        Mask::from_code,
        Mask::ALL.iter().map(|one| one.code()),
        call,
    )?;
    if mask.needs_reason() && asked.reason.trim().is_empty() {
        return Err(Trouble::Usage(t!(call.lang, "cli-report-wants-reason")));
    }
    let codes = || TagCode::ALL.iter().map(|one| one.code());
    let category = asked.category.as_deref();
    let category = category
        .map(|text| chosen(text, TagCode::from_code, codes(), call))
        .transpose()?;
    let name = asked.form.display().to_string();
    let form =
        std::fs::read(&asked.form).map_err(StoreError::file("reading a form", &asked.form))?;
    let desk = call.existing()?;
    let order = FillOrder {
        form: asked.form.clone(),
        sheet: asked.sheet.clone(),
        period: period(call, &desk, asked.period.as_deref())?,
        category,
        mask,
        reason: asked.reason.clone(),
        lang: call.lang,
    };
    let filled = fill(&desk, &order, &form)?;
    let filled = filled.map_err(|why| Trouble::Failed(why.words(&name, call.lang)))?;
    let mut lines = filled.words.lines();
    if asked.dry_run {
        lines.push(t!(call.lang, "cli-import-dry"));
        return Ok(Ended::done(lines.join("\n")));
    }
    let out = asked.out.as_deref().unwrap_or(&asked.form);
    let target = Target::new(call, out, asked.force)?;
    drop(desk);
    let mut desk = call.desk()?;
    let cover = asked.covering.cover()?;
    let content = desk.covered(cover.as_ref(), (target.place(), filled.content))?;
    let covered = Cover::kept(cover.as_ref());
    let export = order.export(filled.children, (target.name().to_owned(), covered));
    let done = desk.perform(Command::KeepExport(Box::new(export)))?;
    target.write(&content)?;
    lines.push(done.outcome.text(call.lang, 0));
    Ok(Ended::done(lines.join("\n")))
}
