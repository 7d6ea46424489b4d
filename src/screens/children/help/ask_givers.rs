//! Forms and lists of help that belong to no child: helpers, donations, kinds of benefits.

use super::benefit_name;
use crate::desk::command::support::OnHand;
use crate::domain::HelperId;
use crate::domain::rules::support::is_of_open_need;
use crate::domain::support::benefit::{HomeBenefit, catalogue};
use crate::domain::support::given::Donation;
use crate::domain::support::helper::Helper;
use crate::domain::support::measure::Measure;
use crate::domain::support::of;
use crate::domain::support::pairing::Pairing;
use crate::screens::children::state::{ChildForm, ChildrenTurn, HelpPick, HelpRecord};
use crate::screens::effect::Tone;
use crate::screens::{fields, help_fields};
use crate::t;
use crate::ui::form::{Choice, FieldSpec, Form, Kind, Label};
use crate::ui::picker::{Picker, PickerItem};
use crate::wording::topics::in_lang;

impl ChildrenTurn<'_> {
    /// Opens the checklist of benefits, to change it for this home.
    pub(super) fn ask_benefit_kinds(&mut self) {
        let lang = self.env.lang;
        let kinds = catalogue(&self.house.known.support.own_benefits);
        let mut items: Vec<PickerItem> = kinds
            .iter()
            .map(|kind| {
                let state = match (kind.is_off, kind.verified) {
                    (true, _) => t!(lang, "help-off"),
                    (false, true) => t!(lang, "help-verified"),
                    (false, false) => t!(lang, "help-check-locally"),
                };
                PickerItem::new(&kind.code, in_lang(&kind.name, lang).as_str(), state)
            })
            .collect();
        items.push(PickerItem::new("", t!(lang, "help-new-kind"), ""));
        self.choose(
            Picker::new("pick-benefit-kind", items),
            ChildForm::Help(HelpPick::Kind),
        );
    }

    /// Asks for a kind of benefit; an empty code asks for a new one.
    pub(super) fn ask_benefit_kind(&mut self, code: &str) {
        let lang = self.env.lang;
        let own = &self.house.known.support.own_benefits;
        let kinds = catalogue(own);
        let kind = match kinds.iter().find(|one| one.code == code) {
            Some(kind) => HomeBenefit {
                code: kind.code.clone(),
                name: in_lang(&kind.name, lang).clone(),
                tags: kind
                    .tags
                    .iter()
                    .map(|tag| tag.code())
                    .collect::<Vec<_>>()
                    .join(" "),
                for_whom: in_lang(&kind.for_whom, lang).clone(),
                papers: in_lang(&kind.papers, lang).join("\n"),
                place: in_lang(&kind.place, lang).clone(),
                how_often: in_lang(&kind.how_often, lang).clone(),
                verified: kind.verified,
                off: kind.is_off,
            },
            None => HomeBenefit {
                code: format!("OWN-{}", own.len() + 1),
                ..HomeBenefit::default()
            },
        };
        let title = Label::Text(benefit_name(&kinds, &kind.code, lang));
        let form = fields::form(title, help_fields::BENEFIT_KIND, &kind);
        self.ask(form, ChildForm::Record(HelpRecord::Kind(Box::new(kind))));
    }

    /// Opens the form of a helper.
    pub(super) fn ask_helper(&mut self, helper: Helper) {
        let lang = self.env.lang;
        let title = if helper.id.is_unset() {
            t!(lang, "form-new-helper")
        } else {
            helper.name.clone()
        };
        let mut form = fields::form(Label::Text(title), help_fields::HELPER, &helper);
        if helper.id.is_unset() {
            form = form.with("kind", "");
        }
        self.ask(
            form,
            ChildForm::Record(HelpRecord::Helper(Box::new(helper))),
        );
    }

    /// Asks when and why a helper leaves, and who goes on with what is in hand, which stands in the title.
    pub(super) fn ask_leave(&mut self, helper: &Helper) {
        let lang = self.env.lang;
        let known = &self.house.known;
        let is_open = |one: &Measure| is_of_open_need(one, of(&known.problems, one.child));
        let in_hand = known
            .support
            .in_hand(helper.id, self.house.today(), is_open);
        let mut names: Vec<&str> = in_hand
            .children()
            .into_iter()
            .map(|child| self.house.register.name(child))
            .collect();
        names.sort_unstable();
        let name = helper.name.as_str();
        let title = if in_hand.is_empty() {
            t!(lang, "form-helper-leaves-free", name = name)
        } else {
            t!(
                lang,
                "form-helper-leaves",
                name = name,
                pairings = in_hand.pairings.len(),
                measures = in_hand.measures.len(),
                wishes = in_hand.wishes.len(),
                names = names.join(&t!(lang, "name-comma"))
            )
        };
        let in_hand: Vec<OnHand> = OnHand::all(&in_hand).collect();
        let mut choices = vec![Choice::named("nobody", t!(lang, "help-hand-to-nobody"))];
        choices.extend(self.others_than(helper.id));
        let mut specs = leaving_fields();
        if !in_hand.is_empty() {
            specs.push(FieldSpec::new("to", "field-hand-to", Kind::Choice(choices)).required());
        }
        let form = Form::new(Label::Text(title), specs);
        let form = form.with("day", &self.house.today().to_string());
        let record = HelpRecord::Leaves(helper.id, in_hand);
        self.ask(form, ChildForm::Record(record));
    }

    /// Asks who goes on with a pairing.
    pub(super) fn ask_hand_on(&mut self, pairing: &Pairing) {
        let mut specs = leaving_fields();
        let choices = self.others_than(pairing.helper);
        if choices.is_empty() {
            self.say(Tone::Info, t!(self.env.lang, "help-no-helpers"));
            return;
        }
        specs.insert(
            0,
            FieldSpec::new("to", "field-hand-to", Kind::Choice(choices)).required(),
        );
        let form = Form::new(self.title_of("form-hand-on", pairing.child), specs);
        let form = form.with("day", &self.house.today().to_string());
        let record = HelpRecord::HandedOn(pairing.id);
        self.ask(form, ChildForm::Record(record));
    }

    fn others_than(&self, helper: HelperId) -> Vec<Choice> {
        let mut choices = self.helper_choices();
        choices.retain(|one| one.code != helper.to_string());
        choices
    }

    /// Asks how more of a donation is handed over; who gets of it is ticked afterwards.
    pub(super) fn ask_handing(&mut self, donation: Donation) {
        let mut specs = vec![FieldSpec::new("day", "field-day", Kind::PastDate).required()];
        specs.extend(handing_fields());
        let form = Form::new(Label::Text(donation.what.clone()), specs);
        let form = form.with("day", &self.house.today().to_string());
        let form = form.with("each", "1");
        self.ask(
            form,
            ChildForm::Record(HelpRecord::Handing(Box::new(donation))),
        );
    }

    /// Asks for what came from a giver; who gets of it is ticked afterwards.
    pub(super) fn ask_donation(&mut self, donation: Donation) {
        let lang = self.env.lang;
        let is_new = donation.id.is_unset();
        let title = if is_new {
            t!(lang, "form-new-donation")
        } else {
            donation.what.clone()
        };
        let mut specs: Vec<FieldSpec> = help_fields::DONATION.iter().map(fields::spec).collect();
        for spec in &mut specs {
            if ["helper", "giver"].contains(&spec.id) {
                spec.hint = "hint-giver";
            }
        }
        if is_new {
            let place = specs.iter().position(|one| one.id == "came_on");
            let place = place.map_or(specs.len(), |place| place + 1);
            specs.splice(place..place, handing_fields());
        }
        let form = Form::new(Label::Text(title), specs);
        let mut form = help_fields::DONATION
            .iter()
            .fold(form, |form, field| fields::filled(form, field, &donation));
        form.offer("helper", &self.choices_with(donation.helper));
        if is_new {
            form = form.with("quantity", "").with("each", "1");
        }
        self.ask(
            form,
            ChildForm::Record(HelpRecord::Donation(Box::new(donation))),
        );
    }
}

/// How something is handed over.
fn handing_fields() -> [FieldSpec; 2] {
    [
        FieldSpec::new("each", "field-each", Kind::Number).required(),
        FieldSpec::new("handed_by", "field-handed-by", Kind::Text { max: 40 }),
    ]
}

/// When and why somebody stops.
fn leaving_fields() -> Vec<FieldSpec> {
    vec![
        FieldSpec::new("day", "field-final-day", Kind::PastDate).required(),
        FieldSpec::new("reason", "field-reason", Kind::Text { max: 100 }).required(),
    ]
}
