//! Records of help in a child's history: what each is called, and the names that stand in place of identifiers.

use super::help::benefit_name;
use super::state::ChildrenScene;
use crate::domain::support::benefit::catalogue;
use crate::domain::support::of;
use crate::domain::{ChildId, DonationId, HelperId, PairingId, Problem, ProblemId, StaffId};
use crate::i18n::words;
use crate::store::{Change, Fields};
use crate::t;

/// The name of a record of help; `None` for another record. `shown` is a field in words.
pub(super) fn name(
    change: &Change,
    fields: &Fields,
    shown: impl Fn(&str) -> String,
) -> Option<String> {
    let parts: &[&str] = match change.kind.as_str() {
        "pairing" => &["helper", "purpose"],
        "helper_contact" => &["day", "way", "pairing", "what"],
        "measure" | "parent_news" => &["what"],
        "plan_review" => &["day", "note"],
        "given" => &["day", "donation"],
        "benefit" => &["code"],
        "talk" => &["day", "kind", "who"],
        "wish" => &["words"],
        "school_word" => &["day", "word", "by"],
        "school_place" => &["school"],
        _ => return None,
    };
    let said = parts.iter().filter(|part| !fields.text(part).is_empty());
    let said: Vec<String> = said.map(|part| shown(part)).collect();
    Some(said.join("  "))
}

/// Whether a field names another record by its identifier or code.
pub(super) fn is_link(table: &str, field: &str) -> bool {
    matches!(
        (table, field),
        ("pairing" | "measure" | "wish", "helper")
            | ("helper_contact", "pairing")
            | ("measure", "problem")
            | ("given", "donation")
            | ("benefit", "code")
            | ("plan_review", "by")
    )
}

/// The name of a record in place of its identifier.
pub(super) fn linked(scene: ChildrenScene<'_>, field: &str, stored: &str) -> String {
    let named = match field {
        "helper" => helper(scene, stored),
        "pairing" => pairing(scene, stored),
        "problem" => problem(scene, stored),
        "donation" => donation(scene, stored),
        "code" => {
            let kinds = catalogue(&scene.house.known.support.own_benefits);
            Some(benefit_name(&kinds, stored, scene.env.lang))
        }
        _ => staff(scene, stored),
    };
    let named = named.filter(|name| !name.is_empty());
    named.unwrap_or_else(|| t!(scene.env.lang, "was-gone"))
}

fn child(scene: ChildrenScene<'_>) -> Option<ChildId> {
    scene.state.file.as_ref().map(|file| file.child)
}

/// The field of a record that is not there any more, as the history that was read has it.
fn of_removed(scene: ChildrenScene<'_>, table: &str, key: &str, field: &str) -> Option<String> {
    let past = scene.state.file.as_ref()?.past.as_ref()?;
    let its = past.history.iter().map(|one| &one.change);
    let mut its = its.filter(|one| one.kind == table && one.key == key);
    its.find_map(|one| match (&one.before, &one.after) {
        (Some(all), None) | (None, Some(all)) => Some(all.text(field)),
        _ => None,
    })
}

fn helper(scene: ChildrenScene<'_>, stored: &str) -> Option<String> {
    let id: HelperId = stored.parse().ok()?;
    Some(scene.house.known.support.helper_name(id).to_owned())
}

/// The name of the helper of a pairing.
fn pairing(scene: ChildrenScene<'_>, stored: &str) -> Option<String> {
    let support = &scene.house.known.support;
    let id: PairingId = stored.parse().ok()?;
    let mut all = of(&support.pairings, child(scene)?).iter();
    if let Some(one) = all.find(|one| one.id == id) {
        return Some(support.helper_name(one.helper).to_owned());
    }
    helper(scene, &of_removed(scene, "pairing", stored, "helper")?)
}

/// Kind and text of a need.
fn problem(scene: ChildrenScene<'_>, stored: &str) -> Option<String> {
    let id: ProblemId = stored.parse().ok()?;
    let mut all = of(&scene.house.known.problems, child(scene)?).iter();
    let kind = |one: &Problem| words::choice(scene.env.lang, "problem", one.kind);
    match all.find(|one| one.id == id) {
        Some(one) if one.what.is_empty() => Some(kind(one)),
        Some(one) => Some(format!("{} {}", kind(one), one.what)),
        None => of_removed(scene, "problem", stored, "what"),
    }
}

