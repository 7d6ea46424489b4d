//! The fields of one child's file in the demo home.

use super::dice::{Dice, list, parts, word};
use super::frame::Frame;
use super::person::{Family, ORPHAN, Story, UNATTENDED};
use crate::domain::child::age;
use crate::domain::child::{
    CareGrade, CareMode, Guardianship, Health, Risk, Sex, Stage, Status, SummerPlan, Weekdays,
};
use crate::domain::id_no::check_digit;
use crate::domain::{Child, Tag, TagCode};
use chrono::{Months, NaiveDate};

/// Area code that was never issued, so that no demo number is real.
const NO_AREA: &str = "990000";
/// Agreed days, common ones repeated to be chosen more often.
const AGREED: [&str; 10] = [
    "12345", "12345", "12345", "123456", "135", "24", "1234", "246", "6", "",
];

pub(crate) fn fill(child: &mut Child, dice: &mut Dice, frame: &Frame, family: &Family, n: usize) {
    identity(child, dice, n);
    place(child, dice, family);
    school(child, dice, frame);
    health(child, n);
    care(child, dice, family);
    service(child, dice, frame, family);
    risk(child, dice, family);
    voice(child, dice);
}

fn identity(child: &mut Child, dice: &mut Dice, n: usize) {
    child.id_no = id_no(child.birth_date, child.sex, n);
    word("ethnicity").clone_into(&mut child.ethnicity);
    let Some(last) = child.name.chars().last() else {
        return;
    };
    child.nickname = match dice.below(6) {
        0 => format!("{last}{last}"),
        1 => format!("{}{last}", dice.any("nick-before")),
        _ => String::new(),
    };
}

fn id_no(born: NaiveDate, sex: Sex, n: usize) -> String {
    let parity = u32::from(sex == Sex::Male);
    let digits = format!("{NO_AREA}{}{:02}{parity}", born.format("%Y%m%d"), n % 100);
    let mut values = [0; 17];
    for (value, digit) in values.iter_mut().zip(digits.chars()) {
        *value = digit.to_digit(10).unwrap_or_default();
    }
    format!("{digits}{}", check_digit(&values))
}

fn place(child: &mut Child, dice: &mut Dice, family: &Family) {
    child.household = Some(family.household.id);
    child.hukou_registered = Some(true);
    let door = family.number + 1;
    child.hukou_address = format!("{}{}{door}", word("village"), family.hamlet);
    child.live_address = child.hukou_address.clone();
    family.hamlet.clone_into(&mut child.hamlet);
    if family.number.is_multiple_of(4) {
        dice.any("map-hint").clone_into(&mut child.map_hint);
    }
}

fn school(child: &mut Child, dice: &mut Dice, frame: &Frame) {
    let age = age(child.birth_date, frame.today).clamp(3, 16);
    let [stage, school, class] = parts(dice.any(&format!("class-{age}")));
    child.stage = Stage::from_code(stage);
    school.clone_into(&mut child.school);
    class.clone_into(&mut child.class);
    let lives_there = matches!(child.stage, Some(Stage::Senior | Stage::Vocational));
    child.boarding = Some(lives_there);
    if !school.is_empty() {
        child.teacher = format!("{}{}", dice.surname(), word("teacher"));
        child.teacher_phone = dice.phone();
    }
}

/// Every ninth child has a health note or alert.
fn health(child: &mut Child, n: usize) {
    child.health = Some(Health::Healthy);
    let known = (n % 9 == 4).then(|| list("health").get(n / 9)).flatten();
    let Some(known) = known else { return };
    let [
        state,
        illness,
        medication,
        allergy,
        alert,
        disability,
        grade,
    ] = parts(known);
    child.health = Health::from_code(state);
    illness.clone_into(&mut child.illness);
    medication.clone_into(&mut child.medication);
    allergy.clone_into(&mut child.allergy);
    alert.clone_into(&mut child.alert);
    disability.clone_into(&mut child.disability_types);
    child.disability_grade = grade.parse().ok();
    if child.disability_grade.is_some() {
        word("disability-cert").clone_into(&mut child.disability_cert);
    }
}

fn care(child: &mut Child, dice: &mut Dice, family: &Family) {
    child.care_mode = Some(family.care);
    child.guardianship = Some(match family.care {
        CareMode::Grandparents => Guardianship::Grandparents,
        CareMode::OneParent => Guardianship::Normal,
        _ => Guardianship::Other,
    });
    child.care_grade = Some(match dice.below(10) {
        0 => CareGrade::Poor,
        1..=3 => CareGrade::Fair,
        _ => CareGrade::Good,
    });
    child.consent_by.clone_from(&family.household.label);
    child.consent_photo = Some(dice.chance(80));
    child.consent_sign_out = Some(true);
    child.consent_medical = Some(true);
    word("director").clone_into(&mut child.verified_by);
}

