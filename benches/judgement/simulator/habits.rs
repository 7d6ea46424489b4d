//! The habits of simulated children: one family to tune on, another one to report.

/// How often a child comes on each weekday from Monday to Saturday, in percent of open days.
pub(crate) type Week = [u32; 6];

/// How a habit changes with time.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Change {
    /// It does not.
    Never,
    /// Comes so many weeks and stays away as many.
    Turns(u32),
    /// Stays away with the whole class on so many days before each of four exams.
    Exams(u32),
    /// Loses so many percent of its interest a week from the autumn of the second school year on, down to so many.
    Fades(u32, u32),
    /// Goes over to another week within twelve weeks from March on.
    Drifts(Week),
    /// Comes in the first so many days of a month only.
    FirstOfMonth(u32),
}

/// One habit and how many children of a home have it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Habit {
    /// What it is called in the tables.
    pub(crate) name: &'static str,
    /// How often on each weekday.
    pub(crate) week: Week,
    /// How it changes.
    pub(crate) change: Change,
    /// Children of a home of 48.
    pub(crate) children: usize,
}

/// Habits, and how often something happens to children who have them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Family {
    /// What it is called.
    pub(crate) name: &'static str,
    /// The seed of its homes.
    pub(crate) seed: u64,
    /// The habits; their children add up to 48.
    pub(crate) habits: &'static [Habit],
    /// Illnesses per hundred child-weeks.
    pub(crate) ill: u32,
    /// Longest illness, in days.
    pub(crate) ill_days: u32,
    /// Illnesses of which somebody tells the home, of a hundred.
    pub(crate) told: u32,
    /// Days of a thousand on which half of the home stays away.
    pub(crate) weather: u32,
    /// Open days of a thousand of which no register is taken.
    pub(crate) not_taken: u32,
    /// Open days of a thousand of which half of the register is entered.
    pub(crate) half_entered: u32,
    /// Open days of a thousand that are entered from paper, without opening the home.
    pub(crate) on_paper: u32,
    /// Families of a hundred, with several children, who are away together in a month.
    pub(crate) together: u32,
}

const fn habit(name: &'static str, week: Week, change: Change, children: usize) -> Habit {
    Habit {
        name,
        week,
        change,
        children,
    }
}

/// The family that the rules may be tuned on.
pub(crate) const TUNING: Family = Family {
    name: "family A, to tune on",
    seed: 20_261_124,
    habits: &[
        habit("every day", [93, 93, 93, 93, 90, 60], Change::Never, 10),
        habit("Mon–Fri", [88, 88, 88, 88, 85, 5], Change::Never, 8),
        habit("three days", [85, 4, 85, 4, 85, 4], Change::Never, 6),
        habit("Saturdays", [2, 2, 2, 2, 2, 85], Change::Never, 5),
        habit("drop-ins", [35, 35, 35, 35, 35, 35], Change::Never, 5),
        habit(
            "alternate weeks",
            [88, 88, 88, 88, 85, 40],
            Change::Turns(1),
            4,
        ),
        habit("exam weeks", [90, 90, 90, 90, 88, 20], Change::Exams(5), 4),
        habit("faders", [92, 92, 92, 92, 88, 50], Change::Fades(5, 20), 3),
        habit(
            "drifting",
            [88, 88, 88, 88, 88, 20],
            Change::Drifts([8, 85, 8, 85, 8, 20]),
            3,
        ),
    ],
    ill: 4,
    ill_days: 6,
    told: 60,
    weather: 12,
    not_taken: 25,
    half_entered: 15,
    on_paper: 100,
    together: 10,
};

/// The family that is reported. Nothing was tuned on it; its seed was drawn after the numbers of the rules were settled.
pub(crate) const REPORTED: Family = Family {
    name: "family B, nothing was tuned on it",
    seed: 2_930_657_925,
    habits: &[
        habit("every day", [85, 80, 85, 80, 85, 45], Change::Never, 9),
        habit("Mon–Fri", [80, 80, 75, 80, 70, 0], Change::Never, 8),
        habit("three days", [10, 78, 78, 10, 78, 10], Change::Never, 4),
        habit("two days", [75, 3, 3, 75, 3, 3], Change::Never, 4),
        habit("Saturdays", [1, 1, 1, 1, 6, 75], Change::Never, 5),
        habit("drop-ins", [18, 22, 25, 18, 30, 30], Change::Never, 5),
        habit(
            "alternate weeks",
            [80, 80, 80, 80, 80, 10],
            Change::Turns(1),
            3,
        ),
        habit("exam weeks", [85, 85, 85, 85, 80, 30], Change::Exams(8), 3),
        habit("faders", [85, 85, 85, 85, 80, 30], Change::Fades(7, 10), 3),
        habit(
            "drifting",
            [80, 80, 80, 80, 80, 60],
            Change::Drifts([3, 3, 3, 3, 30, 80]),
            2,
        ),
        habit(
            "first of the month",
            [85, 85, 85, 85, 85, 60],
            Change::FirstOfMonth(12),
            2,
        ),
    ],
    ill: 5,
    ill_days: 9,
    told: 45,
    weather: 16,
    not_taken: 40,
    half_entered: 25,
    on_paper: 200,
    together: 15,
};
