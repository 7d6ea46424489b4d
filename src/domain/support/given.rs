//! What was given (帮扶物资): what came from whom, and which children got of it. Money never passes through the program: it
//! keeps what somebody else paid or handed over, and the number of the paper that proves it.

use crate::domain::codes::coded;
use crate::domain::ids::{ChildId, DonationId, GivenId, HelperId};
use chrono::NaiveDate;

coded! {
    /// Kind of help.
    pub GoodsKind {
        /// A gift: a school bag, a toy.
        Gift = "gift",
        /// Money that was handed over by the giver.
        Money = "money",
        /// Goods for living: clothes, rice, quilts.
        Goods = "goods",
        /// A repair of the house, the roof, the gate.
        Repair = "repair",
        /// Fees that were paid: school, meals, a doctor.
        Fee = "fee",
        /// A place in a school.
        Place = "place",
        /// A service: transport, glasses, a check-up.
        Service = "service",
    }
}

/// What came from a giver. The stock is no more than this: what came, what was given, what is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Donation {
    /// Record identifier.
    pub id: DonationId,
    /// The giver, if it is one of the helpers.
    pub helper: Option<HelperId>,
    /// The giver in words, if it is none of the helpers.
    pub giver: String,
    /// Kind.
    pub kind: GoodsKind,
    /// What it is.
    pub what: String,
    /// How many came.
    pub quantity: i64,
    /// Worth of all of it in yuan, as the giver says; `None` if nobody said.
    pub worth: Option<i64>,
    /// Day on which it came.
    pub came_on: NaiveDate,
    /// Number of the paper that proves it.
    pub paper_no: String,
    /// Anything else.
    pub note: String,
}

/// What one child got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Record identifier.
    pub id: GivenId,
    /// The child.
    pub child: ChildId,
    /// What it is of.
    pub donation: DonationId,
    /// Day on which it was handed over.
    pub day: NaiveDate,
    /// How many; none where it is shared with a brother or sister for whom it is counted, such as a mended roof.
    pub quantity: i64,
    /// Who handed it over.
    pub handed_by: String,
    /// Anything else.
    pub note: String,
}

/// How something is handed over: when, by whom, how many to each child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handing {
    /// The day.
    pub day: NaiveDate,
    /// Pieces for each child, at least one.
    pub each: i64,
    /// Who hands it over.
    pub by: String,
}

impl Donation {
    /// A donation of one piece that came on a day.
    pub(crate) fn new(came_on: NaiveDate) -> Self {
        Self {
            id: DonationId::default(),
            helper: None,
            giver: String::new(),
            kind: GoodsKind::Gift,
            what: String::new(),
            quantity: 1,
            worth: None,
            came_on,
            paper_no: String::new(),
            note: String::new(),
        }
    }
}
