//! Two programs on one file: children come and go by the first and by the command line, and the roll call of
//! the second, which only reads, follows.

use super::Trial;
use super::ground::call;
use crate::common::pty::Pty;
use crate::common::{Place, Tongue, fixture};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// Number of steps.
const STEPS: usize = 10;
/// Children who come and go: as many as the roll call shows on one screen.
const CHILDREN: usize = 15;
/// The program looks once a second; the rest is for a busy machine.
const SOON: Duration = Duration::from_millis(1_500);
/// One step in so many may take longer, because the machine does other things too.
const RARELY: usize = 10;

/// What is shown and how it was changed.
struct Home {
    place: Place,
    names: Vec<String>,
    /// Who was inside before each step that can be undone, and who is now.
    past: Vec<BTreeSet<usize>>,
    inside: BTreeSet<usize>,
}

impl Home {
    fn steps(&mut self, inside: BTreeSet<usize>) {
        self.past.push(std::mem::replace(&mut self.inside, inside));
    }

    /// The opposite for this child: in if it is out, else out.
    fn turned(&self, child: usize) -> (BTreeSet<usize>, bool) {
        let mut inside = self.inside.clone();
        let comes = inside.insert(child) || !inside.remove(&child);
        (inside, comes)
    }

    fn by_the_door(&mut self, first: &mut Pty, child: usize) -> String {
        let (inside, comes) = self.turned(child);
        let digits = format!("{:04}", child + 1);
        let digits: Vec<String> = digits.chars().map(|one| one.to_string()).collect();
        let number = digits.join(" ");
        if comes {
            first.type_keys(&format!("{number} enter"));
        } else {
            first.type_keys(&format!("tab {number} enter"));
            first.wait_for("Who collects");
            first.type_keys("enter tab");
        }
        self.steps(inside);
        format!("{} by the door", self.names[child])
    }

    fn by_command(&mut self, child: usize) -> String {
        let (inside, comes) = self.turned(child);
        let number = (child + 1).to_string();
        let ended = if comes {
            call(&self.place, &["in", &number])
        } else {
            call(&self.place, &["out", &number, "--to", "unknown"])
        };
        assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
        self.steps(inside);
        ended.out
    }

    fn undo(&mut self) -> String {
        let ended = call(&self.place, &["undo"]);
        assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
        self.inside = self.past.pop().unwrap();
        ended.out
    }

    /// Whether a roll call shows just those who are inside.
    fn is_shown(&self, screen: &vt100::Screen) -> bool {
        let text = screen.contents();
        let rows = text.lines().filter_map(|line| line.split_once('□'));
        let named = rows.filter_map(|(_, row)| row.split_whitespace().next());
        let named: BTreeSet<&str> = named.collect();
        let expected = self.inside.iter().map(|child| self.names[*child].as_str());
        let head = format!("Roll call 0/{}", self.inside.len());
        text.contains(&head) && named == expected.collect()
    }
}

#[test]
fn the_roll_call_of_a_second_program_follows_every_step_within_a_second() {
    let place = Place::with_home(Tongue::English);
    place.ok(&["import", "roster", &fixture("roster.xlsx")]);
    let list = place.json(&["children"]);
    let children = list.as_array().unwrap().iter().take(CHILDREN);
    let names = children.map(|child| child["name"].as_str().unwrap().to_owned());
    let mut home = Home {
        names: names.collect(),
        place,
        past: Vec::new(),
        inside: BTreeSet::new(),
    };
    let mut first = Pty::start(&home.place, &[], 120, 50);
    first.wait_for("In the house: 0");
    first.type_keys("F3");
    let mut second = Pty::start(&home.place, &[], 120, 50);
    second.wait_for("read only");
    second.type_keys("F9");
    second.wait_for("Roll call 0/0");
    let mut trial = Trial::of(STEPS, 0x5EED_D012);
    let (mut worst, mut slow) = (Duration::ZERO, 0);
    while trial.goes_on() {
        let child = trial.dice.below(CHILDREN);
        let done = match trial.dice.below(4) {
            0 if !home.past.is_empty() => home.undo(),
            0 | 1 => home.by_command(child),
            _ => home.by_the_door(&mut first, child),
        };
        let count = format!("In the house: {}", home.inside.len());
        let began = Instant::now();
        second.wait(&format!("the roll call after: {done}"), |screen| {
            home.is_shown(screen)
        });
        let took = began.elapsed();
        worst = worst.max(took);
        slow += usize::from(took > SOON);
        first.wait_for(&count);
    }
    let steps = trial.round;
    println!("{steps} steps, the worst after {worst:?}, {slow} later than {SOON:?}");
    assert!(
        slow <= 1 + steps / RARELY,
        "{slow} of {steps} steps were seen late, the worst after {worst:?}"
    );
    first.kill();
    second.kill();
    assert_eq!(home.place.json(&["verify"])["sound"], true);
}
