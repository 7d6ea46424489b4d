//! Behind a line of F6: everything that is known about one matter, on a page.

use super::state::{FollowRow, FollowScene};
use crate::domain::rules::ladder::Matter;
use crate::domain::rules::list::List;
use crate::domain::rules::{Holding, Limit, PastMatter, Subject};
use crate::domain::{ChildId, Mark, RuleId, Visit};
use crate::house::week_grid::{Cell, WeekGrid};
use crate::i18n::{word, words};
use crate::screens::people;
use crate::t;
use crate::ui::page::Page;
use crate::ui::text;
use crate::wording::dates::{day_words, full_day, weekdays};
use crate::wording::labels::contact_words;
use crate::wording::{limits, reasons};
use chrono::{Datelike, NaiveDate};

/// Weeks of the register that a matter shows.
const WEEKS: u64 = 13;
/// Matters of before that are told.
const EARLIER: usize = 3;
/// Cells of a weekday's name, and of a day.
const NAME: usize = 5;
const DAY: usize = 2;

impl FollowScene<'_> {
    /// The page of the matters of the selected row.
    pub(super) fn matter_page(&self) -> Option<Page> {
        let rows = self.rows();
        Some(self.page_of(rows.get(self.place(&rows))?))
    }

    /// The page of the matters of a child, if it has a row on the list.
    pub(super) fn page_of_child(&self, child: ChildId) -> Option<Page> {
        let rows = self.rows();
        let of_child = |row: &&FollowRow| row.key.subject == Subject::Child(child);
        Some(self.page_of(rows.iter().find(of_child)?))
    }

    fn page_of(&self, row: &FollowRow) -> Page {
        let matters = row
            .matters
            .iter()
            .filter_map(|place| self.house.matters.get(*place));
        let matters: Vec<&Matter> = matters.collect();
        let mut lines = Vec::new();
        if let Subject::Child(child) = row.key.subject {
            lines.extend(self.who(child));
            lines.push(String::new());
            lines.extend(self.strip(child));
            lines.push(String::new());
            let (lang, today) = (self.env.lang, self.house.today());
            let usual = self.house.usual(child);
            lines.extend(limits::habit(usual.as_ref(), lang, today));
            lines.push(String::new());
        }
        let held = self.house.limits(matters.iter().map(|one| &one.flag));
        for (matter, held) in matters.iter().zip(&held) {
            lines.extend(self.matter_lines(matter, held));
            lines.push(String::new());
        }
        if row.is_to_confirm {
            lines.push(self.why_to_confirm(row));
            lines.push(t!(self.env.lang, "follow-walk"));
            lines.push(String::new());
        }
        if let Subject::Child(child) = row.key.subject {
            let since = matters.iter().map(|one| one.flag.since).min();
            lines.extend(self.tried(child, since));
            lines.extend(self.contacts(child));
            lines.push(String::new());
            lines.extend(self.earlier(child));
        }
        Page {
            title: self.title(row.key.subject),
            lines,
            top: 0,
        }
    }

    /// Whose matters they are; of an earlier evening which one, because the page covers the line that says so.
    pub(super) fn title(&self, subject: Subject) -> String {
        let lang = self.env.lang;
        let name = people::subject_name(self.house, subject, lang);
        let Some(reading) = self.house.past else {
            return name;
        };
        let (day, known) = (
            full_day(self.house.today(), lang),
            words::choice(lang, "known-as", reading),
        );
        t!(lang, "past-title", day = day, known = known, name = name)
    }

    /// The matters of the child that are over, the newest ones.
    fn earlier(&self, child: ChildId) -> Vec<String> {
        let lang = self.env.lang;
        let read = self.state.earlier.as_ref();
        let read = read.filter(|one| one.child == child && one.day == self.house.today());
        let Some(found) = read.and_then(|one| one.found.as_ref()) else {
            return vec![t!(lang, "matter-earlier-reading")];
        };
        if found.is_empty() {
            return vec![t!(lang, "matter-earlier-none")];
        }
        let mut lines = vec![t!(lang, "matter-earlier")];
        lines.extend(
            found
                .iter()
                .take(EARLIER)
                .map(|one| self.earlier_words(one)),
        );
        let rest = found.len().saturating_sub(EARLIER);
        if rest > 0 {
            lines.push(match self.house.past {
                None => t!(lang, "matter-earlier-rest", count = rest),
                Some(_) => t!(lang, "matter-earlier-rest-past", count = rest),
            });
        }
        lines
    }

    fn earlier_words(&self, matter: &PastMatter) -> String {
        let (lang, today) = (self.env.lang, self.house.today());
        let parts = [
            words::choice(lang, "rule", matter.strongest.rule),
            limits::tried(matter, lang),
            limits::ended(matter, lang),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let (from, to) = (
            day_words(matter.raised, lang, today),
            day_words(matter.over, lang, today),
        );
        let said = parts.join(&t!(lang, "name-comma"));
        format!(
            "  {}",
            t!(
                lang,
                "matter-earlier-one",
                from = from,
                to = to,
                said = said
            )
        )
    }

    /// Who the child is, and when it is expected.
    fn who(&self, child: ChildId) -> Vec<String> {
        let lang = self.env.lang;
        let Some(file) = self.house.register.get(child) else {
            return Vec::new();
        };
        let parts = [&file.file_no, &file.class, &file.school, &file.hamlet];
        let parts: Vec<&str> = parts
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        let mut lines = vec![parts.join(" · ")];
        lines.push(if file.expected_days.is_empty() {
            t!(lang, "matter-no-days")
        } else {
            let days = weekdays(&file.expected_days.digits(), lang);
            t!(lang, "matter-days", days = days)
        });
        lines
    }

    /// The register of the last weeks, weeks across and weekdays down, with what the signs mean.
    fn strip(&self, child: ChildId) -> Vec<String> {
        let lang = self.env.lang;
        let grid = WeekGrid::of(self.house, child, WEEKS);
        let mut lines = vec![self.months(&grid.mondays)];
        for (weekday, cells) in &grid.rows {
            let name = word(lang, &format!("weekday-{weekday}"));
            let mut line = padded(&name, NAME);
            for cell in cells {
                line.push_str(&padded(&self.sign(*cell), DAY));
            }
            lines.push(line.trim_end().to_owned());
        }
        lines.push(t!(lang, "grid-legend"));
        lines
    }

    /// The months above the weeks that begin in them.
    fn months(&self, mondays: &[NaiveDate]) -> String {
        let lang = self.env.lang;
        let mut begins: Vec<(usize, u32)> = Vec::new();
        for (nth, monday) in mondays.iter().enumerate() {
            if begins
                .last()
                .is_none_or(|(_, month)| *month != monday.month())
            {
                begins.push((nth, monday.month()));
            }
        }
        let mut line = String::new();
        for (nth, (week, month)) in begins.iter().enumerate() {
            // The last week of a month has no room for its name before the next one.
            let next = begins.get(nth + 1);
            if next.is_none_or(|(next, _)| next - week > 1) {
                line = padded(&line, NAME + week * DAY);
                let month = *month;
                line.push_str(&t!(lang, "grid-month", month = month));
            }
        }
        line
    }

    fn sign(&self, cell: Cell) -> String {
        let lang = self.env.lang;
        match cell {
            Cell::Marked(Mark::Present) => t!(lang, "grid-came"),
            Cell::Marked(Mark::Late) => t!(lang, "grid-late"),
            Cell::Marked(Mark::Excused) => t!(lang, "grid-excused"),
            Cell::Marked(Mark::Absent) | Cell::Missed => t!(lang, "grid-absent"),
            Cell::Closed => t!(lang, "grid-closed"),
            Cell::NotTaken | Cell::Ahead => String::new(),
        }
    }

    /// A matter: every rule with its day, the reasons, the state and the steps, and what ends it.
    fn matter_lines(&self, matter: &Matter, limits: &[(Holding, Limit)]) -> Vec<String> {
        let (lang, today) = (self.env.lang, self.house.today());
        let day = day_words(matter.flag.raised, lang, today);
        let ago = (today - matter.flag.raised).num_days();
        let mut lines = vec![t!(lang, "matter-opened", day = day, days = ago)];
        lines.extend(
            limits
                .iter()
                .map(|(held, limit)| self.limit_words(*held, limit)),
        );
        let reasons = matter.flag.reasons.iter();
        lines.extend(reasons.map(|one| format!("  {}", reasons::reason(one, lang, today))));
        if matter.flag.supervisor {
            lines.push(format!("  {}", t!(lang, "follow-supervisor")));
        }
        let steps = matter.steps.iter();
        lines.extend(steps.map(|step| format!("  {}", self.step_words(step))));
        let next = people::next_words(self.house, matter, self.env.lang);
        if !next.is_empty() {
            lines.push(t!(lang, "matter-next", next = next));
        }
        lines.push(if matter.flag.rule.is_on_unseen() {
            t!(lang, "matter-ends-seen")
        } else {
            match matter.flag.list() {
                List::ToSee if matter.flag.rule == RuleId::L6 => {
                    t!(lang, "matter-ends-reported")
                }
                List::ToSee if matter.flag.rule == RuleId::V6 => t!(lang, "matter-ends-visit"),
                List::ToSee => t!(lang, "matter-ends-record"),
                List::ToVisit if matter.flag.rule == RuleId::V4 => {
                    t!(lang, "matter-ends-contact")
                }
                List::ToVisit if matter.flag.rule == RuleId::P1 => {
                    t!(lang, "matter-ends-helper")
                }
                List::ToVisit if matter.flag.rule == RuleId::P5 => {
                    t!(lang, "matter-ends-school")
                }
                List::ToVisit => t!(lang, "matter-ends-visit"),
                List::Home if matter.flag.rule == RuleId::A5 => {
                    t!(lang, "matter-ends-register")
                }
                List::Home | List::File => t!(lang, "matter-ends-done"),
            }
        });
        lines
    }

    /// A rule that holds: level, name, its limit with what was found, since when.
    fn limit_words(&self, held: Holding, limit: &Limit) -> String {
        let (lang, today) = (self.env.lang, self.house.today());
        t!(
            lang,
            "matter-rule",
            level = words::choice(lang, "level", held.level),
            rule = words::choice(lang, "rule", held.rule),
            limit = limits::limit(limit, lang, today),
            day = day_words(held.since, lang, today)
        )
    }

    /// Visits and calls since the matter began, the newest first.
    fn tried(&self, child: ChildId, since: Option<NaiveDate>) -> Vec<String> {
        let lang = self.env.lang;
        let visits = self.house.known.visits.get(&child);
        let visits = visits.map_or(&[][..], Vec::as_slice).iter().rev();
        let recent = visits.filter(|one| since.is_none_or(|since| one.day >= since));
        let said: Vec<String> = recent
            .map(|one| format!("  {}", self.visit_words(one)))
            .collect();
        if said.is_empty() {
            return vec![t!(lang, "matter-nothing-tried")];
        }
        let mut lines = vec![t!(lang, "matter-tried")];
        lines.extend(said);
        lines
    }

    fn visit_words(&self, visit: &Visit) -> String {
        let lang = self.env.lang;
        let came_of_it = match visit.result {
            Some(result) => words::choice(lang, "call-result", result),
            None if visit.kind.is_call() => String::new(),
            None if visit.child_seen => t!(lang, "matter-met"),
            None => t!(lang, "matter-not-met"),
        };
        let who = visit.visitor.and_then(|id| self.house.staff_member(id));
        let mut contacts = self.house.register.contacts(visit.child).iter();
        let whom = visit
            .contact
            .and_then(|id| contacts.find(|one| one.id == id));
        let parts = [
            day_words(visit.day, lang, self.house.today()),
            words::choice(lang, "visit-kind", visit.kind),
            whom.map_or_else(String::new, |one| {
                let relation = words::choice(lang, "relation", one.relation);
                format!("{relation} {}", one.name).trim_end().to_owned()
            }),
            came_of_it,
            who.map_or_else(String::new, |one| one.name.clone()),
            visit.note.clone(),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("  ")
    }

    /// Everybody who can be rung, in calling order.
    fn contacts(&self, child: ChildId) -> Vec<String> {
        let lang = self.env.lang;
        let contacts = self.house.register.contacts(child).iter();
        let callable = contacts.filter(|one| one.phone().is_some() && one.is_allowed());
        let said: Vec<String> = callable
            .map(|one| format!("  {}", contact_words(one, lang)))
            .collect();
        if said.is_empty() {
            return vec![t!(lang, "today-no-phone")];
        }
        let mut lines = vec![t!(lang, "matter-contacts")];
        lines.extend(said);
        lines
    }
}

/// A text filled with spaces to so many cells.
fn padded(text: &str, cells: usize) -> String {
    let missing = cells.saturating_sub(text::width(text));
    format!("{text}{}", " ".repeat(missing))
}
