//! An order for a report: what, of which period, in which forms, with what hidden; and its files.

use super::handed_in::{Compared, Sent};
use super::ledgers::{Ledger, Of, OfChild, ledger};
use super::own::OWN;
use super::published::OnFile;
use super::table::Table;
use super::trends::{Ask, Page, trend};
use super::write::{Format, Written, csv, html, xlsx};
use crate::domain::calendar::Calendar;
use crate::domain::calendar::period::{Grain, Period};
use crate::domain::mask::{Mask, Personal};
use crate::domain::{Child, ChildId, OwnLayout};
use crate::house::period::{Part, PeriodFacts};
use crate::i18n::{Lang, words};
use crate::reports::slots::Beside;
use crate::t;
use chrono::NaiveDate;
use std::collections::HashSet;
use std::io;

/// What is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A page of F7.
    Page(Page),
    /// A ledger or a report of several tables.
    Ledger(Ledger),
}

impl What {
    /// Everything that can be reported, in the order of lists.
    pub fn all() -> impl Iterator<Item = Self> {
        // An own layout has a name of its own.
        let ledgers = Ledger::ALL
            .iter()
            .copied()
            .filter(|one| *one != Ledger::Own);
        let ledgers = ledgers.map(Self::Ledger);
        ledgers.chain(Page::ALL.iter().copied().map(Self::Page))
    }

    /// Its name for files and the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Page(page) => page.code(),
            Self::Ledger(ledger) => ledger.code(),
        }
    }

    /// Reads [`What::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|one| one.code() == code)
    }

    /// What it is, in words.
    pub fn words(self, lang: Lang) -> String {
        match self {
            Self::Page(page) => words::choice(lang, "trend-page", page),
            Self::Ledger(ledger) => words::choice(lang, "report", ledger),
        }
    }

    /// Whether it is about one child.
    pub const fn is_of_child(self) -> bool {
        match self {
            Self::Page(page) => matches!(page, Page::OneChild),
            Self::Ledger(ledger) => ledger.is_of_child(),
        }
    }

    /// Whether its numbers are kept when it is handed in.
    pub const fn may_be_handed_in(self) -> bool {
        !self.is_of_child()
            && !matches!(
                self,
                Self::Page(Page::HandedIn) | Self::Ledger(Ledger::Papers)
            )
    }

    /// The period of a report for which none is asked: of a file everything that is known of the child, else as long as
    /// the report is.
    pub fn usual_period(
        self,
        (today, known): (NaiveDate, Option<NaiveDate>),
        calendar: &Calendar,
    ) -> Period {
        let usual = Period::usual(today, calendar);
        match self {
            Self::Ledger(Ledger::ChildFile | Ledger::FamilyCopy) => {
                Period::range(known.unwrap_or(today).min(today), today)
            }
            Self::Ledger(Ledger::Quarterly | Ledger::Support) => {
                Period::of(Grain::Quarter, usual.from, calendar)
            }
            Self::Page(_) | Self::Ledger(_) => usual,
        }
    }

    /// What it reads.
    pub const fn parts(self) -> &'static [Part] {
        match self {
            Self::Page(page) => page.parts(),
            Self::Ledger(ledger) => ledger.parts(),
        }
    }
}

/// An order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportOrder {
    /// What is reported.
    pub what: What,
    /// The period.
    pub period: Period,
    /// With what a page is compared.
    pub beside: Beside,
    /// The child of a report about one.
    pub child: Option<ChildId>,
    /// The layout of [`Ledger::Own`].
    pub own: Option<OwnLayout>,
    /// The forms in which it is written.
    pub formats: Vec<Format>,
    /// How much of a person is shown.
    pub mask: Mask,
    /// Whether it is meant for the public: small numbers are hidden.
    pub is_public: bool,
    /// Why, if everything is shown.
    pub reason: String,
    /// To whom it is handed in; empty if it stays in the home.
    pub to_whom: String,
    /// Language.
    pub lang: Lang,
}

/// Why an order cannot be carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanting {
    /// Everything is shown, and no reason is given.
    Reason,
    /// It is about one child, and none is named.
    Child,
    /// It names persons, so it is not for the public.
    Public,
    /// Its period has not begun.
    Ahead,
    /// Its layout was removed.
    Layout,
    /// What it says of one child, or of what was handed in, is not kept as handed in.
    NotHandedIn,
}

