//! Behind a line of F6: everything that is known about one matter, on a page.

use super::state::FollowScene;
use crate::domain::rules::Subject;
use crate::domain::rules::ladder::Matter;
use crate::domain::rules::list::List;
use crate::domain::{ChildId, Mark, RuleId, Visit};
use crate::house::week_grid::{Cell, WeekGrid};
use crate::i18n::{word, words};
use crate::screens::people;
use crate::t;
use crate::ui::page::Page;
use crate::ui::text;
use crate::wording::dates::{day_words, weekdays};
use crate::wording::labels::contact_words;
use crate::wording::reasons;
use chrono::{Datelike, NaiveDate};

/// Weeks of the register that a matter shows.
const WEEKS: u64 = 13;
/// Cells of a weekday's name, and of a day.
const NAME: usize = 5;
const DAY: usize = 2;

impl FollowScene<'_> {
    /// The page of the matters of the selected row.
    pub(super) fn matter_page(&self) -> Option<Page> {
        let rows = self.rows();
        let row = rows.get(self.place(&rows))?;
        let matters = row
            .matters
            .iter()
            .filter_map(|place| self.house.matters.get(*place));
        let matters: Vec<&Matter> = matters.collect();
        let mut lines = Vec::new();
        if let Subject::Child(child) = row.subject {
            lines.extend(self.who(child));
            lines.push(String::new());
            lines.extend(self.strip(child));
            lines.push(String::new());
        }
        for matter in &matters {
            lines.extend(self.matter_lines(matter));
            lines.push(String::new());
        }
        if let Subject::Child(child) = row.subject {
            let since = matters.iter().map(|one| one.flag.since).min();
            lines.extend(self.tried(child, since));
            lines.extend(self.contacts(child));
        }
        Some(Page {
            title: people::subject_name(self.house, row.subject, self.env.lang),
            lines,
            top: 0,
        })
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
    fn matter_lines(&self, matter: &Matter) -> Vec<String> {
        let (lang, today) = (self.env.lang, self.house.today());
        let mut lines: Vec<String> = matter
            .flag
            .rules
            .iter()
            .map(|one| self.rule_words(*one))
            .collect();
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
                List::ToVisit => t!(lang, "matter-ends-visit"),
                List::Home | List::File => t!(lang, "matter-ends-done"),
            }
        });
        lines
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
        let parts = [
            day_words(visit.day, lang, self.house.today()),
            words::choice(lang, "visit-kind", visit.kind),
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
