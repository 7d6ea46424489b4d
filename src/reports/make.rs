//! Makes the files of a report, or the answer of a page, from a desk: reads the period, and what else it is about.

use super::filling::{Candidates, FillOrder, FilledForm, NoPlan, filled, plan};
use super::handed_in::{Compared, Made, Sent};
use super::ledgers::{Ledger, Of, OfChild, ledger, registered, support_figures};
use super::order::{Aside, Report, ReportOrder, Wanting, What};
use super::own::OWN;
use super::table::{Cell, Table};
use super::trends::{Ask, Page, trend};
use crate::desk::Desk;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::calendar::period::Period;
use crate::domain::mask::Mask;
use crate::domain::rules::{Flag, Subject};
use crate::domain::{ChildId, HandedIn, KnownAs, Moment, OwnLayout};
use crate::exchange::fill::FillError;
use crate::house::home::layouts_of;
use crate::house::period::{Part, PeriodFacts};
use crate::i18n::Lang;
use crate::t;

/// The files of a report, or what the order wants. Nothing is written.
pub(crate) fn make(desk: &Desk, order: &ReportOrder) -> Result<Result<Report, Wanting>, Refusal> {
    if let Err(wanting) = order.check() {
        return Ok(Err(wanting));
    }
    let (calendar, today) = (desk.calendar()?, desk.clock.today());
    let periods = order.periods(&calendar, today);
    let facts = desk.period_facts(&periods, order.what.parts())?;
    let child = order.child.filter(|_| order.what.is_of_child());
    let aside = Aside {
        child: child.map(|child| of_child(desk, child)).transpose()?,
        handed: match order.what {
            What::Page(Page::HandedIn) => handed_in(desk, order.period, order.lang)?,
            What::Page(_) | What::Ledger(_) => Vec::new(),
        },
        before: before(desk, order)?,
    };
    let staff = desk.ask(Query::Home)?.staff()?;
    let by = staff.iter().find(|one| Some(one.id) == desk.actor);
    let by = by.map_or("", |one| one.name.as_str());
    let report = order.report(&facts, (&aside, by));
    report.map_err(|source| Refusal::file("writing a report", tempfile::env::temp_dir(), source))
}

/// The answer of a page of F7, and when it was read.
pub(crate) fn answer(desk: &Desk, ask: Ask, lang: Lang) -> Result<(Table, Moment), Refusal> {
    let periods = ask.periods(&desk.calendar()?, desk.clock.today());
    let facts = desk.period_facts(&periods, ask.page.parts())?;
    let handed = match ask.page {
        Page::HandedIn => handed_in(desk, ask.period, lang)?,
        _ => Vec::new(),
    };
    Ok((trend(&facts, ask, &handed, lang), facts.now))
}

/// The help of a period.
pub(crate) struct HelpOf {
    /// The figures, each with its stable name.
    pub figures: Vec<(String, Cell)>,
    /// The tables, the figures among them.
    pub tables: Vec<Table>,
}

/// The help of a period as a mask shows it; `None` if the period has not begun.
pub(crate) fn help(
    desk: &Desk,
    (period, mask): (Period, Mask),
    lang: Lang,
) -> Result<Option<HelpOf>, Refusal> {
    let what = Ledger::Support;
    let facts = desk.period_facts(&what.periods(period, &desk.calendar()?), what.parts())?;
    let tables = ledger(&facts, what, (period, Of::default()), lang).into_iter();
    Ok((period.from <= facts.today()).then(|| HelpOf {
        figures: support_figures(&facts, period, lang),
        tables: tables.map(|table| table.masked(mask)).collect(),
    }))
}

/// Fills a form whose content is `form`, or says why not. Nothing is written.
pub(crate) fn fill(
    desk: &Desk,
    order: &FillOrder,
    form: &[u8],
) -> Result<Result<FilledForm, NoPlan>, Refusal> {
    let parts = [Part::Care, Part::Programme];
    let facts = desk.period_facts(&[order.period], &parts)?;
    let candidates = Candidates {
        register: &facts.register,
        on_file: registered(&facts, order.period, None),
        chosen: registered(&facts, order.period, order.category),
    };
    let made = || {
        desk.reader.try_form(form).map_err(FillError::from)?;
        let plan = plan(form, order.sheet.as_deref(), &candidates)?;
        let how = (order.period, order.mask, plan.lang(order.lang));
        Ok(FilledForm {
            content: filled(form, &plan, &facts, how)?,
            words: plan.words(order.mask, order.lang),
            children: plan.children,
        })
    };
    Ok(made())
}

