//! Helpers, pairings and gifts of a large home: the page of helpers, and the page for the quarter.

use super::{Line, floor, in_turns, ours, timed};
use chrono::{Days, NaiveDate};
use doorlight::desk::Desk;
use doorlight::desk::command::Command;
use doorlight::desk::command::support::{SupportImport, SupportStep};
use doorlight::domain::support::given::{Donation, Given, GoodsKind};
use doorlight::domain::support::helper::{Helper, HelperKind};
use doorlight::domain::support::pairing::{ContactWay, HelperContact, Pairing};
use doorlight::domain::{ChildId, DonationId, HelperId};

const HELPERS: usize = 60;
const PAIRINGS: usize = 200;
/// Contacts in each pairing: one a month for two years.
const CONTACTS: u64 = 24;
const DONATIONS: u64 = 24;
/// Children who get something of a donation.
const GET: usize = 100;
/// Days between contacts.
const EVERY: i64 = 30;

/// All lines of the group.
pub(crate) fn lines() -> Vec<Line> {
    eprintln!(
        "Making two years of help in a home with {} children …",
        ours::CHILDREN
    );
    let home = ours::Home::empty();
    let mut desk = ours::with_children_of(&home, ours::CHILDREN);
    fill(&mut desk);
    let file = floor::Reader::open(&home.file());
    let (report, read) = in_turns(
        15,
        |_| timed(|| ours::help_of_the_quarter(&desk)),
        |_| timed(|| file.help()),
    );
    let mut door = ours::at_the_door(ours::desk(&home.folder()));
    let mut page = ours::at_the_door(ours::desk(&home.folder()));
    page.press(ours::CHILDREN_KEY);
    page.press(ours::NEXT_PART);
    let (drawn, frame) = in_turns(300, |_| timed(|| page.draw()), |_| timed(|| door.draw()));
    let (opened, _) = in_turns(
        100,
        |_| {
            page.press(ours::PART_BEFORE);
            timed(|| {
                page.press(ours::NEXT_PART);
                page.draw();
            })
        },
        |_| timed(|| door.draw()),
    );
    let against = "the frame of the door in the same home";
    vec![
        Line {
            what: "F4, the helpers: 200 pairings, two years of contacts",
            ours: drawn,
            floor: frame,
            against,
        },
        Line {
            what: "– with all that is due worked out, when the page is opened",
            ours: opened,
            floor: frame,
            against,
        },
        Line {
            what: "Help in the quarter, every table",
            ours: report,
            floor: read,
            against: "read the files, problems, helpers, pairings, contacts and gifts in plain SQLite",
        },
    ]
}

fn fill(desk: &mut Desk) {
    let today: NaiveDate = ours::today();
    let children = ours::children(desk);
    let began = today - Days::new(EVERY.unsigned_abs() * CONTACTS);
    let helpers: Vec<Helper> = (0..HELPERS).map(|nth| helper(desk, nth, began)).collect();
    let mut pairings: Vec<Pairing> = Vec::new();
    for nth in 0..PAIRINGS {
        let child = children[nth % children.len()];
        let helper = helpers[nth % HELPERS].id;
        pairings.push(pairing(desk, (child, helper), began));
    }
    let mut donations = Vec::new();
    let mut given = Vec::new();
    for nth in 0..DONATIONS {
        let donation = donation(desk, began + Days::new(30 * nth));
        let first = usize::try_from(nth).unwrap() * 7;
        let got = children.iter().cycle().skip(first).take(GET);
        given.extend(got.map(|child| gave(desk, *child, (donation.id, donation.came_on))));
        donations.push(donation);
    }
    let ids: Vec<Pairing> = pairings.clone();
    let import = SupportImport {
        source: "bench".to_owned(),
        rows: 1,
        helpers,
        pairings,
        donations,
        given,
    };
    let step = SupportStep::Import(Box::new(import));
    desk.perform(Command::Support(step)).unwrap();
    for month in 1..CONTACTS {
        let day = began + Days::new(EVERY.unsigned_abs() * month);
        let contacts = ids.iter().map(|one| HelperContact {
            id: desk.clock.new_id(),
            child: one.child,
            pairing: one.id,
            day,
            way: ContactWay::Visit,
            what: "homework".to_owned(),
            next_on: None,
        });
        let step = SupportStep::RecordContacts(contacts.collect());
        desk.perform(Command::Support(step)).unwrap();
    }
}

fn helper(desk: &Desk, nth: usize, since: NaiveDate) -> Helper {
    Helper {
        id: desk.clock.new_id(),
        name: format!("Helper {nth}"),
        kind: HelperKind::Volunteer,
        body: String::new(),
        phones: String::new(),
        skills: "reading".to_owned(),
        free_when: "Saturdays".to_owned(),
        trained_on: Some(since),
        checked_on: Some(since),
        since: Some(since),
        until: None,
        left_reason: String::new(),
        note: String::new(),
    }
}

fn pairing(desk: &Desk, (child, helper): (ChildId, HelperId), since: NaiveDate) -> Pairing {
    Pairing {
        id: desk.clock.new_id(),
        child,
        helper,
        purpose: "homework".to_owned(),
        every: EVERY,
        in_holidays: true,
        consent_by: "Guardian".to_owned(),
        consented_on: Some(since),
        child_view: String::new(),
        since,
        until: None,
        reason: String::new(),
        paused_from: None,
        paused_until: None,
    }
}

fn donation(desk: &Desk, came_on: NaiveDate) -> Donation {
    Donation {
        id: desk.clock.new_id(),
        helper: None,
        giver: "Society".to_owned(),
        kind: GoodsKind::Gift,
        what: "bags".to_owned(),
        quantity: i64::try_from(GET).unwrap(),
        worth: Some(1_000),
        came_on,
        paper_no: String::new(),
        note: String::new(),
    }
}

fn gave(desk: &Desk, child: ChildId, (donation, day): (DonationId, NaiveDate)) -> Given {
    Given {
        id: desk.clock.new_id(),
        child,
        donation,
        day,
        quantity: 1,
        handed_by: "Director".to_owned(),
        note: String::new(),
    }
}
