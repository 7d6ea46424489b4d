//! Open days: weekly hours, closed days, public holidays and make-up days, school terms.