/// A file of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportFile {
    /// Its name.
    pub name: String,
    /// Its content.
    pub content: Vec<u8>,
}

/// The files of a report, and what the journal keeps of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The files.
    pub files: Vec<ReportFile>,
    /// Children whose data stand in it or are counted in it.
    pub children: HashSet<ChildId>,
    /// Whether it names persons.
    pub is_personal: bool,
    /// Its numbers, if it is handed in.
    pub sent: Option<String>,
}

/// What an order is about beside the facts of its period.
#[derive(Debug, Default)]
pub struct Aside {
    /// The child of a report about one.
    pub(crate) child: Option<OfChild>,
    /// What was handed in about the period, for the page about it.
    pub(crate) handed: Vec<Compared>,
    /// To whom and when this report was handed in before, in words.
    pub(crate) before: Vec<String>,
}

/// A report that was made.
#[derive(Debug, Clone)]
pub struct MadeReport {
    /// Its name.
    pub what: String,
    /// Its period.
    pub period: String,
    /// How much of persons it shows.
    pub mask: Mask,
    /// Whether it is meant for the public.
    pub is_public: bool,
    /// The child of a report about one.
    pub child: Option<ChildId>,
    /// Why, if everything is shown.
    pub reason: String,
    /// To whom it is handed in; empty if it stays in the home.
    pub to_whom: String,
    /// Its files, or what the order wants.
    pub report: Result<Report, Wanting>,
    /// Whether its page is opened then.
    pub opens: bool,
}

impl ReportOrder {
    /// The name that the journal keeps.
    pub(crate) fn kept_name(&self) -> String {
        let own = self.own.as_ref().map(|own| format!("{OWN}{}", own.name));
        own.unwrap_or_else(|| self.what.code().to_owned())
    }

    /// The name of the report.
    pub(crate) fn name(&self, lang: Lang) -> String {
        let own = self.own.as_ref();
        own.map_or_else(|| self.what.words(lang), |own| own.name.clone())
    }

    /// A table as the order shows it: without small numbers for the public.
    pub(crate) fn shown(&self, table: Table, facts: &PeriodFacts) -> Table {
        if self.is_public {
            table.published(&OnFile::of(facts), self.lang)
        } else {
            table
        }
    }

    /// Checks the order.
    pub fn check(&self) -> Result<(), Wanting> {
        if self.what.is_of_child() && self.child.is_none() {
            return Err(Wanting::Child);
        }
        if matches!(self.what, What::Ledger(Ledger::Own)) && self.own.is_none() {
            return Err(Wanting::Layout);
        }
        if self.mask.needs_reason() && self.reason.trim().is_empty() {
            return Err(Wanting::Reason);
        }
        if !self.to_whom.is_empty() && !self.what.may_be_handed_in() {
            return Err(Wanting::NotHandedIn);
        }
        Ok(())
    }

    /// The periods that have to be read.
    pub fn periods(&self, calendar: &Calendar, today: NaiveDate) -> Vec<Period> {
        match self.what {
            What::Page(_) => self
                .ask()
                .map_or_else(Vec::new, |ask| ask.periods(calendar, today)),
            What::Ledger(ledger) => ledger.periods(self.period, calendar),
        }
    }

    fn ask(&self) -> Option<Ask> {
        let What::Page(page) = self.what else {
            return None;
        };
        Some(Ask {
            page,
            period: self.period,
            // What stands beside a public page was perhaps hidden in that of its own period.
            beside: if self.is_public {
                Beside::Nothing
            } else {
                self.beside
            },
            child: self.child,
        })
    }

    /// The tables, with everything that they know.
    pub fn tables(&self, facts: &PeriodFacts, aside: &Aside) -> Vec<Table> {
        let mut tables = match (self.what, self.ask()) {
            (What::Ledger(one), _) => {
                let of = Of {
                    child: aside.child.as_ref(),
                    layout: self.own.as_ref(),
                };
                ledger(facts, one, (self.period, of), self.lang)
            }
            (What::Page(_), Some(ask)) => vec![trend(facts, ask, &aside.handed, self.lang)],
            (What::Page(_), None) => Vec::new(),
        };
        // Of a report for the public, its lists of persons stay in the home, empty ones too: none is also an answer.
        let has_lists = tables.iter().any(Table::is_personal);
        let is_more = tables.iter().any(|table| !table.is_personal());
        if self.is_public && has_lists && is_more {
            tables.retain(|table| !table.is_personal());
            if let Some(first) = tables.first_mut() {
                first.notes.push(t!(self.lang, "report-note-without-lists"));
            }
        }
        tables
    }

