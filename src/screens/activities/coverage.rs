//! Which child had which topic: the matrix of F5, and what can be done from it.

use super::state::{Part, PlanForm, PlanScene, PlanTurn, State};
use super::taking_part::picked;
use crate::desk::command::Command;
use crate::desk::command::activity::ActivityStep;
use crate::desk::papers::Paper;
use crate::domain::visit::VisitKind;
use crate::domain::{ChildId, TopicCode, Visit, VisitId};
use crate::house::matrix::CoverageGrid;
use crate::i18n::word;
use crate::keymap::Action;
use crate::screens::effect::Open;
use crate::screens::programme::{topic_name, topics};
use crate::t;
use crate::ui::form::{FieldSpec, Form, Kind, Label};
use crate::ui::list::moved;
use crate::ui::picker::{Picker, PickerItem};
use crate::wording::topics::due_words;

impl<'s> PlanScene<'s> {
    /// The matrix for the selected topic.
    pub(crate) fn coverage_grid(&self) -> CoverageGrid<'s> {
        self.house.coverage_grid(self.state.topic.as_ref())
    }
}

impl PlanScene<'_> {
    /// Why a topic is due, in words; empty if it is not.
    pub(crate) fn due_of(&self, code: &TopicCode) -> String {
        let topics = topics(self.house);
        let due = self.house.due_topics(&topics);
        let own = due.iter().find(|one| one.topic.code == *code);
        own.map_or_else(String::new, |one| due_words(one, self.env.lang))
    }

    /// The selected topic of the matrix, otherwise the first that is due.
    pub(crate) fn shown_topic(&self) -> Option<TopicCode> {
        let grid = self.coverage_grid();
        let column = grid.columns.get(grid.column(self.state.topic.as_ref()))?;
        Some(column.coverage.topic.clone())
    }

    /// The topic that is due, and how many children miss it: "due: drowning prevention, 12 never".
    pub(crate) fn due_sentence(&self) -> Option<String> {
        let topics = topics(self.house);
        let due = self.house.due_topics(&topics);
        let first = due.iter().find(|one| !one.is_ahead())?;
        let missing = self.house.coverage(&first.topic.code)?.missing.len();
        let topic = topic_name(self.house, &first.topic.code, self.env.lang);
        let why = due_words(first, self.env.lang);
        Some(t!(
            self.env.lang,
            "plan-due",
            topic = topic,
            missing = missing,
            why = why
        ))
    }
}

