//! What several papers read.

use crate::desk::Desk;
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::activity::coverage::Season;
use crate::domain::activity::{Activity, Occurrence};
use crate::domain::calendar::Calendar;
use crate::domain::namesakes;
use crate::domain::{Child, Moment, Programme, Role, Staff, Topic, TopicCode, topic};
use crate::house::home::home_facts;
use crate::i18n::Lang;
use crate::store::Head;
use crate::t;
use crate::wording::topics::name_of;
use maud::{Markup, html};
use std::borrow::Cow;

/// The home, its plan of a period, its register.
pub(super) struct PaperFacts {
    /// Language of the paper.
    pub lang: Lang,
    /// Name of the home, with a mark on the invented one.
    pub home: String,
    /// Calendar of open days.
    pub calendar: Calendar,
    /// All topics, in the home's words.
    pub topics: Cow<'static, [Topic]>,
    /// All staff, past members included.
    pub staff: Vec<Staff>,
    /// All children, in the order of the register.
    pub children: Vec<Child>,
    /// The programme, with who took part from 13 months before the period on.
    pub programme: Programme,
    /// Activities of the period.
    pub all: Vec<Occurrence>,
    /// When the paper is made.
    pub made: Moment,
    /// The head of the journal then: paper is the one witness that no program can change.
    pub head: Head,
}

impl PaperFacts {
    /// Name of a topic.
    pub(super) fn topic(&self, code: &TopicCode) -> String {
        name_of(&self.topics, code, self.lang)
    }

    /// Name of the member of staff in charge; empty if nobody is.
    pub(super) fn organiser(&self, activity: &Activity) -> String {
        let in_charge = |one: &&Staff| Some(one.id) == activity.organiser;
        let organiser = self.staff.iter().find(in_charge);
        organiser.map_or_else(String::new, |one| one.name.clone())
    }

    /// Name and phone of the director, whom whoever reads a paper can ring.
    pub(super) fn director(&self) -> String {
        let is_director = |one: &&Staff| one.active && one.role == Role::Director;
        let director = self.staff.iter().find(is_director);
        director.map_or_else(String::new, |one| {
            format!("{} {}", one.name, one.phone).trim_end().to_owned()
        })
    }

    /// Head of a page: home and title, a line below.
    pub(super) fn heading(&self, title: &str, below: &str) -> Markup {
        html! {
            h1 { (self.home) " " (title) }
            p class="period" { (below) }
        }
    }

    /// When the paper was made, and up to which step, in words.
    pub(super) fn printed(&self) -> String {
        let when = self.made.format("%Y-%m-%d %H:%M").to_string();
        let head = self.head.to_string();
        t!(self.lang, "paper-printed", when = when, head = head)
    }
}

/// Start and end of an activity.
pub(super) fn times(activity: &Activity) -> String {
    let time = |time: chrono::NaiveTime| time.format("%H:%M").to_string();
    format!("{}–{}", time(activity.starts), time(activity.ends))
}

impl Desk {
    /// Reads what papers about a period need.
    pub(super) fn paper_facts(&self, period: Season, lang: Lang) -> Result<PaperFacts, Refusal> {
        let home = home_facts(self.ask(Query::Home)?)?.ok_or(Refusal::NoHome)?;
        let made = self.now();
        let today = made.date_naive();
        // Who took part is read back from this day; an old period needs an earlier one than today.
        let known_from = period.from.min(today);
        let programme = self.ask(Query::Programme)?.programme(known_from)?;
        let mut children: Vec<Child> = self.ask(Query::Register)?.all()?;
        children.sort_by(|a, b| a.file_no.cmp(&b.file_no));
        tell_apart(&mut children);
        let name = home.home.name;
        Ok(PaperFacts {
            lang,
            home: if home.is_demo {
                format!("{name} ({})", t!(lang, "mark-demo"))
            } else {
                name
            },
            all: programme.between(period.from, period.to, today, &home.calendar),
            calendar: home.calendar,
            topics: topic::library(&programme.topics),
            staff: home.staff,
            children,
            programme,
            made,
            head: self.ask(Query::Journal)?.head()?,
        })
    }
}

/// Adds to names that several children have what tells them apart.
fn tell_apart(children: &mut [Child]) {
    let marks = namesakes::marks(children.iter());
    for child in children {
        if let Some(mark) = marks.get(&child.id) {
            child.name = format!("{} {mark}", child.name);
        }
    }
}
