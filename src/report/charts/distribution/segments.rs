//! The parts of a diverging bar.

use crate::report::scene::Ink;

/// Scales up to this many points show each point.
const LONGEST: usize = 11;

/// Where a part of a bar lies on the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Outer half of the lower side.
    LowFar,
    /// Inner half of the lower side.
    LowNear,
    /// The middle.
    Middle,
    /// Inner half of the upper side.
    HighNear,
    /// Outer half of the upper side.
    HighFar,
}

impl Part {
    /// Itself, or where `reversed` the same distance from the middle on the other side.
    pub(super) fn shown(self, reversed: bool) -> Self {
        match self {
            _ if !reversed => self,
            Self::LowFar => Self::HighFar,
            Self::LowNear => Self::HighNear,
            Self::Middle => Self::Middle,
            Self::HighNear => Self::LowNear,
            Self::HighFar => Self::LowFar,
        }
    }

    /// Inks of its edge, of its inside and of text in it; `neutral` where low is not bad.
    pub(super) fn inks(self, neutral: bool) -> (Ink, Ink, Ink) {
        match self {
            Self::LowFar if neutral => (Ink::Muted, Ink::Muted, Ink::Paper),
            Self::LowNear if neutral => (Ink::Muted, Ink::Paper, Ink::Text),
            Self::LowFar => (Ink::Alert, Ink::Alert, Ink::Paper),
            Self::LowNear => (Ink::Alert, Ink::Band1, Ink::Text),
            Self::Middle => (Ink::Rule, Ink::Rule, Ink::Text),
            Self::HighNear => (Ink::Accent, Ink::Band3, Ink::Text),
            Self::HighFar => (Ink::Accent, Ink::Accent, Ink::Paper),
        }
    }
}

/// One part of a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Segment {
    /// Its place.
    pub part: Part,
    /// Points of the scale that it holds, counted from the lowest.
    pub points: (usize, usize),
    /// Raters.
    pub count: u64,
}

/// The parts of a bar from the lowest point to the highest.
pub(super) fn segments(counts: &[u64]) -> Vec<Segment> {
    let points = counts.len();
    if points > LONGEST {
        return thirds(counts);
    }
    let at = |(index, count): (usize, &u64)| Segment {
        part: part_of(index, points),
        points: (index, index),
        count: *count,
    };
    counts.iter().enumerate().map(at).collect()
}

fn part_of(index: usize, points: usize) -> Part {
    let side = points / 2;
    // Steps from the middle, 1 for the point next to it.
    let far = |steps: usize| steps * 2 > side;
    let mirrored = points.saturating_sub(index + 1);
    match (index < side, mirrored < side) {
        (true, _) if far(side - index) => Part::LowFar,
        (true, _) => Part::LowNear,
        (_, true) if far(side - mirrored) => Part::HighFar,
        (_, true) => Part::HighNear,
        _ => Part::Middle,
    }
}

/// The lower, the middle and the upper third of the points; the middle takes what is over.
fn thirds(counts: &[u64]) -> Vec<Segment> {
    let third = counts.len() / 3;
    let upper = counts.len() - third;
    [(Part::LowFar, 0, third), (Part::Middle, third, upper), (Part::HighFar, upper, counts.len())]
        .into_iter()
        .map(|(part, from, to)| Segment {
            part,
            points: (from, to.saturating_sub(1)),
            count: counts
                .iter()
                .take(to)
                .skip(from)
                .fold(0, |sum: u64, count| sum.saturating_add(*count)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Part::{HighFar, HighNear, LowFar, LowNear, Middle};

    fn parts(points: usize) -> Vec<Part> {
        segments(&vec![1; points]).iter().map(|one| one.part).collect()
    }

    #[test]
    fn sides_mirror_each_other_and_odd_scales_have_a_middle() {
        assert_eq!(parts(2), [LowFar, HighFar]);
        assert_eq!(parts(3), [LowFar, Middle, HighFar]);
        assert_eq!(parts(4), [LowFar, LowNear, HighNear, HighFar]);
        assert_eq!(parts(5), [LowFar, LowNear, Middle, HighNear, HighFar]);
        assert_eq!(parts(7), [LowFar, LowFar, LowNear, Middle, HighNear, HighFar, HighFar]);
        assert_eq!(parts(11).iter().filter(|part| **part == LowFar).count(), 3);
    }

    #[test]
    fn long_scales_are_binned_by_thirds() {
        let counts: Vec<u64> = (0..=100).collect();
        let parts = segments(&counts);
        let points: Vec<(usize, usize)> = parts.iter().map(|one| one.points).collect();
        assert_eq!(points, [(0, 32), (33, 67), (68, 100)]);
        assert_eq!(parts.iter().map(|one| one.count).sum::<u64>(), 5050);
        assert_eq!(parts[0].count, 528);
    }
}
