//! Forms and lists of help: what is asked.

use super::joined;
use crate::desk::rights::Right;
use crate::domain::caseload::CaseId;
use crate::domain::problem::ProblemKind;
use crate::domain::support::benefit::{Benefit, catalogue};
use crate::domain::support::measure::{Measure, PlanReview};
use crate::domain::support::news::ParentNews;
use crate::domain::support::of;
use crate::domain::support::pairing::{ContactWay, HelperContact, Pairing};
use crate::domain::support::school::{SchoolPlace, SchoolWord};
use crate::domain::support::talk::Talk;
use crate::domain::support::wish::Wish;
use crate::domain::{
    ChildId, HelperContactId, HelperId, PairingId, PlanReviewId, Problem, ProblemId, Status,
};
use crate::i18n::words;
use crate::screens::children::state::{ChildForm, ChildrenTurn, HelpPick, HelpRecord, HelpTarget};
use crate::screens::effect::{Open, Tone};
use crate::screens::{fields, help_fields, people};
use crate::store::Record;
use crate::t;
use crate::ui::form::{Choice, FieldSpec, Form, Kind, Label};
use crate::ui::picker::{Picker, PickerItem};
use crate::wording::topics::in_lang;

impl ChildrenTurn<'_> {
    /// What Enter does on a line of help in a child's file.
    pub(in crate::screens::children) fn enter_help(&mut self, child: ChildId, target: HelpTarget) {
        let support = &self.house.known.support;
        let by_id = |is_it: bool| is_it;
        match target {
            HelpTarget::Add => self.ask_what_to_add(child),
            HelpTarget::Pairing(id) => self.ask_about_pairing(child, id),
            HelpTarget::Need(id) => self.ask_about_need(child, id),
            HelpTarget::Review => self.ask_review(child),
            HelpTarget::NewBenefit => self.ask_benefit(child, None),
            HelpTarget::News => self.ask_news(child),
            HelpTarget::Given => self.ask_given(child),
            HelpTarget::Measure(id) => {
                let found = of(&support.measures, child)
                    .iter()
                    .find(|one| by_id(one.id == id));
                if let Some(one) = found.cloned() {
                    self.ask_measure(one);
                }
            }
            HelpTarget::Benefit(id) => {
                let found = of(&support.benefits, child).iter().find(|one| one.id == id);
                self.ask_benefit(child, found.cloned());
            }
            HelpTarget::Talk(id) => {
                let found = of(&support.talks, child).iter().find(|one| one.id == id);
                if let Some(one) = found.cloned() {
                    self.ask_talk(one);
                }
            }
            HelpTarget::Wish(id) => {
                let found = of(&support.wishes, child).iter().find(|one| one.id == id);
                if let Some(one) = found.cloned() {
                    self.ask_wish(one);
                }
            }
            HelpTarget::Word(id) => {
                let found = of(&support.words, child).iter().find(|one| one.id == id);
                if let Some(one) = found.cloned() {
                    self.ask_record("form-word", help_fields::WORD, child, one, HelpRecord::Word);
                }
            }
            HelpTarget::Place(id) => {
                let found = of(&support.places, child).iter().find(|one| one.id == id);
                if let Some(one) = found.cloned() {
                    self.ask_record(
                        "form-school-place",
                        help_fields::PLACE,
                        child,
                        one,
                        HelpRecord::Place,
                    );
                }
            }
        }
    }

    /// The form of a record of a child, filled with its values.
    fn ask_record<R: Record>(
        &mut self,
        title: &'static str,
        of: &[fields::FileField],
        child: ChildId,
        record: R,
        purpose: impl FnOnce(Box<R>) -> HelpRecord,
    ) {
        let form = fields::form(self.title_of(title, child), of, &record);
        self.ask(form, ChildForm::Record(purpose(Box::new(record))));
    }

    /// The title of a form about a child: what it is, and the name.
    pub(super) fn title_of(&self, key: &'static str, child: ChildId) -> Label {
        let what = crate::i18n::word(self.env.lang, key);
        let name = self.house.register.name(child);
        Label::Text(t!(self.env.lang, "form-help", what = what, name = name))
    }

    /// Opens the list of what can be added about a child.
    pub(in crate::screens::children) fn ask_what_to_add(&mut self, child: ChildId) {
        let lang = self.env.lang;
        let items = [
            ("pairing", t!(lang, "help-add-pairing")),
            ("need", t!(lang, "help-add-need")),
            ("measure", t!(lang, "help-add-measure")),
            ("benefit", t!(lang, "help-add-benefit")),
            ("wish", t!(lang, "help-add-wish")),
            ("news", t!(lang, "help-add-news")),
            ("talk", t!(lang, "help-add-talk")),
            ("word", t!(lang, "help-add-word")),
            ("place", t!(lang, "help-add-place")),
        ];
        let items = items.map(|(code, words)| PickerItem::new(code, words, ""));
        let picker = Picker::new("pick-help", items.to_vec());
        self.choose(picker, ChildForm::Help(HelpPick::Add(child)));
    }

    /// Asks for what was chosen to be added.
    pub(super) fn add_help(&mut self, child: ChildId, code: &str) {
        let today = self.house.today();
        match code {
            "pairing" => self.ask_pairing(child, None),
            "need" => self.ask_need(child),
            "measure" => self.ask_new_measure(child, None),
            "benefit" => self.ask_benefit(child, None),
            "wish" => self.ask_wish(Wish::new(child, today)),
            "news" => self.ask_new_news(child),
            "talk" => self.ask_talk(Talk::new(child, today)),
            "word" => {
                let word = SchoolWord {
                    by: self.teacher_of(child),
                    ..SchoolWord::new(child, today)
                };
                let title = self.title_of("form-word", child);
                let form = fields::form(title, help_fields::WORD, &word).with("word", "");
                self.ask(form, ChildForm::Record(HelpRecord::Word(Box::new(word))));
            }
            "place" => {
                let place = SchoolPlace::new(child, today);
                self.ask_record(
                    "form-school-place",
                    help_fields::PLACE,
                    child,
                    place,
                    HelpRecord::Place,
                );
            }
            _ => {}
        }
    }

    fn teacher_of(&self, child: ChildId) -> String {
        let file = self.house.register.get(child);
        file.map(|file| file.teacher.clone()).unwrap_or_default()
    }

    /// Helpers who are there today, as choices.
    pub(super) fn helper_choices(&self) -> Vec<Choice> {
        let today = self.house.today();
        let lang = self.env.lang;
        let helpers = self.house.known.support.helpers.iter();
        let active = helpers.filter(|one| one.goes_on(today));
        active
            .map(|one| {
                let kind = words::choice(lang, "helper-kind", one.kind);
                Choice::named(one.id.to_string(), joined([one.name.clone(), kind]))
            })
            .collect()
    }

    /// The same with the one who is written down already, who may have left.
    pub(super) fn choices_with(&self, stored: Option<HelperId>) -> Vec<Choice> {
        let mut choices = self.helper_choices();
        if let Some(id) = stored
            && choices.iter().all(|one| one.code != id.to_string())
        {
            let name = self.house.known.support.helper_name(id);
            choices.push(Choice::named(id.to_string(), name));
        }
        choices
    }

    /// Asks for a new pairing of a child; without any helper it says where they are written down.
    pub(super) fn ask_pairing(&mut self, child: ChildId, helper: Option<HelperId>) {
        let choices = self.helper_choices();
        if choices.is_empty() {
            self.say(Tone::Info, t!(self.env.lang, "help-no-helpers"));
            return;
        }
        let today = self.house.today();
        let blank = Pairing::new(child, helper.unwrap_or_default(), today);
        let mut specs = vec![
            FieldSpec::new("helper", "field-helper", Kind::Choice(Vec::new())).required(),
            FieldSpec::new("second", "field-second-helper", Kind::Choice(Vec::new())),
        ];
        specs.extend(help_fields::PAIRING.iter().map(fields::spec));
        let mut siblings = self.house.register.siblings(child);
        if siblings.any(|one| one.status == Status::Enrolled) {
            specs.push(FieldSpec::new(
                "siblings",
                "field-also-siblings",
                Kind::YesNo,
            ));
        }
        let form = Form::new(self.title_of("form-pairing", child), specs);
        let mut form = help_fields::PAIRING
            .iter()
            .fold(form, |form, field| fields::filled(form, field, &blank));
        form.offer("helper", &choices);
        form.offer("second", &choices);
        if let Some(helper) = helper {
            form = form.with("helper", &helper.to_string());
        }
        let record = HelpRecord::Pairing(Box::new(blank));
        self.ask(form, ChildForm::Record(record));
    }

    fn pairing_of(&self, child: ChildId, id: PairingId) -> Option<Pairing> {
        let all = of(&self.house.known.support.pairings, child).iter();
        all.into_iter().find(|one| one.id == id).cloned()
    }

    /// Opens the list of what can be done about a pairing.
    pub(super) fn ask_about_pairing(&mut self, child: ChildId, id: PairingId) {
        let lang = self.env.lang;
        let Some(pairing) = self.pairing_of(child, id) else {
            return;
        };
        let helper = self
            .house
            .known
            .support
            .helper_name(pairing.helper)
            .to_owned();
        let items = vec![
            PickerItem::new("contact", t!(lang, "help-contact"), ""),
            PickerItem::new("edit", t!(lang, "help-edit-pairing"), ""),
            PickerItem::new("hand-on", t!(lang, "help-hand-on"), ""),
            PickerItem::new("end", t!(lang, "help-end-pairing"), ""),
        ];
        let name = self.house.register.name(child);
        let title = t!(lang, "pick-pairing", helper = helper, name = name);
        let picker = Picker::new(Label::Text(title), items);
        self.choose(picker, ChildForm::Help(HelpPick::Pairing(child, id)));
    }

    pub(super) fn do_about_pairing(&mut self, child: ChildId, id: PairingId, code: &str) {
        let Some(pairing) = self.pairing_of(child, id) else {
            return;
        };
        let today = self.house.today();
        match code {
            "contact" => self.ask_contact_of(&pairing),
            "edit" => {
                let all: Vec<_> = [help_fields::PAIRING, help_fields::PAUSE].concat();
                self.ask_record("form-pairing", &all, child, pairing, HelpRecord::Pairing);
            }
            "hand-on" => self.ask_hand_on(&pairing),
            "end" => {
                let ended = Pairing {
                    until: Some(today),
                    ..pairing
                };
                let of = help_fields::ENDED;
                self.ask_record("form-end-pairing", of, child, ended, HelpRecord::Ended);
            }
            _ => {}
        }
    }

    /// Asks for a contact; for brothers and sisters with the same helper it can be written once.
    pub(super) fn ask_contact_of(&mut self, pairing: &Pairing) {
        let (child, today) = (pairing.child, self.house.today());
        let contact = HelperContact {
            id: HelperContactId::default(),
            child,
            pairing: pairing.id,
            day: today,
            way: ContactWay::Visit,
            what: String::new(),
            next_on: None,
        };
        let support = &self.house.known.support;
        let siblings = self.house.register.siblings(child);
        let of_siblings = siblings.flat_map(|one| support.running(one.id, today));
        let same: Vec<PairingId> = of_siblings
            .filter(|one| one.helper == pairing.helper)
            .map(|one| one.id)
            .collect();
        let mut specs: Vec<FieldSpec> = help_fields::CONTACT.iter().map(fields::spec).collect();
        if !same.is_empty() {
            specs.push(FieldSpec::new(
                "siblings",
                "field-also-siblings",
                Kind::YesNo,
            ));
        }
        let form = Form::new(self.title_of("form-contact-of-helper", child), specs);
        let form = help_fields::CONTACT
            .iter()
            .fold(form, |form, field| fields::filled(form, field, &contact));
        let form = form.with("way", "");
        let record = HelpRecord::Contact(Box::new(contact), same);
        self.ask(form, ChildForm::Record(record));
    }

    /// Asks for a need: a problem of the child.
    fn ask_need(&mut self, child: ChildId) {
        let need = Problem::new(child, ProblemKind::Other, self.house.today());
        let title = self.title_of("form-need", child);
        let mut form = fields::form(title, fields::NEW_PROBLEM, &need).with("kind", "");
        form.offer("owner", &people::staff_choices(self.house));
        self.ask(form, ChildForm::Record(HelpRecord::Need(Box::new(need))));
    }

    fn ask_about_need(&mut self, child: ChildId, id: ProblemId) {
        let lang = self.env.lang;
        let items = vec![
            PickerItem::new("measure", t!(lang, "help-add-measure"), ""),
            PickerItem::new("card", t!(lang, "help-open-need"), ""),
        ];
        let picker = Picker::new("pick-need", items);
        self.choose(picker, ChildForm::Help(HelpPick::Need(child, id)));
    }

    pub(super) fn do_about_need(&mut self, child: ChildId, id: ProblemId, code: &str) {
        match code {
            "measure" => self.ask_new_measure(child, Some(id)),
            _ => self.open(Open::Case(CaseId::Problem(id))),
        }
    }

    /// Asks for a new measure for a need; for which one, if that was not said.
    pub(super) fn ask_new_measure(&mut self, child: ChildId, need: Option<ProblemId>) {
        let open: Vec<Problem> = of(&self.house.known.problems, child)
            .iter()
            .filter(|one| one.is_open())
            .cloned()
            .collect();
        match (need, open.as_slice()) {
            (Some(need), _) => {
                self.ask_measure(Measure::new(child, need, self.house.today()));
            }
            (None, []) => self.say(Tone::Info, t!(self.env.lang, "help-no-needs")),
            (None, [only]) => self.ask_new_measure(child, Some(only.id)),
            (None, several) => {
                let items = several.iter().map(|one| {
                    let kind = words::choice(self.env.lang, "problem", one.kind);
                    PickerItem::new(one.id.to_string(), &one.what, kind)
                });
                let picker = Picker::new("pick-measure-need", items.collect());
                self.choose(picker, ChildForm::Help(HelpPick::MeasureFor(child)));
            }
        }
    }

    fn ask_measure(&mut self, measure: Measure) {
        let is_new = measure.id.is_unset();
        let of = if is_new {
            help_fields::NEW_MEASURE
        } else {
            help_fields::MEASURE
        };
        let title = self.title_of("form-measure", measure.child);
        let mut form = fields::form(title, of, &measure);
        form.offer("owner", &people::staff_choices(self.house));
        form.offer("helper", &self.choices_with(measure.helper));
        self.ask(
            form,
            ChildForm::Record(HelpRecord::Measure(Box::new(measure))),
        );
    }

    pub(in crate::screens::children) fn ask_review(&mut self, child: ChildId) {
        let review = PlanReview {
            id: PlanReviewId::default(),
            child,
            day: self.house.today(),
            by: None,
            note: String::new(),
        };
        self.ask_record(
            "form-review",
            help_fields::REVIEW,
            child,
            review,
            HelpRecord::Review,
        );
    }

    /// Asks for a benefit; a new one begins with those to which the child may be entitled.
    pub(super) fn ask_benefit(&mut self, child: ChildId, known: Option<Benefit>) {
        let lang = self.env.lang;
        let is_new = known.is_none();
        let benefit = known.unwrap_or_else(|| Benefit::new(child, "", self.house.today()));
        let support = &self.house.known.support;
        let mut kinds = catalogue(&support.own_benefits);
        let likely = self.scene().may_be_entitled(child);
        let has = of(&support.benefits, child);
        kinds.retain(|kind| {
            let mut own = has.iter().filter(|one| one.code == kind.code);
            let is_had = own.any(|one| !one.has_ended());
            kind.code == benefit.code || (!kind.is_off && !is_had)
        });
        kinds.sort_by_key(|kind| !likely.iter().any(|one| one.code == kind.code));
        let choices = kinds.iter().map(|kind| {
            let name = in_lang(&kind.name, lang).clone();
            let check = (!kind.verified).then(|| t!(lang, "help-check-locally"));
            Choice::named(&kind.code, joined([name, check.unwrap_or_default()]))
        });
        let choices: Vec<Choice> = choices.collect();
        let title = self.title_of("form-benefit", child);
        let mut form = fields::form(title, help_fields::BENEFIT, &benefit);
        form.offer("code", &choices);
        if is_new && likely.len() == 1 {
            form = form.with("code", &likely[0].code);
        }
        self.ask(
            form,
            ChildForm::Record(HelpRecord::Benefit(Box::new(benefit))),
        );
    }

    /// Opens a talk. Who may not read what was said sees that it took place, and that is all.
    fn ask_talk(&mut self, talk: Talk) {
        if !talk.id.is_unset() && !self.scene().may(Right::Direct) {
            self.say(Tone::Info, t!(self.env.lang, "help-talk-closed"));
            return;
        }
        let had = talk.notes.clone();
        let title = self.title_of("form-talk", talk.child);
        let form = fields::form(title, help_fields::TALK, &talk);
        self.ask(
            form,
            ChildForm::Record(HelpRecord::Talk(Box::new(talk), had)),
        );
    }

    fn ask_new_news(&mut self, child: ChildId) {
        let news = ParentNews::new(child, self.house.today());
        let title = self.title_of("form-news", child);
        let form = fields::form(title, help_fields::NEW_NEWS, &news).with("kind", "");
        self.ask(form, ChildForm::Record(HelpRecord::News(Box::new(news))));
    }

    /// Opens the list of news: told at a call, or one of them to be changed.
    fn ask_news(&mut self, child: ChildId) {
        let lang = self.env.lang;
        let all = of(&self.house.known.support.news, child);
        let waiting = all.iter().filter(|one| one.waits()).count();
        let mut items = Vec::new();
        if waiting > 0 {
            items.push(PickerItem::new(
                "told",
                t!(lang, "help-tell", count = waiting),
                "",
            ));
        }
        items.push(PickerItem::new("new", t!(lang, "help-add-news"), ""));
        items.extend(all.iter().rev().map(|one| {
            let told = one
                .told_on
                .map_or_else(|| t!(lang, "help-waits"), |on| self.house_day(on));
            PickerItem::new(one.id.to_string(), &one.what, told)
        }));
        let picker = Picker::new("pick-news", items);
        self.choose(picker, ChildForm::Help(HelpPick::News(child)));
    }

    fn house_day(&self, day: chrono::NaiveDate) -> String {
        crate::wording::dates::day_words(day, self.env.lang, self.house.today())
    }

    pub(super) fn do_about_news(&mut self, child: ChildId, code: &str) {
        let all = of(&self.house.known.support.news, child);
        let found = all.iter().find(|one| one.id.to_string() == code).cloned();
        match (code, found) {
            ("told", _) => self.ask_told(child),
            ("new", _) => self.ask_new_news(child),
            (_, Some(one)) => {
                self.ask_record("form-news", help_fields::NEWS, child, one, HelpRecord::News);
            }
            (_, None) => {}
        }
    }

    /// Asks to whom the waiting news were told, and what came of it.
    fn ask_told(&mut self, child: ChildId) {
        let waiting: Vec<ParentNews> = of(&self.house.known.support.news, child)
            .iter()
            .filter(|one| one.waits())
            .cloned()
            .collect();
        let specs = vec![
            FieldSpec::new("told_on", "field-told-on", Kind::PastDate).required(),
            FieldSpec::new("told_to", "field-told-to", Kind::Text { max: 40 }).required(),
            FieldSpec::new("outcome", "field-told-outcome", Kind::Note),
        ];
        let form = Form::new(self.title_of("form-told", child), specs);
        let form = form.with("told_on", &self.house.today().to_string());
        self.ask(form, ChildForm::Record(HelpRecord::Told(waiting)));
    }

    fn ask_wish(&mut self, wish: Wish) {
        let of = if wish.id.is_unset() {
            help_fields::NEW_WISH
        } else {
            help_fields::WISH
        };
        let title = self.title_of("form-wish", wish.child);
        let mut form = fields::form(title, of, &wish);
        // What the file says of a wish need not be typed again.
        if wish.id.is_unset()
            && let Some(file) = self.house.register.get(wish.child)
        {
            form = form.with("words", &file.wish);
        }
        form.offer("helper", &self.choices_with(wish.helper));
        self.ask(form, ChildForm::Record(HelpRecord::Wish(Box::new(wish))));
    }

    /// Opens the list of what a child was given: choosing takes it back.
    fn ask_given(&mut self, child: ChildId) {
        let support = &self.house.known.support;
        let all = of(&support.given, child).iter().rev();
        let items = all.map(|one| {
            let what = support.donation(one.donation).map(|of| of.what.clone());
            let note = joined([self.house_day(one.day), one.handed_by.clone()]);
            PickerItem::new(one.id.to_string(), what.unwrap_or_default(), note)
        });
        let picker = Picker::new("pick-given", items.collect());
        self.choose(picker, ChildForm::Help(HelpPick::Given(child)));
    }
}