fn donation(scene: ChildrenScene<'_>, stored: &str) -> Option<String> {
    let id: DonationId = stored.parse().ok()?;
    let its = scene.house.known.support.donation(id)?;
    Some(its.what.clone())
}

fn staff(scene: ChildrenScene<'_>, stored: &str) -> Option<String> {
    let id: StaffId = stored.parse().ok()?;
    scene.house.staff_member(id).map(|one| one.name.clone())
}

#[cfg(test)]
mod tests {
    use crate::app::testing::TestSession;
    use crate::desk::command::Command;
    use crate::desk::command::support::SupportStep;
    use crate::desk::job::Load;
    use crate::domain::support::benefit::{Benefit, BenefitState};
    use crate::domain::support::given::Donation;
    use crate::domain::support::helper::Helper;
    use crate::domain::support::measure::Measure;
    use crate::domain::support::news::ParentNews;
    use crate::domain::support::pairing::{HelperContact, Pairing};
    use crate::domain::support::school::{SchoolPlace, SchoolWord, TeacherWord};
    use crate::domain::support::talk::Talk;
    use crate::domain::support::wish::Wish;
    use crate::domain::support::{Support, of};
    use crate::domain::{ChildId, samples};
    use crate::i18n::word;
    use crate::screens::effect::Job;

    fn step(session: &mut TestSession, step: SupportStep) {
        session.perform(Command::Support(step));
    }

    fn support(session: &TestSession) -> Support {
        session.store().support().unwrap()
    }

    /// What the history of a file says, the file being opened anew.
    fn past(session: &mut TestSession, child: ChildId) -> Vec<String> {
        session.keys("f4 esc esc");
        session.open_file(child);
        let load = Job::Load(Load::Past(child));
        let message = session.runner.run(load).expect("an answer");
        session.handle(message);
        let lines = session.children().file_lines();
        let title = word(session.model.look.lang, "section-timeline");
        let from = lines.iter().position(|line| line.label == title).unwrap();
        let lines = lines.iter().skip(from + 1);
        lines.map(|line| line.value.clone()).collect()
    }

    /// One record of every kind, each with texts of its own.
    fn fill(session: &mut TestSession, child: ChildId) {
        let today = session.model.house.today();
        session.perform(Command::AddProblem(Box::new(samples::problem(
            child,
            "没有课桌",
        ))));
        let problem = session.store().held(child).unwrap().problems.remove(0).id;
        let helper = Helper {
            name: "周小梅".to_owned(),
            ..samples::helper(today)
        };
        step(session, SupportStep::SaveHelper(Box::new(helper)));
        let helper = support(session).helpers[0].id;
        let pairing = Pairing {
            helper,
            purpose: "辅导功课".to_owned(),
            ..samples::pairing(child, today)
        };
        step(session, SupportStep::Pair(vec![pairing]));
        let pairing = of(&support(session).pairings, child)[0].clone();
        let contact = HelperContact {
            pairing: pairing.id,
            what: "一起看书".to_owned(),
            ..samples::contact(child, today)
        };
        step(session, SupportStep::RecordContacts(vec![contact]));
        let measure = Measure {
            problem,
            helper: Some(helper),
            what: "借一张课桌".to_owned(),
            ..samples::measure(child, today)
        };
        step(session, SupportStep::SaveMeasure(Box::new(measure)));
        step(
            session,
            SupportStep::ReviewPlan(samples::review(child, today)),
        );
        let donation = Donation {
            what: "书包".to_owned(),
            ..samples::donation(today)
        };
        step(
            session,
            SupportStep::Give {
                donation: Box::new(donation),
                to: vec![samples::given(child, today)],
            },
        );
        let steps = vec![
            SupportStep::SaveBenefit(Box::new(Benefit::new(child, "DIBAO", today))),
            SupportStep::AddTalk(Box::new(Talk {
                who: "李老师".to_owned(),
                notes: "梦见爸爸".to_owned(),
                ..samples::talk(child, today)
            })),
            SupportStep::SaveNews(vec![ParentNews {
                what: "画了一张画".to_owned(),
                ..samples::news(child, today)
            }]),
            SupportStep::SaveWish(Box::new(Wish {
                words: "想要一双雨鞋".to_owned(),
                ..samples::wish(child, today)
            })),
            SupportStep::SaveWord(Box::new(SchoolWord {
                word: TeacherWord::Better,
                by: "王老师".to_owned(),
                ..samples::word(child, today)
            })),
            SupportStep::SavePlace(Box::new(SchoolPlace {
                school: "王市中心小学".to_owned(),
                found_by: "周小梅".to_owned(),
                ..samples::place(child, today)
            })),
        ];
        for one in steps {
            step(session, one);
        }
    }

