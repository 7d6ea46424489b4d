//! `doorlight support`: the help of a quarter as text or JSON.

use super::trends::period;
use crate::cli::call::{Call, Ended, Trouble};
use crate::domain::LookKind;
use crate::domain::mask::Mask;
use crate::reports::ledgers::Ledger;
use crate::reports::make::help;
use crate::reports::order::What;
use crate::reports::write::{json, text};
use crate::t;
use clap::Args;
use serde_json::{Map, Value, json};

/// Arguments of `support`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Asked {
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
    #[arg(long)]
    pub json: bool,
}

/// Prints the figures and the lists of a period, masked as a report is unless something else is asked for.
pub(in crate::cli) fn list(call: &Call, asked: &Asked) -> Result<Ended, Trouble> {
    let mut desk = call.existing()?;
    let (calendar, today) = (desk.calendar()?, desk.clock.today());
    let period = match asked.period.as_deref() {
        None => What::Ledger(Ledger::Support).usual_period((today, None), &calendar),
        text => period(call, &desk, text)?,
    };
    let Some(help) = help(&desk, (period, Mask::Middle), call.lang)? else {
        return Err(Trouble::Usage(t!(call.lang, "report-wants-past")));
    };
    desk.note_look(LookKind::Support, None);
    if asked.json {
        let figures = help.figures.iter();
        let figures: Map<String, Value> = figures
            .map(|(code, cell)| (code.clone(), json::value(cell)))
            .collect();
        let tables: Vec<Value> = help.tables.iter().map(json::json).collect();
        return Ok(Ended::json(&json!({
            "period_code": period.code(),
            "from": period.from.to_string(),
            "to": period.to.to_string(),
            "figures": figures,
            "tables": tables,
        })));
    }
    let tables = help.tables.iter();
    let pages = tables.map(|table| text::lines(table, call.lang, today).join("\n"));
    Ok(Ended::done(pages.collect::<Vec<_>>().join("\n\n")))
}
