//! The identifiers of the rules.

use crate::domain::codes::coded;

coded! {
    /// The rules of `domain.md` section 9, under the same numbers; A5 is the register of `judgement.md`.
    pub RuleId {
        /// Ordinary child: one visit per calendar year.
        V1 = "V1",
        /// Other categories: one visit per calendar month.
        V2 = "V2",
        /// Visit interval by risk level.
        V3 = "V3",
        /// Visits in summer mode.
        V4 = "V4",
        /// A visit that did not meet the child.
        V5 = "V5",
        /// First visit of a new child, and after an incident.
        V6 = "V6",
        /// An activity every week, or a recorded reason.
        A1 = "A1",
        /// Drowning talks from April to September.
        A2 = "A2",
        /// Monthly policy talk.
        A3 = "A3",
        /// A fire drill for every child in every term.
        A4 = "A4",
        /// Open days whose register was not taken.
        A5 = "A5",
        /// Expected today and not in.
        S1 = "S1",
        /// Several calls without an answer.
        S2 = "S2",
        /// Unexplained misses in a row, or a run that is rare for the child.
        S3 = "S3",
        /// Many unexplained misses: the township has to know.
        S4 = "S4",
        /// Not seen for too long.
        S5 = "S5",
        /// Falling attendance.
        S6 = "S6",
        /// Still signed in after closing.
        S7 = "S7",
        /// Collected by an unlisted person.
        S8 = "S8",
        /// Too many children for the adults.
        S9 = "S9",
        /// Nobody at home, and too young or with special needs.
        L1 = "L1",
        /// Nobody at home: living alone.
        L2 = "L2",
        /// Left behind without caregiver or agreement.
        L3 = "L3",
        /// No recorded contact of the parents.
        L4 = "L4",
        /// The caregiver is barred by law.
        L5 = "L5",
        /// An unreported incident.
        L6 = "L6",
        /// File not verified.
        D1 = "D1",
        /// Phone numbers not verified, or calls failed.
        D2 = "D2",
        /// Risk assessment overdue.
        D3 = "D3",
        /// Quarterly check.
        D4 = "D4",
        /// A birthday ends categories.
        D5 = "D5",
        /// Background check of staff.
        D6 = "D6",
        /// A request of a family about data that waits for its answer.
        D7 = "D7",
        /// Files of children who left were kept long enough.
        D8 = "D8",
        /// A contact that was agreed in a pairing is overdue.
        P1 = "P1",
        /// A measure of a support plan is due.
        P2 = "P2",
        /// Children with needs have nobody.
        P3 = "P3",
        /// A benefit runs out.
        P4 = "P4",
        /// Absent from school by the teacher's word.
        P5 = "P5",
        /// A support plan was not reviewed.
        P6 = "P6",
    }
}
