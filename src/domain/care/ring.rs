//! The numbers to ring first after an incident, as a home has set them.

use crate::domain::tidy;

/// The most numbers that a home sets: they share a line or two of a card.
pub(crate) const RING_MOST: usize = 6;
/// The fewest digits of a number: `110`.
const FEWEST_DIGITS: usize = 3;

/// Whom to ring, and the number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RingNumber {
    /// Who answers.
    pub name: String,
    /// The number, as it is dialled.
    pub number: String,
}

impl RingNumber {
    /// Reads a name with its number at the end: `派出所 0558-8812345`, `报警110`. `None` without a name or a number.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = tidy::trimmed(text);
        let (name, number) = match text.rsplit_once(' ') {
            Some((name, number)) if is_number(number) => (name, number),
            _ => {
                let name = text.trim_end_matches(dials);
                (name, text.strip_prefix(name)?)
            }
        };
        let (name, number) = (name.trim(), number.trim());
        (!name.is_empty() && is_number(number)).then(|| Self {
            name: name.to_owned(),
            number: number.to_owned(),
        })
    }

    /// Name and number in one line, as [`Self::parse`] reads them.
    pub(crate) fn line(&self) -> String {
        format!("{} {}", self.name, self.number)
    }

    /// The text that a home's setting keeps.
    pub(crate) fn all_to_text(numbers: &[Self]) -> String {
        let lines: Vec<String> = numbers.iter().take(RING_MOST).map(Self::line).collect();
        lines.join("\n")
    }

    /// Reads [`Self::all_to_text`]; leaves out what is something else.
    pub(crate) fn all_from_text(text: &str) -> Vec<Self> {
        let numbers = text.lines().filter_map(Self::parse);
        numbers.take(RING_MOST).collect()
    }
}

const fn dials(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ' ' | '-' | '+')
}

fn is_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits >= FEWEST_DIGITS && text.chars().all(dials)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("报警 110", Some(("报警", "110")))]
    #[case("报警110", Some(("报警", "110")))]
    #[case("  王市派出所　０５５８－８８１２３４５ ", Some(("王市派出所", "0558-8812345")))]
    #[case("police station 2 0558-8812345", Some(("police station 2", "0558-8812345")))]
    #[case("所长 138 0000 1111", Some(("所长 138 0000", "1111")))]
    #[case::no_name("110", None)]
    #[case::no_number("派出所", None)]
    #[case::too_short("派出所 11", None)]
    #[case::number_first("110 报警", None)]
    #[case::nothing("", None)]
    fn a_name_and_its_number_are_read_from_one_line(
        #[case] text: &str,
        #[case] read: Option<(&str, &str)>,
    ) {
        let number = RingNumber::parse(text);
        let found = number
            .as_ref()
            .map(|one| (one.name.as_str(), one.number.as_str()));
        assert_eq!(found, read);
        if let Some(number) = number {
            assert_eq!(RingNumber::parse(&number.line()), Some(number));
        }
    }

    #[test]
    fn a_setting_keeps_six_in_their_order() {
        let numbers: Vec<RingNumber> = (0..8)
            .filter_map(|nth| RingNumber::parse(&format!("某站{nth} 8812{nth}")))
            .collect();
        assert_eq!(numbers.len(), 8);
        let kept = RingNumber::all_from_text(&RingNumber::all_to_text(&numbers));
        assert_eq!(kept, numbers[..RING_MOST]);
        assert_eq!(RingNumber::all_from_text(""), []);
    }
}
