//! The roll call on paper: who is in the house, who has just left, who was expected. It is made from the
//! home in memory, so that it can be saved when the file is gone.

use super::page::{PORTRAIT, page};
use crate::desk::Desk;
use crate::desk::command::Touched;
use crate::desk::read::fresh::ShownDays;
use crate::desk::refusal::Refusal;
use crate::domain::ChildId;
use crate::house::House;
use crate::i18n::{Lang, word};
use crate::t;
use crate::wording::dates::{full_day, since};
use crate::wording::labels::contact_words;
use maud::{Markup, html};

/// Small enough for forty children on one page.
const STYLE: &str = "
body { font-size: 10pt }
td.tick { width: 1.4em; text-align: center; font-size: 13pt; line-height: 1 }
td.alert { font-weight: bold }
p { margin: 0.5rem 0 }
";

impl Desk {
    /// The roll call of this moment.
    pub(super) fn roll_call_page(&self, lang: Lang) -> Result<String, Refusal> {
        let mut house = House::new(self.now());
        house.take(self.fresh(Touched::ALL, ShownDays::default())?);
        Ok(roll_call_page(&house, lang))
    }
}

/// The roll call of a home in memory, as it was when it was read last.
pub(crate) fn roll_call_page(house: &House, lang: Lang) -> String {
    let roll = house.roll_call(house.now);
    let title = t!(lang, "roll-page-title", count = roll.inside.len());
    let home = house.home.as_ref().map_or("", |home| &home.home.name);
    let when = format!(
        "{} {}",
        full_day(house.now.date_naive(), lang),
        house.now.format("%H:%M")
    );
    let place = house
        .home
        .as_ref()
        .map_or("", |home| &home.home.assembly_point);
    let names = |children: &mut dyn Iterator<Item = String>| {
        let all: Vec<String> = children.collect();
        if all.is_empty() {
            t!(lang, "roll-nobody")
        } else {
            all.join(&t!(lang, "why-comma"))
        }
    };
    let left = names(&mut roll.left.iter().map(|left| {
        let name = house.register.distinct_name(left.child);
        format!("{name} {}", left.at.format("%H:%M"))
    }));
    let expected = names(&mut roll.expected.iter().map(|child| {
        let name = house.register.distinct_name(*child);
        format!("{name} {}", whom_to_ring(house, *child, lang))
    }));
    let body = html! {
        h1 { (home) " " (title) }
        p class="period" { (t!(lang, "roll-page-when", when = when)) }
        @if !place.is_empty() { p { (t!(lang, "roll-page-place", place = place)) } }
        table {
            thead { tr {
                th { "" }
                th { (word(lang, "field-name")) }
                th { (word(lang, "field-class")) }
                th { (t!(lang, "roll-page-since")) }
                th { (word(lang, "field-alert")) }
                th { (t!(lang, "roll-page-ring")) }
            } }
            tbody { @for child in &roll.inside { (row(house, *child, lang)) } }
        }
        p { b { (t!(lang, "roll-left-head")) } " " (left) }
        p { b { (t!(lang, "roll-expected-head")) } " " (expected) }
        p { (t!(lang, "roll-page-unsigned")) }
    };
    page(lang, &title, &[PORTRAIT, STYLE], &body)
}

fn row(house: &House, child: ChildId, lang: Lang) -> Markup {
    let class = house.register.get(child).map_or("", |file| &file.class);
    let alert = house.register.get(child).map_or("", |file| &file.alert);
    let since = house.stay_inside(child).map_or_else(String::new, |stay| {
        since(stay, house.day.day, house.today(), lang)
    });
    html! { tr {
        td class="tick" { "□" }
        td { (house.register.distinct_name(child)) }
        td { (class) }
        td { (since) }
        td class="alert" { (alert) }
        td { (whom_to_ring(house, child, lang)) }
    } }
}

/// Relation, name and phone of the first contact to call; empty without one.
fn whom_to_ring(house: &House, child: ChildId, lang: Lang) -> String {
    let contact = house.register.contact_to_call(child);
    contact.map_or_else(String::new, |one| contact_words(one, lang))
}
