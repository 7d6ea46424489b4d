//! What a family reads of its child: everything that it may, and nothing that would harm the child.

mod help;

use super::generated::Home;
use super::trends::today;
use crate::desk::command::Command;
use crate::domain::calendar::period::Period;
use crate::domain::child::{CareGrade, Guardianship};
use crate::domain::contact::Relation;
use crate::domain::problem::ProblemKind;
use crate::domain::visit::VisitKind;
use crate::domain::{
    Child, Contact, ContactId, FamilyRequest, Problem, Risk, Visit, VisitId, samples,
};
use crate::i18n::Lang;
use crate::reports::ledgers::{Ledger, Of, OfChild, ledger};
use crate::reports::words::value_words;

/// All cells of the copy for the family of a child, with its sentences and notes.
fn copy(home: &Home, child: &Child) -> String {
    let kind = Ledger::FamilyCopy;
    let calendar = home.desk.calendar().unwrap();
    let period = Period::range(today() - chrono::Days::new(60), today());
    let periods = kind.periods(period, &calendar);
    let facts = home.desk.period_facts(&periods, kind.parts()).unwrap();
    let of = OfChild {
        child: child.id,
        matters: Vec::new(),
        open: Vec::new(),
    };
    let of = Of {
        child: Some(&of),
        layout: None,
    };
    let tables = ledger(&facts, kind, (period, of), Lang::Zh);
    let cells = tables.iter().flat_map(|table| {
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        let cells = cells.map(|cell| value_words(&cell.value, Lang::Zh, today()));
        let texts = table.sentences.iter().chain(&table.notes).cloned();
        cells.chain(texts).collect::<Vec<_>>()
    });
    cells.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_copy_for_the_family_holds_nothing_that_would_harm_the_child() {
    let mut homes = (3..).map(|seed| Home::new(seed, today()));
    let mut home = homes.find(|home| !home.children.is_empty()).unwrap();
    let child = Child {
        id_no: "341699201611192043".into(),
        allergy: "花生过敏".into(),
        risk: Some(Risk::Red),
        risk_reason: "父亲酗酒".into(),
        care_grade: Some(CareGrade::Poor),
        guardianship: Some(Guardianship::Unable),
        own_words: "爸爸打我".into(),
        note: "邻居说常哭".into(),
        ..home.children[0].clone()
    };
    let mother = Contact {
        id: ContactId::default(),
        child: child.id,
        name: "孟秀兰".into(),
        relation: Relation::Mother,
        is_caregiver: false,
        can_collect: true,
        phones: "13746814538".into(),
        phone_verified_on: None,
        work_place: "昆山某厂".into(),
        id_no: "341699198806061228".into(),
        priority: 1,
        note: "躲着父亲".into(),
        do_not_contact: "法院禁止".into(),
        barred_since: None,
    };
    let visit = Visit {
        note: "孩子身上有伤".into(),
        own_words: "不想回家".into(),
        child_seen: true,
        ..Visit::new(VisitId::default(), child.id, today(), VisitKind::Regular)
    };
    let problem = |kind, what: &str| Problem {
        what: what.into(),
        ..Problem::new(child.id, kind, today())
    };
    let asked = FamilyRequest {
        what: "要一份看看".into(),
        ..samples::request(child.id, today())
    };
    for command in [
        Command::SaveChild(Box::new(child.clone())),
        Command::SaveContact(mother),
        Command::RecordVisits(vec![visit]),
        Command::AddProblem(Box::new(problem(ProblemKind::School, "书本费没交"))),
        Command::AddProblem(Box::new(problem(ProblemKind::Safety, "家里不安全"))),
        Command::AddIncident(Box::new(samples::incident(
            child.id,
            "2026-11-20T17:00:00+08:00",
        ))),
        Command::SaveRequest(asked),
    ] {
        home.desk.perform(command).unwrap();
    }
    let said = copy(&home, &child);
    for wanted in [
        child.name.as_str(),
        "341699201611192043",
        "花生过敏",
        "孟秀兰",
        "书本费没交",
        "要一份看看",
        "2026-11-27",
    ] {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    for harm in [
        "酗酒",
        "打我",
        "常哭",
        "13746814538",
        "昆山",
        "341699198806061228",
        "躲着",
        "法院",
        "有伤",
        "不想回家",
        "不安全",
        "红",
        "无力",
        "不明伤害",
    ] {
        assert!(!said.contains(harm), "{harm}: {said}");
    }
}
