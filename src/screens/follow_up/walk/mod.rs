//! The walk through the files: one child after the other is shown with what its file says; one key confirms it,
//! others edit it on the spot.

#[cfg(test)]
mod tests;
pub(super) mod view;

use super::state::{FollowForm, FollowScene, FollowTurn, State, Walk};
use crate::desk::command::{Command, Confirmation};
use crate::domain::rules::list::List;
use crate::domain::support::of;
use crate::domain::{Child, ChildId, Status, tidy};
use crate::house::House;
use crate::i18n::{word, words};
use crate::keymap::chord::Chord;
use crate::keymap::{self, Action, Context};
use crate::screens::effect::{Effect, Env, FilePart, Open, Scene, Tone, Turn};
use crate::screens::people;
use crate::t;
use crate::ui::list::moved;
use crate::ui::page::Page;
use crate::wording::dates::{day_words, weekdays};
use crate::wording::labels::{contact_words, label};
use crate::wording::reasons;

/// The answers, in the order of their numbers: codes of their words.
const ANSWERS: [&str; 7] = [
    "all", "reached", "school", "contact", "address", "days", "gone",
];

/// The answer after these about a child with open needs: the plan is reviewed with the check of the quarter (rule P6).
const PLAN: &str = "plan";

/// Starts the walk, from this child on if it is in it.
pub(crate) fn start(house: &House, state: &mut State, env: Env, from: Option<ChildId>) {
    let order = Scene::new(house, &*state, env).walk_order();
    let at = order.iter().position(|one| Some(*one) == from);
    let at = at.unwrap_or_default();
    state.walk = Some(Walk {
        order,
        at,
        answer: 0,
        top: 0,
    });
}

/// Goes on to the next child, after the file of the one shown was confirmed or the child has left.
pub(crate) fn go_on(house: &House, state: &mut State, done: &Command) {
    let child = match done {
        Command::ConfirmFile(asked) => asked.child,
        Command::ChangeStatus { child, status, .. } if *status != Status::Enrolled => *child,
        _ => return,
    };
    if let Some(walk) = &mut state.walk
        && walk.child() == Some(child)
    {
        walk.step(house, true);
    }
}

/// Takes the answer with the number that was typed; `None` if the walk is not on or has no such answer.
pub(crate) fn type_key(
    house: &House,
    state: &mut State,
    env: Env,
    chord: Chord,
) -> Option<Vec<Effect<FollowForm>>> {
    state.walk.as_ref()?;
    let action = keymap::resolve(&[Context::Walk], chord);
    let number = chord.number().filter(|_| action == Some(Action::Number))?;
    Turn::effects_if_used(house, state, env, |turn| turn.answer(number - 1))
}

impl Walk {
    /// The child that is shown; `None` at the end.
    pub(super) fn child(&self) -> Option<ChildId> {
        self.order.get(self.at).copied()
    }

    /// Goes to the next child or the one before, past files that are no longer there.
    fn step(&mut self, house: &House, is_forward: bool) {
        let is_there = |child: &ChildId| house.register.get(*child).is_some();
        let places: Vec<usize> = if is_forward {
            (self.at + 1..self.order.len()).collect()
        } else {
            (0..self.at).rev().collect()
        };
        let there = places
            .into_iter()
            .find(|place| self.order.get(*place).is_some_and(is_there));
        self.at = match there {
            Some(place) => place,
            None if is_forward => self.order.len(),
            None => self.at,
        };
        (self.answer, self.top) = (0, 0);
    }
}

