//! Which report is written, of which period, in which form, with what hidden.

use super::state::{TrendForm, TrendTurn};
use crate::desk::job::Load;
use crate::domain::calendar::period::{Grain, Period};
use crate::domain::mask::Mask;
use crate::domain::{Child, ChildId};
use crate::house::House;
use crate::reports::ledgers::Ledger;
use crate::reports::order::{ReportOrder, Wanting, What};
use crate::reports::own::OWN;
use crate::reports::slots::Beside;
use crate::reports::write::Format;
use crate::screens::effect::{Effect, Env, Job, Tone, Turn};
use crate::t;
use crate::ui::form::{Choice, FieldError, FieldSpec, Form, Kind, Label, Values, choices};
use crate::ui::picker::{Picker, PickerItem};

/// Code of the choice to open a page in the browser of the computer.
const OPEN: &str = "open";
/// Codes of the choices to put together a layout, and to fill a form.
const NEW_LAYOUT: &str = "new-layout";
const FILL: &str = "fill";
/// A report in a layout of the home's own.
pub(super) const OWN_LAYOUT: What = What::Ledger(Ledger::Own);

/// Asks how the file of a child is printed, or the copy for its family.
pub(crate) fn ask_paper(
    house: &House,
    state: &mut super::state::State,
    env: Env,
    (ledger, child): (Ledger, Option<ChildId>),
) -> Vec<Effect<TrendForm>> {
    Turn::effects(house, state, env, |turn| {
        turn.ask_report(What::Ledger(ledger), child);
    })
}