fn of_child(desk: &Desk, child: ChildId) -> Result<OfChild, Refusal> {
    let today = desk.clock.today();
    let flags = desk.flags(today, KnownAs::Now)?;
    let flags = flags.unwrap_or_default().into_iter();
    let is_of = |flag: &Flag| flag.subject == Subject::Child(child);
    Ok(OfChild {
        child,
        matters: desk.matters_until(child, today)?,
        open: flags.map(|one| one.flag).filter(is_of).collect(),
    })
}

/// That the report was handed in before, a line for each time.
fn before(desk: &Desk, order: &ReportOrder) -> Result<Vec<String>, Refusal> {
    let all: Vec<HandedIn> = desk.ask(Query::Known)?.all()?;
    let (report, period) = (order.kept_name(), order.period.code());
    let same = all
        .iter()
        .filter(|one| one.report == report && one.period == period);
    let lines = same.map(|one| {
        t!(
            order.lang,
            "report-handed-in-before",
            to = one.to_whom.as_str(),
            day = one.at.date_naive().to_string()
        )
    });
    Ok(lines.collect())
}

/// What was handed in about days of a period, the newest first, each beside the same report as it is now.
fn handed_in(desk: &Desk, period: Period, lang: Lang) -> Result<Vec<Compared>, Refusal> {
    let store = desk.ask(Query::Known)?;
    let mut all: Vec<HandedIn> = store.all()?;
    let (calendar, today) = (desk.calendar()?, desk.clock.today());
    // Without its layout a report is said not to be comparable.
    let layouts = layouts_of(store)?;
    all.sort_by_key(|one| std::cmp::Reverse(one.at));
    let of_period = all.into_iter().filter_map(|record| {
        let its = Period::parse(&record.period, today, &calendar)?;
        (its.from <= period.to && period.from <= its.to).then_some((record, its))
    });
    let compared = of_period.map(|(record, its)| {
        let order = order_of(&record, its, &layouts);
        let name = match &order {
            Some((order, _)) => order.name(lang),
            None => record
                .report
                .strip_prefix(OWN)
                .unwrap_or(&record.report)
                .to_owned(),
        };
        let made = order.map(|(order, sent)| both(desk, &order, (sent, record.at)));
        Ok(Compared {
            name,
            days: its,
            made: made.transpose()?,
            record,
        })
    });
    compared.collect()
}

/// The order of a report that was handed in; `None` if its numbers cannot be read or its layout is gone.
fn order_of(
    record: &HandedIn,
    period: Period,
    layouts: &[OwnLayout],
) -> Option<(ReportOrder, Sent)> {
    let sent = Sent::from_text(&record.sent)?;
    let (what, own) = match record.report.strip_prefix(OWN) {
        Some(name) => {
            let layout = layouts.iter().find(|one| one.name == name)?;
            (What::Ledger(Ledger::Own), Some(layout.clone()))
        }
        None => (What::from_code(&record.report)?, None),
    };
    let order = ReportOrder {
        what,
        period,
        beside: sent.beside(),
        child: None,
        own,
        formats: Vec::new(),
        mask: Mask::Middle,
        is_public: sent.is_public(),
        reason: String::new(),
        to_whom: String::new(),
        lang: sent.lang(),
    };
    Some((order, sent))
}

/// A report as it is now, and as the file said it at an earlier moment.
fn both(desk: &Desk, order: &ReportOrder, (sent, moment): (Sent, Moment)) -> Result<Made, Refusal> {
    let calendar = desk.calendar()?;
    let periods = |today| order.periods(&calendar, today);
    let parts = order.what.parts();
    let tables = |facts: &PeriodFacts| {
        let tables = order.tables(facts, &Aside::default()).into_iter();
        let shown = tables.map(|table| order.shown(table, facts));
        shown.collect::<Vec<_>>()
    };
    let day = moment.date_naive();
    let mut facts = desk.period_facts(&periods(desk.clock.today()), parts)?;
    // Days are named as they were then.
    facts.said_on = day;
    let now = tables(&facts);
    // The file of then costs a copy of it, and is read only if it has to explain something.
    let then = if sent.is_same(&now, day) {
        now.clone()
    } else {
        tables(&desk.period_facts_then(&periods(day), parts, (moment, sent.step()))?)
    };
    Ok(Made { sent, then, now })
}