impl FollowScene<'_> {
    /// The files of the walk: all of the list, the worst gap first.
    fn walk_order(&self) -> Vec<ChildId> {
        let files = self.house.files_to_do().into_iter();
        files.map(|file| file.child).collect()
    }

    /// The file that is shown; `None` at the end, or if it is gone.
    fn walk_file(&self) -> Option<&Child> {
        let child = self.state.walk.as_ref()?.child()?;
        self.house.register.get(child)
    }

    /// How far the walk has come, in two sentences: in this walk and today; in the quarter.
    fn walk_progress(&self) -> Vec<String> {
        let lang = self.env.lang;
        let Some(walk) = &self.state.walk else {
            return Vec::new();
        };
        let done = self.house.confirming();
        let (at, of) = ((walk.at + 1).min(walk.order.len()), walk.order.len());
        let here = t!(
            lang,
            "walk-progress",
            at = at,
            of = of,
            today = done.today,
            each = done.each
        );
        let (verified, of) = (done.verified, done.of);
        let quarter = match done.percent() {
            Some(percent) => t!(
                lang,
                "walk-quarter",
                verified = verified,
                of = of,
                percent = percent
            ),
            None => t!(
                lang,
                "walk-quarter-gaps",
                verified = verified,
                of = of,
                gaps = done.tally.with_gaps
            ),
        };
        vec![here, quarter]
    }

    /// Name, number, sex and age of the child, and when its file was confirmed last.
    fn walk_head(&self, file: &Child) -> String {
        let lang = self.env.lang;
        let today = self.house.today();
        let age = file.age(today);
        let age = age.map_or_else(String::new, |age| t!(lang, "walk-age", age = age));
        let last = match file.last_verified_on {
            None => t!(lang, "walk-never"),
            Some(day) => t!(
                lang,
                "walk-last",
                day = day_words(day, lang, today),
                who = file.verified_by.as_str()
            ),
        };
        let name = self.house.register.distinct_name(file.id).into_owned();
        let parts = [name, file.file_no.clone(), age, last];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" · ")
    }

    /// What the file says of where the child is and who looks after it: label and value.
    fn walk_facts(&self, file: &Child) -> Vec<(String, String)> {
        let lang = self.env.lang;
        let joined = |parts: [&str; 2]| {
            let parts = parts.into_iter().filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join(" ")
        };
        let days = file.expected_days;
        let days = if days.is_empty() {
            String::new()
        } else {
            weekdays(&days.digits(), lang)
        };
        let mut facts = vec![(label("school", lang), joined([&file.school, &file.class]))];
        for contact in self.house.register.contacts(file.id) {
            let role = if contact.is_caregiver {
                t!(lang, "walk-carer")
            } else {
                t!(lang, "walk-contact")
            };
            let verified = match contact.phone_verified_on {
                Some(day) => {
                    let day = day_words(day, lang, self.house.today());
                    t!(lang, "walk-phone-verified", day = day)
                }
                None if contact.phone().is_some() => t!(lang, "walk-phone-unverified"),
                None => String::new(),
            };
            facts.push((role, joined([&contact_words(contact, lang), &verified])));
        }
        if self.house.register.contacts(file.id).is_empty() {
            facts.push((t!(lang, "walk-carer"), String::new()));
        }
        facts.push((
            label("live_address", lang),
            joined([&file.hamlet, &file.live_address]),
        ));
        facts.push((label("expected_days", lang), days));
        for (_, value) in &mut facts {
            if tidy::is_blank(value) {
                *value = t!(lang, "walk-empty");
            }
        }
        facts
    }

    /// What is missing in the file: the matters of its list.
    pub(super) fn walk_gaps(&self, child: ChildId) -> Vec<String> {
        let (lang, today) = (self.env.lang, self.house.today());
        let matters = self.house.matters.iter();
        let gaps = matters
            .filter(|one| one.child() == Some(child) && one.flag.list() == List::File)
            .filter(|one| one.is_open(today));
        gaps.map(|one| reasons::reasons(&one.flag.reasons, lang, today))
            .collect()
    }

    /// That nobody has seen the child, if it is on the list of those to see: whoever confirms the file has to know.
    pub(super) fn walk_unseen(&self, child: ChildId) -> Option<String> {
        let mut missing = self.house.missing_children();
        let matter = missing.find(|one| one.child() == Some(child))?;
        let days = people::unseen_days(self.house, matter)?;
        Some(t!(self.env.lang, "walk-unseen", days = days))
    }

    /// The codes of the answers about a child, in the order of their numbers.
    fn answers_of(&self, child: ChildId) -> Vec<&'static str> {
        let plan = (self.open_needs(child) > 0).then_some(PLAN);
        ANSWERS.iter().copied().chain(plan).collect()
    }

    fn open_needs(&self, child: ChildId) -> usize {
        let needs = of(&self.house.known.problems, child).iter();
        needs.filter(|one| one.is_open()).count()
    }

    /// How many needs the plan has, and when it was reviewed.
    fn plan_answer(&self, child: ChildId) -> String {
        let (lang, today) = (self.env.lang, self.house.today());
        let needs = self.open_needs(child);
        match of(&self.house.known.support.reviews, child).last() {
            Some(last) => {
                let day = day_words(last.day, lang, today);
                t!(lang, "walk-answer-plan", count = needs, day = day)
            }
            None => t!(lang, "walk-answer-plan-new", count = needs),
        }
    }

    /// The answers, in the order of their numbers.
    fn walk_answers(&self, child: ChildId) -> Vec<String> {
        let lang = self.env.lang;
        let to_call = self.house.register.contact_to_call(child);
        let answers = self.answers_of(child).into_iter();
        let answers = answers.map(|code| match (code, to_call) {
            (PLAN, _) => self.plan_answer(child),
            ("reached", Some(contact)) => {
                let relation = words::choice(lang, "relation", contact.relation);
                let who = format!("{relation} {}", contact.name);
                t!(lang, "walk-reached-whom", who = who)
            }
            _ => word(lang, &format!("walk-answer-{code}")),
        });
        answers.collect()
    }

    /// What is left at the end: files that nobody confirmed, and whose files have gaps, the worst first.
    fn walk_left(&self) -> Vec<String> {
        let lang = self.env.lang;
        let done = self.house.confirming();
        if done.tally.count == 0 {
            return vec![t!(lang, "walk-done")];
        }
        let mut lines = vec![t!(
            lang,
            "walk-end",
            verified = done.verified,
            left = done.tally.unconfirmed
        )];
        let files = self.house.files_to_do().into_iter();
        let gaps = files.filter(|file| file.has_gap);
        let names = gaps.map(|file| self.house.register.distinct_name(file.child).into_owned());
        let names: Vec<String> = names.collect();
        if !names.is_empty() {
            let count = names.len();
            let names = names.join(&t!(lang, "name-comma"));
            lines.push(t!(lang, "walk-gaps", count = count, names = names));
        }
        lines
    }

    /// Who confirmed which files in this quarter, a line for each day and person.
    fn walk_summary(&self) -> Vec<String> {
        let (lang, today) = (self.env.lang, self.house.today());
        let confirmed = self.house.confirmed();
        if confirmed.is_empty() {
            return vec![t!(lang, "walk-nobody")];
        }
        let of_day = confirmed.chunk_by(|one, next| {
            (one.last_verified_on, &one.verified_by) == (next.last_verified_on, &next.verified_by)
        });
        let lines = of_day.filter_map(|files| {
            let first = files.first()?;
            let names = files
                .iter()
                .map(|one| self.house.register.distinct_name(one.id));
            let names: Vec<String> = names.map(std::borrow::Cow::into_owned).collect();
            Some(t!(
                lang,
                "walk-confirmed",
                day = day_words(first.last_verified_on?, lang, today),
                who = first.verified_by.as_str(),
                count = files.len(),
                names = names.join(&t!(lang, "name-comma"))
            ))
        });
        lines.collect()
    }
}

