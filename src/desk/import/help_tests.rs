//! Lists of helpers, pairings and gifts: one step that undo takes back, and a second import that changes nothing.

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::command::support::{SupportImport, SupportStep};
use crate::desk::import::Judged;
use crate::desk::import::plan::{ImportAnswers, Plan};
use crate::desk::refusal::{HelpRefusal, Refusal};
use crate::desk::tests::usecases::{add, desk};
use crate::domain::support::given::Donation;
use crate::domain::support::helper::HelperKind;
use crate::domain::{Support, Weekdays, samples};
use crate::exchange::file::from_bytes;
use crate::exchange::note::Verdict;
use crate::exchange::sheet::Book;
use std::sync::Arc;

/// A file with a sheet of each kind.
fn book() -> Book {
    let sheets = [
        "儿童姓名,帮扶人,帮扶内容,频次,结对日期,监护人,同意日期\n林小雨,王新,作业,每两周,2026-09-01,林山,2026-08-30\n\
         没有人,王新,作业,每周,2026-09-01,,\n",
        "儿童姓名,物品,类别,数量,金额（元）,捐赠人,发放日期,发放人,凭证号\n\
         林小雨,书包,礼物,1,59.5,县红十字会,2026-10-08,李姐,A7\n石小宝,书包,礼物,2,119,县红十字会,2026-10-08,李姐,A7\n\
         ,书包,礼物,4,,县红十字会,2026-10-08,,A8\n林小雨,助学金,现金,1,500,王新,2026-10-09,,\n",
        "姓名,类型,联系电话,特长\n王新,志愿者,13800002222,画画\n县红十字会,单位,,\n",
    ];
    let sheets = sheets.iter().map(|text| {
        let read = from_bytes(text.as_bytes().to_vec(), "list.csv");
        read.unwrap().sheets.remove(0)
    });
    Book {
        file_name: "help.xlsx".into(),
        sheets: sheets.collect(),
    }
}

fn judged(desk: &Desk, answers: &ImportAnswers) -> Plan {
    match desk.judge(answers).unwrap() {
        Judged::Plan(plan) => plan,
        _ => panic!("no plan"),
    }
}

fn counts(plan: &Plan) -> (usize, usize, usize, usize) {
    let counts = plan.counts();
    (
        counts.added,
        counts.matched,
        counts.doubtful,
        counts.refused,
    )
}

fn support(desk: &Desk) -> Support {
    desk.store.support().unwrap()
}

#[test]
fn a_file_comes_in_as_one_step_and_undo_takes_all_of_it_back() {
    let mut desk = desk();
    let rain = add(&mut desk, "林小雨");
    add(&mut desk, "石小宝");
    let answers = ImportAnswers::of(Arc::new(book()));
    let plan = judged(&desk, &answers);
    assert_eq!(counts(&plan), (7, 0, 1, 0));
    let command = desk.import_command(&plan, Weekdays::NONE).unwrap();
    let done = desk.perform(command).unwrap();
    assert_eq!(
        done.outcome,
        crate::desk::outcome::Outcome::Imported { added: 7 }
    );
    let there = support(&desk);
    let helper = |name: &str| there.helpers.iter().find(|one| one.name == name).unwrap();
    let (person, body) = (helper("王新"), helper("县红十字会"));
    assert_eq!(person.kind, HelperKind::Volunteer);
    let pairing = &there.pairings[&rain][0];
    assert_eq!((pairing.helper, pairing.every), (person.id, 14));
    assert_eq!(pairing.consent_by, "林山");
    let of = |what: &str| -> &Donation {
        let mut all = there.donations.iter().filter(|one| one.what == what);
        all.next().unwrap()
    };
    assert_eq!(there.donations.len(), 2);
    let bags = of("书包");
    assert_eq!((bags.helper, bags.giver.as_str()), (Some(body.id), ""));
    // 59.5 and 119 yuan are 178.5.
    assert_eq!((bags.quantity, bags.worth), (7, Some(179)));
    assert_eq!(bags.paper_no, "A7 A8");
    assert_eq!(there.left_of(bags), 4);
    assert_eq!(of("助学金").helper, Some(person.id));
    // What is there already is said, and nothing is added twice.
    let again = judged(&desk, &answers);
    assert_eq!(counts(&again), (0, 7, 1, 0));
    let waits = again
        .rows()
        .into_iter()
        .find(|row| row.outcome == Verdict::Doubt);
    assert_eq!(waits.map(|row| row.name), Some("没有人"));
    desk.perform(Command::Undo(None)).unwrap();
    assert_eq!(support(&desk), Support::default());
}

