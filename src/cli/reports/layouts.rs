//! `doorlight layout`: the home's own layouts of reports.

use super::trends::{chosen, period};
use crate::cli::call::{Call, Ended, Trouble, report_done};
use crate::desk::Desk;
use crate::desk::command::Command;
use crate::domain::mask::Mask;
use crate::domain::{OwnLayout, TagCode};
use crate::reports::ledgers::fields::{FIELDS, heading};
use crate::reports::own::{fields_of, filter_words, known_fields};
use crate::t;
use clap::{Args, Subcommand};
use serde_json::json;

/// What is done with layouts.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Layouts {
    List {
        #[arg(long)]
        json: bool,
    },
    Fields,
    Save(Saved),
    Remove {
        #[arg(value_name = "NAME")]
        name: String,
    },
}

/// Arguments of `layout save`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Saved {
    #[arg(value_name = "NAME")]
    pub name: String,
    #[arg(long, value_name = "HEADINGS")]
    pub fields: String,
    #[arg(long, value_name = "CODE")]
    pub category: Option<String>,
    #[arg(long, value_name = "NAME", default_value = "")]
    pub hamlet: String,
    #[arg(long, value_name = "DAYS")]
    pub fewer_than: Option<usize>,
    #[arg(long, value_name = "HEADING", default_value = "")]
    pub sort: String,
    #[arg(long, value_name = "PERIOD", default_value = "last-month")]
    pub period: String,
    #[arg(long, value_name = "PROFILE", default_value = "middle")]
    pub mask: String,
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub for_whom: String,
    #[arg(long)]
    pub force: bool,
}

/// Runs a task on layouts.
pub(in crate::cli) fn run(call: &Call, what: Layouts) -> Result<Ended, Trouble> {
    match what {
        Layouts::List { json: true } => {
            let layouts = call.existing()?.layouts()?;
            Ok(Ended::json(&json!(layouts)))
        }
        Layouts::List { json: false } => {
            let layouts = call.existing()?.layouts()?;
            let lines: Vec<String> = layouts.iter().map(|one| line(call, one)).collect();
            Ok(Ended::list(&lines, || t!(call.lang, "cli-layout-none")))
        }
        Layouts::Fields => {
            let lines = FIELDS
                .iter()
                .map(|one| format!("{}\t{}", one.code, heading(one, call.lang)));
            Ok(Ended::done(lines.collect::<Vec<_>>().join("\n")))
        }
        Layouts::Save(asked) => save(call, asked),
        Layouts::Remove { name } => {
            let mut desk = call.desk()?;
            find(call, &desk, &name)?;
            let done = desk.perform(Command::RemoveLayout(name))?;
            report_done(call, &desk, &done)
        }
    }
}

/// The layout of this name.
pub(super) fn find(call: &Call, desk: &Desk, name: &str) -> Result<OwnLayout, Trouble> {
    let layouts = desk.layouts()?;
    let found = layouts.iter().find(|one| one.name == name).cloned();
    found.ok_or_else(|| unknown(call, name, &layouts))
}

fn unknown(call: &Call, name: &str, layouts: &[OwnLayout]) -> Trouble {
    let known: Vec<&str> = layouts.iter().map(|one| one.name.as_str()).collect();
    Trouble::Usage(t!(
        call.lang,
        "cli-bad-choice",
        text = name,
        known = known.join(" ")
    ))
}

fn line(call: &Call, layout: &OwnLayout) -> String {
    let fields = known_fields(layout);
    let fields: Vec<String> = fields.iter().map(|one| heading(one, call.lang)).collect();
    [
        &layout.name,
        &layout.period,
        &layout.mask,
        &filter_words(layout, call.lang).unwrap_or_default(),
        &layout.for_whom,
        &fields.join(" "),
    ]
    .map(String::as_str)
    .join("\t")
}

fn save(call: &Call, asked: Saved) -> Result<Ended, Trouble> {
    let unknown =
        |heading: String| Trouble::Usage(t!(call.lang, "cli-layout-unknown", heading = heading));
    let fields = fields_of(&asked.fields).map_err(unknown)?;
    let sort = fields_of(&asked.sort).map_err(unknown)?.into_iter().next();
    if let Some(code) = &asked.category {
        let all = TagCode::ALL.iter().map(|one| one.code());
        chosen(code, TagCode::from_code, all, call)?;
    }
    let all = Mask::ALL.iter().map(|one| one.code());
    chosen(&asked.mask, Mask::from_code, all, call)?;
    let mut desk = call.desk()?;
    period(call, &desk, Some(&asked.period))?;
    let name = OwnLayout::name_of(&asked.name);
    if !asked.force && desk.layouts()?.iter().any(|one| one.name == name) {
        return Err(Trouble::Usage(t!(
            call.lang,
            "cli-layout-taken",
            name = name
        )));
    }
    let layout = OwnLayout {
        category: asked.category,
        hamlet: asked.hamlet,
        fewer_than: asked.fewer_than,
        sort: sort.unwrap_or_default(),
        period: asked.period,
        mask: asked.mask,
        for_whom: asked.for_whom,
        ..OwnLayout::new(&asked.name, fields)
    };
    let done = desk.perform(Command::SaveLayout(Box::new(layout)))?;
    report_done(call, &desk, &done)
}
