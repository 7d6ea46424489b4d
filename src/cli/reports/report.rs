//! `doorlight report` and `doorlight reports`: files of a report, and what there is.

use super::layouts;
use super::trends::{chosen, period};
use crate::cli::call::{Call, Ended, Trouble};
use crate::cli::locks::covering::Covering;
use crate::cli::target::Target;
use crate::desk::Desk;
use crate::desk::command::{Command, Export};
use crate::desk::papers::cover::Cover;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::ChildId;
use crate::domain::calendar::period::Period;
use crate::domain::mask::Covered;
use crate::domain::mask::Mask;
use crate::reports::ledgers::Ledger;
use crate::reports::make::make;
use crate::reports::order::{ReportOrder, Wanting, What};
use crate::reports::own::OWN;
use crate::reports::slots::Beside;
use crate::reports::write::Format;
use crate::store::StoreError;
use crate::t;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

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
    #[arg(long, value_name = "PROFILE")]
    pub mask: Option<String>,
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub reason: String,
    #[arg(long)]
    pub public: bool,
    #[arg(long, value_name = "NAME-OR-NUMBER")]
    pub child: Option<String>,
    #[arg(long, value_name = "OFFICE", default_value = "")]
    pub handed_in_to: String,
    #[command(flatten)]
    pub covering: Covering,
    #[arg(long)]
    pub force: bool,
}

/// Lists the reports, those of the home's own layouts last. Without a home there are none of these.
pub(in crate::cli) fn list(call: &Call, as_json: bool) -> Ended {
    let desk = call.existing().ok();
    let own = desk.and_then(|desk| desk.layouts().ok());
    let own = own.unwrap_or_default().into_iter();
    let own = own.map(|one| (format!("{OWN}{}", one.name), one.name));
    let all = What::all().map(|one| (one.code().to_owned(), one.words(call.lang)));
    let all = all.chain(own);
    if as_json {
        let all = all.map(|(name, title)| json!({ "name": name, "title": title }));
        return Ended::json(&json!(all.collect::<Vec<_>>()));
    }
    let lines = all.map(|(name, title)| format!("{name}\t{title}"));
    Ended::done(lines.collect::<Vec<_>>().join("\n"))
}

/// Writes a report, and keeps in the journal that it was written.
pub(in crate::cli) fn write(call: &Call, asked: &Reported) -> Result<Ended, Trouble> {
    let own = asked.name.strip_prefix(OWN);
    let what = match own {
        Some(_) => What::Ledger(Ledger::Own),
        None => chosen(
            &asked.name,
            What::from_code,
            What::all().map(What::code),
            call,
        )?,
    };
    let formats = asked.format.iter().map(|text| {
        chosen(
            text,
            Format::from_code,
            Format::ALL.iter().map(|one| one.code()),
            call,
        )
    });
    let formats: Vec<Format> = formats.collect::<Result<_, _>>()?;
    let mut desk = call.desk()?;
    let child = asked
        .child
        .as_deref()
        .map(|who| desk.find_child(who))
        .transpose()?;
    let own = own
        .map(|name| layouts::find(call, &desk, name))
        .transpose()?;
    // A layout is masked as it was saved, unless something else is asked for.
    let usual = own
        .as_ref()
        .map_or(Mask::Middle.code(), |own| own.mask.as_str());
    let mask = chosen(
        asked.mask.as_deref().unwrap_or(usual),
        Mask::from_code,
        Mask::ALL.iter().map(|one| one.code()),
        call,
    )?;
    let when = asked
        .when
        .as_deref()
        .or_else(|| own.as_ref().map(|own| own.period.as_str()));
    let order = ReportOrder {
        what,
        period: period_of(call, &desk, (what, child), when)?,
        beside: Beside::Nothing,
        child,
        own,
        formats,
        mask,
        is_public: asked.public,
        reason: asked.reason.clone(),
        to_whom: asked.handed_in_to.trim().to_owned(),
        lang: call.lang,
    };
    let report = make(&desk, &order)?.map_err(|wanting| wanting_words(call, wanting))?;
    let cover = asked.covering.cover()?;
    let cover = cover.as_ref();
    let is_covered = report.is_personal || cover.is_some();
    let places: Vec<PathBuf> = report
        .files
        .iter()
        .map(|file| asked.out.join(&file.name))
        .collect();
    let contents = report.files.into_iter().zip(&places);
    let contents = contents.map(|(file, place)| {
        if is_covered {
            desk.covered(cover, (place, file.content))
        } else {
            Ok(file.content)
        }
    });
    let contents: Vec<Vec<u8>> = contents.collect::<Result<_, _>>()?;
    let command = Command::KeepExport(Box::new(Export {
        report: asked.name.clone(),
        period: order.period.code(),
        mask,
        is_public: order.is_public,
        child,
        children: report.children.into_iter().collect(),
        files: places
            .iter()
            .map(|place| place.display().to_string())
            .collect(),
        covered: if is_covered {
            Cover::kept(cover)
        } else {
            Covered::NotNeeded
        },
        reason: asked.reason.clone(),
        handed_in: report.sent.map(|sent| (order.to_whom, sent)),
    }));
    // Whoever may not make it leaves no folder either.
    desk.check_right(command.needs())?;
    std::fs::create_dir_all(&asked.out)
        .map_err(StoreError::file("making a folder for reports", &asked.out))?;
    let targets = targets(call, &places, asked.force)?;
    // The right and the journal come first: no file leaves without an entry.
    let done = desk.perform(command)?;
    for (target, content) in targets.iter().zip(&contents) {
        target.write(content)?;
    }
    Ok(Ended::done(done.outcome.text(call.lang, 0)))
}

/// The period that was asked for; without one the usual one of the report: the last whole quarter, the whole life of a
/// file, else the last whole month until the 15th.
fn period_of(
    call: &Call,
    desk: &Desk,
    (what, child): (What, Option<ChildId>),
    when: Option<&str>,
) -> Result<Period, Trouble> {
    if when.is_some() {
        return period(call, desk, when);
    }
    let (calendar, today) = (desk.calendar()?, desk.clock.today());
    let child = child.map(|child| {
        desk.ask(Query::Register)?
            .child(child)
            .map_err(Refusal::from)
    });
    let known = child.transpose()?.and_then(|child| child.known_since());
    Ok(what.usual_period((today, known), &calendar))
}

fn targets(call: &Call, places: &[PathBuf], force: bool) -> Result<Vec<Target>, Trouble> {
    let places = places.iter();
    places
        .map(|place| Target::new(call, place, force))
        .collect()
}

fn wanting_words(call: &Call, wanting: Wanting) -> Trouble {
    Trouble::Usage(match wanting {
        Wanting::Reason => t!(call.lang, "cli-report-wants-reason"),
        Wanting::Child => t!(call.lang, "cli-report-wants-child"),
        Wanting::Public => t!(call.lang, "cli-report-wants-public"),
        Wanting::NotHandedIn => t!(call.lang, "report-not-handed-in"),
        Wanting::Ahead => t!(call.lang, "report-wants-past"),
        Wanting::Layout => t!(call.lang, "report-wants-layout"),
    })
}
