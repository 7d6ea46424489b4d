//! Help: helpers and pairings, support plans, what was given, benefits and the smaller records of a child.

mod checks;
mod give;
mod helpers;
mod leaving;
mod records;

use crate::desk::Desk;
use crate::desk::command::support::{SupportImport, SupportStep};
use crate::desk::outcome::{Done, Outcome};
use crate::desk::refusal::Refusal;
use crate::store::ActKind;

pub(crate) fn perform(desk: &mut Desk, step: SupportStep) -> Result<Done, Refusal> {
    match step {
        SupportStep::SaveHelper(helper) => helpers::save(desk, *helper),
        SupportStep::Leave(leaves) => leaving::leave(desk, &leaves),
        SupportStep::HandOn(handed) => leaving::hand_pairing_on(desk, &handed),
        SupportStep::Pair(pairings) => helpers::pair(desk, pairings),
        SupportStep::SavePairing(pairing) => helpers::save_pairing(desk, *pairing),
        SupportStep::RecordContacts(contacts) => helpers::record_contacts(desk, contacts),
        SupportStep::SaveMeasure(measure) => records::save_measure(desk, *measure),
        SupportStep::ReviewPlan(review) => records::review(desk, review),
        SupportStep::Give { donation, to } => give::give(desk, *donation, to),
        SupportStep::SaveDonation(donation) => give::save(desk, &donation),
        SupportStep::TakeBack(given) => give::take_back(desk, &given),
        SupportStep::SaveBenefit(benefit) => records::save_benefit(desk, *benefit),
        SupportStep::SaveBenefitKind(kind) => records::save_benefit_kind(desk, *kind),
        SupportStep::AddTalk(talk) => records::add_talk(desk, *talk),
        SupportStep::SaveTalk { talk, had } => records::save_talk(desk, *talk, &had),
        SupportStep::SaveNews(news) => records::save_news(desk, news),
        SupportStep::SaveWish(wish) => records::save_wish(desk, *wish),
        SupportStep::SaveWord(word) => records::save_word(desk, *word),
        SupportStep::SavePlace(place) => records::save_place(desk, *place),
        SupportStep::Import(import) => import_lists(desk, &import),
    }
}

/// Writes the records of lists, all or none.
fn import_lists(desk: &mut Desk, import: &SupportImport) -> Result<Done, Refusal> {
    for one in &import.helpers {
        helpers::says_no_child(desk, one)?;
    }
    for one in &import.donations {
        give::says_no_child(desk, one)?;
    }
    give::has_enough(desk, import)?;
    let mut new = import.helpers.clone();
    for one in &mut new {
        helpers::begins_earlier(one, &import.pairings);
    }
    new.extend(helpers::there_earlier(desk, &import.pairings)?);
    let act = desk
        .act(ActKind::ImportSupport)
        .because(import.source.clone());
    desk.step(&act, |writer| {
        new.iter().try_for_each(|one| writer.put(one))?;
        import.pairings.iter().try_for_each(|one| writer.put(one))?;
        import
            .donations
            .iter()
            .try_for_each(|one| writer.put(one))?;
        import.given.iter().try_for_each(|one| writer.put(one))?;
        Ok(Outcome::Imported { added: import.rows })
    })
}
