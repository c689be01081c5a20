//! Backgrounds of gaps in a table.

use crate::report::scene::Ink;

/// The background for a gap (target minus score, in tenths of a point): the lowest band's for a
/// shortfall of `large` or more, the second's for one of `small` or more, the third's for a score
/// at its target (nearer to it than `small`), the highest band's for one that is `small` or more
/// above it. The number stays beside it: the four are too pale to be told apart in grey.
///
/// `None` unless `0 < small < large`: thresholds that overlap tint nothing.
pub fn tint(gap_tenths: i64, small: i64, large: i64) -> Option<Ink> {
    if small <= 0 || large <= small {
        return None;
    }
    Some(match gap_tenths {
        gap if gap >= large => Ink::Band1,
        gap if gap >= small => Ink::Band2,
        gap if gap > -small => Ink::Band3,
        _ => Ink::Band4,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_side_of_each_threshold_has_its_tint() {
        let tints = [-6, -5, -4, 0, 4, 5, 9, 10, 40].map(|gap| tint(gap, 5, 10));
        let [above, at, small, large] = [Ink::Band4, Ink::Band3, Ink::Band2, Ink::Band1].map(Some);
        assert_eq!(tints, [above, above, at, at, at, small, small, large, large]);
    }

    #[test]
    fn gaps_at_the_ends_of_what_numbers_hold_are_tinted_as_well() {
        assert_eq!(tint(i64::MAX, 5, 10), Some(Ink::Band1));
        assert_eq!(tint(i64::MIN, 5, 10), Some(Ink::Band4));
    }

    #[test]
    fn thresholds_out_of_order_tint_nothing() {
        for (small, large) in [(0, 10), (-5, 10), (10, 10), (10, 5)] {
            assert_eq!(tint(7, small, large), None);
        }
    }
}
