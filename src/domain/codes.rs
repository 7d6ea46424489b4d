//! A macro for enums of fixed choices. Each choice has a stable code, used in files, on the command
//! line and as the key of its word in the language files.

/// Declares an enum whose variants have stable codes.
///
/// The codes are stored and exported; a released code never changes. The words on screen come from
/// the language files under the same code.
macro_rules! coded {
    ($(#[$meta:meta])* $vis:vis $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $vis enum $name { $(#[doc = concat!("Stored as `", $code, "`.")] $(#[$vmeta])* $variant),+ }

        impl $name {
            /// All choices, in the order of forms and filters.
            $vis const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable code that is stored and exported.
            $vis const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The choice with this code, or `None`.
            $vis fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }

        // Not every list of choices is shown somewhere.
        const _: &[$name] = $name::ALL;

        impl $crate::domain::codes::Coded for $name {
            fn code(self) -> &'static str { Self::code(self) }
            fn from_code(code: &str) -> Option<Self> { Self::from_code(code) }
        }
    };
}
pub(crate) use coded;

/// A fixed choice with a stable code; implemented by every enum made with the `coded!` macro.
pub(crate) trait Coded: Copy + Sized {
    /// The stable code that is stored and exported.
    fn code(self) -> &'static str;
    /// The choice with this code, or `None`.
    fn from_code(code: &str) -> Option<Self>;
}
