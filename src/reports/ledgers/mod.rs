//! Ledgers (台账), the monthly and the quarterly report, one child one file.

mod child_file;
mod family_copy;
pub(crate) mod fields;
mod papers;
mod records;
mod register;
mod roll_up;
mod scope;
mod sign_in;
mod summary;
mod support;

use super::slots::{Beside, other_period};
use super::table::{Cell, Table};
use super::trends::{Ask, Page, trend};
use crate::domain::calendar::Calendar;
use crate::domain::calendar::period::Period;
use crate::domain::codes::coded;
use crate::domain::{Child, ChildId, OwnLayout, TagCode};
use crate::house::period::{Part, PeriodFacts};
use crate::i18n::Lang;
use scope::Scope;

pub use scope::OfChild;

coded! {
    /// A ledger or a report of several tables.
    pub Ledger {
        /// The figures of a month, what happened, and the open problems.
        Monthly = "monthly",
        /// The same of a quarter, with the roll-up.
        Quarterly = "quarterly",
        /// The register (儿童名册).
        Register = "register",
        /// The official basic form of each child.
        BasicForm = "basic-form",
        /// The roll-up (汇总表) with its checks.
        RollUp = "roll-up",
        /// The sign-in sheet of a month as a matrix.
        MonthMatrix = "month-matrix",
        /// The sign-in sheet of each day as a list.
        DayList = "day-list",
        /// The record of activities.
        ActivityRecord = "activity-record",
        /// The record of visits.
        VisitRecord = "visit-record",
        /// The list of problems.
        Problems = "problems",
        /// The work log.
        WorkLog = "work-log",
        /// Help of a quarter (帮扶): helpers, pairings, plans, what was given, benefits, wishes.
        Support = "support",
        /// Blank papers for an evening without power.
        Papers = "papers",
        /// One child one file (一人一档).
        ChildFile = "child-file",
        /// What is kept about a child, for its family.
        FamilyCopy = "family-copy",
        /// A layout of the home's own.
        Own = "own",
    }
}

impl Ledger {
    /// What the ledger reads.
    pub const fn parts(self) -> &'static [Part] {
        match self {
            Self::Monthly | Self::Quarterly => &[Part::Beside, Part::Care, Part::Programme],
            Self::Register | Self::BasicForm | Self::VisitRecord | Self::Problems => &[Part::Care],
            Self::RollUp | Self::MonthMatrix | Self::Papers => &[],
            Self::DayList => &[Part::Stays],
            Self::ActivityRecord => &[Part::Programme],
            Self::Support => &[Part::Care, Part::Support],
            Self::WorkLog | Self::Own => &[Part::Care, Part::Programme],
            Self::ChildFile | Self::FamilyCopy => &[Part::Care, Part::Programme, Part::Support],
        }
    }

    /// Whether it is about one child.
    pub const fn is_of_child(self) -> bool {
        matches!(self, Self::ChildFile | Self::FamilyCopy)
    }

    /// The periods that have to be read; the first is the one of the report.
    pub fn periods(self, period: Period, calendar: &Calendar) -> Vec<Period> {
        let before = other_period(period, Beside::Before, calendar);
        match self {
            Self::Monthly | Self::Quarterly => std::iter::once(period).chain(before).collect(),
            _ => vec![period],
        }
    }
}

/// The value of a field of a child in a period; `None` without such a child.
pub(crate) fn values_of(
    facts: &PeriodFacts,
    (period, lang): (Period, Lang),
    child: ChildId,
    code: &str,
) -> Option<Cell> {
    let scope = Scope {
        facts,
        period,
        lang,
    };
    Some(fields::value(&scope, facts.register.get(child)?, code))
}

/// The children on the register at the end of a period, by file number; with a category, only those who have it.
pub fn registered(facts: &PeriodFacts, period: Period, category: Option<TagCode>) -> Vec<ChildId> {
    let lang = Lang::default();
    let scope = Scope {
        facts,
        period,
        lang,
    };
    let has = |child: &Child| {
        category.is_none_or(|code| fields::tags_of(&scope, child).any(|tag| tag.code == code))
    };
    let all = scope.registered().into_iter();
    all.filter(|child| has(child))
        .map(|child| child.id)
        .collect()
}

/// The figures of [`Ledger::Support`], each with its stable name.
pub(crate) fn support_figures(
    facts: &PeriodFacts,
    period: Period,
    lang: Lang,
) -> Vec<(String, Cell)> {
    let scope = Scope {
        facts,
        period,
        lang,
    };
    let all = support::figures::figures(&scope).into_iter();
    all.map(|one| (one.code, one.cell)).collect()
}

/// What a report about one child, or of an own layout, is about.
#[derive(Debug, Clone, Copy, Default)]
pub struct Of<'o> {
    /// The child.
    pub child: Option<&'o OfChild>,
    /// The layout.
    pub layout: Option<&'o OwnLayout>,
}

/// The tables of a ledger. A report about one child without a child has none.
pub fn ledger(
    facts: &PeriodFacts,
    ledger: Ledger,
    (period, of): (Period, Of<'_>),
    lang: Lang,
) -> Vec<Table> {
    let scope = Scope {
        facts,
        period,
        lang,
    };
    let page = |page| {
        let beside = Beside::Nothing;
        trend(
            facts,
            Ask {
                page,
                period,
                beside,
                child: None,
            },
            &[],
            lang,
        )
    };
    match ledger {
        Ledger::Monthly => {
            let how_many = page(Page::HowMany);
            vec![
                with_sentences(&scope, &how_many),
                how_many,
                page(Page::Visits),
                page(Page::Activities),
                records::problems(&scope),
            ]
        }
        Ledger::Quarterly => {
            let how_many = page(Page::HowMany);
            vec![
                with_sentences(&scope, &how_many),
                roll_up::roll_up(&scope),
                how_many,
                page(Page::Stay),
                page(Page::Visits),
                page(Page::Activities),
                records::problems(&scope),
            ]
        }
        Ledger::Register => vec![register::register(&scope)],
        Ledger::BasicForm => vec![register::basic_form(&scope)],
        Ledger::RollUp => vec![roll_up::roll_up(&scope)],
        Ledger::MonthMatrix => vec![sign_in::matrix(&scope)],
        Ledger::DayList => vec![sign_in::day_list(&scope)],
        Ledger::ActivityRecord => vec![records::activities(&scope)],
        Ledger::VisitRecord => vec![records::visits(&scope)],
        Ledger::Problems => vec![records::problems(&scope)],
        Ledger::WorkLog => vec![records::work_log(&scope)],
        Ledger::Support => support::support(&scope),
        Ledger::Papers => papers::papers(&scope),
        Ledger::Own => {
            let layout = of.layout.map(|layout| register::own(&scope, layout));
            layout.into_iter().collect()
        }
        Ledger::ChildFile | Ledger::FamilyCopy => {
            let of = of
                .child
                .and_then(|of| Some((facts.register.get(of.child)?, of)));
            of.map_or_else(Vec::new, |(child, of)| match ledger {
                Ledger::FamilyCopy => family_copy::family_copy(&scope, child),
                _ => child_file::child_file(&scope, child, of),
            })
        }
    }
}

/// The figures, with the sentences of the first page of F7 above them: they are the first paragraph of the report.
fn with_sentences(scope: &Scope<'_>, page: &Table) -> Table {
    let before = other_period(scope.period, Beside::Before, scope.facts.calendar());
    Table {
        sentences: page.sentences.clone(),
        ..summary::figures(scope, before)
    }
}
