//! The households of the demo home with their children and contacts.

use super::dice::{Dice, list, word};
use super::file;
use super::frame::Frame;
use super::person::{Family, Habit, ORPHAN, Person, Story, UNATTENDED};
use crate::domain::child::{CareMode, Sex};
use crate::domain::contact::Relation;
use crate::domain::{Child, Contact, Household};
use chrono::{Datelike, NaiveDate};

/// Youngest age, oldest age and number of children, by the shares of the national survey of 2018.
const AGES: [(i32, i32, usize); 3] = [(3, 5, 13), (6, 13, 40), (14, 16, 7)];
const CHILDREN: usize = 60;
const BOYS: usize = 33;

/// All households and children, in the order of their file numbers.
pub(crate) fn people(frame: &Frame, seed: u64) -> (Vec<Household>, Vec<Person>) {
    let mut dice = Dice::new(seed, 1);
    let mut ages: Vec<i32> = AGES
        .iter()
        .flat_map(|(low, high, count)| (*low..=*high).cycle().take(*count))
        .collect();
    dice.shuffle(&mut ages);
    let mut sexes: Vec<Sex> = (0..CHILDREN)
        .map(|n| if n < BOYS { Sex::Male } else { Sex::Female })
        .collect();
    dice.shuffle(&mut sexes);
    let (mut households, mut people) = (Vec::new(), Vec::<Person>::new());
    for number in 0..list("surnames").len() {
        let family = family(&mut dice, frame, number);
        let mut siblings = take_ages(&mut ages, size(number));
        siblings.sort_unstable_by(|a, b| b.cmp(a));
        for age in siblings {
            let n = people.len();
            let mut sex = sexes.get(n).copied().unwrap_or(Sex::Male);
            let mut given = dice.given(sex).to_owned();
            // Two children have the same name, because the desk must tell namesakes apart.
            let namesake = people.iter().find(|one| one.household == 3);
            if let Some(first) = namesake.filter(|_| number == 19) {
                sex = first.file.sex;
                given = first.file.name.replacen(family.surname, "", 1);
            }
            let born = born(&mut dice, frame.today, age, n);
            let name = format!("{}{given}", family.surname);
            let mut file = Child::new(dice.id(frame.millis), &file_no(n), &name, sex, born);
            file::fill(&mut file, &mut dice, frame, &family, n);
            people.push(Person {
                number: n,
                household: number,
                contacts: contacts(&mut dice, frame, &family, &file),
                tags: file::tags(&mut dice, frame, &family, &file),
                card: (n % 5 == 1).then(|| format!("00{:08}", dice.below(100_000_000))),
                habit: habit(&mut dice, number, age),
                story: Story::of(number),
                file,
            });
        }
        households.push(family.household);
    }
    (households, people)
}

fn file_no(n: usize) -> String {
    format!("{:04}", n + 1)
}

/// Four families of three children, twelve of two, twenty-four of one.
fn size(household: usize) -> usize {
    match household % 10 {
        2 => 3,
        0 | 5 | 8 => 2,
        _ => 1,
    }
}

/// Takes ages for siblings, at least two years apart.
fn take_ages(ages: &mut Vec<i32>, count: usize) -> Vec<i32> {
    let mut taken: Vec<i32> = Vec::new();
    for _ in 0..count {
        let fits = |age: &i32| taken.iter().all(|other| (other - age).abs() >= 2);
        let place = ages.iter().position(fits).unwrap_or_default();
        if place < ages.len() {
            taken.push(ages.remove(place));
        }
    }
    taken
}

/// A birth date for an age in completed years; some birthdays are today or in the next days.
fn born(dice: &mut Dice, today: NaiveDate, age: i32, n: usize) -> NaiveDate {
    let offset = dice.between(8, 350);
    let soon = match n {
        5 => Some(0),
        20 => Some(2),
        41 => Some(5),
        _ => None,
    };
    match soon {
        Some(0) => years_before(today, age),
        Some(days) => years_before(today + chrono::Days::new(days), age + 1),
        None => years_before(today, age) - chrono::TimeDelta::days(offset),
    }
}

fn years_before(day: NaiveDate, years: i32) -> NaiveDate {
    let year = day.year() - years;
    day.with_year(year)
        .or_else(|| NaiveDate::from_ymd_opt(year, 3, 1))
        .unwrap_or(day)
}