fn service(child: &mut Child, dice: &mut Dice, frame: &Frame, family: &Family) {
    let joined = match family.number {
        14 => frame.ago(200),
        31 => frame.ago(120),
        33 => frame.ago(70),
        38 => frame.ago(8),
        _ => frame.ago(dice.between(366, 900)),
    };
    child.joined_on = Some(joined);
    child.data_notice_on = Some(joined);
    let has_story = Story::of(family.number).is_some();
    let agreed = match child.boarding {
        _ if has_story => "12345",
        // Boarders are at home only at weekends.
        Some(true) => "6",
        _ => dice.pick(&AGREED, "12345"),
    };
    child.expected_days = Weekdays::from_digits(agreed).unwrap_or_default();
    if age(child.birth_date, frame.today) >= 9 && dice.chance(60) {
        child.walks_home = Some(true);
        child.walks_home_agreed_on = Some(joined);
    }
    child.summer_plan = Some(match family.number {
        1 => SummerPlan::Parents,
        17 => SummerPlan::Relatives,
        _ => SummerPlan::Village,
    });
    let gone = match family.number {
        13 => Some((Status::Away, 12, "left-away")),
        29 => Some((Status::Moved, 100, "left-moved")),
        _ => None,
    };
    if let Some((status, days, reason)) = gone {
        child.status = status;
        child.left_on = Some(frame.ago(days));
        word(reason).clone_into(&mut child.left_reason);
    }
}

/// The risk level; when it was assessed is told by the history of the file.
fn risk(child: &mut Child, dice: &mut Dice, family: &Family) {
    let (risk, reasons) = match family.number {
        21 => (Risk::Red, "risk-red"),
        7 | 27 => (Risk::Yellow, "risk-yellow"),
        n if n % 5 == 2 => (Risk::Blue, "risk-blue"),
        _ => (Risk::Green, "risk-green"),
    };
    // A child that joined last week is not assessed yet, one that moved away never was, and an ordinary child of a
    // parent at home does not need it.
    if matches!(family.number, 23 | 29 | 38) {
        return;
    }
    child.risk = Some(risk);
    dice.any(reasons).clone_into(&mut child.risk_reason);
}

fn voice(child: &mut Child, dice: &mut Dice) {
    if dice.chance(45) {
        dice.any("wish").clone_into(&mut child.wish);
    }
    if dice.chance(30) {
        dice.any("own-words").clone_into(&mut child.own_words);
    }
}

pub(crate) fn tags(dice: &mut Dice, frame: &Frame, family: &Family, child: &Child) -> Vec<Tag> {
    let mut codes = vec![match family.number {
        UNATTENDED => TagCode::Dfuc,
        ORPHAN => TagCode::OrphS,
        23 => TagCode::Ord,
        39 => TagCode::Mig,
        _ => TagCode::Lbc,
    }];
    let also = [
        (family.number % 8 == 4, TagCode::DiffPoor),
        (child.health == Some(Health::Disabled), TagCode::Disab),
        (child.health == Some(Health::Ill), TagCode::DiffSelf),
        (child.risk == Some(Risk::Red), TagCode::Key),
    ];
    codes.extend(
        also.into_iter()
            .filter(|(has, _)| *has)
            .map(|(_, code)| code),
    );
    let mut tags: Vec<Tag> = codes
        .into_iter()
        .enumerate()
        .map(|(place, code)| Tag {
            id: dice.id(frame.millis),
            child: child.id,
            code,
            from_day: child.joined_on,
            to_day: None,
            evidence: evidence(code).to_owned(),
            is_primary: place == 0,
        })
        .collect();
    grown_up(&mut tags, dice, frame, child);
    if family.number == 24 {
        tags.push(Tag {
            id: dice.id(frame.millis),
            child: child.id,
            code: TagCode::DiffTemp,
            from_day: Some(frame.ago(330)),
            to_day: Some(frame.ago(240)),
            evidence: String::new(),
            is_primary: false,
        });
    }
    tags
}

/// Left-behind and migrant children are so up to their sixteenth birthday; then the ordinary category begins.
fn grown_up(tags: &mut Vec<Tag>, dice: &mut Dice, frame: &Frame, child: &Child) {
    let birthday = child.birth_date.checked_add_months(Months::new(12 * 16));
    let Some(birthday) = birthday.filter(|day| *day <= frame.today) else {
        return;
    };
    let mut has_ended = false;
    for tag in tags.iter_mut() {
        if matches!(tag.code, TagCode::Lbc | TagCode::Mig) {
            tag.to_day = birthday.pred_opt();
            tag.is_primary = false;
            has_ended = true;
        }
    }
    if has_ended {
        tags.push(Tag {
            id: dice.id(frame.millis),
            child: child.id,
            code: TagCode::Ord,
            from_day: Some(birthday),
            to_day: None,
            evidence: String::new(),
            is_primary: true,
        });
    }
}

fn evidence(code: TagCode) -> &'static str {
    let place = match code {
        TagCode::Lbc => 0,
        TagCode::Dfuc | TagCode::OrphS => 1,
        TagCode::Disab => 2,
        TagCode::DiffPoor => 3,
        _ => return "",
    };
    list("evidence").get(place).copied().unwrap_or_default()
}
