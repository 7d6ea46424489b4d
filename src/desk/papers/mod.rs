//! Papers for others: the calendar file, the plan for the wall, the papers for an inspection, lists
//! to fill in by hand, a talk to read aloud, the roll call, the visit round, the page for the supervisor, the self-check, and
//! that with the recovery words.

pub(crate) mod cover;
mod evidence;
mod evidence_page;
mod evidence_sheet;
mod facts;
mod help;
mod lists;
pub(crate) mod page;
mod poster;
pub(crate) mod recovery;
pub(crate) mod roll_call;
mod round;
pub(crate) mod self_check;
mod supervisor;
pub(crate) mod sweep;
mod talk;

use super::Desk;
use super::command::{Command, Export};
use super::query::Query;
use super::refusal::Refusal;
use super::rights::Right;
use crate::domain::activity::coverage::Season;
use crate::domain::mask::Mask;
use crate::domain::{Child, ChildId, HelperId, LookKind, TopicCode};
use crate::exchange::ics::DateRange;
use crate::exchange::whole::{self, Older};
use crate::house::privacy::self_check::{usual_year, year_days};
use crate::i18n::Lang;
use crate::store::StoreError;
use chrono::{Datelike, Months, NaiveDate};
use cover::Cover;
use std::io;
use std::path::{Path, PathBuf};

/// Name of the folder for papers, beside the home's file.
const FOLDER: &str = "papers";
/// Months of a quarter.
const QUARTER: u32 = 3;

/// A kind of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// The plan for phones and desktop calendars (.ics).
    Calendar,
    /// The plan of a month to hang on the wall.
    Poster,
    /// All activities with plan, record and children, for an inspection.
    Evidence,
    /// The same as a spreadsheet (.xlsx).
    EvidenceSheet,
    /// Blank sign-in sheets for the activities of a day.
    SignIn,
    /// The children who miss a topic, for invitations.
    Invite,
    /// The talk of a topic, to read aloud.
    Talk,
    /// Who is in the house now.
    RollCall,
    /// The visit round: its list, and a slip for each child.
    Round,
    /// What the supervisor of the township has to know.
    Supervisor,
    /// The same as a spreadsheet (.xlsx).
    SupervisorSheet,
    /// What is counted once a year about how the home keeps its data.
    SelfCheck,
    /// A helper's own page: whom, what was agreed, when next.
    Helper,
    /// The open wishes for givers.
    Wishes,
}

impl Paper {
    /// Stable code, used in message keys and file names.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Calendar => "calendar",
            Self::Poster => "poster",
            Self::Evidence => "evidence",
            Self::EvidenceSheet => "evidence-sheet",
            Self::SignIn => "sign-in",
            Self::Invite => "invite",
            Self::Talk => "talk",
            Self::RollCall => "roll-call",
            Self::Round => "round",
            Self::Supervisor => "supervisor",
            Self::SupervisorSheet => "supervisor-sheet",
            Self::SelfCheck => "self-check",
            Self::Helper => "helper",
            Self::Wishes => "wishes",
        }
    }

    /// The right without which it is not made. What it reads asks for rights of its own; this one is for what others are told.
    pub(crate) const fn needs(self) -> Right {
        match self {
            Self::Round
            | Self::Supervisor
            | Self::SupervisorSheet
            | Self::EvidenceSheet
            | Self::Helper
            | Self::Wishes => Right::FollowUp,
            Self::SelfCheck => Right::Direct,
            Self::Calendar
            | Self::Poster
            | Self::Evidence
            | Self::SignIn
            | Self::Invite
            | Self::Talk
            | Self::RollCall => Right::ReadNames,
        }
    }

    /// What is written down of it: that children's names left by it. `None` where none stand in it, and where a step says it.
    pub(crate) const fn look(self) -> Option<LookKind> {
        match self {
            Self::Evidence
            | Self::SignIn
            | Self::Invite
            | Self::RollCall
            | Self::Helper
            | Self::Wishes => Some(LookKind::Paper),
            Self::Calendar
            | Self::EvidenceSheet
            | Self::Poster
            | Self::Talk
            | Self::Round
            | Self::Supervisor
            | Self::SupervisorSheet
            | Self::SelfCheck => None,
        }
    }

    /// Whether it is a spreadsheet: for somebody else, and with names.
    pub(crate) const fn is_sheet(self) -> bool {
        matches!(self, Self::EvidenceSheet | Self::SupervisorSheet)
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Calendar => "ics",
            Self::EvidenceSheet | Self::SupervisorSheet => "xlsx",
            Self::Poster
            | Self::Evidence
            | Self::SignIn
            | Self::Invite
            | Self::Talk
            | Self::RollCall
            | Self::Round
            | Self::Supervisor
            | Self::SelfCheck
            | Self::Helper
            | Self::Wishes => "html",
        }
    }

    /// The default period. A paper about a topic has none.
    pub(crate) fn period(
        self,
        shown: NaiveDate,
        today: NaiveDate,
    ) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let month = shown.with_day(1);
        match self {
            Self::Calendar
            | Self::Supervisor
            | Self::SupervisorSheet
            | Self::Helper
            | Self::Wishes => (Some(today), None),
            Self::Poster => {
                let last = month.and_then(|first| first.checked_add_months(Months::new(1)));
                (month, last.and_then(|next| next.pred_opt()))
            }
            Self::Evidence | Self::EvidenceSheet => {
                let into = today.month0() % QUARTER;
                let first = today.with_day(1);
                let first = first.and_then(|day| day.checked_sub_months(Months::new(into)));
                (first, Some(today))
            }
            Self::SelfCheck => year_days(usual_year(today), today),
            Self::SignIn => (Some(shown), Some(shown)),
            Self::Invite | Self::Talk | Self::RollCall | Self::Round => (None, None),
        }
    }
}

