//! `doorlight trends`: a page of F7 as text or JSON.

use crate::cli::call::{Call, Ended, Trouble};
use crate::cli::lists::day;
use crate::desk::Desk;
use crate::domain::LookKind;
use crate::domain::calendar::period::Period;
use crate::reports::make::answer;
use crate::reports::slots::Beside;
use crate::reports::trends::{Ask, Page};
use crate::reports::write::{json, text};
use crate::t;
use clap::Args;

/// Arguments of `trends`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Trends {
    #[arg(value_name = "PAGE")]
    pub page: String,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub from: Option<String>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub to: Option<String>,
    #[arg(long, value_name = "PERIOD", conflicts_with_all = ["from", "to"])]
    pub period: Option<String>,
    #[arg(long, value_name = "before|last-year")]
    pub beside: Option<String>,
    #[arg(long, value_name = "NAME-OR-NUMBER")]
    pub child: Option<String>,
    #[arg(long)]
    pub json: bool,
}

/// Prints a page of the trends.
pub(in crate::cli) fn trends(call: &Call, asked: Trends) -> Result<Ended, Trouble> {
    let page = chosen(
        &asked.page,
        Page::from_code,
        Page::ALL.iter().map(|one| one.code()),
        call,
    )?;
    let beside = match &asked.beside {
        None => Beside::Nothing,
        Some(text) => {
            let all = Beside::ALL.iter().map(|one| one.code());
            chosen(text, Beside::from_code, all, call)?
        }
    };
    let mut desk = call.existing()?;
    let period = match (asked.from, asked.to) {
        (None, None) => period(call, &desk, asked.period.as_deref())?,
        (from, to) => {
            let (from, to) = (day(from, call.lang)?, day(to, call.lang)?);
            let to = to.unwrap_or_else(|| desk.clock.today());
            let from = from.unwrap_or(to);
            if from > to {
                return Err(Trouble::Usage(t!(call.lang, "cli-from-after-to")));
            }
            Period::range(from, to)
        }
    };
    let child = asked.child.as_deref().map(|who| desk.find_child(who));
    let ask = Ask {
        page,
        period,
        beside,
        child: child.transpose()?,
    };
    if page == Page::OneChild && ask.child.is_none() {
        return Err(Trouble::Usage(t!(call.lang, "cli-report-wants-child")));
    }
    let (table, _) = answer(&desk, ask, call.lang)?;
    let of_child = ask.child.filter(|_| page == Page::OneChild);
    desk.note_look(
        of_child.map_or(LookKind::Trends, |_| LookKind::File),
        of_child,
    );
    if asked.json {
        return Ok(Ended::json(&json::json(&table)));
    }
    let lines = text::lines(&table, call.lang, desk.clock.today());
    Ok(Ended::done(lines.join("\n")))
}

/// The period that a text names; without one the usual one.
pub(super) fn period(call: &Call, desk: &Desk, text: Option<&str>) -> Result<Period, Trouble> {
    let (calendar, today) = (desk.calendar()?, desk.clock.today());
    let Some(text) = text else {
        return Ok(Period::usual(today, &calendar));
    };
    Period::parse(text, today, &calendar)
        .ok_or_else(|| Trouble::Usage(t!(call.lang, "cli-bad-period", text = text)))
}

/// The choice with this code, or what there is.
pub(super) fn chosen<C>(
    text: &str,
    read: impl Fn(&str) -> Option<C>,
    all: impl Iterator<Item = &'static str>,
    call: &Call,
) -> Result<C, Trouble> {
    read(text).ok_or_else(|| {
        let known = all.collect::<Vec<_>>().join(" ");
        Trouble::Usage(t!(call.lang, "cli-bad-choice", text = text, known = known))
    })
}