impl FollowTurn<'_> {
    /// Handles an action while the walk is on.
    pub(super) fn act_in_walk(&mut self, action: Action) -> Option<()> {
        let shown = self.scene().walk_file().map(|file| file.id);
        match action {
            Action::Cancel | Action::GoFollowUp => self.state.walk = None,
            Action::Accept => match shown {
                Some(_) => {
                    let answer = self.state.walk.as_ref()?.answer;
                    self.answer(answer)?;
                }
                // At the end there is nothing more to answer.
                None => self.state.walk = None,
            },
            Action::Right => self.state.walk.as_mut()?.step(self.house, true),
            Action::Left => self.state.walk.as_mut()?.step(self.house, false),
            Action::Edit => self.open(Open::Part(shown?, FilePart::Fields(None))),
            Action::Visit => self.ask_what_to_record(shown?),
            Action::Next => {
                let [_, title] = self.scene().walk_progress().try_into().ok()?;
                let lines = self.scene().walk_summary();
                let top = 0;
                self.push(Effect::Page(Page { title, lines, top }));
            }
            // The arrows choose an answer; these read a file that is longer than its place.
            Action::PageUp | Action::PageDown => {
                let walk = self.state.walk.as_mut()?;
                moved(&mut walk.top, usize::MAX, action).then_some(())?;
            }
            _ => {
                let child = shown;
                let count = child.map_or(0, |child| self.scene().answers_of(child).len());
                let walk = self.state.walk.as_mut()?;
                moved(&mut walk.answer, count, action).then_some(())?;
            }
        }
        Some(())
    }

    /// A click takes an answer.
    pub(super) fn click_in_walk(&mut self, row: usize) {
        // A row that was clicked has an answer.
        let _ = self.answer(row);
    }

    /// Takes an answer about the child that is shown; `None` if there is no such answer or no child.
    fn answer(&mut self, place: usize) -> Option<()> {
        let child = self.scene().walk_file()?.id;
        let Some(code) = self.scene().answers_of(child).get(place).copied() else {
            self.say(Tone::Info, t!(self.env.lang, "help-no-needs"));
            return Some(());
        };
        // Back from an edit, Enter says that the rest is as it stands.
        self.state.walk.as_mut()?.answer = 0;
        let edit = |part| Open::Part(child, part);
        match code {
            "all" => self.confirm_file(child, false),
            "reached" => self.confirm_file(child, true),
            "school" => self.open(edit(FilePart::Fields(Some("school")))),
            "contact" => self.open(edit(FilePart::Contacts)),
            "address" => self.open(edit(FilePart::Fields(Some("live_address")))),
            "days" => self.open(edit(FilePart::Fields(Some("expected_days")))),
            PLAN => self.open(edit(FilePart::Review)),
            _ => self.open(edit(FilePart::Status)),
        }
        Some(())
    }

    /// Confirms the file as it is shown; the telephone only if somebody was reached there.
    fn confirm_file(&mut self, child: ChildId, is_reached: bool) {
        let lang = self.env.lang;
        let register = &self.house.register;
        let Some(file) = register.get(child) else {
            return;
        };
        let to_call = register.contact_to_call(child).map(|one| one.id);
        if is_reached && to_call.is_none() {
            self.say(Tone::Info, t!(lang, "walk-no-phone"));
            return;
        }
        let shown = (file.clone(), register.contacts(child).to_vec());
        self.perform(Command::ConfirmFile(Box::new(Confirmation {
            child,
            shown: Some(shown),
            reached: to_call.filter(|_| is_reached),
        })));
    }
}
