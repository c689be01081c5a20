//! Named streams of uniform numbers.
//!
//! Every uncertain quantity has its own stream, keyed by the seed and the quantity's name, so that
//! the presence of one quantity never shifts another, and all plans and all what-ifs see the same
//! numbers (common random numbers). Neither an organisation's name nor the order of rows enters.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Streams of one seed, each generated once and kept.
#[derive(Debug)]
pub struct Streams {
    seed: u64,
    draws: usize,
    known: RefCell<BTreeMap<String, Rc<[f64]>>>,
}

impl Streams {
    /// Streams of `draws` numbers each.
    pub fn new(seed: u64, draws: usize) -> Self {
        Self { seed, draws, known: RefCell::default() }
    }

    /// The stream of a quantity: numbers in `[0, 1)`, one per draw.
    pub fn uniform(&self, name: &str) -> Rc<[f64]> {
        if let Some(stream) = self.known.borrow().get(name) {
            return Rc::clone(stream);
        }
        let stream: Rc<[f64]> = generate(self.seed, name, self.draws).into();
        self.known.borrow_mut().insert(name.to_owned(), Rc::clone(&stream));
        stream
    }

    /// A standard normal number from two uniform ones (Box and Muller 1958).
    pub fn normal(&self, name: &str) -> Rc<[f64]> {
        let key = format!("normal.{name}");
        if let Some(stream) = self.known.borrow().get(&key) {
            return Rc::clone(stream);
        }
        let first = self.uniform(&format!("{name}.1"));
        let second = self.uniform(&format!("{name}.2"));
        let stream: Rc<[f64]> = first
            .iter()
            .zip(second.iter())
            .map(|(u, v)| (-2.0 * (1.0 - u).ln()).sqrt() * (std::f64::consts::TAU * v).cos())
            .collect();
        self.known.borrow_mut().insert(key, Rc::clone(&stream));
        stream
    }

    /// Numbers per stream.
    pub fn draws(&self) -> usize {
        self.draws
    }
}

/// The numbers of one stream. The first of them do not depend on how many are asked for.
fn generate(seed: u64, name: &str, draws: usize) -> Vec<f64> {
    let mut hash = Sha256::new();
    hash.update(seed.to_le_bytes());
    hash.update(name.as_bytes());
    let mut generator = ChaCha8Rng::from_seed(hash.finalize().into());
    // 53 random bits are all that a number in [0, 1) can hold.
    let scale = 1.0 / (1_u64 << 53) as f64;
    (0..draws).map(|_| (generator.next_u64() >> 11) as f64 * scale).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_depends_on_seed_and_name_alone() {
        let long = Streams::new(1, 100);
        let short = Streams::new(1, 10);
        short.uniform("other");
        assert_eq!(long.uniform("a")[..10], short.uniform("a")[..]);
        assert_ne!(long.uniform("a")[0], long.uniform("b")[0]);
        assert_ne!(long.uniform("a")[0], Streams::new(2, 1).uniform("a")[0]);
    }

    #[test]
    fn numbers_are_uniform_and_normal() {
        let streams = Streams::new(1, 20_000);
        let uniform = streams.uniform("u");
        let mean = uniform.iter().sum::<f64>() / 20_000.0;
        assert!((mean - 0.5).abs() < 0.01, "{mean}");
        assert!(uniform.iter().all(|u| (0.0..1.0).contains(u)));
        let normal = streams.normal("z");
        let mean = normal.iter().sum::<f64>() / 20_000.0;
        let variance = normal.iter().map(|z| z * z).sum::<f64>() / 20_000.0;
        assert!(mean.abs() < 0.03 && (variance - 1.0).abs() < 0.05, "{mean} {variance}");
    }
}
