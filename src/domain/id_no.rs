//! Resident identity numbers (GB 11643): check digit, birth date, sex.