/// What came was written down by hand; the list says who got it. Both are one donation, however often the list comes.
#[test]
fn a_list_of_who_got_it_takes_from_what_was_written_down_by_hand() {
    let mut desk = desk();
    for name in ["林小雨", "石小宝"] {
        add(&mut desk, name);
    }
    let donation = Donation {
        giver: "县红十字会".into(),
        what: "棉被".into(),
        quantity: 3,
        worth: Some(300),
        ..Donation::new("2026-11-01".parse().unwrap())
    };
    let came = SupportStep::Give {
        donation: Box::new(donation),
        to: Vec::new(),
    };
    desk.perform(Command::Support(came)).unwrap();
    let list = "儿童姓名,物品,数量,捐赠人,发放日期,凭证号\n林小雨,棉被,1,县红十字会,2026-11-05,A7\n石小宝,棉被,1,县红十字会,2026-11-05,\n,棉被,3,县红十字会,2026-11-01,\n";
    let book = from_bytes(list.as_bytes().to_vec(), "list.csv").unwrap();
    let answers = ImportAnswers::of(Arc::new(book));
    let command = {
        let plan = judged(&desk, &answers);
        // That it came is there already, in whatever order the rows stand.
        assert_eq!(counts(&plan), (2, 1, 0, 0));
        desk.import_command(&plan, Weekdays::NONE).unwrap()
    };
    desk.perform(command.clone()).unwrap();
    let there = support(&desk);
    assert_eq!(there.donations.len(), 1);
    assert_eq!(there.left_of(&there.donations[0]), 1);
    let notes: Vec<&str> = there
        .given
        .values()
        .flatten()
        .map(|one| one.note.as_str())
        .collect();
    assert!(notes.contains(&"A7"), "{notes:?}");
    assert_eq!(counts(&judged(&desk, &answers)), (0, 3, 0, 0));
    // Somebody else gave of it meanwhile: no more is given than there is.
    assert!(matches!(
        desk.perform(command),
        Err(Refusal::Help(HelpRefusal::NotEnoughLeft {
            left: 1,
            wanted: 2
        }))
    ));
}

/// The list of what came is imported again after some of it was handed out.
#[test]
fn a_list_of_what_came_adds_nothing_after_it_was_handed_out() {
    let mut desk = desk();
    let child = add(&mut desk, "林小雨");
    let list = "物品,数量,捐赠人,收到日期\n棉被,3,县红十字会,2026-11-01\n";
    let book = from_bytes(list.as_bytes().to_vec(), "list.csv").unwrap();
    let answers = ImportAnswers::of(Arc::new(book));
    let plan = judged(&desk, &answers);
    let command = desk.import_command(&plan, Weekdays::NONE).unwrap();
    desk.perform(command).unwrap();
    let given = SupportStep::Give {
        donation: Box::new(support(&desk).donations.remove(0)),
        to: vec![samples::given(child, desk.clock.today())],
    };
    desk.perform(Command::Support(given)).unwrap();
    assert_eq!(counts(&judged(&desk, &answers)), (0, 1, 0, 0));
}

#[test]
fn records_of_no_child_do_not_name_one_whichever_way_they_come() {
    let mut desk = desk();
    add(&mut desk, "林小雨");
    let donation = Donation {
        giver: "林小雨的邻居".into(),
        what: "书包".into(),
        ..Donation::new(desk.clock.today())
    };
    let import = SupportImport {
        donations: vec![donation],
        ..SupportImport::default()
    };
    let done = desk.perform(Command::Support(SupportStep::Import(Box::new(import))));
    assert!(matches!(
        done,
        Err(Refusal::Help(HelpRefusal::NamesAChild { .. }))
    ));
}
