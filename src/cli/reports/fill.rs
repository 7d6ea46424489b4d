//! `doorlight fill`: fills a form that the township sent as .xlsx.

use super::trends::{chosen, period};
use crate::cli::call::{Call, Ended, Trouble};
use crate::cli::target::Target;
use crate::desk::command::{Command, Export};
use crate::domain::TagCode;
use crate::domain::mask::Mask;
use crate::exchange::fill::FillError;
use crate::house::period::Part;
use crate::reports::filling::{FillPlan, Meaning, NoPlan, filled, plan};
use crate::reports::ledgers::fields::{field, heading};
use crate::reports::ledgers::registered;
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
    let period = period(call, &desk, asked.period.as_deref())?;
    let facts = desk.period_facts(&[period], &[Part::Care, Part::Programme])?;
    let children = registered(&facts, period, category);
    let plan = plan(&form, asked.sheet.as_deref(), children)
        .map_err(|why| Trouble::Failed(no_plan(call, &name, &why)))?;
    let mut lines = preview(call, &plan);
    if asked.dry_run {
        lines.push(t!(call.lang, "cli-import-dry"));
        return Ok(Ended::done(lines.join("\n")));
    }
    let out = asked.out.as_deref().unwrap_or(&asked.form);
    let target = Target::new(call, out, asked.force)?;
    let content = filled(&form, &plan, &facts, (period, mask, call.lang))
        .map_err(|why| Trouble::Failed(no_plan(call, &name, &NoPlan::File(why))))?;
    drop(desk);
    let mut desk = call.desk()?;
    let export = Export {
        handed_in: None,
        report: "fill".to_owned(),
        period: period.code(),
        mask,
        child: None,
        children: plan.children,
        files: vec![target.name().to_owned()],
        reason: asked.reason.clone(),
    };
    let done = desk.perform(Command::KeepExport(Box::new(export)))?;
    target.write(&content)?;
    lines.push(done.outcome.text(call.lang, 0));
    Ok(Ended::done(lines.join("\n")))
}

/// What each column gets, how many children and rows; what nobody understood comes last.
fn preview(call: &Call, plan: &FillPlan) -> Vec<String> {
    let lang = call.lang;
    let mut lines = vec![t!(
        lang,
        "fill-sheet",
        sheet = plan.sheet.as_str(),
        count = plan.children.len(),
        row = (plan.first + 1).to_string()
    )];
    lines.extend(plan.headings.iter().filter_map(|(_, text, meaning)| {
        let what = match meaning {
            Meaning::Serial => t!(lang, "report-row"),
            Meaning::Field(code) => heading(field(code)?, lang),
            Meaning::Unknown => return None,
        };
        Some(t!(
            lang,
            "fill-column",
            heading = text.as_str(),
            field = what
        ))
    }));
    if plan.added() > 0 {
        lines.push(t!(lang, "fill-added", count = i64::from(plan.added())));
    }
    lines.extend(
        plan.not_understood()
            .map(|text| t!(lang, "fill-unknown", heading = text)),
    );
    lines
}

fn no_plan(call: &Call, form: &str, why: &NoPlan) -> String {
    let lang = call.lang;
    match why {
        NoPlan::NoHeadings => t!(lang, "fill-no-headings", file = form),
        NoPlan::NoRoom => t!(lang, "fill-no-room", file = form),
        NoPlan::File(error) => match error {
            FillError::NotASheet => t!(lang, "fill-not-a-sheet", file = form),
            FillError::Protected => t!(lang, "fill-protected", file = form),
            FillError::TooLarge => t!(lang, "fill-too-large", file = form),
            FillError::NoSuchSheet => t!(lang, "fill-no-headings", file = form),
            FillError::SharedFormula => t!(lang, "fill-shared", file = form),
            FillError::Damaged
            | FillError::NoReferences
            | FillError::OutsideSheet
            | FillError::BadValue => {
                t!(lang, "fill-damaged", file = form)
            }
        },
    }
}
