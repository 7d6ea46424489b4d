//! The home's own layouts: which fields in which order, of which children, saved by name and used again.

use super::export::OWN_LAYOUT;
use super::state::{TrendForm, TrendTurn};
use crate::desk::command::Command;
use crate::domain::calendar::period::Period;
use crate::domain::mask::Mask;
use crate::domain::{OwnLayout, TagCode};
use crate::reports::ledgers::fields::{FIELDS, field, heading};
use crate::reports::own::fields_of;
use crate::screens::effect::{Job, Tone};
use crate::t;
use crate::ui::form::{FieldError, FieldSpec, Form, Kind, Label, Values, choices};
use crate::ui::picker::{Picker, PickerItem};

/// Codes of list items that are no field and no layout.
const DONE: &str = "done";
const WRITE: &str = "write";
const CHANGE: &str = "change";
const REMOVE: &str = "remove";

impl TrendTurn<'_> {
    /// The layouts of the home.
    pub(super) fn layouts(&self) -> &[OwnLayout] {
        let facts = self.house.home.as_ref();
        facts.map_or(&[], |facts| facts.layouts.as_slice())
    }

    /// The layout that was chosen; `None` if it was removed meanwhile.
    pub(super) fn layout(&self) -> Option<OwnLayout> {
        let name = self.state.layout.as_deref()?;
        self.layouts().iter().find(|one| one.name == name).cloned()
    }

    /// Asks what is done with a layout.
    pub(super) fn chose_layout(&mut self, name: &str) {
        let lang = self.env.lang;
        self.state.layout = Some(name.to_owned());
        let items = vec![
            PickerItem::new(WRITE, t!(lang, "layout-write"), ""),
            PickerItem::new(CHANGE, t!(lang, "layout-change"), ""),
            PickerItem::new(REMOVE, t!(lang, "layout-remove"), ""),
        ];
        let picker = Picker::new(Label::Text(name.to_owned()), items);
        self.choose(picker, TrendForm::Layout);
    }

    /// Does what was chosen with the layout.
    pub(super) fn act_on_layout(&mut self, code: &str) {
        let Some(layout) = self.layout() else {
            return self.say(Tone::Bad, t!(self.env.lang, "report-wants-layout"));
        };
        match code {
            WRITE => self.ask_report(OWN_LAYOUT, None),
            CHANGE => self.ask_layout(&layout),
            REMOVE => {
                let question = t!(
                    self.env.lang,
                    "layout-ask-remove",
                    name = layout.name.as_str()
                );
                self.confirm(question, Command::RemoveLayout(layout.name));
            }
            _ => {}
        }
    }

    /// Begins a new layout: its columns are picked one after the other.
    pub(super) fn begin_layout(&mut self) {
        self.state.fields.clear();
        self.state.layout = None;
        self.ask_field();
    }

    /// Asks for the next column; the first item ends the list.
    fn ask_field(&mut self) {
        let lang = self.env.lang;
        let chosen = &self.state.fields;
        let count = chosen.len();
        let nth = count.saturating_add(1);
        let names = chosen.iter().filter_map(|code| field(code));
        let names: Vec<String> = names.map(|one| heading(one, lang)).collect();
        let done = PickerItem::new(
            DONE,
            t!(lang, "layout-done", count = count),
            names.join(&t!(lang, "name-comma")),
        );
        let left = FIELDS
            .iter()
            .filter(|one| !chosen.iter().any(|code| code == one.code));
        let left = left.map(|one| PickerItem::new(one.code, heading(one, lang), ""));
        let items = (count > 0).then_some(done).into_iter().chain(left);
        let title = t!(lang, "layout-next-column", nth = nth);
        let picker = Picker::new(Label::Text(title), items.collect());
        self.choose(picker, TrendForm::Fields);
    }

    /// Takes a column, or ends the list.
    pub(super) fn chose_field(&mut self, code: &str) {
        if code != DONE {
            self.state.fields.push(code.to_owned());
            self.ask_field();
            return;
        }
        let layout = OwnLayout::new("", self.state.fields.clone());
        self.ask_layout(&layout);
    }

    /// Asks for the rest of a layout.
    fn ask_layout(&mut self, layout: &OwnLayout) {
        let lang = self.env.lang;
        let text = |name, label, max| FieldSpec::new(name, label, Kind::Text { max });
        let masks = Kind::Choice(choices("mask", Mask::ALL));
        let tags = Kind::Choice(choices("tag", TagCode::ALL));
        let form = Form::new(
            "form-layout",
            vec![
                text("name", "field-layout-name", 40)
                    .required()
                    .hint("hint-layout-name"),
                text("fields", "field-layout-fields", 1500)
                    .required()
                    .hint("hint-layout-fields"),
                FieldSpec::new("category", "field-layout-category", tags),
                text("hamlet", "field-layout-hamlet", 40),
                FieldSpec::new("fewer_than", "field-layout-fewer", Kind::Number),
                text("sort", "field-layout-sort", 40).hint("hint-layout-sort"),
                text("period", "field-period", 24)
                    .required()
                    .hint("hint-layout-period"),
                FieldSpec::new("mask", "field-mask", masks).required(),
                text("for_whom", "field-layout-for-whom", 40),
            ],
        );
        let named = |codes: &[String]| {
            let known = codes.iter().filter_map(|code| field(code));
            let names: Vec<String> = known.map(|one| heading(one, lang)).collect();
            names.join(&t!(lang, "name-comma"))
        };
        let sort = std::slice::from_ref(&layout.sort);
        let fewer = layout.fewer_than.map(|days| days.to_string());
        let form = form
            .with("name", &layout.name)
            .with("fields", &named(&layout.fields))
            .with("category", layout.category.as_deref().unwrap_or_default())
            .with("hamlet", &layout.hamlet)
            .with("fewer_than", &fewer.unwrap_or_default())
            .with("sort", &named(sort))
            .with("period", &layout.period)
            .with("mask", &layout.mask)
            .with("for_whom", &layout.for_whom);
        self.ask(form, TrendForm::SaveLayout);
    }

    /// Saves the layout that the form describes.
    pub(super) fn save_layout(&mut self, values: &Values) -> Result<(), FieldError> {
        let lang = self.env.lang;
        let unknown = |field| {
            move |heading: String| FieldError {
                field,
                text: t!(lang, "layout-unknown", heading = heading),
            }
        };
        let fields = fields_of(values.get("fields")).map_err(unknown("fields"))?;
        if fields.is_empty() {
            let text = t!(lang, "layout-no-fields");
            return Err(FieldError {
                field: "fields",
                text,
            });
        }
        let sort = fields_of(values.get("sort")).map_err(unknown("sort"))?;
        let period = values.get("period").trim();
        let calendar = self.house.calendar();
        let is_known = |calendar| Period::parse(period, self.house.today(), calendar).is_some();
        if !calendar.is_some_and(is_known) {
            let text = t!(lang, "cli-bad-period", text = period);
            return Err(FieldError {
                field: "period",
                text,
            });
        }
        let name = OwnLayout::name_of(values.get("name"));
        let is_other = self.state.layout.as_deref() != Some(name.as_str());
        if is_other && self.layouts().iter().any(|one| one.name == name) {
            let text = t!(lang, "layout-name-taken");
            return Err(FieldError {
                field: "name",
                text,
            });
        }
        let category = TagCode::from_code(values.get("category"));
        let layout = OwnLayout {
            category: category.map(|code| code.code().to_owned()),
            hamlet: values.get("hamlet").trim().to_owned(),
            fewer_than: values.get("fewer_than").parse().ok(),
            sort: sort.into_iter().next().unwrap_or_default(),
            period: period.to_owned(),
            mask: values.get("mask").to_owned(),
            for_whom: values.get("for_whom").trim().to_owned(),
            ..OwnLayout::new(&name, fields)
        };
        self.run(Job::Do(Command::SaveLayout(Box::new(layout))));
        Ok(())
    }
}
