//! Two papers about help: a helper's own page, and the open wishes for givers.
//!
//! Both leave the home. The helper's page holds the names of the children that the helper is paired with, their hamlets, what was
//! agreed and when the next contact is due, the helper's own measures but for those about guardianship, mind and safety, of which
//! it tells how many there are, and whom to ring at the home. It holds no category, no
//! identity number, no address, no phone of a family, and nothing of other helpers. The list of wishes holds the wishes that nobody
//! has taken on, in the children's own words; a name only where it may be told.

use crate::desk::Desk;
use crate::desk::papers::page::{PORTRAIT, page};
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::activity::coverage::Season;
use crate::domain::rules::contacts_due;
use crate::domain::rules::support::is_of_open_need;
use crate::domain::support::measure::Measure;
use crate::domain::support::of;
use crate::domain::support::pairing::{ContactDue, Pairing};
use crate::domain::support::wish::Wish;
use crate::domain::{Child, ChildId, HelperId, PairingId, Status, Support};
use crate::house::home::home_facts;
use crate::house::matters::RuleInput;
use crate::i18n::Lang;
use crate::store::StoreError;
use crate::t;
use crate::wording::dates::full_day;
use crate::wording::labels::label;
use chrono::NaiveDate;
use maud::{Markup, html};
use std::collections::HashMap;