/// A request for a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Kind of paper.
    pub paper: Paper,
    /// First day; `None` for the beginning of the plan, or of the topic's season.
    pub from: Option<NaiveDate>,
    /// Last day; `None` for its end. A sign-in sheet is for the first day.
    pub to: Option<NaiveDate>,
    /// Topic of [`Paper::Invite`] and [`Paper::Talk`]; other papers ignore it.
    pub topic: Option<TopicCode>,
    /// The children of [`Paper::Round`] in the order of its rows; other papers ignore it.
    pub children: Vec<ChildId>,
    /// The helper of [`Paper::Helper`]; other papers ignore it.
    pub helper: Option<HelperId>,
    /// Language of the paper.
    pub lang: Lang,
}

impl Order {
    /// A paper about a period or a day.
    pub(crate) const fn of_period(
        paper: Paper,
        (from, to): (Option<NaiveDate>, Option<NaiveDate>),
        lang: Lang,
    ) -> Self {
        Self {
            paper,
            from,
            to,
            topic: None,
            children: Vec::new(),
            helper: None,
            lang,
        }
    }

    /// A paper about a topic.
    pub(crate) const fn of_topic(paper: Paper, topic: TopicCode, lang: Lang) -> Self {
        Self {
            paper,
            from: None,
            to: None,
            topic: Some(topic),
            children: Vec::new(),
            helper: None,
            lang,
        }
    }

    /// A visit round of these children, made on a day.
    pub(crate) const fn of_round(children: Vec<ChildId>, made: NaiveDate, lang: Lang) -> Self {
        Self {
            paper: Paper::Round,
            from: Some(made),
            to: None,
            topic: None,
            children,
            helper: None,
            lang,
        }
    }

    /// The page of a helper, made on a day.
    pub(crate) fn of_helper(helper: HelperId, made: NaiveDate, lang: Lang) -> Self {
        let made = (Some(made), None);
        Self {
            helper: Some(helper),
            ..Self::of_period(Paper::Helper, made, lang)
        }
    }

    fn file_name(&self) -> String {
        let day = |day: Option<NaiveDate>| day.map(|day| format!("-{day}")).unwrap_or_default();
        let to = self.to.filter(|to| Some(*to) != self.from);
        let topic = self.topic.as_ref().map(|topic| format!("-{topic}"));
        let (code, ending) = (self.paper.code(), self.paper.ending());
        let topic = topic.unwrap_or_default();
        format!("{code}{topic}{}{}.{ending}", day(self.from), day(to))
    }

    /// The period of the order, or that of the topic where it names none.
    fn season(&self, usual: Season) -> Season {
        Season {
            from: self.from.unwrap_or(usual.from),
            to: self.to.unwrap_or(usual.to),
        }
    }

    fn topic(&self) -> Result<&TopicCode, Refusal> {
        self.topic
            .as_ref()
            .ok_or(Refusal::Missing { field: "topic" })
    }
}

impl Desk {
    /// Writes a paper beside the data, named by its period or topic, with a number if there
    /// is one by that name; a spreadsheet under its cover. Returns the path.
    pub(crate) fn write_paper(
        &mut self,
        order: &Order,
        cover: Option<&Cover>,
    ) -> Result<PathBuf, Refusal> {
        if self.store.is_in_memory() {
            // It has no folder; the one of the program is not meant.
            return Err(failed(io::ErrorKind::NotFound.into()).into());
        }
        let folder = self.folder().join(FOLDER);
        let file = folder.join(order.file_name());
        let content = self.paper_under(order, cover, &file)?;
        std::fs::create_dir_all(&folder).map_err(failed)?;
        if order.paper.is_sheet() {
            let place = whole::free_place(&file);
            self.keep_paper(order, cover, &place.display().to_string())?;
            put_beside(&place, &content)?;
            return Ok(place);
        }
        let place = whole::write_free(&file, &content).map_err(failed)?;
        self.keep_paper(order, cover, "")?;
        Ok(place)
    }