    /// The name of the files without ending; of a report about a child with the number of its file, never its name.
    pub fn file_name(&self, child: Option<&Child>) -> String {
        let what = self
            .own
            .as_ref()
            .map_or_else(|| self.what.code(), |own| own.name.as_str());
        let what: String = what
            .chars()
            .map(|c| {
                if c.is_alphanumeric() || c == '-' {
                    c
                } else {
                    '_'
                }
            })
            .collect();
        let of = child.map_or_else(String::new, |child| format!("-{}", child.file_no));
        format!("{what}{of}-{}", self.period.code())
    }

    /// Makes the files. `by` is who makes them.
    pub fn report(
        &self,
        facts: &PeriodFacts,
        (aside, by): (&Aside, &str),
    ) -> Result<Result<Report, Wanting>, io::Error> {
        if let Err(wanting) = self.check() {
            return Ok(Err(wanting));
        }
        // A page says itself that its period has not begun; blank papers are for the days to come.
        let is_blank = matches!(self.what, What::Ledger(Ledger::Papers) | What::Page(_));
        if self.period.from > facts.today() && !is_blank {
            return Ok(Err(Wanting::Ahead));
        }
        let mut tables = self.tables(facts, aside);
        if let Some(first) = tables.first_mut().filter(|_| !self.is_public) {
            first.notes.extend(aside.before.iter().cloned());
        }
        // A file of one child is its own, whatever is hidden.
        let is_personal = tables.iter().any(Table::is_personal) || self.what.is_of_child();
        // What was handed in repeats numbers that were not meant for the public.
        let is_for_the_home = matches!(self.what, What::Page(Page::HandedIn));
        if self.is_public && (is_personal || is_for_the_home) {
            return Ok(Err(Wanting::Public));
        }
        let children = tables.iter().flat_map(Table::children).collect();
        let sent = (!self.to_whom.is_empty()).then(|| {
            // Before names are masked: a table that names persons is known by them.
            let sent: Vec<Table> = tables
                .iter()
                .map(|one| self.shown(one.clone(), facts))
                .collect();
            let how = (self.beside, self.is_public, facts.head.seq);
            Sent::of(&sent, how, (self.lang, facts.today())).to_text()
        });
        let tables: Vec<Table> = tables
            .into_iter()
            .map(|table| self.shown(table.masked(self.mask), facts))
            .collect();
        let home = if facts.home.is_demo {
            format!("{} ({})", facts.home.home.name, t!(self.lang, "mark-demo"))
        } else {
            facts.home.home.name.clone()
        };
        let title = match self.child.and_then(|child| facts.register.get(child)) {
            Some(child) if self.what.is_of_child() => {
                let name = self.mask.of(Personal::Name, &child.name);
                format!("{} {name}", self.what.words(self.lang))
                    .trim_end()
                    .to_owned()
            }
            _ => self.name(self.lang),
        };
        let written = Written {
            lang: self.lang,
            name: &self.what.words(self.lang),
            title: &title,
            home: &home,
            made: facts.now,
            head: &facts.head.to_string(),
            by,
            mask: is_personal.then_some(self.mask),
        };
        let child = self.child.filter(|_| self.what.is_of_child());
        let name = self.file_name(child.and_then(|child| facts.register.get(child)));
        let mut files = Vec::new();
        for format in &self.formats {
            files.extend(Self::files(*format, &tables, &name, &written)?);
        }
        Ok(Ok(Report {
            files,
            children,
            is_personal,
            sent,
        }))
    }

    fn files(
        format: Format,
        tables: &[Table],
        name: &str,
        written: &Written<'_>,
    ) -> io::Result<Vec<ReportFile>> {
        let one = |content| {
            let name = format!("{name}.{}", format.code());
            vec![ReportFile { name, content }]
        };
        Ok(match format {
            Format::Xlsx => one(xlsx::write(tables, written)?),
            Format::Html => one(html::write(tables, written).into_bytes()),
            Format::Csv => match tables {
                [table] => one(csv::write(table, written)?),
                many => {
                    let files = many.iter().map(|table| {
                        let name = format!("{name}-{}.csv", table.code);
                        csv::write(table, written).map(|content| ReportFile { name, content })
                    });
                    files.collect::<io::Result<_>>()?
                }
            },
        })
    }
}
