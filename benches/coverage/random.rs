//! Random numbers by name, so that no row depends on another.

use assess::statistics::distribution::normal_quantile;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

pub(crate) struct Random(ChaCha8Rng);

impl Random {
    /// The numbers of a row: seeded by the FNV-1a hash of its name.
    pub(crate) fn of(name: &str) -> Self {
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(ChaCha8Rng::seed_from_u64(hash))
    }

    /// A seed for something that draws by itself.
    pub(crate) fn seed(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A standard normal number.
    pub(crate) fn normal(&mut self) -> f64 {
        let uniform = ((self.0.next_u64() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64;
        normal_quantile(uniform).unwrap()
    }
}