fn family(dice: &mut Dice, frame: &Frame, number: usize) -> Family {
    let surname = list("surnames").get(number).copied().unwrap_or_default();
    let care = match number {
        UNATTENDED => CareMode::Relatives,
        23 => CareMode::OneParent,
        _ => CareMode::Grandparents,
    };
    let adults = adults(dice, frame, surname, care, number);
    let label = adults.first().map(|one| one.name.clone());
    let note = if number % 9 == 4 {
        dice.any("household-note")
    } else {
        ""
    };
    Family {
        number,
        surname,
        hamlet: dice.any("hamlets"),
        household: Household {
            id: dice.id(frame.millis),
            label: label.unwrap_or_default(),
            note: note.to_owned(),
        },
        care,
        adults,
    }
}

/// The adults of a household in the order of calls; their child is set later.
fn adults(
    dice: &mut Dice,
    frame: &Frame,
    surname: &str,
    care: CareMode,
    number: usize,
) -> Vec<Contact> {
    use Relation as R;
    let on_mothers_side = number % 4 == 3;
    let mut kin: Vec<(R, &str)> = match care {
        CareMode::Relatives => vec![(R::Aunt, "given-parent-f")],
        CareMode::OneParent => vec![(R::Mother, "given-parent-f")],
        _ if on_mothers_side => vec![
            (R::MaternalGrandmother, "given-elder-f"),
            (R::MaternalGrandfather, "given-elder-m"),
        ],
        _ => vec![
            (R::PaternalGrandmother, "given-elder-f"),
            (R::PaternalGrandfather, "given-elder-m"),
        ],
    };
    if number % 5 == 1 && kin.len() == 2 {
        kin.swap(0, 1);
    }
    if number % 7 == 3 && kin.len() == 2 {
        kin.pop(); // one grandparent alone
    }
    // The orphan has no parents, and those of the unattended child cannot be reached.
    if care != CareMode::OneParent && !matches!(number, ORPHAN | UNATTENDED) {
        kin.push((R::Mother, "given-parent-f"));
        kin.push((R::Father, "given-parent-m"));
    }
    if number % 6 == 2 {
        kin.push((R::Neighbour, "given-elder-f"));
    }
    (1..)
        .zip(kin)
        .map(|(priority, (relation, names))| {
            let bears_the_name = matches!(relation, R::Father | R::PaternalGrandfather);
            let family_name = if bears_the_name {
                surname
            } else {
                dice.surname()
            };
            let mut adult = Contact {
                name: format!("{family_name}{}", dice.any(names)),
                ..blank(dice, frame, relation, priority)
            };
            if relation == R::Father && number == 21 {
                word("do-not-contact").clone_into(&mut adult.do_not_contact);
                adult.can_collect = false;
            }
            adult
        })
        .collect()
}

fn blank(dice: &mut Dice, frame: &Frame, relation: Relation, priority: i64) -> Contact {
    let is_parent = matches!(relation, Relation::Mother | Relation::Father);
    let works_away = is_parent && priority > 1;
    let note = if !is_parent && dice.chance(25) {
        dice.any("contact-note")
    } else {
        ""
    };
    Contact {
        id: dice.id(frame.millis),
        child: dice.id(frame.millis),
        name: String::new(),
        relation,
        is_caregiver: priority == 1,
        can_collect: true,
        phones: dice.phone(),
        phone_verified_on: None,
        work_place: if works_away {
            dice.any("work-place").to_owned()
        } else {
            String::new()
        },
        id_no: String::new(),
        priority,
        note: note.to_owned(),
        do_not_contact: String::new(),
        barred_since: None,
    }
}

fn contacts(dice: &mut Dice, frame: &Frame, family: &Family, child: &Child) -> Vec<Contact> {
    let own = |adult: &Contact| Contact {
        id: dice.id(frame.millis),
        child: child.id,
        ..adult.clone()
    };
    family.adults.iter().map(own).collect()
}

fn habit(dice: &mut Dice, household: usize, age: i32) -> Habit {
    Habit {
        // A child that stops coming came regularly before, so that the rules raise a flag.
        steady: match Story::of(household) {
            Some(_) => 96,
            None => 78 + dice.below(20),
        },
        // Older children go to school in town, and their bus arrives later.
        comes_after: dice.between(0, 28) + if age >= 12 { 24 } else { 0 },
        fell_away: None, // needs the calendar, which comes later
    }
}