    /// Changes what names another record, and a field whose name means something else in other tables.
    fn change(session: &mut TestSession, child: ChildId) {
        let today = session.model.house.today();
        let all = support(session);
        let helper = all.helpers[0].id;
        let steps = vec![
            SupportStep::SavePairing(Box::new(Pairing {
                until: Some(today),
                reason: "搬到县城".to_owned(),
                ..of(&all.pairings, child)[0].clone()
            })),
            SupportStep::SaveMeasure(Box::new(Measure {
                what: "买一张课桌".to_owned(),
                helper: None,
                ..of(&all.measures, child)[0].clone()
            })),
            SupportStep::SaveBenefit(Box::new(Benefit {
                state: BenefitState::Applying,
                applied_on: Some(today),
                ..of(&all.benefits, child)[0].clone()
            })),
            SupportStep::SaveTalk {
                had: "梦见爸爸".to_owned(),
                talk: Box::new(Talk {
                    notes: "梦见妈妈".to_owned(),
                    ..of(&all.talks, child)[0].clone()
                }),
            },
            SupportStep::SaveWish(Box::new(Wish {
                helper: Some(helper),
                taken_on: Some(today),
                ..of(&all.wishes, child)[0].clone()
            })),
            SupportStep::SavePlace(Box::new(SchoolPlace {
                found_by: "村委会".to_owned(),
                ..of(&all.places, child)[0].clone()
            })),
            SupportStep::TakeBack(of(&all.given, child)[0].clone()),
        ];
        for one in steps {
            step(session, one);
        }
    }

    /// Whether a text holds an identifier.
    fn has_identifier(text: &str) -> bool {
        let words = text.split(|c: char| !c.is_ascii_hexdigit() && c != '-');
        words
            .into_iter()
            .any(|word| word.parse::<uuid::Uuid>().is_ok())
    }

    #[test]
    fn every_record_of_help_has_a_name_in_the_history() {
        let mut session = TestSession::new();
        let child = session.child("汪乐乐");
        fill(&mut session, child);
        let lines = past(&mut session, child);
        for wanted in [
            "周小梅  辅导功课",
            "上门  周小梅  一起看书",
            "借一张课桌",
            "书包",
            "李老师",
            "画了一张画",
            "想要一双雨鞋",
            "王老师",
            "王市中心小学",
        ] {
            assert!(
                lines.iter().any(|line| line.contains(wanted)),
                "{wanted}: {lines:#?}"
            );
        }
        let said = lines.join("\n");
        assert!(!said.contains("DIBAO") && !said.contains("梦见"), "{said}");
        assert!(!said.contains("（空）") && !has_identifier(&said), "{said}");
    }

    #[test]
    fn changes_of_help_are_told_by_names_and_with_the_words_of_their_forms() {
        let mut session = TestSession::new();
        let child = session.child("汪乐乐");
        fill(&mut session, child);
        change(&mut session, child);
        let lines = past(&mut session, child);
        for wanted in [
            "周小梅  辅导功课的最后一天：（空） → 2026-11-23",
            "周小梅  辅导功课的原因：（空） → 搬到县城",
            "借一张课桌的措施：借一张课桌 → 买一张课桌",
            "借一张课桌的帮扶人：周小梅 → （空）",
            "想要一双雨鞋的认领的帮扶人：（空） → 周小梅",
            "王市中心小学的谁找到的：周小梅 → 村委会",
            "李老师的内部记录（限阅）：（限制查看） → （限制查看）",
        ] {
            assert!(
                lines.iter().any(|line| line.contains(wanted)),
                "{wanted}: {lines:#?}"
            );
        }
        let said = lines.join("\n");
        assert!(!said.contains("梦见") && !has_identifier(&said), "{said}");
        // No key without words is shown.
        let is_raw = |text: &str| {
            ["field-", "absence-reason-", "benefit-state-"]
                .iter()
                .any(|key| text.contains(key))
        };
        assert!(!is_raw(&said), "{said}");
    }
}