impl PlanTurn<'_> {
    pub(super) fn coverage_act(&mut self, action: Action) -> Option<()> {
        let grid = self.scene().coverage_grid();
        let child = self.state.child;
        match (action, child) {
            (Action::Left | Action::Right, _) => {
                let last = grid.columns.len().saturating_sub(1);
                let at = grid.column(self.state.topic.as_ref());
                let to = if action == Action::Right {
                    (at + 1).min(last)
                } else {
                    at.saturating_sub(1)
                };
                let topic = grid.columns.get(to).map(|one| one.coverage.topic.clone());
                self.state.topic = topic.or_else(|| self.state.topic.clone());
            }
            (Action::Accept, Some(child)) => self.ask_missing_what(child),
            (Action::Accept, None) => self.ask_gap_what(),
            (Action::Print, _) => {
                if let Some(topic) = self.scene().shown_topic() {
                    self.print_topic(Paper::Invite, topic);
                }
            }
            (Action::Find, _) => self.find_topic(),
            (Action::Edit, Some(child)) => self.open(Open::File(child)),
            (Action::Visit, Some(child)) => self.ask_talk(child),
            _ => {
                // The heading is one row above the children.
                let mut place = grid.row(child).map_or(0, |row| row + 1);
                moved(&mut place, grid.rows.len() + 1, action).then_some(())?;
                let row = place.checked_sub(1).and_then(|row| grid.rows.get(row));
                self.state.child = row.map(|row| row.child);
                if self.state.topic.is_none() {
                    self.state.topic = self.scene().shown_topic();
                }
            }
        }
        Some(())
    }

    pub(super) fn coverage_click(&mut self, row: usize) -> bool {
        let grid = self.scene().coverage_grid();
        let was = grid.row(self.state.child);
        self.state.child = grid.rows.get(row).map(|row| row.child);
        was == Some(row)
    }

    /// Shows the matrix with the topic selected.
    pub(super) fn show_coverage(&mut self, topic: TopicCode) {
        *self.state = State {
            part: Part::Coverage,
            topic: Some(topic),
            child: None,
            ..self.state.clone()
        };
    }

    /// Opens the list of actions for all children who miss the selected topic.
    fn ask_gap_what(&mut self) {
        let lang = self.env.lang;
        let Some(topic) = self.scene().shown_topic() else {
            return;
        };
        let items = ["invite", "print-invite", "read"].map(|code| {
            let label = word(lang, &format!("plan-do-{code}"));
            PickerItem::new(code, label, "")
        });
        let title = Label::Text(topic_name(self.house, &topic, lang));
        let picker = Picker::new(title, items.to_vec());
        self.choose(picker, PlanForm::TopicWhat(topic));
    }

    /// Opens the list of actions for a child and the selected topic.
    fn ask_missing_what(&mut self, child: ChildId) {
        let lang = self.env.lang;
        let grid = self.scene().coverage_grid();
        let Some(column) = grid.columns.get(grid.column(self.state.topic.as_ref())) else {
            return;
        };
        let (is_missing, is_exempt) = (column.misses(child), column.is_exempt(child));
        let codes = [
            ("told", is_missing),
            ("exempt", is_missing),
            ("not-exempt", is_exempt),
            ("invite", true),
            ("file", true),
        ];
        let allowed = codes.into_iter().filter(|(_, is_allowed)| *is_allowed);
        let items = allowed.map(|(code, _)| {
            let label = word(lang, &format!("plan-do-{code}"));
            PickerItem::new(code, label, "")
        });
        let name = self.house.register.name(child);
        let topic = topic_name(self.house, &column.coverage.topic, lang);
        let title = Label::Text(format!("{name} · {topic}"));
        self.state.topic = Some(column.coverage.topic.clone());
        let picker = Picker::new(title, items.collect());
        self.choose(picker, PlanForm::MissingWhat(child));
    }

    pub(super) fn missing_do(&mut self, child: ChildId, code: &str) {
        // The child leaves its place when it has had the topic; the next one is selected.
        if matches!(code, "told" | "exempt") {
            let grid = self.scene().coverage_grid();
            let place = grid.row(Some(child)).map_or(0, |row| row + 1);
            self.state.child = grid.rows.get(place).map(|row| row.child);
        }
        match code {
            "told" => self.ask_talk(child),
            "invite" => self.invite(),
            "file" => self.open(Open::File(child)),
            "exempt" => self.ask_exempt(child),
            "not-exempt" => self.exempt(child, String::new()),
            _ => {}
        }
    }

    /// Opens a visit form with the topic filled in; saving it counts the topic as held for the
    /// child.
    fn ask_talk(&mut self, child: ChildId) {
        let today = self.house.today();
        let mut visit = Visit::new(VisitId::default(), child, today, VisitKind::Routine);
        visit.talk = self.scene().shown_topic();
        self.open(Open::Visit(Box::new(visit)));
    }

    /// Asks why a child need not have the topic.
    fn ask_exempt(&mut self, child: ChildId) {
        let Some(topic) = self.scene().shown_topic() else {
            return;
        };
        let name = self.house.register.name(child);
        let topic = topic_name(self.house, &topic, self.env.lang);
        let title = t!(self.env.lang, "form-exempt", name = name, topic = topic);
        let reason = FieldSpec::new("reason", "field-reason", Kind::Note).required();
        let form = Form::new(Label::Text(title), vec![reason.hint("hint-exempt")]);
        self.ask(form, PlanForm::Exempt(child));
    }

    /// Exempts a child from the selected topic, or no longer with an empty reason.
    pub(super) fn exempt(&mut self, child: ChildId, reason: String) {
        if let Some(topic) = self.scene().shown_topic() {
            self.perform(Command::Activity(ActivityStep::Exempt {
                child,
                topic,
                reason,
            }));
        }
    }

    /// Plans an activity for exactly the children who still miss the topic.
    pub(super) fn invite(&mut self) {
        let coverage = self
            .scene()
            .shown_topic()
            .and_then(|code| self.house.coverage(&code))
            .cloned();
        let mut activity = self.scene().blank_activity(self.house.today());
        if let Some(coverage) = coverage {
            activity.title = topic_name(self.house, &coverage.topic, self.env.lang);
            activity.expected = picked(&coverage);
            activity.topic = coverage.topic;
        }
        let activity = self.scene().on_a_free_day(activity);
        self.ask_new(activity);
    }
}