impl TrendTurn<'_> {
    /// Asks what is printed or saved: the shown page first, then every report.
    pub(super) fn ask_what(&mut self) {
        let lang = self.env.lang;
        let shown = What::Page(self.state.page);
        let item = |one: What, note: String| PickerItem::new(one.code(), one.words(lang), note);
        let first = item(shown, t!(lang, "report-this-page"));
        let others = What::all().filter(|one| *one != shown);
        let (ledgers, pages): (Vec<What>, Vec<What>) =
            others.partition(|one| matches!(one, What::Ledger(_)));
        let plain = |all: Vec<What>| all.into_iter().map(move |one| item(one, String::new()));
        // What the home made itself comes first of all that is no page.
        let own = self.layouts().iter().map(|one| {
            let note = t!(lang, "report-own-layout", to = one.for_whom.as_str());
            PickerItem::new(format!("{OWN}{}", one.name), one.name.clone(), note.trim())
        });
        let more = [
            PickerItem::new(NEW_LAYOUT, t!(lang, "report-new-layout"), ""),
            PickerItem::new(FILL, t!(lang, "report-fill"), ""),
        ];
        let items = std::iter::once(first).chain(own);
        let items = items.chain(plain(ledgers)).chain(more).chain(plain(pages));
        let items: Vec<PickerItem> = items.collect();
        let picker = Picker::new("pick-report", items);
        self.choose(picker, TrendForm::What);
    }

    /// Goes on with a chosen report: to its form, or first to the child it is about.
    pub(super) fn chose_report(&mut self, code: &str) {
        if let Some(name) = code.strip_prefix(OWN) {
            return self.chose_layout(name);
        }
        match code {
            NEW_LAYOUT => return self.begin_layout(),
            FILL => return self.run(Job::Load(Load::Forms)),
            _ => {}
        }
        let Some(what) = What::from_code(code) else {
            return;
        };
        let child = self.state.child;
        if what.is_of_child() && child.is_none() {
            let all = self.house.register.children().iter();
            let items = all.map(child_item);
            let picker = Picker::of_people("pick-report-child", items.collect());
            self.choose(picker, TrendForm::OfWhom(what));
        } else {
            self.ask_report(what, child.filter(|_| what.is_of_child()));
        }
    }

    /// Asks period, form and what is hidden.
    pub(super) fn ask_report(&mut self, what: What, child: Option<ChildId>) {
        let lang = self.env.lang;
        let period = self.state.period.or_else(|| {
            let calendar = self.house.calendar()?;
            Some(Period::usual(self.house.today(), calendar))
        });
        let layout = self.layout().filter(|_| what == OWN_LAYOUT);
        let name = child.map(|child| self.house.register.distinct_name(child).into_owned());
        let title = match name {
            Some(name) => t!(
                lang,
                "form-report-of",
                report = what.words(lang),
                name = name
            ),
            None => layout
                .as_ref()
                .map_or_else(|| what.words(lang), |one| one.name.clone()),
        };
        let mut formats = choices("format", Format::ALL);
        formats.insert(1, Choice::named(OPEN, t!(lang, "format-open")));
        let mut fields = vec![
            FieldSpec::new("period", "field-period", Kind::Text { max: 24 })
                .required()
                .hint("hint-period"),
            FieldSpec::new("format", "field-format", Kind::Choice(formats)).required(),
            FieldSpec::new(
                "mask",
                "field-mask",
                Kind::Choice(choices("mask", Mask::ALL)),
            )
            .required(),
            FieldSpec::new("public", "field-public", Kind::YesNo),
            FieldSpec::new("reason", "field-mask-reason", Kind::Note).hint("hint-mask-reason"),
        ];
        if what.may_be_handed_in() {
            let to_whom = FieldSpec::new("to_whom", "field-handed-in-to", Kind::Text { max: 40 });
            fields.push(to_whom.hint("hint-handed-in-to"));
        }
        let form = Form::new(Label::Text(title), fields);
        // A file is printed whole, a report of its own length; anything else as it is shown.
        let today = self.house.today();
        let known = child.and_then(|child| self.house.register.get(child)?.known_since());
        let is_shown = matches!(what, What::Page(_));
        let period = match self.house.calendar().filter(|_| !is_shown) {
            Some(calendar) => Some(match (what, period) {
                (What::Ledger(Ledger::Quarterly | Ledger::Support), Some(period)) => {
                    Period::of(Grain::Quarter, period.to.min(today), calendar)
                }
                (What::Ledger(Ledger::ChildFile | Ledger::FamilyCopy), _) | (_, None) => {
                    what.usual_period((today, known), calendar)
                }
                (_, Some(period)) => period,
            }),
            None => period,
        };
        // A layout keeps "last month", never its dates.
        let of_layout = layout.as_ref().zip(self.house.calendar());
        let of_layout = of_layout.and_then(|(one, all)| Period::parse(&one.period, today, all));
        let code = of_layout.or(period).map(Period::code).unwrap_or_default();
        let mask = layout
            .as_ref()
            .map_or(Mask::Middle.code(), |one| one.mask.as_str());
        let form = form.with("period", &code);
        // A family gets everything that it may read, on paper.
        let form = if what == What::Ledger(Ledger::FamilyCopy) {
            form.with("format", OPEN)
                .with("mask", Mask::Full.code())
                .with("reason", &t!(lang, "family-copy-reason"))
        } else {
            form.with("format", Format::Xlsx.code()).with("mask", mask)
        };
        self.ask(form, TrendForm::Report { what, child });
    }

    /// Writes the report that the form describes.
    pub(super) fn write_report(
        &mut self,
        (what, child): (What, Option<ChildId>),
        values: &Values,
    ) -> Result<(), FieldError> {
        let lang = self.env.lang;
        let wrong = |field, text| Err(FieldError { field, text });
        let Some(calendar) = self.house.calendar() else {
            return Ok(());
        };
        let text = values.get("period");
        let Some(period) = Period::parse(text, self.house.today(), calendar) else {
            return wrong("period", t!(lang, "cli-bad-period", text = text));
        };
        let asked = values.get("format");
        let format = Format::from_code(asked).unwrap_or(Format::Html);
        let order = ReportOrder {
            what,
            period,
            beside: if what == What::Page(self.state.page) {
                self.state.beside
            } else {
                Beside::Nothing
            },
            child,
            own: self.layout().filter(|_| what == OWN_LAYOUT),
            formats: vec![format],
            mask: Mask::from_code(values.get("mask")).unwrap_or(Mask::Middle),
            is_public: values.yes_no("public").unwrap_or_default(),
            reason: values.get("reason").to_owned(),
            to_whom: values.get("to_whom").trim().to_owned(),
            lang,
        };
        match order.check() {
            Err(Wanting::Reason) => return wrong("reason", t!(lang, "report-wants-reason")),
            Err(Wanting::NotHandedIn) => {
                return wrong("to_whom", t!(lang, "report-not-handed-in"));
            }
            Err(wanting) => return wrong("period", wanting_words(wanting, lang)),
            Ok(()) => {}
        }
        self.say(Tone::Info, t!(lang, "report-writing"));
        self.run(Job::Report {
            order: Box::new(order),
            opens: asked == OPEN,
        });
        Ok(())
    }
}

/// A child in a list, with class and school.
pub(super) fn child_item(child: &Child) -> PickerItem {
    let note = format!("{} {}", child.class, child.school);
    PickerItem::new(child.id.to_string(), &child.name, note.trim())
}

/// What a report still wants, in words.
pub(crate) fn wanting_words(wanting: Wanting, lang: crate::i18n::Lang) -> String {
    match wanting {
        Wanting::Reason => t!(lang, "report-wants-reason"),
        Wanting::Child => t!(lang, "report-wants-child"),
        Wanting::Public => t!(lang, "cli-report-wants-public"),
        Wanting::NotHandedIn => t!(lang, "report-not-handed-in"),
        Wanting::Ahead => t!(lang, "report-wants-past"),
        Wanting::Layout => t!(lang, "report-wants-layout"),
    }
}