    /// Writes down that a paper was made: a spreadsheet as the export it is, before it has its place; a page as a look. In a
    /// home without locks nobody is asked who made what.
    pub(crate) fn keep_paper(
        &mut self,
        order: &Order,
        cover: Option<&Cover>,
        place: &str,
    ) -> Result<(), Refusal> {
        if let Some(look) = order.paper.look() {
            self.note_look(look, None);
        }
        if !order.paper.is_sheet() || !self.has_locks() {
            return Ok(());
        }
        let days = [order.from, order.to].into_iter().flatten();
        let days: Vec<String> = days.map(|day| day.to_string()).collect();
        let children: Vec<Child> = self.ask(Query::Register)?.all()?;
        let export = Export {
            report: order.paper.code().to_owned(),
            period: days.join(".."),
            // Names, but no identity numbers, phones or categories.
            mask: Mask::Middle,
            is_public: false,
            child: None,
            children: children.iter().map(|one| one.id).collect(),
            files: vec![place.to_owned()],
            covered: Cover::kept(cover),
            reason: String::new(),
            handed_in: None,
        };
        self.perform(Command::KeepExport(Box::new(export)))?;
        Ok(())
    }

    /// The content of a paper's file; a spreadsheet under its cover.
    pub(crate) fn paper_under(
        &self,
        order: &Order,
        cover: Option<&Cover>,
        file: &Path,
    ) -> Result<Vec<u8>, Refusal> {
        if order.paper.is_sheet() && cover.is_none() && self.has_locks() {
            return Err(Self::ask_cover(file));
        }
        let content = self.paper(order)?;
        if order.paper.is_sheet() {
            self.covered(cover, (file, content))
        } else {
            Ok(content)
        }
    }

    /// The content of a paper's file.
    pub(crate) fn paper(&self, order: &Order) -> Result<Vec<u8>, Refusal> {
        self.check_right(order.paper.needs())?;
        let today = self.clock.today();
        let lang = order.lang;
        let period = Season {
            from: order.from.unwrap_or(today),
            to: order.to.unwrap_or(today),
        };
        let text = match order.paper {
            Paper::Calendar => {
                let (from, to) = (order.from, order.to);
                self.calendar_file(DateRange { from, to }, lang)?
            }
            Paper::Poster => self.poster(period, lang)?,
            Paper::Evidence => evidence_page::evidence_page(&self.evidence(period, lang)?),
            Paper::EvidenceSheet => {
                let evidence = self.evidence(period, lang)?;
                return Ok(evidence_sheet::evidence_sheet(&evidence).map_err(failed)?);
            }
            Paper::SignIn => self.sign_in_sheets(period.from, lang)?,
            Paper::Invite => {
                let topic = order.topic()?;
                self.invite_list(topic, order.season(self.season(topic)?), lang)?
            }
            Paper::Talk => self.talk(order.topic()?, lang)?,
            Paper::RollCall => self.roll_call_page(lang)?,
            Paper::Round => self.round_page(&order.children, lang)?,
            Paper::Helper => {
                let helper = order.helper.ok_or(Refusal::Missing { field: "helper" })?;
                self.helper_page(helper, lang)?
            }
            Paper::Wishes => self.wish_list(lang)?,
            Paper::SelfCheck => self.self_check_paper(period.from.year(), lang)?.page(),
            Paper::Supervisor => self.supervisor_paper(lang)?.page(),
            Paper::SupervisorSheet => {
                return Ok(self.supervisor_paper(lang)?.sheet().map_err(failed)?);
            }
        };
        Ok(text.into_bytes())
    }
}

fn failed(source: io::Error) -> StoreError {
    // Where the library of workbooks puts what it does not keep in memory.
    StoreError::file("writing a paper", tempfile::env::temp_dir())(source)
}

/// A free place for a file of this name beside the home's data, among the papers.
pub(crate) fn place_beside(folder: &Path, name: &str) -> PathBuf {
    let folder = folder.join(FOLDER);
    whole::free_place(&folder.join(name))
}

/// Puts a file at its place.
pub(crate) fn put_beside(place: &Path, content: &[u8]) -> Result<(), Refusal> {
    let folder = place.parent().unwrap_or(place);
    std::fs::create_dir_all(folder)
        .map_err(StoreError::file("making a folder for papers", folder))?;
    Ok(whole::write(place, content, Older::Stays)
        .map_err(StoreError::file("writing a report", place))?)
}
