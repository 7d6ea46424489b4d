//! Simulator: how soon the program notices a child who has stopped coming, and how often it is wrong.
//!
//! Homes with children of different habits are made from a seed. Every evening the rules are given what the store
//! would hand over, and what they fire is scored: all rules together, as on the list "to see". The same evenings are put
//! to fixed rules. `cargo bench --bench judgement` prints the tables, and with `-- --picture FILE.svg` draws the curve.

mod simulator;

use doorlight::domain::RuleId;
use simulator::habits::{Family, REPORTED, TUNING};
use simulator::life::{CHILDREN, HomeLife, STOPPING, home};
use simulator::picture::{Point, Series, draw};
use simulator::score::{Director, Score, Tally, score, without};
use simulator::ways::Way;
use std::process::ExitCode;

/// Homes of a family.
const HOMES: u32 = 13;
/// The rarity of a run, once in so many weeks, for the curve.
const ONCE_IN: [i64; 7] = [4, 8, 15, 30, 60, 120, 400];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let asked = arguments.iter().position(|one| one == "--picture");
    let picture = asked.and_then(|place| arguments.get(place + 1));
    let count = HOMES as usize;
    println!(
        "{count} homes, {} children, {} of whom stop; homes, habits and seed of the second family differ \
         from those that the rules may be tuned on",
        count * CHILDREN,
        count * STOPPING
    );
    report(&TUNING, false);
    let series = report(&REPORTED, true);
    if let Some(file) = picture {
        let title =
            "How soon a child who stopped coming is noticed, and how often the list is wrong";
        if let Err(error) = std::fs::write(file, draw(title, &series)) {
            eprintln!("{file}: {error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Prints the tables of a family; gives the lines of the picture.
fn report(family: &Family, is_whole: bool) -> Vec<Series> {
    println!("\n## {} (seed {})", family.name, family.seed);
    let homes: Vec<HomeLife> = (0..HOMES).map(|number| home(family, number)).collect();
    let asked = |way: &Way| score(&homes, family, way, Director::Idle);
    let ours = asked(&Way::Program(Vec::new()));
    println!("\n{HEADING}");
    row("the program", &ours);
    let unseen: Vec<(i64, Score)> = (5..=18)
        .map(|days| (days, asked(&Way::Unseen(days))))
        .collect();
    for (days, score) in &unseen {
        row(&format!("unseen for {days} days"), score);
    }
    let missed: Vec<(usize, Score)> = (2..=5)
        .map(|days| (days, asked(&Way::InARow(days))))
        .collect();
    for (days, score) in &missed {
        row(&format!("{days} agreed or usual days missed"), score);
    }
    by_habit(family, &ours);
    let busy = score(
        &homes,
        family,
        &Way::Program(Vec::new()),
        Director::Diligent,
    );
    println!(
        "\nA home of 60 with a diligent director: {:.1} new lines a week, {:.1} lines on an evening.",
        busy.new_a_week(),
        busy.standing()
    );
    let first: Vec<String> = ours
        .by_rule
        .iter()
        .map(|(rule, alarms)| format!("{rule} {alarms}"))
        .collect();
    for about in &ours.long_on {
        println!("Unseen over 60 days and on no list: {about}.");
    }
    for about in &ours.lost_on {
        println!("Off the list while nobody had seen the child: {about}.");
    }
    println!(
        "False alarms by the rule that began first: {}.",
        first.join(", ")
    );
    if !is_whole {
        return Vec::new();
    }
    println!("\n{HEADING}");
    variants(&asked);
    let curve = ONCE_IN.map(|weeks| {
        let numbers = vec![
            ("S3.amber", 3_650),
            ("S3.red", 3_650),
            ("S3.once-in", weeks),
        ];
        let score = asked(&Way::Program(numbers));
        row(&format!("rhythm {weeks} weeks, no fixed counts"), &score);
        point(format!("{weeks}"), &score)
    });
    let mut ours = point("as delivered".to_owned(), &ours);
    ours.is_default = true;
    let mut points = curve.to_vec();
    points.push(ours);
    points.sort_by(|one, other| one.alarms.total_cmp(&other.alarms));
    vec![
        Series {
            name: "the program: rarity in weeks alone",
            points,
        },
        Series {
            name: "not seen for so many days",
            points: unseen
                .iter()
                .map(|(days, score)| point(days.to_string(), score))
                .collect(),
        },
        Series {
            name: "so many agreed or usual days missed",
            points: missed
                .iter()
                .map(|(days, score)| point(days.to_string(), score))
                .collect(),
        },
    ]
}

/// The program with one rule switched off, or with another number.
fn variants(asked: &impl Fn(&Way) -> Score) {
    for rule in [RuleId::S3, RuleId::S5, RuleId::S6] {
        let what = match rule {
            RuleId::S3 => "without the fixed counts of S3",
            RuleId::S5 => "without \"excused too often\" of S5",
            _ => "without S6",
        };
        row(what, &asked(&Way::Program(without(rule))));
    }
    let only_rhythm = [RuleId::S3, RuleId::S5, RuleId::S6].map(without).concat();
    row(
        "only the rhythm",
        &asked(&Way::Program(only_rhythm.clone())),
    );
    row(
        "three missed instead of two",
        &asked(&Way::Program(vec![("S3.amber", 3), ("S3.red", 4)])),
    );
    for days in [14, 21, 30] {
        let numbers = vec![("S3.amber", 3_650), ("S3.red", 3_650), ("S5.others", days)];
        row(
            &format!("without them, S5 after {days} days for all"),
            &asked(&Way::Program(numbers)),
        );
    }
}

const HEADING: &str = "| | false alarms per 100 child-weeks | days to the matter, half | 90 % \
    | never | child-days off the list | unseen over 60 days and on no list |\n\
    |---|---:|---:|---:|---:|---:|---:|";

fn shown(days: Option<i64>) -> String {
    days.map_or_else(|| "never".to_owned(), |days| days.to_string())
}

fn never(tally: &Tally) -> usize {
    let never = tally.delays.iter().filter(|days| **days == i64::MAX);
    never.count()
}

fn row(name: &str, score: &Score) {
    let all = score.all();
    let (half, most) = (shown(all.delay(50)), shown(all.delay(90)));
    println!(
        "| {name} | {:.2} | {half} | {most} | {} | {} | {} |",
        all.alarms(),
        never(&all),
        score.lost,
        score.long
    );
}

fn by_habit(family: &Family, score: &Score) {
    println!(
        "\n| habit | children who stop | days to the matter, half | 90 % | slowest \
         | false alarms per 100 child-weeks |\n|---|---:|---:|---:|---:|---:|"
    );
    for (habit, tally) in family.habits.iter().zip(&score.habits) {
        println!(
            "| {} | {} | {} | {} | {} | {:.1} |",
            habit.name,
            tally.delays.len(),
            shown(tally.delay(50)),
            shown(tally.delay(90)),
            shown(tally.delay(100)),
            tally.alarms()
        );
    }
}

fn point(label: String, score: &Score) -> Point {
    let all = score.all();
    Point {
        label,
        alarms: all.alarms(),
        delays: [all.delay(50), all.delay(90)],
        is_default: false,
    }
}