/// Rows high enough to write in.
const STYLE: &str = "
table.help td { height: 11mm; vertical-align: middle }
.row { width: 10mm; text-align: right }
.wide { width: 30% }
.note { font-size: 10pt; color: #333 }
";

impl Desk {
    /// The helper's own page: whom, what was agreed, when next.
    pub(in crate::desk) fn helper_page(
        &self,
        helper: HelperId,
        lang: Lang,
    ) -> Result<String, Refusal> {
        let store = self.ask(Query::Known)?;
        let today = self.clock.today();
        let known = store.known(today)?;
        let support = &known.support;
        let one = support.helper(helper).ok_or(StoreError::NotFound {
            kind: "helper",
            key: helper.to_string(),
        })?;
        let roster = self.ask(Query::Register)?.roster()?;
        let due = match home_facts(store)? {
            Some(home) => {
                let input = RuleInput::new(&roster, &home, &known);
                contacts_due(&input.facts(self.now(), known.is_closed))
            }
            None => HashMap::new(),
        };
        let facts = self.paper_facts(
            Season {
                from: today,
                to: today,
            },
            lang,
        )?;
        let children: HashMap<ChildId, &Child> = roster
            .children
            .iter()
            .map(|child| (child.id, child))
            .collect();
        let mut pairings: Vec<&Pairing> = support
            .running_of(helper, today)
            .filter(|one| {
                children
                    .get(&one.child)
                    .is_some_and(|file| file.status == Status::Enrolled)
            })
            .collect();
        pairings.sort_by_key(|one| due.get(&one.id).map(|due| due.due));
        let measures = support.in_hand(helper, today, |one| {
            let is_here =
                children.get(&one.child).map(|file| file.status) == Some(Status::Enrolled);
            is_here && is_of_open_need(one, of(&known.problems, one.child))
        });
        // What is done about guardianship, mind and safety stays at the home.
        let is_private = |one: &&Measure| {
            let mut needs = of(&known.problems, one.child).iter();
            needs.any(|need| need.id == one.problem && need.kind.is_private())
        };
        let (private, mut measures): (Vec<&Measure>, Vec<&Measure>) =
            measures.measures.into_iter().partition(is_private);
        measures.sort_by_key(|one| (one.due_on.is_none(), one.due_on, one.id));
        let director = facts.director();
        let title = t!(lang, "paper-helper", name = one.name.as_str());
        let body = html! {
            (facts.heading(&title, &facts.printed()))
            @if pairings.is_empty() { p { (t!(lang, "paper-helper-nobody")) } }
            @else { (pairing_table(&pairings, (&children, &due, support), lang)) }
            @if !measures.is_empty() {
                h2 { (t!(lang, "paper-helper-measures")) }
                (measure_table(&measures, &children, lang))
            }
            @if !private.is_empty() {
                p { (t!(lang, "paper-helper-private", count = private.len())) }
            }
            p class="note" { (t!(lang, "paper-helper-note", director = director)) }
        };
        Ok(page(lang, &title, &[PORTRAIT, STYLE], &body))
    }

    /// The wishes that nobody has taken on.
    pub(in crate::desk) fn wish_list(&self, lang: Lang) -> Result<String, Refusal> {
        let today = self.clock.today();
        let support = self.ask(Query::Known)?.support()?;
        let roster = self.ask(Query::Register)?.roster()?;
        let children: HashMap<ChildId, &Child> = roster
            .children
            .iter()
            .filter(|child| child.status == Status::Enrolled)
            .map(|child| (child.id, child))
            .collect();
        let all = support.wishes.values().flatten();
        let mut wishes: Vec<&Wish> = all
            .filter(|one| {
                one.is_open()
                    && support.keeper(one, today).is_none()
                    && children.contains_key(&one.child)
            })
            .collect();
        // By day and words: an order by child would tell whose a nameless one is.
        wishes.sort_by(|one, two| (one.day, &one.words).cmp(&(two.day, &two.words)));
        let facts = self.paper_facts(
            Season {
                from: today,
                to: today,
            },
            lang,
        )?;
        let title = t!(lang, "paper-wishes");
        let name = |one: &Wish| match children.get(&one.child) {
            Some(child) if !one.nameless => child.name.clone(),
            _ => t!(lang, "help-nameless"),
        };
        let body = html! {
            (facts.heading(&title, &facts.printed()))
            @if wishes.is_empty() { p { (t!(lang, "paper-wishes-none")) } }
            @else { table class="help" {
                thead { tr {
                    th class="row" { (t!(lang, "paper-row")) }
                    th { (label("words", lang)) } th { (label("name", lang)) }
                    th class="wide" { (t!(lang, "paper-wishes-taken")) }
                } }
                tbody { @for (row, one) in wishes.iter().enumerate() { tr {
                    td class="row" { (row + 1) } td { (one.words) } td { (name(one)) } td {}
                } } }
            } }
            p class="note" { (t!(lang, "paper-wishes-note", director = facts.director())) }
        };
        Ok(page(lang, &title, &[PORTRAIT, STYLE], &body))
    }
}

fn day_text(day: Option<NaiveDate>, lang: Lang) -> String {
    day.map(|day| full_day(day, lang)).unwrap_or_default()
}

/// Whom, what was agreed, how often, the last contact and the next.
fn pairing_table(
    pairings: &[&Pairing],
    (children, due, support): (
        &HashMap<ChildId, &Child>,
        &HashMap<PairingId, ContactDue>,
        &Support,
    ),
    lang: Lang,
) -> Markup {
    let file = |one: &Pairing| children.get(&one.child).copied();
    let name = |one: &Pairing| file(one).map_or("", |file| file.name.as_str());
    let hamlet = |one: &Pairing| file(one).map_or("", |file| file.hamlet.as_str());
    let next = |one: &Pairing| due.get(&one.id).map(|due| due.due);
    let last = |one: &Pairing| {
        let kept = support
            .contacts_of(one)
            .rfind(|contact| contact.way.is_kept());
        kept.map(|contact| contact.day)
    };
    html! { table class="help" {
        thead { tr {
            th { (label("name", lang)) } th { (label("hamlet", lang)) }
            th { (label("help-purpose", lang)) } th { (label("contact-every", lang)) }
            th { (t!(lang, "paper-helper-last")) } th { (t!(lang, "paper-helper-next")) }
            th class="wide" { (label("helper-did", lang)) }
        } }
        tbody { @for one in pairings { tr {
            td { (name(one)) } td { (hamlet(one)) } td { (one.purpose) } td { (one.every) }
            td class="when" { (day_text(last(one), lang)) }
            td class="when" { (day_text(next(one), lang)) } td {}
        } } }
    } }
}

/// What the helper promised to do, and until when.
fn measure_table(measures: &[&Measure], children: &HashMap<ChildId, &Child>, lang: Lang) -> Markup {
    let name = |one: &Measure| {
        children
            .get(&one.child)
            .map_or("", |file| file.name.as_str())
    };
    html! { table class="help" {
        thead { tr {
            th { (label("name", lang)) } th { (label("measure", lang)) }
            th { (label("due-on", lang)) } th class="wide" { (label("outcome", lang)) }
        } }
        tbody { @for one in measures { tr {
            td { (name(one)) } td { (one.what) }
            td class="when" { (day_text(one.due_on, lang)) } td {}
        } } }
    } }
}
