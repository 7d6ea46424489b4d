//! `doorlight report` and `doorlight reports`: files of a report, and what there is.

use super::trends::{chosen, period};
use crate::cli::call::{Call, Ended, Trouble};
use crate::cli::target::Target;
use crate::desk::Desk;
use crate::desk::command::{Command, Export};
use crate::desk::query::Query;
use crate::domain::mask::Mask;
use crate::reports::ledgers::OfChild;
use crate::reports::order::{Report, ReportOrder, Wanting, What};
use crate::reports::slots::Beside;
use crate::reports::write::Format;
use crate::store::StoreError;
use crate::t;
use clap::Args;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Arguments of `report`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Reported {
    #[arg(value_name = "NAME")]
    pub name: String,
    #[arg(value_name = "PERIOD")]
    pub when: Option<String>,
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    #[arg(
        long,
        value_name = "xlsx,html,csv",
        value_delimiter = ',',
        default_value = "xlsx"
    )]
    pub format: Vec<String>,
    #[arg(long, value_name = "PROFILE", default_value = "middle")]
    pub mask: String,
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub reason: String,
    #[arg(long)]
    pub public: bool,
    #[arg(long, value_name = "NAME-OR-NUMBER")]
    pub child: Option<String>,
    #[arg(long)]
    pub force: bool,
}

/// Lists the reports.
pub(in crate::cli) fn list(call: &Call, as_json: bool) -> Ended {
    if as_json {
        let all =
            What::all().map(|one| json!({ "name": one.code(), "title": one.words(call.lang) }));
        return Ended::json(&json!(all.collect::<Vec<_>>()));
    }
    let lines = What::all().map(|one| format!("{}\t{}", one.code(), one.words(call.lang)));
    Ended::done(lines.collect::<Vec<_>>().join("\n"))
}

/// Writes a report, and keeps in the journal that it was written.
pub(in crate::cli) fn write(call: &Call, asked: &Reported) -> Result<Ended, Trouble> {
    let what = chosen(
        &asked.name,
        What::from_code,
        What::all().map(What::code),
        call,
    )?;
    let formats = asked.format.iter().map(|text| {
        chosen(
            text,
            Format::from_code,
            Format::ALL.iter().map(|one| one.code()),
            call,
        )
    });
    let formats: Vec<Format> = formats.collect::<Result<_, _>>()?;
    let mask = chosen(
        &asked.mask,
        Mask::from_code,
        Mask::ALL.iter().map(|one| one.code()),
        call,
    )?;
    let mut desk = call.desk()?;
    let child = asked
        .child
        .as_deref()
        .map(|who| desk.find_child(who))
        .transpose()?;
    let order = ReportOrder {
        what,
        period: period(call, &desk, asked.when.as_deref())?,
        beside: Beside::Nothing,
        child,
        formats,
        mask,
        is_public: asked.public,
        reason: asked.reason.clone(),
        lang: call.lang,
    };
    let report = made(&desk, &order)?.map_err(|wanting| wanting_words(call, wanting))?;
    std::fs::create_dir_all(&asked.out)
        .map_err(StoreError::file("making a folder for reports", &asked.out))?;
    let targets = targets(call, &report, (&asked.out, asked.force))?;
    for (target, file) in targets.iter().zip(&report.files) {
        target.write(&file.content)?;
    }
    let files = targets
        .iter()
        .map(|target| target.name().to_owned())
        .collect();
    let export = Export {
        report: what.code().to_owned(),
        period: order.period.code(),
        mask,
        children: report.children.into_iter().collect(),
        files,
        reason: asked.reason.clone(),
    };
    let done = desk.perform(Command::KeepExport(Box::new(export)))?;
    Ok(Ended::done(done.outcome.text(call.lang, 0)))
}

/// The files, or what the order wants.
fn made(desk: &Desk, order: &ReportOrder) -> Result<Result<Report, Wanting>, Trouble> {
    if let Err(wanting) = order.check() {
        return Ok(Err(wanting));
    }
    let (calendar, today) = (desk.calendar()?, desk.clock.today());
    let facts = desk.period_facts(&order.periods(&calendar, today), order.what.parts())?;
    let of_child = match order.child.filter(|_| order.what.is_of_child()) {
        None => None,
        Some(child) => Some(OfChild {
            child,
            matters: desk.matters_until(child, today)?,
        }),
    };
    let staff = desk.ask(Query::Home)?.staff()?;
    let by = staff.iter().find(|one| Some(one.id) == desk.actor);
    let by = by.map_or("", |one| one.name.as_str());
    let report = order.report(&facts, (of_child.as_ref(), by));
    let place = tempfile::env::temp_dir();
    Ok(report.map_err(StoreError::file("writing a report", place))?)
}

fn targets(
    call: &Call,
    report: &Report,
    (out, force): (&Path, bool),
) -> Result<Vec<Target>, Trouble> {
    let files = report.files.iter();
    files
        .map(|file| Target::new(call, &out.join(&file.name), force))
        .collect()
}

fn wanting_words(call: &Call, wanting: Wanting) -> Trouble {
    Trouble::Usage(match wanting {
        Wanting::Reason => t!(call.lang, "cli-report-wants-reason"),
        Wanting::Child => t!(call.lang, "cli-report-wants-child"),
        Wanting::Public => t!(call.lang, "cli-report-wants-public"),
    })
}
