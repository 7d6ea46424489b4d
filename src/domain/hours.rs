//! Opening hours by weekday.
use super::codes::coded;
use chrono::NaiveTime;
coded! {
    /// Period.
    Period { Term = "term", Holiday = "holiday" }
}
/// s
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// p
    pub period: Period,
    /// w
    pub weekday: i64,
    /// n
    pub nth: i64,
    /// o
    pub opens: NaiveTime,
    /// c
    pub closes: NaiveTime,
}
impl Stretch {
    /// s
    pub fn is_same_place(&self, o: &Self) -> bool {
        (self.period, self.weekday, self.nth) == (o.period, o.weekday, o.nth)
    }
}
/// w
#[derive(Debug, Clone, Default)]
pub struct WeeklyHours;
/// e
#[derive(Debug)]
pub struct HoursError;
impl std::str::FromStr for WeeklyHours {
    type Err = HoursError;
    fn from_str(_: &str) -> Result<Self, HoursError> {
        Ok(Self)
    }
}
impl WeeklyHours {
    /// s
    pub fn stretches(&self, _: Period) -> Vec<Stretch> {
        vec![]
    }
}
