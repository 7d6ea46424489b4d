//! The numbers of the rules: defaults, presets, and what this home has changed.

/// One number of one rule as the home has set it: `"S3.red"` is 3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleNumber {
    /// Rule and number.
    pub name: String,
    /// Its value.
    pub value: i64,
}

/// All numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleBook {
    changed: Vec<RuleNumber>,
}

impl RuleBook {
    /// The defaults, with what the home has changed.
    pub fn new(changed: Vec<RuleNumber>) -> Self {
        Self { changed }
    }
}
