//! One macro for every list of fixed choices, so that each has a stable code for files and the
//! command line, a place in a form, and a word in each language.

/// Declares an enum whose variants have stable codes.
///
/// The codes are what is stored and exported; they never change once released. The words shown to
/// people come from the language files under the same code.
macro_rules! coded {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $(#[doc = concat!("Stored as `", $code, "`.")] $(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every choice, in the order in which forms and filters offer them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable code that is stored and exported.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The choice with this code, if there is one.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }

        impl $crate::domain::codes::Coded for $name {
            fn code(self) -> &'static str { Self::code(self) }
            fn from_code(code: &str) -> Option<Self> { Self::from_code(code) }
        }
    };
}
pub(crate) use coded;

/// A fixed choice with a stable code; implemented by every enum made with the `coded!` macro.
pub trait Coded: Copy + Sized {
    /// The stable code that is stored and exported.
    fn code(self) -> &'static str;
    /// The choice with this code, if there is one.
    fn from_code(code: &str) -> Option<Self>;
}
