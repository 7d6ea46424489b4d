//! Repeatable numbers: the same seed, kind and number of an input always give the same input.

/// A generator of the splitmix64 family.
pub(crate) struct Numbers(u64);

impl Numbers {
    /// The numbers that make one input.
    pub(crate) fn of(seed: u64, kind: &str, number: u32) -> Self {
        let start = kind.bytes().fold(seed, |sum, byte| {
            sum.wrapping_mul(0x0100_0000_01B3) ^ u64::from(byte)
        });
        let mut numbers = Self(start);
        numbers.0 = numbers.next() ^ u64::from(number);
        numbers
    }

    /// Any number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below this one; 0 below 0.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        let limit = (limit as u64).max(1);
        (self.next() % limit) as usize
    }

    /// Whether something happens that happens once in so many times.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of these.
    pub(crate) fn one<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// A place in these bytes and a length from there that is usually short.
    pub(crate) fn block(&mut self, length: usize) -> (usize, usize) {
        let from = self.below(length + 1);
        let most = self.one(&[4, 32, 512, 8192]);
        (from, from + self.below((length - from).min(most) + 1))
    }
}
