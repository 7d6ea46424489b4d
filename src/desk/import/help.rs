//! Lists of helpers, pairings and gifts: judged against what the home has, and turned into one step.

use super::plan::ImportAnswers;
use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::command::support::{SupportImport, SupportStep};
use crate::desk::query::Query;
use crate::desk::refusal::Refusal;
use crate::domain::support::given::{Donation, Given};
use crate::domain::support::helper::Helper;
use crate::domain::support::pairing::Pairing;
use crate::domain::{DonationId, HelperId, tidy};
use crate::exchange::helping::{
    Batch, Draft, DraftGift, DraftPairing, HelpJudge, HelpPlan, HelperRef,
};
use crate::exchange::sheet::RowAt;
use std::collections::{BTreeMap, HashMap};

/// Hundredths of a yuan.
const FEN: i64 = 100;

impl Desk {
    /// The plan of lists of helpers, pairings and gifts; `None` if the file has none.
    pub(crate) fn judge_help(&self, answers: &ImportAnswers) -> Result<Option<HelpPlan>, Refusal> {
        let children = self.ask(Query::Register)?.roster()?.children;
        let support = self.ask(Query::Known)?.support()?;
        let facts = (self.clock.today(), self.phones()?);
        let judge = HelpJudge::new(&children, &support, facts)
            .in_zone(self.clock.zone())
            .with_headings(self.headings(answers)?)
            .answered(&answers.chosen, &answers.left_out);
        Ok(judge.book(&answers.book, &answers.wanted))
    }

    /// The command that imports the valid rows of such lists in one step.
    pub(crate) fn import_help(&self, plan: &HelpPlan) -> Command {
        let mut import = SupportImport {
            source: plan.file_name.clone(),
            rows: plan.additions().count(),
            ..SupportImport::default()
        };
        let mut new: HashMap<RowAt, HelperId> = HashMap::new();
        let mut batches: BTreeMap<&Batch, Vec<&DraftGift>> = BTreeMap::new();
        let mut pairings: Vec<&DraftPairing> = Vec::new();
        for (at, draft) in plan.additions() {
            match draft {
                Draft::Helper(helper) => {
                    let id = self.clock.new_id();
                    new.insert(at, id);
                    import.helpers.push(Helper {
                        id,
                        ..Helper::clone(helper)
                    });
                }
                Draft::Pairing(pairing) => pairings.push(pairing),
                Draft::Gift(gift) => batches.entry(&gift.batch).or_default().push(gift),
            }
        }
        // Of a row that is not added nothing else is known.
        let helper = |is: HelperRef| match is {
            HelperRef::Stored(id) => Some(id),
            HelperRef::Row(at) => new.get(&at).copied(),
        };
        for draft in pairings {
            if let Some(helper) = helper(draft.helper) {
                import.pairings.push(self.pairing(draft, helper));
            }
        }
        for (batch, gifts) in batches {
            let (of_stock, gifts): (Vec<&DraftGift>, Vec<&DraftGift>) =
                gifts.into_iter().partition(|gift| gift.stock.is_some());
            for gift in of_stock {
                let of = gift.stock.unwrap_or_default();
                let given = self.given((batch, gift), of);
                // The donation has a paper of its own; that of the row stands with the child.
                import.given.extend(given.map(|one| Given {
                    note: tidy::trimmed(&format!("{} {}", one.note, gift.paper_no)),
                    ..one
                }));
            }
            if gifts.is_empty() {
                continue;
            }
            let donation = Donation {
                id: self.clock.new_id(),
                helper: batch.helper.and_then(helper),
                ..donation(batch, &gifts)
            };
            for gift in gifts {
                import.given.extend(self.given((batch, gift), donation.id));
            }
            import.donations.push(donation);
        }
        Command::Support(SupportStep::Import(Box::new(import)))
    }

    /// What a child got of a donation; `None` if it is of no child.
    fn given(&self, (batch, gift): (&Batch, &DraftGift), donation: DonationId) -> Option<Given> {
        Some(Given {
            id: self.clock.new_id(),
            child: gift.child?,
            donation,
            day: batch.day,
            quantity: gift.quantity,
            handed_by: gift.handed_by.clone(),
            note: gift.note.clone(),
        })
    }

    fn pairing(&self, draft: &DraftPairing, helper: HelperId) -> Pairing {
        Pairing {
            id: self.clock.new_id(),
            purpose: draft.purpose.clone(),
            every: draft.every,
            consent_by: draft.consent_by.clone(),
            consented_on: draft.consented_on,
            child_view: draft.child_view.clone(),
            ..Pairing::new(draft.child, helper, draft.since)
        }
    }
}

/// All that came by these rows.
fn donation(batch: &Batch, gifts: &[&DraftGift]) -> Donation {
    let mut paper_nos: Vec<&str> = Vec::new();
    for no in gifts.iter().map(|gift| gift.paper_no.as_str()) {
        if !no.is_empty() && !paper_nos.contains(&no) {
            paper_nos.push(no);
        }
    }
    let worths = gifts.iter().filter_map(|gift| gift.worth);
    let worth = worths.reduce(|sum, worth| sum + worth);
    let of_nobody = gifts.iter().filter(|gift| gift.child.is_none());
    let notes: Vec<&str> = of_nobody
        .map(|gift| gift.note.as_str())
        .filter(|note| !note.is_empty())
        .collect();
    Donation {
        kind: batch.kind,
        giver: batch.giver.clone(),
        what: batch.what.clone(),
        quantity: gifts.iter().map(|gift| gift.quantity).sum(),
        worth: worth.map(|fen| (fen + FEN / 2) / FEN),
        paper_no: paper_nos.join(" "),
        note: notes.join(" "),
        ..Donation::new(batch.day)
    }
}
